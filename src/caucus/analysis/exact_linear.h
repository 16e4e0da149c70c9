// Can these linear conditions hold together? Decided in exact fractions of any size.
//
// Phase one of the simplex method with Bland's rule, which cannot cycle. Where the answer is no,
// the rows whose combination proves it (Farkas) are named: the conditions that matter are among
// them, usually few of many.
//
// Source: Bland, New finite pivoting rules for the simplex method (1977); Schrijver, Theory of
// Linear and Integer Programming (1986), chapters 7 and 11. Complexity: exponential at worst; for
// some forty conditions on a hundred variables some tenths of a second.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "caucus/base/rational.h"

namespace caucus {

// A sum of factor * variable. A variable may stand in it more than once.
using LinearSum = std::vector<std::pair<std::size_t, Rational>>;

struct LinearCondition {
  LinearSum sum;
  Rational bound;
  bool equal = false;  // sum == bound; else sum >= bound
};

struct LinearAnswer {
  bool feasible = true;
  std::vector<std::size_t> proof;  // infeasible: the rows of a proof, sorted
};

// Is there a point with all variables at least 0 that meets every condition?
LinearAnswer feasible_point(std::size_t variables, const std::vector<LinearCondition>& conditions);

}  // namespace caucus
