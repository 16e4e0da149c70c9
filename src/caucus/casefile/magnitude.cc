#include "caucus/casefile/magnitude.h"

#include <algorithm>

#include <fmt/format.h>

namespace caucus {
namespace {

constexpr Int128 limit = (Int128{1} << 62) - 1;

std::optional<Magnitude> within(std::optional<Int128> whole, std::optional<Int128> denominator) {
  if (!whole || !denominator || *whole > limit || *denominator > limit) return std::nullopt;
  return Magnitude{*whole, *denominator};
}

bool is_leaf(Operator op) {
  return op <= Operator::amount_of_figure || op == Operator::constant || op == Operator::issue_is ||
         op == Operator::issue_in;
}

Int128 size_of(Int128 number) {
  return number < 0 ? -number : number;
}

// Both brought to one denominator.
struct Common {
  std::optional<Int128> a;
  std::optional<Int128> b;
  std::optional<Int128> denominator;
};
Common common(const Magnitude& a, const Magnitude& b) {
  const auto denominator = checked_lcm(a.denominator, b.denominator);
  if (!denominator) return {};
  return {checked_multiply(a.whole, *denominator / a.denominator),
          checked_multiply(b.whole, *denominator / b.denominator), denominator};
}

}  // namespace

std::optional<Magnitude> magnitude_of(const Rational& number) {
  return within(size_of(number.numerator()), number.denominator());
}

std::optional<Magnitude> sum(const Magnitude& a, const Magnitude& b) {
  const Common ends = common(a, b);
  if (!ends.a || !ends.b) return std::nullopt;
  return within(checked_add(*ends.a, *ends.b), ends.denominator);
}

std::optional<Magnitude> both(const Magnitude& a, const Magnitude& b) {
  const Common ends = common(a, b);
  if (!ends.a || !ends.b) return std::nullopt;
  return within(std::max(*ends.a, *ends.b), ends.denominator);
}

std::optional<Magnitude> product(const Magnitude& a, const Magnitude& b) {
  return within(checked_multiply(a.whole, b.whole), checked_multiply(a.denominator, b.denominator));
}

std::optional<Magnitude> magnitude_of(const Issue& issue) {
  std::optional<Magnitude> bound = Magnitude{};
  for (const Option& option : issue.options) {
    const auto next = magnitude_of(option.value);
    bound = bound && next ? both(*bound, *next) : std::nullopt;
  }
  // Not below 1: what an issue of amount 0 is multiplied with has a size of its own when the
  // product is written out.
  if (bound) bound->whole = std::max<Int128>(bound->whole, 1);
  return bound;
}

std::optional<Magnitude> magnitude_of(const Interval& interval) {
  std::optional<Magnitude> bound = Magnitude{};
  for (const auto& end : {interval.lo(), interval.hi()}) {
    if (!end || !bound) continue;
    const auto next = magnitude_of(*end);
    bound = next ? both(*bound, *next) : std::nullopt;
  }
  // Points are worked out with its centre, which may be half of a number more.
  if (bound && interval.is_bounded() && !interval.is_exact())
    bound = product(*bound, Magnitude{2, 2});
  return bound;
}

Magnitudes::Magnitudes(const Case& c) : totals_(c.totals.size()) {
  for (const Issue& issue : c.issues)
    issues_.push_back(magnitude_of(issue).value_or(Magnitude{}));
  for (const Quantity& quantity : c.quantities)
    quantities_.push_back(magnitude_of(quantity.resolved).value_or(Magnitude{}));
}

std::optional<Magnitude> Magnitudes::node_bound(
    const ExpressionNode& node, const std::vector<std::optional<Magnitude>>& bounds) const {
  const auto joined = [&](const auto& join) -> std::optional<Magnitude> {
    const auto& left = bounds[node.left];
    const auto& right = bounds[node.right];
    return left && right ? join(*left, *right) : std::nullopt;
  };
  switch (node.op) {
    case Operator::number:
      return magnitude_of(node.number);
    case Operator::amount_of_issue:
      return issues_[node.subject];
    case Operator::amount_of_total:
      return totals_[node.subject].bound;
    case Operator::amount_of_figure:
      return quantities_[node.subject];
    case Operator::negate:
      return bounds[node.left];
    case Operator::multiply:
      return joined(product);
    case Operator::add:
    case Operator::subtract:
    case Operator::equal:
    case Operator::not_equal:
    case Operator::less:
    case Operator::at_most:
    case Operator::more:
    case Operator::at_least:
      return joined(sum);
    case Operator::in_numbers: {
      std::optional<Magnitude> bound = bounds[node.left];
      for (const Rational& number : node.numbers) {
        const auto next = magnitude_of(number);
        bound = bound && next ? both(*bound, *next) : std::nullopt;
      }
      return bound;
    }
    default:
      return Magnitude{};
  }
}

Magnitudes::Written Magnitudes::written_out(const Expression& expression) const {
  Written written;
  std::vector<std::optional<Magnitude>> bounds;
  std::vector<std::size_t> levels;
  bounds.reserve(expression.nodes.size());
  levels.reserve(expression.nodes.size());
  bool fits = true;
  written.parts = expression.nodes.size();
  for (const ExpressionNode& node : expression.nodes) {
    bounds.push_back(node_bound(node, bounds));
    fits = fits && bounds.back();
    std::size_t below = 0;
    if (!is_leaf(node.op)) {
      below = levels[node.left];
      if (node.right < levels.size()) below = std::max(below, levels[node.right]);
    }
    if (node.op == Operator::amount_of_total) {
      const Written& total = totals_[node.subject];
      written.parts = std::min(written.parts + total.parts, parts_max + 1);
      below = total.levels;
    }
    levels.push_back(std::min(below, levels_max) + 1);
  }
  written.levels = levels.back();
  written.bound = fits ? bounds.back() : std::nullopt;
  return written;
}

std::optional<Complaint> Magnitudes::check(const Expression& expression) const {
  const Written written = written_out(expression);
  if (written.levels > levels_max)
    return Complaint{
        FaultKind::too_deep,
        fmt::format("with its totals written out this is nested more than {} levels deep",
                    levels_max),
        "let totals name the issues themselves"};
  if (written.parts > parts_max)
    return Complaint{
        FaultKind::too_many,
        fmt::format("with its totals written out this has more than {} parts", parts_max),
        "use fewer totals in it"};
  if (!written.bound)
    return Complaint{FaultKind::number_too_large,
                     "the numbers in this get too large for exact arithmetic (18 digits)",
                     "use larger units, fewer decimal places or fewer factors"};
  return std::nullopt;
}

void Magnitudes::set_total(TotalId id, const Expression& is) {
  Written written = written_out(is);
  if (!written.bound) written.bound = Magnitude{};
  totals_[id.index()] = written;
}

}  // namespace caucus
