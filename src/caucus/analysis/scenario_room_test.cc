#include "caucus/analysis/scenario_room.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <doctest/doctest.h>

#include "caucus/analysis/scenario_bounds.h"
#include "caucus/base/random.h"
#include "caucus/engine/random_space_for_tests.h"

namespace caucus {
namespace {

using Utilities = std::vector<Rational>;

struct Reached {
  std::uint64_t packages = 0;
  ScenarioPackage first;
};

Scenario random_scenario(RandomStream& dice) {
  Scenario scenario;
  const std::size_t issues = 1 + dice.below(4), parties = 1 + dice.below(4);
  for (std::size_t i = 0; i < issues; ++i) {
    ScenarioIssue issue;
    issue.name = "i" + std::to_string(i);
    for (std::size_t v = 0; v <= dice.below(4); ++v)
      issue.options.push_back(std::to_string(v));
    scenario.issues.push_back(issue);
  }
  for (std::size_t q = 0; q < parties; ++q) {
    ScenarioProfile profile;
    profile.party = "p" + std::to_string(q);
    AdditiveWorth additive;
    const auto unit = static_cast<Int128>(dice.below(2) == 0 ? 7 : 1'000'003);
    for (const ScenarioIssue& issue : scenario.issues) {
      std::vector<Rational>& worths = additive.worth.emplace_back();
      for (std::size_t v = 0; v < issue.options.size(); ++v)
        worths.emplace_back(static_cast<Int128>(dice.below(5)), unit * 2);
    }
    profile.worth = additive;
    if (dice.below(2) == 0) profile.reservation = Rational(static_cast<Int128>(dice.below(4)), 9);
    if (dice.below(2) == 0) profile.cap = Rational(4, unit);
    scenario.profiles.push_back(profile);
  }
  return scenario;
}

template <class Visit>
void each_package(const Scenario& scenario, const Visit& visit) {
  ScenarioPackage package(scenario.issues.size(), 0);
  for (bool more = true; more;) {
    visit(package);
    more = false;
    for (std::size_t i = package.size(); i-- > 0 && !more;) {
      more = ++package[i] < scenario.issues[i].options.size();
      if (!more) package[i] = 0;
    }
  }
}

bool covers(const Utilities& a, const Utilities& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return true;
}

std::size_t chosen(const std::vector<ScenarioChoice>& choices, PointRule rule) {
  for (const ScenarioChoice& choice : choices)
    if (choice.rule == rule) return choice.tied.front();
  return static_cast<std::size_t>(-1);
}

std::vector<Utilities> tied(const ScenarioRoom& room, const ScenarioChoice& choice) {
  std::vector<Utilities> utilities;
  for (const std::size_t k : choice.tied)
    utilities.push_back(room.frontier[k].utilities);
  return utilities;
}

void check_same_choices(const ScenarioRoom& listed, const std::vector<ScenarioChoice>& judges,
                        const ScenarioRoom& alone, const std::vector<ScenarioChoice>& choices,
                        std::uint64_t& compared) {
  for (const ScenarioChoice& choice : choices) {
    CAPTURE(std::string(token(choice.rule)));
    const auto judge = std::find_if(judges.begin(), judges.end(), [&](const ScenarioChoice& other) {
      return other.rule == choice.rule;
    });
    REQUIRE(judge != judges.end());
    CHECK(choice.proven);
    CHECK(tied(alone, choice) == tied(listed, *judge));
    for (std::size_t t = 0; t < choice.tied.size(); ++t)
      CHECK(alone.frontier[choice.tied[t]].packages == listed.frontier[judge->tied[t]].packages);
    ++compared;
  }
}

TEST_CASE(
    "Without the frontier: the same points, the same opposition, and bounds that are reached") {
  const std::uint64_t cases = test_cases(500);
  std::uint64_t compared = 0, near = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 8);
    Scenario scenario = random_scenario(dice);
    for (ScenarioProfile& profile : scenario.profiles)
      profile.cap.reset();
    ScenarioRoomOptions options;
    const ScenarioRoom listed = scenario_room(scenario, options);
    options.frontier = false;
    const ScenarioRoom alone = scenario_room(scenario, options);
    REQUIRE(alone.refusal.empty());
    CHECK_FALSE(alone.listed);
    CHECK_FALSE(alone.method.complete);
    check_same_choices(listed, listed.in_zone, alone, alone.in_zone, compared);
    check_same_choices(listed, listed.over_all, alone, alone.over_all, compared);
    if (alone.opposition) {
      ++near;
      CHECK(*alone.opposition == doctest::Approx(*listed.opposition));
      CHECK(alone.opposition_least == *alone.opposition);
    }
    const std::size_t p = scenario.profiles.size();
    CHECK(alone.bounds.size() >= p + (p > 1 ? 1 : 0));
    for (const OuterBound& bound : alone.bounds) {
      Rational most(-1000), reached(0);
      for (const ScenarioPoint& point : listed.frontier) {
        Rational sum(0);
        for (const std::size_t q : bound.parties)
          sum += point.utilities[q];
        most = std::max(most, sum);
      }
      CHECK(bound.most == most);
      const ScenarioPackage package(bound.choice.begin(), bound.choice.end());
      for (const std::size_t q : bound.parties)
        reached += *utility(scenario.profiles[q], package);
      CHECK(reached == most);
    }
  }
  CHECK(compared > 2 * cases);
  CHECK(near > cases / 4);
}

