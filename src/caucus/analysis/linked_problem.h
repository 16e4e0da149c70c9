// A Problem in the terms of the engine: issues in the order of the case, slots as options, rules
// and standing demands as links, reservation values as floors.
//
// Sums are gain units: sum * times of PartySum, less its constant part, so that every reservation
// is a whole number. Complexity: the entries of all tables.
#pragma once

#include <string>
#include <vector>

#include "caucus/analysis/package_search.h"
#include "caucus/analysis/problem.h"
#include "caucus/engine/linked_space.h"

namespace caucus {

struct LinkedProblem {
  LinkedSpace linked;                // without floors
  std::vector<Int128> constant;      // add to a sum of `linked` to get gain units
  std::vector<Int128> reservations;  // sums of `linked` that are a gain of 0
  std::vector<Int128> unit;          // worth 1.0
  std::vector<bool> bound;           // does the reservation value stand?
  // [rule of `linked`], [window]: the demand that asks for it; always_binds for rules of the case.
  std::vector<std::size_t> rule_of, window_of;
  static constexpr std::size_t always_binds = static_cast<std::size_t>(-1);
  bool impossible = false;  // a rule or demand fails whatever is chosen
  std::string refusal;      // why the engine cannot take it: a wide constraint, bits

  bool free() const {
    return linked.tables.empty() && linked.rules.empty() && linked.windows.empty();
  }
};

// Demands of the mask bind (what a shorter mask leaves out does not), where not impossible.
LinkedProblem linked_problem(const Problem& problem, const DemandMask& wanted);

// The package of a choice of slots per issue, in the order of the case.
Package package_of(const Problem& problem, const Choice& choice);

}  // namespace caucus
