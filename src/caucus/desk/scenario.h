// Research scenarios at the desk: open one, turn it into a case, write it in another format.
//
// `caucus convert` and whoever analyses scenarios call only this. Findings carry their places and
// tokens (docs/reference/formats.md); nothing is written unless the whole is sound, and nothing is
// ever overwritten.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/base/result.h"
#include "caucus/desk/desk.h"
#include "caucus/model/scenario.h"
#include "caucus/scenario/finding.h"
#include "caucus/scenario/read.h"
#include "caucus/scenario/write.h"

namespace caucus {

// The scenario of a folder, or of the file of a domain, with its findings. Errors: the path cannot
// be opened.
Result<ScenarioReading> open_scenario(const std::string& path, const ScenarioOptions& options = {});

// The files of a case that says what the scenario says: a party per profile, its utilities as
// points, its reservation value. No phases, rules or lines are invented. Empty where a finding is
// refused: numbers of more than 62 bits, a cap that bites; `lossy` rounds to 12 digits and drops.
WrittenScenario case_of_scenario(const Scenario& scenario, bool lossy);

// The scenario of a case whose sheets are all exact: utilities from 0 (worst) to 1 (best), or those
// of the file that a sheet came from. Rules, totals in rules, vague sheets and issues that do not
// always apply are refused by name; `lossy` drops rules.
struct CaseAsScenario {
  std::optional<Scenario> value;
  std::vector<ScenarioFinding> findings;
};
CaseAsScenario scenario_of_case(const Case& c, bool lossy);

enum class ConvertTarget { genius, geniusweb, negmas, negmas_json, case_folder };

struct ConvertOptions {
  std::optional<ConvertTarget> to = {};  // a scenario becomes a case, a case becomes GENIUS's files
  ScenarioOptions reading = {};
  bool lossy = false;
};

struct Conversion {
  std::vector<ScenarioFinding> findings;
  std::vector<Fault> faults;                // of a case that was to be converted
  std::vector<std::string> written;         // paths; empty when something is refused
  std::optional<ScenarioFamily> semantics;  // by whose rules the numbers of a scenario were read
};

// Reads `in` (a case, a folder or a file of a scenario) and writes a new folder. Errors: `in`
// cannot be opened, or the folder is there and not empty.
Result<Conversion> convert(const std::string& in, const std::string& out,
                           const ConvertOptions& options);

// caucus.convert/1, field by field in docs/reference/json.md.
std::string conversion_json(const Conversion& conversion);

}  // namespace caucus
