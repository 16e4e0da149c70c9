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

#include "caucus/base/result.h"

namespace caucus {

// The compiler's own 128-bit integers; exact products of any two 64-bit numbers.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

// An exact result past 2^127 - 1. what() is the same sentence whatever the operation was.
struct NumberOverflow : std::overflow_error {
  using std::overflow_error::overflow_error;
};

class Rational {
 public:
  constexpr Rational() = default;  // zero

  // A whole number, implicitly, so that `share > 0` and `2 * share` read as they should. The most
  // negative Int128 has no opposite and throws NumberOverflow.
  constexpr Rational(Int128 whole) : numerator_(whole) {
    if (whole == most_negative) throw_overflow();
  }
  // A double is not exact and a truth is not a number.
  template <class T>
  requires(std::floating_point<T> || std::same_as<T, bool>) Rational(T)
  = delete;

  // numerator / denominator in lowest terms; the denominator must not be 0.
  Rational(Int128 numerator, Int128 denominator);

  // `12`, `-0.35`, `7/20`, `1e3`, `2.5e-3`: decimal digits, a point with digits on both sides, an
  // exponent of at most 18 either way, or a fraction of two whole numbers. No `+`, no spaces, no
  // thousands separators. Numerator and denominator at most 10^18 in lowest terms.
  static Result<Rational> parse(std::string_view text);

  [[nodiscard]] constexpr Int128 numerator() const { return numerator_; }
  [[nodiscard]] constexpr Int128 denominator() const { return denominator_; }
  // Whether the denominator is 1, and -1, 0 or 1.
  [[nodiscard]] constexpr bool is_whole() const { return denominator_ == 1; }
  [[nodiscard]] constexpr int sign() const { return (numerator_ > 0) - (numerator_ < 0); }

  // The largest whole number not above, and the smallest not below.
  [[nodiscard]] Int128 floor() const;
  [[nodiscard]] Int128 ceil() const;
  // The nearest double, ties to even, on every platform.
  [[nodiscard]] double to_double() const;
  // In decimal with exactly that many digits after the point (0..40), rounded half to even:
  // 1/8 with 2 digits is "0.12". Never "-0.00".
  [[nodiscard]] std::string to_decimal(int digits) const;

  // Exact, in lowest terms; NumberOverflow when the result does not fit.
  Rational operator-() const;
  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational& operator+=(const Rational& b) { return *this = *this + b; }
  Rational& operator-=(const Rational& b) { return *this = *this - b; }
  Rational& operator*=(const Rational& b) { return *this = *this * b; }
  Rational& operator/=(const Rational& b) { return *this = *this / b; }

  // By value, whatever their size.
  friend constexpr bool operator==(const Rational&, const Rational&) = default;
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

 private:
  // The one Int128 without an opposite: never a numerator.
  static constexpr Int128 most_negative =
      -Int128{0x7fff'ffff'ffff'ffff} * (Int128{1} << 64) - (Int128{1} << 64);
  [[noreturn]] static void throw_overflow();

  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
};

// "7/20", or "3" when whole. Parsing it gives the same number back when it is within the limit.
std::string to_string(const Rational& number);
std::string to_string(Int128 whole);

// The number without its sign.
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
Int128 gcd(Int128 a, Int128 b);

// Arithmetic that says so when the result does not fit in 127 bits, instead of throwing: for
// deciding in advance whether a common denominator keeps a computation in range.
std::optional<Int128> checked_add(Int128 a, Int128 b);
std::optional<Int128> checked_multiply(Int128 a, Int128 b);
// Least common multiple of the magnitudes; 0 when either is 0.
std::optional<Int128> checked_lcm(Int128 a, Int128 b);
// The least whole number that makes every one of them whole when multiplied; 1 for none.
std::optional<Int128> common_denominator(std::span<const Rational> numbers);

}  // namespace caucus
