#include "caucus/analysis/package_space.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "caucus/analysis/linear_amount.h"
#include "caucus/base/assert.h"

namespace caucus {
namespace {

std::size_t slots_of_issue(const Issue& issue) {
  return issue.options.size() + (issue.applies_if_joined ? 1 : 0);
}

// The part of an expression under one of its nodes, as an expression.
Expression part_of(const Expression& e, std::uint32_t at) {
  Expression part;
  part.text = e.text;
  const auto copy = [&](const auto& self, std::uint32_t from) -> std::uint32_t {
    ExpressionNode node = e.nodes[from];
    const bool two = (node.op >= Operator::add && node.op <= Operator::multiply) ||
                     (node.op >= Operator::equal && node.op <= Operator::at_least) ||
                     node.op == Operator::and_ || node.op == Operator::or_ ||
                     node.op == Operator::implies;
    const bool one = two || node.op == Operator::negate || node.op == Operator::not_ ||
                     node.op == Operator::in_numbers;
    if (one) node.left = self(self, node.left);
    if (two) node.right = self(self, node.right);
    part.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(part.nodes.size() - 1);
  };
  copy(copy, at);
  return part;
}

void add_conjuncts(const Expression& e, std::uint32_t at, std::vector<Expression>& found) {
  const ExpressionNode& node = e.nodes[at];
  if (node.op == Operator::and_) {
    add_conjuncts(e, node.left, found);
    add_conjuncts(e, node.right, found);
  } else {
    found.push_back(part_of(e, at));
  }
}

std::vector<Expression> conjuncts(const Expression& e) {
  std::vector<Expression> found;
  add_conjuncts(e, static_cast<std::uint32_t>(e.nodes.size() - 1), found);
  return found;
}

// A constraint before the search order is known.
struct Draft {
  Constraint constraint;
  std::vector<IssueId> scope;
  std::vector<Truth> table;  // row-major over the scope, last issue fastest
  double cuts = 0.5;         // share of combinations it forbids; a guess where there is no table
};

class SpaceBuilder {
 public:
  SpaceBuilder(const Case& c, std::vector<Demand> demands, const TableLimits& limits)
      : case_(c), limits_(limits) {
    space_.of = &c;
    space_.demands = std::move(demands);
  }

  PackageSpace build() && {
    draft_all();
    choose_order();
    for (Draft& draft : drafts_)
      finish(draft);
    set_strides();
    return std::move(space_);
  }

 private:
  void draft_all() {
    for (IssueId id : case_.issues.ids())
      if (const auto& applies_if = case_.issues[id].applies_if_joined)
        add_draft(ConstraintKind::void_issue, id.index(), *applies_if);
    for (RuleId id : case_.rules.ids())
      for (Expression& part : conjuncts(case_.rules[id].is))
        add_draft(ConstraintKind::rule, id.index(), std::move(part));
    for (std::size_t d = 0; d < space_.demands.size(); ++d)
      if (space_.demands[d].is)
        for (Expression& part : conjuncts(*space_.demands[d].is))
          add_draft(ConstraintKind::demand, d, std::move(part));
  }

  void add_draft(ConstraintKind kind, std::size_t subject, Expression is) {
    Draft draft;
    draft.scope = named_issues(case_, is);
    if (kind == ConstraintKind::void_issue) {
      const auto at = std::lower_bound(draft.scope.begin(), draft.scope.end(), IssueId(subject));
      if (at == draft.scope.end() || *at != IssueId(subject))
        draft.scope.insert(at, IssueId(subject));
    } else {
      draft.constraint.figures = group_of(quantities(case_, is));
    }
    draft.constraint.kind = kind;
    draft.constraint.subject = subject;
    draft.constraint.is = std::move(is);
    const std::size_t entries = combinations(case_, draft.scope, limits_.entries_otherwise);
    const bool constant = draft.scope.empty();
    if (entries > limits_.entries && !constant && kind != ConstraintKind::void_issue &&
        take_window(draft)) {
      drafts_.push_back(std::move(draft));
    } else if (entries > limits_.entries_otherwise && !constant) {
      draft.constraint.form = ConstraintForm::wide;
      drafts_.push_back(std::move(draft));
    } else {
      fill_table(draft, entries);
      const bool hangs_on_figures = draft.constraint.figures != Constraint::no_figures;
      if (draft.cuts == 0 && !hangs_on_figures) return;
      if (kind == ConstraintKind::rule && !hangs_on_figures)
        join_rules(std::move(draft));
      else
        drafts_.push_back(std::move(draft));
    }
  }

