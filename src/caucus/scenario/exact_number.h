// Which exact number does this text denote, and does it stay exact in what we compute from it?
//
// The formats write decimals as their programs print doubles: `0.4452125771655631`, `1.0E-4`,
// `+3`, `.5`. Every one is read as the rational that its digits denote; nothing passes through a
// double. Rationals hold 127 bits above and below the fraction line. What needs more is refused
// and the bits it would take are named; they are computed in integers of any size.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/model/scenario.h"

namespace caucus {

// How many bits the larger of numerator and denominator would take; 4,096 stands for all above.
struct BitsNeeded {
  std::size_t bits = 0;
};
struct NotANumber {};

// Digits with an optional sign, point and exponent, spaces around them ignored; at most 128
// characters. Infinity, NaN, hexadecimal and type suffixes are no numbers here.
using ExactNumber = std::variant<Rational, BitsNeeded, NotANumber>;
ExactNumber exact_number(std::string_view text);

// a * b / c, c not 0; or the bits that it would take.
std::variant<Rational, BitsNeeded> exact_product(const Rational& a, const Rational& b,
                                                 const Rational& c = Rational(1));

// Nothing when all utilities of the profile, and every sum on the way, fit; else the bits that its
// common denominator and its largest sum would take.
std::optional<BitsNeeded> bits_beyond_range(const ScenarioProfile& profile);

// The number in decimal digits when it has finitely many: "0.125", "-3"; nothing for 1/3.
std::optional<std::string> finite_decimal(const Rational& number);

// Half to even at that many digits after the point.
Rational rounded_to(const Rational& number, int digits);

// How far a sum can be off when one pair is taken from every list, [list][choice] = (is, should
// be): the sum of the largest differences, rounded up to two digits. "0", "1.3e-13".
using RoundedChoices = std::vector<std::vector<std::pair<Rational, Rational>>>;
std::string error_bound(const RoundedChoices& choices);

// "at least 4,096 bits", "131 bits"
std::string in_words(BitsNeeded needed);

}  // namespace caucus
