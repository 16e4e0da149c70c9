// What was said and done, in the order in which it was said?
//
// For the mediator alone: it knows every compartment. What a party may see is view_for.h. All
// results are plain values that hold places in Talks::events. Errors: none. Complexity: linear in
// the history, plus a sort.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/talks/apply.h"
#include "caucus/talks/state.h"

namespace caucus {

// Every condition that is set must hold.
struct TimelineFilter {
  std::optional<PartyId> party = std::nullopt;  // spoken by it or a part of it, or said to it
  std::string channel = {};                     // id; empty: any
  std::optional<IssueId> issue = std::nullopt;  // terms, demands, clauses or words about it
  std::optional<Date> since = std::nullopt;     // said or noted on that day or later
  std::optional<EventKind> kind = std::nullopt;
};

struct TimelineEntry {
  EventIndex event = 0;
  std::string line;                       // as a line of a script, safe to show
  std::string outcome;                    // what it led to, in the words of a script
  std::optional<EventIndex> replaced_by;  // the correction that stands in its place
  std::vector<Warned> warnings;
};

// Sorted by when it was said, then by when it was noted.
std::vector<TimelineEntry> timeline(const Case& c, const Talks& talks,
                                    const TimelineFilter& filter = {});

// The issues an event is about, sorted: of its terms, demands, clauses and words.
std::vector<IssueId> issues_of(const Event& event);

// What is different since the beginning of a day, by the day of noting. Places in the vectors of
// Talks, in order.
struct TalksChanges {
  std::vector<EventIndex> events;     // all of them
  std::vector<StateEntry> states;     // changes of the state of the talks
  std::vector<EventIndex> new_terms;  // offers, counters and proposals
  std::vector<EventIndex> answers;    // of parties and of bodies, and withdrawals
  std::vector<BackwardStep> backwards;
  std::vector<EventIndex> expected;
  std::vector<EventIndex> corrections;
};
TalksChanges changes_since(const Talks& talks, Date day);

}  // namespace caucus
