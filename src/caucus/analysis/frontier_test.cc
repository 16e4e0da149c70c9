// The streaming filter keeps what comparing all with all keeps.
#include "caucus/analysis/frontier.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "caucus/base/random.h"

namespace caucus {
namespace {

struct Reached {
  std::uint64_t packages = 0;
  std::uint64_t first = ~std::uint64_t{0};
};
using Naive = std::map<std::vector<std::int64_t>, Reached, std::greater<>>;

Naive naive_frontier(const Naive& all) {
  Naive found;
  for (const auto& [x, reached] : all) {
    // Whatever beats x comes before it, and so does something of the frontier that beats x.
    const bool beaten = std::any_of(found.begin(), found.end(), [&, &row = x](const auto& y) {
      return covers(y.first.data(), row.data(), row.size());
    });
    if (!beaten) found.emplace(x, reached);
  }
  return found;
}

void check_same(const PointList& found, const Naive& expected) {
  REQUIRE(found.size() == expected.size());
  std::size_t k = 0;
  for (const auto& [row, reached] : expected) {
    CHECK(std::equal(row.begin(), row.end(), found[k].begin()));
    CHECK(found.packages[k] == reached.packages);
    CHECK((found.first[k] == reached.first));
    ++k;
  }
}

// Vectors near a plane, so that many are beaten by none; `range` small makes many equal.
void check_filter(std::size_t parties, std::size_t vectors, std::int64_t range,
                  std::uint64_t seed) {
  RandomStream dice(37, seed, parties);
  Naive all;
  FrontierFilter one(parties);
  std::vector<FrontierFilter> three(3, FrontierFilter(parties));
  PointList list;
  list.parties = parties;
  std::vector<std::int64_t> row(parties);
  for (std::size_t k = 0; k < vectors; ++k) {
    std::int64_t left = range;
    for (std::int64_t& value : row) {
      value = static_cast<std::int64_t>(dice.below(static_cast<std::uint64_t>(range))) - range / 2;
      left -= value;
    }
    if (seed % 2 == 0) row.back() = left / 2;
    const std::uint64_t rank = dice.below(1'000'000);
    one.add(row.data(), rank);
    three[k % 3].add(row.data(), rank);
    list.push_back(row.data(), rank, 1);
    Reached& reached = all[row];
    ++reached.packages;
    reached.first = std::min(reached.first, rank);
  }
  const Naive expected = naive_frontier(all);
  for (const auto& [x, reached] : expected)
    CHECK_FALSE(one.beaten(x.data()));
  check_same(std::move(one).finish(), expected);
  three[0].merge(std::move(three[1]));
  three[0].merge(std::move(three[2]));
  check_same(std::move(three[0]).finish(), expected);
  check_same(frontier_of(std::move(list)), expected);
}

TEST_CASE("the frontier of random vectors is that of comparing all with all") {
  for (std::size_t parties = 1; parties <= 8; ++parties)
    for (std::uint64_t seed = 0; seed < 60; ++seed)
      check_filter(parties, 5 + 17 * seed, seed % 3 == 0 ? 4 : 60, seed);
}

TEST_CASE("the same with buffers settled many times") {
  for (std::size_t parties = 1; parties <= 7; ++parties) {
    check_filter(parties, 12'000, 200, 2);
    check_filter(parties, 12'000, 4'000'000'000'000'000, 3);
  }
}

TEST_CASE("what the filter calls beaten is beaten") {
  FrontierFilter filter(3);
  RandomStream dice(41);
  std::vector<std::vector<std::int64_t>> added;
  for (int k = 0; k < 9000; ++k) {
    std::vector<std::int64_t> row;
    for (int q = 0; q < 3; ++q)
      row.push_back(static_cast<std::int64_t>(dice.below(300)));
    filter.add(row.data(), 0);
    added.push_back(row);
  }
  std::size_t beaten = 0;
  for (const auto& row : added) {
    if (!filter.beaten(row.data())) continue;
    ++beaten;
    CHECK(std::any_of(added.begin(), added.end(), [&](const auto& other) {
      return other != row && covers(other.data(), row.data(), 3);
    }));
  }
  CHECK(beaten > 8000);
}

}  // namespace
}  // namespace caucus
