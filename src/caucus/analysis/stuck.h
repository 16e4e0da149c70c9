// What blocks, and what would be the smallest way out?
//
// A sticking point is a smallest set of demands that no feasible package meets, while every smaller
// set can be met (a minimal unsatisfiable subset). A relaxation is a smallest set of demands whose
// lifting opens the zone. With both lists complete, relaxations are exactly the minimal hitting
// sets of the sticking points (Reiter 1987). First conflict: QuickXplain (Junker 2004); all: MARCO
// (Liffiton et al. 2016); cheapest relaxations: implicit hitting sets (Moreno-Centeno and Karp
// 2013). Rules are never relaxed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/room.h"

namespace caucus {

struct StickingPoint {
  std::vector<std::size_t> demands;  // positions in Stuck::demands, sorted
  std::vector<PartyId> owners;       // parties, sorted, each once
  bool proven_minimal = true;
  std::vector<Package> without;  // [k]: a package that meets all but demands[k]
  std::string sentence;          // "These three cannot all stand: ... Any two can."
};

struct Relaxation {
  std::vector<std::size_t> demands;  // what is lifted
  std::vector<std::string> steps;    // in words, how far each would have to move at least
  Package package;                   // one that it makes possible
  std::string sentence;
};

struct Stuck {
  std::vector<Demand> demands;                 // all that were examined
  std::vector<StickingPoint> sticking_points;  // several owners first, then smallest, then firmest
  std::vector<Relaxation> relaxations;         // cheapest first: fewest of the firmest demands
  bool rules_leave_nothing = false;            // no feasible package at all, demands aside
  bool complete = true;                        // both lists are complete
  Method method;
};

struct StuckOptions {
  DemandOptions demands;
  std::size_t sticking_points_max = 20;
  std::size_t relaxations_max = 20;
  std::size_t tests_max = 100'000;  // zone tests before giving up; deterministic, not a clock
};

Stuck stuck(const Case& c, const Utilities& utilities, const StuckOptions& options,
            const CancelToken& cancel);

}  // namespace caucus
