// What can no package exceed, where rules tie too many issues together for any exact way?
//
// Rules are left out until the rest can be eliminated: what no package exceeds under some of the
// rules, no package exceeds under all. Where one half of the rules is too much, each half bounds,
// and the lower bound counts; terms of worth that alone are too much count as what they pay at
// most. Every bound is a theorem in whole numbers, but a package that reaches it is named only
// where the one found obeys all rules; else the bound's utilities and choice are empty.
//
// Complexity: at most 64 eliminations, of so many assignments as the options allow.
#pragma once

#include <vector>

#include "caucus/analysis/outer_bounds.h"
#include "caucus/engine/elimination.h"

namespace caucus {

// utility = (sum + constant) / unit, as in outer_bounds.h. Empty where no package is allowed.
std::vector<OuterBound> bounds_with_fewer_rules(const LinkedSpace& linked,
                                                const std::vector<Int128>& unit,
                                                const std::vector<Int128>& constant,
                                                const EliminationOptions& options);

}  // namespace caucus
