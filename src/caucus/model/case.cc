#include "caucus/model/case.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr std::uint64_t count_max = 1'000'000'000'000'000'000;
constexpr double void_combinations_max = 1e5;

// Position of the entry with that id, or nothing. Linear: cases are small and look-ups rare.
template <class Entries>
auto position_of(const Entries& entries, std::string_view id) -> std::optional<std::size_t> {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.id == id; });
  if (found == entries.end()) return std::nullopt;
  return static_cast<std::size_t>(found - entries.begin());
}

// Issues that decide whether some issue applies, and the issues they decide: those whose
// combinations must be counted one by one.
std::vector<IssueId> deciding_issues(const Case& c) {
  std::vector<bool> decides(c.issues.size(), false);
  for (const Issue& issue : c.issues) {
    if (!issue.applies_if_joined) continue;
    for (IssueId id : scope(c, *issue.applies_if_joined))
      decides[id.index()] = true;
  }
  std::vector<IssueId> ordered;
  for (IssueId id : c.evaluation_order())
    if (decides[id.index()]) ordered.push_back(id);
  return ordered;
}

// Counts packages by walking the deciding issues and multiplying the options of the rest.
class PackageCounter {
 public:
  explicit PackageCounter(const Case& c)
      : case_(c),
        deciding_(deciding_issues(c)),
        package_(std::vector<OptionIndex>(c.issues.size(), void_option)) {
    std::vector<bool> decides(c.issues.size(), false);
    for (IssueId id : deciding_)
      decides[id.index()] = true;
    for (IssueId id : c.evaluation_order())
      if (!decides[id.index()]) rest_.push_back(id);
  }

  std::optional<std::uint64_t> count() { return count_from(0); }
  double combinations() const {
    double product = 1;
    for (IssueId id : deciding_)
      product *= static_cast<double>(case_.issues[id].options.size() + 1);
    return product;
  }

 private:
  std::optional<std::uint64_t> count_from(std::size_t at) {
    if (at == deciding_.size()) return count_rest();
    const IssueId id = deciding_[at];
    if (!case_.applies(id, package_)) return count_from(at + 1);
    std::uint64_t sum = 0;
    for (std::size_t option = 0; option < case_.issues[id].options.size(); ++option) {
      package_ = package_.with(id, static_cast<OptionIndex>(option));
      const auto below = count_from(at + 1);
      if (!below || sum > count_max - *below) return std::nullopt;
      sum += *below;
    }
    package_ = package_.with(id, void_option);
    return sum;
  }

  std::optional<std::uint64_t> count_rest() const {
    std::uint64_t product = 1;
    for (IssueId id : rest_) {
      if (!case_.applies(id, package_)) continue;
      const std::uint64_t options = case_.issues[id].options.size();
      if (product > count_max / options) return std::nullopt;
      product *= options;
    }
    return product;
  }

  const Case& case_;
  std::vector<IssueId> deciding_;
  std::vector<IssueId> rest_;
  Package package_;
};

}  // namespace

std::string Case::name_of(std::string_view id) const {
  const auto named = [&](const auto& entries) -> const std::string* {
    const auto at = position_of(entries, id);
    return at ? &(entries.begin() + static_cast<std::ptrdiff_t>(*at))->name : nullptr;
  };
  const std::string* found = nullptr;
  if (!found) found = named(parties);
  if (!found) found = named(actors);
  if (!found) found = named(channels);
  if (!found) found = named(phases);
  if (!found) found = named(issues);
  if (!found) found = named(totals);
  if (!found) found = named(categories);
  if (!found) found = named(quantities);
  if (!found) found = named(deadlines);
  if (!found) found = named(sources);
  if (found && !found->empty()) return *found;
  for (const auto& [named_id, name] : names)
    if (named_id == id) return name;
  std::string spaced(id);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return spaced;
}

const Sheet* Case::sheet_of(PartyId party) const {
  for (const Sheet& sheet : sheets)
    if (sheet.party == party) return &sheet;
  return nullptr;
}

