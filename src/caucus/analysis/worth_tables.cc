#include "caucus/analysis/worth_tables.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace caucus {
namespace {

// A product of powers of issues' amounts, sorted by issue; empty for a constant.
using Product = std::vector<std::pair<IssueId, std::uint64_t>>;
using Polynomial = std::map<Product, Rational>;

// Powers this high are the same for 0, 1 and -1 as any other of their parity, and of every other
// number they are too large to be a number here.
constexpr std::uint64_t power_max = std::uint64_t{1} << 32;

Product times(const Product& a, const Product& b) {
  std::map<IssueId, std::uint64_t> powers(a.begin(), a.end());
  for (const auto& [issue, power] : b) {
    std::uint64_t& sum = powers[issue];
    sum += power;
    if (sum > power_max) sum = power_max + sum % 2;
  }
  return {powers.begin(), powers.end()};
}

Polynomial plus(Polynomial a, const Polynomial& b, const Rational& factor) {
  for (const auto& [product, coefficient] : b)
    a[product] += factor * coefficient;
  return a;
}

Polynomial times(const Polynomial& a, const Polynomial& b) {
  Polynomial result;
  for (const auto& [product_a, coefficient_a] : a)
    for (const auto& [product_b, coefficient_b] : b)
      result[times(product_a, product_b)] += coefficient_a * coefficient_b;
  return result;
}

Polynomial multiplied_out(const Case& c, const Expression& e, std::size_t at) {
  const ExpressionNode& n = e.nodes[at];
  switch (n.op) {
    case Operator::number:
      return {{{}, n.number}};
    case Operator::amount_of_issue:
      return {{{{IssueId(n.subject), 1}}, Rational(1)}};
    case Operator::amount_of_total: {
      const Expression& is = c.totals[TotalId(n.subject)].is;
      return multiplied_out(c, is, is.nodes.size() - 1);
    }
    case Operator::amount_of_figure:
      return {{{}, centre(c.quantities[QuantityId(n.subject)].resolved)}};
    case Operator::negate:
      return plus({}, multiplied_out(c, e, n.left), Rational(-1));
    case Operator::add:
      return plus(multiplied_out(c, e, n.left), multiplied_out(c, e, n.right), Rational(1));
    case Operator::subtract:
      return plus(multiplied_out(c, e, n.left), multiplied_out(c, e, n.right), Rational(-1));
    case Operator::multiply:
      return times(multiplied_out(c, e, n.left), multiplied_out(c, e, n.right));
    default:
      CAUCUS_ASSERT(false, "an amount is arithmetic");
  }
  return {};
}

Rational power(Rational base, std::uint64_t exponent) {
  Rational result = Rational(1);
  while (exponent > 0) {
    if (exponent % 2 == 1) result *= base;
    exponent /= 2;
    if (exponent > 0) base *= base;
  }
  return result;
}

// Calls visit(entry, options) for each combination of the slots of a scope, in table order.
template <class Visit>
void visit_slots(const Case& c, const std::vector<IssueId>& scope, const Visit& visit) {
  std::vector<OptionIndex> options(scope.size(), 0);
  const std::size_t entries = entries_over(c, scope);
  for (std::size_t entry = 0; entry < entries; ++entry) {
    std::size_t rest = entry;
    for (std::size_t i = scope.size(); i-- > 0;) {
      const std::size_t count = slots(c, scope[i]);
      const std::size_t slot = rest % count;
      rest /= count;
      options[i] =
          slot < c.issues[scope[i]].options.size() ? static_cast<OptionIndex>(slot) : void_option;
    }
    visit(entry, options);
  }
}

Rational amount_of(const Case& c, IssueId issue, OptionIndex option) {
  return option == void_option ? Rational(0) : c.issues[issue].options[option].value;
}

Rational value_of(const Product& product, const std::map<IssueId, Rational>& amounts) {
  Rational value = Rational(1);
  for (const auto& [issue, exponent] : product)
    value *= power(amounts.at(issue), exponent);
  return value;
}

// To 9 digits after every step: with the 62 bits of a bound, products of two fit in 128.
Rational rough_value_of(const Product& product, const std::map<IssueId, Rational>& amounts) {
  Rational value = Rational(1);
  for (const auto& [issue, exponent] : product)
    for (std::uint64_t i = 0; i < exponent; ++i)
      value = rounded(value * rounded(amounts.at(issue), 9), 9);
  return value;
}

}  // namespace

Rational centre(const Interval& interval) {
  if (interval.is_bounded()) return (*interval.lo() + *interval.hi()) / 2;
  if (interval.lo()) return *interval.lo();
  if (interval.hi()) return *interval.hi();
  return Rational(0);
}

