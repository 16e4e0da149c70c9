// How is a reading drawn where the sheet leaves only a small part of the space? Elliptical slice
// sampling, one subject's coordinates at a time, with hard walls.
//
// Each coordinate is a function of a standard normal number, so the uniform distribution of the
// readings becomes a normal one cut by the walls. A step draws an ellipse through the present point
// and moves to a uniform point of its part within the walls, found by shrinking a bracket: no
// tuning, no rejected steps. A chain starts at a random point and takes the same steps downhill on
// the total violation until it is inside.
//
// Chains run until they agree and are worth the readings asked for: while they are not, every
// second draw is dropped and the chains go on with steps twice as far apart.
//
// Source: Murray, Adams and MacKay, Elliptical slice sampling (2010); checks: chain_checks.h.
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/analysis/reading_space.h"
#include "caucus/base/cancel.h"

namespace caucus {

struct SliceOptions {
  std::size_t count = 100;  // readings wanted
  std::uint64_t seed = 1;
  std::uint64_t key = 0;  // of the party
  double slack = 0;       // walls moved outwards by so much
  std::size_t doublings_max = 6;
};

struct SliceChains {
  bool started = false;  // every chain found a point inside; else there are no rows
  bool complete = true;  // false: cancelled
  std::size_t chains = 4;
  std::size_t per_chain = 0;
  std::vector<double> rows;  // [chain][draw][ReadingSpace::width()]
  double effective_size_min = 0;
  double r_hat_max = 1;
};

// Effective size asked of the chains for so many readings, and the R-hat.
double effective_size_wanted(std::size_t count);
inline constexpr double r_hat_wanted = 1.01;

// Steps a chain may take to find its start, and how many of them in a row without getting nearer.
inline constexpr std::size_t start_steps_max = 10'000;
inline constexpr std::size_t start_stalls_max = 2'000;

// Complexity: some 5,000 sweeps over all subjects where the chains mix well, at most 64 times that.
SliceChains slice_chains(const ReadingSpace& space, const SliceOptions& options,
                         const CancelToken& cancel);

}  // namespace caucus
