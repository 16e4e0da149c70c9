#include "caucus/model/expression.h"

#include <algorithm>
#include <set>

#include "caucus/base/assert.h"
#include "caucus/model/case.h"

namespace caucus {
namespace {

// Evaluates over one package, or over all packages that agree with a partial one. `Options` says
// what is known of an issue: its amount as an interval, and how certain it is that it has an
// option.
template <class Options>
class Evaluator {
 public:
  Evaluator(const Case& c, const Options& options) : case_(c), options_(options) {}

  Truth truth(const Expression& e) const { return truth_at(e, e.nodes.size() - 1); }
  Interval amount(const Expression& e) const { return amount_at(e, e.nodes.size() - 1); }

 private:
  Truth truth_at(const Expression& e, std::size_t at) const {
    const ExpressionNode& n = e.nodes[at];
    switch (n.op) {
      case Operator::constant:
        return truth_of(n.number != Rational(0));
      case Operator::issue_is:
      case Operator::issue_in:
        return options_.is_among(IssueId(n.subject), n.options);
      case Operator::in_numbers:
        return is_among(amount_at(e, n.left), n.numbers);
      case Operator::not_:
        return truth_not(truth_at(e, n.left));
      case Operator::and_:
        return and_at(e, n);
      case Operator::or_:
        return or_at(e, n);
      case Operator::implies:
        return truth_implies(truth_at(e, n.left), truth_at(e, n.right));
      default:
        return comparison(n.op, amount_at(e, n.left), amount_at(e, n.right));
    }
  }

  // What the left side settles is not looked at again.
  Truth and_at(const Expression& e, const ExpressionNode& n) const {
    const Truth left = truth_at(e, n.left);
    return left == Truth::impossible ? left : truth_and(left, truth_at(e, n.right));
  }
  Truth or_at(const Expression& e, const ExpressionNode& n) const {
    const Truth left = truth_at(e, n.left);
    return left == Truth::certain ? left : truth_or(left, truth_at(e, n.right));
  }

  static Truth comparison(Operator op, const Interval& left, const Interval& right) {
    switch (op) {
      case Operator::equal:
        return is_equal(left, right);
      case Operator::not_equal:
        return is_not_equal(left, right);
      case Operator::less:
        return is_less(left, right);
      case Operator::at_most:
        return is_at_most(left, right);
      case Operator::more:
        return is_more(left, right);
      case Operator::at_least:
        return is_at_least(left, right);
      default:
        CAUCUS_ASSERT(false, "a statement node has a statement operator");
    }
    return Truth::impossible;
  }

  static Truth is_among(const Interval& amount, const std::vector<Rational>& numbers) {
    Truth any = Truth::impossible;
    for (const Rational& number : numbers)
      any = truth_or(any, is_equal(amount, Interval::exactly(number)));
    return any;
  }

  Interval amount_at(const Expression& e, std::size_t at) const {
    const ExpressionNode& n = e.nodes[at];
    switch (n.op) {
      case Operator::number:
        return Interval::exactly(n.number);
      case Operator::amount_of_issue:
        return options_.amount(IssueId(n.subject));
      case Operator::amount_of_total:
        return amount(case_.totals[TotalId(n.subject)].is);
      case Operator::amount_of_figure:
        return case_.quantities[QuantityId(n.subject)].resolved;
      case Operator::negate:
        return -amount_at(e, n.left);
      case Operator::add:
        return amount_at(e, n.left) + amount_at(e, n.right);
      case Operator::subtract:
        return amount_at(e, n.left) - amount_at(e, n.right);
      case Operator::multiply:
        return amount_at(e, n.left) * amount_at(e, n.right);
      default:
        CAUCUS_ASSERT(false, "an arithmetic node has an arithmetic operator");
    }
    return {};
  }

  const Case& case_;
  const Options& options_;
};

// What one package says of its issues.
struct FullOptions {
  const Case& c;
  const Package& package;

  Interval amount(IssueId issue) const {
    if (!package.applies(issue)) return Interval::exactly(Rational(0));
    return Interval::exactly(c.issues[issue].options[package[issue]].value);
  }
  Truth is_among(IssueId issue, const std::vector<OptionIndex>& wanted) const {
    return truth_of(std::binary_search(wanted.begin(), wanted.end(), package[issue]));
  }
};

// What a partial package says: an unsettled issue may have any option, or be void.
struct PartialOptions {
  const Case& c;
  const PartialPackage& partial;

