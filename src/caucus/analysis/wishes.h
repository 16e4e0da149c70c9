// How near to its wish is a term, as the party's own sheet says it?
//
// Places come from the sheet's preference (an order, "more" or "less", points); where it says
// nothing of an issue there are none. Nothing here is a number to compare between parties.
#pragma once

#include <optional>
#include <vector>

#include "caucus/analysis/utility.h"
#include "caucus/model/case.h"

namespace caucus {

// [option]: its place from 0 (best) to the largest (worst); options alike share a place. Nothing if
// the party states no preference for the issue, or only indifference. A range of points counts with
// its middle. Complexity: sorting the options.
std::optional<std::vector<std::size_t>> places_of_options(const Case& c, PartyId party,
                                                          IssueId issue);

// The preference of the party for this subject, if it has one.
const Preference* preference_for(const Case& c, PartyId party, const Subject& about);

// The positions the party holds now: of each subject (or statement) and wing the one with the last
// `since`, in the order of the sheet.
std::vector<const Position*> positions_now(const Case& c, PartyId party);

// The package does not have what the position asks for on its issue, and is worth at least as much
// to the party as with it, and for some wish more. False for other positions, and without a utility
// of the party. Complexity: the wishes, times the tables of the utility.
bool better_than_asked(const Case& c, const Utilities& central, PartyId party,
                       const Position& position, const Package& package);

// The position on the same subject, of the same wing, that this one replaced, if any.
const Position* position_before(const Sheet& sheet, const Position& position);

}  // namespace caucus
