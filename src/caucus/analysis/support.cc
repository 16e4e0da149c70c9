#include "caucus/analysis/support.h"

#include <algorithm>
#include <set>

#include "caucus/analysis/max_sum.h"
#include "caucus/analysis/utility.h"
#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr std::size_t void_table_max = 1'048'576;  // a checked case needs no more

// The largest sum of whole-number tables over all canonical packages.
class LargestOverPackages {
 public:
  LargestOverPackages(const Case& c, std::vector<SumFactor> factors)
      : case_(c), factors_(std::move(factors)), fixed_(c.issues.size()) {
    for (const SumFactor& factor : factors_)
      for (std::uint16_t issue : factor.scope)
        concern(IssueId(issue));
  }

  Int128 solve() {
    const auto wide = too_wide();
    if (!wide) return solve_fixed();
    Int128 best = forbidden;
    const std::size_t width = slots(case_, *wide);
    for (std::size_t slot = 0; slot < width; ++slot) {
      fixed_[wide->index()] = static_cast<std::uint16_t>(slot);
      best = std::max(best, solve());
    }
    fixed_[wide->index()].reset();
    return best;
  }

 private:
  // The issue matters, and so does all that decides whether it applies.
  void concern(IssueId issue) {
    if (!concerned_.insert(issue).second) return;
    if (const auto& applies_if = case_.issues[issue].applies_if_joined)
      for (IssueId other : named_issues(case_, *applies_if))
        concern(other);
  }

  std::vector<IssueId> void_scope(IssueId issue) const {
    std::vector<IssueId> scope = named_issues(case_, *case_.issues[issue].applies_if_joined);
    const auto at = std::lower_bound(scope.begin(), scope.end(), issue);
    if (at == scope.end() || *at != issue) scope.insert(at, issue);
    return scope;
  }

  std::size_t width(IssueId issue) const { return fixed_[issue.index()] ? 1 : slots(case_, issue); }

  // An issue to be tried slot by slot, because an applies_if has too many combinations.
  std::optional<IssueId> too_wide() const {
    for (IssueId issue : concerned_) {
      if (!case_.issues[issue].applies_if_joined) continue;
      std::size_t entries = 1;
      std::optional<IssueId> widest;
      for (IssueId other : void_scope(issue)) {
        entries = std::min(entries * width(other), void_table_max + 1);
        if (!fixed_[other.index()] && (!widest || width(other) > width(*widest))) widest = other;
      }
      if (entries > void_table_max) return widest;
    }
    return std::nullopt;
  }

  // A fixed issue is a variable of its full width that one table holds in place.
  Int128 solve_fixed() const {
    std::vector<std::uint32_t> widths(case_.issues.size(), 1);
    for (IssueId issue : concerned_)
      widths[issue.index()] = static_cast<std::uint32_t>(slots(case_, issue));
    std::vector<SumFactor> factors = factors_;
    for (IssueId issue : concerned_) {
      if (case_.issues[issue].applies_if_joined) factors.push_back(void_table(issue));
      if (!fixed_[issue.index()]) continue;
      SumFactor held;
      held.scope = {static_cast<std::uint16_t>(issue.index())};
      held.worth.assign(widths[issue.index()], forbidden);
      held.worth[*fixed_[issue.index()]] = 0;
      factors.push_back(std::move(held));
    }
    return max_sum(widths, std::move(factors))->worth;
  }

  // 0 where the issue is void exactly as it should be; fixed issues are not in the scope.
  SumFactor void_table(IssueId issue) const {
    SumFactor table;
    std::vector<IssueId> scope;
    std::vector<OptionIndex> options(case_.issues.size(), 0);
    for (IssueId other : void_scope(issue)) {
      if (fixed_[other.index()]) {
        options[other.index()] = option_of(other, *fixed_[other.index()]);
      } else {
        scope.push_back(other);
        table.scope.push_back(static_cast<std::uint16_t>(other.index()));
      }
    }
    std::vector<std::size_t> digits(scope.size(), 0);
    for (bool more = true; more;) {
      for (std::size_t j = 0; j < scope.size(); ++j)
        options[scope[j].index()] = option_of(scope[j], digits[j]);
      const Package package(options);
      const bool allowed = case_.applies(issue, package) == package.applies(issue);
      table.worth.push_back(allowed ? 0 : forbidden);
      more = false;
      for (std::size_t j = scope.size(); j-- > 0 && !more;) {
        more = ++digits[j] < slots(case_, scope[j]);
        if (!more) digits[j] = 0;
      }
    }
    return table;
  }

