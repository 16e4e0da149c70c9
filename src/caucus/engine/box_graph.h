// Which boxes can be paid together? The boxes of a space as the vertices of a graph whose edges
// join what excludes each other.
//
// Ranges of one issue that overlap pairwise share an option (Helly 1923), so boxes of which no two
// are joined share a package: packages are the independent sets, and the frontier of a box space is
// that of the independent sets' sums. What does not look like a box that adds is turned into some:
//
//   excluding box        one vertex per side of each bound (below, above), joined to each other
//   negative worth       a constant, and the opposite box that pays the amount
//   paid in any case     a constant
//
// Boxes with the same bounds are one vertex with a worth for each party. Vertices joined to none
// are taken at once; so is one side of an excluding box that nothing else rules out.
//
// Complexity: vertices squared times bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "caucus/engine/box_space.h"

namespace caucus {

struct BoxGraph {
  std::size_t parties = 0;
  std::vector<Int128> base;                     // what is paid in any case, or by vertices taken
  std::vector<std::vector<SpaceBound>> bounds;  // [vertex]
  std::vector<Int128> worth;                    // [vertex * parties + q], at least 0
  std::vector<std::vector<std::uint32_t>> neighbours;  // ascending
  // Sets of vertices joined pairwise; every edge is in at least one.
  std::vector<std::vector<std::uint32_t>> cliques;
  std::vector<std::vector<SpaceBound>> taken;

  std::size_t size() const { return bounds.size(); }
  const Int128* row(std::size_t vertex) const { return worth.data() + vertex * parties; }
};

BoxGraph box_graph(const BoxSpace& space);

// How many vertices there would be, before any is taken: to decide whether to try.
std::size_t vertices_at_most(const BoxSpace& space);

// The package with the first options that pays every chosen vertex, no two of which may be joined,
// and every vertex taken.
Choice package_of(const BoxSpace& space, const BoxGraph& graph,
                  const std::vector<std::uint32_t>& chosen);

}  // namespace caucus
