// Which weights bound a goal best? And what a weighted sum says about a goal, rounded to the safe
// side.
//
// The bounds of direct_point.h are convex in the weights, and a package with the largest weighted
// sum is a subgradient. They are minimised by the ellipsoid method (Yudin and Nemirovski 1976, Shor
// 1977): few dimensions, kinks everywhere, two dozen lines. Floating point only steers: the weights
// are rounded to whole numbers and their largest sum is then exact.
#pragma once

#include <optional>
#include <vector>

#include "caucus/engine/direct_point.h"

namespace caucus {

// Weights of a sum are multiplied by this much first, so that those for floors can be added.
inline constexpr std::int64_t sum_unit = std::int64_t{1} << 20;

struct DualWeights {
  std::vector<std::int64_t> weights;
  Int128 highest = 0;          // h(weights)
  Choice at_bound;             // a package with that sum
  std::optional<Choice> best;  // of the packages met on the way, if one is above all floors
};

// Nothing where there is no package at all. Ends as soon as weights prove that no package is above
// all floors, and with `any` as soon as one is met that is. Complexity: some hundred questions to
// the oracle, growing with the square of the number of parties.
std::optional<DualWeights> dual_weights(const SumOracle& oracle, const GoalOfSums& goal,
                                        const std::vector<Int128>& floors, bool any = false);

// The goal's value of a package (the p-th root of a product), and the largest it can be where no
// weighted sum exceeds `highest`. For steering and display.
double value(const GoalOfSums& goal, const std::vector<Int128>& sums);
double value_bound(const GoalOfSums& goal, const std::vector<std::int64_t>& weights,
                   Int128 highest);

// l.r + T of a package: every package at least as good has a weighted sum of at least that. Never
// too large; too small by a part in 10^12 at most.
Int128 weighted_floor_of(const GoalOfSums& goal, const std::vector<Int128>& sums,
                         const std::vector<std::int64_t>& weights);

// The floors of packages whose minimum is at least that of these sums. Exact.
void raise_to_minimum(const GoalOfSums& goal, const std::vector<Int128>& sums,
                      std::vector<Int128>& floors);

}  // namespace caucus
