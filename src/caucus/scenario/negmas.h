// What do the YAML or JSON files of NegMAS mean: a domain, and one profile per party?
//
// u = sum of weight * value as written: nothing is divided, clamped or capped. Bounds of boxes are
// open, as that tool reads them. Plain tables and straight lines are read; functions that would
// have to be executed are refused by name.
//
// Source: the scenario files of NegMAS, described in docs/reference/formats.md.
#pragma once

#include <optional>

#include "caucus/model/scenario.h"
#include "caucus/scenario/data_tree.h"
#include "caucus/scenario/geniusweb.h"

namespace caucus {

// Nothing when something is refused, as the log says.
std::optional<DataDomain> read_negmas_domain(const DataNode& root, FindingLog& log);

// The profile of one party; `party` is left for the caller.
std::optional<ScenarioProfile> read_negmas_profile(const DataNode& root, const DataDomain& domain,
                                                   FindingLog& log);

}  // namespace caucus
