#include "caucus/engine/elimination.h"

#include <map>

#include <doctest/doctest.h>

#include "caucus/engine/random_linked_space_for_tests.h"

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

// Calls `use` with every package, first in the order of issues and options first.
template <class Use>
void for_each_package(const SumSpace& space, const Use& use) {
  Choice choice(space.issues(), 0);
  for (bool more = true; more;) {
    use(choice);
    more = false;
    for (std::size_t i = space.issues(); i-- > 0 && !more;) {
      more = ++choice[i] < space.options(i);
      if (!more) choice[i] = 0;
    }
  }
}

// Every package, one by one, and every pair of sums compared: the judge.
std::map<Vector, Reached> by_brute_force(const LinkedSpace& linked) {
  std::map<Vector, Reached> all;
  for_each_package(linked.space, [&](const Choice& choice) {
    const Vector sums = sums_of(linked, choice);
    bool counts = obeys(linked, choice);
    for (std::size_t q = 0; q < linked.space.floors.size(); ++q)
      counts = counts && sums[q] >= linked.space.floors[q];
    for (const WeightedFloor& floor : linked.space.weighted_floors)
      counts = counts && weighted(sums.data(), floor.weights) >= floor.least;
    if (counts && all[sums].packages++ == 0) all[sums].first = choice;
  });
  std::map<Vector, Reached> frontier;
  for (const auto& [sums, reached] : all) {
    bool beaten = false;
    for (const auto& other : all)
      beaten = beaten || beats(other.first, sums);
    if (!beaten) frontier.emplace(sums, reached);
  }
  return frontier;
}

void check_frontier(const LinkedSpace& linked, const EliminationOptions& options) {
  const SumFrontier found = linked_frontier(linked, options);
  const auto expected = by_brute_force(linked);
  REQUIRE(found.end == FrontierEnd::complete);
  REQUIRE(found.size() == expected.size());
  auto judge = expected.rbegin();
  for (std::size_t k = 0; k < found.size(); ++k, ++judge) {
    CHECK(Vector(found.row(k), found.row(k) + linked.space.parties) == judge->first);
    CHECK(found.packages[k] == judge->second.packages);
    CHECK(found.choice(k) == judge->second.first);
  }
}

void check_support(const LinkedSpace& linked, const std::vector<std::int64_t>& weights) {
  const LinkedSupport found = linked_support(linked, weights);
  bool possible = false;
  Int128 most = 0;
  Choice first;
  for_each_package(linked.space, [&](const Choice& choice) {
    if (!obeys(linked, choice)) return;
    Int128 sum = 0;
    const Vector sums = sums_of(linked, choice);
    for (std::size_t q = 0; q < sums.size(); ++q)
      sum += weights[q] * sums[q];
    if (possible && sum <= most) return;
    possible = true;
    most = sum;
    first = choice;
  });
  REQUIRE(found.end == FrontierEnd::complete);
  REQUIRE(found.possible == possible);
  CHECK(found.most == most);
  CHECK(found.choice == first);
}

// Floors that some package, rules aside, just reaches.
void draw_floors(LinkedSpace& linked, RandomStream& dice) {
  Choice choice;
  for (std::size_t i = 0; i < linked.space.issues(); ++i)
    choice.push_back(static_cast<std::uint16_t>(dice.below(linked.space.options(i))));
  const Vector sums = sums_of(linked, choice);
  if (dice.below(3) == 0) linked.space.floors = sums;
  if (dice.below(3) != 0) return;
  WeightedFloor floor;
  for (std::size_t q = 0; q < linked.space.parties; ++q)
    floor.weights.push_back(static_cast<std::int64_t>(dice.below(5)));
  floor.least = weighted(sums.data(), floor.weights);
  linked.space.weighted_floors.push_back(floor);
}

TEST_CASE("Linked frontiers have the points, counts and first packages of brute force") {
  const std::uint64_t cases = test_cases(3000);
  std::uint64_t empty = 0, longest = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 2);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(7);
    wanted.issues = 1 + dice.below(5);
    wanted.options = 4;
    const std::uint64_t spreads[] = {1, 3, 10, 1000, 1'000'000'000, 1'000'000'000'000'000'000};
    LinkedSpace linked = arbitrary_linked_space(wanted, spreads[dice.below(6)], dice);
    if (dice.below(4) == 0) {  // sums of more than 64 bits
      for (auto& worths : linked.space.worth)
        for (Int128& worth : worths)
          worth *= Int128{1} << 56;
      for (TermTable& table : linked.tables)
        for (Int128& worth : table.worth)
          worth *= Int128{1} << 56;
    }
    draw_floors(linked, dice);
    EliminationOptions options;
    options.threads = 1 + static_cast<unsigned>(dice.below(3));
    check_frontier(linked, options);
    const std::size_t size = linked_frontier(linked, options).size();
    empty += size == 0 ? 1 : 0;
    longest = std::max<std::uint64_t>(longest, size);
    std::vector<std::int64_t> weights;
    for (std::size_t q = 0; q < wanted.parties; ++q)
      weights.push_back(static_cast<std::int64_t>(dice.below(11)) - 2);
    check_support(linked, weights);
  }
  CHECK(empty > cases / 100);  // contradictions were among them
  CHECK(longest >= 8);         // and long frontiers
}

}  // namespace
}  // namespace caucus
