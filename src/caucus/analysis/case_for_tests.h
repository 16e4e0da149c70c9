// Small cases built in code, and random ones, for tests of the analysis: what a case file would
// say, without the reader. Included by tests only.
//
//     Case c = case_of({{"truce", {7, 14}}, {"release", {0, 20, 40}}}, 2);
//     c.rules.push_back(rule_of(compare(Operator::at_most, amount_of(0), number(14))));
//     finish(c);
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "caucus/analysis/utility.h"
#include "caucus/base/random.h"
#include "caucus/model/case.h"

namespace caucus::for_tests {

// --- Expressions ---------------------------------------------------------------------------------

inline Expression leaf(ExpressionNode node) {
  return Expression{{std::move(node)}, "", ""};
}
inline Expression number(Rational value) {
  ExpressionNode node;
  node.number = value;
  return leaf(std::move(node));
}
inline Expression subject(Operator op, std::size_t of, std::vector<OptionIndex> options = {}) {
  ExpressionNode node;
  node.op = op;
  node.subject = static_cast<std::uint16_t>(of);
  node.options = std::move(options);
  return leaf(std::move(node));
}
inline Expression amount_of(std::size_t issue) {
  return subject(Operator::amount_of_issue, issue);
}
inline Expression issue_in(std::size_t issue, std::vector<OptionIndex> options) {
  const Operator op = options.size() == 1 ? Operator::issue_is : Operator::issue_in;
  return subject(op, issue, std::move(options));
}
// Two expressions under an operator: sums, comparisons, and, or, implies.
inline Expression join(Operator op, const Expression& left, const Expression& right) {
  Expression joined = conjunction(left, right);
  joined.nodes.back().op = op;
  return joined;
}
// One expression under not_ or negate.
inline Expression under(Operator op, Expression of) {
  ExpressionNode node;
  node.op = op;
  node.left = static_cast<std::uint32_t>(of.nodes.size() - 1);
  of.nodes.push_back(std::move(node));
  return of;
}

// --- Cases ---------------------------------------------------------------------------------------

inline Issue issue_of(std::string id, const std::vector<int>& amounts) {
  Issue issue;
  issue.id = std::move(id);
  issue.quantity = true;
  for (int amount : amounts)
    issue.options.push_back({std::to_string(amount), "", Rational(amount)});
  return issue;
}

// Parties "a", "b" ... each with an empty sheet.
inline Case case_of(const std::vector<std::pair<std::string, std::vector<int>>>& issues,
                    std::size_t parties) {
  Case c;
  for (const auto& [id, amounts] : issues)
    c.issues.push_back(issue_of(id, amounts));
  for (std::size_t p = 0; p < parties; ++p) {
    Party party;
    party.id = party.name = std::string(1, static_cast<char>('a' + p));
    c.sheets.push_back({c.parties.push_back(party), "mediator", {}, {}, {}, {}, {}, {}, {}, {}});
  }
  return c;
}

inline Rule rule_of(Expression is) {
  Rule rule;
  rule.is = std::move(is);
  return rule;
}

inline Line line_of(std::string id, Expression is) {
  Line line;
  line.id = std::move(id);
  line.is = std::move(is);
  return line;
}

inline void apply_only_if(Case& c, std::size_t issue, const Expression& statement) {
  c.issues[IssueId(issue)].applies_if = statement;
  c.issues[IssueId(issue)].applies_if_joined = statement;
}

// Has to be called once all issues are there.
inline void finish(Case& c) {
  c.evaluation_order_ = order_issues(c).value();
}

// The sheet says something about preferences, so that its reservation value is a demand.
inline void give_preference(Case& c, std::size_t party) {
  c.sheets[party].preferences.preferences.push_back(
      {"", {IssueId(0), std::nullopt}, Indifferent{}, {}});
}

// --- Random cases --------------------------------------------------------------------------------

struct RandomShape {
  std::size_t parties = 3;
  std::size_t issues_max = 4;
  std::size_t options_max = 4;
  std::size_t rules_max = 2;
  std::size_t lines_max = 2;  // per party
  bool void_issues = true;
  bool figures = true;
};

class RandomCase {
 public:
  RandomCase(RandomStream& dice, const RandomShape& shape) : dice_(dice), shape_(shape) {}

  Case make() {
    std::vector<std::pair<std::string, std::vector<int>>> issues;
    const std::size_t n = 1 + pick(shape_.issues_max);
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<int> amounts;
      for (std::size_t k = 0, options = 1 + pick(shape_.options_max); k < options; ++k)
        amounts.push_back(static_cast<int>(3 * k + pick(3)));
      issues.emplace_back("i" + std::to_string(i), amounts);
    }
    case_ = case_of(issues, shape_.parties);
    if (shape_.figures) add_figures();
    add_totals();
    if (shape_.void_issues) add_void_issues();
    finish(case_);
    open_issues_ = n;
    for (std::size_t r = pick(shape_.rules_max + 1); r > 0; --r)
      case_.rules.push_back(rule_of(statement(2)));
    for (std::size_t p = 0; p < shape_.parties; ++p) {
      give_preference(case_, p);
      for (std::size_t k = pick(shape_.lines_max + 1); k > 0; --k)
        case_.sheets[p].lines.push_back(
            line_of(case_.parties[PartyId(p)].id + std::to_string(k), statement(1)));
    }
    return std::move(case_);
  }