bool Case::applies(IssueId issue, const Package& package) const {
  const auto& applies_if = issues[issue].applies_if_joined;
  return !applies_if || truth(*this, *applies_if, package) != Truth::impossible;
}

Package Case::canonical(Package package) const {
  CAUCUS_ASSERT(package.size() == issues.size(), "a package has an option for every issue");
  for (IssueId id : evaluation_order()) {
    if (!applies(id, package))
      package = package.with(id, void_option);
    else if (!package.applies(id))
      package = package.with(id, 0);
  }
  return package;
}

bool Case::agrees(const PartialPackage& partial, const Package& package) const {
  return std::all_of(partial.terms.begin(), partial.terms.end(),
                     [&](const Term& term) { return package[term.issue] == term.option; });
}

std::optional<PartyId> Case::find_party(std::string_view id) const {
  const auto at = position_of(parties, id);
  return at ? std::optional(PartyId(*at)) : std::nullopt;
}
std::optional<IssueId> Case::find_issue(std::string_view id) const {
  const auto at = position_of(issues, id);
  return at ? std::optional(IssueId(*at)) : std::nullopt;
}
std::optional<TotalId> Case::find_total(std::string_view id) const {
  const auto at = position_of(totals, id);
  return at ? std::optional(TotalId(*at)) : std::nullopt;
}
std::optional<QuantityId> Case::find_quantity(std::string_view id) const {
  const auto at = position_of(quantities, id);
  return at ? std::optional(QuantityId(*at)) : std::nullopt;
}
std::optional<OptionIndex> Case::find_option(IssueId issue, std::string_view option) const {
  const auto at = position_of(issues[issue].options, option);
  return at ? std::optional(static_cast<OptionIndex>(*at)) : std::nullopt;
}

std::optional<std::vector<IssueId>> order_issues(const Case& c) {
  enum class Mark { fresh, open, done };
  std::vector<Mark> marks(c.issues.size(), Mark::fresh);
  std::vector<IssueId> ordered;
  ordered.reserve(c.issues.size());
  // Depth first with an explicit stack: a chain of 512 issues must not use 512 frames.
  struct Visit {
    IssueId issue;
    std::vector<IssueId> needs;
    std::size_t next;
  };
  const auto needs_of = [&](IssueId id) {
    const auto& applies_if = c.issues[id].applies_if_joined;
    std::vector<IssueId> needs;
    if (!applies_if) return needs;
    // Direct needs only; scope() would follow a cycle's members as well, which is harmless but
    // slower.
    return scope(c, *applies_if);
  };
  for (IssueId root : c.issues.ids()) {
    if (marks[root.index()] != Mark::fresh) continue;
    std::vector<Visit> stack;
    marks[root.index()] = Mark::open;
    stack.push_back({root, needs_of(root), 0});
    while (!stack.empty()) {
      Visit& top = stack.back();
      if (top.next == top.needs.size()) {
        marks[top.issue.index()] = Mark::done;
        ordered.push_back(top.issue);
        stack.pop_back();
        continue;
      }
      const IssueId need = top.needs[top.next++];
      if (marks[need.index()] == Mark::open) return std::nullopt;
      if (marks[need.index()] == Mark::done) continue;
      marks[need.index()] = Mark::open;
      stack.push_back({need, needs_of(need), 0});
    }
  }
  return ordered;
}

Truth feasible(const Case& c, const Package& package) {
  Truth all = Truth::certain;
  for (const Rule& rule : c.rules)
    all = truth_and(all, truth(c, rule.is, package));
  return all;
}

PackageCount count_packages(const Case& c) {
  PackageCount count;
  count.approximate = 1;
  for (const Issue& issue : c.issues)
    count.approximate *= static_cast<double>(issue.options.size());
  PackageCounter counter(c);
  if (counter.combinations() <= void_combinations_max) count.exact = counter.count();
  if (count.exact) count.approximate = static_cast<double>(*count.exact);
  return count;
}

}  // namespace caucus
