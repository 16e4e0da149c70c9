// What does a rule say about a package? An expression tree that was parsed and type-checked once.
//
// Nodes live in one vector, children before parents, the root last; no pointers. The parser
// (casefile/) guarantees: ids are of this case, an option belongs to the issue it is compared with,
// operands have the right type, totals have no cycles. Evaluating is then total.
//
// Void issues: the amount of a void issue is 0, and it equals no option (so `==` and `in` are
// false, `!=` is true). Figures are intervals, so a statement is certain, possible or impossible.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caucus/base/interval.h"
#include "caucus/base/rational.h"
#include "caucus/model/ids.h"
#include "caucus/model/package.h"

namespace caucus {

struct Case;

enum class Operator : std::uint8_t {
  // amounts
  number,
  amount_of_issue,
  amount_of_total,
  amount_of_figure,
  negate,
  add,
  subtract,
  multiply,
  // statements
  constant,
  issue_is,
  issue_in,
  equal,
  not_equal,
  less,
  at_most,
  more,
  at_least,
  in_numbers,
  not_,
  and_,
  or_,
  implies,
};

struct ExpressionNode {
  Operator op = Operator::number;
  std::uint16_t subject = 0;  // index of the issue, total or quantity
  std::uint32_t left = 0;     // children: positions in Expression::nodes
  std::uint32_t right = 0;
  Rational number;                   // number; constant: 1 true, 0 false
  std::vector<OptionIndex> options;  // issue_is (one), issue_in (sorted)
  std::vector<Rational> numbers;     // in_numbers: left in {numbers}
};

struct Expression {
  std::vector<ExpressionNode> nodes;
  std::string text;  // as written, white space folded
  std::string unit;  // of an amount; empty if none or unknown

  const ExpressionNode& root() const { return nodes.back(); }
  bool is_statement() const { return root().op >= Operator::constant; }
};

// How certain is the statement for this package? Over partial knowledge of figures only; the
// package is full. Complexity: linear in the expression and the totals it uses.
Truth truth(const Case& c, const Expression& statement, const Package& package);

// The amount of an arithmetic expression for this package.
Interval amount(const Case& c, const Expression& arithmetic, const Package& package);

// The same for a package that settles only some issues: an unsettled issue may have any of its
// options (or be void). Never certain or impossible wrongly; possible where it cannot tell.
Truth truth(const Case& c, const Expression& statement, const PartialPackage& partial);

// The issues it names, sorted; through totals but not through applies_if.
std::vector<IssueId> named_issues(const Case& c, const Expression& expression);

// The issues whose option can change the value, sorted; through totals, and through the applies_if
// of the issues named (a void issue counts 0).
std::vector<IssueId> scope(const Case& c, const Expression& expression);

// The quantities whose figures it uses, sorted; through totals.
std::vector<QuantityId> quantities(const Case& c, const Expression& expression);

// A statement that `both` must hold; used to join the applies_if of a phase and an issue.
Expression conjunction(const Expression& left, const Expression& right);

}  // namespace caucus
