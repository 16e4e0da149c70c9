// Which package makes a goal largest, with proof and without the frontier?
//
// For weights l >= 0 let h(l) be the largest weighted sum of any package, and H = h(l) - l.r with
// reservations r. Each goal is bounded by H alone, so a package that reaches at least the value c
// has a weighted sum of at least l.r + T(c):
//
//   largest product of gains   product <= (H / p)^p / (product of l)
//                              T = p (c product of l)^(1/p)
//   largest minimum of g/s     minimum <= H / (l.s)
//                              T = c (l.s)
//   largest w.u with floors    w.u <= h(w + k) - k.r for any k >= 0
//                              T = c + k.r - l.r, l = w + k
//   least distance to t        distance >= (l.t - h(l)) / |l s|, which is Cauchy and Schwarz
//                              T = l.t - c |l s| - l.r
//
// Weights that make the bound small are looked for first (a pattern search, in floating point: it
// steers and proves nothing). Then slices near the bound are searched for their frontier: what lies
// above l.r + T. An empty slice is a proof that the bound can fall; a slice that holds a package
// gives its value, and the slice of that value holds every package at least as good. Slices widen
// until both meet. Everything that decides is in whole numbers, or rounded to the safe side by far
// more than its error.
//
// Sources: weak duality; Shapley and Folkman (why few options stay open: Starr 1969); Dubois-Taine
// and d'Aspremont 2024 (gaps shrink with many issues).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/local_search.h"
#include "caucus/engine/sum_frontier.h"
#include "caucus/engine/sum_space.h"
#include "caucus/engine/support_table.h"

namespace caucus {

enum class Goal { largest_product, largest_minimum, largest_sum, least_distance };

// What is wanted of a package in which everybody gets at least the reservation.
struct GoalOfSums {
  Goal goal = Goal::largest_product;
  std::vector<Int128> reservations = {};  // r, one per party
  // s of largest_minimum: > 0, or 0 for a party left out; of least_distance: > 0
  std::vector<Int128> scales = {};
  std::vector<Int128> weights = {};  // w of largest_sum: 0 .. 2^31, one of them > 0
  // t of least_distance, which is the root of the sum of ((u - t) / s)^2: no sum above r exceeds
  // it.
  std::vector<Int128> targets = {};
};

// What a search may ask of a space of packages, with or without linking rules.
class SumOracle {
 public:
  virtual ~SumOracle() = default;
  virtual std::size_t parties() const = 0;
  // The largest weighted sum and a package that has it; nothing if there is no package.
  virtual std::optional<WeightedBest> best(const std::vector<std::int64_t>& weights) const = 0;
  virtual std::vector<Int128> sums(const Choice& choice) const = 0;
  // A package at least as good, by changing options of one issue at a time while that helps.
  virtual Choice improved(Choice choice, const Ranking& ranking) const = 0;
  // The frontier of the packages above all floors.
  virtual SumFrontier above(const std::vector<Int128>& floors, const WeightedFloor& floor,
                            const SumFrontierOptions& options, const CancelToken& cancel) const = 0;
};

// A product space without linking rules.
class FreeOracle : public SumOracle {
 public:
  explicit FreeOracle(const SumSpace& space) : space_(space), support_(space), near_(space) {}
  std::size_t parties() const override { return space_.parties; }
  std::optional<WeightedBest> best(const std::vector<std::int64_t>& weights) const override;
  std::vector<Int128> sums(const Choice& choice) const override { return sums_of(space_, choice); }
  Choice improved(Choice choice, const Ranking& ranking) const override {
    return near_.improved(std::move(choice), ranking);
  }
  // Options that no package above the weighted floor has are dropped first; as a rule that settles
  // all issues but a few.
  SumFrontier above(const std::vector<Int128>& floors, const WeightedFloor& floor,
                    const SumFrontierOptions& options, const CancelToken& cancel) const override;

 private:
  const SumSpace& space_;  // its own floors are not looked at
  SupportTable support_;
  LocalSearch near_;
};

struct DirectPointOptions {
  std::size_t points_max = 200'000;  // of a slice's layers; larger slices are not searched
  std::size_t slices_max = 1'000;    // searched; after that what was met is the answer
  bool any = false;                  // the first package above all reservations will do
  unsigned threads = 1;
};

enum class DirectEnd { found, no_package, undecided };

// The certificate: no package has a weighted sum above `highest`, and (where complete) none above
// l.r + T(best) but the finalists and what they beat.
struct DirectPoint {
  DirectEnd end = DirectEnd::undecided;  // no_package: proof that nobody can be given r at once
  bool complete = false;                 // best = bound, or every slice down to best was searched
  // The frontier points that reach at least `best`, among them all that tie; of an incomplete
  // search the best package met.
  SumFrontier finalists;
  std::vector<std::int64_t> weights;  // l
  Int128 highest = 0;                 // h(l)
  Int128 searched_to = 0;             // no weighted sum between this and highest is reached by a
                                      // package above r that is not among the finalists
  // The goal's value where that is one number: the product as a decimal would be too long, so its
  // p-th root; the minimum; the sum; the distance with a minus sign. For display and gaps only.
  double best = 0;
  double bound = 0;
};

DirectPoint direct_point(const SumOracle& oracle, const GoalOfSums& goal,
                         const DirectPointOptions& options = {}, const CancelToken& cancel = {});

}  // namespace caucus
