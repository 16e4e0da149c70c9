#include "caucus/analysis/linear_amount.h"

#include <algorithm>
#include <map>

namespace caucus {
namespace {

// sum of coefficient * amount of issue + what figures and numbers add.
struct LinearAmount {
  std::map<IssueId, Rational> of;
  Interval constant = Interval::exactly(Rational(0));

  bool is_number() const { return of.empty() && constant.is_exact(); }
};

LinearAmount scaled(const LinearAmount& amount, const Rational& by) {
  LinearAmount result;
  for (const auto& [issue, coefficient] : amount.of)
    result.of[issue] = coefficient * by;
  result.constant = amount.constant * Interval::exactly(by);
  return result;
}

LinearAmount sum(LinearAmount a, const LinearAmount& b) {
  for (const auto& [issue, coefficient] : b.of)
    a.of[issue] += coefficient;
  a.constant = a.constant + b.constant;
  return a;
}

std::optional<LinearAmount> linear(const Case& c, const Expression& e, std::size_t at) {
  const ExpressionNode& n = e.nodes[at];
  LinearAmount amount;
  switch (n.op) {
    case Operator::number:
      amount.constant = Interval::exactly(n.number);
      return amount;
    case Operator::amount_of_issue:
      amount.of[IssueId(n.subject)] = Rational(1);
      return amount;
    case Operator::amount_of_total: {
      const Expression& is = c.totals[TotalId(n.subject)].is;
      return linear(c, is, is.nodes.size() - 1);
    }
    case Operator::amount_of_figure:
      amount.constant = c.quantities[QuantityId(n.subject)].resolved;
      return amount;
    case Operator::negate:
    case Operator::add:
    case Operator::subtract:
    case Operator::multiply:
      break;
    default:
      return std::nullopt;
  }
  const auto left = linear(c, e, n.left);
  if (!left) return std::nullopt;
  if (n.op == Operator::negate) return scaled(*left, Rational(-1));
  const auto right = linear(c, e, n.right);
  if (!right) return std::nullopt;
  if (n.op == Operator::add) return sum(*left, *right);
  if (n.op == Operator::subtract) return sum(*left, scaled(*right, Rational(-1)));
  if (left->is_number()) return scaled(*right, *left->constant.lo());
  if (right->is_number()) return scaled(*left, *right->constant.lo());
  return std::nullopt;
}

// Limits of a whole amount = unit * (amount of the issues), which is compared with any value of an
// interval.
class Limits {
 public:
  Limits(Window& window, Int128 unit, const Interval& with)
      : window_(window), unit_(unit), with_(with) {}

  // The amount is at most, or less than, the value.
  void below(bool or_equal) const {
    if (with_.hi()) window_.possible_high = most(*with_.hi(), or_equal && !with_.hi_open());
    if (with_.lo())
      window_.certain_high = most(*with_.lo(), or_equal || with_.lo_open());
    else
      never_certain();
  }
  void above(bool or_equal) const {
    if (with_.lo()) window_.possible_low = least(*with_.lo(), or_equal && !with_.lo_open());
    if (with_.hi())
      window_.certain_low = least(*with_.hi(), or_equal || with_.hi_open());
    else
      never_certain();
  }
  void equal() const {
    if (with_.hi()) window_.possible_high = most(*with_.hi(), !with_.hi_open());
    if (with_.lo()) window_.possible_low = least(*with_.lo(), !with_.lo_open());
    if (with_.is_exact()) {
      window_.certain_low = window_.possible_low;
      window_.certain_high = window_.possible_high;
    } else {
      never_certain();
    }
  }

 private:
  void never_certain() const {
    window_.certain_low = 1;
    window_.certain_high = 0;
  }
  // The largest whole amount at most, or below, the limit, and the reverse.
  std::int64_t most(const Rational& limit, bool reached) const {
    const Rational whole = limit * Rational(unit_);
    return fitting(reached ? whole.floor() : whole.ceil() - 1);
  }
  std::int64_t least(const Rational& limit, bool reached) const {
    const Rational whole = limit * Rational(unit_);
    return fitting(reached ? whole.ceil() : whole.floor() + 1);
  }
  // Amounts stay below 2^61, so a limit beyond 2^62 may be taken as 2^62.
  static std::int64_t fitting(Int128 limit) {
    constexpr Int128 far = Int128{1} << 62;
    return static_cast<std::int64_t>(std::clamp<Int128>(limit, -far, far));
  }

  Window& window_;
  Int128 unit_;
  const Interval& with_;
};

// What each slot of each issue adds, in whole numbers; the unit they are counted in, or nothing.
std::optional<Int128> fill_amounts(const Case& c, const LinearAmount& amount, LinearWindow& found) {
  std::vector<std::vector<Rational>> values;
  std::vector<Rational> all;
  for (const auto& [id, coefficient] : amount.of) {
    if (coefficient == Rational(0)) continue;
    const Issue& issue = c.issues[id];
    std::vector<Rational> of_slots;
    for (const Option& option : issue.options)
      of_slots.push_back(coefficient * option.value);
    if (issue.applies_if_joined) of_slots.push_back(Rational(0));
    all.insert(all.end(), of_slots.begin(), of_slots.end());
    values.push_back(std::move(of_slots));
    found.scope.push_back(id);
  }
  const std::optional<Int128> unit = common_denominator(all);
  if (!unit) return std::nullopt;
  constexpr Int128 most = Int128{1} << 61;
  Int128 reach = 0;
  for (const std::vector<Rational>& of_slots : values) {
    std::vector<std::int64_t> whole;
    Int128 largest = 0;
    for (const Rational& value : of_slots) {
      const auto units = checked_multiply(value.numerator(), *unit / value.denominator());
      if (!units || *units > most || *units < -most) return std::nullopt;
      largest = std::max(largest, *units < 0 ? -*units : *units);
      whole.push_back(static_cast<std::int64_t>(*units));
    }
    reach += largest;
    found.window.amounts.push_back(std::move(whole));
  }
  if (reach > most) return std::nullopt;
  return unit;
}

}  // namespace

std::optional<LinearWindow> linear_window(const Case& c, const Expression& statement) {
  const ExpressionNode& root = statement.root();
  if (root.op < Operator::equal || root.op > Operator::at_least || root.op == Operator::not_equal)
    return std::nullopt;
  try {
    const auto left = linear(c, statement, root.left);
    const auto right = left ? linear(c, statement, root.right) : std::nullopt;
    if (!right) return std::nullopt;
    LinearAmount difference;
    difference.of = sum(*left, scaled(*right, Rational(-1))).of;
    const Interval with = right->constant - left->constant;
    LinearWindow found;
    const auto unit = fill_amounts(c, difference, found);
    if (!unit) return std::nullopt;
    const Limits limits(found.window, *unit, with);
    if (root.op == Operator::equal) limits.equal();
    if (root.op == Operator::less) limits.below(false);
    if (root.op == Operator::at_most) limits.below(true);
    if (root.op == Operator::more) limits.above(false);
    if (root.op == Operator::at_least) limits.above(true);
    return found;
  } catch (const NumberOverflow&) {
    return std::nullopt;  // the expression itself may still be judged package by package
  }
}

}  // namespace caucus
