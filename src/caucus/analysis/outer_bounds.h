// What can no package exceed? Bounds of a frontier that is too long to list.
//
// For parties S, the largest sum of their utilities over all packages that rules (and demands,
// where they bind) allow; reservation values are left aside. Every package lies below all of these
// bounds, and each is reached by a package, so none can be lower. One bound per party, per pair and
// for all together. Exact; a sum whose weights would need more than 31 bits is left out.
//
// Complexity: one weighted sum h(l) per bound (direct_point.h).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/engine/direct_point.h"

namespace caucus {

struct OuterBound {
  std::vector<std::size_t> parties;        // S, by position
  std::vector<std::int64_t> weights = {};  // of the sums of all parties; certificates name them
  Int128 highest = 0;                      // the largest weighted sum
  Rational most;                           // the largest sum of utilities of S
  Choice choice = {};                      // a package that has it
  std::vector<Rational> utilities = {};    // of that package; both empty: none is known
};

// The sets S that are bounded: one party each, every two, all.
std::vector<std::vector<std::size_t>> bounded_sets(std::size_t parties);
// Weights of sums in proportion to the utilities of a set; nothing where they are too large.
std::optional<std::vector<std::int64_t>> bound_weights(const std::vector<std::size_t>& set,
                                                       const std::vector<Int128>& unit);

// utility = (sum + constant) / unit. Empty where no package is allowed at all.
std::vector<OuterBound> outer_bounds(const SumOracle& oracle, const std::vector<Int128>& unit,
                                     const std::vector<Int128>& constant);

}  // namespace caucus
