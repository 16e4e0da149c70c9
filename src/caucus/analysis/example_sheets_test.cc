#include "caucus/analysis/example_sheets.h"

#include <algorithm>
#include <cstdint>

#include <doctest/doctest.h>

namespace caucus::example {
namespace {

Expression leaf(Operator op, std::size_t subject, std::vector<OptionIndex> options = {}) {
  ExpressionNode node;
  node.op = op;
  node.subject = static_cast<std::uint16_t>(subject);
  node.options = std::move(options);
  return {{node}, "", ""};
}

}  // namespace

Expression amount_of(IssueId issue) {
  return leaf(Operator::amount_of_issue, issue.index());
}

Expression is(IssueId issue, OptionIndex option) {
  return leaf(Operator::issue_is, issue.index(), {option});
}

Expression number(const Rational& value) {
  ExpressionNode node;
  node.number = value;
  return {{node}, "", ""};
}

Expression join(Operator op, const Expression& left, const Expression& right) {
  Expression joined = conjunction(left, right);
  joined.nodes.back().op = op;
  return joined;
}

IssueId Builder::issue(std::size_t options) {
  std::vector<int> amounts;
  for (std::size_t i = 0; i < options; ++i)
    amounts.push_back(static_cast<int>(i));
  return quantity(amounts);
}

IssueId Builder::quantity(const std::vector<int>& amounts) {
  Issue made;
  made.id = "i" + std::to_string(made_.issues.size());
  made.quantity = true;
  for (int amount : amounts)
    made.options.push_back({std::to_string(amount), "", Rational(amount)});
  return made_.issues.push_back(std::move(made));
}

void Builder::applies_if(IssueId issue, const Expression& statement) {
  made_.issues[issue].applies_if = statement;
  made_.issues[issue].applies_if_joined = statement;
}

TotalId Builder::total(const Expression& sum) {
  Total made;
  made.id = "t" + std::to_string(made_.totals.size());
  made.is = sum;
  return made_.totals.push_back(std::move(made));
}

PartyId Builder::party(const std::string& id) {
  Party made;
  made.id = id.empty() ? "p" + std::to_string(made_.parties.size()) : id;
  const PartyId party = made_.parties.push_back(std::move(made));
  made_.sheets.push_back({party, "mediator", {}, {}, {}, {}, {}, {}, {}, {}});
  return party;
}

void Builder::prefer(const Subject& about, Says says) {
  auto& list = sheet().preferences;
  list.push_back({id("preference", list.size()), about, std::move(says), {}});
}

void Builder::points(IssueId issue, const std::vector<int>& points) {
  OptionPoints says;
  for (int one : points)
    says.points.push_back({Rational(one), Rational(one)});
  prefer(issue, says);
}

void Builder::priority(const std::vector<std::vector<IssueId>>& places) {
  PriorityOrder order;
  for (const auto& place : places) {
    order.places.emplace_back();
    for (IssueId issue : place)
      order.places.back().push_back({issue, {}});
  }
  auto& list = sheet().priorities;
  list.push_back({id("priority", list.size()), std::move(order), false, {}});
}

void Builder::shares(const std::vector<std::pair<IssueId, NumberRange>>& ranges) {
  std::vector<WeightRange> says;
  for (const auto& [issue, range] : ranges)
    says.push_back({{issue, {}}, range});
  auto& list = sheet().priorities;
  list.push_back({id("priority", list.size()), std::move(says), false, {}});
}

void Builder::term(const Expression& when, const Rational& points) {
  auto& list = sheet().terms;
  list.push_back({id("term", list.size()), when, points, {}});
}

void Builder::compare(std::vector<Term> prefers, std::vector<Term> to) {
  auto& list = sheet().comparisons;
  list.push_back({id("compare", list.size()), {std::move(prefers)}, {std::move(to)}, {}});
}

void Builder::no_agreement(decltype(NoAgreement::says) says) {
  sheet().no_agreement = NoAgreement{
      made_.parties[made_.sheets.back().party].id + ".no_agreement", std::move(says), {}};
}

Case Builder::done() const {
  Case c = made_;
  c.evaluation_order_ = order_issues(c).value();
  return c;
}

std::string Builder::id(const std::string& kind, std::size_t before) const {
  return made_.parties[made_.sheets.back().party].id + "." + kind + "." +
         std::to_string(before + 1);
}

void visit_packages(const Case& c, const std::function<void(const Package&)>& visit) {
  std::vector<OptionIndex> options(c.issues.size(), 0);
  for (;;) {
    // Of the raw packages of one agreement, the one with first options in void issues stands for
    // it.
    const Package canonical = c.canonical(Package(options));
    bool stands = true;
    for (IssueId issue : c.issues.ids())
      stands = stands && (canonical.applies(issue) || options[issue.index()] == 0);
    if (stands) visit(canonical);
    std::size_t i = 0;
    while (i < options.size() && ++options[i] == c.issues[IssueId(i)].options.size())
      options[i++] = 0;
    if (i == options.size()) return;
  }
}

TEST_CASE("every canonical package is visited once") {
  Builder build;
  const IssueId a = build.issue(3);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(4);
  build.applies_if(d, is(b, 1));
  const Case c = build.done();
  std::vector<Package> seen;
  visit_packages(c, [&](const Package& package) { seen.push_back(package); });
  CHECK(seen.size() == count_packages(c).exact);
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
  CHECK(seen.front()[a] == 0);
}

}  // namespace caucus::example
