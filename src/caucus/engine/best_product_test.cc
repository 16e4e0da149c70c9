#include "caucus/engine/best_product.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "caucus/engine/brute_force_for_tests.h"
#include "caucus/engine/direct_point.h"
#include "caucus/engine/instructions.h"
#include "caucus/engine/product_kernel.h"

namespace caucus {
namespace {

BestProduct by_looking(const SumSpace& space, const Vector& reservations) {
  BestProduct best;
  for_each_package(space, [&](const Choice& choice) {
    const Vector sums = sums_of(space, choice);
    UInt128 product = 1;
    for (std::size_t q = 0; q < sums.size(); ++q)
      product *= static_cast<UInt128>(std::max(Int128{0}, sums[q] - reservations[q]));
    if (product == 0 || product < best.product) return;
    if (product > best.product) best = {product, 0, choice};
    ++best.tied;
  });
  return best;
}

void check_same(const SumSpace& space, const Vector& reservations) {
  const std::optional<BestProduct> found = best_product(space, reservations);
  const BestProduct expected = by_looking(space, reservations);
  REQUIRE(found);
  CHECK((found->product == expected.product));
  CHECK(found->tied == expected.tied);
  CHECK(found->first == expected.first);
}

TEST_CASE("The largest product is that of looking at every package in whole numbers") {
  const std::uint64_t cases = test_cases(3000);
  std::uint64_t without_gain = 0, with_ties = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 11);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(7);
    wanted.issues = dice.below(6);
    wanted.options = 1 + dice.below(6);
    // At the large ones floats are far from exact, and sums of either sign cancel.
    const std::uint64_t spreads[] = {
        1, 3, 1000, std::uint64_t{1} << 12,
        std::uint64_t{1} << std::min<std::size_t>(54, 118 / wanted.parties - 5)};
    const SumSpace space = arbitrary_space(wanted, spreads[dice.below(5)], dice);
    const SumRange range = sum_range(space);
    Vector reservations;
    for (std::size_t q = 0; q < space.parties; ++q)
      reservations.push_back(range.least[q] +
                             (range.most[q] - range.least[q]) * dice.below(110) / 100 -
                             static_cast<Int128>(dice.below(2)));
    check_same(space, reservations);
    const BestProduct found = *best_product(space, reservations);
    without_gain += found.product == 0;
    with_ties += found.tied > 1;
  }
  CHECK(without_gain > cases / 20);
  CHECK(with_ties > cases / 50);
}

TEST_CASE("Blocks longer than one issue, and issues longer than a block, leave no package out") {
  for (const std::size_t options : {7, 64, 70, 5000})
    for (std::size_t issues = 1; issues <= (options > 100 ? 1 : options > 10 ? 2 : 5); ++issues) {
      RandomStream dice(options, issues);
      RandomSpaceOptions wanted{issues, options, 3, 0};
      SumSpace space = arbitrary_space(wanted, 1'000'000, dice);
      if (options > 100) {  // one option only is a gain for all, at every place in turn
        for (Int128& worth : space.worth[0])
          worth = 0;
        for (std::size_t v = 0; v < space.options(0); v += 1 + space.options(0) / 40) {
          SumSpace one = space;
          for (std::size_t q = 0; q < 3; ++q)
            one.worth[0][v * 3 + q] = 1;
          check_same(one, {0, 0, 0});
        }
      }
      check_same(space, sum_range(space).least);
    }
}

TEST_CASE("Numbers that do not fit are refused") {
  SumSpace space;
  space.parties = 2;
  space.worth = {{Int128{1} << 58, 1, 5, Int128{1} << 58}};
  CHECK((best_product(space, {0, 0})->product == UInt128{5} << 58));
  space.worth[0][2] = Int128{1} << 58;
  CHECK((best_product(space, {0, 0})->product == UInt128{1} << 116));
  CHECK_FALSE(best_product(space, {-(Int128{1} << 58), Int128{1} << 58}));
  space.worth[0][0] = -(Int128{1} << 60);
  CHECK_FALSE(best_product(space, {0, 0}));
}

TEST_CASE("Nash points found by bounds are those of looking at a hundred million packages") {
  for (const std::size_t parties : {2, 3, 4}) {
    CAPTURE(parties);
    const SumSpace space = opposed_space({8, 10, parties, 10'000}, parties);
    GoalOfSums goal;
    goal.reservations.assign(parties, 10'000 / static_cast<Int128>(parties + 3));
    const DirectPoint point = direct_point(FreeOracle(space), goal);
    const BestProduct looked = best_product(space, goal.reservations).value();
    REQUIRE(point.complete);
    UInt128 best = 0;
    for (std::size_t k = 0; k < point.finalists.size(); ++k) {
      UInt128 product = 1;
      for (std::size_t q = 0; q < parties; ++q)
        product *= static_cast<UInt128>(point.finalists.row(k)[q] - goal.reservations[q]);
      best = std::max(best, product);
    }
    CHECK((best == looked.product));
  }
}

TEST_CASE("All kernels of products give the same bits, and those of plain numbers") {
  std::vector<const ProductKernel*> kernels{product_kernels_anywhere()};
  if (processor_has(Instructions::avx2)) kernels.push_back(product_kernels_avx2());
  if (processor_has(Instructions::avx512)) kernels.push_back(product_kernels_avx512());
  RandomStream dice(3);
  for (std::size_t round = 0; round < 2000; ++round) {
    const std::size_t parties = 1 + dice.below(7);
    const std::size_t count = product_group * (1 + dice.below(9));
    const double most = std::ldexp(1, static_cast<int>(110 / parties));
    const auto number = [&] {
      return static_cast<float>(most * (static_cast<double>(dice.below(1U << 30)) / (1 << 29) - 1));
    };
    std::vector<float> columns, base;
    for (std::size_t k = 0; k < count * parties; ++k)
      columns.push_back(number());
    for (std::size_t q = 0; q < parties; ++q)
      base.push_back(number());
    float expected = 0;
    for (std::size_t k = 0; k < count; ++k) {
      float product = base[0] + columns[k];
      for (std::size_t q = 1; q < parties; ++q)
        product *= std::max(0.0F, base[q] + columns[q * count + k]);
      expected = k == 0 ? product : std::max(expected, product);
    }
    for (const ProductKernel* const kernel : kernels)
      if (kernel != nullptr)
        REQUIRE(kernel[parties - 1](columns.data(), count, base.data()) == expected);
  }
}

}  // namespace
}  // namespace caucus
