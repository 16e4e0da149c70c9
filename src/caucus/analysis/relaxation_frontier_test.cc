// Who could move how far: worked examples, and brute force over random cases.
#include "caucus/analysis/relaxation_frontier.h"

#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/ladder.h"

namespace caucus {
namespace {

using namespace for_tests;

using Steps = std::vector<std::uint64_t>;

std::set<Steps> steps_of(const RelaxationFrontier& frontier) {
  std::set<Steps> found;
  for (const RelaxationPoint& point : frontier.points)
    found.insert(point.steps);
  return found;
}

// Two parties, one issue whose options are worth so many twentieths to each.
Case eight_packages(Utilities& utilities, int reservation) {
  const std::vector<std::pair<int, int>> worth{{16, 4}, {6, 19}, {15, 3}, {8, 10},
                                               {12, 8}, {9, 9},  {19, 0}, {10, 6}};
  Case c = case_of({{"package", {0, 1, 2, 3, 4, 5, 6, 7}}}, 2);
  finish(c);
  for (std::size_t q = 0; q < 2; ++q) {
    give_preference(c, q);
    Utility utility;
    utility.party = PartyId(q);
    utility.reservation = Rational(reservation, 20);
    utility.best = Rational(20);
    utility.tables.push_back({{IssueId(0)}, {}});
    for (const auto& [first, second] : worth)
      utility.tables.back().worth.emplace_back(q == 0 ? first : second);
    utilities.push_back(std::move(utility));
  }
  return c;
}

TEST_CASE("reservation values that nothing meets: how far each would have to go below") {
  Utilities utilities;
  const Case c = eight_packages(utilities, 13);
  RelaxationFrontierOptions options;
  options.reservation_step = Rational(1, 20);
  const RelaxationFrontier found = relaxation_frontier(c, utilities, options, {});
  CHECK(found.method.complete);
  CHECK(steps_of(found) == std::set<Steps>{{0, 9}, {1, 5}, {4, 4}, {5, 3}, {7, 0}});
  CHECK(moves_sentence(c, found, found.points.front()) ==
        "a stays; b 9 steps: *no worse than no agreement* by 9.");
}

TEST_CASE("where all can stand nobody has to move") {
  Utilities utilities;
  const Case c = eight_packages(utilities, 5);
  const RelaxationFrontier found = relaxation_frontier(c, utilities, {}, {});
  REQUIRE(found.points.size() == 1);
  CHECK(found.points.front().steps == Steps{0, 0});
  CHECK(found.points.front().moves.empty());
}

TEST_CASE("where the rules leave no package there is no way") {
  Case c = case_of({{"days", {1, 2, 3}}}, 2);
  c.rules.push_back(rule_of(join(Operator::at_least, amount_of(0), number(9))));
  finish(c);
  c.sheets[0].lines.push_back(line_of("low", join(Operator::at_most, amount_of(0), number(1))));
  const RelaxationFrontier found = relaxation_frontier(c, {}, {}, {});
  CHECK(found.points.empty());
  CHECK(found.method.complete);
}

// Steps of a package by the definition: the first rung of the ladder that it meets.
Steps steps_by_definition(const Case& c, const std::vector<Demand>& demands,
                          const std::vector<PartyId>& parties, const Package& package) {
  Steps steps(parties.size(), 0);
  for (const Demand& demand : demands) {
    const auto meets = [&](const Expression& is) {
      return truth(c, is, package) != Truth::impossible;
    };
    if (meets(*demand.is)) continue;
    const Ladder rungs = ladder(c, demand);
    std::uint64_t least = rungs.rungs.size() + 1;
    for (std::size_t rung = rungs.rungs.size(); rung-- > 0;)
      if (meets(rungs.rungs[rung].is)) least = rung + 1;
    if (rungs.kind == LadderKind::apart) least = 1;
    steps[static_cast<std::size_t>(std::ranges::find(parties, demand.party) - parties.begin())] +=
        least;
  }
  return steps;
}

Case random_talks(RandomStream& dice) {
  std::vector<std::pair<std::string, std::vector<int>>> issues;
  const std::size_t n = 2 + dice.below(3);
  for (std::size_t i = 0; i < n; ++i)
    issues.push_back({"i" + std::to_string(i), {0, 1, 2, 3}});
  Case c = case_of(issues, 2 + dice.below(2));
  const auto sum = [&] {
    const Expression one = amount_of(dice.below(n));
    return dice.below(2) == 0 ? one : join(Operator::add, one, amount_of(dice.below(n)));
  };
  const auto statement = [&] {
    const Operator op = dice.below(2) == 0 ? Operator::at_most : Operator::at_least;
    const Expression of = sum();
    return join(op, of, number(Rational(static_cast<Int128>(1 + dice.below(4)))));
  };
  c.rules.push_back(rule_of(statement()));
  finish(c);
  for (std::size_t k = 0; k < 4 + dice.below(6); ++k)
    c.sheets[dice.below(c.sheets.size())].lines.push_back(
        line_of("line" + std::to_string(k), statement()));
  return c;
}

std::set<Steps> least_by_definition(const Case& c, const RelaxationFrontier& found) {
  std::set<Steps> all;
  std::vector<OptionIndex> options(c.issues.size(), 0);
  for (bool more = true; more;) {
    const Package package(options);
    const bool feasible = std::ranges::all_of(c.rules.ids(), [&](RuleId id) {
      return truth(c, c.rules[id].is, package) != Truth::impossible;
    });
    if (feasible) all.insert(steps_by_definition(c, found.demands, found.parties, package));
    more = false;
    for (OptionIndex& option : options) {
      if (++option < 4) {
        more = true;
        break;
      }
      option = 0;
    }
  }
  std::set<Steps> least;
  for (const Steps& steps : all)
    if (std::ranges::none_of(all, [&](const Steps& other) {
          return other != steps && std::ranges::equal(other, steps, std::less_equal<>{});
        }))
      least.insert(steps);
  return least;
}

TEST_CASE("the ways of random talks are those of all packages, listed and by the engine") {
  std::size_t several = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed);
    const Case c = random_talks(dice);
    RelaxationFrontierOptions options;
    const RelaxationFrontier found = relaxation_frontier(c, {}, options, {});
    REQUIRE(found.method.complete);
    const std::set<Steps> expected = least_by_definition(c, found);
    CHECK(steps_of(found) == expected);
    CHECK(found.points.size() == expected.size());
    several += expected.size() > 1;
    for (const RelaxationPoint& point : found.points)
      CHECK(steps_by_definition(c, found.demands, found.parties, point.package) == point.steps);
    options.packages_max = 1;  // as if there were too many to look at each
    const RelaxationFrontier large = relaxation_frontier(c, {}, options, {});
    if (large.method.complete) CHECK(steps_of(large) == expected);
  }
  CHECK(several > 40);
}

