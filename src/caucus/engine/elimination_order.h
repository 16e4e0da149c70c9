// In which order are linked issues best eliminated? One that keeps separators small: the issues a
// partial result still depends on.
//
// Issues joined by a table, a rule or a window form a group, and groups are independent. Inside a
// group tables and rules tell who is a neighbour; a window makes no neighbours, because its amount
// is carried along as a number. Three ways to choose the next issue are tried (fewest neighbours
// to join, fewest assignments of the neighbours, the order of the case), ties going to an issue the
// last one touched, so that chains are walked from one end; the order with the least work is kept.
//
// Complexity: issues cubed. Sources: Bertele and Brioschi 1972 (elimination); Kjaerulff 1990
// (min-fill).
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/engine/linked_space.h"

namespace caucus {

// How much may an elimination take before it gives up?
struct EliminationOptions {
  std::size_t points_max = 5'000'000;       // of any message
  std::uint64_t assignments_max = 100'000;  // of any separator
  std::uint64_t frontiers_max = 1'000'000;  // of any message: assignments times amounts
  unsigned threads = 1;
};

struct EliminationOrder {
  // The issues of each group, first to be eliminated first; groups by their first issue.
  std::vector<std::vector<std::size_t>> groups;
  // Assignments of the widest separator; 2^62 stands for more.
  std::uint64_t widest = 1;
};
EliminationOrder elimination_order(const LinkedSpace& linked);

}  // namespace caucus
