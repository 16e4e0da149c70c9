#include "caucus/base/rational.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"

namespace caucus {

namespace {

constexpr Int128 parsed_max = Int128{1'000'000'000} * 1'000'000'000;

[[noreturn]] void overflow() {
  throw NumberOverflow("a number is too large for exact arithmetic");
}

// Subtracting in unsigned arithmetic is defined for every value, the most negative included.
UInt128 magnitude(Int128 value) {
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

UInt128 greatest_common_divisor(UInt128 a, UInt128 b) {
  constexpr UInt128 one_word = ~std::uint64_t{0};
  while (b != 0) {
    // Division of one word is several times faster than of two, and most numbers are small.
    const bool small = a <= one_word && b <= one_word;
    const UInt128 rest =
        small ? static_cast<std::uint64_t>(a) % static_cast<std::uint64_t>(b) : a % b;
    a = b;
    b = rest;
  }
  return a;
}

Int128 add(Int128 a, Int128 b) {
  Int128 sum;
  if (__builtin_add_overflow(a, b, &sum)) overflow();
  return sum;
}

Int128 multiply(Int128 a, Int128 b) {
  Int128 product;
  if (__builtin_mul_overflow(a, b, &product)) overflow();
  return product;
}

// Quotient and rest of division by a positive number, the rest never negative.
Int128 floor_divide(Int128 a, Int128 b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

Int128 floor_rest(Int128 a, Int128 b) {
  return a % b < 0 ? a % b + b : a % b;
}

int bit_count(UInt128 value) {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  return high != 0 ? 64 + static_cast<int>(std::bit_width(high))
                   : static_cast<int>(std::bit_width(static_cast<std::uint64_t>(value)));
}

// a/b against c/d for positive b and d whatever their size: the terms of the two continued
// fractions are compared one by one, where after every step the reciprocals compare the other way
// round.
std::strong_ordering compare_terms(Int128 a, Int128 b, Int128 c, Int128 d) {
  bool reversed = false;
  for (;;) {
    const Int128 whole_a = floor_divide(a, b);
    const Int128 whole_c = floor_divide(c, d);
    const Int128 rest_a = floor_rest(a, b);
    const Int128 rest_c = floor_rest(c, d);
    auto order = whole_a <=> whole_c;
    if (order == 0 && (rest_a == 0 || rest_c == 0))
      order = rest_a == rest_c
                  ? std::strong_ordering::equal
                  : (rest_a == 0 ? std::strong_ordering::less : std::strong_ordering::greater);
    else if (order == 0) {
      a = b;
      b = rest_a;
      c = d;
      d = rest_c;
      reversed = !reversed;
      continue;
    }
    return reversed ? 0 <=> order : order;
  }
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The digits as a number; nothing when it is past 10^37, far over every limit and still harmless.
std::optional<Int128> whole_number(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() > 37) return std::nullopt;
  Int128 value = 0;
  for (const char digit : digits)
    value = value * 10 + (digit - '0');
  return value;
}

Int128 power_of_ten(std::size_t exponent) {
  Int128 power = 1;
  for (std::size_t i = 0; i < exponent; ++i)
    power *= 10;
  return power;
}

Unexpected not_a_number(std::string_view text, std::string_view why) {
  return fail(ErrorKind::malformed, in_quotes(text) + " is not a number: " + std::string(why));
}

Unexpected too_large(std::string_view text) {
  return fail(ErrorKind::too_large,
              in_quotes(text) +
                  " is too large or too fine: numerator and denominator of a number "
                  "written as a fraction may be at most 10^18");
}

// The parts of `12.50e-3`, with the zeros that change nothing left out.
struct DecimalParts {
  std::string_view whole;
  std::string_view fraction;
  int exponent = 0;
};

// Nothing when the text is not in the form of a decimal number.
std::optional<DecimalParts> decimal_parts(std::string_view text) {
  DecimalParts parts;
  if (const auto mark = text.find_first_of("eE"); mark != std::string_view::npos) {
    auto exponent = text.substr(mark + 1);
    const bool negative = exponent.starts_with('-');
    if (negative || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (!all_digits(exponent) || exponent.size() > 2) return std::nullopt;
    for (const char digit : exponent)
      parts.exponent = parts.exponent * 10 + (digit - '0');
    if (parts.exponent > 18) return std::nullopt;
    if (negative) parts.exponent = -parts.exponent;
    text = text.substr(0, mark);
  }
  const auto point = text.find('.');
  parts.whole = text.substr(0, point);
  if (!all_digits(parts.whole)) return std::nullopt;
  if (point != std::string_view::npos) {
    parts.fraction = text.substr(point + 1);
    if (!all_digits(parts.fraction)) return std::nullopt;
    const auto last = parts.fraction.find_last_not_of('0');
    parts.fraction = parts.fraction.substr(0, last == std::string_view::npos ? 0 : last + 1);
  }
  return parts;
}

// The digit sequence scaled by ten to the exponent; nothing when it is out of all proportion.
std::optional<Rational> decimal_value(const DecimalParts& parts) {
  const auto digits = whole_number(std::string(parts.whole).append(parts.fraction));
  const int scale = parts.exponent - static_cast<int>(parts.fraction.size());
  if (!digits || scale < -37) return std::nullopt;
  if (scale <= 0) return Rational(*digits, power_of_ten(static_cast<std::size_t>(-scale)));
  const auto scaled = checked_multiply(*digits, power_of_ten(static_cast<std::size_t>(scale)));
  if (!scaled) return std::nullopt;
  return Rational(*scaled);
}

std::string hint_for(std::string_view text) {
  if (text.find(',') != std::string_view::npos)
    return "write 1250 or 0.35, with a point and without commas";
  if (text.starts_with('+')) return "leave out the plus sign";
  if (text.starts_with('.')) return "write a digit before the point, such as 0.5";
  if (text.ends_with('.')) return "write a digit after the point, such as 5.0, or no point";
  if (text.starts_with("\u2212")) return "write the minus sign as a hyphen, such as -12";
  if (text.ends_with('%')) {
    const auto number = text.substr(0, text.find_first_of(" %"));
    const bool whole = all_digits(number) && number.size() <= 9;
    const std::string digits(whole ? number : "35");
    return "write " + digits + "/100 for " + digits + " %";
  }
  return "write it as 12, -0.35, 7/20 or 1e3";
}

}  // namespace

Result<Rational> Rational::parse(std::string_view text) {
  // 10^18 needs 19 digits; longer texts are zeros or over the limit, and 200 is plenty for either.
  if (text.size() > 200) return too_large(text);
  const bool negative = text.starts_with('-');
  const auto body = text.substr(negative ? 1 : 0);
  std::optional<Rational> number;
  if (const auto slash = body.find('/'); slash != std::string_view::npos) {
    const auto above = body.substr(0, slash);
    const auto below = body.substr(slash + 1);
    if (!all_digits(above) || !all_digits(below)) return not_a_number(text, hint_for(text));
    const auto numerator = whole_number(above);
    const auto denominator = whole_number(below);
    if (denominator == 0) return not_a_number(text, "nothing can be divided by 0");
    if (numerator && denominator) number = Rational(*numerator, *denominator);
  } else {
    const auto parts = decimal_parts(body);
    if (!parts) return not_a_number(text, hint_for(text));
    number = decimal_value(*parts);
  }
  if (!number || number->numerator() > parsed_max || number->denominator() > parsed_max)
    return too_large(text);
  return negative ? -*number : *number;
}

void Rational::throw_overflow() {
  overflow();
}

Rational::Rational(Int128 numerator, Int128 denominator)
    : numerator_(numerator), denominator_(denominator) {
  CAUCUS_ASSERT(denominator != 0, "a fraction has a denominator other than 0");
  if (numerator == most_negative || denominator == most_negative) overflow();
  if (denominator_ < 0) {
    numerator_ = -numerator_;
    denominator_ = -denominator_;
  }
  const Int128 common = gcd(numerator_, denominator_);
  numerator_ /= common;
  denominator_ /= common;
}

Rational Rational::operator-() const {
  Rational opposite = *this;
  opposite.numerator_ = -numerator_;
  return opposite;
}

Int128 Rational::floor() const {
  return floor_divide(numerator_, denominator_);
}

Int128 Rational::ceil() const {
  return -floor_divide(-numerator_, denominator_);
}

double Rational::to_double() const {
  const UInt128 above = magnitude(numerator_);
  const UInt128 below = static_cast<UInt128>(denominator_);
  const double sign_of_result = numerator_ < 0 ? -1.0 : 1.0;
  if (bit_count(above) <= 53 && bit_count(below) <= 53)  // both exact: the division rounds once
    return sign_of_result * (static_cast<double>(above) / static_cast<double>(below));
  UInt128 quotient = above / below;
  UInt128 rest = above % below;
  // Binary long division until there are two bits more than a double holds; a rest then only says
  // whether the number lies above a tie, which its last bit is enough to carry.
  int shift = 0;
  while (bit_count(quotient) < 55) {
    rest <<= 1;
    quotient <<= 1;
    if (rest >= below) {
      rest -= below;
      quotient |= 1;
    }
    ++shift;
  }
  if (rest != 0) quotient |= 1;
  return sign_of_result * std::ldexp(static_cast<double>(quotient), -shift);
}

std::string Rational::to_decimal(int digits) const {
  CAUCUS_ASSERT(digits >= 0 && digits <= 40, "a decimal has 0 to 40 digits after the point");
  const UInt128 below = static_cast<UInt128>(denominator_);
  UInt128 rest = magnitude(numerator_) % below;
  std::string text = to_string(static_cast<Int128>(magnitude(numerator_) / below));
  const std::size_t whole_digits = text.size();
  for (int i = 0; i < digits; ++i) {
    // Ten times the rest may not fit, so it is added ten times and reduced as it grows.
    char digit = '0';
    UInt128 ten_times = 0;
    for (int j = 0; j < 10; ++j) {
      ten_times += rest;
      if (ten_times >= below) {
        ten_times -= below;
        ++digit;
      }
    }
    text += digit;
    rest = ten_times;
  }
  const UInt128 to_next = below - rest;
  if (rest > to_next || (rest == to_next && (text.back() - '0') % 2 == 1)) {
    std::size_t at = text.size();
    while (at > 0 && text[at - 1] == '9')
      text[--at] = '0';
    if (at > 0)
      ++text[at - 1];
    else
      text.insert(text.begin(), '1');
  }
  const bool is_zero = text.find_first_not_of('0') == std::string::npos;
  // A carry out of the front makes the whole part one digit longer.
  const std::size_t point = text.size() - static_cast<std::size_t>(digits);
  CAUCUS_ASSERT(point >= whole_digits, "rounding never shortens the whole part");
  if (digits > 0) text.insert(point, 1, '.');
  if (numerator_ < 0 && !is_zero) text.insert(text.begin(), '-');
  return text;
}

Rational operator+(const Rational& a, const Rational& b) {
  if (a.denominator_ == 1 && b.denominator_ == 1) return add(a.numerator_, b.numerator_);
  const Int128 common = gcd(a.denominator_, b.denominator_);
  const Int128 rest_a = a.denominator_ / common;
  const Int128 rest_b = b.denominator_ / common;
  const Int128 above = add(multiply(a.numerator_, rest_b), multiply(b.numerator_, rest_a));
  // Only a divisor of `common` can still be cancelled.
  const Int128 cancelled = gcd(above, common);
  return Rational(above / cancelled, multiply(rest_a, b.denominator_ / cancelled));
}

Rational operator-(const Rational& a, const Rational& b) {
  return a + -b;
}

Rational operator*(const Rational& a, const Rational& b) {
  if (a.denominator_ == 1 && b.denominator_ == 1) return multiply(a.numerator_, b.numerator_);
  // Cancelling crosswise first keeps the products as small as the result is.
  const Int128 left = gcd(a.numerator_, b.denominator_);
  const Int128 right = gcd(b.numerator_, a.denominator_);
  return Rational(multiply(a.numerator_ / left, b.numerator_ / right),
                  multiply(a.denominator_ / right, b.denominator_ / left));
}

Rational operator/(const Rational& a, const Rational& b) {
  CAUCUS_ASSERT(b.numerator_ != 0, "nothing is divided by 0");
  return a * Rational(b.denominator_, b.numerator_);
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
  Int128 left;
  Int128 right;
  if (!__builtin_mul_overflow(a.numerator_, b.denominator_, &left) &&
      !__builtin_mul_overflow(b.numerator_, a.denominator_, &right))
    return left <=> right;
  return compare_terms(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
}

std::string to_string(Int128 whole) {
  UInt128 rest = magnitude(whole);
  std::string reversed;
  do {
    reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  if (whole < 0) reversed += '-';
  return {reversed.rbegin(), reversed.rend()};
}

std::string to_string(const Rational& number) {
  std::string text = to_string(number.numerator());
  if (!number.is_whole()) text += "/" + to_string(number.denominator());
  return text;
}

Rational abs(const Rational& number) {
  return number.sign() < 0 ? -number : number;
}

Result<WrittenNumber> WrittenNumber::parse(std::string_view text) {
  auto value = Rational::parse(text);
  if (!value) return fail(value.error());
  return WrittenNumber{*value, std::string(text)};
}

namespace {

// The most negative number has no opposite, so it counts as not fitting.
std::optional<Int128> with_opposite(Int128 value) {
  if (magnitude(value) == UInt128{1} << 127) return std::nullopt;
  return value;
}

}  // namespace

Int128 gcd(Int128 a, Int128 b) {
  return static_cast<Int128>(greatest_common_divisor(magnitude(a), magnitude(b)));
}

std::optional<Int128> checked_add(Int128 a, Int128 b) {
  Int128 sum;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return with_opposite(sum);
}

std::optional<Int128> checked_multiply(Int128 a, Int128 b) {
  Int128 product;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return with_opposite(product);
}

std::optional<Int128> checked_lcm(Int128 a, Int128 b) {
  if (a == 0 || b == 0) return 0;
  const auto multiple = checked_multiply(a / gcd(a, b), b);
  if (!multiple) return std::nullopt;
  return *multiple < 0 ? -*multiple : *multiple;
}

std::optional<Int128> common_denominator(std::span<const Rational> numbers) {
  std::optional<Int128> common = 1;
  for (const Rational& number : numbers) {
    common = checked_lcm(*common, number.denominator());
    if (!common) return std::nullopt;
  }
  return common;
}

}  // namespace caucus
