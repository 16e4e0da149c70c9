// Does a party give less than it had given before? And do terms break what it has said?
//
// A step is judged by the party's own order, as its sheet has it, never by ours: giving what it
// likes less is a step towards the others, taking that back is a step back. Where the sheet has no
// order, only what needs none is called a step back: demanding a smaller set of options than
// before, or returning to an option that had been left.
//
// Errors: none. Complexity: linear in the options named and in the sheet.
#pragma once

#include <optional>
#include <vector>

#include "caucus/model/case.h"
#include "caucus/talks/event.h"

namespace caucus {

// More than 0: the party likes `a` better than `b`; 0: alike; nothing: its sheet does not say.
std::optional<int> likes_better(const Case& c, PartyId party, IssueId issue, OptionIndex a,
                                OptionIndex b);

// The demand `now` leaves less than `before`, on the same subject.
bool demands_more(const Case& c, PartyId party, const Requirement& before, const Requirement& now);

// The line `now` leaves less room than `before`: the subjects on which it does.
std::vector<Subject> narrower(const std::vector<Requirement>& before,
                              const std::vector<Requirement>& now);

// Does the statement certainly fail for terms, however the open issues are settled? Of a total only
// where all that it counts is settled.
bool breaks(const Case& c, const Requirement& requirement, const PartialPackage& terms);

// The option the terms have for an issue; nothing if they leave it open.
std::optional<OptionIndex> option_of(const PartialPackage& terms, IssueId issue);

}  // namespace caucus
