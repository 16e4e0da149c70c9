// Checks of chains against cases with known answers.
#include "caucus/analysis/chain_checks.h"

#include <cmath>

#include <doctest/doctest.h>

#include "caucus/base/random.h"

namespace caucus {
namespace {

// Four autoregressive chains x' = r x + noise, chain k moved by k * shift.
std::vector<double> chains(double r, double shift, std::size_t length) {
  std::vector<double> draws;
  for (std::uint64_t k = 0; k < 4; ++k) {
    RandomStream random(11, k);
    double x = random.normal();
    for (std::size_t i = 0; i < length; ++i) {
      x = r * x + std::sqrt(1 - r * r) * random.normal();
      draws.push_back(x + static_cast<double>(k) * shift);
    }
  }
  return draws;
}

TEST_CASE("the inverse normal is the inverse of the normal distribution") {
  CHECK(inverse_normal(0.5) == 0);
  CHECK(inverse_normal(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-14));
  for (double z : {-8.0, -5.5, -3.0, -1.0, -0.1, 0.3, 2.0, 5.0})
    CHECK(inverse_normal(0.5 * std::erfc(-z / std::sqrt(2.0))) == doctest::Approx(z).epsilon(1e-9));
}

TEST_CASE("independent draws are worth their number") {
  ChainChecker checker(4, 2'000);
  const ChainChecks checks = checker.check(chains(0, 0, 2'000));
  CHECK(checks.effective_size == doctest::Approx(8'000).epsilon(0.1));
  CHECK(checks.r_hat < 1.005);
  CHECK(checks.r_hat > 0.999);
}

TEST_CASE("correlated draws are worth (1 - r) / (1 + r) of their number") {
  ChainChecker checker(4, 5'000);
  CHECK(checker.check(chains(0.8, 0, 5'000)).effective_size ==
        doctest::Approx(20'000.0 / 9).epsilon(0.15));
}

TEST_CASE("chains that disagree are found out, in place and in width") {
  ChainChecker checker(4, 1'000);
  CHECK(checker.check(chains(0, 0.5, 1'000)).r_hat > 1.1);
  std::vector<double> wide = chains(0, 0, 1'000);
  for (std::size_t i = 0; i < 1'000; ++i)
    wide[i] *= 4;
  CHECK(checker.check(wide).r_hat > 1.05);
}

TEST_CASE("what never changes has nothing to check") {
  ChainChecker checker(4, 10);
  const ChainChecks checks = checker.check(std::vector<double>(40, 3));
  CHECK(checks.constant);
  CHECK(checks.r_hat == 1);
}

}  // namespace
}  // namespace caucus
