// Which way did a position move? Judged by the party's own order, never by ours.
//
// A party moves `towards` the others where it now accepts what it likes less, `away` where it asks
// for more than before, `back` where the step away takes back something it had given earlier. Its
// order is the sheet's own preference on the issue, or on a total that rises (or falls) with the
// issue whatever else is agreed. Without one, or where the step is mixed, it has only `changed`.
//
// Errors: none. Complexity: the options of the issue; for totals the combinations of the issues it
// is made of, where these are at most 4,096.
#pragma once

#include <optional>
#include <vector>

#include "caucus/brief/brief.h"
#include "caucus/model/case.h"

namespace caucus {

// How well each option suits the party: a larger number is better, equal numbers are not ordered.
// Nothing where the sheet has no order that decides.
std::optional<std::vector<Rational>> liking(const Case& c, const Sheet& sheet, IssueId issue);

// The step between two positions of one party on one subject. Both have an `about`, the same.
// Never first or back: these need the history.
Movement step(const Case& c, const Sheet& sheet, const Position& from, const Position& to);

// The movement that led to each position of a history, oldest first: the first is `first`.
std::vector<Movement> movements(const Case& c, const Sheet& sheet,
                                const std::vector<const Position*>& history);

// All positions of a sheet on one subject by one wing, oldest first; the last is the position now.
// A position without a date is as late as its place in the file.
std::vector<std::vector<const Position*>> histories(const Sheet& sheet);

}  // namespace caucus