  // Rules over the same issues become one table: nobody asks which of them a package breaks, and
  // thousands of forbidden combinations then cost one look.
  void join_rules(Draft draft) {
    const auto [known, fresh] = rules_over_.try_emplace(draft.scope, drafts_.size());
    if (fresh) {
      drafts_.push_back(std::move(draft));
      return;
    }
    Draft& joined = drafts_[known->second];
    std::size_t forbidden = 0;
    for (std::size_t entry = 0; entry < joined.table.size(); ++entry) {
      joined.table[entry] = std::min(joined.table[entry], draft.table[entry]);
      forbidden += joined.table[entry] == Truth::impossible;
    }
    joined.cuts = static_cast<double>(forbidden) / static_cast<double>(joined.table.size());
    joined.constraint.is = conjunction(joined.constraint.is, draft.constraint.is);
  }

  std::size_t group_of(std::vector<QuantityId> group) {
    if (group.empty()) return Constraint::no_figures;
    auto& groups = space_.figure_groups;
    const auto found = std::find(groups.begin(), groups.end(), group);
    if (found != groups.end()) return static_cast<std::size_t>(found - groups.begin());
    groups.push_back(std::move(group));
    return groups.size() - 1;
  }

  bool take_window(Draft& draft) const {
    auto linear = linear_window(case_, draft.constraint.is);
    if (!linear) return false;
    draft.constraint.form = ConstraintForm::window;
    draft.constraint.window = std::move(linear->window);
    draft.scope = std::move(linear->scope);
    return true;
  }

  void fill_table(Draft& draft, std::size_t entries) const {
    draft.table.resize(entries);
    std::vector<OptionIndex> options(case_.issues.size(), 0);
    std::vector<std::size_t> digits(draft.scope.size(), 0);
    std::size_t forbidden = 0;
    for (std::size_t entry = 0; entry < entries; ++entry) {
      for (std::size_t j = 0; j < digits.size(); ++j)
        options[draft.scope[j].index()] = option_of(draft.scope[j], digits[j]);
      const Truth truth = space_.truth_of(draft.constraint, Package(options));
      draft.table[entry] = truth;
      forbidden += truth == Truth::impossible;
      for (std::size_t j = digits.size(); j-- > 0;) {
        if (++digits[j] < slots_of_issue(case_.issues[draft.scope[j]])) break;
        digits[j] = 0;
      }
    }
    draft.cuts = static_cast<double>(forbidden) / static_cast<double>(entries);
  }

  OptionIndex option_of(IssueId issue, std::size_t slot) const {
    return slot < case_.issues[issue].options.size() ? static_cast<OptionIndex>(slot) : void_option;
  }

  // Greedy: next comes the issue that brings most constraints nearest to a decision, among those
  // whose applies_if is settled. Issues that nothing concerns come last, in case-file order.
  void choose_order() {
    const std::size_t n = case_.issues.size();
    std::vector<std::vector<std::size_t>> concerned(n);
    std::vector<std::size_t> open(drafts_.size());
    for (std::size_t k = 0; k < drafts_.size(); ++k) {
      open[k] = drafts_[k].scope.size();
      for (IssueId id : drafts_[k].scope)
        concerned[id.index()].push_back(k);
    }
    std::vector<bool> settled(n, false);
    space_.depth_of.assign(n, 0);
    while (space_.order.size() < n) {
      const IssueId next = next_issue(settled, concerned, open);
      settled[next.index()] = true;
      for (std::size_t k : concerned[next.index()])
        --open[k];
      space_.depth_of[next.index()] = static_cast<std::uint16_t>(space_.order.size());
      space_.order.push_back(next);
      space_.slots.push_back(static_cast<std::uint32_t>(slots_of_issue(case_.issues[next])));
    }
  }

