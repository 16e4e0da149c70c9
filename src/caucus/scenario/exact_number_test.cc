#include "caucus/scenario/exact_number.h"

#include <doctest/doctest.h>

namespace caucus {
namespace {

Rational number(std::string_view text) {
  const ExactNumber read = exact_number(text);
  REQUIRE(std::holds_alternative<Rational>(read));
  return std::get<Rational>(read);
}

TEST_CASE("decimals are the rationals that their digits denote") {
  CHECK(number("0.1") == Rational(1, 10));
  CHECK(number(" -12.50 ") == Rational(-25, 2));
  CHECK(number("+3") == Rational(3));
  CHECK(number(".5") == Rational(1, 2));
  CHECK(number("5.") == Rational(5));
  CHECK(number("1.0E-4") == Rational(1, 10'000));
  CHECK(number("25e1") == Rational(250));
  CHECK(number("0e999") == Rational(0));
  CHECK(number("007") == Rational(7));
  CHECK(number("0.44521257716556310001") == number("44521257716556310001") / number("1e20"));
}

TEST_CASE("what is no decimal is no number") {
  for (const char* text : {"", " ", "-", ".", "1e", "e5", "1,5", "0x10", "NaN", "Infinity", "1f",
                           "1 2", "1e1e1", "--1", "1e9999999"}) {
    CAPTURE(text);
    CHECK(std::holds_alternative<NotANumber>(exact_number(text)));
  }
  CHECK(std::holds_alternative<NotANumber>(exact_number(std::string(200, '1'))));
}

TEST_CASE("numbers past 127 bits say how many they need") {
  const ExactNumber large = exact_number("1e40");
  REQUIRE(std::holds_alternative<BitsNeeded>(large));
  CHECK(std::get<BitsNeeded>(large).bits == 133);
  CHECK(std::get<BitsNeeded>(exact_number("1e-40")).bits == 133);
  CHECK(in_words(std::get<BitsNeeded>(exact_number("1e99999"))) == "at least 4,096 bits");
  CHECK(number("0.5e-36") == Rational(1, 2) / number("1e36"));
}

TEST_CASE("products and profiles beyond the range are measured") {
  const Rational fine(1, (Int128{1} << 100) + 1);
  CHECK(std::get<Rational>(exact_product(Rational(3), Rational(4), Rational(6))) == Rational(2));
  CHECK(std::get<BitsNeeded>(exact_product(fine, Rational(1, 3), Rational(Int128{1} << 60))).bits >
        150);
  ScenarioProfile profile;
  profile.worth = AdditiveWorth{{{fine}, {Rational(1, 3)}}};
  CHECK_FALSE(bits_beyond_range(profile));
  profile.worth = AdditiveWorth{{{fine}, {Rational(1, (Int128{1} << 90) + 3)}}};
  REQUIRE(bits_beyond_range(profile));
  CHECK(bits_beyond_range(profile)->bits >= 190);
}

TEST_CASE("decimals and rounding") {
  CHECK(finite_decimal(Rational(1, 8)) == "0.125");
  CHECK(finite_decimal(Rational(-3)) == "-3");
  CHECK(finite_decimal(Rational(-1, 400)) == "-0.0025");
  CHECK_FALSE(finite_decimal(Rational(1, 3)));
  CHECK(rounded_to(Rational(2, 3), 2) == Rational(67, 100));
  CHECK(error_bound({{{Rational(67, 100), Rational(2, 3)}}, {{Rational(1), Rational(1)}}}) ==
        "3.4e-3");
  CHECK(error_bound({{{Rational(1), Rational(1)}}}) == "0");
}

}  // namespace
}  // namespace caucus
