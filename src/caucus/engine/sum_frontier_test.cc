#include "caucus/engine/sum_frontier.h"

#include <doctest/doctest.h>

#include "caucus/engine/brute_force_for_tests.h"

namespace caucus {
namespace {

// The kernel that was asked, and how wide its sums are.
std::string check_equal(const SumSpace& space, unsigned threads) {
  SumFrontierOptions options;
  options.threads = threads;
  const SumFrontier found = sum_frontier(space, options);
  check_judged(found, by_brute_force({space}));
  const unsigned word = found.bits < 16 ? 16 : found.bits < 31 ? 32 : found.bits < 63 ? 64 : 128;
  return fmt::format("{}, {} bits", found.kernel, word);
}

TEST_CASE("A step that would look at far more sums than points may be listed is not begun") {
  SumSpace space;
  space.parties = 2;
  space.worth.resize(2);
  for (Int128 v = 0; v < 3000; ++v)
    for (std::vector<Int128>& worth : space.worth)
      worth.insert(worth.end(), {v, 3000 - v});
  SumFrontierOptions options;
  options.points_max = 5000;
  CHECK(sum_frontier(space, options).end == FrontierEnd::too_wide);
  CHECK(sum_frontier(space, options).size() == 0);
  options.points_max = 9000;
  const SumFrontier found = sum_frontier(space, options);
  CHECK(found.end == FrontierEnd::complete);
  CHECK(found.size() == 5999);
}

TEST_CASE("Every kernel gives the frontier, counts and first packages of brute force") {
  const std::uint64_t cases = test_cases(3000);
  CaseTally tally;
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
    tally.add(check_equal(space, 1 + static_cast<unsigned>(dice.below(3))), wanted.parties);
  }
  for (const std::string bits : {"16", "32", "64", "128"}) {
    CHECK(tally.covers_parties("sweep, " + bits + " bits", 2, 3));
    const bool cells = bits == "16" || bits == "32";
    CHECK(
        tally.covers_parties((cells ? "cells, " : "difference_queries, ") + bits + " bits", 4, 7));
  }
  tally.print_if_nightly();
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

TEST_CASE("What is foretold is near what comes, and a hopeless list is given up early") {
  const RandomSpaceOptions kinds[] = {
      {60, 10, 2, 1'000'000}, {40, 5, 3, 1000}, {14, 5, 4, 1000}, {12, 5, 5, 300}};
  for (const RandomSpaceOptions& wanted : kinds) {
    CAPTURE(wanted.parties);
    const std::vector<std::size_t> layers = sum_frontier(opposed_space(wanted, 3)).layer_points;
    for (std::size_t k = layers.size() / 2; k <= layers.size(); ++k) {
      const std::vector<std::size_t> known(layers.begin(),
                                           layers.begin() + static_cast<std::ptrdiff_t>(k));
      const double foretold = foretold_points(known, layers.size(), wanted.parties);
      CHECK(foretold < 5 * static_cast<double>(layers.back()));
      if (k == layers.size())
        CHECK(foretold == doctest::Approx(static_cast<double>(layers.back())));
    }
  }
  CHECK(foretold_points({5, 9, 20}, 30, 3) == 0);
  SumFrontierOptions options;
  options.points_max = 200'000;
  SumSpace space = opposed_space({40, 6, 5, 100'000}, 1);
  const SumFrontier hopeless = sum_frontier(space, options);
  CHECK(hopeless.end == FrontierEnd::too_many_points);
  CHECK(hopeless.foretold > 2 * 200'000);
  CHECK(hopeless.layer_points.back() <= 200'000);
  // The same issues last, with much before them that is settled: nothing is foretold of that.
  SumSpace settled = opposed_space({12, 5, 5, 1000}, 1);
  const SumFrontier all = sum_frontier(settled);
  REQUIRE(all.size() > 100'000);
  settled.worth.insert(settled.worth.begin(), 60, std::vector<Int128>(5, 1));
  options.points_max = *std::max_element(all.layer_points.begin(), all.layer_points.end());
  CHECK(sum_frontier(settled, options).size() == all.size());
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
    CHECK(sums_of(space, one.choice(k)) == row_of(one, k));
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
