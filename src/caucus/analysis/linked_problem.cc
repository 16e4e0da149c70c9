#include "caucus/analysis/linked_problem.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/engine/lanes_kernel.h"

namespace caucus {
namespace {

// Weighted sums of the engine's searches stay within 2^125 with sums of this size.
constexpr unsigned bits_max = 96;

class Linker {
 public:
  Linker(const Problem& problem, const DemandMask& wanted)
      : problem_(problem), space_(*problem.space), wanted_(wanted) {}

  LinkedProblem link() && {
    const std::size_t p = problem_.parties.size();
    if (!problem_.refusal.empty()) out_.refusal = problem_.refusal;
    if (p == 0) out_.refusal = "no party's preferences are known";
    if (p > parties_max) out_.refusal = fmt::format("more than {} parties", parties_max);
    if (!out_.refusal.empty()) return std::move(out_);
    out_.linked.space.parties = p;
    out_.linked.space.worth.resize(space_.order.size());
    for (std::size_t d = 0; d < space_.order.size(); ++d)
      out_.linked.space.worth[issue_at(d)].assign(space_.slots[d] * p, 0);
    out_.bound.assign(p, false);
    for (std::size_t demand = 0; demand < space_.demands.size(); ++demand)
      if (const auto q = problem_.floor_of_demand(demand); q && wanted(demand))
        out_.bound[*q] = true;
    for (std::size_t q = 0; q < p && out_.refusal.empty(); ++q)
      add_party(q);
    for (const Constraint& constraint : space_.constraints)
      if (out_.refusal.empty()) add(constraint);
    return std::move(out_);
  }

 private:
  bool wanted(std::size_t demand) const { return demand < wanted_.size() && wanted_[demand]; }
  std::size_t issue_at(std::size_t depth) const { return space_.order[depth].index(); }

  void add_party(std::size_t q) {
    const PartySum& party = problem_.parties[q];
    const Int128 constant = Int128{party.constant} * party.times;
    out_.constant.push_back(constant);
    out_.reservations.push_back(party.less - constant);
    out_.unit.push_back(Int128{party.times} * party.scale);
    Int128 reach = 0;
    for (const SumTable& table : party.tables)
      reach += Int128{table.best_of_all} * party.times;
    const Int128 less = party.less < 0 ? -party.less : party.less;
    if (bits_of(reach) > bits_max || bits_of(less) > bits_max || bits_of(out_.unit[q]) > bits_max) {
      out_.refusal = "exact gains need more than 96 bits; state reservation values in fewer digits";
      return;
    }
    for (const SumTable& table : party.tables)
      add(table, q, party.times);
  }

  void add(const SumTable& table, std::size_t q, Int128 times) {
    const std::size_t p = problem_.parties.size();
    const std::vector<std::int64_t>& worth = table.best.back();
    if (table.depths.size() == 1) {
      std::vector<Int128>& rows = out_.linked.space.worth[issue_at(table.depths[0])];
      for (std::size_t slot = 0; slot < worth.size(); ++slot)
        rows[slot * p + q] += worth[slot] * times;
      return;
    }
    TermTable term;
    const std::vector<std::size_t> order = places(table.depths, term.scope);
    for (const std::size_t place : order)
      for (std::size_t s = 0; s < p; ++s)
        term.worth.push_back(s == q ? worth[place] * times : Int128{0});
    out_.linked.tables.push_back(std::move(term));
  }

  void add(const Constraint& constraint) {
    const bool demanded = constraint.kind == ConstraintKind::demand;
    if (demanded && !wanted(constraint.subject)) return;
    const std::size_t of = demanded ? constraint.subject : LinkedProblem::always_binds;
    if (constraint.form == ConstraintForm::wide) {
      out_.refusal =
          fmt::format("{} joins too many options for a table and is no linear bound",
                      demanded ? space_.demands[constraint.subject].in_words
                      : constraint.kind == ConstraintKind::rule
                          ? "rule " + in_quotes(space_.of->rules[RuleId(constraint.subject)].id)
                          : "an applies_if");
    } else if (constraint.form == ConstraintForm::window) {
      add(constraint.window, constraint.depths);
      out_.window_of.push_back(of);
    } else if (constraint.depths.empty()) {
      out_.impossible = out_.impossible || constraint.table.back().front() == Truth::impossible;
    } else {
      LinkRule rule;
      for (const std::size_t place : places(constraint.depths, rule.scope))
        rule.allowed.push_back(constraint.table.back()[place] != Truth::impossible);
      out_.linked.rules.push_back(std::move(rule));
      out_.rule_of.push_back(of);
    }
  }

  void add(const Window& window, const std::vector<std::uint16_t>& depths) {
    std::vector<std::size_t> by_issue(depths.size());
    std::iota(by_issue.begin(), by_issue.end(), std::size_t{0});
    std::sort(by_issue.begin(), by_issue.end(), [&](std::size_t a, std::size_t b) {
      return issue_at(depths[a]) < issue_at(depths[b]);
    });
    SumWindow sum;
    for (const std::size_t j : by_issue) {
      sum.scope.push_back(issue_at(depths[j]));
      sum.amounts.push_back(window.amounts[j]);
    }
    if (window.possible_low != std::numeric_limits<std::int64_t>::min())
      sum.low = window.possible_low;
    if (window.possible_high != std::numeric_limits<std::int64_t>::max())
      sum.high = window.possible_high;
    out_.linked.windows.push_back(std::move(sum));
  }

  // For each combination in the order of the case, where it stands in search order; fills `scope`
  // with the issues, ascending.
  std::vector<std::size_t> places(const std::vector<std::uint16_t>& depths, Scope& scope) const {
    std::vector<std::size_t> step(depths.size(), 1), by_issue(depths.size());
    for (std::size_t j = depths.size(); j-- > 1;)
      step[j - 1] = step[j] * space_.slots[depths[j]];
    std::iota(by_issue.begin(), by_issue.end(), std::size_t{0});
    std::sort(by_issue.begin(), by_issue.end(), [&](std::size_t a, std::size_t b) {
      return issue_at(depths[a]) < issue_at(depths[b]);
    });
    std::vector<std::size_t> result{0};
    for (const std::size_t j : by_issue) {
      scope.push_back(issue_at(depths[j]));
      std::vector<std::size_t> longer;
      longer.reserve(result.size() * space_.slots[depths[j]]);
      for (const std::size_t place : result)
        for (std::size_t slot = 0; slot < space_.slots[depths[j]]; ++slot)
          longer.push_back(place + slot * step[j]);
      result = std::move(longer);
    }
    return result;
  }

  const Problem& problem_;
  const PackageSpace& space_;
  const DemandMask& wanted_;
  LinkedProblem out_;
};

}  // namespace

LinkedProblem linked_problem(const Problem& problem, const DemandMask& wanted) {
  return Linker(problem, wanted).link();
}

Package package_of(const Problem& problem, const Choice& choice) {
  std::vector<std::uint16_t> slots(choice.size());
  for (std::size_t d = 0; d < slots.size(); ++d)
    slots[d] = choice[problem.space->order[d].index()];
  return problem.space->package(std::span<const std::uint16_t>(slots));
}

}  // namespace caucus
