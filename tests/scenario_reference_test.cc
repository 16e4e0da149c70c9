// Every scenario of the reference collection opens as its tables say: findings, sizes, reservation
// values, discounts, common denominators, and the exact utility of every listed package.
//
// The collection is third-party data that is not part of this repository; where ../shared is
// absent, these tests say so and do nothing.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "caucus/base/file.h"
#include "caucus/scenario/read.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

const fs::path reference = "../shared/data/genius";
const fs::path scenarios = reference / "scenarios";

bool absent() {
  if (fs::is_directory(scenarios)) return false;
  std::cout << "SKIPPED: no reference scenarios in " << reference.string() << "\n";
  return true;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);)
    parts.push_back(part);
  return parts;
}

using Row = std::map<std::string, std::string>;

std::vector<Row> table(const std::string& name) {
  const Result<std::string> text = read_file((reference / name).string(), 64 << 20);
  REQUIRE(text);
  std::vector<Row> rows;
  std::vector<std::string> head;
  for (const std::string& line : split(*text, '\n')) {
    const std::vector<std::string> cells = split(line, '\t');
    if (head.empty()) {
      head = cells;
      continue;
    }
    Row& row = rows.emplace_back();
    for (std::size_t at = 0; at < cells.size(); ++at)
      row[head[at]] = cells[at];
  }
  REQUIRE(rows.size() > 1);
  return rows;
}

// The tables print 0 in 15 decimals as 0E-15.
std::string in_decimal(const Rational& number) {
  return number == Rational(0) ? "0E-15" : number.to_decimal(15);
}

// Each folder is opened once for all tests.
const ScenarioReading& opened(const std::string& folder,
                              ScenarioFamily semantics = ScenarioFamily::genius) {
  static std::map<std::pair<std::string, ScenarioFamily>, ScenarioReading> cache;
  const auto key = std::pair(folder, semantics);
  if (const auto found = cache.find(key); found != cache.end()) return found->second;
  const auto reading = read_scenario((scenarios / folder).string(), {semantics, false});
  REQUIRE(reading);
  return cache.emplace(key, *reading).first->second;
}

const Scenario& scenario_of(const ScenarioReading& reading) {
  for (const ScenarioFinding& finding : reading.findings)
    if (class_of(finding.token) == FindingClass::refused) MESSAGE(to_string(finding));
  REQUIRE(reading.value);
  return *reading.value;
}

int bits(Int128 number) {
  int count = 0;
  for (; number > 0; number /= 2)
    ++count;
  return count;
}

TEST_CASE("reference scenarios: every file has exactly the findings of strictness.tsv") {
  if (absent()) return;
  std::map<std::string, std::set<std::string>> expected;
  std::map<std::string, std::size_t> ampersands;
  for (const Row& row : table("strictness.tsv"))
    for (const std::string& word : split(row.at("findings"), ' ')) {
      const std::size_t equals = word.find('=');
      const std::string token = word.substr(0, equals);
      expected[row.at("file")].insert(token);
      if (token == "raw_ampersand")
        ampersands[row.at("file")] = std::stoul(word.substr(equals + 1));
    }
  std::set<std::string> folders;
  std::set<std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(scenarios))
    if (entry.path().extension() == ".xml") {
      folders.insert(fs::relative(entry.path().parent_path(), scenarios).string());
      files.insert(fs::relative(entry.path(), scenarios).string());
    }
  CHECK(files.size() > 300);
  std::map<std::string, std::set<std::string>> found;
  std::map<std::string, std::size_t> ampersands_found;
  for (const std::string& folder : folders)
    for (const ScenarioFinding& finding : opened(folder).findings) {
      const std::string file = fs::relative(finding.file, scenarios).string();
      found[file].insert(std::string(token(finding.token)));
      if (finding.token == FindingToken::raw_ampersand) ++ampersands_found[file];
    }
  for (const std::string& file : files) {
    CAPTURE(file);
    CHECK(found[file] == expected[file]);
    CHECK(ampersands_found[file] == ampersands[file]);
  }
}

TEST_CASE("reference scenarios: sums of weights are those of strictness.tsv") {
  if (absent()) return;
  std::size_t checked = 0;
  for (const Row& row : table("strictness.tsv"))
    for (const std::string& word : split(row.at("findings"), ' ')) {
      if (!word.starts_with("weights_sum=")) continue;
      const fs::path file = row.at("file");
      const ScenarioReading& reading = opened(file.parent_path().string());
      const auto finding = std::ranges::find_if(reading.findings, [&](const ScenarioFinding& f) {
        return f.token == FindingToken::weights_sum && f.file == (scenarios / file).string();
      });
      REQUIRE(finding != reading.findings.end());
      // The table rounds to about nine digits.
      const double said = std::stod(word.substr(12));
      const double ours = std::stod(finding->sentence.substr(finding->sentence.find("to ") + 3));
      CHECK(ours == doctest::Approx(said).epsilon(1e-8));
      ++checked;
    }
  CHECK(checked > 4);
}

