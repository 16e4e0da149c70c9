// Where do the talks stand today? What is open, with whom, and for how long; and what happened.
//
// Values for the pages of the desk, the command line and its JSON. Everything here is the
// mediator's team's own: it names all parties at once and is never shown to one.
//
// Ages are whole days up to `today`. No answer is not a refusal: it only ages.
//
// Errors: none. Complexity: linear in the talks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caucus/desk/talks_desk.h"

namespace caucus {

// One thing that is open, or was decided.
struct TalksItem {
  std::string kind;    // "proposal", "offer", "counter", "draft", "critique", "hop" ...
  std::string name;    // its label, or `@` and its id
  std::string who;     // who began it
  std::string status;  // a token: "accepted_by_some", "open", "handed", "differs"
  std::string words;   // its terms or text
  bool open = true;
  Moment since;          // when it began
  std::int64_t age = 0;  // days since the last word about it
  // Of terms and drafts: who stands how to it, and since when: ("employer", "accepted",
  // 2024-03-08).
  struct Standing {
    std::string who;
    std::string step;
    std::optional<Moment> since;
  };
  std::vector<Standing> standings;
};

struct TalksSummary {
  std::string state;  // a token: "stalled"
  std::optional<Moment> state_since;
  std::string state_because;  // what caused it, as a line of the script; may be empty
  std::size_t events = 0;
  std::optional<Moment> last;
  std::vector<TalksItem> items;       // in the order of noting
  std::vector<TalksItem> steps_back;  // kind: what moved; words: from what to what
  std::vector<TalksItem> expectations;
  std::vector<TalksItem> deadlines;  // of events and of the case; age below 0: days to come
};
TalksSummary summary_of(const Case& c, const Talks& talks, Date today);

// One line of the timeline.
struct TimelineLine {
  std::string name;  // label, or `@` and id
  std::string kind;  // token
  std::string line;  // the event as a script has it
  std::string outcome;
  std::string compartment;  // the party in whose confidence it was said, or "mediator"
  Moment said;
  std::string noted_by;               // the member; empty where a script is all there is
  std::vector<std::string> warnings;  // tokens
  std::string corrected_by;           // name of the correction; empty if none
  bool moves_back = false;
};
struct TimelineOptions {
  std::optional<Date> since;    // from that day on
  std::optional<PartyId> with;  // only what that party said or was named in
};
std::vector<TimelineLine> timeline_of(const TalksDesk& desk, const TimelineOptions& options);

// How an event is called: its label, or `@` and its id.
std::string name_of_event(const Event& event);

// The event that a label, `@` and an id, or the first digits of one (eight at least) name.
std::optional<EventIndex> event_called(const Talks& talks, std::string_view name);

}  // namespace caucus
