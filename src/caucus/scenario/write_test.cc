#include "caucus/scenario/write.h"

#include "caucus/scenario/data_write.h"
#include "caucus/scenario/scenarios_for_tests.h"

namespace caucus {
namespace {

using Tokens = std::set<std::string>;

// What comes back when the scenario is written and read again.
Scenario again(const Scenario& scenario, ScenarioFormat format, bool lossy = false) {
  const WrittenScenario written = write_scenario(scenario, format, lossy);
  for (const ScenarioFinding& finding : written.findings)
    if (class_of(finding.token) == FindingClass::refused) MESSAGE(to_string(finding));
  REQUIRE_FALSE(written.files.empty());
  return scenario_in(texts_of(written));
}

void check_same_utilities(const Scenario& a, const Scenario& b, const Rational& error = {}) {
  REQUIRE(a.issues.size() == b.issues.size());
  REQUIRE(a.profiles.size() == b.profiles.size());
  ScenarioPackage package(a.issues.size(), 0);
  do {
    for (std::size_t party = 0; party < a.profiles.size(); ++party)
      CHECK(abs(worth_in(a, party, package) - worth_in(b, party, package)) <= error);
  } while (next_package(a, package));
}

Tokens refusals(const Scenario& scenario, ScenarioFormat format, bool lossy = false) {
  return tokens_of(write_scenario(scenario, format, lossy).findings);
}

TEST_CASE("GENIUS to GENIUS keeps everything") {
  const Scenario first = scenario_in(lease());
  const Scenario second = again(first, ScenarioFormat::genius);
  check_same_utilities(first, second);
  CHECK(second.issues == first.issues);
  CHECK(second.profiles[0].reservation == first.profiles[0].reservation);
  CHECK(second.profiles[0].discount == first.profiles[0].discount);
  CHECK(second.profiles[0].party == "tenant");
  CHECK(refusals(first, ScenarioFormat::genius).empty());
}

TEST_CASE("the other formats hold a GENIUS scenario up to the stated error") {
  const Scenario first = scenario_in(lease());
  const Rational small(1, 100'000'000'000);
  const Scenario web = again(first, ScenarioFormat::geniusweb, true);
  check_same_utilities(first, web, small);
  REQUIRE(web.profiles[0].reservation_package);
  CHECK(*reservation_value(web.profiles[0]) >= *first.profiles[0].reservation - small);
  CHECK(refusals(first, ScenarioFormat::geniusweb) == Tokens{"rounded", "reservation_rewritten",
                                                             "written_as_discrete",
                                                             "cannot_hold"});  // its discount
  for (const auto format : {ScenarioFormat::negmas, ScenarioFormat::negmas_json}) {
    const Scenario negmas = again(first, format);
    check_same_utilities(first, negmas, small);
    CHECK(negmas.profiles[0].reservation == Rational(1, 4));
    CHECK(negmas.profiles[0].discount == Rational(9, 10));
    CHECK(negmas.issues[1].kind == ScenarioIssueKind::integer);
  }
}

// A scenario made by hand: two discrete issues and one profile.
Scenario simple(AdditiveWorth worth) {
  Scenario scenario;
  scenario.name = "simple";
  scenario.issues = {{"a", ScenarioIssueKind::discrete, {"x", "y"}, {}},
                     {"b & \"c\"", ScenarioIssueKind::discrete, {"<u>", "v: w"}, {}}};
  ScenarioProfile profile;
  profile.party = "one";
  profile.worth = std::move(worth);
  scenario.profiles.push_back(std::move(profile));
  return scenario;
}

TEST_CASE("summands below 0, zero issues and odd texts come back") {
  Scenario scenario = simple({{{Rational(-1, 4), Rational(-1, 2)}, {Rational(0), Rational(0)}}});
  check_same_utilities(scenario, again(scenario, ScenarioFormat::genius));
  check_same_utilities(scenario, again(scenario, ScenarioFormat::negmas));
  scenario = simple({{{Rational(-1, 4), Rational(1, 2)}, {Rational(1, 7), Rational(1, 2)}}});
  check_same_utilities(scenario, again(scenario, ScenarioFormat::genius));
  CHECK(refusals(scenario, ScenarioFormat::geniusweb) == Tokens{"cannot_hold"});
}

TEST_CASE("what GENIUS cannot hold is refused, or rounded and listed") {
  const Scenario thirds = simple({{{Rational(0), Rational(1, 3)}, {Rational(0), Rational(2, 3)}}});
  CHECK(refusals(thirds, ScenarioFormat::genius) == Tokens{"cannot_hold"});
  CHECK(refusals(thirds, ScenarioFormat::genius, true) == Tokens{"dropped"});
  check_same_utilities(thirds, again(thirds, ScenarioFormat::genius, true),
                       Rational(1, 1'000'000'000'000));
  const Scenario large = simple({{{Rational(0), Rational(3)}, {Rational(0), Rational(1)}}});
  CHECK(refusals(large, ScenarioFormat::genius) == Tokens{"cannot_hold"});
  CHECK(refusals(large, ScenarioFormat::geniusweb) == Tokens{"cannot_hold"});
  check_same_utilities(large, again(large, ScenarioFormat::negmas));
}

TEST_CASE("GeniusWeb comes back as it was, with its groups and comparisons") {
  Scenario scenario =
      simple({{{Rational(3, 10), Rational(15, 100)}, {Rational(0), Rational(7, 10)}},
              {Rational(3, 10), Rational(7, 10)}});
  scenario.profiles[0].reservation_package = ScenarioPackage{1, void_option};
  ScenarioProfile groups;
  groups.party = "two";
  groups.worth = GroupWorth{
      {{"g", {IssueId(0), IssueId(1)}, {{{0, 1}, Rational(1, 4)}, {{1, 0}, Rational(3, 4)}}}}};
  ScenarioProfile stated;
  stated.party = "three";
  stated.worth = StatedComparisons{{{0, 1}, {1, void_option}}, {{0, 1}}};
  scenario.profiles.push_back(groups);
  scenario.profiles.push_back(stated);
  CHECK(refusals(scenario, ScenarioFormat::geniusweb).empty());
  const Scenario back = again(scenario, ScenarioFormat::geniusweb);
  REQUIRE(back.profiles.size() == 3);
  for (std::size_t at = 0; at < 3; ++at) {
    CHECK(back.profiles[at].worth == scenario.profiles[at].worth);
    CHECK(back.profiles[at].reservation_package == scenario.profiles[at].reservation_package);
  }
  CHECK(refusals(scenario, ScenarioFormat::genius) == Tokens{"cannot_hold"});
  CHECK(refusals(scenario, ScenarioFormat::negmas) == Tokens{"cannot_hold"});
}

TEST_CASE("boxes keep what they pay, closed or open, inside or outside") {
  Scenario scenario;
  scenario.name = "grid";
  for (const char* name : {"a", "b"})
    scenario.issues.push_back({name,
                               ScenarioIssueKind::integer,
                               {"0", "1", "2", "3"},
                               {Rational(0), Rational(1), Rational(2), Rational(3)}});
  BoxNode root;
  root.boxes = {{Rational(5), {{IssueId(0), 1, 2}, {IssueId(1), 0, 3}}, false},
                {Rational(2), {{IssueId(0), 1, 1}, {IssueId(1), 2, 3}}, true},
                {Rational(9), {{IssueId(0), 1, 0}}, false},
                {Rational(1), {}, false}};
  BoxNode part;
  part.weight = Rational(1, 2);
  part.boxes = {{Rational(2), {{IssueId(1), 3, 3}}, false}};
  root.parts.push_back(part);
  ScenarioProfile profile;
  profile.party = "one";
  profile.worth = BoxWorth{root, Rational(20)};
  profile.cap = Rational(1);
  scenario.profiles.push_back(profile);
  check_same_utilities(scenario, again(scenario, ScenarioFormat::genius));
  CHECK(refusals(scenario, ScenarioFormat::negmas) == Tokens{"cannot_hold"});
  check_same_utilities(scenario, again(scenario, ScenarioFormat::negmas, true));
  std::get<BoxWorth>(scenario.profiles[0].worth).root.aggregation = Aggregation::max;
  check_same_utilities(scenario, again(scenario, ScenarioFormat::genius));
  CHECK(refusals(scenario, ScenarioFormat::negmas, true) == Tokens{"dropped", "cannot_hold"});
}

TEST_CASE("integer issues that are no clamped line become texts") {
  Scenario scenario = scenario_in(lease());
  std::get<AdditiveWorth>(scenario.profiles[0].worth).worth[1][2] = Rational(1, 10);
  CHECK(refusals(scenario, ScenarioFormat::genius) == Tokens{"written_as_discrete"});
  check_same_utilities(scenario, again(scenario, ScenarioFormat::genius));
  // Clamped at both ends: 0, 0, 0.4, 1, 1 of the weight.
  std::get<AdditiveWorth>(scenario.profiles[0].worth).worth[1] = {
      Rational(0), Rational(0), Rational(12, 100), Rational(3, 10), Rational(3, 10)};
  CHECK(refusals(scenario, ScenarioFormat::genius).empty());
  check_same_utilities(scenario, again(scenario, ScenarioFormat::genius));
}

TEST_CASE("trees are written as JSON and YAML that read back the same") {
  const DataNode tree =
      data_object({{"a \"b\"", data_text("line\nend\\ \x01")},
                   {"list", data_list({data_number("1"), data_number("-2.5")})},
                   {"deep", data_list({data_object({{"x", data_list({})}, {"y", data_object({})}}),
                                       data_list({data_text("t"), data_number("3")})})}});
  for (const bool json : {true, false}) {
    const std::string text = json ? json_text(tree) : yaml_text(tree);
    CAPTURE(text);
    FindingLog log("t", text);
    const auto back = json ? read_json(text, log) : read_yaml(text, log);
    REQUIRE(back);
    CHECK(json_text(*back) == json_text(tree));
  }
}

TEST_CASE("files get plain names, each once") {
  Scenario scenario = simple({{{Rational(0), Rational(1, 2)}, {Rational(0), Rational(1, 2)}}});
  scenario.name = "../one";
  scenario.profiles.push_back(scenario.profiles[0]);
  scenario.profiles[1].party = ".hidden/../x";
  scenario.profiles.push_back(scenario.profiles[0]);
  const WrittenScenario written = write_scenario(scenario, ScenarioFormat::genius, false);
  std::vector<std::string> names;
  for (const WrittenFile& file : written.files)
    names.push_back(file.path);
  CHECK(names ==
        std::vector<std::string>{"one-domain.xml", "one.xml", "hidden_.._x.xml", "one-2.xml"});
}

}  // namespace
}  // namespace caucus