  IssueId next_issue(const std::vector<bool>& settled,
                     const std::vector<std::vector<std::size_t>>& concerned,
                     const std::vector<std::size_t>& open) const {
    std::optional<IssueId> best;
    double best_merit = -1;
    for (IssueId id : case_.issues.ids()) {
      if (settled[id.index()] || !may_follow(id, settled)) continue;
      double merit = 0;
      for (std::size_t k : concerned[id.index()])
        merit += drafts_[k].cuts / static_cast<double>(open[k] * open[k]);
      merit /= static_cast<double>(slots_of_issue(case_.issues[id]));
      if (merit > best_merit) {
        best = id;
        best_merit = merit;
      }
    }
    CAUCUS_ASSERT(best, "applies_if rules have no cycles");
    return *best;
  }

  bool may_follow(IssueId id, const std::vector<bool>& settled) const {
    const auto& applies_if = case_.issues[id].applies_if_joined;
    if (!applies_if) return true;
    const std::vector<IssueId> named = named_issues(case_, *applies_if);
    return std::all_of(named.begin(), named.end(),
                       [&](IssueId other) { return other == id || settled[other.index()]; });
  }

  // Brings the scope into search order and adds the tables of what is attainable.
  void finish(Draft& draft) {
    Constraint& constraint = draft.constraint;
    const std::size_t k = draft.scope.size();
    std::vector<std::size_t> by_depth(k);
    for (std::size_t j = 0; j < k; ++j)
      by_depth[j] = j;
    std::sort(by_depth.begin(), by_depth.end(), [&](std::size_t a, std::size_t b) {
      return space_.depth_of[draft.scope[a].index()] < space_.depth_of[draft.scope[b].index()];
    });
    for (std::size_t j : by_depth)
      constraint.depths.push_back(space_.depth_of[draft.scope[j].index()]);
    if (constraint.form == ConstraintForm::window) finish_window(constraint.window, by_depth);
    if (constraint.form == ConstraintForm::table)
      constraint.table = attainable(in_order(draft, by_depth), constraint.depths);
    space_.constraints.push_back(std::move(constraint));
  }

  static void finish_window(Window& window, const std::vector<std::size_t>& by_depth) {
    std::vector<std::vector<std::int64_t>> amounts;
    for (std::size_t j : by_depth)
      amounts.push_back(std::move(window.amounts[j]));
    window.amounts = std::move(amounts);
    const std::size_t k = by_depth.size();
    window.least_rest.assign(k + 1, 0);
    window.most_rest.assign(k + 1, 0);
    for (std::size_t j = k; j-- > 0;) {
      const auto [least, most] =
          std::minmax_element(window.amounts[j].begin(), window.amounts[j].end());
      window.least_rest[j] = window.least_rest[j + 1] + *least;
      window.most_rest[j] = window.most_rest[j + 1] + *most;
    }
  }

  // The draft's table with its dimensions in search order.
  std::vector<Truth> in_order(const Draft& draft, const std::vector<std::size_t>& by_depth) const {
    const std::size_t k = by_depth.size();
    std::vector<std::size_t> step(k, 1);  // of each dimension in the draft's table
    for (std::size_t j = k; j-- > 1;)
      step[j - 1] = step[j] * slots_of_issue(case_.issues[draft.scope[j]]);
    std::vector<Truth> table(draft.table.size());
    std::vector<std::size_t> digits(k, 0);
    std::size_t from = 0;
    for (Truth& entry : table) {
      entry = draft.table[from];
      for (std::size_t j = k; j-- > 0;) {
        const std::size_t dimension = by_depth[j];
        from += step[dimension];
        if (++digits[j] < slots_of_issue(case_.issues[draft.scope[dimension]])) break;
        from -= digits[j] * step[dimension];
        digits[j] = 0;
      }
    }
    return table;
  }