 private:
  std::size_t pick(std::size_t below) { return static_cast<std::size_t>(dice_.below(below)); }

  void add_figures() {
    for (std::size_t k = 0; k < 2; ++k) {
      const Rational low(static_cast<Int128>(pick(6)));
      const Interval ranges[] = {Interval::exactly(low), Interval::between(low, low + 4),
                                 Interval::more_than(low), Interval::less_than(low), Interval()};
      Quantity quantity{"q" + std::to_string(k), "", "", {}, {}, ranges[pick(5)], false};
      case_.quantities.push_back(std::move(quantity));
    }
  }

  void add_totals() {
    open_issues_ = case_.issues.size();
    Expression sum = amount_of(pick(open_issues_));
    sum = join(Operator::add, sum, amount_of(pick(open_issues_)));
    case_.totals.push_back({"t", "", "", std::move(sum), {}});
  }

  // An issue may depend on issues before it in a random order, so that no cycle arises.
  void add_void_issues() {
    for (std::size_t issue = 1; issue < case_.issues.size(); ++issue) {
      if (pick(3) > 0) continue;
      open_issues_ = issue;
      apply_only_if(case_, issue, issue_in(pick(issue), {static_cast<OptionIndex>(pick(2))}));
      const auto& named = case_.issues[IssueId(issue)].applies_if->nodes.front();
      if (named.options.front() >= case_.issues[IssueId(named.subject)].options.size())
        apply_only_if(case_, issue, issue_in(named.subject, {0}));
    }
  }

  Expression sum(bool figures) {
    switch (pick(figures && shape_.figures ? 5 : 4)) {
      case 0:
        return number(Rational(static_cast<Int128>(pick(15))));
      case 1:
        return join(Operator::add, amount_of(pick(open_issues_)), amount_of(pick(open_issues_)));
      case 2:
        return join(Operator::multiply, number(Rational(static_cast<Int128>(pick(5)) - 2, 2)),
                    amount_of(pick(open_issues_)));
      case 3:
        return subject(Operator::amount_of_total, 0);
      default:
        return subject(Operator::amount_of_figure, pick(2));
    }
  }

  Expression statement(std::size_t depth) {
    static constexpr Operator comparisons[] = {Operator::less,  Operator::at_most,
                                               Operator::more,  Operator::at_least,
                                               Operator::equal, Operator::not_equal};
    static constexpr Operator connectives[] = {Operator::and_, Operator::or_, Operator::implies};
    const std::size_t kind = pick(depth == 0 ? 4 : 6);
    if (kind < 2) {
      const std::size_t issue = pick(open_issues_);
      const std::size_t options = case_.issues[IssueId(issue)].options.size();
      std::vector<OptionIndex> wanted;
      for (std::size_t k = 0; k < options; ++k)
        if (pick(2) == 0) wanted.push_back(static_cast<OptionIndex>(k));
      if (wanted.empty()) wanted.push_back(0);
      return issue_in(issue, std::move(wanted));
    }
    if (kind < 4) return join(comparisons[pick(6)], sum(false), sum(true));
    if (kind == 4) return under(Operator::not_, statement(depth - 1));
    return join(connectives[pick(3)], statement(depth - 1), statement(depth - 1));
  }

  RandomStream& dice_;
  const RandomShape shape_;
  Case case_;
  std::size_t open_issues_ = 0;
};

inline Case random_case(RandomStream& dice, const RandomShape& shape) {
  return RandomCase(dice, shape).make();
}

// Sums of one to four tables over one to three issues, worths in small fractions, brought to the
// range worst..best; reservation values from below 0 to near the middle.
inline Utility random_utility(const Case& c, PartyId party, RandomStream& dice) {
  Utility utility;
  utility.party = party;
  for (std::uint64_t t = 1 + dice.below(4); t > 0; --t) {
    WorthTable table;
    std::size_t entries = 1;
    for (IssueId issue : c.issues.ids()) {
      if (table.scope.size() == 3 || dice.below(2) == 0) continue;
      table.scope.push_back(issue);
      entries *= slots(c, issue);
    }
    const auto denominator = static_cast<Int128>(1 + dice.below(3));
    for (std::size_t e = 0; e < entries; ++e)
      table.worth.emplace_back(static_cast<Int128>(dice.below(9)) - 2, denominator);
    utility.tables.push_back(std::move(table));
  }
  const Extremes range = extremes(c, utility.tables);
  utility.worst = range.worst;
  utility.best = range.best;
  utility.reservation = Rational(static_cast<Int128>(dice.below(8)) - 3, 10);
  return utility;
}

inline Utilities random_utilities(const Case& c, RandomStream& dice) {
  Utilities utilities;
  for (PartyId party : c.parties.ids())
    utilities.push_back(random_utility(c, party, dice));
  return utilities;
}

// Every package of a case once, in case-file order, by trying all combinations of options.
inline std::vector<Package> all_packages(const Case& c) {
  std::vector<Package> found;
  std::vector<OptionIndex> options(c.issues.size(), 0);
  for (bool more = true; more;) {
    found.push_back(c.canonical(Package(options)));
    more = false;
    for (std::size_t i = options.size(); i-- > 0 && !more;) {
      more = ++options[i] < c.issues[IssueId(i)].options.size();
      if (!more) options[i] = 0;
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace caucus::for_tests
