#include "caucus/scenario/option_lookup.h"

#include <algorithm>

#include "caucus/scenario/exact_number.h"

namespace caucus {

OptionLookup::OptionLookup(const std::vector<ScenarioIssue>& issues) {
  for (std::size_t at = 0; at < issues.size(); ++at) {
    const ScenarioIssue& issue = issues[at];
    issues_.emplace(issue.name, IssueId(at));
    Options& options = options_.emplace_back();
    for (std::size_t option = 0; option < issue.options.size(); ++option) {
      const auto index = static_cast<OptionIndex>(option);
      options.by_text.emplace(issue.options[option], index);
      const ExactNumber number = issue.values.empty() ? exact_number(issue.options[option])
                                                      : ExactNumber(issue.values[option]);
      if (const auto* exact = std::get_if<Rational>(&number))
        options.by_value.emplace_back(*exact, index);
    }
    if (options.by_value.size() != issue.options.size()) options.by_value.clear();
    std::ranges::sort(options.by_value);
  }
}

std::optional<IssueId> OptionLookup::issue(std::string_view name) const {
  const auto found = issues_.find(name);
  if (found == issues_.end()) return std::nullopt;
  return found->second;
}

std::optional<OptionIndex> OptionLookup::option(IssueId issue, std::string_view text) const {
  const Options& options = options_[issue.index()];
  if (const auto found = options.by_text.find(text); found != options.by_text.end())
    return found->second;
  if (options.by_value.empty()) return std::nullopt;
  const ExactNumber number = exact_number(text);
  const auto* exact = std::get_if<Rational>(&number);
  if (exact == nullptr) return std::nullopt;
  const auto found = std::ranges::lower_bound(options.by_value, *exact, {},
                                              &std::pair<Rational, OptionIndex>::first);
  if (found == options.by_value.end() || found->first != *exact) return std::nullopt;
  return found->second;
}

BoxBound options_between(IssueId id, const ScenarioIssue& issue, const Rational& low,
                         const Rational& high, bool closed) {
  const auto before = [&](const Rational& value) { return closed ? value < low : value <= low; };
  const auto within = [&](const Rational& value) { return closed ? value <= high : value < high; };
  const auto first = std::ranges::partition_point(issue.values, before);
  const auto end = std::ranges::partition_point(issue.values, within);
  if (first >= end) return {id, 1, 0};
  return {id, static_cast<OptionIndex>(first - issue.values.begin()),
          static_cast<OptionIndex>(end - issue.values.begin() - 1)};
}

}  // namespace caucus
