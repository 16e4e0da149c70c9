// How things are said: amounts, figures, rules and packages.
#include "caucus/model/words.h"

#include <doctest/doctest.h>

namespace caucus {
namespace {

ExpressionNode node(Operator op, std::size_t subject = 0) {
  ExpressionNode made;
  made.op = op;
  made.subject = static_cast<std::uint16_t>(subject);
  return made;
}

Expression leaf(Operator op, std::size_t subject, std::vector<OptionIndex> options = {}) {
  ExpressionNode made = node(op, subject);
  made.options = std::move(options);
  return Expression{{made}, "", ""};
}

Expression number(int value) {
  ExpressionNode made = node(Operator::number);
  made.number = Rational(value);
  return Expression{{made}, "", ""};
}

Expression join(Operator op, const Expression& left, const Expression& right) {
  Expression joined = conjunction(left, right);
  joined.nodes.back().op = op;
  return joined;
}

Expression negated(const Expression& statement) {
  Expression made = statement;
  made.nodes.push_back(node(Operator::not_));
  made.nodes.back().left = static_cast<std::uint32_t>(made.nodes.size() - 2);
  return made;
}

// truce of 1 or 42 days; promise: not_mentioned, promised_now, later.
Case small_case() {
  Case c;
  Issue truce;
  truce.id = "truce";
  truce.name = "truce";
  truce.quantity = true;
  truce.unit = "day";
  truce.options = {{"1", "", Rational(1)}, {"42", "", Rational(42)}};
  c.issues.push_back(truce);
  Issue promise;
  promise.id = "promise";
  promise.name = "promise";
  promise.options = {{"not_mentioned", "", {}}, {"promised_now", "", {}}, {"later", "", {}}};
  c.issues.push_back(promise);
  c.quantities.push_back({"held", "people held", "person", {}, {}, {}, false});
  c.evaluation_order_ = order_issues(c).value();
  return c;
}

TEST_CASE("amounts carry their unit, in the plural where there is more than one") {
  CHECK(amount_in_words(Rational(1), "day") == "1 day");
  CHECK(amount_in_words(Rational(42), "day") == "42 days");
  CHECK(amount_in_words(Rational(2), "person") == "2 people");
  CHECK(amount_in_words(Rational(50), "percent") == "50 percent");
  CHECK(amount_in_words(Rational(200), "truck per day") == "200 trucks per day");
  CHECK(amount_in_words(Rational(3), "USD million") == "3 USD million");
  CHECK(amount_in_words(Rational(550), "billion_dollars") == "550 billion dollars");
  CHECK(amount_in_words(Rational(3), "kg") == "3 kg");
  CHECK(amount_in_words(Rational(3), "ha") == "3 ha");
  CHECK(amount_in_words(Rational(3), "MCM") == "3 MCM");
  CHECK(amount_in_words(Rational(3), "delivery") == "3 deliveries");
  CHECK(amount_in_words(Rational(3), "box per day") == "3 boxes per day");
  CHECK(amount_in_words(Rational(1, 4), "") == "0.25");
  CHECK(amount_in_words(Rational(1, 3), "") == "1/3");
  CHECK(amount_in_words(Rational(-35000), "") == "-35,000");
  CHECK(amount_in_words(Rational(1400), "") == "1,400");
  CHECK(amount_in_words(Rational(999), "") == "999");
}

TEST_CASE("intervals and figures say their bounds") {
  CHECK(interval_in_words(Interval::about(130, Rational(1, 10)), "person") == "117 to 143 people");
  CHECK(interval_in_words(Interval::more_than(20), "person") == "more than 20 people");
  CHECK(interval_in_words(Interval(), "person") == "not known");
  const auto figure = [](Bound bound) {
    return Figure{QuantityId(0), {Rational(34), "34"}, std::nullopt, bound, {}, {}, "", {}, {}};
  };
  CHECK(figure_in_words(figure(Bound::about), "person") == "about 34 people");
  CHECK(figure_in_words(figure(Bound::at_least), "") == "at least 34");
}

TEST_CASE("a statement reads as a sentence") {
  const Case c = small_case();
  const Expression long_truce =
      join(Operator::at_least, leaf(Operator::amount_of_issue, 0), number(42));
  const Expression silent = leaf(Operator::issue_is, 1, {0});
  CHECK(in_words(c, long_truce) == "truce is at least 42 days");
  CHECK(in_words(c, silent) == "promise: 'not mentioned'");
  CHECK(in_words(c, negated(silent)) == "promise: not 'not mentioned'");
  CHECK(in_words(c, leaf(Operator::issue_in, 1, {1, 2})) == "promise: 'promised now' or 'later'");
  CHECK(in_words(c, join(Operator::implies, silent, long_truce)) ==
        "if promise is 'not mentioned', then truce is at least 42 days");
  CHECK(in_words(c, negated(long_truce)) == "truce is less than 42 days");
  const Expression held = join(Operator::at_most, leaf(Operator::amount_of_issue, 0),
                               leaf(Operator::amount_of_figure, 0));
  CHECK(in_words(c, held) == "truce is at most the number of people held");
}

TEST_CASE("the opposite of a conjunction and of an implication keep their meaning") {
  const Case c = small_case();
  const Expression one = leaf(Operator::issue_is, 1, {1});
  const Expression two = leaf(Operator::issue_is, 1, {2});
  CHECK(in_words(c, negated(join(Operator::and_, one, two))) ==
        "promise is not 'promised now', or promise is not 'later'");
  CHECK(in_words(c, negated(join(Operator::or_, one, two))) ==
        "promise is not 'promised now', and promise is not 'later'");
  CHECK(in_words(c, negated(join(Operator::implies, one, two))) ==
        "it is not so that if promise is promised now, then promise is later");
}

TEST_CASE("brackets stand where 'and' holds an 'or'") {
  const Case c = small_case();
  const Expression one = leaf(Operator::issue_is, 1, {1});
  const Expression two = leaf(Operator::issue_is, 1, {2});
  const Expression either = join(Operator::or_, one, two);
  CHECK(in_words(c, join(Operator::and_, either, one)) ==
        "(promise is promised now, or promise is later), and promise is promised now");
}

TEST_CASE("packages and their differences leave out what does not apply") {
  const Case c = small_case();
  CHECK(in_words(c, Package({1, void_option})) == "truce: 42 days");
  CHECK(difference_in_words(c, Package({0, 1}), Package({1, 1})) ==
        "truce: 42 days instead of 1 day");
  CHECK(difference_in_words(c, Package({0, 1}), Package({0, 1})) == "nothing");
}

}  // namespace
}  // namespace caucus
