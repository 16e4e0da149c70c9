#include "caucus/engine/direct_point.h"

#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "caucus/engine/brute_force_for_tests.h"
#include "caucus/engine/dual_weights.h"
#include "caucus/engine/linked_oracle.h"
#include "caucus/engine/random_linked_space_for_tests.h"

namespace caucus {
namespace {

// -1, 0, 1: is x less good than y? Exact; small numbers only.
int compare(const GoalOfSums& goal, const Vector& x, const Vector& y) {
  Int128 a = 0, b = 0;
  if (goal.goal == Goal::largest_sum) {
    for (std::size_t q = 0; q < x.size(); ++q) {
      a += goal.weights[q] * x[q];
      b += goal.weights[q] * y[q];
    }
  } else if (goal.goal == Goal::least_distance) {
    Int128 common = 1;
    for (const Int128 scale : goal.scales)
      common *= scale;
    for (std::size_t q = 0; q < x.size(); ++q) {
      const Int128 c = (goal.targets[q] - x[q]) * (common / goal.scales[q]);
      const Int128 d = (goal.targets[q] - y[q]) * (common / goal.scales[q]);
      a -= c * c;
      b -= d * d;
    }
  } else if (goal.goal == Goal::largest_product) {
    a = b = 1;
    for (std::size_t q = 0; q < x.size(); ++q) {
      a *= x[q] - goal.reservations[q];
      b *= y[q] - goal.reservations[q];
    }
  } else {
    Int128 common = 1;
    for (const Int128 scale : goal.scales)
      if (scale > 0) common *= scale;
    bool first = true;
    for (std::size_t q = 0; q < x.size(); ++q) {
      if (goal.scales[q] == 0) continue;
      const Int128 c = (x[q] - goal.reservations[q]) * (common / goal.scales[q]);
      const Int128 d = (y[q] - goal.reservations[q]) * (common / goal.scales[q]);
      a = first ? c : std::min(a, c);
      b = first ? d : std::min(b, d);
      first = false;
    }
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

bool free(const LinkedSpace& linked) {
  return linked.tables.empty() && linked.rules.empty() && linked.windows.empty();
}

// The frontier points that tie for the goal, from the whole frontier.
std::set<Vector> best_of_frontier(const LinkedSpace& linked, const GoalOfSums& goal) {
  LinkedSpace bounded = linked;
  bounded.space.floors = goal.reservations;
  if (goal.goal == Goal::largest_product)
    for (Int128& floor : bounded.space.floors)
      floor += 1;
  const SumFrontier all = free(linked) ? sum_frontier(bounded.space) : linked_frontier(bounded);
  std::set<Vector> best;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const int sign = best.empty() ? 1 : compare(goal, row_of(all, k), *best.begin());
    if (sign > 0) best.clear();
    if (sign >= 0) best.insert(row_of(all, k));
  }
  return best;
}

void check_goal(const LinkedSpace& linked, const SumOracle& oracle, const GoalOfSums& goal) {
  CAPTURE(static_cast<int>(goal.goal));
  const std::set<Vector> expected = best_of_frontier(linked, goal);
  const DirectPoint found = direct_point(oracle, goal);
  REQUIRE(found.complete);
  REQUIRE((found.end == DirectEnd::found) == !expected.empty());
  std::set<Vector> best;
  for (std::size_t k = 0; k < found.finalists.size(); ++k) {
    const Vector sums = row_of(found.finalists, k);
    CHECK(obeys(linked, found.finalists.choice(k)));
    CHECK(sums_of(linked, found.finalists.choice(k)) == sums);
    const int sign = best.empty() ? 1 : compare(goal, sums, *best.begin());
    if (sign > 0) best.clear();
    if (sign >= 0) best.insert(sums);
  }
  CHECK(best == expected);
  if (!found.weights.empty() && oracle.best(found.weights))
    CHECK(oracle.best(found.weights)->worth == found.highest);
}

constexpr Goal goals[] = {Goal::largest_product, Goal::largest_minimum, Goal::largest_sum,
                          Goal::least_distance};

GoalOfSums goal_of(Goal kind, const SumSpace& space, RandomStream& dice) {
  GoalOfSums goal;
  goal.goal = kind;
  const SumRange range = sum_range(space);
  for (std::size_t q = 0; q < space.parties; ++q) {
    const Int128 spread = range.most[q] - range.least[q];
    goal.reservations.push_back(range.least[q] + spread * dice.below(60) / 100);
    goal.scales.push_back(kind == Goal::largest_minimum && dice.below(5) == 0
                              ? Int128{0}
                              : Int128{1 + dice.below(30)});
    goal.weights.push_back(static_cast<Int128>(dice.below(4)));
    goal.targets.push_back(range.most[q] + static_cast<Int128>(dice.below(2) * dice.below(50)));
  }
  goal.scales[0] = std::max(goal.scales[0], Int128{1});
  goal.weights[0] = std::max(goal.weights[0], Int128{1});
  return goal;
}

TEST_CASE("Direct points are those of the whole frontier, with all that tie") {
  const std::uint64_t cases = test_cases(2000);
  CaseTally tally;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 2);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(7);
    wanted.issues = 2 + dice.below(6);
    wanted.options = 4;
    wanted.scale = dice.below(2) == 0 ? 30 : 2000;
    const SumSpace space = dice.below(2) == 0 ? opposed_space(wanted, seed)
                                              : arbitrary_space(wanted, wanted.scale / 8, dice);
    for (const Goal kind : goals) {
      check_goal({space}, FreeOracle(space), goal_of(kind, space, dice));
      tally.add(fmt::format("direct point, goal {}", static_cast<int>(kind)), wanted.parties);
    }
  }
  tally.print_if_nightly();
}

TEST_CASE("Direct points under rules, terms and windows are those of the whole frontier") {
  const std::uint64_t cases = test_cases(1000);
  CaseTally tally;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 4);
    RandomSpaceOptions wanted;
    wanted.parties = 2 + dice.below(6);
    wanted.issues = 2 + dice.below(4);
    wanted.options = 4;
    LinkedSpace linked = arbitrary_linked_space(wanted, dice.below(2) == 0 ? 4 : 250, dice);
    linked.rules.push_back(random_rule(linked.space, {0, 1}, 4, dice));
    const LinkedOracle oracle(linked, {});
    REQUIRE(oracle.end() == FrontierEnd::complete);
    for (const Goal kind : goals) {
      check_goal(linked, oracle, goal_of(kind, linked.space, dice));
      tally.add(fmt::format("direct point, linked, goal {}", static_cast<int>(kind)),
                wanted.parties);
    }
  }
  CHECK(tally.covers_parties("direct point, linked, goal 0", 2, 7));
  tally.print_if_nightly();
}

