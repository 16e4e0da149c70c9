#include "caucus/analysis/bounds_with_fewer_rules.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "caucus/engine/brute_force_for_tests.h"
#include "caucus/engine/random_linked_space_for_tests.h"

namespace caucus {
namespace {

Rational utility_sum(const OuterBound& bound, const Vector& sums, const Vector& constant,
                     const Vector& unit) {
  Rational sum;
  for (const std::size_t q : bound.parties)
    sum += Rational(sums[q] + constant[q], unit[q]);
  return sum;
}

// How many bounds name a package, and how many leave it open.
struct Named {
  std::uint64_t named = 0, open = 0;
};

void check_bounds(const std::vector<OuterBound>& bounds, const LinkedSpace& linked,
                  const Vector& constant, const Vector& unit, Named& named) {
  for (const OuterBound& bound : bounds) {
    Rational most(-1'000'000);
    bool any = false;
    for_each_package(linked.space, [&](const Choice& choice) {
      if (!obeys(linked, choice)) return;
      any = true;
      most = std::max(most, utility_sum(bound, sums_of(linked, choice), constant, unit));
    });
    CHECK(bound.most >= most);
    CHECK(bound.choice.empty() == bound.utilities.empty());
    ++(bound.choice.empty() ? named.open : named.named);
    if (bound.choice.empty()) continue;
    CHECK(any);
    CHECK(obeys(linked, bound.choice));
    CHECK(bound.most == most);
    CHECK(utility_sum(bound, sums_of(linked, bound.choice), constant, unit) == most);
  }
}

TEST_CASE(
    "Bounds under some of the rules hold under all; a package that is named reaches its own") {
  const std::uint64_t cases = test_cases(600);
  Named exact, narrow;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 21);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(3);
    wanted.issues = 2 + dice.below(4);
    wanted.options = 1 + dice.below(3);
    const LinkedSpace linked = arbitrary_linked_space(wanted, 1 + dice.below(20), dice);
    Vector unit, constant;
    for (std::size_t q = 0; q < wanted.parties; ++q) {
      unit.push_back(static_cast<Int128>(1 + dice.below(30)));
      constant.push_back(static_cast<Int128>(dice.below(9)) - Int128{4});
    }
    EliminationOptions options;
    check_bounds(bounds_with_fewer_rules(linked, unit, constant, options), linked, constant, unit,
                 exact);
    options.assignments_max = 1 + dice.below(2);
    options.frontiers_max = 1 + dice.below(3);
    const std::vector<OuterBound> bounds = bounds_with_fewer_rules(linked, unit, constant, options);
    check_bounds(bounds, linked, constant, unit, narrow);
  }
  CHECK(exact.open == 0);
  CHECK(exact.named > cases);
  CHECK(narrow.open > cases / 4);
  CHECK(narrow.named > cases / 4);
}

}  // namespace
}  // namespace caucus
