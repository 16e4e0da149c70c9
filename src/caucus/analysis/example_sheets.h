// Cases for tests, built in code: a few lines say what a party prefers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "caucus/model/case.h"

namespace caucus::example {

inline Expression leaf(Operator op, std::size_t subject, std::vector<OptionIndex> options = {}) {
  ExpressionNode node;
  node.op = op;
  node.subject = static_cast<std::uint16_t>(subject);
  node.options = std::move(options);
  return {{node}, "", ""};
}

inline Expression number(const Rational& value) {
  ExpressionNode node;
  node.number = value;
  return {{node}, "", ""};
}

// Two expressions under an operator.
inline Expression join(Operator op, const Expression& left, const Expression& right) {
  Expression joined = conjunction(left, right);
  joined.nodes.back().op = op;
  return joined;
}

inline Expression amount_of(IssueId issue) {
  return leaf(Operator::amount_of_issue, issue.index());
}
inline Expression is(IssueId issue, OptionIndex option) {
  return leaf(Operator::issue_is, issue.index(), {option});
}

// A case that grows by calls. Ids are i0, i1 ... for issues and p0, p1 ... for parties.
class Builder {
 public:
  // An issue with options 0 .. options-1 of those amounts.
  IssueId issue(std::size_t options) {
    std::vector<int> amounts;
    for (std::size_t i = 0; i < options; ++i)
      amounts.push_back(static_cast<int>(i));
    return quantity(amounts);
  }
  IssueId quantity(const std::vector<int>& amounts) {
    Issue made;
    made.id = "i" + std::to_string(made_.issues.size());
    made.quantity = true;
    for (int amount : amounts)
      made.options.push_back({std::to_string(amount), "", Rational(amount)});
    return made_.issues.push_back(std::move(made));
  }
  void applies_if(IssueId issue, const Expression& statement) {
    made_.issues[issue].applies_if = statement;
    made_.issues[issue].applies_if_joined = statement;
  }
  TotalId total(const Expression& sum) {
    Total made;
    made.id = "t" + std::to_string(made_.totals.size());
    made.is = sum;
    return made_.totals.push_back(std::move(made));
  }
  // A party with an empty sheet; what follows goes into this sheet.
  PartyId party(const std::string& id = "") {
    Party made;
    made.id = id.empty() ? "p" + std::to_string(made_.parties.size()) : id;
    const PartyId party = made_.parties.push_back(std::move(made));
    made_.sheets.push_back({party, "mediator", {}, {}, {}, {}, {}, {}, {}, {}});
    return party;
  }
  template <class Says>
  void prefer(const Subject& about, Says says) {
    auto& list = sheet().preferences;
    list.push_back({id("preference", list.size()), about, std::move(says), {}});
  }
  template <class Says>
  void prefer(IssueId issue, Says says) {
    prefer(Subject{issue, {}}, std::move(says));
  }
  void points(IssueId issue, const std::vector<int>& points) {
    OptionPoints says;
    for (int one : points)
      says.points.push_back({Rational(one), Rational(one)});
    prefer(issue, says);
  }
  void priority(const std::vector<std::vector<IssueId>>& places) {
    PriorityOrder order;
    for (const auto& place : places) {
      order.places.emplace_back();
      for (IssueId issue : place)
        order.places.back().push_back({issue, {}});
    }
    auto& list = sheet().priorities;
    list.push_back({id("priority", list.size()), std::move(order), false, {}});
  }
  void shares(const std::vector<std::pair<IssueId, NumberRange>>& ranges) {
    std::vector<WeightRange> says;
    for (const auto& [issue, range] : ranges)
      says.push_back({{issue, {}}, range});
    auto& list = sheet().priorities;
    list.push_back({id("priority", list.size()), std::move(says), false, {}});
  }
  void term(const Expression& when, const Rational& points) {
    auto& list = sheet().terms;
    list.push_back({id("term", list.size()), when, points, {}});
  }
  void compare(std::vector<Term> prefers, std::vector<Term> to) {
    auto& list = sheet().comparisons;
    list.push_back({id("compare", list.size()), {std::move(prefers)}, {std::move(to)}, {}});
  }
  template <class Says>
  void no_agreement(Says says) {
    sheet().no_agreement =
        NoAgreement{made_.parties[made_.sheets.back().party].id + ".no_agreement", says, {}};
  }
  Case done() const {
    Case c = made_;
    c.evaluation_order_ = order_issues(c).value();
    return c;
  }

 private:
  PreferenceStatements& sheet() { return made_.sheets.back().preferences; }
  std::string id(const std::string& kind, std::size_t before) const {
    return made_.parties[made_.sheets.back().party].id + "." + kind + "." +
           std::to_string(before + 1);
  }

  Case made_;
};

// Calls visit(package) for every canonical package, each once.
template <class Visit>
void visit_packages(const Case& c, const Visit& visit) {
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

}  // namespace caucus::example
