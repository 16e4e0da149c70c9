// Import, export, import keeps every utility of the reference scenarios: exactly in GENIUS's own
// format, and in the others up to the error that the writer states. All packages up to 100,000 (up
// to 1,000 in the other formats); beyond that every option of every issue. Skipped, saying so,
// where ../shared is absent.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include <doctest/doctest.h>

#include "caucus/scenario/read.h"
#include "caucus/scenario/write.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

const fs::path scenarios = "../shared/data/genius/scenarios";

bool next_package(const Scenario& scenario, ScenarioPackage& package) {
  for (std::size_t at = 0; at < package.size(); ++at) {
    if (++package[at] < scenario.issues[at].options.size()) return true;
    package[at] = 0;
  }
  return false;
}

std::vector<ScenarioPackage> packages_to_try(const Scenario& scenario, bool exact) {
  std::vector<ScenarioPackage> packages;
  ScenarioPackage package(scenario.issues.size(), 0);
  if (package_count(scenario).size() <= (exact ? 5 : 3)) {
    do
      packages.push_back(package);
    while (next_package(scenario, package));
    return packages;
  }
  for (std::size_t at = 0; at < package.size(); ++at)
    for (std::size_t option = 0; option < scenario.issues[at].options.size(); ++option) {
      packages.push_back(package);
      // The other issues differ from package to package, so that boxes are met too.
      for (std::size_t other = 0; other < package.size(); ++other)
        packages.back()[other] =
            static_cast<OptionIndex>((option + other * at) % scenario.issues[other].options.size());
      packages.back()[at] = static_cast<OptionIndex>(option);
    }
  return packages;
}

struct Trip {
  std::size_t compared = 0;
  std::size_t refused = 0;
};

Trip trip(const Scenario& scenario, ScenarioFormat format, const Rational& error) {
  const WrittenScenario written = write_scenario(scenario, format, true);
  if (written.files.empty()) return {0, 1};
  std::vector<ScenarioText> texts;
  for (const WrittenFile& file : written.files)
    texts.push_back({file.path, file.text, false});
  const ScenarioReading back = read_scenario_texts(texts, {});
  for (const ScenarioFinding& finding : back.findings)
    if (class_of(finding.token) == FindingClass::refused) MESSAGE(to_string(finding));
  REQUIRE(back.value);
  REQUIRE(back.value->profiles.size() == scenario.profiles.size());
  const bool cap_dropped =
      std::ranges::any_of(written.findings, [](const ScenarioFinding& finding) {
        return finding.token == FindingToken::dropped &&
               finding.sentence.find("cap") != std::string::npos;
      });
  Trip result;
  std::size_t wrong = 0;
  for (const ScenarioPackage& package : packages_to_try(scenario, error == Rational(0)))
    for (std::size_t party = 0; party < scenario.profiles.size(); ++party) {
      const Rational before = *utility(scenario.profiles[party], package);
      Rational after = *utility(back.value->profiles[party], package);
      // NegMAS has no cap; the writer says that it left it out.
      if (cap_dropped) after = std::min(after, Rational(1));
      ++result.compared;
      // Differences of exact numbers may need more than 127 bits; order and doubles do not.
      const bool same = before == after ||
                        (error > Rational(0) &&
                         std::abs(before.to_double() - after.to_double()) <= error.to_double());
      wrong += same ? 0U : 1U;
    }
  CHECK(wrong == 0);
  return result;
}

TEST_CASE("reference scenarios keep every utility on the way through each format") {
  if (!fs::is_directory(scenarios)) {
    std::cout << "SKIPPED: no reference scenarios in " << scenarios.string() << "\n";
    return;
  }
  std::set<std::string> folders;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(scenarios))
    if (entry.path().extension() == ".xml") folders.insert(entry.path().parent_path().string());
  const Rational small(1, 1'000'000'000);
  Trip exact;
  Trip rounded;
  for (const std::string& folder : folders) {
    CAPTURE(folder);
    const auto reading = read_scenario(folder, {});
    REQUIRE(reading);
    REQUIRE(reading->value);
    const auto add = [](Trip& sum, const Trip& one) {
      sum.compared += one.compared;
      sum.refused += one.refused;
    };
    add(exact, trip(*reading->value, ScenarioFormat::genius, Rational(0)));
    add(rounded, trip(*reading->value, ScenarioFormat::geniusweb, small));
    add(rounded, trip(*reading->value, ScenarioFormat::negmas, small));
  }
  CHECK(exact.refused == 0);
  CHECK(exact.compared > 100'000);
  CHECK(rounded.compared > 10'000);
}

}  // namespace
}  // namespace caucus
