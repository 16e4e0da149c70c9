// What can no package of a scenario exceed, where no method is exact within the limits?
//
// Sums of boxes: the largest sum of the utilities of every party, every two and all, decided by
// box_search.h; a package that has it is named. Where that is not decided, and where parts are
// joined by min or max, every box, part and option counts at its most by itself: a bound that holds
// whatever is chosen, with no package named.
//
// Exact. Complexity: linear for the second kind, 2,000,000 steps per bound for the first.
#pragma once

#include <vector>

#include "caucus/analysis/outer_bounds.h"
#include "caucus/analysis/scenario_sums.h"

namespace caucus {

std::vector<OuterBound> scenario_bounds(const Scenario& scenario, const ScenarioSums& sums,
                                        const CancelToken& cancel);

}  // namespace caucus