Rational rounded(const Rational& number, int digits) {
  const Int128 whole = number.floor();
  const Rational rest(number.numerator() - whole * number.denominator(), number.denominator());
  return Rational(whole) + Rational::parse(rest.to_decimal(digits)).value();
}

std::size_t entries_over(const Case& c, const std::vector<IssueId>& scope) {
  std::size_t entries = 1;
  for (IssueId issue : scope) {
    entries *= slots(c, issue);
    CAUCUS_ASSERT(entries <= table_slots_max,
                  "issues that are multiplied, or joined in one term, have few combinations");
  }
  return entries;
}

std::size_t entry_of(const Case& c, const WorthTable& table, const Package& package) {
  std::size_t entry = 0;
  for (IssueId issue : table.scope)
    entry = entry * slots(c, issue) + slot_of(c, issue, package[issue]);
  return entry;
}

std::vector<WorthTable> amount_tables(const Case& c, const Expression& arithmetic) {
  std::map<std::vector<IssueId>, Polynomial> by_scope;
  for (auto& [product, coefficient] : multiplied_out(c, arithmetic, arithmetic.nodes.size() - 1)) {
    if (coefficient == Rational(0)) continue;
    std::vector<IssueId> scope;
    for (const auto& [issue, exponent] : product)
      scope.push_back(issue);
    by_scope[scope][product] = coefficient;
  }
  std::vector<WorthTable> tables;
  for (const auto& entry : by_scope) {
    const Polynomial& products = entry.second;  // clang 14 captures no structured bindings
    WorthTable table{entry.first, {}};
    table.worth.reserve(entries_over(c, table.scope));
    visit_slots(c, table.scope, [&](std::size_t, const std::vector<OptionIndex>& options) {
      std::map<IssueId, Rational> amounts;
      for (std::size_t i = 0; i < options.size(); ++i)
        amounts.emplace(table.scope[i], amount_of(c, table.scope[i], options[i]));
      Rational sum;
      for (const auto& [product, coefficient] : products)
        sum += coefficient * value_of(product, amounts);
      table.worth.push_back(sum);
    });
    tables.push_back(std::move(table));
  }
  return tables;
}

WorthTable table_over(const Case& c, std::vector<IssueId> scope,
                      const std::function<Rational(const Package&)>& worth) {
  WorthTable table{std::move(scope), {}};
  table.worth.reserve(entries_over(c, table.scope));
  std::vector<OptionIndex> full(c.issues.size(), void_option);
  visit_slots(c, table.scope, [&](std::size_t, const std::vector<OptionIndex>& options) {
    for (std::size_t i = 0; i < options.size(); ++i)
      full[table.scope[i].index()] = options[i];
    table.worth.push_back(worth(Package(full)));
  });
  return table;
}

WorthTable statement_table(const Case& c, const Expression& statement, const Rational& worth) {
  return table_over(c, named_issues(c, statement), [&](const Package& package) {
    return truth(c, statement, package) == Truth::certain ? worth : Rational(0);
  });
}

std::optional<OptionIndex> settled(const Case& c, const PartialPackage& package, IssueId issue) {
  const auto& applies_if = c.issues[issue].applies_if_joined;
  if (applies_if && truth(c, *applies_if, package) == Truth::impossible) return void_option;
  for (const Term& term : package.terms)
    if (term.issue == issue) return term.option;
  return std::nullopt;
}

Rational central_amount(const Case& c, const Expression& arithmetic,
                        const PartialPackage& package) {
  std::map<IssueId, Rational> amounts;
  const Polynomial sum = multiplied_out(c, arithmetic, arithmetic.nodes.size() - 1);
  for (const auto& [product, coefficient] : sum) {
    for (const auto& [issue, exponent] : product) {
      if (amounts.contains(issue)) continue;
      const auto option = settled(c, package, issue);
      const auto [low, high] = std::ranges::minmax_element(c.issues[issue].options, {},
                                                           [](const Option& o) { return o.value; });
      amounts.emplace(issue,
                      option ? amount_of(c, issue, *option) : (low->value + high->value) / 2);
    }
  }
  try {
    Rational amount;
    for (const auto& [product, coefficient] : sum)
      amount += coefficient * value_of(product, amounts);
    return amount;
  } catch (const NumberOverflow&) {
    // Powers of halves, too fine for 128 bits.
    Rational amount;
    for (const auto& [product, coefficient] : sum)
      amount += rounded(coefficient * rough_value_of(product, amounts), 9);
    return amount;
  }
}

}  // namespace caucus
