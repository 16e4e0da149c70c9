// Bounds and the search, which is compared with trying every package, find the same.
#include "caucus/analysis/package_by_bounds.h"

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/find_package.h"

namespace caucus {
namespace {

using namespace for_tests;

// Feasible, and everything wanted holds or may hold.
bool serves(const Case& c, const Problem& problem, const DemandMask& wanted,
            const Package& package) {
  if (feasible(c, package) == Truth::impossible) return false;
  const std::vector<std::int64_t> sums = problem.sums(package);
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    if (!wanted[d]) continue;
    const Demand& demand = problem.space->demands[d];
    if (demand.is && truth(c, *demand.is, package) == Truth::impossible) return false;
    const auto q = problem.floor_of_demand(d);
    if (q && problem.parties[*q].gain(sums[*q]) < 0) return false;
  }
  return true;
}

struct Question {
  const Case& c;
  Problem problem;
  DemandMask wanted;
  std::vector<std::int64_t> weights;
};

// How many of the two questions bounds decided; what they decided is right.
std::size_t decided(const Question& ask) {
  const BoundsLimits limits;
  const ZoneTest any = PackageBounds(ask.problem).any(ask.wanted, limits, {});
  const ZoneTest searched = search_package(ask.problem, ask.wanted);
  if (any.finding != Finding::undecided) CHECK(any.finding == searched.finding);
  if (any.finding == Finding::package) CHECK(serves(ask.c, ask.problem, ask.wanted, any.package));
  const BestPackage best = PackageBounds(ask.problem).best(ask.wanted, ask.weights, limits, {});
  const BestPackage most = search_best_package(ask.problem, ask.wanted, ask.weights);
  if (best.finding != Finding::undecided) CHECK(best.finding == most.finding);
  if (best.finding == Finding::package) {
    CHECK((best.worth == most.worth));
    CHECK(serves(ask.c, ask.problem, ask.wanted, *best.package));
  }
  return (any.finding != Finding::undecided) + (best.finding != Finding::undecided);
}

TEST_CASE("bounds find what the search finds, and leave little undecided") {
  std::size_t asked = 0, answered = 0;
  for (std::uint64_t k = 0; k < 1'000; ++k) {
    RandomStream dice(41, k);
    RandomShape shape;
    shape.parties = 1 + dice.below(4);
    const Case c = random_case(dice, shape);
    const Utilities utilities = random_utilities(c, dice);
    Question ask{c, problem(package_space(c, demands(c, {})), utilities), {}, {}};
    for (std::size_t d = 0; d < ask.problem.space->demands.size(); ++d)
      ask.wanted.push_back(dice.below(3) > 0);
    for (std::size_t q = 0; q < ask.problem.parties.size(); ++q)
      ask.weights.push_back(1 + static_cast<std::int64_t>(dice.below(3)));
    CAPTURE(k);
    if (!ask.problem.refusal.empty() || ask.weights.empty()) continue;
    asked += 2;
    answered += decided(ask);
  }
  CHECK(asked > 1'000);
  CHECK(answered * 10 > asked * 9);
}

TEST_CASE("one after the other, questions of a problem are answered as if each were the first") {
  std::size_t asked = 0, answered = 0, none = 0;
  for (std::uint64_t k = 0; k < 200; ++k) {
    RandomStream dice(43, k);
    RandomShape shape;
    shape.parties = 1 + dice.below(4);
    const Case c = random_case(dice, shape);
    Problem exact = problem(package_space(c, demands(c, {})), random_utilities(c, dice));
    if (!exact.refusal.empty() || exact.parties.empty()) continue;
    PackageBounds bounds(exact);
    for (int question = 0; question < 12; ++question) {
      CAPTURE(k);
      CAPTURE(question);
      DemandMask wanted;
      for (std::size_t d = 0; d < exact.space->demands.size(); ++d)
        wanted.push_back(dice.below(4) > 0);
      // What a party insists on may move between two questions, both ways.
      PartySum& moves = exact.parties[dice.below(exact.parties.size())];
      moves.floor +=
          static_cast<std::int64_t>(dice.below(21)) * moves.scale / 100 - moves.scale / 10;
      const BoundsLimits limits;
      const ZoneTest searched = search_package(exact, wanted);
      const ZoneTest found = bounds.any(wanted, limits, {});
      const ZoneTest alone = PackageBounds(exact).any(wanted, limits, {});
      ++asked;
      if (found.finding != Finding::undecided) {
        ++answered;
        CHECK(found.finding == searched.finding);
      }
      if (found.finding == Finding::none) ++none;
      if (alone.finding == Finding::package) CHECK((found.package == alone.package));
      CHECK(PackageFinder(exact).find(wanted).finding == searched.finding);
    }
  }
  CHECK(asked > 1'000);
  CHECK(answered * 10 > asked * 9);
  CHECK(none > 100);
}

// 40 issues that two parties want the opposite of: a search would try half of all packages.
Case opposed() {
  std::vector<std::pair<std::string, std::vector<int>>> issues;
  for (int i = 0; i < 40; ++i)
    issues.emplace_back("i" + std::to_string(i), std::vector<int>{0, 1, 2, 3, 4});
  Case c = case_of(issues, 2);
  finish(c);
  return c;
}

Utilities wishes(Case& c, const Rational& reservation) {
  Utilities utilities;
  for (std::size_t q = 0; q < 2; ++q) {
    give_preference(c, q);
    Utility utility;
    utility.party = PartyId(q);
    utility.reservation = reservation;
    for (std::size_t i = 0; i < 40; ++i) {
      std::vector<Rational> worth;
      for (std::size_t v = 0; v < 5; ++v)
        worth.emplace_back(static_cast<Int128>((q == 0 ? v : 4 - v) * (7 * i % 11 + 3)));
      utility.tables.push_back({{IssueId(i)}, std::move(worth)});
    }
    const Extremes range = extremes(c, utility.tables);
    utility.worst = range.worst;
    utility.best = range.best;
    utilities.push_back(std::move(utility));
  }
  return utilities;
}

TEST_CASE("long sums that opposed parties want are decided in few steps") {
  for (const bool room : {true, false}) {
    Case c = opposed();
    const Utilities utilities = wishes(c, Rational(room ? 50 : 51, 100));
    const Problem exact = problem(c, utilities, demands(c, {}));
    const DemandMask wanted(exact.space->demands.size(), true);
    const ZoneTest test = find_package(exact, wanted);
    CHECK(test.finding == (room ? Finding::package : Finding::none));
    CHECK(test.steps < 1'000'000);
  }
}

TEST_CASE("a reservation value that has sunk is asked for no more") {
  Case c = opposed();
  const Utilities utilities = wishes(c, Rational(51, 100));
  Problem exact = problem(c, utilities, demands(c, {}));
  const DemandMask wanted(exact.space->demands.size(), true);
  PackageFinder finder(exact);
  CHECK(finder.find(wanted).finding == Finding::none);
  exact.parties[0].floor = exact.parties[0].scale * 49 / 100;
  const ZoneTest test = finder.find(wanted);
  REQUIRE(test.finding == Finding::package);
  CHECK(exact.sums(test.package)[0] >= exact.parties[0].floor);
  CHECK(exact.sums(test.package)[1] >= exact.parties[1].floor);
}

}  // namespace
}  // namespace caucus
