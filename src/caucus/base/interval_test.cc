#include "caucus/base/interval.h"

#include <optional>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace caucus {
namespace {

const Interval all;
Interval between(int lo, int hi) {
  return Interval::between(lo, hi);
}

TEST_CASE("figures as they are reported") {
  CHECK(to_string(Interval::about(130, Rational(1, 10))) == "117..143");
  CHECK(to_string(Interval::about(-10, Rational(1, 2))) == "-15..-5");
  CHECK(to_string(Interval::exactly(130)) == "130");
  CHECK(to_string(Interval::at_least(90)) == "at least 90");
  CHECK(to_string(Interval::more_than(60)) == "more than 60");
  CHECK(to_string(Interval::at_most(9)) == "at most 9");
  CHECK(to_string(Interval::less_than(Rational(1, 2))) == "less than 1/2");
  CHECK(to_string(all) == "any number");
  CHECK(to_string(*intersect(Interval::more_than(60), Interval::at_most(90))) ==
        "more than 60 and at most 90");
  CHECK_THROWS_AS(between(2, 1), BrokenInvariant);
  CHECK_THROWS_AS(Interval::about(1, -1), BrokenInvariant);
}

TEST_CASE("what an interval contains") {
  CHECK(Interval::at_least(90).contains(90));
  CHECK_FALSE(Interval::more_than(90).contains(90));
  CHECK(Interval::more_than(90).contains(Rational(901, 10)));
  CHECK_FALSE(Interval::less_than(5).contains(5));
  CHECK(all.contains(Interval::at_least(3)));
  CHECK_FALSE(Interval::at_least(3).contains(all));
  CHECK(Interval::at_least(3).contains(Interval::more_than(3)));
  CHECK_FALSE(Interval::more_than(3).contains(Interval::at_least(3)));
  CHECK(all.lo_open());
  CHECK_FALSE(all.is_bounded());
  CHECK(Interval::exactly(3).is_exact());
}

TEST_CASE("hull and intersection") {
  CHECK(hull(between(1, 2), between(5, 6)) == between(1, 6));
  CHECK(hull(Interval::at_least(3), Interval::less_than(0)) == all);
  CHECK(hull(Interval::more_than(3), Interval::at_least(3)) == Interval::at_least(3));
  CHECK(intersect(between(1, 5), between(3, 9)) == between(3, 5));
  CHECK_FALSE(intersect(between(1, 2), between(3, 4)));
  CHECK(intersect(between(1, 3), between(3, 4)) == Interval::exactly(3));
  CHECK_FALSE(intersect(Interval::less_than(3), Interval::at_least(3)));
  CHECK(intersect(all, Interval::more_than(1)) == Interval::more_than(1));
}

TEST_CASE("comparison has three answers") {
  CHECK(is_less(between(1, 2), between(3, 4)) == Truth::certain);
  CHECK(is_less(between(3, 4), between(1, 2)) == Truth::impossible);
  CHECK(is_less(between(1, 3), between(2, 4)) == Truth::possible);
  CHECK(is_less(between(1, 3), between(3, 4)) == Truth::possible);
  CHECK(is_at_most(between(1, 3), between(3, 4)) == Truth::certain);
  CHECK(is_less(Interval::less_than(3), between(3, 4)) == Truth::certain);
  CHECK(is_at_most(between(3, 4), between(1, 3)) == Truth::possible);
  CHECK(is_at_most(between(3, 4), Interval::less_than(3)) == Truth::impossible);
  CHECK(is_less(between(3, 4), between(1, 3)) == Truth::impossible);
  CHECK(is_less(Interval::exactly(3), Interval::exactly(3)) == Truth::impossible);
  CHECK(is_at_most(Interval::exactly(3), Interval::exactly(3)) == Truth::certain);
  CHECK(is_more(Interval::more_than(60), Interval::exactly(60)) == Truth::certain);
  CHECK(is_at_least(Interval::at_least(60), Interval::exactly(60)) == Truth::certain);
  CHECK(is_at_least(Interval::at_least(60), Interval::exactly(61)) == Truth::possible);
  CHECK(is_less(all, all) == Truth::possible);
  CHECK(is_equal(Interval::exactly(3), Interval::exactly(3)) == Truth::certain);
  CHECK(is_equal(Interval::exactly(3), Interval::exactly(4)) == Truth::impossible);
  CHECK(is_equal(between(1, 3), between(1, 3)) == Truth::possible);
  CHECK(is_equal(Interval::less_than(3), Interval::at_least(3)) == Truth::impossible);
  CHECK(is_not_equal(between(1, 2), between(3, 4)) == Truth::certain);
}

TEST_CASE("unbounded and open ends in products") {
  CHECK(Interval::at_least(2) * Interval::exactly(0) == Interval::exactly(0));
  CHECK(Interval::at_least(2) * Interval::at_least(3) == Interval::at_least(6));
  CHECK(Interval::more_than(0) * Interval::at_least(1) == Interval::more_than(0));
  CHECK(Interval::at_least(0) * Interval::more_than(0) == Interval::at_least(0));
  CHECK(Interval::at_least(1) * between(-1, 1) == all);
  CHECK(Interval::more_than(2) * Interval::exactly(-3) == Interval::less_than(-6));
  CHECK(all * Interval::exactly(0) == Interval::exactly(0));
  CHECK(all * Interval::exactly(2) == all);
  CHECK(-Interval::more_than(2) == Interval::less_than(-2));
  CHECK(Interval::at_least(2) - Interval::more_than(1) == all);
  CHECK(Interval::at_least(2) + Interval::more_than(1) == Interval::more_than(3));
  CHECK(between(1, 2) - between(1, 2) == between(-1, 1));
}

TEST_CASE("the tables of three truths") {
  constexpr Truth no = Truth::impossible, maybe = Truth::possible, yes = Truth::certain;
  CHECK(truth_and(yes, maybe) == maybe);
  CHECK(truth_and(no, maybe) == no);
  CHECK(truth_or(yes, maybe) == yes);
  CHECK(truth_or(no, maybe) == maybe);
  CHECK(truth_not(maybe) == maybe);
  CHECK(truth_not(yes) == no);
  CHECK(truth_implies(no, maybe) == yes);
  CHECK(truth_implies(maybe, no) == maybe);
  CHECK(truth_implies(yes, no) == no);
  CHECK(truth_of(true) == yes);
  for (const Truth a : {no, maybe, yes})
    for (const Truth b : {no, maybe, yes}) {
      CHECK(truth_not(truth_and(a, b)) == truth_or(truth_not(a), truth_not(b)));
      CHECK(truth_and(a, b) == truth_and(b, a));
    }
  CHECK(to_string(maybe) == "possible");
}

// Interval ends are drawn from -4..4 and values from quarters within it (and two beyond), so that
// every relation between ends and values, touching included, is met many times.
Interval any_interval() {
  const int a = *rc::gen::inRange(-4, 5), b = *rc::gen::inRange(-4, 5);
  std::optional<Interval> low, high;
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      low = Interval::at_least(std::min(a, b));
      break;
    case 1:
      low = Interval::more_than(std::min(a, b));
      break;
    default:
      low = Interval();
      break;
  }
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      high = Interval::at_most(std::max(a, b));
      break;
    case 1:
      high = Interval::less_than(std::max(a, b));
      break;
    default:
      high = Interval();
      break;
  }
  const auto both = intersect(*low, *high);
  return both ? *both : Interval::exactly(a);
}

