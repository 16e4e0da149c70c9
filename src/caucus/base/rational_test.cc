#include "caucus/base/rational.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace caucus {
namespace {

static_assert(!std::is_constructible_v<Rational, double>, "a double is not exact");
static_assert(!std::is_constructible_v<Rational, bool>, "a truth is not a number");
static_assert(std::is_convertible_v<int, Rational>);
static_assert(std::is_convertible_v<std::uint64_t, Rational>);
static_assert(Rational(5).numerator() == 5 && Rational(-5).sign() == -1);

constexpr Int128 largest = ~(Int128{1} << 127);

Rational number(std::string_view text) {
  return Rational::parse(text).value();
}

TEST_CASE("lowest terms with a positive denominator") {
  CHECK(to_string(Rational(6, -8)) == "-3/4");
  CHECK(to_string(Rational(0, -7)) == "0");
  CHECK(to_string(Rational(-6, -3)) == "2");
  CHECK(Rational(0, 5) == Rational());
  CHECK(Rational(2, 4).denominator() == 2);
  CHECK(Rational(7).is_whole());
  CHECK_FALSE(Rational(7, 2).is_whole());
  CHECK_THROWS_AS(Rational(1, 0), BrokenInvariant);
  CHECK_THROWS_AS(Rational(1) / Rational(), BrokenInvariant);
}

TEST_CASE("mixed with whole numbers as one writes them") {
  const Rational half(1, 2);
  CHECK(half * 2 == 1);
  CHECK(1 - half == half);
  CHECK(half > 0);
  CHECK(-half < 0);
  Rational sum = half;
  sum += half;
  sum *= 6;
  sum -= 1;
  sum /= 10;
  CHECK(sum == half);
  CHECK(abs(-half) == half);
}

TEST_CASE("numbers as they are written") {
  CHECK(number("0.35") == Rational(7, 20));
  CHECK(number("0.350") == Rational(7, 20));
  CHECK(number("-12") == -12);
  CHECK(number("7/20") == Rational(7, 20));
  CHECK(number("-14/40") == Rational(-7, 20));
  CHECK(number("1e3") == 1000);
  CHECK(number("1E+3") == 1000);
  CHECK(number("2.5e-3") == Rational(1, 400));
  CHECK(number("0") == 0);
  CHECK(number("-0") == 0);
  CHECK(number("0e18") == 0);
  CHECK(number("007") == 7);
  CHECK(number("1000000000000000000") == number("1e18"));
  CHECK(number("0.000000000000000001") == Rational(1, number("1e18").numerator()));
  CHECK(number("0.1" + std::string(100, '0')) == Rational(1, 10));
  CHECK(WrittenNumber::parse("0.350").value().text == "0.350");
  CHECK(WrittenNumber::parse("0.350").value().value == Rational(7, 20));
  CHECK_FALSE(WrittenNumber::parse("much"));
}

TEST_CASE("what is no number says how to write one") {
  const auto message = [](std::string_view text) {
    const auto refused = Rational::parse(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::malformed);
    return refused.error().message;
  };
  CHECK(message("1,250").find("without commas") != std::string::npos);
  CHECK(message("+5").find("plus sign") != std::string::npos);
  CHECK(message(".5").find("0.5") != std::string::npos);
  CHECK(message("5.").find("5.0") != std::string::npos);
  CHECK(message("\u221212").find("hyphen") != std::string::npos);
  CHECK(message("35%").find("35/100") != std::string::npos);
  CHECK(message("10%").find("10/100 for 10 %") != std::string::npos);
  CHECK(message("1/0").find("divided by 0") != std::string::npos);
  for (const char* text :
       {"",    "-",    "--1", "1 ",    " 1",   "1/-2",  "1/2/3", "1.5/2", "/2", "2/", "nan",
        "inf", "0x10", "1e",  "1e1.5", "1e99", "1e-19", "1_000", "1.2.3", "e3", "-/2"})
    CHECK(message(text).find("is not a number") != std::string::npos);
}

TEST_CASE("numbers over the limit are refused as such") {
  for (const auto& text :
       {std::string("1000000000000000001"), std::string("-1000000000000000001"),
        std::string("0.0000000000000000001"), std::string("1/1000000000000000001"),
        std::string("10e18"), std::string("0.5e-18"), std::string(60, '9'), std::string(199, '9'),
        std::string(5000, '9'), "1/" + std::string(60, '9'), "0." + std::string(60, '3'),
        std::string(37, '9') + "e18"}) {
    const auto refused = Rational::parse(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::too_large);
    CHECK(refused.error().message.find("10^18") != std::string::npos);
    CHECK(refused.error().message.size() < 300);
  }
}

TEST_CASE("in decimal, ties to the even digit") {
  CHECK(Rational(1, 8).to_decimal(2) == "0.12");
  CHECK(Rational(3, 8).to_decimal(2) == "0.38");
  CHECK(Rational(1, 3).to_decimal(3) == "0.333");
  CHECK(Rational(2, 3).to_decimal(3) == "0.667");
  CHECK(Rational(-1, 8).to_decimal(2) == "-0.12");
  CHECK(Rational(-1, 1000).to_decimal(2) == "0.00");
  CHECK(Rational(1, 2).to_decimal(0) == "0");
  CHECK(Rational(3, 2).to_decimal(0) == "2");
  CHECK(Rational(5, 2).to_decimal(0) == "2");
  CHECK(Rational(999, 1000).to_decimal(2) == "1.00");
  CHECK(Rational(19'999, 2000).to_decimal(2) == "10.00");
  CHECK(Rational(-19'999, 2000).to_decimal(2) == "-10.00");
  CHECK(Rational(7).to_decimal(3) == "7.000");
  CHECK(Rational(largest - 1, largest).to_decimal(37) == "1." + std::string(37, '0'));
  CHECK(Rational(largest - 1, largest).to_decimal(40) == "0." + std::string(38, '9') + "41");
  CHECK(Rational(1, largest).to_decimal(40) == "0.0000000000000000000000000000000000000059");
  CHECK(to_string(Rational(largest)) == "170141183460469231731687303715884105727");
  CHECK_THROWS_AS((void)Rational(1).to_decimal(41), BrokenInvariant);
}

TEST_CASE("whole numbers below and above") {
  CHECK(Rational(7, 2).floor() == 3);
  CHECK(Rational(7, 2).ceil() == 4);
  CHECK(Rational(-7, 2).floor() == -4);
  CHECK(Rational(-7, 2).ceil() == -3);
  CHECK(Rational(-4).floor() == -4);
  CHECK(Rational(-4).ceil() == -4);
  CHECK(Rational(1, largest).ceil() == 1);
  CHECK(Rational(-1, largest).floor() == -1);
  CHECK(Rational(-largest).ceil() == -largest);
}

TEST_CASE("overflow is reported, never wrapped") {
  const Rational big(largest);
  CHECK_THROWS_AS(big + 1, NumberOverflow);
  CHECK_THROWS_AS(-big - 2, NumberOverflow);
  CHECK_THROWS_AS(-big - 1, NumberOverflow);  // fits an Int128 but has no opposite
  CHECK_THROWS_AS(big * 2, NumberOverflow);
  CHECK_THROWS_AS(Rational(-largest - 1), NumberOverflow);
  CHECK_THROWS_AS(Rational(-largest - 1, 3), NumberOverflow);
  CHECK_THROWS_AS(Rational(3, -largest - 1), NumberOverflow);
  CHECK_THROWS_AS(Rational(1, largest) * Rational(1, 2), NumberOverflow);
  CHECK_THROWS_AS(Rational(1, largest) + Rational(1, largest - 1), NumberOverflow);
  // Results that fit are found although the plain products would not.
  CHECK(Rational(largest, 3) * Rational(3, largest) == 1);
  CHECK(Rational(1, largest) + Rational(-1, largest) == 0);
  CHECK(big - big == 0);
  CHECK(big / big == 1);
}

TEST_CASE("comparison decides also where products overflow") {
  CHECK(Rational(largest - 1, largest) > Rational(largest - 2, largest - 1));
  CHECK(Rational(-(largest - 1), largest) < Rational(-(largest - 2), largest - 1));
  CHECK(Rational(1, largest) < Rational(1, largest - 1));
  CHECK(Rational(largest) > Rational(largest - 1));
  CHECK(Rational(-largest) < Rational(1, largest));
  CHECK(Rational(largest, 2) > Rational(largest - 1, 3));
  // Here the next multiple of the denominator below the numerator lies outside 127 bits.
  CHECK(Rational(-largest, largest / 5 + 1) > Rational(-largest, largest / 5 - 1));
  CHECK(Rational(-largest, largest - 1) > Rational(-largest + 2, largest - 3));
  // Neighbouring Fibonacci quotients: the longest continued fractions there are.
  Int128 f[185] = {1, 1};
  for (int i = 2; i < 184; ++i)
    f[i] = f[i - 1] + f[i - 2];
  CHECK(Rational(f[183], f[182]) < Rational(f[182], f[181]));
  CHECK(Rational(f[181], f[180]) < Rational(f[183], f[182]));
  CHECK((Rational(f[183], f[182]) <=> Rational(f[183], f[182])) == std::strong_ordering::equal);
}

TEST_CASE("the nearest double, ties to even") {
  CHECK(Rational(1, 3).to_double() == 1.0 / 3.0);
  CHECK(Rational(-7, 20).to_double() == -0.35);
  CHECK(Rational(0).to_double() == 0.0);
  const Int128 two53 = Int128{1} << 53;
  CHECK(Rational(two53 + 1).to_double() == 0x1p53);
  CHECK(Rational(two53 + 3).to_double() == 0x1p53 + 4);
  // A hair above the tie rounds up, a hair below rounds down.
  const Int128 far = Int128{1} << 60;
  CHECK(Rational((two53 + 1) * far + 1, far).to_double() == 0x1p53 + 2);
  CHECK(Rational((two53 + 1) * far - 1, far).to_double() == 0x1p53);
  CHECK(Rational(largest).to_double() == 0x1p127);
  CHECK(Rational(1, largest).to_double() == 0x1p-127);
  CHECK(Rational(largest - 1, largest).to_double() == 1.0);
}

TEST_CASE("common denominators") {
  CHECK(gcd(-12, 18) == 6);
  CHECK(gcd(0, 0) == 0);
  CHECK(gcd(0, -5) == 5);
  CHECK(gcd(largest, largest) == largest);
  CHECK(checked_lcm(4, -6) == Int128{12});
  CHECK(checked_lcm(0, 6) == Int128{0});
  CHECK_FALSE(checked_lcm(largest, largest - 1));
  CHECK(checked_lcm(largest, largest) == largest);
  CHECK_FALSE(checked_add(largest, 1));
  CHECK_FALSE(checked_add(-largest, -1));
  CHECK(checked_add(largest, -1) == largest - 1);
  CHECK_FALSE(checked_multiply(largest, 2));
  CHECK_FALSE(checked_multiply(Int128{1} << 64, -(Int128{1} << 63)));
  CHECK(checked_multiply(-largest, -1) == largest);
  CHECK(common_denominator({}) == Int128{1});
  const std::vector<Rational> numbers = {Rational(1, 4), Rational(5, 6), 7};
  CHECK(common_denominator(numbers) == Int128{12});
  const std::vector<Rational> hopeless = {Rational(1, largest), Rational(1, largest - 1)};
  CHECK_FALSE(common_denominator(hopeless));
}

// Products of two 127-bit magnitudes in full, by schoolbook multiplication of 64-bit halves: a
// second way to compare fractions, sharing nothing with the one under test.
struct Wide {
  UInt128 high;
  UInt128 low;
  friend auto operator<=>(const Wide&, const Wide&) = default;
};

Wide full_product(UInt128 a, UInt128 b) {
  const UInt128 mask = ~std::uint64_t{0};
  const UInt128 low = (a & mask) * (b & mask);
  const UInt128 mid1 = (a >> 64) * (b & mask);
  const UInt128 mid2 = (a & mask) * (b >> 64);
  const UInt128 mid = (low >> 64) + (mid1 & mask) + (mid2 & mask);
  return {(a >> 64) * (b >> 64) + (mid1 >> 64) + (mid2 >> 64) + (mid >> 64),
          (mid << 64) | (low & mask)};
}

std::strong_ordering compare_in_full(const Rational& a, const Rational& b) {
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  const auto size = [](Int128 n) { return static_cast<UInt128>(n < 0 ? -n : n); };
  const auto left = full_product(size(a.numerator()), size(b.denominator()));
  const auto right = full_product(size(b.numerator()), size(a.denominator()));
  return a.sign() < 0 ? right <=> left : left <=> right;
}

rc::Gen<Rational> moderate() {
  // 30 bits each: sums and products of three stay within 127 bits.
  return rc::gen::map(rc::gen::pair(rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'001),
                                    rc::gen::inRange<std::int64_t>(1, 1'000'000'001)),
                      [](const auto& p) { return Rational(p.first, p.second); });
}

Rational any_rational() {
  const auto wide = [] {
    const auto high = *rc::gen::arbitrary<std::uint64_t>();
    const auto low = *rc::gen::arbitrary<std::uint64_t>();
    const int shift = *rc::gen::inRange(0, 126);
    const UInt128 magnitude = ((UInt128{high} * 0x9e3779b97f4a7c15u) << 64 | low) >> 1 >> shift;
    return static_cast<Int128>(magnitude);
  };
  const Int128 numerator = *rc::gen::arbitrary<bool>() ? wide() : -wide();
  const Int128 denominator = wide();
  return Rational(numerator, denominator == 0 ? 1 : denominator);
}

TEST_CASE("properties of numbers") {
  CHECK(rc::check("the laws of a field", [] {
    const Rational a = *moderate(), b = *moderate(), c = *moderate();
    RC_ASSERT(a + b == b + a);
    RC_ASSERT(a * b == b * a);
    RC_ASSERT((a + b) + c == a + (b + c));
    RC_ASSERT((a * b) * c == a * (b * c));
    RC_ASSERT(a - b == a + -b);
    RC_ASSERT(a + -a == 0);
    RC_ASSERT(a * 1 == a);
    if (b != 0) RC_ASSERT(a / b * b == a);
    RC_ASSERT((a < b) == (a - b < 0));
    if (c > 0) RC_ASSERT((a < b) == (a * c < b * c));
  }));
  CHECK(rc::check("distributivity", [] {
    const auto small = rc::gen::map(
        rc::gen::pair(rc::gen::inRange(-1'000'000, 1'000'001), rc::gen::inRange(1, 1'000'001)),
        [](const auto& p) { return Rational(p.first, p.second); });
    const Rational a = *small, b = *small, c = *small;
    RC_ASSERT(a * (b + c) == a * b + a * c);
  }));
  CHECK(rc::check("sums and products agree with the schoolbook's", [] {
    const Rational a = *moderate(), b = *moderate();
    RC_ASSERT(a + b == Rational(a.numerator() * b.denominator() + b.numerator() * a.denominator(),
                                a.denominator() * b.denominator()));
    RC_ASSERT(a * b == Rational(a.numerator() * b.numerator(), a.denominator() * b.denominator()));
  }));
}

TEST_CASE("properties of numbers of any size") {
  CHECK(rc::check("any two numbers compare as their full products do", [] {
    std::vector<Rational> numbers;
    for (int i = 0; i < 40; ++i)
      numbers.push_back(any_rational());
    for (const Rational& a : numbers)
      for (const Rational& b : numbers) {
        RC_ASSERT((a <=> b) == compare_in_full(a, b));
        RC_ASSERT((a == b) == ((a <=> b) == 0));
      }
  }));
  CHECK(rc::check("close neighbours compare rightly too", [] {
    const Rational a = any_rational();
    const auto step = *rc::gen::inRange(1, 4);
    if (a.numerator() > largest - step || a.denominator() > largest - step) return;
    const Rational b(a.numerator() + step, a.denominator() + step);
    RC_ASSERT((a <=> b) == compare_in_full(a, b));
  }));
  CHECK(rc::check("arithmetic of any size is right or says it does not fit", [] {
    const Rational a = any_rational(), b = any_rational();
    try {
      RC_ASSERT(a + b - b == a);
      if (b != 0) RC_ASSERT(a * b / b == a);
    } catch (const NumberOverflow&) {
      RC_SUCCEED("does not fit");
    }
  }));
  CHECK(rc::check("whole part, rest and printing", [] {
    const Rational a = any_rational();
    RC_ASSERT(Rational(a.floor()) <= a);
    RC_ASSERT(Rational(a.ceil()) >= a);
    RC_ASSERT(a.ceil() - a.floor() == (a.is_whole() ? 0 : 1));
    const long double nearly =
        static_cast<long double>(a.numerator()) / static_cast<long double>(a.denominator());
    RC_ASSERT(std::fabs(static_cast<long double>(a.to_double()) - nearly) <=
              std::fabs(nearly) * 0x1.01p-53L);
  }));
  CHECK(rc::check("what is printed parses to the same number", [] {
    const Rational a = *moderate();
    RC_ASSERT(Rational::parse(to_string(a)).value() == a);
    const int digits = *rc::gen::inRange(0, 9);
    const Rational rounded = Rational::parse(a.to_decimal(digits)).value();
    Rational unit = 1;
    for (int i = 0; i < digits; ++i)
      unit /= 10;
    RC_ASSERT(abs(rounded - a) * 2 <= unit);
  }));
  CHECK(rc::check("any text is parsed or refused", [] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('0', '1', '9', '.', '/', '-', 'e', '+', ' '));
    if (const auto parsed = Rational::parse(text)) RC_ASSERT(abs(*parsed) <= number("1e18"));
  }));
}

}  // namespace
}  // namespace caucus
