// What is there to add up? A product space in whole numbers: issues, options, and what each option
// adds to each party's sum. The engine knows no case, no names and no fractions; analysis turns a
// case or a scenario into this and back.
//
// Numbers: worths of either sign; the sums of every package, and what a kernel adds to them, must
// stay within 2^120 in magnitude. Larger is better. 1 to 7 parties.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "caucus/base/rational.h"

namespace caucus {

// One option index per issue, in the order of the issues.
using Choice = std::vector<std::uint16_t>;

// A package counts only if sum over q of weights[q] * sums[q] is at least `least`. Weights are 0 to
// 2^31; weighted sums must stay within 2^125.
struct WeightedFloor {
  std::vector<std::int64_t> weights;
  Int128 least = 0;
};

struct SumSpace {
  std::size_t parties = 0;
  // [issue][option * parties + q]; every issue has at least one option, at most 65,535.
  std::vector<std::vector<Int128>> worth;
  // Least sum per party for a package to count; empty: all packages count.
  std::vector<Int128> floors;
  // The same for weighted sums: how a bound prunes a search for a bargaining point.
  std::vector<WeightedFloor> weighted_floors;

  std::size_t issues() const { return worth.size(); }
  std::size_t options(std::size_t issue) const { return worth[issue].size() / parties; }
  const Int128* row(std::size_t issue, std::size_t option) const {
    return worth[issue].data() + option * parties;
  }
};

// The largest weighted sum over all packages, floors ignored, and the first package in the order of
// issues and options that has it. Complexity: options of all issues times parties.
struct WeightedBest {
  Int128 worth = 0;
  Choice choice;
};
WeightedBest weighted_best(const SumSpace& space, const std::vector<std::int64_t>& weights);

// sum over q of weights[q] * sums[q].
Int128 weighted(const Int128* sums, const std::vector<std::int64_t>& weights);

// What the package is worth to each party. Complexity: issues times parties.
std::vector<Int128> sums_of(const SumSpace& space, const Choice& choice);

// Every sum reachable at most and at least, party by party (not by one package).
struct SumRange {
  std::vector<Int128> least;
  std::vector<Int128> most;
};
SumRange sum_range(const SumSpace& space);

// The same space without what cannot matter to the frontier: options worth the same to everybody
// are one class, options that another one beats (at least as much for all, more for one) are gone,
// and every worth is at least 0. `kept[issue]` maps an option of the small space to its class, in
// the order of the options; the first member stands for it.
//
// The frontier of the small space is that of the large one, with `shift` added to every sum.
// Complexity: options squared times parties, per issue.
struct ReducedSpace {
  SumSpace space;
  std::vector<std::vector<std::vector<std::uint16_t>>> kept;
  std::vector<Int128> shift;
};
ReducedSpace reduced(const SumSpace& space);

}  // namespace caucus
