// Can these demands be met together, where a search would take too long? Asked of the engine:
// weights of the parties under which no package reaches what all need prove that it cannot
// (direct_point.h), and what is left by that bound is searched.
//
// Reservation values are long sums, on which a depth-first search stalls and bounds do not; rules
// and demands that tie many issues together are the reverse. So this is asked second. Exact, or
// undecided: where the engine cannot take the problem, and where slices grow too large.
#pragma once

#include "caucus/analysis/find_package.h"

namespace caucus {

// As find_package(); `steps` counts what an answer costs in steps of a search, roughly.
ZoneTest find_package_by_bounds(const Problem& problem, const DemandMask& wanted,
                                const CancelToken& cancel = {});

}  // namespace caucus
