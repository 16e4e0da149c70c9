#include "caucus/desk/scenario.h"

#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include "caucus/analysis/utility.h"
#include "caucus/base/folder_for_tests.h"
#include "caucus/casefile/read.h"
#include "caucus/desk/scenario_basis.h"

namespace caucus {
namespace {

Scenario market(const Rational& fine) {
  Scenario scenario;
  scenario.name = "market";
  scenario.issues = {
      {"Stall size", ScenarioIssueKind::discrete, {"small one", "large 'one'"}, {}, 2},
      {"in",
       ScenarioIssueKind::integer,
       {"3", "4", "5"},
       {Rational(3), Rational(4), Rational(5)},
       4}};
  ScenarioProfile profile;
  profile.party = "trader-1";
  profile.file = "a/trader-1.xml";
  profile.reservation = Rational(1, 10);
  profile.discount = Rational(9, 10);
  profile.cap = Rational(1);
  profile.worth =
      AdditiveWorth{{{Rational(1, 5), fine}, {Rational(0), Rational(1, 4), Rational(1, 2)}}};
  scenario.profiles.push_back(profile);
  return scenario;
}

Case case_in(const WrittenScenario& written) {
  std::vector<CaseText> texts;
  for (const WrittenFile& file : written.files)
    texts.push_back({file.path, file.text, file.path.starts_with("views/")});
  CaseReading reading = read_case_texts(texts);
  for (const Fault& fault : reading.faults)
    MESSAGE(to_string(fault));
  REQUIRE(reading.value);
  return *reading.value;
}

std::set<std::string> tokens(const std::vector<ScenarioFinding>& findings) {
  std::set<std::string> words;
  for (const ScenarioFinding& finding : findings)
    words.insert(std::string(token(finding.token)));
  return words;
}

TEST_CASE("a scenario becomes a case and comes back as it was") {
  const Scenario first = market(Rational(1, 2));
  const WrittenScenario written = case_of_scenario(first, false);
  CHECK(written.findings.empty());
  const Case c = case_in(written);
  CHECK(c.title == "market");
  CHECK(c.issues[IssueId(0)].id == "stall_size");
  CHECK(c.issues[IssueId(1)].id == "in_");
  CHECK(is_exact(c, c.sheets[0]));
  const CaseAsScenario back = scenario_of_case(c, false);
  CHECK(back.findings.empty());
  REQUIRE(back.value);
  CHECK(back.value->issues == first.issues);
  CHECK(back.value->profiles[0].party == "trader-1");
  CHECK(back.value->profiles[0].cap == first.profiles[0].cap);
  CHECK(back.value->profiles[0].discount == first.profiles[0].discount);
  CHECK(back.value->profiles[0].reservation == first.profiles[0].reservation);
  for (OptionIndex a = 0; a < 2; ++a)
    for (OptionIndex b = 0; b < 3; ++b)
      CHECK(utility(back.value->profiles[0], ScenarioPackage{a, b}) ==
            utility(first.profiles[0], ScenarioPackage{a, b}));
}

TEST_CASE("numbers that a case cannot hold are refused, or rounded and listed") {
  const Scenario fine = market(Rational(1, (Int128{1} << 70) + 1));
  CHECK(tokens(case_of_scenario(fine, false).findings) == std::set<std::string>{"cannot_hold"});
  const WrittenScenario rounded = case_of_scenario(fine, true);
  CHECK(tokens(rounded.findings) == std::set<std::string>{"rounded"});
  CHECK_FALSE(rounded.files.empty());
  const Scenario capped = market(Rational(3, 4));
  CHECK(tokens(case_of_scenario(capped, false).findings) == std::set<std::string>{"cannot_hold"});
  CHECK(tokens(case_of_scenario(capped, true).findings) == std::set<std::string>{"dropped"});
}

TEST_CASE("boxes and groups become terms that are worth the same") {
  Scenario scenario = market(Rational(1, 2));
  BoxNode root;
  root.boxes = {{Rational(4), {{IssueId(1), 1, 2}, {IssueId(0), 0, 0}}, false},
                {Rational(1), {{IssueId(1), 0, 1}}, true},
                {Rational(3), {}, false}};
  scenario.profiles[0].worth = BoxWorth{root, Rational(8)};
  ScenarioProfile groups = scenario.profiles[0];
  groups.party = "trader-2";
  groups.worth = GroupWorth{
      {{"g", {IssueId(1), IssueId(0)}, {{{0, 1}, Rational(1, 3)}, {{2, 0}, Rational(1)}}}}};
  scenario.profiles.push_back(groups);
  const WrittenScenario written = case_of_scenario(scenario, false);
  const CaseAsScenario back = scenario_of_case(case_in(written), false);
  REQUIRE(back.value);
  for (std::size_t party = 0; party < 2; ++party)
    for (OptionIndex a = 0; a < 2; ++a)
      for (OptionIndex b = 0; b < 3; ++b)
        CHECK(utility(back.value->profiles[party], ScenarioPackage{a, b}) ==
              utility(scenario.profiles[party], ScenarioPackage{a, b}));
}

TEST_CASE("a case of one's own is exported on the scale of its utilities") {
  const std::string frame =
      "caucus = 1\ntitle = \"T\"\n[[party]]\nid = \"north\"\n[[issue]]\nid = \"a\"\noptions = "
      "[\"x\", \"y\"]\n[[issue]]\nid = \"b\"\noptions = [\"u\", \"v\", \"w\"]\n";
  const std::string sheet =
      "caucus = 1\nparty = \"north\"\n[[preference]]\nissue = \"a\"\npoints = { x = 10, y = 40 "
      "}\n[[preference]]\nissue = \"b\"\npoints = { u = -5, v = 0, w = 20 }\n[no_agreement]\n"
      "points = 16\n";
  const auto scenario = [&](const std::string& more) {
    const CaseReading reading = read_case_texts(std::vector<CaseText>{
        {"case.toml", frame + more, false}, {"views/north.toml", sheet, true}});
    REQUIRE(reading.value);
    return scenario_of_case(*reading.value, false);
  };
  const CaseAsScenario exported = scenario("");
  CHECK(exported.findings.empty());
  REQUIRE(exported.value);
  const ScenarioProfile& profile = exported.value->profiles[0];
  CHECK(utility(profile, ScenarioPackage{0, 0}) == Rational(0));
  CHECK(utility(profile, ScenarioPackage{1, 2}) == Rational(1));
  CHECK(utility(profile, ScenarioPackage{0, 2}) == Rational(25, 55));
  CHECK(profile.reservation == Rational(11, 55));
  CHECK_FALSE(profile.cap);
  CHECK(tokens(scenario("[[rule]]\nis = \"a == x\"\n").findings) ==
        std::set<std::string>{"cannot_hold"});
  CHECK(tokens(scenario("[[issue]]\nid = \"c\"\noptions = [\"p\", \"q\"]\n").findings)
            .contains("cannot_hold"));
}

TEST_CASE("a basis says whose utilities the points are") {
  const Scenario scenario = market(Rational(1, 2));
  const std::string basis = basis_of(scenario.profiles[0], ScenarioFamily::negmas);
  CHECK(basis ==
        "points are utilities by the rules of negmas; cap 1; discount 9/10; file "
        "trader-1.xml");
  const auto read = import_basis(basis);
  REQUIRE(read);
  CHECK(read->semantics == ScenarioFamily::negmas);
  CHECK(read->discount == Rational(9, 10));
  CHECK_FALSE(import_basis("a reading of press reports"));
  CHECK_FALSE(import_basis("points are utilities by the rules of nobody"));
  CHECK(index_in_note(index_note(-3)) == -3);
  CHECK_FALSE(index_in_note("index x in the source file"));
}

TEST_CASE("nothing is converted over what is there") {
  const for_tests::TestFolder folder;
  const std::string in = "cases/textbook/three-parties";
  const auto first = convert(in, folder / "out", {ConvertTarget::negmas, {}, true});
  REQUIRE(first);
  for (const ScenarioFinding& finding : first->findings)
    CAPTURE(to_string(finding));
  CHECK(first->written.size() == 4);
  CHECK_FALSE(convert(in, folder / "out", {ConvertTarget::negmas, {}, true}));
  const auto back = convert(folder / "out", folder / "back", {});
  REQUIRE(back);
  CHECK(back->written.size() == 4);
  CHECK_FALSE(convert(folder / "nowhere", folder / "x", {}));
}

}  // namespace
}  // namespace caucus
