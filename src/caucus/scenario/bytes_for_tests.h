// What the fuzzers of scenario readers share: bytes divided by lines of `===` are the files of one
// folder, the first the domain; whatever comes out has to hold up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/assert.h"
#include "caucus/scenario/read.h"
#include "caucus/scenario/write.h"

namespace caucus {

inline void read_and_use(std::string_view bytes, const std::string& extension,
                         const ScenarioOptions& options) {
  constexpr std::string_view divider = "\n===\n";
  std::vector<ScenarioText> texts;
  while (true) {
    const std::size_t end = bytes.find(divider);
    texts.push_back({"file" + std::to_string(texts.size()) + extension,
                     std::string(bytes.substr(0, end)), false});
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + divider.size());
  }
  const ScenarioReading reading = read_scenario_texts(texts, options);
  CAUCUS_ASSERT(reading.value.has_value() == !refuses(reading.findings, options.strict),
                "a scenario comes out exactly when nothing is refused");
  for (const ScenarioFinding& finding : reading.findings)
    CAUCUS_ASSERT(!finding.sentence.empty(), "a finding has a sentence");
  if (!reading.value) return;
  const Scenario& scenario = *reading.value;
  for (const bool last : {false, true}) {
    ScenarioPackage package;
    for (const ScenarioIssue& issue : scenario.issues) {
      CAUCUS_ASSERT(!issue.options.empty(), "an issue has an option");
      package.push_back(last ? static_cast<OptionIndex>(issue.options.size() - 1) : 0);
    }
    for (const ScenarioProfile& profile : scenario.profiles) {
      utility(profile, package);
      CAUCUS_ASSERT(scale_of(profile).has_value(), "utilities have a common denominator");
    }
  }
  // What can be written reads back without a refusal.
  for (const ScenarioFormat format :
       {ScenarioFormat::genius, ScenarioFormat::geniusweb, ScenarioFormat::negmas}) {
    const WrittenScenario written = write_scenario(scenario, format, true);
    std::vector<ScenarioText> again;
    for (const WrittenFile& file : written.files)
      again.push_back({file.path, file.text, false});
    if (again.empty()) continue;
    CAUCUS_ASSERT(read_scenario_texts(again, {}).value.has_value(), "what is written can be read");
  }
}

}  // namespace caucus
