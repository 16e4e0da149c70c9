#include "caucus/scenario/negmas.h"

#include "caucus/scenario/scenarios_for_tests.h"

namespace caucus {
namespace {

using Tokens = std::set<std::string>;

const std::string domain = R"(name: harbour
type: DiscreteCartesianOutcomeSpace
issues:
  - name: Berth
    type: negmas.outcomes.CategoricalIssue
    values: [north, south]
  - name: Crew
    type: ContiguousIssue
    values: [3, 6]
)";

const std::string owner = R"(type: LinearAdditiveUtilityFunction
reserved_value: 1.5
weights: [0.5, 2]
values:
  - type: TableFun
    mapping: {north: 4, south: 1}
  - type: TableFun
    mapping: {3: 0.0, 4: 0.25, 5: 0.5, 6: 1.0}
)";

ScenarioReading read(const std::string& profile, const std::string& file = "owner.yml") {
  return reading_of({{"harbour.yml", domain, false}, {file, profile, false}});
}

Tokens tokens(const std::string& from, const std::string& to) {
  return tokens_of(read(changed(owner, from, to)).findings);
}

TEST_CASE("tables count as written") {
  const ScenarioReading reading = read(owner);
  CHECK(reading.findings.empty());
  REQUIRE(reading.value);
  CHECK(reading.value->name == "harbour");
  CHECK(reading.value->issues[1].kind == ScenarioIssueKind::integer);
  CHECK(worth_in(*reading.value, 0, {0, 2}) == Rational(3));
  CHECK(reading.value->profiles[0].reservation == Rational(3, 2));
  CHECK_FALSE(reading.value->profiles[0].cap);
}

TEST_CASE("discounts, lines and unlimited reservations") {
  const Scenario scenario = scenario_in({{"_info.yml", "x: 1", false},
                                         {"harbour.yml", domain, false},
                                         {"owner.yml", R"(type: ExpDiscountedUFun
discount: 0.95
factor: step
reserved_value: -.inf
ufun:
  type: LinearAdditiveUtilityFunction
  bias: 1
  values:
    - {type: ConstFun, bias: 2}
    - {type: AffineFun, slope: 0.5, bias: -1}
)",
                                          false}});
  CHECK(scenario.profiles[0].discount == Rational(95, 100));
  CHECK_FALSE(scenario.profiles[0].reservation);
  CHECK(worth_in(scenario, 0, {1, 3}) == Rational(5));
}

TEST_CASE("boxes have open bounds") {
  const ScenarioReading reading = read(R"(type: HyperRectangleUtilityFunction
outcome_ranges:
  - {1: [3, 6]}
  - {1: 6}
utilities: [10, 4]
weights: [1, 2]
)");
  REQUIRE(reading.value);
  CHECK(worth_in(*reading.value, 0, {0, 0}) == Rational(0));
  CHECK(worth_in(*reading.value, 0, {0, 1}) == Rational(10));
  CHECK(worth_in(*reading.value, 0, {0, 3}) == Rational(8));
}

TEST_CASE("what would have to be executed is refused, and so is what is missing") {
  CHECK(tokens("reserved_value: 1.5", "reserved_value: !!python/object:os.system 1") ==
        Tokens{"tag_or_alias"});
  CHECK(tokens("reserved_value: 1.5", "reserved_value: &a 1") == Tokens{"tag_or_alias"});
  CHECK(tokens("weights: [0.5, 2]", "weights: *a") == Tokens{"not_well_formed"});
  CHECK(tokens("LinearAdditiveUtilityFunction", "RandomUtilityFunction") ==
        Tokens{"unknown_space_type"});
  CHECK(tokens("TableFun", "LambdaFun") == Tokens{"unknown_evaluator"});
  CHECK(tokens("weights: [0.5, 2]", "weights: [0.5]") == Tokens{"missing_weight"});
  CHECK(tokens("south: 1", "east: 1") == Tokens{"missing_evaluation", "unknown_value"});
  CHECK(tokens("south: 1", "north: 1") == Tokens{"duplicate_key"});
  CHECK(tokens("weights: [0.5, 2]", "weights: [0.5, many]") == Tokens{"bad_number"});
  CHECK(tokens("weights:", "- weights:") == Tokens{"not_well_formed"});
  CHECK(tokens_of(read(owner + "---\ntype: x\n").findings) == Tokens{"not_well_formed"});
}

TEST_CASE("the same as JSON") {
  const ScenarioReading reading = read(R"({"type": "LinearAdditiveUtilityFunction",
    "reserved_value": null, "values": {"Berth": {"north": 4, "south": 1},
    "Crew": {"type": "IdentityFun"}}})",
                                       "owner.json");
  REQUIRE(reading.value);
  CHECK(worth_in(*reading.value, 0, {1, 0}) == Rational(4));
}

TEST_CASE("files are told apart, and what does not belong is said") {
  const auto found = [](std::vector<ScenarioText> texts, const ScenarioOptions& options = {}) {
    return tokens_of(reading_of(std::move(texts), options).findings);
  };
  CHECK(found({{"harbour.yml", domain, false}}) == Tokens{"not_a_profile"});
  CHECK(found({{"owner.yml", owner, false}}) == Tokens{"not_a_domain"});
  CHECK(found({}) == Tokens{"not_a_domain"});
  CHECK(found({{"a.yml", domain, false}, {"b.yml", domain, false}, {"c.yml", owner, false}}) ==
        Tokens{"several_domains"});
  CHECK(found({{"a.yml", domain, true}, {"b.yml", domain, false}, {"c.yml", owner, false}}) ==
        Tokens{"file_left_out"});
  CHECK(found({{"a.yml", domain, false}, {"c.yml", owner, true}}) == Tokens{"not_a_domain"});
  CHECK(found({{"a.yml", domain, false}, {"c.yml", owner, false}, {"d.yml", "x: 1", false}}) ==
        Tokens{"not_a_profile"});
  CHECK(found({{"a.yml", domain, false}, {"c.yml", owner, false}},
              {ScenarioFamily::genius, false}) == Tokens{"wrong_semantics"});
  const auto strict = [](bool strictly) {
    auto texts = lease();
    texts[1].text = "\n" + texts[1].text;
    return reading_of(texts, {std::nullopt, strictly}).value.has_value();
  };
  CHECK(strict(false));
  CHECK_FALSE(strict(true));
}

TEST_CASE("names stand in natural order") {
  CHECK(natural_less("p2.xml", "p10.xml"));
  CHECK_FALSE(natural_less("p10.xml", "p2.xml"));
  CHECK(natural_less("a", "b"));
  CHECK(natural_less("p01", "p1"));
  CHECK_FALSE(natural_less("p1", "p1"));
  CHECK(file_stem("a.b/c.d.xml") == "c.d");
}

}  // namespace
}  // namespace caucus
