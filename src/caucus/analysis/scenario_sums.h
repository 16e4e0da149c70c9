// A scenario in whole numbers: what each option adds to each party, reservations and caps, by the
// common denominator of the party.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/engine/sum_space.h"
#include "caucus/model/scenario.h"

namespace caucus {

struct ScenarioSums {
  SumSpace space;             // the additive part; no floors
  std::vector<Int128> scale;  // sum = scale * utility
  std::vector<Int128> reservations;
  std::vector<std::optional<Int128>> caps;
  std::string refusal;  // why this cannot be done: a profile is not additive, numbers do not fit
};

ScenarioSums scenario_sums(const Scenario& scenario);

// The sums with caps applied, in place.
void cap(const ScenarioSums& sums, Int128* row);

}  // namespace caucus
