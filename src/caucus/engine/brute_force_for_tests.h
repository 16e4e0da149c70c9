// What does looking at every package find? The judge of all kernels, in the plainest words, and a
// tally of which kernels it has judged.
//
// Complexity: the packages, and the square of the distinct sums.
#pragma once

#include <map>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/linked_space.h"
#include "caucus/engine/random_space_for_tests.h"
#include "caucus/engine/sum_frontier.h"

namespace caucus {

using Vector = std::vector<Int128>;

struct Reached {
  std::uint64_t packages = 0;
  Choice first;
};
// Sums, how many packages reach them and the first that does; smallest sums first.
using JudgedFrontier = std::map<Vector, Reached>;

inline bool covers(const Vector& a, const Vector& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return true;
}

inline Vector row_of(const SumFrontier& points, std::size_t k) {
  return {points.row(k), points.row(k) + points.parties};
}

// Calls `use` with every choice of one of options(issue), first in the order of issues and options
// first.
template <class Options, class Use>
void for_each_choice(std::size_t issues, const Options& options, const Use& use) {
  Choice choice(issues, 0);
  for (bool more = true; more;) {
    use(choice);
    more = false;
    for (std::size_t i = issues; i-- > 0 && !more;) {
      more = ++choice[i] < options(i);
      if (!more) choice[i] = 0;
    }
  }
}

template <class Use>
void for_each_package(const SumSpace& space, const Use& use) {
  for_each_choice(
      space.issues(), [&](std::size_t i) { return space.options(i); }, use);
}

inline void drop_beaten(JudgedFrontier& all) {
  const JudgedFrontier copy = all;
  std::erase_if(all, [&](const auto& point) {
    return std::any_of(copy.begin(), copy.end(), [&](const auto& other) {
      return other.first != point.first && covers(other.first, point.first);
    });
  });
}

// Every package, one by one, and every pair of sums compared.
inline JudgedFrontier by_brute_force(const LinkedSpace& linked) {
  JudgedFrontier all;
  for_each_package(linked.space, [&](const Choice& choice) {
    const Vector sums = sums_of(linked, choice);
    bool counts = obeys(linked, choice);
    if (!linked.space.floors.empty()) counts = counts && covers(sums, linked.space.floors);
    for (const WeightedFloor& floor : linked.space.weighted_floors)
      counts = counts && weighted(sums.data(), floor.weights) >= floor.least;
    if (counts && all[sums].packages++ == 0) all[sums].first = choice;
  });
  drop_beaten(all);
  return all;
}

inline void check_judged(const SumFrontier& found, const JudgedFrontier& expected) {
  REQUIRE(found.end == FrontierEnd::complete);
  REQUIRE(found.size() == expected.size());
  auto judge = expected.rbegin();
  for (std::size_t k = 0; k < found.size(); ++k, ++judge) {
    CHECK(row_of(found, k) == judge->first);
    CHECK(found.packages[k] == judge->second.packages);
    CHECK(found.choice(k) == judge->second.first);
  }
}

// Cases judged, by kernel and number of parties. A nightly run prints it.
class CaseTally {
 public:
  void add(const std::string& kernel, std::size_t parties) { ++counts_[kernel][parties]; }

  // Was the kernel judged at each of these numbers of parties?
  bool covers_parties(const std::string& kernel, std::size_t first, std::size_t last) const {
    const auto of = counts_.find(kernel);
    for (std::size_t parties = first; parties <= last; ++parties)
      if (of == counts_.end() || of->second[parties] == 0) return false;
    return true;
  }

  void print_if_nightly() const {
    if (std::getenv("CAUCUS_TEST_CASES") == nullptr) return;
    for (const auto& [kernel, counts] : counts_) {
      std::string line = fmt::format("cases judged: {:<28}", kernel);
      for (std::size_t parties = 1; parties < counts.size(); ++parties)
        line += fmt::format(" {}:{}", parties, counts[parties]);
      fmt::print("{}\n", line);
    }
  }

 private:
  std::map<std::string, std::array<std::uint64_t, parties_max + 1>> counts_;
};

}  // namespace caucus