std::vector<Rational> values_of(const Interval& interval) {
  std::vector<Rational> values;
  for (int quarters = -24; quarters <= 24; ++quarters)
    if (interval.contains(Rational(quarters, 4))) values.emplace_back(quarters, 4);
  return values;
}

TEST_CASE("properties of intervals") {
  CHECK(rc::check("an answer agrees with every pair of values", [] {
    const Interval a = any_interval(), b = any_interval();
    bool some_less = false, all_less = true, some_equal = false, all_equal = true;
    for (const Rational& x : values_of(a))
      for (const Rational& y : values_of(b)) {
        (x < y ? some_less : all_less) = x < y;
        (x == y ? some_equal : all_equal) = x == y;
      }
    const auto truth = [](bool some, bool every) {
      return every ? Truth::certain : some ? Truth::possible : Truth::impossible;
    };
    // Ends are whole, values quarters from -6 to 6, so each kind of pair that exists is among them.
    RC_ASSERT(is_less(a, b) == truth(some_less, all_less));
    RC_ASSERT(is_equal(a, b) == truth(some_equal, all_equal));
    RC_ASSERT(is_at_most(a, b) == truth_not(is_less(b, a)));
    RC_ASSERT(intersect(a, b).has_value() == some_equal);
  }));
  CHECK(rc::check("results contain the result of every pair of values", [] {
    const Interval a = any_interval(), b = any_interval();
    const Interval sum = a + b, difference = a - b, product = a * b, both = hull(a, b);
    for (const Rational& x : values_of(a))
      for (const Rational& y : values_of(b)) {
        RC_ASSERT(sum.contains(x + y));
        RC_ASSERT(difference.contains(x - y));
        RC_ASSERT(product.contains(x * y));
        RC_ASSERT(both.contains(x));
        RC_ASSERT(both.contains(y));
      }
  }));
  CHECK(rc::check("a closed end of a product is reached and a bounded one approached", [] {
    const Interval a = any_interval(), b = any_interval();
    const Interval product = a * b;
    bool lo_reached = false, lo_near = false;
    // Near an open end, come as close as 1/64 in each factor: products then differ by less than
    // 1/4.
    std::vector<Rational> xs = values_of(a), ys = values_of(b);
    for (auto* pair : {&xs, &ys}) {
      const Interval& of = pair == &xs ? a : b;
      if (of.lo()) pair->push_back(*of.lo() + Rational(1, 64));
      if (of.hi()) pair->push_back(*of.hi() - Rational(1, 64));
      std::erase_if(*pair, [&](const Rational& value) { return !of.contains(value); });
    }
    for (const Rational& x : xs)
      for (const Rational& y : ys) {
        if (!product.lo()) continue;
        lo_reached = lo_reached || x * y == *product.lo();
        lo_near = lo_near || x * y - *product.lo() < Rational(1, 4);
      }
    if (product.lo() && !product.lo_open()) RC_ASSERT(lo_reached);
    if (product.lo() && product.lo_open()) {
      RC_ASSERT(lo_near);
      RC_ASSERT(!lo_reached);
    }
  }));
}

}  // namespace
}  // namespace caucus