TEST_CASE("reference scenarios: sizes, reservation values, discounts and denominators") {
  if (absent()) return;
  for (const Row& row : table("reference.tsv")) {
    CAPTURE(row.at("path"));
    CAPTURE(row.at("parties"));
    const Scenario& scenario = scenario_of(opened(row.at("path")));
    CHECK(std::to_string(scenario.issues.size()) == row.at("issues"));
    CHECK(package_count(scenario) == row.at("outcomes"));
    const std::vector<std::string> names = split(row.at("profiles"), ',');
    const std::vector<std::string> reservations = split(row.at("reservation"), ',');
    const std::vector<std::string> discounts = split(row.at("discount"), ',');
    REQUIRE(scenario.profiles.size() >= names.size());
    int widest = 0;
    for (std::size_t at = 0; at < names.size(); ++at) {
      const ScenarioProfile& profile = scenario.profiles[at];
      CHECK(profile.party + ".xml" == names[at]);
      CHECK(reservation_value(profile).value_or(Rational(0)) == *Rational::parse(reservations[at]));
      CHECK(profile.discount.value_or(Rational(1)) == *Rational::parse(discounts[at]));
      CHECK(profile.cap == Rational(1));
      REQUIRE(scale_of(profile));
      widest = std::max(widest, bits(*scale_of(profile)));
    }
    CHECK(std::to_string(widest) == row.at("scale_bits"));
    const bool boxes = std::holds_alternative<BoxWorth>(scenario.profiles[0].worth);
    CHECK((boxes ? "hyper_rectangles" : "additive") == row.at("kind"));
  }
}

std::string utilities_of(const Scenario& scenario, std::size_t parties,
                         const ScenarioPackage& package) {
  std::string text;
  for (std::size_t at = 0; at < parties; ++at)
    text += (at ? "," : "") + in_decimal(*utility(scenario.profiles[at], package));
  return text;
}

TEST_CASE("reference scenarios: the listed packages have the listed utilities") {
  if (absent()) return;
  std::size_t checked = 0;
  for (const Row& row : table("frontiers.tsv")) {
    const Scenario& scenario = scenario_of(opened(row.at("path")));
    ScenarioPackage package;
    for (const std::string& option : split(row.at("package"), ','))
      package.push_back(static_cast<OptionIndex>(std::stoul(option)));
    REQUIRE(package.size() == scenario.issues.size());
    const std::string ours = utilities_of(scenario, std::stoul(row.at("parties")), package);
    checked += ours == row.at("utilities") ? 1U : 0U;
    if (ours != row.at("utilities")) CHECK(ours == row.at("utilities"));
  }
  CHECK(checked == 12'314);
}

TEST_CASE("reference scenarios: boxes pay what hyper-frontiers.tsv says") {
  if (absent()) return;
  for (const Row& row : table("hyper-frontiers.tsv")) {
    const Scenario& scenario = scenario_of(opened(row.at("path")));
    ScenarioPackage package;
    const std::vector<std::string> values = split(row.at("package"), ',');
    for (std::size_t at = 0; at < values.size(); ++at) {
      const std::vector<std::string>& options = scenario.issues[at].options;
      const auto found = std::ranges::find(options, values[at]);
      REQUIRE(found != options.end());
      package.push_back(static_cast<OptionIndex>(found - options.begin()));
    }
    const std::vector<std::string> utilities = split(row.at("utilities"), ',');
    for (std::size_t party = 0; party < 2; ++party) {
      const auto& boxes = std::get<BoxWorth>(scenario.profiles[party].worth);
      const Rational raw = *Rational::parse(row.at(party == 0 ? "raw_1" : "raw_2"));
      const Rational ours = *utility(scenario.profiles[party], package);
      CHECK(ours == std::min(Rational(1), raw / boxes.divisor));
      CHECK(ours.to_double() == doctest::Approx(std::stod(utilities[party])).epsilon(1e-9));
    }
  }
}

TEST_CASE("reference scenarios: the other tool's reading has its own smallest and largest") {
  if (absent()) return;
  for (const Row& row : table("negmas.tsv")) {
    CAPTURE(row.at("path"));
    const Scenario& scenario = scenario_of(opened(row.at("path"), ScenarioFamily::negmas));
    CHECK(scenario.semantics == ScenarioFamily::negmas);
    CHECK(package_count(scenario) == row.at("outcomes"));
    const std::vector<std::string> least = split(row.at("utility_min"), ',');
    const std::vector<std::string> most = split(row.at("utility_max"), ',');
    for (std::size_t party = 0; party < least.size(); ++party) {
      Rational low;
      Rational high;
      for (const auto& options : std::get<AdditiveWorth>(scenario.profiles[party].worth).worth) {
        low += std::ranges::min(options);
        high += std::ranges::max(options);
      }
      CHECK(low.to_double() == doctest::Approx(std::stod(least[party])).epsilon(1e-11));
      CHECK(high.to_double() == doctest::Approx(std::stod(most[party])).epsilon(1e-11));
      CHECK_FALSE(scenario.profiles[party].cap);
    }
  }
}

}  // namespace
}  // namespace caucus
