// The case as a value: void issues, counting, and what statements say of full and partial packages.
#include "caucus/model/case.h"

#include <doctest/doctest.h>

namespace caucus {
namespace {

Expression leaf(Operator op, std::size_t subject, std::vector<OptionIndex> options = {}) {
  ExpressionNode node;
  node.op = op;
  node.subject = static_cast<std::uint16_t>(subject);
  node.options = std::move(options);
  return Expression{{node}, "", ""};
}

Expression number(Rational value) {
  ExpressionNode node;
  node.number = value;
  return Expression{{node}, "", ""};
}

// Joins two expressions under an operator.
Expression join(Operator op, const Expression& left, const Expression& right) {
  Expression joined = conjunction(left, right);
  joined.nodes.back().op = op;
  return joined;
}

Issue issue(std::string id, std::vector<int> amounts) {
  Issue made;
  made.id = std::move(id);
  made.quantity = true;
  for (int amount : amounts)
    made.options.push_back({std::to_string(amount), "", Rational(amount)});
  return made;
}

// truce of 7, 14 or 21 days; monitors 0 or 1; report 1 or 2, only where there are monitors.
Case small_case() {
  Case c;
  const IssueId truce = c.issues.push_back(issue("truce", {7, 14, 21}));
  const IssueId monitors = c.issues.push_back(issue("monitors", {0, 1}));
  Issue report = issue("report", {1, 2});
  report.applies_if = leaf(Operator::issue_is, monitors.index(), {1});
  report.applies_if_joined = report.applies_if;
  c.issues.push_back(report);
  c.totals.push_back({"effort",
                      "",
                      "",
                      join(Operator::multiply, leaf(Operator::amount_of_issue, truce.index()),
                           leaf(Operator::amount_of_issue, 2)),
                      {}});
  c.evaluation_order_ = order_issues(c).value();
  return c;
}

TEST_CASE("a void issue multiplies no packages and has one canonical form") {
  const Case c = small_case();
  CHECK(count_packages(c).exact == 3 * (1 + 2));
  const Package without = c.canonical(Package({1, 0, 1}));
  CHECK_FALSE(without.applies(IssueId(2)));
  CHECK(without == c.canonical(Package({1, 0, 0})));
  CHECK(c.canonical(Package({1, 1, void_option}))[IssueId(2)] == 0);
}

TEST_CASE("a void issue is 0 in arithmetic and equals no option") {
  const Case c = small_case();
  const Package without = c.canonical(Package({2, 0, 0}));
  CHECK(amount(c, c.totals[TotalId(0)].is, without) == Interval::exactly(0));
  CHECK(truth(c, leaf(Operator::issue_in, 2, {0, 1}), without) == Truth::impossible);
  const Package with = c.canonical(Package({2, 1, 1}));
  CHECK(amount(c, c.totals[TotalId(0)].is, with) == Interval::exactly(42));
}

TEST_CASE("a statement over a figure is certain, possible or impossible") {
  Case c = small_case();
  Quantity held{"held", "", "", {}, {}, Interval::between(10, 20), false};
  c.quantities.push_back(held);
  const Expression within = join(Operator::at_most, leaf(Operator::amount_of_issue, 0),
                                 leaf(Operator::amount_of_figure, 0));
  CHECK(truth(c, within, c.canonical(Package({0, 0, 0}))) == Truth::certain);
  CHECK(truth(c, within, c.canonical(Package({1, 0, 0}))) == Truth::possible);
  CHECK(truth(c, within, c.canonical(Package({2, 0, 0}))) == Truth::impossible);
  CHECK(quantities(c, within) == std::vector{QuantityId(0)});
}

TEST_CASE("a partial package leaves open what it does not settle") {
  const Case c = small_case();
  const Expression long_truce =
      join(Operator::at_least, leaf(Operator::amount_of_issue, 0), number(Rational(14)));
  CHECK(truth(c, long_truce, PartialPackage{}) == Truth::possible);
  CHECK(truth(c, long_truce, PartialPackage{{{IssueId(0), 0}}}) == Truth::impossible);
  CHECK(truth(c, long_truce, PartialPackage{{{IssueId(0), 2}}}) == Truth::certain);
  const Expression any =
      join(Operator::at_least, leaf(Operator::amount_of_issue, 0), number(Rational(7)));
  CHECK(truth(c, any, PartialPackage{}) == Truth::certain);
}

TEST_CASE("the scope of an expression follows totals and what makes issues void") {
  const Case c = small_case();
  CHECK(scope(c, leaf(Operator::amount_of_total, 0)) ==
        std::vector{IssueId(0), IssueId(1), IssueId(2)});
  CHECK(scope(c, leaf(Operator::amount_of_issue, 0)) == std::vector{IssueId(0)});
}

TEST_CASE("applies_if rules that name each other have no order") {
  Case c = small_case();
  c.issues[IssueId(1)].applies_if_joined = leaf(Operator::issue_is, 2, {0});
  CHECK_FALSE(order_issues(c).has_value());
}

TEST_CASE("a rule that leaves nothing makes every package impossible") {
  Case c = small_case();
  c.rules.push_back({"none", false, leaf(Operator::issue_in, 0, {}), "", {}});
  CHECK(feasible(c, c.canonical(Package({0, 0, 0}))) == Truth::impossible);
}

TEST_CASE("an id without a name prints with spaces, and [names] gives one") {
  Case c = small_case();
  c.names.emplace_back("war_cabinet", "War cabinet");
  CHECK(c.name_of("war_cabinet") == "War cabinet");
  CHECK(c.name_of("from_towns") == "from towns");
}

TEST_CASE("every enumerator prints one word") {
  CHECK(token(TalksState::completed) == "completed");
  CHECK(token(Audience::public_) == "public");
  CHECK(token(ResolutionWord::dialogue) == "dialogue");
  CHECK(token(LineKind::precondition) == "precondition");
}

}  // namespace
}  // namespace caucus
