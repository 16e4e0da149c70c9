// A scenario in whole numbers: what each option, or each box, adds to each party, reservations and
// caps, by the common denominator of the party. Profiles that add up nothing but single options are
// a SumSpace; other sums a BoxSpace; where a profile joins parts by min or max, its utilities are
// asked of the model, package by package.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/engine/box_space.h"
#include "caucus/engine/sum_space.h"
#include "caucus/model/scenario.h"

namespace caucus {

enum class ScenarioForm { sums, boxes, trees };

struct ScenarioSums {
  ScenarioForm form = ScenarioForm::sums;
  SumSpace space;                      // of form sums; no floors
  BoxSpace boxes;                      // of form boxes; with caps
  std::vector<ScenarioProfile> trees;  // of form trees: the profiles without their caps
  std::vector<Int128> scale;           // sum = scale * utility
  // Nothing: none is stated and the semantics know no limit (NegMAS), so that it is the least
  // utility, which has yet to be found.
  std::vector<std::optional<Int128>> stated_reservations;
  std::vector<Int128> reservations;  // of form sums complete; else 0 where nothing is known
  std::vector<std::optional<Int128>> caps;
  std::string refusal;  // why this cannot be done: comparisons only, numbers do not fit
};

ScenarioSums scenario_sums(const Scenario& scenario);

// The sums of a package before caps. Form trees: complexity that of utility().
std::vector<Int128> sums_of(const ScenarioSums& sums, const Choice& choice);

// The sums with caps applied, in place.
void cap(const ScenarioSums& sums, Int128* row);

}  // namespace caucus
