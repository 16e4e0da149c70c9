// Can these demands be met together, and how well, where a search would take too long? Asked of the
// engine: weights of the parties under which no package reaches what all need prove that it cannot
// (direct_point.h), and what is left by that bound is searched.
//
// Reservation values are long sums, on which a depth-first search stalls and bounds do not; rules
// and demands that tie many issues together are the reverse. Exact, or undecided: where the engine
// cannot take the problem, and where slices grow too large. `steps` counts what an answer costs in
// steps of a search, roughly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "caucus/analysis/package_search.h"

namespace caucus {

// How far to go before a question is left undecided.
struct BoundsLimits {
  std::size_t slice_points_max = 2'000;
  std::size_t slices_max = 6;
  std::uint64_t steps = 20'000;  // what a question counts as
};

// As search_package().
ZoneTest package_by_bounds(const Problem& problem, const DemandMask& wanted,
                           const BoundsLimits& limits, const CancelToken& cancel);

// As search_best_package(); undecided too where the weighted sums would be too long.
BestPackage best_package_by_bounds(const Problem& problem, const DemandMask& wanted,
                                   const std::vector<std::int64_t>& weights,
                                   const BoundsLimits& limits, const CancelToken& cancel);

}  // namespace caucus
