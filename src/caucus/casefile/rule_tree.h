// How do the nodes of an expression come to stand in the right order? A rule is parsed into loose
// nodes; `finish` brings those below the root into one Expression, children before parents.
//
// Chains of one associative operator are built balanced once they are long, because everybody who
// evaluates an expression recurses over it. Complexity: linear.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "caucus/model/expression.h"

namespace caucus {

class RuleTree {
 public:
  using Index = std::uint32_t;

  Index add(ExpressionNode node);
  Index add(Operator op, Index left, Index right = 0);
  Index number(const Rational& value);
  Index of_subject(Operator op, std::uint16_t subject);
  Index choice(std::uint16_t issue, std::vector<OptionIndex> options);  // issue_is or issue_in
  Index constant(bool value);

  // The parts joined by an associative operator.
  Index chain(Operator op, std::span<const Index> parts);
  // The first part plus or minus each of the others; `minus[i]` belongs to parts[i], the first is
  // false.
  Index sum(std::span<const Index> parts, const std::vector<bool>& minus);

  Expression finish(Index root) const;

 private:
  Index balanced_sum(std::span<const Index> parts, const std::vector<bool>& minus,
                     std::size_t first, bool flipped);
  Index copy(Index node, Expression& into) const;

  std::vector<ExpressionNode> nodes_;
};

}  // namespace caucus
