#include "caucus/casefile/magnitude.h"

#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

constexpr Int128 large = Int128{1} << 61;

TEST_CASE("sums and products of bounds are bounds, within 62 bits") {
  const auto third = magnitude_of(Rational(-2, 3));
  REQUIRE(third);
  CHECK(third->whole == 2);
  CHECK(third->denominator == 3);
  const auto added = sum(*third, Magnitude{1, 2});
  REQUIRE(added);
  CHECK(added->whole == 7);  // 4/6 + 3/6
  CHECK(added->denominator == 6);
  const auto multiplied = product(*third, Magnitude{5, 7});
  REQUIRE(multiplied);
  CHECK(multiplied->whole == 10);
  CHECK(multiplied->denominator == 21);
  CHECK(sum(Magnitude{large, 1}, Magnitude{large - 1, 1}));
  CHECK_FALSE(sum(Magnitude{large, 1}, Magnitude{large, 1}));
  CHECK_FALSE(product(Magnitude{large, 1}, Magnitude{2, 1}));
  CHECK_FALSE(product(Magnitude{1, large}, Magnitude{1, 2}));
  CHECK_FALSE(magnitude_of(Rational(large * 2)));
}

TEST_CASE("totals that grow when written out are refused before anybody evaluates them") {
  std::string doubling = "\n[[issue]]\nid = \"i\"\noptions = [0]\n";
  std::string nested = doubling;
  for (int at = 1; at <= 40; ++at) {
    const std::string before = at == 1 ? "i" : "d" + std::to_string(at - 1);
    doubling += "[[total]]\nid = \"d" + std::to_string(at) + "\"\nis = \"" + before + " + " +
                before + "\"\n";
  }
  for (int at = 1; at <= 1200; ++at) {
    const std::string before = at == 1 ? "i" : "n" + std::to_string(at - 1);
    nested += "[[total]]\nid = \"n" + std::to_string(at) + "\"\nis = \"-" + before + "\"\n";
  }
  const auto grown = reading_of(doubling).faults;
  REQUIRE(grown.size() == 1);  // what is built on it is not blamed
  CHECK(grown[0].sentence == "with its totals written out this has more than 100000 parts");
  const auto deep = reading_of(nested).faults;
  REQUIRE(deep.size() == 1);
  CHECK(deep[0].kind == FaultKind::too_deep);
}

}  // namespace
}  // namespace caucus
