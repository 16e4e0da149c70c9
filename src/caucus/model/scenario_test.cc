#include "caucus/model/scenario.h"

#include <doctest/doctest.h>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

Rational fraction(Int128 numerator, Int128 denominator) {
  return {numerator, denominator};
}

BoxBound bound(std::size_t issue, OptionIndex low, OptionIndex high) {
  return {IssueId(issue), low, high};
}

ScenarioProfile of(ProfileWorth worth) {
  ScenarioProfile profile;
  profile.worth = std::move(worth);
  return profile;
}

Rational worth(const ScenarioProfile& profile, ScenarioPackage package) {
  const std::optional<Rational> value = utility(profile, package);
  REQUIRE(value);
  return *value;
}

TEST_CASE("an additive utility is the sum of its summands, capped after the sum") {
  ScenarioProfile profile =
      of(AdditiveWorth{{{fraction(1, 3), fraction(2, 3)}, {Rational(0), fraction(1, 2)}}});
  CHECK(worth(profile, {0, 1}) == fraction(5, 6));
  CHECK(worth(profile, {1, 1}) == fraction(7, 6));
  CHECK(scale_of(profile) == 6);
  profile.cap = Rational(1);
  CHECK(worth(profile, {1, 1}) == Rational(1));
  CHECK(worth(profile, {1, void_option}) == fraction(2, 3));
  CHECK_THROWS_AS(utility(profile, ScenarioPackage{0}), BrokenInvariant);
}

TEST_CASE("boxes pay inside closed bounds, or outside with excludes") {
  BoxNode root;
  root.boxes = {{Rational(10), {bound(0, 1, 2), bound(1, 0, 0)}, false},
                {Rational(5), {bound(0, 1, 2)}, true},
                {Rational(1), {}, false},
                {Rational(100), {bound(1, 1, 0)}, false}};
  const ScenarioProfile profile = of(BoxWorth{root, Rational(20)});
  CHECK(worth(profile, {1, 0}) == fraction(11, 20));
  CHECK(worth(profile, {2, 1}) == fraction(1, 20));
  CHECK(worth(profile, {0, 0}) == fraction(6, 20));
  CHECK(worth(profile, {void_option, 0}) == fraction(6, 20));
  CHECK(scale_of(profile) == 20);
}

TEST_CASE("an unpaid box is 0 in min and max too, and parts carry their weight") {
  BoxNode part;
  part.aggregation = Aggregation::max;
  part.weight = Rational(3);
  part.boxes = {{Rational(-4), {bound(0, 0, 0)}, false}, {Rational(2), {bound(0, 1, 1)}, false}};
  BoxNode root;
  root.parts = {part};
  root.weight = Rational(1000);
  ScenarioProfile profile = of(BoxWorth{root, Rational(1)});
  CHECK(worth(profile, {0}) == Rational(0));
  CHECK(worth(profile, {1}) == Rational(6));
  std::get<BoxWorth>(profile.worth).root.parts[0].aggregation = Aggregation::min;
  CHECK(worth(profile, {0}) == Rational(-12));
  CHECK(worth(profile, {1}) == Rational(0));
}

TEST_CASE("groups pay listed combinations; the rest is 0") {
  const ScenarioProfile profile =
      of(GroupWorth{{{"a", {IssueId(0), IssueId(2)}, {{{0, 1}, fraction(1, 4)}}},
                     {"b", {IssueId(1)}, {{{0}, fraction(1, 6)}}}}});
  CHECK(worth(profile, {0, 0, 1}) == fraction(5, 12));
  CHECK(worth(profile, {0, 0, 0}) == fraction(1, 6));
  CHECK(worth(profile, {0, 0, void_option}) == fraction(1, 6));
  CHECK(scale_of(profile) == 12);
}

TEST_CASE("comparisons have no utility") {
  const ScenarioProfile profile = of(StatedComparisons{{{0}, {1}}, {{1, 0}}});
  CHECK_FALSE(utility(profile, ScenarioPackage{0}));
  CHECK(scale_of(profile) == 1);
}

TEST_CASE("a reservation is a number or a package") {
  ScenarioProfile profile = of(AdditiveWorth{{{Rational(0), fraction(1, 2)}}});
  CHECK_FALSE(reservation_value(profile));
  profile.reservation_package = ScenarioPackage{1};
  CHECK(reservation_value(profile) == fraction(1, 2));
  profile.reservation = fraction(1, 5);
  CHECK(reservation_value(profile) == fraction(1, 5));
}

TEST_CASE("packages are counted exactly whatever their number") {
  Scenario scenario;
  scenario.issues.push_back({"a", ScenarioIssueKind::discrete, {"x", "y", "z"}, {}});
  CHECK(package_count(scenario) == "3");
  scenario.issues.assign(20, {"a", ScenarioIssueKind::discrete, std::vector<std::string>(10), {}});
  CHECK(package_count(scenario) == "1" + std::string(20, '0'));
}

TEST_CASE("tokens") {
  CHECK(token(ScenarioFamily::negmas) == "negmas");
  CHECK(token(ScenarioIssueKind::real) == "real");
  CHECK(token(Aggregation::max) == "max");
}

}  // namespace
}  // namespace caucus
