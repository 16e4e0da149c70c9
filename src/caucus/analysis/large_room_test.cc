#include "caucus/analysis/large_room.h"

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/engine/layer_kernel.h"
#include "caucus/engine/random_space_for_tests.h"

namespace caucus {
namespace {

using namespace for_tests;

void check_point(const Point& a, const Point& b) {
  CHECK(a.utilities == b.utilities);
  CHECK(a.package == b.package);
  CHECK(a.packages == b.packages);
}

// The same point by two routes; `all_ties` where both had the whole frontier.
void check_named(const NamedPoint& a, const NamedPoint& b) {
  CAPTURE(std::string(token(a.kind)));
  CHECK(a.kind == b.kind);
  CHECK(b.proven);
  CHECK(a.tied == b.tied);
  CHECK(a.gains == b.gains);
  CHECK(a.shares == b.shares);
  CHECK(a.degenerate == b.degenerate);
  CHECK(a.left_out == b.left_out);
  REQUIRE(a.ties.size() == b.ties.size());
  for (std::size_t t = 0; t < a.ties.size(); ++t)
    check_point(a.ties[t], b.ties[t]);
}

const NamedPoint* find(const Room& room, PointKind kind) {
  for (const NamedPoint& point : room.points)
    if (point.kind == kind) return &point;
  return nullptr;
}

struct Routes {
  std::uint64_t engine = 0;
  std::uint64_t direct = 0;
  std::uint64_t zones = 0;  // counted by adding up
  std::uint64_t bounds = 0;
};

// What is said of all packages without looking at each.
void check_measures(const Room& judge, const Room& room, Routes& routes) {
  CHECK(room.feasible_counted);
  CHECK(room.feasible == judge.feasible);
  if (judge.feasible > 0) CHECK(room.opposition_squared == judge.opposition_squared);
  if (!room.zone_counted) return;
  ++routes.zones;
  CHECK(room.zone == judge.zone);
}

// Every point lies below the bounds; over all feasible packages each is reached by one of them.
void check_bounds(const Case& c, const Utilities& utilities, const Room& judge, const Room& room,
                  Routes& routes) {
  for (const RoomBound& bound : room.bounds) {
    Rational most(-1), reached(0);
    for (const Point& point : judge.frontier) {
      Rational sum(0);
      for (const std::size_t q : bound.parties)
        sum += point.utilities[q];
      most = std::max(most, sum);
    }
    CHECK(most == bound.most);
    for (const std::size_t q : bound.parties)
      reached += utilities[q].of(c, bound.point.package);
    CHECK(reached == bound.most);
    ++routes.bounds;
  }
}

void compare_routes(const Case& c, const Utilities& utilities, RoomOptions options,
                    Routes& routes) {
  const Room judge = room(c, utilities, options, {});
  options.packages_max = 0;
  const Room listed = room(c, utilities, options, {});
  if (listed.method.name == "search" || listed.parties.empty()) return;
  ++routes.engine;
  check_measures(judge, listed, routes);
  if (options.over == FrontierOver::feasible && judge.example) {
    RoomOptions none = options;
    none.points_max = 0;
    const Room unlisted = room(c, utilities, none, {});
    CHECK_FALSE(unlisted.method.complete);
    CHECK(unlisted.bounds.empty() == judge.frontier.empty());
    check_bounds(c, utilities, judge, unlisted, routes);
  }
  CHECK(listed.bounds.empty());
  CHECK(listed.method.complete);
  CHECK(listed.example.has_value() == judge.example.has_value());
  CHECK(listed.ideal_gains == judge.ideal_gains);
  REQUIRE(listed.frontier.size() == judge.frontier.size());
  CHECK(listed.frontier_packages == judge.frontier_packages);
  for (std::size_t k = 0; k < judge.frontier.size(); ++k)
    check_point(judge.frontier[k], listed.frontier[k]);
  if (options.over == FrontierOver::feasible) return;
  REQUIRE(listed.points.size() == judge.points.size());
  for (std::size_t k = 0; k < judge.points.size(); ++k)
    check_named(judge.points[k], listed.points[k]);
  // Without the frontier: fewer points are found where a product is 0, but those that are, agree.
  options.frontier = false;
  const Room direct = room(c, utilities, options, {});
  CHECK(direct.example.has_value() == judge.example.has_value());
  for (const NamedPoint& point : direct.points)
    if (const NamedPoint* other = find(judge, point.kind); other != nullptr) {
      ++routes.direct;
      check_named(*other, point);
    }
}

TEST_CASE("Every route gives the frontier and points of looking at each package") {
  const std::uint64_t cases = test_cases(1500);
  Routes routes;
  for (std::uint64_t k = 0; k < cases; ++k) {
    CAPTURE(k);
    RandomStream dice(11, k);
    RandomShape shape;
    shape.parties = 1 + dice.below(dice.below(4) == 0 ? 7 : 3);
    shape.issues_max = 2 + dice.below(3);
    shape.options_max = 2 + dice.below(2);
    shape.rules_max = dice.below(3);
    shape.lines_max = dice.below(2);
    const Case c = random_case(dice, shape);
    const Utilities utilities = random_utilities(c, dice);
    RoomOptions options;
    if (dice.below(4) == 0) options.over = FrontierOver::feasible;
    compare_routes(c, utilities, options, routes);
  }
  CHECK(routes.engine > cases / 3);
  CHECK(routes.direct > cases / 3);
  CHECK(routes.zones > cases / 50);
  CHECK(routes.bounds > cases / 4);
}

// Opposed wishes on many issues: more packages than can be counted.
struct Wide {
  Case c;
  Utilities utilities;
};
Wide wide_case(std::size_t issues, std::size_t parties) {
  Wide wide;
  std::vector<std::pair<std::string, std::vector<int>>> list;
  for (std::size_t i = 0; i < issues; ++i)
    list.emplace_back("i" + std::to_string(i), std::vector<int>{0, 1, 2, 3, 4});
  wide.c = case_of(list, parties);
  finish(wide.c);
  RandomStream dice(5);
  for (std::size_t q = 0; q < parties; ++q) {
    Utility utility;
    utility.party = PartyId(q);
    utility.reservation = Rational(1, 5);
    give_preference(wide.c, q);
    for (std::size_t i = 0; i < issues; ++i) {
      std::vector<Rational> worth;
      const auto step = static_cast<Int128>(1 + dice.below(40));
      for (Int128 v = 0; v < 5; ++v)
        worth.emplace_back(q % 2 == 0 ? v * step : (4 - v) * step);
      utility.tables.push_back({{IssueId(i)}, std::move(worth)});
    }
    const Extremes range = extremes(wide.c, utility.tables);
    utility.worst = range.worst;
    utility.best = range.best;
    wide.utilities.push_back(std::move(utility));
  }
  return wide;
}

TEST_CASE("5^100 packages: listed for two parties, single points with proof for five") {
  const Wide two = wide_case(100, 2);
  const Room listed = room(two.c, two.utilities, {}, {});
  CHECK(listed.method.complete);
  CHECK(listed.points.size() == 5);
  CHECK(listed.frontier.size() > 100);
  CHECK_FALSE(listed.counted);
  const Wide five = wide_case(100, 5);
  RoomOptions options;
  options.frontier = false;
  const Room direct = room(five.c, five.utilities, options, {});
  const NamedPoint* nash = find(direct, PointKind::nash);
  REQUIRE(nash != nullptr);
  CHECK(nash->proven);
  CHECK(direct.plan.size() > 3);
  CHECK(direct.feasible == packages_most);
  CHECK(direct.opposition_squared.has_value());
}

}  // namespace
}  // namespace caucus
