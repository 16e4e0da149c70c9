#include "caucus/engine/support_table.h"

#include <doctest/doctest.h>

#include "caucus/engine/random_space_for_tests.h"

namespace caucus {
namespace {

void check_same(const SumSpace& space, const std::vector<std::int64_t>& weights) {
  const WeightedBest found = SupportTable(space).best(weights);
  const WeightedBest expected = weighted_best(space, weights);
  CHECK(found.worth == expected.worth);
  CHECK(found.choice == expected.choice);
}

TEST_CASE("The table gives the largest sum and the first package, as one look at every option") {
  const std::uint64_t cases = test_cases(3000);
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 5);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(7);
    wanted.issues = 1 + dice.below(5);
    wanted.options = 1 + dice.below(12);
    const std::uint64_t spreads[] = {1, 3, 1000, 1'000'000'000, 1'000'000'000'000'000};
    SumSpace space = arbitrary_space(wanted, spreads[dice.below(5)], dice);
    if (dice.below(5) == 0)  // a party to whom all is the same
      for (auto& worths : space.worth)
        for (std::size_t k = 0; k < worths.size(); k += space.parties)
          worths[k] = 0;
    const std::uint64_t most[] = {2, 100, 1'000'000, std::uint64_t{1} << 40,
                                  std::uint64_t{1} << 60};
    const std::uint64_t below = most[dice.below(5)];
    std::vector<std::int64_t> weights;
    for (std::size_t q = 0; q < space.parties; ++q)
      weights.push_back(static_cast<std::int64_t>(dice.below(below)));
    check_same(space, weights);
  }
}

TEST_CASE("At the edge of what doubles hold, nothing is rounded") {
  for (unsigned bits = 40; bits <= 62; ++bits)
    for (const Int128 off : {-1, 0, 1}) {
      CAPTURE(bits);
      SumSpace space;
      space.parties = 2;
      const Int128 large = (Int128{1} << bits) + off;
      space.worth = {{large, 1, large - 1, 2, large, 0}, {-large, 0, 1 - large, -1, -large, 0}};
      check_same(space, {1, 0});
      check_same(space, {1, 1});
      check_same(space, {3, 2});
    }
}

}  // namespace
}  // namespace caucus
