// What does one party see of the talks? Plain values, with nothing in them of anybody else.
//
// A view holds the party's own words and acts, what was said to it or in public, terms put to it,
// what was released to it in the form it was released in, drafts it was shown, and the deadlines
// it knows. It is built from those alone (view_for.h), so it may be handed to the party whole.
//
// Left out on purpose, because they would tell of others or of the mediator's own reading: labels,
// places and ids of the record, sources, when a thing was noted, who else heard it, readings of an
// answer, how sure or firm the mediator holds something to be, and why a draft changed.
//
// Numbers count from 1 within this party's view, in the order in which things came before it.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/event.h"
#include "caucus/talks/terms_life.h"

namespace caucus {

// Number of an entry in one party's view: entries[number - 1].
using SeenNumber = std::uint32_t;

// How did it come before the party?
enum class SeenAs : std::uint8_t {
  own,         // the party, or a part of it, said or did it
  said_to_it,  // it was among the audience
  in_public,
  put,       // handed to it, or known to it because it answered
  released,  // passed on by the mediator, in the form given
  shown,     // a draft, or the return of one
};

// One thing seen, as flat values: what a field means depends on `kind`, empty where it has none.
struct Seen {
  std::string id;         // 32 hexadecimal digits that follow from the other fields at first sight
  SeenNumber number = 0;  // from 1
  SeenAs as = SeenAs::own;
  PassOnForm form = PassOnForm::verbatim;  // of a release; otherwise verbatim
  Moment when;                             // when it came before the party
  std::string who;                         // whose words; empty where that was not said
  std::string by;                          // who passed it on; empty where nobody had to
  EventKind kind = EventKind::message;     // `release` for words that are not the speaker's
  std::string word;                        // the kind in it: question, accept, set, blocking ...
  std::string text;                        // the words
  std::string more;                        // a second text: an interest, a condition, a reason
  std::string name;                        // a clause, body, deadline, meeting, person
  PartialPackage terms;
  std::vector<Requirement> requirements;
  std::vector<IssueId> issues;
  std::optional<Date> date;                  // it expires, falls due, is expected
  std::vector<SeenNumber> about;             // entries of this view that it refers to
  std::optional<PassOn> permission = {};     // own words: what the party permits now
  std::optional<SeenNumber> withdrawn = {};  // the entry that took it back, as far as seen

  friend bool operator==(const Seen&, const Seen&) = default;
};

// Where terms stand with this party: its own steps, and others' only where it has seen them.
struct BodySeen {
  std::string body;
  BodyStep step = BodyStep::put;
  SeenNumber entry = 0;  // the last step

  friend bool operator==(const BodySeen&, const BodySeen&) = default;
};
struct TermsSeen {
  SeenNumber entry = 0;             // the offer, counter or proposal, in the form it was seen in
  bool own = false;                 // put by the party itself
  PartyStep step = PartyStep::put;  // its own answer; always `put` for its own terms
  std::optional<SeenNumber> answer;
  std::vector<BodySeen> bodies;           // its own approval bodies
  std::vector<SeenNumber> others;         // answers of others that it has seen
  std::optional<SeenNumber> withdrawn;    // as far as seen
  std::optional<SeenNumber> replaced_by;  // likewise

  friend bool operator==(const TermsSeen&, const TermsSeen&) = default;
};

// A draft as shown. A copy read in the mediator's presence and given back has no words left here.
struct ClauseSeen {
  std::string id;
  std::string text;
  std::vector<IssueId> issues;

  friend bool operator==(const ClauseSeen&, const ClauseSeen&) = default;
};
struct DraftSeen {
  std::uint32_t number = 0;  // from 1: the drafts this party has been shown
  SeenNumber entry = 0;      // when it was shown
  bool supervised = false;
  std::optional<SeenNumber> returned;
  std::string title;
  std::vector<ClauseSeen> clauses;
  std::vector<SeenNumber> critiques;  // the party's own
  std::optional<SeenNumber> final_question;
  std::optional<SeenNumber> final_answer;  // its own

  friend bool operator==(const DraftSeen&, const DraftSeen&) = default;
};

// A deadline of the case, which everybody knows, or one the party has heard of.
struct DeadlineSeen {
  std::string id;
  std::optional<Date> date;
  DeadlineKind kind = DeadlineKind::soft;
  std::optional<SeenNumber> passed;
  std::optional<SeenNumber> heard;  // the last word of it; nothing where only the case has it

  friend bool operator==(const DeadlineSeen&, const DeadlineSeen&) = default;
};

// Grows without moving what is there: no event waits for 100,000 entries to be moved.
using SeenEntries = std::deque<Seen>;

struct PartyView {
  PartyId party = PartyId(0);
  Date day = Date::from_days(0);        // of asking: ages and expiry are counted to it
  SeenEntries entries;                  // by number
  std::vector<SeenNumber> in_time;      // the same by when, then by number
  std::vector<TermsSeen> terms;         // by number of the entry
  std::vector<DraftSeen> drafts;        // in the order of showing
  std::vector<DeadlineSeen> deadlines;  // of the case, in its order, then by first word
  std::optional<SeenNumber> state;      // the last declared state of the talks that it has heard of

  const Seen& at(SeenNumber number) const { return entries.at(number - 1); }
  // The terms an entry brought; null for other entries.
  const TermsSeen* terms_of(SeenNumber entry) const;

  friend bool operator==(const PartyView&, const PartyView&) = default;
};

// Whole days since it came before the party, on the view's day; 0 for later days.
std::int64_t age_of(const PartyView& view, SeenNumber entry);

// Whether terms stand open for the party's answer on the view's day: neither answered, withdrawn,
// replaced nor expired, as far as it has seen.
bool is_open(const PartyView& view, const TermsSeen& terms);

// What a party is told when it names an entry by number or id. There is one answer for what is not
// there and for what is not its to see.
struct NamedEntry {
  std::optional<SeenNumber> entry;
  std::string sentence;  // why there is none; empty where there is one
};
NamedEntry entry_named(const PartyView& view, std::string_view name);

std::string_view token(SeenAs as);

}  // namespace caucus
