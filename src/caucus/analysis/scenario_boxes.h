// A profile as boxes that add up: whatever GENIUS, GeniusWeb and NegMAS join by sums.
#pragma once

#include <optional>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/box_space.h"
#include "caucus/model/scenario.h"

namespace caucus {

// One summand: what it is worth, and when it is paid (scenario.h).
using BoxTerms = std::vector<Box>;

// Boxes nested in sums with their weights and the divisor applied; an option's worth is a box of
// one issue, a listed combination one of a range per issue. Nothing where a part is joined by min
// or max, or where only comparisons are stated. May throw NumberOverflow. Complexity: linear.
std::optional<BoxTerms> box_terms(const ScenarioProfile& profile);

// The terms of one party in whole numbers of 1/scale, appended.
void add_boxes(const BoxTerms& terms, Int128 scale, std::size_t party, BoxSpace& space);

// The least sum of the party that some package has; nothing where it could not be proved.
std::optional<Int128> least_sum(const BoxSpace& space, std::size_t party,
                                const CancelToken& cancel);

}  // namespace caucus