TEST_CASE("A frontier too long to list, of sums above the cap: bounds, and no point") {
  RandomStream dice(3);
  Scenario scenario = random_scenario(dice);
  for (ScenarioProfile& profile : scenario.profiles)
    profile.cap = Rational(1, 1'000'000'000);
  ScenarioRoomOptions options;
  options.points_max = 0;
  const ScenarioRoom room = scenario_room(scenario, options);
  CHECK(room.refusal.empty());
  CHECK_FALSE(room.listed);
  CHECK_FALSE(room.bounds.empty());
  CHECK(room.frontier.empty());
  CHECK(room.in_zone.empty());
  CHECK(room.over_all.empty());
  CHECK_FALSE(room.opposition);
}

TEST_CASE("A scenario's frontier, counts and zone are those of looking at every package") {
  const std::uint64_t cases = test_cases(1500);
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 4);
    const Scenario scenario = random_scenario(dice);
    std::map<Utilities, Reached> all;
    std::uint64_t zone = 0;
    each_package(scenario, [&](const ScenarioPackage& package) {
      Utilities utilities, reservations;
      for (const ScenarioProfile& profile : scenario.profiles) {
        utilities.push_back(*utility(profile, package));
        reservations.push_back(reservation_value(profile).value_or(Rational(0)));
      }
      zone += covers(utilities, reservations);
      if (all[utilities].packages++ == 0) all[utilities].first = package;
    });
    std::erase_if(all, [copy = all](const auto& point) {
      return std::any_of(copy.begin(), copy.end(), [&](const auto& other) {
        return other.first != point.first && covers(other.first, point.first);
      });
    });
    const ScenarioRoom room = scenario_room(scenario);
    REQUIRE(room.refusal.empty());
    CHECK(room.zone_packages == zone);
    CHECK(room.zone.empty() == (zone == 0));
    REQUIRE(room.frontier.size() == all.size());
    auto judge = all.rbegin();
    for (const ScenarioPoint& point : room.frontier) {
      CHECK(point.utilities == judge->first);
      CHECK(point.packages == judge->second.packages);
      CHECK(point.package == judge->second.first);
      ++judge;
    }
    // Without looking at each package: the same points, counts that are no larger.
    ScenarioRoomOptions blind;
    blind.packages_max = 0;
    const ScenarioRoom without = scenario_room(scenario, blind);
    REQUIRE(without.frontier.size() == room.frontier.size());
    for (std::size_t k = 0; k < room.frontier.size(); ++k) {
      CHECK(without.frontier[k].utilities == room.frontier[k].utilities);
      CHECK(without.frontier[k].packages <= room.frontier[k].packages);
      if (without.packages_exact) CHECK(without.frontier[k].packages == room.frontier[k].packages);
    }
  }
}

Rational random_worth(RandomStream& dice) {
  return Rational(static_cast<Int128>(dice.below(40)) - (dice.below(4) == 0 ? 20 : 0),
                  static_cast<Int128>(1 + dice.below(6)));
}

BoxNode random_boxes(RandomStream& dice, const Scenario& scenario, int depth, bool sums_only) {
  BoxNode node;
  if (!sums_only && dice.below(2) == 0)
    node.aggregation = dice.below(2) == 0 ? Aggregation::min : Aggregation::max;
  node.weight = Rational(static_cast<Int128>(1 + dice.below(3)), 2);
  for (std::uint64_t k = dice.below(7); k > 0; --k) {
    Box box{random_worth(dice), {}, dice.below(3) == 0};
    for (std::uint64_t b = dice.below(4); b > 0; --b) {
      const auto low = static_cast<OptionIndex>(dice.below(4));
      box.bounds.push_back({IssueId(dice.below(scenario.issues.size())), low,
                            static_cast<OptionIndex>(low + dice.below(3))});
    }
    node.boxes.push_back(std::move(box));
  }
  if (depth > 0)
    for (std::uint64_t k = dice.below(3); k > 0; --k)
      node.parts.push_back(random_boxes(dice, scenario, depth - 1, sums_only));
  return node;
}

