// What the tests of readers and writers share: texts of our own, and short questions about them.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "caucus/scenario/read.h"
#include "caucus/scenario/write.h"

namespace caucus {

inline ScenarioReading reading_of(std::vector<ScenarioText> texts,
                                  const ScenarioOptions& options = {}) {
  return read_scenario_texts(texts, options);
}

// Tokens of all findings, each once.
inline std::set<std::string> tokens_of(const std::vector<ScenarioFinding>& findings) {
  std::set<std::string> tokens;
  for (const ScenarioFinding& finding : findings)
    tokens.insert(std::string(token(finding.token)));
  return tokens;
}

inline Scenario scenario_in(std::vector<ScenarioText> texts, const ScenarioOptions& options = {}) {
  const ScenarioReading reading = reading_of(std::move(texts), options);
  for (const ScenarioFinding& finding : reading.findings)
    if (class_of(finding.token) == FindingClass::refused) MESSAGE(to_string(finding));
  REQUIRE(reading.value);
  return *reading.value;
}

inline Rational worth_in(const Scenario& scenario, std::size_t party, ScenarioPackage package) {
  const auto value = utility(scenario.profiles.at(party), package);
  REQUIRE(value);
  return *value;
}

// The next package, the first issue fastest; false after the last.
inline bool next_package(const Scenario& scenario, ScenarioPackage& package) {
  for (std::size_t at = 0; at < package.size(); ++at) {
    if (++package[at] < scenario.issues[at].options.size()) return true;
    package[at] = 0;
  }
  return false;
}

inline std::vector<ScenarioText> texts_of(const WrittenScenario& written) {
  std::vector<ScenarioText> texts;
  for (const WrittenFile& file : written.files)
    texts.push_back({file.path, file.text, false});
  return texts;
}

// An office lease: discrete, integer; reservation and discount; nothing to remark.
inline const std::string lease_domain = R"(<?xml version="1.0"?>
<negotiation_template><utility_space number_of_issues="3">
 <objective index="0" name="root" type="objective">
  <issue index="1" name="Floor" type="discrete">
   <item index="1" value="first"/><item index="2" value="second &amp; third"/></issue>
  <issue index="2" name="Years" type="integer" lowerbound="1" upperbound="5"/>
  <issue index="3" name="Parking" type="discrete">
   <item index="1" value="yes"/><item index="2" value="no"/></issue>
 </objective></utility_space></negotiation_template>
)";

inline const std::string lease_tenant = R"(<?xml version="1.0"?>
<utility_space>
 <objective index="0" name="root" type="objective">
  <weight index="1" value="0.5"/><weight index="2" value="0.3"/><weight index="3" value="0.2"/>
  <issue index="1" name="Floor" type="discrete">
   <item index="1" value="first" evaluation="2"/>
   <item index="2" value="second &amp; third" evaluation="3"/></issue>
  <issue index="2" name="Years" type="integer" lowerbound="1" upperbound="5">
   <evaluator ftype="linear" slope="0.25" offset="0"/></issue>
  <issue index="3" name="Parking" type="discrete">
   <item index="1" value="yes" evaluation="10"/><item index="2" value="no" evaluation="4"/></issue>
 </objective>
 <discount_factor value="0.9"/><reservation value="0.25"/>
</utility_space>
)";

inline std::vector<ScenarioText> lease() {
  return {{"lease.xml", lease_domain, false}, {"tenant.xml", lease_tenant, false}};
}

// The text with the first `from` replaced, which has to be there.
inline std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace caucus
