// Which are all the smallest conflicts, and all the smallest ways out?
//
// MARCO (Liffiton, Previti, Malik and Marques-Silva 2016): a map keeps which subsets of the demands
// are not yet known to stand or to fall; take a largest such subset; if it can stand, what it lacks
// is a relaxation, else QuickXplain finds a conflict in it; mark all smaller, or all larger, sets.
// The map is searched once from front to back (every clause that an answer adds only forbids what
// was just found), with unit propagation and jumps back over decisions that no longer matter.
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/analysis/demand_set.h"
#include "caucus/analysis/quick_xplain.h"
#include "caucus/analysis/zone_tests.h"

namespace caucus {

// Conflicts and relaxations found so far, in any order, each once.
struct Explanation {
  std::vector<SmallestConflict> conflicts;
  std::vector<DemandSet> relaxations;  // smallest sets whose lifting lets all others stand
};

struct MarcoLimits {
  std::uint64_t map_steps_max = 20'000'000;  // assignments in the map; some 10^7 per second
  std::size_t answers_max = 5'000;           // conflicts and relaxations together
};

// Adds all that are missing; true if now all are there. Precondition: the rules leave something.
// Complexity: zone tests linear in the answers (times log for each conflict); the map may be
// exponential in the number of demands.
bool find_all(ZoneTests& tests, Explanation& known, const MarcoLimits& limits);

}  // namespace caucus
