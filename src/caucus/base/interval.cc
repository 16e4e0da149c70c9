#include "caucus/base/interval.h"

#include <algorithm>

#include "caucus/base/assert.h"

namespace caucus {

// One end of an interval on the line extended by both infinities.
struct Interval::End {
  int infinite = 0;  // -1, 0 or 1
  Rational at;       // where it is when not infinite
  bool open = true;

  [[nodiscard]] bool is_zero() const { return infinite == 0 && at.sign() == 0; }
  [[nodiscard]] int sign() const { return infinite != 0 ? infinite : at.sign(); }

  friend std::strong_ordering compare(const End& a, const End& b) {
    if (a.infinite != b.infinite || a.infinite != 0) return a.infinite <=> b.infinite;
    return a.at <=> b.at;
  }

  friend End sum(const End& a, const End& b) {
    if (a.infinite != 0) return a;
    if (b.infinite != 0) return b;
    return {0, a.at + b.at, a.open || b.open};
  }

  // Zero times an infinite end is 0: the products near it are covered by the other ends.
  friend End product(const End& a, const End& b) {
    if (a.is_zero() || b.is_zero()) {
      const bool reached = (a.is_zero() && !a.open) || (b.is_zero() && !b.open);
      return {0, Rational(), !reached};
    }
    if (a.infinite != 0 || b.infinite != 0) return {a.sign() * b.sign(), Rational(), true};
    return {0, a.at * b.at, a.open || b.open};
  }

  // The outer of two ends on the given side (-1 lower, 1 upper); a closed end is outside an open
  // one at the same place.
  friend const End& outer(const End& a, const End& b, int side) {
    const auto order = compare(a, b);
    if (order == 0) return a.open ? b : a;
    return ((order > 0) == (side > 0)) ? a : b;
  }
  friend const End& inner(const End& a, const End& b, int side) {
    const auto order = compare(a, b);
    if (order == 0) return a.open ? a : b;
    return ((order > 0) == (side > 0)) ? b : a;
  }
};

std::string_view to_string(Truth truth) {
  switch (truth) {
    case Truth::impossible:
      return "impossible";
    case Truth::possible:
      return "possible";
    case Truth::certain:
      return "certain";
  }
  broken_invariant("every truth has a word", "truth is listed", SourcePlace{__FILE__, __LINE__});
}

Interval Interval::from_ends(const End& lo, const End& hi) {
  Interval made;
  if (lo.infinite == 0) {
    made.lo_ = lo.at;
    made.lo_open_ = lo.open;
  }
  if (hi.infinite == 0) {
    made.hi_ = hi.at;
    made.hi_open_ = hi.open;
  }
  return made;
}

Interval::End Interval::lower_end() const {
  return lo_ ? End{0, *lo_, lo_open_} : End{-1, Rational(), true};
}

Interval::End Interval::upper_end() const {
  return hi_ ? End{0, *hi_, hi_open_} : End{1, Rational(), true};
}

Interval Interval::exactly(const Rational& value) {
  return between(value, value);
}

Interval Interval::between(const Rational& lo, const Rational& hi) {
  CAUCUS_ASSERT(lo <= hi, "an interval goes from the smaller number to the larger");
  return from_ends({0, lo, false}, {0, hi, false});
}

Interval Interval::at_least(const Rational& lo) {
  return from_ends({0, lo, false}, {1, Rational(), true});
}
Interval Interval::more_than(const Rational& lo) {
  return from_ends({0, lo, true}, {1, Rational(), true});
}
Interval Interval::at_most(const Rational& hi) {
  return from_ends({-1, Rational(), true}, {0, hi, false});
}
Interval Interval::less_than(const Rational& hi) {
  return from_ends({-1, Rational(), true}, {0, hi, true});
}

Interval Interval::about(const Rational& value, const Rational& share) {
  CAUCUS_ASSERT(share.sign() >= 0, "a number is widened, never narrowed");
  const Rational slack = abs(value) * share;
  return between(value - slack, value + slack);
}

bool Interval::contains(const Rational& value) const {
  return contains(exactly(value));
}

bool Interval::contains(const Interval& other) const {
  return hull(*this, other) == *this;
}

Interval hull(const Interval& a, const Interval& b) {
  return Interval::from_ends(outer(a.lower_end(), b.lower_end(), -1),
                             outer(a.upper_end(), b.upper_end(), 1));
}

std::optional<Interval> intersect(const Interval& a, const Interval& b) {
  const auto a_lo = a.lower_end();
  const auto b_lo = b.lower_end();
  const auto a_hi = a.upper_end();
  const auto b_hi = b.upper_end();
  const auto& lo = inner(a_lo, b_lo, -1);
  const auto& hi = inner(a_hi, b_hi, 1);
  const auto order = compare(lo, hi);
  if (order > 0 || (order == 0 && (lo.open || hi.open))) return std::nullopt;
  return Interval::from_ends(lo, hi);
}

Interval operator-(const Interval& a) {
  auto lo = a.upper_end();
  auto hi = a.lower_end();
  lo = {-lo.infinite, -lo.at, lo.open};
  hi = {-hi.infinite, -hi.at, hi.open};
  return Interval::from_ends(lo, hi);
}

Interval operator+(const Interval& a, const Interval& b) {
  return Interval::from_ends(sum(a.lower_end(), b.lower_end()), sum(a.upper_end(), b.upper_end()));
}

Interval operator-(const Interval& a, const Interval& b) {
  return a + -b;
}

Interval operator*(const Interval& a, const Interval& b) {
  auto lo = product(a.lower_end(), b.lower_end());
  auto hi = lo;
  for (const auto& other :
       {product(a.lower_end(), b.upper_end()), product(a.upper_end(), b.lower_end()),
        product(a.upper_end(), b.upper_end())}) {
    lo = outer(lo, other, -1);
    hi = outer(hi, other, 1);
  }
  return Interval::from_ends(lo, hi);
}

namespace {

// Whether every value of a is below (or at most at, when `or_equal`) every value of b.
bool wholly_below(const Interval& a, const Interval& b, bool or_equal) {
  if (!a.hi() || !b.lo()) return false;
  const auto order = *a.hi() <=> *b.lo();
  return order < 0 || (order == 0 && (or_equal || a.hi_open() || b.lo_open()));
}

}  // namespace

Truth is_less(const Interval& a, const Interval& b) {
  if (wholly_below(a, b, false)) return Truth::certain;
  return wholly_below(b, a, true) ? Truth::impossible : Truth::possible;
}

Truth is_at_most(const Interval& a, const Interval& b) {
  return truth_not(is_less(b, a));
}

Truth is_equal(const Interval& a, const Interval& b) {
  if (a.is_exact() && b.is_exact()) return truth_of(*a.lo() == *b.lo());
  return intersect(a, b) ? Truth::possible : Truth::impossible;
}

std::string to_string(const Interval& interval) {
  if (interval.is_exact()) return to_string(*interval.lo());
  if (interval.is_bounded() && !interval.lo_open() && !interval.hi_open())
    return to_string(*interval.lo()) + ".." + to_string(*interval.hi());
  std::string text;
  if (interval.lo())
    text = (interval.lo_open() ? "more than " : "at least ") + to_string(*interval.lo());
  if (interval.lo() && interval.hi()) text += " and ";
  if (interval.hi())
    text += (interval.hi_open() ? "less than " : "at most ") + to_string(*interval.hi());
  return text.empty() ? "any number" : text;
}

}  // namespace caucus
