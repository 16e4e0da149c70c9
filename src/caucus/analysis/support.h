// How much can a weighted sum of utilities reach at most? The support function h(l): the largest
// sum of l_q * u_q over the feasible packages, without enumerating them.
//
// h(l) bounds everything: no package of the zone has a larger sum, so a floor the parties' weighted
// sum cannot reach proves the zone empty. By elimination (max_sum.h) with rules, wanted demands and
// void issues as forbidden combinations. Windows and wide constraints (package_space.h) are left
// out; the value is then still an upper bound, and `exact` says so.
//
// extremes() of utility.h, the same with rules ignored, is defined in support.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/analysis/find_package.h"
#include "caucus/analysis/problem.h"

namespace caucus {

struct Support {
  bool possible = true;  // false: the tables of rules and demands leave no package at all
  bool exact = true;     // false: some constraint was left out, `worth` is an upper bound
  Int128 worth = 0;      // sum over the parties of weight * sum
  Package package;       // one that reaches it; feasible if `exact`
};

// Weights: one per party of the problem, at most 2^31 either way. Reservation values in the mask
// are not constraints here: they are what the bound is held against. Nothing with a refusal, or
// where elimination would need too much memory and time.
std::optional<Support> support(const Problem& problem, const DemandMask& wanted,
                               const std::vector<std::int64_t>& weights);

}  // namespace caucus
