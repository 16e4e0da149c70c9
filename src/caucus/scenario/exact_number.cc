#include "caucus/scenario/exact_number.h"

#include <algorithm>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "caucus/base/text.h"

namespace caucus {
namespace {

using BigInt = boost::multiprecision::cpp_int;

constexpr std::size_t bits_max = 4'096;
constexpr std::size_t exact_bits = 127;
constexpr std::size_t text_bytes_max = 128;

std::size_t bits_of(const BigInt& number) {
  return number == 0 ? 1 : static_cast<std::size_t>(msb(boost::multiprecision::abs(number))) + 1;
}

Int128 narrow(const BigInt& number) {
  const BigInt magnitude = boost::multiprecision::abs(number);
  const auto value = static_cast<Int128>(static_cast<UInt128>(magnitude));
  return number < 0 ? -value : value;
}

BigInt widen(Int128 number) {
  // Digit by digit would be slow; halves are exact.
  const bool negative = number < 0;
  const auto magnitude = static_cast<UInt128>(negative ? -number : number);
  BigInt big = static_cast<std::uint64_t>(magnitude >> 64U);
  big <<= 64;
  big += static_cast<std::uint64_t>(magnitude);
  return negative ? BigInt(-big) : big;
}

std::variant<Rational, BitsNeeded> reduced(BigInt numerator, BigInt denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const BigInt common = gcd(numerator, denominator);
  numerator /= common;
  denominator /= common;
  const std::size_t bits = std::max(bits_of(numerator), bits_of(denominator));
  if (bits > exact_bits) return BitsNeeded{std::min(bits, bits_max)};
  return Rational(narrow(numerator), narrow(denominator));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The parts of a decimal: digits without the point, how many stand after it, and the exponent.
struct Decimal {
  bool negative = false;
  std::string digits;
  long fraction = 0;
  long exponent = 0;
};

std::size_t take_digits(std::string_view text, std::size_t at, std::string& digits) {
  while (at < text.size() && is_digit(text[at]))
    digits += text[at++];
  return at;
}

std::optional<long> exponent_of(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 6 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  const long value = std::stol(std::string(text));
  return negative ? -value : value;
}

std::optional<Decimal> decimal_of(std::string_view text) {
  Decimal decimal;
  std::size_t at = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    decimal.negative = text[0] == '-';
    at = 1;
  }
  at = take_digits(text, at, decimal.digits);
  if (at < text.size() && text[at] == '.') {
    const std::size_t whole = decimal.digits.size();
    at = take_digits(text, at + 1, decimal.digits);
    decimal.fraction = static_cast<long>(decimal.digits.size() - whole);
  }
  if (decimal.digits.empty()) return std::nullopt;
  if (at == text.size()) return decimal;
  if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
  const std::optional<long> exponent = exponent_of(text.substr(at + 1));
  if (!exponent) return std::nullopt;
  decimal.exponent = *exponent;
  return decimal;
}

BigInt power_of_ten(long exponent) {
  return boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(exponent));
}

void add_terms(const BoxNode& node, const BigInt& numerator, const BigInt& denominator,
               std::vector<std::pair<BigInt, BigInt>>& terms) {
  for (const Box& box : node.boxes)
    terms.emplace_back(numerator * widen(box.worth.numerator()),
                       denominator * widen(box.worth.denominator()));
  for (const BoxNode& part : node.parts)
    add_terms(part, numerator * widen(part.weight.numerator()),
              denominator * widen(part.weight.denominator()), terms);
}

// Lists of which at most one term each is in a sum: options of an issue, combinations of a group.
using Choices = std::vector<std::vector<std::pair<BigInt, BigInt>>>;

Choices choices_of(const ProfileWorth& worth) {
  Choices choices;
  const auto add = [&](const Rational& number) {
    choices.back().emplace_back(widen(number.numerator()), widen(number.denominator()));
  };
  if (const auto* additive = std::get_if<AdditiveWorth>(&worth))
    for (const std::vector<Rational>& options : additive->worth) {
      choices.emplace_back();
      std::ranges::for_each(options, add);
    }
  if (const auto* groups = std::get_if<GroupWorth>(&worth))
    for (const GroupTable& group : groups->groups) {
      choices.emplace_back();
      for (const auto& [options, number] : group.combinations)
        add(number);
    }
  if (const auto* boxes = std::get_if<BoxWorth>(&worth)) {
    std::vector<std::pair<BigInt, BigInt>> terms;
    add_terms(boxes->root, widen(boxes->divisor.denominator()), widen(boxes->divisor.numerator()),
              terms);
    // Every box may pay at once; and the sum before the division has to fit too.
    for (const auto& term : terms)
      choices.push_back({term});
    terms.clear();
    add_terms(boxes->root, 1, 1, terms);
    for (const auto& term : terms)
      choices.push_back({term});
  }
  return choices;
}

}  // namespace