  OptionIndex option_of(IssueId issue, std::size_t slot) const {
    return slot < case_.issues[issue].options.size() ? static_cast<OptionIndex>(slot) : void_option;
  }

  const Case& case_;
  std::vector<SumFactor> factors_;
  std::set<IssueId> concerned_;
  std::vector<std::optional<std::uint16_t>> fixed_;
};

// Adds one party's tables, weighted, one factor per scope.
void add_weighted(const PartySum& party, std::int64_t weight, std::vector<SumFactor>& factors) {
  for (const SumTable& table : party.tables) {
    auto home = std::find_if(factors.begin(), factors.end(),
                             [&](const SumFactor& f) { return f.scope == table.depths; });
    if (home == factors.end()) {
      SumFactor fresh;
      fresh.scope = table.depths;
      fresh.worth.assign(table.best.back().size(), 0);
      home = factors.insert(factors.end(), std::move(fresh));
    }
    for (std::size_t entry = 0; entry < home->worth.size(); ++entry)
      home->worth[entry] += Int128{weight} * table.best.back()[entry];
  }
}

}  // namespace

Extremes extremes(const Case& c, std::span<const WorthTable> tables) {
  std::vector<Rational> all;
  for (const WorthTable& table : tables)
    all.insert(all.end(), table.worth.begin(), table.worth.end());
  const std::optional<Int128> unit = common_denominator(all);
  if (!unit) throw NumberOverflow("the worths have no common denominator within 127 bits");
  const Int128 most = (Int128{1} << 124) / static_cast<Int128>(tables.size() + 1);
  std::vector<SumFactor> largest;
  std::vector<SumFactor> smallest;
  for (const WorthTable& table : tables) {
    SumFactor factor;
    for (IssueId issue : table.scope)
      factor.scope.push_back(static_cast<std::uint16_t>(issue.index()));
    for (const Rational& worth : table.worth) {
      const auto whole = checked_multiply(worth.numerator(), *unit / worth.denominator());
      if (!whole || *whole > most || *whole < -most)
        throw NumberOverflow("the worths need more than 124 bits");
      factor.worth.push_back(*whole);
    }
    smallest.push_back(factor);
    for (Int128& worth : smallest.back().worth)
      worth = -worth;
    largest.push_back(std::move(factor));
  }
  Extremes result;
  result.best = Rational(LargestOverPackages(c, std::move(largest)).solve(), *unit);
  result.worst = Rational(-LargestOverPackages(c, std::move(smallest)).solve(), *unit);
  return result;
}

std::optional<Support> support(const Problem& problem, const DemandMask& wanted,
                               const std::vector<std::int64_t>& weights) {
  if (!problem.refusal.empty()) return std::nullopt;
  CAUCUS_ASSERT(weights.size() == problem.parties.size(), "every party has a weight");
  const PackageSpace& space = *problem.space;
  Support result;
  std::vector<SumFactor> factors;
  for (std::size_t q = 0; q < weights.size(); ++q) {
    result.worth += Int128{weights[q]} * problem.parties[q].constant;
    if (weights[q] != 0) add_weighted(problem.parties[q], weights[q], factors);
  }
  for (const Constraint& constraint : space.constraints) {
    const bool lifted = constraint.kind == ConstraintKind::demand &&
                        (constraint.subject >= wanted.size() || !wanted[constraint.subject]);
    if (lifted) continue;
    if (constraint.form != ConstraintForm::table) {
      result.exact = false;
      continue;
    }
    SumFactor rule;
    rule.scope = constraint.depths;
    for (Truth truth : constraint.table.back())
      rule.worth.push_back(truth == Truth::impossible ? forbidden : 0);
    factors.push_back(std::move(rule));
  }
  MaxSumLimits limits;
  limits.trials_max = 10'000;
  const auto largest = max_sum(space.slots, std::move(factors), limits);
  if (!largest) return std::nullopt;
  result.possible = largest->worth != forbidden;
  if (!result.possible) return result;
  result.worth += largest->worth;
  result.package = space.package(largest->value);
  return result;
}

}  // namespace caucus
