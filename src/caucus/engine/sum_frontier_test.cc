#include "caucus/engine/sum_frontier.h"

#include <map>

#include <doctest/doctest.h>

#include "caucus/engine/random_space_for_tests.h"

namespace caucus {
namespace {

using Vector = std::vector<Int128>;

struct Reached {
  std::uint64_t packages = 0;
  Choice first;
};

bool beats(const Vector& a, const Vector& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return a != b;
}

// Every package, one by one, and every pair of sums compared: the judge of all kernels.
std::map<Vector, Reached> by_brute_force(const SumSpace& space) {
  std::map<Vector, Reached> all;
  Choice choice(space.issues(), 0);
  for (bool more = true; more;) {
    const Vector sums = sums_of(space, choice);
    bool counts = true;
    for (std::size_t q = 0; q < space.floors.size(); ++q)
      counts = counts && sums[q] >= space.floors[q];
    for (const WeightedFloor& floor : space.weighted_floors)
      counts = counts && weighted(sums.data(), floor.weights) >= floor.least;
    if (counts && all[sums].packages++ == 0) all[sums].first = choice;
    more = false;
    for (std::size_t i = space.issues(); i-- > 0 && !more;) {
      more = ++choice[i] < space.options(i);
      if (!more) choice[i] = 0;
    }
  }
  std::map<Vector, Reached> frontier;
  for (const auto& [sums, reached] : all) {
    bool beaten = false;
    for (const auto& other : all)
      beaten = beaten || beats(other.first, sums);
    if (!beaten) frontier.emplace(sums, reached);
  }
  return frontier;
}

void check_equal(const SumSpace& space, unsigned threads) {
  SumFrontierOptions options;
  options.threads = threads;
  const SumFrontier found = sum_frontier(space, options);
  const auto expected = by_brute_force(space);
  REQUIRE(found.end == FrontierEnd::complete);
  REQUIRE(found.size() == expected.size());
  auto judge = expected.rbegin();
  for (std::size_t k = 0; k < found.size(); ++k, ++judge) {
    CHECK(Vector(found.row(k), found.row(k) + space.parties) == judge->first);
    CHECK(found.packages[k] == judge->second.packages);
    CHECK(found.choice(k) == judge->second.first);
  }
}

TEST_CASE("Every kernel gives the frontier, counts and first packages of brute force") {
  const std::uint64_t cases = test_cases(3000);
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 1);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(7);
    wanted.issues = 1 + dice.below(4);
    wanted.options = 4;
    const std::uint64_t spreads[] = {2, 10, 1000, 40'000, 1'000'000'000, 1'000'000'000'000'000'000};
    const std::uint64_t spread = spreads[dice.below(6)];
    SumSpace space = arbitrary_space(wanted, spread, dice);
    if (dice.below(3) == 0)  // sums of more than 64 bits
      for (auto& worths : space.worth)
        for (Int128& worth : worths)
          worth *= Int128{1} << 60;
    if (dice.below(2) == 0)
      for (std::size_t q = 0; q < space.parties; ++q)
        space.floors.push_back(space.row(0, 0)[q] - static_cast<Int128>(dice.below(3)));
    if (dice.below(3) == 0) {
      WeightedFloor floor;
      for (std::size_t q = 0; q < space.parties; ++q)
        floor.weights.push_back(static_cast<std::int64_t>(dice.below(5)));
      floor.least = weighted(space.row(0, 0), floor.weights);
      space.weighted_floors.push_back(floor);
    }
    check_equal(space, 1 + static_cast<unsigned>(dice.below(3)));
  }
}

TEST_CASE("Opposed spaces of several layers agree with brute force") {
  for (std::size_t parties = 2; parties <= 7; ++parties)
    for (std::uint64_t scale : {20, 300, 100'000}) {
      CAPTURE(parties);
      CAPTURE(scale);
      check_equal(opposed_space({5, 3, parties, scale}, parties), 2);
    }
}

TEST_CASE("No package reaches the floors: no point, and that is the complete answer") {
  SumSpace space = opposed_space({6, 3, 4, 100}, 1);
  space.floors = {90, 90, 0, 0};
  const SumFrontier found = sum_frontier(space);
  CHECK(found.end == FrontierEnd::complete);
  CHECK(found.size() == 0);
}

TEST_CASE("A frontier too long to list, or a cancelled search, gives no points at all") {
  const SumSpace space = opposed_space({12, 5, 3, 100'000}, 1);
  SumFrontierOptions few;
  few.points_max = 100;
  CHECK(sum_frontier(space, few).end == FrontierEnd::too_many_points);
  CHECK(sum_frontier(space, few).size() == 0);
  CancelSource source;
  source.cancel();
  CHECK(sum_frontier(space, {}, source.token()).end == FrontierEnd::cancelled);
}

TEST_CASE("Counts of packages say at least so many where they pass 64 bits") {
  SumSpace space;
  space.parties = 2;
  space.worth.assign(80, {1, 1, 1, 1});  // two equal options, eighty times
  const SumFrontier found = sum_frontier(space);
  REQUIRE(found.size() == 1);
  CHECK(found.packages[0] == packages_most);
  CHECK(found.choice(0) == Choice(80, 0));
}

TEST_CASE("10^250 packages: one, two or eight threads give the same points") {
  const SumSpace space = opposed_space({250, 10, 2, 1000}, 7);
  const SumFrontier one = sum_frontier(space);
  REQUIRE(one.end == FrontierEnd::complete);
  for (std::size_t k = 0; k < one.size(); k += 37)
    CHECK(sums_of(space, one.choice(k)) == Vector(one.row(k), one.row(k) + space.parties));
  const SumSpace four = opposed_space({9, 5, 4, 1000}, 7);
  const SumFrontier alone = sum_frontier(four);
  for (unsigned threads : {2U, 8U}) {
    SumFrontierOptions options;
    options.threads = threads;
    const SumFrontier together = sum_frontier(four, options);
    CHECK(together.sums == alone.sums);
    CHECK(together.packages == alone.packages);
    for (std::size_t k = 0; k < alone.size(); k += 11)
      CHECK(together.choice(k) == alone.choice(k));
  }
}

}  // namespace
}  // namespace caucus
