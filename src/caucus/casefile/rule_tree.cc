#include "caucus/casefile/rule_tree.h"

#include <algorithm>

namespace caucus {
namespace {

// Shorter chains keep the shape in which they were written: a + b + c is (a + b) + c.
constexpr std::size_t long_chain = 32;

bool has_left(Operator op) {
  return op == Operator::negate || op == Operator::not_ || op == Operator::in_numbers ||
         (op >= Operator::add && op <= Operator::multiply) ||
         (op >= Operator::equal && op <= Operator::at_least) || op >= Operator::and_;
}
bool has_right(Operator op) {
  return has_left(op) && op != Operator::negate && op != Operator::not_ &&
         op != Operator::in_numbers;
}

}  // namespace

RuleTree::Index RuleTree::add(ExpressionNode node) {
  nodes_.push_back(std::move(node));
  return static_cast<Index>(nodes_.size() - 1);
}

RuleTree::Index RuleTree::add(Operator op, Index left, Index right) {
  ExpressionNode node;
  node.op = op;
  node.left = left;
  node.right = right;
  return add(std::move(node));
}

RuleTree::Index RuleTree::number(const Rational& value) {
  ExpressionNode node;
  node.op = Operator::number;
  node.number = value;
  return add(std::move(node));
}

RuleTree::Index RuleTree::of_subject(Operator op, std::uint16_t subject) {
  ExpressionNode node;
  node.op = op;
  node.subject = subject;
  return add(std::move(node));
}

RuleTree::Index RuleTree::choice(std::uint16_t issue, std::vector<OptionIndex> options) {
  std::sort(options.begin(), options.end());
  options.erase(std::unique(options.begin(), options.end()), options.end());
  ExpressionNode node;
  node.op = options.size() == 1 ? Operator::issue_is : Operator::issue_in;
  node.subject = issue;
  node.options = std::move(options);
  return add(std::move(node));
}

RuleTree::Index RuleTree::constant(bool value) {
  ExpressionNode node;
  node.op = Operator::constant;
  node.number = Rational(value ? 1 : 0);
  return add(std::move(node));
}

RuleTree::Index RuleTree::chain(Operator op, std::span<const Index> parts) {
  if (parts.size() == 1) return parts.front();
  if (parts.size() > long_chain) {
    const std::size_t middle = parts.size() / 2;
    const Index left = chain(op, parts.first(middle));
    return add(op, left, chain(op, parts.subspan(middle)));
  }
  Index joined = parts.front();
  for (const Index part : parts.subspan(1))
    joined = add(op, joined, part);
  return joined;
}

RuleTree::Index RuleTree::sum(std::span<const Index> parts, const std::vector<bool>& minus) {
  return balanced_sum(parts, minus, 0, false);
}

// `first` is the position of parts[0] in `minus`; `flipped` says that a minus stands before it all.
RuleTree::Index RuleTree::balanced_sum(std::span<const Index> parts, const std::vector<bool>& minus,
                                       std::size_t first, bool flipped) {
  const auto op = [&](std::size_t part) {
    return minus[first + part] != flipped ? Operator::subtract : Operator::add;
  };
  if (parts.size() > long_chain) {
    const std::size_t middle = parts.size() / 2;
    const bool subtracted = op(middle) == Operator::subtract;
    const Index left = balanced_sum(parts.first(middle), minus, first, flipped);
    const Index right =
        balanced_sum(parts.subspan(middle), minus, first + middle, flipped != subtracted);
    return add(op(middle), left, right);
  }
  Index joined = parts.front();
  for (std::size_t part = 1; part < parts.size(); ++part)
    joined = add(op(part), joined, parts[part]);
  return joined;
}

Expression RuleTree::finish(Index root) const {
  Expression expression;
  copy(root, expression);
  return expression;
}

RuleTree::Index RuleTree::copy(Index at, Expression& into) const {
  ExpressionNode node = nodes_[at];
  if (has_left(node.op)) node.left = copy(node.left, into);
  if (has_right(node.op)) node.right = copy(node.right, into);
  into.nodes.push_back(std::move(node));
  return static_cast<Index>(into.nodes.size() - 1);
}

}  // namespace caucus
