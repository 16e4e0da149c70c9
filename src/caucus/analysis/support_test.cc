// Elimination finds what trying every package finds.
#include "caucus/analysis/support.h"

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/max_sum.h"

namespace caucus {
namespace {

using namespace for_tests;

TEST_CASE("best and worst package are those of trying every package") {
  for (std::uint64_t k = 0; k < 1000; ++k) {
    RandomStream dice(23, k);
    const Case c = random_case(dice, {});
    const Utility utility = random_utility(c, PartyId(0), dice);
    Utility plain = utility;  // sums as they are
    plain.worst = plain.best = Rational(0);
    CAPTURE(k);
    std::optional<Rational> worst;
    std::optional<Rational> best;
    for (const Package& package : all_packages(c)) {
      const Rational sum = plain.of(c, package);
      if (!worst || sum < *worst) worst = sum;
      if (!best || sum > *best) best = sum;
    }
    CHECK(utility.worst == *worst);
    CHECK(utility.best == *best);
  }
}

TEST_CASE("the support of the feasible packages is that of trying every one") {
  for (std::uint64_t k = 0; k < 1000; ++k) {
    RandomStream dice(29, k);
    const Case c = random_case(dice, {});
    const Problem exact = problem(c, random_utilities(c, dice), demands(c, {}));
    DemandMask wanted;
    for (std::size_t d = 0; d < exact.space->demands.size(); ++d)
      wanted.push_back(dice.below(2) == 0);
    const std::vector<std::int64_t> weights = {static_cast<std::int64_t>(dice.below(5)), 1,
                                               -static_cast<std::int64_t>(dice.below(3))};
    std::optional<Int128> best;
    for (const Package& package : all_packages(c)) {
      Truth truth = feasible(c, package);
      for (std::size_t d = 0; d < wanted.size(); ++d)
        if (wanted[d] && exact.space->demands[d].is)
          truth = truth_and(truth, caucus::truth(c, *exact.space->demands[d].is, package));
      if (truth == Truth::impossible) continue;
      Int128 worth = 0;
      const std::vector<std::int64_t> sums = exact.sums(package);
      for (std::size_t q = 0; q < sums.size(); ++q)
        worth += Int128{weights[q]} * sums[q];
      if (!best || worth > *best) best = worth;
    }
    CAPTURE(k);
    const auto found = support(exact, wanted, weights);
    REQUIRE(found);
    CHECK(found->exact);
    REQUIRE(found->possible == best.has_value());
    if (best) CHECK((found->worth == *best));
    if (best) CHECK(feasible(c, found->package) != Truth::impossible);
  }
}

TEST_CASE("where tables would be too large, values are tried and the sum stays exact") {
  const std::vector<std::uint32_t> widths(6, 3);
  for (std::uint64_t k = 0; k < 200; ++k) {
    RandomStream dice(31, k);
    std::vector<SumFactor> factors;
    for (std::uint16_t a = 0; a < 6; ++a) {
      for (auto b = static_cast<std::uint16_t>(a + 1); b < 6; ++b) {
        SumFactor factor{{a, b}, {}};
        for (int e = 0; e < 9; ++e)
          factor.worth.push_back(dice.below(12) == 0 ? forbidden
                                                     : static_cast<Int128>(dice.below(50)));
        factors.push_back(std::move(factor));
      }
    }
    MaxSumLimits small;
    small.entries_max = 9;
    const auto tried = max_sum(widths, factors, small);
    const auto whole = max_sum(widths, factors);
    CHECK((tried->worth == whole->worth));
    if (whole->worth == forbidden) continue;
    for (const LargestSum& found : {*tried, *whole}) {
      Int128 sum = 0;
      for (const SumFactor& factor : factors)
        sum += factor.worth[found.value[factor.scope[0]] * 3U + found.value[factor.scope[1]]];
      CHECK((sum == whole->worth));
    }
    small.trials_max = 1;
    CHECK_FALSE(max_sum(widths, factors, small));
  }
}

}  // namespace
}  // namespace caucus
