// Every feasible package is visited once, with its sums and flags, however the work is cut.
#include "caucus/analysis/enumerate.h"

#include <map>

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/tally.h"

namespace caucus {
namespace {

using namespace for_tests;

constexpr TableLimits all_limits[] = {{20'000, 1'000'000}, {1, 1'000'000}, {1, 1}};

struct Visited {
  std::vector<std::int64_t> sums;
  PackageFlags flags = 0;
};

std::map<Package, Visited> visit_all(const Problem& problem, const EnumerateOptions& options) {
  std::map<Package, Visited> found;
  PackageWalk walk(problem, options);
  for (std::size_t chunk = 0; chunk < walk.chunks(); ++chunk) {
    const auto visitor = [&](const BlockVisit& visit) {
      for (std::size_t e = 0; e < visit.block.size(); ++e) {
        const Package package = problem.space->package(visit.rank + visit.block.rank[e]);
        Visited visited{{}, visit.flags | visit.block.flags[e]};
        for (std::size_t q = 0; q < problem.parties.size(); ++q)
          visited.sums.push_back(visit.base[q] + visit.block.sums[q][e]);
        CHECK(found.emplace(package, std::move(visited)).second);  // never twice
      }
    };
    CHECK(walk.visit(chunk, visitor, {}));
  }
  return found;
}

void check_walk(const Case& c, const Utilities& utilities, const TableLimits& limits,
                std::size_t block_max) {
  const Problem exact = problem(package_space(c, demands(c, {}), limits), utilities);
  EnumerateOptions options;
  options.block_max = block_max;
  options.demands.assign(exact.space->demands.size(), true);
  const std::map<Package, Visited> found = visit_all(exact, options);
  std::size_t feasible_packages = 0;
  for (const Package& package : all_packages(c)) {
    const Truth rules = feasible(c, package);
    CHECK(found.contains(package) == (rules != Truth::impossible));
    if (rules == Truth::impossible) continue;
    ++feasible_packages;
    const Visited& visited = found.at(package);
    CHECK(visited.sums == exact.sums(package));
    Truth wanted = Truth::certain;
    bool open = false;
    for (const Demand& demand : exact.space->demands) {
      if (!demand.is) continue;
      wanted = truth_and(wanted, truth(c, *demand.is, package));
      open = open || truth(c, *demand.is, package) == Truth::possible;
    }
    CHECK(((visited.flags & rule_open) != 0) == (rules == Truth::possible));
    CHECK(((visited.flags & demand_lost) != 0) == (wanted == Truth::impossible));
    // A demand of several conjuncts may be lost by one and open by another.
    if (open) CHECK((visited.flags & demand_open) != 0);
    if (wanted == Truth::certain) CHECK((visited.flags & demand_open) == 0);
  }
  CHECK(found.size() == feasible_packages);
}

TEST_CASE("every feasible package is visited once, whatever the size of blocks and tables") {
  for (std::uint64_t k = 0; k < 400; ++k) {
    RandomStream dice(13, k);
    RandomShape shape;
    shape.parties = dice.below(4);
    const Case c = random_case(dice, shape);
    const Utilities utilities = random_utilities(c, dice);
    CAPTURE(k);
    for (const TableLimits& limits : all_limits)
      for (std::size_t block_max : {1, 5, 20, 4096})
        check_walk(c, utilities, limits, block_max);
  }
}

struct Summary {
  std::vector<std::uint64_t> counts;
  std::optional<UInt128> first;
  PointList zone;
  PointList feasible;
  Rational opposition;
};

Summary tallied(const Problem& problem, std::size_t block_max, std::size_t walks) {
  EnumerateOptions how;
  how.block_max = block_max;
  how.demands.assign(problem.space->demands.size(), true);
  TallyOptions wanted;
  wanted.feasible_frontier = true;
  for (std::size_t d = 0; d < problem.space->demands.size(); ++d)
    if (const auto q = problem.floor_of_demand(d)) wanted.floors.push_back(*q);
  std::optional<Tally> sum;
  for (std::size_t part = 0; part < walks; ++part) {
    PackageWalk walk(problem, how);
    Tally tally(problem, wanted);
    for (std::size_t chunk = part; chunk < walk.chunks(); chunk += walks)
      walk.visit(chunk, [&](const BlockVisit& visit) { tally.add(visit); }, {});
    if (sum)
      sum->merge(std::move(tally));
    else
      sum.emplace(std::move(tally));
  }
  return {{sum->feasible, sum->certain, sum->zone, sum->zone_certain, sum->figures},
          sum->first,
          std::move(*sum->zone_frontier).finish(),
          std::move(*sum->feasible_frontier).finish(),
          sum->nearest->squared()};
}

void check_same(const PointList& a, const PointList& b) {
  CHECK(a.values == b.values);
  CHECK(a.packages == b.packages);
  CHECK(std::equal(a.first.begin(), a.first.end(), b.first.begin(), b.first.end()));
}

TEST_CASE("a tally does not depend on blocks, chunks or the number of walks") {
  for (std::uint64_t k = 0; k < 300; ++k) {
    RandomStream dice(17, k);
    RandomShape shape;
    shape.parties = 1 + dice.below(5);
    shape.issues_max = 6;
    const Case c = random_case(dice, shape);
    const Problem exact = problem(c, random_utilities(c, dice), demands(c, {}));
    const Summary whole = tallied(exact, 4096, 1);
    CAPTURE(k);
    for (std::size_t block_max : {1, 6, 64}) {
      const Summary cut = tallied(exact, block_max, 1 + k % 3);
      CHECK(cut.counts == whole.counts);
      CHECK((cut.first == whole.first));
      CHECK(cut.opposition == whole.opposition);
      check_same(cut.zone, whole.zone);
      check_same(cut.feasible, whole.feasible);
    }
  }
}

TEST_CASE("a cancelled walk stops and says so") {
  Case c = case_of({{"x", {1, 2, 3}}, {"y", {1, 2, 3}}, {"z", {1, 2, 3}}}, 1);
  finish(c);
  const Problem exact = problem(c, {}, {});
  EnumerateOptions options;
  options.block_max = 1;
  PackageWalk walk(exact, options);
  StepBudget budget(5);
  std::size_t visits = 0;
  bool complete = true;
  for (std::size_t chunk = 0; chunk < walk.chunks() && complete; ++chunk)
    complete = walk.visit(
        chunk, [&](const BlockVisit&) { ++visits; }, budget.token());
  CHECK_FALSE(complete);
  CHECK(visits == 5);
}

}  // namespace
}  // namespace caucus
