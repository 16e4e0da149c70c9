// Interval and Truth: what can be said of a number nobody knows exactly?
//
// A figure is "about 130", "at least 90", "more than 60". It is kept as the set of values it may
// have, with exact ends that may be open or missing. Comparing two such sets has three answers:
//
//     certain      whatever the values are, the statement holds
//     possible     it holds for some values and not for others
//     impossible   whatever the values are, it does not hold
//
// Intervals forget where they came from: x - x is not 0 when x is an interval, so "possible" may be
// said where a cleverer reasoner would know. It never says certain or impossible wrongly.
//
// An Interval is never empty. Errors: bounds in the wrong order are a BrokenInvariant; arithmetic
// throws NumberOverflow as Rational does. Complexity: a few operations on Rationals.
// Source: Moore, Interval Analysis (1966); Kleene's strong three-valued logic (1938).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "caucus/base/rational.h"

namespace caucus {

// In order: the conjunction of two truths is the smaller, the disjunction the larger.
enum class Truth { impossible, possible, certain };

// "impossible", "possible", "certain".
std::string_view to_string(Truth truth);

constexpr Truth truth_of(bool known) {
  return known ? Truth::certain : Truth::impossible;
}
constexpr Truth truth_and(Truth a, Truth b) {
  return a < b ? a : b;
}
constexpr Truth truth_or(Truth a, Truth b) {
  return a < b ? b : a;
}
constexpr Truth truth_not(Truth a) {
  if (a == Truth::possible) return a;
  return a == Truth::certain ? Truth::impossible : Truth::certain;
}
constexpr Truth truth_implies(Truth a, Truth b) {
  return truth_or(truth_not(a), b);
}

class Interval {
 public:
  // Any number at all.
  Interval() = default;

  static Interval exactly(const Rational& value);
  // Both ends included; lo <= hi.
  static Interval between(const Rational& lo, const Rational& hi);
  static Interval at_least(const Rational& lo);
  static Interval more_than(const Rational& lo);
  static Interval at_most(const Rational& hi);
  static Interval less_than(const Rational& hi);
  // value widened by that share of its size on both sides, ends included; share >= 0, so
  // about(130, 1/10) is 117..143.
  static Interval about(const Rational& value, const Rational& share);

  // The ends; nothing where the interval has no end on that side.
  [[nodiscard]] const std::optional<Rational>& lo() const { return lo_; }
  [[nodiscard]] const std::optional<Rational>& hi() const { return hi_; }
  // Whether the end itself is excluded. A missing end counts as open.
  [[nodiscard]] bool lo_open() const { return !lo_ || lo_open_; }
  [[nodiscard]] bool hi_open() const { return !hi_ || hi_open_; }

  [[nodiscard]] bool is_exact() const { return lo_ && hi_ && *lo_ == *hi_; }
  [[nodiscard]] bool is_bounded() const { return lo_ && hi_; }
  [[nodiscard]] bool contains(const Rational& value) const;
  // Whether every value of the other is one of ours.
  [[nodiscard]] bool contains(const Interval& other) const;

  // The smallest interval that holds every value of both.
  friend Interval hull(const Interval& a, const Interval& b);
  // The values they share; nothing when they share none.
  friend std::optional<Interval> intersect(const Interval& a, const Interval& b);

  friend Interval operator-(const Interval& a);
  friend Interval operator+(const Interval& a, const Interval& b);
  friend Interval operator-(const Interval& a, const Interval& b);
  friend Interval operator*(const Interval& a, const Interval& b);

  // The same set of values.
  friend bool operator==(const Interval& a, const Interval& b) = default;

 private:
  struct End;
  static Interval from_ends(const End& lo, const End& hi);
  [[nodiscard]] End lower_end() const;
  [[nodiscard]] End upper_end() const;

  std::optional<Rational> lo_;
  std::optional<Rational> hi_;
  bool lo_open_ = false;  // false where there is no end, so that equal sets compare equal
  bool hi_open_ = false;
};

// Is a < b, and so on, for the values they stand for?
Truth is_less(const Interval& a, const Interval& b);
Truth is_at_most(const Interval& a, const Interval& b);
Truth is_equal(const Interval& a, const Interval& b);
inline Truth is_more(const Interval& a, const Interval& b) {
  return is_less(b, a);
}
inline Truth is_at_least(const Interval& a, const Interval& b) {
  return is_at_most(b, a);
}
inline Truth is_not_equal(const Interval& a, const Interval& b) {
  return truth_not(is_equal(a, b));
}

// "130", "117..143", "at least 90", "more than 60", "at most 9", "less than 5", "any number", and
// for open ends of a bounded interval "more than 60 and at most 90".
std::string to_string(const Interval& interval);

}  // namespace caucus
