// What `caucus scenario` says of a research scenario: its figures, and what its files were found to
// hold.
#pragma once

#include <string>
#include <string_view>

#include "caucus/analysis/scenario_room.h"
#include "caucus/scenario/read.h"

namespace caucus {

// Sixty-four hexadecimal digits that are the same exactly when two frontiers have the same points
// with the same numbers of packages: SHA-256 of "7/20 1/2 packages" line by line, largest first.
std::string frontier_hash(const ScenarioRoom& room);

// caucus.scenario/1, field by field in docs/reference/json.md. Total also where the files were
// refused: then there are only findings.
std::string scenario_json(const ScenarioReading& reading, const ScenarioRoom& room);

}  // namespace caucus
