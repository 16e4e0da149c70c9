#include "caucus/scenario/geniusweb.h"

#include "caucus/scenario/scenarios_for_tests.h"

namespace caucus {
namespace {

using Tokens = std::set<std::string>;

const std::string domain = R"({"name": "fair", "issuesValues": {
  "Food": {"values": ["soup", "bread"]},
  "Tables": {"range": {"low": "2", "high": 5, "step": 1.5}}}})";

std::string profile(const std::string& food, const std::string& weights,
                    const std::string& reservation = "null") {
  return R"({"LinearAdditiveUtilitySpace": {"name": "p", "domain": )" + domain +
         R"(, "issueUtilities": {"Food": )" + food +
         R"(, "Tables": {"NumberValueSetUtilities": {"lowValue": 2, "lowUtility": 0,
         "highValue": 5, "highUtility": 1}}}, "issueWeights": )" +
         weights + R"(, "reservationBid": )" + reservation + "}}";
}

const std::string food =
    R"({"DiscreteValueSetUtilities": {"valueUtilities": {"soup": 0.75, "bread": 1}}})";
const std::string weights = R"({"Food": 0.4, "Tables": 0.6})";

ScenarioReading read(const std::string& text) {
  return reading_of({{"fair.json", domain, false}, {"cook.json", text, false}});
}

TEST_CASE("additive profiles of both dialects, with exact decimals") {
  const ScenarioReading reading = read(profile(food, weights));
  CHECK(reading.findings.empty());
  REQUIRE(reading.value);
  CHECK(reading.value->name == "fair");
  CHECK(reading.value->issues[1].options == std::vector<std::string>{"2", "3.5", "5"});
  CHECK(worth_in(*reading.value, 0, {0, 1}) == Rational(6, 10));
  CHECK_FALSE(reading.value->profiles[0].cap);
  const std::string older = R"({"discreteutils": {"valueUtilities": {"soup": 0.75, "bread": 1}}})";
  const ScenarioReading same = read(profile(older, weights));
  REQUIRE(same.value);
  CHECK(same.value->profiles[0].worth == reading.value->profiles[0].worth);
}

TEST_CASE("the profile alone brings its domain") {
  const Scenario alone = scenario_in({{"cook.json", profile(food, weights), false}});
  CHECK(alone.issues.size() == 2);
  CHECK(alone.profiles[0].party == "cook");
}

TEST_CASE("a reservation stays a package, perhaps a partial one") {
  const ScenarioReading reading =
      read(profile(food, weights, R"({"issuevalues": {"Food": "bread"}})"));
  REQUIRE(reading.value);
  CHECK(reading.value->profiles[0].reservation_package == ScenarioPackage{1, void_option});
  CHECK(reservation_value(reading.value->profiles[0]) == Rational(4, 10));
}

TEST_CASE("values between two ends are rounded half up to 8 decimals") {
  std::string text = changed(domain, "1.5", "1");
  const std::string thirds = changed(profile(food, weights), domain, text);
  const Scenario scenario = scenario_in({{"cook.json", thirds, false}});
  CHECK(worth_in(scenario, 0, {1, 1}) ==
        Rational(4, 10) + Rational(6, 10) * Rational(33'333'333, 100'000'000));
}

TEST_CASE("what GeniusWeb itself refuses is refused by name") {
  const auto tokens = [](const std::string& text) { return tokens_of(read(text).findings); };
  CHECK(tokens(profile(food, R"({"Food": 0.4, "Tables": 0.5})")) == Tokens{"weights_not_one"});
  CHECK(tokens(profile(food, R"({"Food": 1.4, "Tables": -0.4})")) ==
        Tokens{"utility_out_of_range"});
  CHECK(tokens(profile(food, R"({"Food": 1})")) == Tokens{"missing_weight"});
  CHECK(tokens(profile(changed(food, "0.75", "7.5"), weights)) == Tokens{"utility_out_of_range"});
  CHECK(tokens(profile(changed(food, "\"soup\": 0.75,", ""), weights)) ==
        Tokens{"missing_evaluation"});
  CHECK(tokens(profile(changed(food, "\"soup\"", "\"stew\""), weights)) ==
        Tokens{"missing_evaluation", "unknown_option"});
  CHECK(tokens(profile(changed(food, "\"bread\"", "\"soup\""), weights)) ==
        Tokens{"duplicate_key"});
  CHECK(tokens(profile(changed(food, "0.75", "\"much\""), weights)) == Tokens{"bad_number"});
  CHECK(tokens(changed(profile(food, weights), "\"bread\"]", "\"cake\"]")) ==
        Tokens{"issues_differ"});
  CHECK(tokens(changed(profile(food, weights), "null}}", "null}")) == Tokens{"not_well_formed"});
}

TEST_CASE("places in JSON") {
  const std::string text = "{\"LinearAdditiveUtilitySpace\":\n  {\"issueUtilities\": 3}}";
  const ScenarioReading reading =
      reading_of({{"fair.json", domain, false}, {"cook.json", text, false}});
  REQUIRE(reading.findings.size() == 2);
  CHECK(to_string(reading.findings[0]).starts_with("cook.json:2:3: missing_key"));
  CHECK(to_string(reading.findings[1]).starts_with("cook.json:2:22: wrong_type"));
}

std::string groups(const std::string& rows, const std::string& more = "") {
  return R"({"SumOfGroupsUtilitySpace": {"name": "g", "partUtilities": {"both":
    {"partsutils": {"issues": ["Food", "Tables"], "utilslist": [)" +
         rows + "]}}" + more + "}}}";
}

TEST_CASE("sums over groups of issues") {
  const ScenarioReading reading = read(groups(R"({"values": ["soup", 3.5], "util": 0.3},
    {"values": ["bread", "5"], "util": 0.9})"));
  REQUIRE(reading.value);
  CHECK(worth_in(*reading.value, 0, {0, 1}) == Rational(3, 10));
  CHECK(worth_in(*reading.value, 0, {1, 2}) == Rational(9, 10));
  CHECK(worth_in(*reading.value, 0, {1, 0}) == Rational(0));
  CHECK(tokens_of(read(groups(R"({"values": ["soup"], "util": 0.3})")).findings) ==
        Tokens{"wrong_type"});
  CHECK(tokens_of(read(groups("", R"(, "again": {"PartsUtilities": {"issues": ["Food"],
    "utilslist": []}})"))
                      .findings) == Tokens{"groups_not_partition"});
}

TEST_CASE("comparisons without utilities") {
  const std::string text = R"({"DefaultPartialOrdering": {"name": "o", "reservationBid": null,
    "bids": [{"issuevalues": {"Food": "soup"}}, {"issuevalues": {"Food": "bread"}}],
    "better": [[1, 0]]}})";
  const ScenarioReading reading = read(text);
  REQUIRE(reading.value);
  const auto& stated = std::get<StatedComparisons>(reading.value->profiles[0].worth);
  CHECK(stated.packages[1] == ScenarioPackage{1, void_option});
  CHECK(stated.better == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 0}});
  CHECK(tokens_of(read(changed(text, "[1, 0]", "[1, 2]")).findings) == Tokens{"wrong_type"});
}

}  // namespace
}  // namespace caucus
