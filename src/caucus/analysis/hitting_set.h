// What is the cheapest set of demands that touches every known conflict?
//
// The step of the implicit hitting set method (Moreno-Centeno and Karp 2013): lift a cheapest
// hitting set of the conflicts known so far; if the zone is still empty, that shows a new conflict.
// Branch and bound: branches over the conflict with the fewest demands left, bounds by conflicts
// that share no demand.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/analysis/demand_set.h"
#include "caucus/base/rational.h"

namespace caucus {

struct HittingSetTask {
  std::vector<DemandSet> conflicts;  // none empty; to be touched, every one
  std::vector<DemandSet> blocked;    // no answer contains one of these
  std::vector<UInt128> cost;         // per demand, more than 0; their sum fits
  std::uint64_t steps_max = 2'000'000;
};

struct HittingSetAnswer {
  std::optional<DemandSet> set;  // nothing: there is none (if complete)
  bool complete = true;          // false: the budget ended; `set` is the best found
};

// Cheapest by the sum of costs, then the one that comes first when members are compared in order.
// Complexity: exponential in the size of the answer at worst; in practice some thousand steps.
HittingSetAnswer cheapest_hitting_set(const HittingSetTask& task);

}  // namespace caucus