  std::vector<std::vector<Truth>> attainable(std::vector<Truth> table,
                                             const std::vector<std::uint16_t>& depths) const {
    if (depths.empty()) return {std::move(table)};
    std::vector<std::vector<Truth>> tables(depths.size());
    tables.back() = std::move(table);
    for (std::size_t j = depths.size() - 1; j-- > 0;) {
      const std::size_t width = space_.slots[depths[j + 1]];
      const std::vector<Truth>& finer = tables[j + 1];
      tables[j].assign(finer.size() / width, Truth::impossible);
      for (std::size_t entry = 0; entry < finer.size(); ++entry)
        tables[j][entry / width] = truth_or(tables[j][entry / width], finer[entry]);
    }
    return tables;
  }

  void set_strides() {
    space_.stride.assign(space_.order.size(), 0);
    UInt128 stride = 1;
    for (std::size_t issue = case_.issues.size(); issue-- > 0;) {
      const std::size_t depth = space_.depth_of[issue];
      space_.stride[depth] = stride;
      if (stride > (UInt128{1} << 126) / space_.slots[depth]) {
        space_.ranked = false;
        space_.stride.assign(space_.order.size(), 0);
        return;
      }
      stride *= space_.slots[depth];
    }
  }

  const Case& case_;
  const TableLimits limits_;
  PackageSpace space_;
  std::map<std::vector<IssueId>, std::size_t> rules_over_;  // scope -> draft that joins them
  std::vector<Draft> drafts_;
};

}  // namespace

std::size_t combinations(const Case& c, std::span<const IssueId> issues, std::size_t limit) {
  std::size_t product = 1;
  for (IssueId id : issues) {
    product *= slots_of_issue(c.issues[id]);
    if (product > limit) return limit + 1;
  }
  return product;
}

Package PackageSpace::package(UInt128 rank) const {
  std::vector<OptionIndex> options(order.size(), 0);
  for (std::size_t issue = 0; issue < options.size(); ++issue) {
    const std::size_t depth = depth_of[issue];
    const auto slot = static_cast<std::size_t>(rank / stride[depth]);
    rank %= stride[depth];
    const bool real = slot < of->issues[IssueId(issue)].options.size();
    options[issue] = real ? static_cast<OptionIndex>(slot) : void_option;
  }
  return Package(std::move(options));
}

Package PackageSpace::package(std::span<const std::uint16_t> slot_at_depth) const {
  std::vector<OptionIndex> options(order.size(), 0);
  for (std::size_t depth = 0; depth < options.size(); ++depth) {
    const IssueId issue = order[depth];
    const bool real = slot_at_depth[depth] < of->issues[issue].options.size();
    options[issue.index()] = real ? slot_at_depth[depth] : void_option;
  }
  return Package(std::move(options));
}

std::vector<std::uint16_t> PackageSpace::slots_of(const Package& package) const {
  std::vector<std::uint16_t> found(order.size());
  for (std::size_t depth = 0; depth < found.size(); ++depth) {
    const OptionIndex option = package[order[depth]];
    found[depth] = option == void_option ? static_cast<std::uint16_t>(slots[depth] - 1) : option;
  }
  return found;
}

Truth PackageSpace::truth_of(const Constraint& constraint, const Package& package) const {
  const Truth truth = caucus::truth(*of, constraint.is, package);
  if (constraint.kind != ConstraintKind::void_issue) return truth;
  const bool applies = truth != Truth::impossible;
  return caucus::truth_of(applies == package.applies(IssueId(constraint.subject)));
}

std::shared_ptr<const PackageSpace> package_space(const Case& c, std::vector<Demand> demands,
                                                  const TableLimits& limits) {
  return std::make_shared<const PackageSpace>(SpaceBuilder(c, std::move(demands), limits).build());
}

}  // namespace caucus