// One group of all issues with a few combinations listed.
GroupWorth random_groups(RandomStream& dice, const Scenario& scenario) {
  GroupTable group;
  for (std::size_t i = 0; i < scenario.issues.size(); ++i)
    group.issues.emplace_back(i);
  for (std::uint64_t k = dice.below(9); k > 0; --k) {
    std::vector<OptionIndex> options;
    for (const ScenarioIssue& issue : scenario.issues)
      options.push_back(static_cast<OptionIndex>(dice.below(issue.options.size())));
    group.combinations.emplace_back(options, random_worth(dice));
  }
  return {{group}};
}

// Profiles of every kind, mixed.
Scenario random_mixed_scenario(RandomStream& dice, bool sums_only) {
  Scenario scenario = random_scenario(dice);
  if (dice.below(3) == 0) scenario.semantics = ScenarioFamily::negmas;
  for (ScenarioProfile& profile : scenario.profiles) {
    const std::uint64_t kind = dice.below(4);
    if (kind == 0) profile.worth = random_groups(dice, scenario);
    if (kind > 1)
      profile.worth = BoxWorth{random_boxes(dice, scenario, 2, sums_only),
                               Rational(static_cast<Int128>(1 + dice.below(5)))};
    if (profile.cap) profile.cap = Rational(12);
  }
  return scenario;
}

TEST_CASE("Boxes, groups and sums mixed: the frontier and zone of looking at every package") {
  const std::uint64_t cases = test_cases(600);
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 5);
    const bool sums_only = seed % 3 != 0;
    const Scenario scenario = random_mixed_scenario(dice, sums_only);
    std::map<Utilities, Reached> all;
    each_package(scenario, [&](const ScenarioPackage& package) {
      Utilities utilities;
      for (const ScenarioProfile& profile : scenario.profiles)
        utilities.push_back(*utility(profile, package));
      if (all[utilities].packages++ == 0) all[utilities].first = package;
    });
    Utilities reservations;
    for (std::size_t q = 0; q < scenario.profiles.size(); ++q) {
      Rational least = all.begin()->first[q];
      for (const auto& point : all)
        least = std::min(least, point.first[q]);
      const bool unlimited = scenario.semantics == ScenarioFamily::negmas;
      reservations.push_back(
          reservation_value(scenario.profiles[q]).value_or(unlimited ? least : Rational(0)));
    }
    std::uint64_t zone = 0;
    for (const auto& point : all)
      zone += covers(point.first, reservations) ? point.second.packages : 0;
    std::erase_if(all, [copy = all](const auto& point) {
      return std::any_of(copy.begin(), copy.end(), [&](const auto& other) {
        return other.first != point.first && covers(other.first, point.first);
      });
    });
    const ScenarioRoom room = scenario_room(scenario);
    REQUIRE(room.refusal.empty());
    CHECK(room.reservations == reservations);
    CHECK(room.zone_packages == zone);
    REQUIRE(room.frontier.size() == all.size());
    auto judge = all.rbegin();
    for (const ScenarioPoint& point : room.frontier) {
      CHECK(point.utilities == judge->first);
      CHECK(point.packages == judge->second.packages);
      CHECK(point.package == judge->second.first);
      ++judge;
    }
    ScenarioRoomOptions blind;
    blind.packages_max = blind.listed_max = 0;
    const ScenarioRoom without = scenario_room(scenario, blind);
    if (without.refusal.find("min or max") != std::string::npos) continue;
    REQUIRE(without.refusal.empty());
    CHECK(without.reservations == reservations);
    REQUIRE(without.frontier.size() == room.frontier.size());
    for (std::size_t k = 0; k < room.frontier.size(); ++k)
      CHECK(without.frontier[k].utilities == room.frontier[k].utilities);
    CHECK(without.zone == room.zone);
    if (!without.packages_counted) CHECK_FALSE(without.zone_packages.has_value());
  }
}

