// Which packages are worth putting side by side, and for what reason each?
//
// Options must differ in what is disputed, and no side may find only the others' wishes among them.
// So beside a first one (balanced, or what the smallest way out opens) there is, for each party, an
// option that meets the most of what that party asks for now, firmest positions first; of those
// that meet as much, the balanced one. The party whose positions the options so far meet least
// comes first, and one option may serve several. How many positions a sheet lists does not count:
// parties are never added up. Then come other reasons, as far as they differ in two issues.
#pragma once

#include <vector>

#include "caucus/analysis/options_note.h"

namespace caucus {

struct OptionCandidate {
  Package package;
  std::vector<OptionReason> reasons;
  std::vector<PartyId> closest_to;  // with OptionReason::closest_to_party
  bool rest_balanced = false;       // it is the Nash point of the packages that meet as much
};

inline constexpr std::size_t options_wanted = 3;  // at least, where the case has as many packages
inline constexpr std::size_t options_most = 5;

// The packages of options_note(), in order.
std::vector<OptionCandidate> option_candidates(const Case& c, const OptionInputs& in,
                                               const OverReadings& over, const CancelToken& cancel);

}  // namespace caucus