TEST_CASE("a demand that joins too many issues is named") {
  std::vector<std::pair<std::string, std::vector<int>>> issues;
  for (std::size_t i = 0; i < 20; ++i)
    issues.push_back({"i" + std::to_string(i), {0, 1, 2, 3}});
  Case c = case_of(issues, 2);
  finish(c);
  Expression all = amount_of(0);
  for (std::size_t i = 1; i < 20; ++i)
    all = join(Operator::add, all, amount_of(i));
  c.sheets[0].lines.push_back(line_of("all", join(Operator::at_least, all, number(50))));
  const RelaxationFrontier found = relaxation_frontier(c, {}, {}, {});
  CHECK_FALSE(found.method.complete);
  CHECK(found.points.empty());
  CHECK(found.method.note.find("joins too many issues") != std::string::npos);
}

TEST_CASE("demands beyond counting are refused at once") {
  std::vector<int> amounts;
  for (int day = 0; day < 3000; ++day)
    amounts.push_back(day);
  Case c = case_of({{"truce", amounts}}, 2);
  finish(c);
  for (int k = 0; k < 3000; ++k)
    c.sheets[0].lines.push_back(
        line_of("line" + std::to_string(k),
                join(Operator::at_least, amount_of(0), number(Rational(static_cast<Int128>(k))))));
  const RelaxationFrontier found = relaxation_frontier(c, {}, {}, {});
  CHECK_FALSE(found.method.complete);
  CHECK(found.points.empty());
  CHECK(found.method.note.find("3000 demands are too many") != std::string::npos);
}

TEST_CASE("seven parties with lines and reservation values: told, or said that it is not") {
  std::vector<std::pair<std::string, std::vector<int>>> issues;
  for (std::size_t i = 0; i < 7; ++i)
    issues.push_back({"i" + std::to_string(i), {0, 1, 2}});
  Case c = case_of(issues, 7);
  finish(c);
  Utilities utilities;
  for (std::size_t q = 0; q < 7; ++q) {
    give_preference(c, q);
    Utility utility;
    utility.party = PartyId(q);
    utility.best = Rational(4);
    utility.reservation = Rational(3, 4);
    for (const std::size_t i : {q, (q + 1) % 7})
      utility.tables.push_back({{IssueId(i)}, {Rational(2), Rational(1), Rational(0)}});
    utilities.push_back(std::move(utility));
    c.sheets[q].lines.push_back(line_of(
        "line" + std::to_string(q), join(Operator::at_least, amount_of(q), number(Rational(2)))));
  }
  RelaxationFrontierOptions options;
  options.packages_max = 10'000;
  const RelaxationFrontier listed = relaxation_frontier(c, utilities, options, {});
  CHECK(listed.method.complete);
  CHECK(listed.points.size() > 1);
  options.packages_max = 1;
  const RelaxationFrontier large = relaxation_frontier(c, utilities, options, {});
  if (large.method.complete)
    CHECK(steps_of(large) == steps_of(listed));
  else
    CHECK_FALSE(large.method.note.empty());
}

}  // namespace
}  // namespace caucus