TEST_CASE("What no package of a refused scenario exceeds") {
  const std::uint64_t cases = test_cases(400);
  std::uint64_t refused = 0, open = 0, named = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 6);
    const Scenario scenario = random_mixed_scenario(dice, seed % 2 == 0);
    ScenarioRoomOptions blind;
    blind.packages_max = blind.listed_max = 0;
    const ScenarioRoom room = scenario_room(scenario, blind);
    if (!room.refusal.empty()) {
      ++refused;
      CHECK(room.refusal.find("min or max") != std::string::npos);
      CHECK(room.bounds.size() >= scenario.profiles.size());
    }
    for (const OuterBound& bound : scenario_bounds(scenario, scenario_sums(scenario), {})) {
      Rational most(-1'000'000);
      each_package(scenario, [&](const ScenarioPackage& package) {
        Rational sum;
        for (const std::size_t q : bound.parties)
          sum += *utility(scenario.profiles[q], package);
        most = std::max(most, sum);
      });
      CHECK(bound.most >= most);
      ++(bound.utilities.empty() ? open : named);
      if (bound.utilities.empty()) continue;
      CHECK(bound.most == most);
      const ScenarioPackage package(bound.choice.begin(), bound.choice.end());
      for (std::size_t q = 0; q < scenario.profiles.size(); ++q)
        CHECK(*utility(scenario.profiles[q], package) == bound.utilities[q]);
    }
  }
  CHECK(refused > cases / 8);
  CHECK(open > cases / 4);
  CHECK(named > cases / 4);
}

// The worked example of the definitions: two parties, units of 1/20, reservations (5, 5).
Scenario worked_example(Int128 reservation) {
  const std::vector<std::pair<int, int>> packages = {{16, 4}, {6, 19}, {15, 3}, {8, 10},
                                                     {12, 8}, {9, 9},  {19, 0}, {10, 6}};
  Scenario scenario;
  ScenarioIssue issue;
  issue.name = "package";
  AdditiveWorth first, second;
  first.worth.emplace_back();
  second.worth.emplace_back();
  for (const auto& [a, b] : packages) {
    issue.options.push_back(std::string(1, static_cast<char>('a' + issue.options.size())));
    first.worth[0].emplace_back(a, 20);
    second.worth[0].emplace_back(b, 20);
  }
  scenario.issues = {issue};
  for (const AdditiveWorth& worth : {first, second}) {
    ScenarioProfile profile;
    profile.reservation = Rational(reservation, 20);
    profile.worth = worth;
    scenario.profiles.push_back(profile);
  }
  return scenario;
}

TEST_CASE("The worked example: every rule names the package the definitions name") {
  const ScenarioRoom room = scenario_room(worked_example(5));
  const auto named = [&](const std::vector<ScenarioChoice>& choices, PointRule rule) {
    return static_cast<char>('a' + room.frontier[chosen(choices, rule)].package[0]);
  };
  CHECK(room.zone_packages == 5);
  CHECK(room.frontier.size() == 6);
  CHECK(room.zone.size() == 4);
  CHECK(named(room.in_zone, PointRule::nash) == 'e');
  CHECK(named(room.in_zone, PointRule::kalai_smorodinsky) == 'd');
  CHECK(named(room.in_zone, PointRule::egalitarian) == 'f');
  CHECK(named(room.in_zone, PointRule::utilitarian) == 'b');
  CHECK(named(room.over_all, PointRule::least_difference) == 'f');
  CHECK(room.opposition.value() == doctest::Approx(std::sqrt(197.0) / 20));
  CHECK(room.ideal_gains == Utilities{Rational(7, 20), Rational(14, 20)});
}

TEST_CASE("An empty zone has no points; that of other tools is not offered") {
  const ScenarioRoom room = scenario_room(worked_example(13));
  CHECK(room.zone_packages == 0);
  CHECK(room.zone.empty());
  CHECK(room.in_zone.empty());
  CHECK(room.over_all.size() == 3);
}

TEST_CASE("What cannot be exact is refused in words") {
  Scenario scenario = worked_example(5);
  auto& worth = std::get<AdditiveWorth>(scenario.profiles[0].worth).worth[0];
  worth[0] = Rational(1, (Int128{1} << 61) - 1);
  worth[1] = Rational(1, (Int128{1} << 62) - 57);
  CHECK(scenario_room(scenario).refusal.find("more than 119 bits") != std::string::npos);
  scenario.profiles[0].worth = StatedComparisons{};
  CHECK(scenario_room(scenario).refusal.find("no utilities") != std::string::npos);
}

}  // namespace
}  // namespace caucus
