// Rational: exactly how much?
//
// Quantities, ratios, weights and points are decided exactly, never with an epsilon, so they are
// fractions of two 128-bit integers in lowest terms with a positive denominator. What somebody
// wrote
// (`0.35`, `7/20`) is kept beside the value in WrittenNumber, because 0.350 and 7/20 are the same
// number but not the same words.
//
// Range: |numerator| and denominator up to 2^127 - 1; a parsed number up to 10^18 in both.
// Errors: arithmetic whose exact result does not fit throws NumberOverflow and never wraps; callers
// that must be total bound their magnitudes beforehand. Comparison never overflows. Division by
// zero is our mistake: BrokenInvariant. Complexity: a few 128-bit operations; sums and products
// take a greatest common divisor, comparisons of huge numbers a continued fraction of at most 185
// steps. Source: Knuth, The Art of Computer Programming vol. 2, 4.5.1 (sums with small
// intermediates).
#pragma once

#include <compare>
#include <concepts>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "caucus/base/assert.h"
#include "caucus/base/result.h"

namespace caucus {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

struct NumberOverflow : std::overflow_error {
  using std::overflow_error::overflow_error;
};

class Rational {
 public:
  constexpr Rational() = default;  // zero

  // A whole number, implicitly, so that `share > 0` and `2 * share` read as they should. The most
  // negative Int128 has no opposite and throws NumberOverflow.
  constexpr Rational(Int128 whole) : numerator_(whole) { need_opposite(whole); }
  // A double is not exact and a truth is not a number.
  template <class T>
  requires(std::floating_point<T> || std::same_as<T, bool>) Rational(T)
  = delete;

  // numerator / denominator in lowest terms; the denominator must not be 0.
  constexpr Rational(Int128 numerator, Int128 denominator);

  // `12`, `-0.35`, `7/20`, `1e3`, `2.5e-3`: decimal digits, a point with digits on both sides, an
  // exponent of at most 18 either way, or a fraction of two whole numbers. No `+`, no spaces, no
  // thousands separators. Numerator and denominator at most 10^18 in lowest terms.
  static Result<Rational> parse(std::string_view text);

  [[nodiscard]] constexpr Int128 numerator() const { return numerator_; }
  [[nodiscard]] constexpr Int128 denominator() const { return denominator_; }
  [[nodiscard]] constexpr bool is_whole() const { return denominator_ == 1; }
  [[nodiscard]] constexpr int sign() const { return (numerator_ > 0) - (numerator_ < 0); }

  // The largest whole number not above, and the smallest not below.
  [[nodiscard]] constexpr Int128 floor() const;
  [[nodiscard]] constexpr Int128 ceil() const;
  // The nearest double, ties to even, on every platform.
  [[nodiscard]] double to_double() const;
  // In decimal with exactly that many digits after the point (0..40), rounded half to even:
  // 1/8 with 2 digits is "0.12". Never "-0.00".
  [[nodiscard]] std::string to_decimal(int digits) const;

  constexpr Rational operator-() const;
  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational& operator+=(const Rational& b) { return *this = *this + b; }
  Rational& operator-=(const Rational& b) { return *this = *this - b; }
  Rational& operator*=(const Rational& b) { return *this = *this * b; }
  Rational& operator/=(const Rational& b) { return *this = *this / b; }

  friend constexpr bool operator==(const Rational&, const Rational&) = default;
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

 private:
  static constexpr void need_opposite(Int128 value);

  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
};

// "7/20", or "3" when whole. Parsing it gives the same number back when it is within the limit.
std::string to_string(const Rational& number);
std::string to_string(Int128 whole);

Rational abs(const Rational& number);

// A number and the words for it. Equal when both are.
struct WrittenNumber {
  Rational value;
  std::string text;

  // As Rational::parse, keeping the text.
  static Result<WrittenNumber> parse(std::string_view text);
  friend bool operator==(const WrittenNumber&, const WrittenNumber&) = default;
};

// Greatest common divisor of the magnitudes; gcd(0, 0) is 0.
constexpr Int128 gcd(Int128 a, Int128 b);

// Arithmetic that says so when the result does not fit in 127 bits, instead of throwing: for
// deciding in advance whether a common denominator keeps a computation in range.
std::optional<Int128> checked_add(Int128 a, Int128 b);
std::optional<Int128> checked_multiply(Int128 a, Int128 b);
// Least common multiple of the magnitudes; 0 when either is 0.
std::optional<Int128> checked_lcm(Int128 a, Int128 b);
// The least whole number that makes every one of them whole when multiplied; 1 for none.
std::optional<Int128> common_denominator(std::span<const Rational> numbers);

// ---------------------------------------------------------------------------------------------

namespace rational_detail {

constexpr UInt128 magnitude(Int128 value) {
  // Subtracting in unsigned arithmetic is defined for every value, the most negative included.
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

constexpr UInt128 gcd(UInt128 a, UInt128 b) {
  constexpr UInt128 one_word = ~0ULL;
  while (b != 0) {
    // Division of one word is several times faster than of two, and most numbers are small.
    const UInt128 rest = (a <= one_word && b <= one_word) ? static_cast<unsigned long long>(a) %
                                                                static_cast<unsigned long long>(b)
                                                          : a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace rational_detail

constexpr Int128 gcd(Int128 a, Int128 b) {
  using rational_detail::magnitude;
  return static_cast<Int128>(rational_detail::gcd(magnitude(a), magnitude(b)));
}

constexpr void Rational::need_opposite(Int128 value) {
  if (value < 0 && rational_detail::magnitude(value) == UInt128{1} << 127) [[unlikely]]
    throw NumberOverflow("a number is too large for exact arithmetic");
}

constexpr Rational::Rational(Int128 numerator, Int128 denominator)
    : numerator_(numerator), denominator_(denominator) {
  CAUCUS_ASSERT(denominator != 0, "a fraction has a denominator other than 0");
  need_opposite(numerator);
  need_opposite(denominator);
  if (denominator_ < 0) {
    numerator_ = -numerator_;
    denominator_ = -denominator_;
  }
  const Int128 common = gcd(numerator_, denominator_);
  numerator_ /= common;
  denominator_ /= common;
}

constexpr Rational Rational::operator-() const {
  Rational opposite = *this;
  opposite.numerator_ = -numerator_;
  return opposite;
}

constexpr Int128 Rational::floor() const {
  const Int128 toward_zero = numerator_ / denominator_;
  return numerator_ % denominator_ < 0 ? toward_zero - 1 : toward_zero;
}

constexpr Int128 Rational::ceil() const {
  const Int128 toward_zero = numerator_ / denominator_;
  return numerator_ % denominator_ > 0 ? toward_zero + 1 : toward_zero;
}

}  // namespace caucus
