// Which sums can no package beat? The exact frontier of a product space of any size, as long as the
// frontier itself can be listed: 10^250 packages are no obstacle, millions of points are.
//
// Issue after issue, last first: the frontier so far is shifted by every option and what is beaten
// is dropped (layer_kernel.h), with a kernel per number of parties: one to three by sweeps
// (sweep_kernel.h), more by difference queries (cell_kernel.h, difference_kernel.h). Sums are
// packed several to a word (lanes_kernel.h). Sums that can no longer reach a floor are dropped on
// the way. Nothing is rounded.
//
// Exact and complete unless the result says otherwise: it gives up, with no points, when a layer
// exceeds points_max, or as soon as the layers so far foretell many times as many, or the token is
// cancelled. The same for any number of threads. Complexity: the
// layers' sizes times the options, and what the kernel says; memory: six bytes per point and issue,
// and the last two layers.
#pragma once

#include <string_view>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/layer_kernel.h"
#include "caucus/engine/packed_choice.h"
#include "caucus/engine/sum_space.h"

namespace caucus {

struct SumFrontierOptions {
  std::size_t points_max = 5'000'000;  // of any layer
  unsigned threads = 1;
};

// too_wide: linked issues (elimination.h), or a step that would look at too many sums.
enum class FrontierEnd { complete, too_many_points, too_wide, cancelled };

struct SumFrontier {
  std::size_t parties = 0;
  FrontierEnd end = FrontierEnd::complete;
  std::string_view kernel;                // "sweep", "cells", "difference_queries", "elimination"
  unsigned bits = 0;                      // of the largest sum
  std::vector<Int128> sums;               // [point * parties + q], largest first
  std::vector<std::uint64_t> packages;    // that reach the point; packages_most: at least so many
  std::vector<std::size_t> layer_points;  // after each issue, last issue first
  double foretold = 0;                    // points, where that is why it gave up; a guess

  std::size_t size() const { return packages.size(); }
  const Int128* row(std::size_t point) const { return sums.data() + point * parties; }
  // The first package, in the order of issues and options, that reaches the point.
  Choice choice(std::size_t point) const;

  // One of the two, of the reduced space: how points were reached, or their packages themselves.
  History history_;
  std::vector<std::uint64_t> packed_;
  ChoiceLayout layout_;
  std::vector<std::vector<std::uint16_t>> first_member_;  // [issue][reduced option]
};

// About how many points the last layer will have, going by the layers so far: a power of the number
// of issues through the last layers. 0 where there are too few to tell. Frontiers of opposed and of
// random spaces ended within a factor of four, from 100,000 points on.
double foretold_points(const std::vector<std::size_t>& layer_points, std::size_t issues,
                       std::size_t parties);

// A list of one point, reached by that choice.
SumFrontier single_point(const std::vector<Int128>& sums, const Choice& choice);

SumFrontier sum_frontier(const SumSpace& space, const SumFrontierOptions& options = {},
                         const CancelToken& cancel = {});

}  // namespace caucus