ExactNumber exact_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > text_bytes_max) return NotANumber{};
  const std::optional<Decimal> decimal = decimal_of(text);
  if (!decimal) return NotANumber{};
  BigInt numerator(decimal->digits.substr(
      std::min(decimal->digits.find_first_not_of('0'), decimal->digits.size() - 1)));
  if (numerator == 0) return Rational(0);
  if (decimal->negative) numerator = -numerator;
  const long exponent = decimal->exponent - decimal->fraction;
  if (exponent > 1'200 || exponent < -1'200) return BitsNeeded{bits_max};
  const auto number = exponent >= 0 ? reduced(numerator * power_of_ten(exponent), 1)
                                    : reduced(numerator, power_of_ten(-exponent));
  if (const auto* exact = std::get_if<Rational>(&number)) return *exact;
  return std::get<BitsNeeded>(number);
}

std::variant<Rational, BitsNeeded> exact_product(const Rational& a, const Rational& b,
                                                 const Rational& c) {
  try {
    return a / c * b;
  } catch (const NumberOverflow&) {
    return reduced(widen(a.numerator()) * widen(b.numerator()) * widen(c.denominator()),
                   widen(a.denominator()) * widen(b.denominator()) * widen(c.numerator()));
  }
}

std::optional<BitsNeeded> bits_beyond_range(const ScenarioProfile& profile) {
  const Choices choices = choices_of(profile.worth);
  BigInt scale = 1;
  for (const auto& terms : choices)
    for (const auto& [numerator, denominator] : terms) {
      const BigInt own = boost::multiprecision::abs(denominator) / gcd(numerator, denominator);
      if (scale % own != 0) scale = lcm(scale, own);
      if (bits_of(scale) > bits_max) return BitsNeeded{bits_max};
    }
  BigInt largest = 0;
  for (const auto& terms : choices) {
    BigInt most = 0;
    for (const auto& [numerator, denominator] : terms) {
      const BigInt units = boost::multiprecision::abs(numerator * scale / denominator);
      most = std::max(most, units);
    }
    largest += most;
  }
  const std::size_t bits = std::max(bits_of(scale), bits_of(largest));
  if (bits <= exact_bits) return std::nullopt;
  return BitsNeeded{std::min(bits, bits_max)};
}

std::optional<std::string> finite_decimal(const Rational& number) {
  Int128 rest = number.denominator();
  int twos = 0;
  int fives = 0;
  for (; rest % 2 == 0; rest /= 2)
    ++twos;
  for (; rest % 5 == 0; rest /= 5)
    ++fives;
  if (rest != 1) return std::nullopt;
  const int digits = std::max(twos, fives);
  BigInt scaled = widen(number.numerator()) * power_of_ten(digits) / widen(number.denominator());
  const bool negative = scaled < 0;
  std::string text = BigInt(boost::multiprecision::abs(scaled)).str();
  const auto places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, ".");
  return negative ? "-" + text : text;
}

Rational rounded_to(const Rational& number, int digits) {
  // What is rounded has fewer digits than what it came from.
  return std::get<Rational>(exact_number(number.to_decimal(digits)));
}

std::string error_bound(const RoundedChoices& choices) {
  using BigRational = boost::multiprecision::cpp_rational;
  const auto big = [](const Rational& number) {
    return BigRational(widen(number.numerator()), widen(number.denominator()));
  };
  BigRational sum = 0;
  for (const auto& list : choices) {
    BigRational most = 0;
    for (const auto& [is, should_be] : list) {
      const BigRational off = big(is) - big(should_be);
      most = std::max(most, off < 0 ? BigRational(-off) : off);
    }
    sum += most;
  }
  if (sum == 0) return "0";
  int exponent = 0;
  for (; sum < 10; sum *= 10)
    --exponent;
  for (; sum >= 100; sum /= 10)
    ++exponent;
  BigInt digits = numerator(sum) / denominator(sum);
  if (BigRational(digits) < sum) ++digits;
  const std::string text = digits.str();
  return text.substr(0, 1) + "." + text.substr(1, 1) + "e" + std::to_string(exponent + 1);
}

std::string in_words(BitsNeeded needed) {
  if (needed.bits >= bits_max) return "at least 4,096 bits";
  return std::to_string(needed.bits) + " bits";
}

}  // namespace caucus