// Slices may be too large: then what is best lies between what was found and the bound.
void check_bounded(const SumSpace& space, GoalOfSums goal, std::size_t points_max) {
  CAPTURE(static_cast<int>(goal.goal));
  CAPTURE(points_max);
  const std::set<Vector> expected = best_of_frontier({space}, goal);
  DirectPointOptions few;
  few.points_max = points_max;
  const FreeOracle oracle(space);
  const DirectPoint found = direct_point(oracle, goal, few);
  if (found.complete) CHECK((found.end == DirectEnd::found) == !expected.empty());
  if (found.end != DirectEnd::found) return;
  REQUIRE(!expected.empty());
  for (Int128& weight : goal.weights)
    weight *= sum_unit;  // as value() wants them
  const double best = value(goal, *expected.begin());
  CHECK(found.best <= best + 1e-9 * std::abs(best));
  CHECK(found.bound >= best - 1e-9 * std::abs(best));
  if (found.complete) CHECK(found.best >= best - 1e-9 * std::abs(best));
}

TEST_CASE("With small slices the best lies between the package found and the bound") {
  const std::uint64_t cases = test_cases(400);
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 3);
    RandomSpaceOptions wanted;
    wanted.parties = 2 + dice.below(4);
    wanted.issues = 5 + dice.below(4);
    wanted.options = 4;
    wanted.scale = 2000;
    const SumSpace space = opposed_space(wanted, seed);
    for (const Goal kind : goals)
      check_bounded(space, goal_of(kind, space, dice), 1 + dice.below(20));
  }
}

