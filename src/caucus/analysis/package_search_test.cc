// The search finds what trying every package finds.
#include "caucus/analysis/package_search.h"

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"

namespace caucus {
namespace {

using namespace for_tests;

constexpr TableLimits all_limits[] = {{20'000, 1'000'000}, {1, 1'000'000}, {1, 1}};

// How certain the package is to be feasible and to meet the wanted demands.
Truth meets(const Case& c, const Problem& problem, const DemandMask& wanted,
            const Package& package) {
  Truth truth = feasible(c, package);
  const std::vector<std::int64_t> sums = problem.sums(package);
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    if (!wanted[d]) continue;
    const Demand& demand = problem.space->demands[d];
    if (demand.is) truth = truth_and(truth, caucus::truth(c, *demand.is, package));
    if (const auto q = problem.floor_of_demand(d))
      truth = truth_and(truth, truth_of(problem.parties[*q].gain(sums[*q]) >= 0));
  }
  return truth;
}

bool passes_a_floor(const Problem& problem, const DemandMask& wanted,
                    const std::vector<std::int64_t>& sums) {
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    const auto q = problem.floor_of_demand(d);
    if (wanted[d] && q && sums[*q] > problem.parties[*q].floor) return true;
  }
  return false;
}

void check_search(const Case& c, const Problem& problem, RandomStream& dice) {
  DemandMask wanted;
  for (std::size_t d = 0; d < problem.space->demands.size(); ++d)
    wanted.push_back(dice.below(3) > 0);
  SearchOptions options;
  options.certain = dice.below(4) == 0;
  const Truth least = options.certain ? Truth::certain : Truth::possible;
  std::vector<std::int64_t> weights;
  for (std::size_t q = 0; q < problem.parties.size(); ++q)
    weights.push_back(static_cast<std::int64_t>(dice.below(3)));

  std::optional<Int128> best;
  bool passed = false;  // a wanted reservation value
  for (const Package& package : all_packages(c)) {
    if (meets(c, problem, wanted, package) < least) continue;
    Int128 worth = 0;
    const std::vector<std::int64_t> sums = problem.sums(package);
    passed = passed || passes_a_floor(problem, wanted, sums);
    for (std::size_t q = 0; q < sums.size(); ++q)
      worth += Int128{weights[q]} * sums[q];
    if (!best || worth > *best) best = worth;
  }

  const ZoneTest test = search_package(problem, wanted, options);
  CHECK(test.finding == (best ? Finding::package : Finding::none));
  if (test.finding == Finding::package) {
    CHECK(c.canonical(test.package) == test.package);
    CHECK(meets(c, problem, wanted, test.package) >= least);
  }
  options.beyond = true;
  const ZoneTest past = search_package(problem, wanted, options);
  CHECK(past.finding == (passed ? Finding::package : Finding::none));
  if (past.finding == Finding::package) {
    CHECK(meets(c, problem, wanted, past.package) >= least);
    CHECK(passes_a_floor(problem, wanted, problem.sums(past.package)));
  }
  options.beyond = false;
  const BestPackage most = search_best_package(problem, wanted, weights, options);
  CHECK(most.finding == (best ? Finding::package : Finding::none));
  if (best) {
    CHECK((most.worth == *best));
    CHECK(meets(c, problem, wanted, *most.package) >= least);
  }
}

TEST_CASE("the search agrees with trying every package") {
  for (std::uint64_t k = 0; k < 2000; ++k) {
    RandomStream dice(19, k);
    RandomShape shape;
    shape.parties = 1 + dice.below(4);
    const Case c = random_case(dice, shape);
    const Utilities utilities = random_utilities(c, dice);
    CAPTURE(k);
    for (const TableLimits& limits : all_limits)
      check_search(c, problem(package_space(c, demands(c, {}), limits), utilities), dice);
  }
}

TEST_CASE("a search that runs out of steps, or is cancelled, does not decide") {
  Case c = case_of({{"x", {1, 2, 3}}, {"y", {1, 2, 3}}}, 1);
  c.rules.push_back(
      rule_of(join(Operator::equal, join(Operator::add, amount_of(0), amount_of(1)), number(6))));
  finish(c);
  const Problem exact = problem(c, {}, {});
  SearchOptions options;
  options.steps_max = 1;
  CHECK(search_package(exact, {}, options).finding == Finding::undecided);
  CHECK(search_package(exact, {}).finding == Finding::package);
  CHECK(search_best_package(exact, {}, {}, options).finding == Finding::undecided);
}

TEST_CASE("a case without issues has one package") {
  Case c = case_of({}, 1);
  finish(c);
  CHECK(search_package(problem(c, {}, {}), {}).finding == Finding::package);
  c.rules.push_back(rule_of(subject(Operator::constant, 0)));
  CHECK(search_package(problem(c, {}, {}), {}).finding == Finding::none);
}

}  // namespace
}  // namespace caucus