  const Term* settled(IssueId issue) const {
    for (const Term& term : partial.terms)
      if (term.issue == issue) return &term;
    return nullptr;
  }
  Interval amount(IssueId issue) const {
    const std::vector<Option>& options = c.issues[issue].options;
    if (const Term* term = settled(issue)) return Interval::exactly(options[term->option].value);
    const auto [low, high] =
        std::minmax_element(options.begin(), options.end(),
                            [](const Option& a, const Option& b) { return a.value < b.value; });
    const Interval any = Interval::between(low->value, high->value);
    return c.issues[issue].applies_if_joined ? hull(any, Interval::exactly(Rational(0))) : any;
  }
  Truth is_among(IssueId issue, const std::vector<OptionIndex>& wanted) const {
    if (const Term* term = settled(issue))
      return truth_of(std::binary_search(wanted.begin(), wanted.end(), term->option));
    const bool all = wanted.size() == c.issues[issue].options.size();
    if (all && !c.issues[issue].applies_if_joined) return Truth::certain;
    return wanted.empty() ? Truth::impossible : Truth::possible;
  }
};

// Calls a visitor on every node, through totals (each total once).
template <class Visit>
void visit_nodes(const Case& c, const Expression& e, std::set<std::uint16_t>& totals,
                 const Visit& visit) {
  for (const ExpressionNode& n : e.nodes) {
    visit(n);
    if (n.op == Operator::amount_of_total && totals.insert(n.subject).second)
      visit_nodes(c, c.totals[TotalId(n.subject)].is, totals, visit);
  }
}

void add_issues(const Case& c, const Expression& e, std::set<IssueId>& issues) {
  for (IssueId issue : named_issues(c, e)) {
    if (!issues.insert(issue).second) continue;
    if (const auto& applies_if = c.issues[issue].applies_if_joined)
      add_issues(c, *applies_if, issues);
  }
}

}  // namespace

Truth truth(const Case& c, const Expression& statement, const Package& package) {
  const FullOptions options{c, package};
  return Evaluator(c, options).truth(statement);
}

Interval amount(const Case& c, const Expression& arithmetic, const Package& package) {
  const FullOptions options{c, package};
  return Evaluator(c, options).amount(arithmetic);
}

Truth truth(const Case& c, const Expression& statement, const PartialPackage& partial) {
  const PartialOptions options{c, partial};
  return Evaluator(c, options).truth(statement);
}

std::vector<IssueId> named_issues(const Case& c, const Expression& expression) {
  std::set<IssueId> issues;
  std::set<std::uint16_t> totals;
  visit_nodes(c, expression, totals, [&](const ExpressionNode& n) {
    if (n.op == Operator::amount_of_issue || n.op == Operator::issue_is ||
        n.op == Operator::issue_in)
      issues.insert(IssueId(n.subject));
  });
  return {issues.begin(), issues.end()};
}

std::vector<IssueId> scope(const Case& c, const Expression& expression) {
  std::set<IssueId> issues;
  add_issues(c, expression, issues);
  return {issues.begin(), issues.end()};
}

std::vector<QuantityId> quantities(const Case& c, const Expression& expression) {
  std::set<QuantityId> found;
  std::set<std::uint16_t> totals;
  visit_nodes(c, expression, totals, [&](const ExpressionNode& n) {
    if (n.op == Operator::amount_of_figure) found.insert(QuantityId(n.subject));
  });
  return {found.begin(), found.end()};
}

Expression conjunction(const Expression& left, const Expression& right) {
  Expression both;
  both.nodes = left.nodes;
  const auto shift = static_cast<std::uint32_t>(left.nodes.size());
  for (ExpressionNode n : right.nodes) {
    n.left += shift;
    n.right += shift;
    both.nodes.push_back(std::move(n));
  }
  ExpressionNode root;
  root.op = Operator::and_;
  root.left = shift - 1;
  root.right = static_cast<std::uint32_t>(both.nodes.size() - 1);
  both.nodes.push_back(std::move(root));
  both.text = "(" + left.text + ") and (" + right.text + ")";
  return both;
}

}  // namespace caucus