TEST_CASE("Any package above the reservations is found where there is one, and none otherwise") {
  const std::uint64_t cases = test_cases(500);
  std::size_t without = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 5);
    RandomSpaceOptions wanted;
    wanted.parties = 2 + dice.below(4);
    wanted.issues = 3 + dice.below(4);
    wanted.options = 4;
    wanted.scale = 200;
    const SumSpace space = opposed_space(wanted, seed);
    GoalOfSums goal = goal_of(Goal::largest_minimum, space, dice);
    for (Int128& reservation : goal.reservations)
      reservation += reservation / 2;
    const bool there_is = !best_of_frontier({space}, goal).empty();
    without += !there_is;
    DirectPointOptions how;
    how.any = true;
    const FreeOracle oracle(space);
    const DirectPoint found = direct_point(oracle, goal, how);
    REQUIRE(found.end == (there_is ? DirectEnd::found : DirectEnd::no_package));
    if (!there_is) continue;
    const std::vector<Int128> sums = sums_of(space, found.finalists.choice(0));
    for (std::size_t q = 0; q < sums.size(); ++q)
      CHECK(sums[q] >= goal.reservations[q]);
    how.slices_max = 0;  // what was met before any slice, or nothing
    const DirectPoint met = direct_point(oracle, goal, how);
    CHECK(met.end != DirectEnd::no_package);
    CHECK_FALSE(met.complete);
  }
  CHECK(without > cases / 20);
  CHECK(without < cases - cases / 20);
}

TEST_CASE("Where nothing gives everybody the reservation, that is proved") {
  const SumSpace space = opposed_space({12, 5, 3, 1000}, 3);
  GoalOfSums goal;
  goal.goal = Goal::largest_minimum;
  goal.reservations = {800, 800, 0};
  goal.scales = {1000, 1000, 1000};
  const FreeOracle oracle(space);
  const DirectPoint found = direct_point(oracle, goal);
  CHECK(found.end == DirectEnd::no_package);
  CHECK(found.complete);
  // The certificate: no package has that weighted sum, which everybody's reservation would need.
  CHECK(found.highest < weighted(goal.reservations.data(), found.weights));
}

TEST_CASE("10^60 packages and up to seven parties: a package, a bound, and a proof") {
  for (std::size_t parties : {2, 3, 5, 7}) {
    CAPTURE(parties);
    const SumSpace space = opposed_space({60, 10, parties, 1'000'000}, parties);
    GoalOfSums goal;
    goal.reservations.assign(parties, 0);
    const FreeOracle oracle(space);
    const DirectPoint found = direct_point(oracle, goal);
    REQUIRE(found.end == DirectEnd::found);
    CHECK(found.complete);
    CHECK(found.best <= found.bound * (1 + 1e-9));
    CHECK(found.best > 0);
  }
}

TEST_CASE("A slice too large for the limit leaves a gap, and says so") {
  const SumSpace space = opposed_space({30, 10, 5, 1000}, 5);
  GoalOfSums goal;
  goal.goal = Goal::largest_minimum;
  goal.reservations.assign(5, 0);
  goal.scales.assign(5, 1000);
  DirectPointOptions few;
  few.points_max = 1;
  const FreeOracle oracle(space);
  const DirectPoint found = direct_point(oracle, goal, few);
  CHECK_FALSE(found.complete);
  REQUIRE(found.end == DirectEnd::found);
  REQUIRE(found.finalists.size() == 1);
  CHECK(found.best <= found.bound);
  CHECK(sums_of(space, found.finalists.choice(0)) == row_of(found.finalists, 0));
}

}  // namespace
}  // namespace caucus
