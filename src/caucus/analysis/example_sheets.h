// Cases for tests, built in code: a few lines say what a party prefers.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "caucus/model/case.h"

namespace caucus::example {

// Expressions: the amount of an issue, "the issue has this option", a number, and two under an
// operator.
Expression amount_of(IssueId issue);
Expression is(IssueId issue, OptionIndex option);
Expression number(const Rational& value);
Expression join(Operator op, const Expression& left, const Expression& right);

// A case that grows by calls. Ids are i0, i1 ... for issues, p0, p1 ... for parties, and as in
// files for statements: p0.compare.1.
class Builder {
 public:
  // An issue with that many options, of amounts 0, 1, 2 ...
  IssueId issue(std::size_t options);
  // An issue with options of these amounts.
  IssueId quantity(const std::vector<int>& amounts);
  void applies_if(IssueId issue, const Expression& statement);
  TotalId total(const Expression& sum);

  // A party with an empty sheet; all that follows goes into this sheet. Its id if one is given.
  PartyId party(const std::string& id = "");

  // One preference: what it is about, and what it says of it.
  using Says = decltype(Preference::says);
  void prefer(const Subject& about, Says says);
  void prefer(IssueId issue, Says says) { prefer(Subject{issue, {}}, std::move(says)); }
  // Exact points, one per option.
  void points(IssueId issue, const std::vector<int>& points);

  // One priority: places of issues, from what matters most; or shares of weight.
  void priority(const std::vector<std::vector<IssueId>>& places);
  void shares(const std::vector<std::pair<IssueId, NumberRange>>& ranges);

  void term(const Expression& when, const Rational& points);
  // The first partial package is worth at least as much as the second.
  void compare(std::vector<Term> prefers, std::vector<Term> to);
  void no_agreement(decltype(NoAgreement::says) says);

  // The case so far, ready for analysis.
  Case done() const;

 private:
  PreferenceStatements& sheet() { return made_.sheets.back().preferences; }
  // "p0.compare.1": the id of the statement after `before` others of its kind.
  std::string id(const std::string& kind, std::size_t before) const;

  Case made_;
};

// Calls visit(package) for every canonical package, each once.
void visit_packages(const Case& c, const std::function<void(const Package&)>& visit);

}  // namespace caucus::example
