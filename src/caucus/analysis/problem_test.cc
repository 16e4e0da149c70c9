// Whole numbers stand for the same utilities, gains and floors as the fractions they come from.
#include "caucus/analysis/problem.h"

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"

namespace caucus {
namespace {

using namespace for_tests;

TEST_CASE("sums over the scale are the utilities, exactly") {
  for (std::uint64_t k = 0; k < 1000; ++k) {
    RandomStream dice(43, k);
    const Case c = random_case(dice, {});
    const Utilities utilities = random_utilities(c, dice);
    const Problem exact = problem(c, utilities, demands(c, {}));
    REQUIRE(exact.refusal.empty());
    CAPTURE(k);
    for (const Package& package : all_packages(c)) {
      const std::vector<std::int64_t> sums = exact.sums(package);
      for (std::size_t q = 0; q < utilities.size(); ++q) {
        const Rational utility = utilities[q].of(c, package);
        const PartySum& party = exact.parties[q];
        CHECK(party.utility(sums[q]) == utility);
        CHECK(party.gain(sums[q]) == utility - utilities[q].reservation);
        CHECK((sums[q] >= party.floor) == (utility >= utilities[q].reservation));
        std::int64_t bound = party.constant;
        for (const SumTable& table : party.tables)
          bound += table.best_of_all;
        CHECK(sums[q] <= bound);
      }
    }
  }
}

TEST_CASE("numbers that need too many bits are refused by name") {
  Case c = case_of({{"x", {1, 2}}, {"y", {1, 2}}}, 2);
  finish(c);
  Utilities utilities;
  for (std::size_t q = 0; q < 2; ++q) {
    Utility utility;
    utility.party = PartyId(q);
    utility.tables.push_back({{IssueId(0)}, {Rational(0), Rational(1, 2)}});
    utility.tables.push_back({{IssueId(1)}, {Rational(0), Rational(1, 2)}});
    utility.best = Rational(1);
    utilities.push_back(utility);
  }
  CHECK(problem(c, utilities, {}).refusal.empty());
  const Int128 prime = 4'294'967'291;
  utilities[1].tables[0].worth[1] = Rational(1, prime);
  utilities[1].tables[1].worth[1] = Rational(1, prime - 2);
  const Problem refused = problem(c, utilities, {});
  CHECK(refused.refusal ==
        "exact whole numbers for the preferences of b need 64 bits and at most 62 are supported; "
        "write them with fewer digits");
  CHECK(refused.parties.empty());
}

}  // namespace
}  // namespace caucus
