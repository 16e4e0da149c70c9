// The domain of a GeniusWeb scenario: names of issues and their values.
#include <algorithm>
#include <array>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/geniusweb.h"

namespace caucus {
namespace {

constexpr std::array<std::string_view, 3> profile_kinds{
    "LinearAdditiveUtilitySpace", "SumOfGroupsUtilitySpace", "DefaultPartialOrdering"};

void read_texts(const DataNode& values, ScenarioIssue& issue, FindingLog& log) {
  for (const DataNode& value : values.items) {
    if (value.is_word())
      issue.options.push_back(value.text);
    else
      log.add(FindingToken::wrong_type, value.offset, "an option has to be a text");
  }
  if (values.items.empty())
    log.add(FindingToken::missing_key, values.offset, "an issue needs an option");
  if (values.items.size() > scenario_options_max)
    log.add(FindingToken::too_large, values.offset, "an issue has at most 65,534 options");
}

std::optional<Rational> number_at(const DataNode& object, std::string_view key, FindingLog& log) {
  const DataNode* node = object.at(key);
  if (node != nullptr) return number_in(*node, log);
  log.add(FindingToken::missing_key, object.offset, "`" + std::string(key) + "` is missing");
  return std::nullopt;
}

// From low to high in steps, the last at or below high.
void read_range(const DataNode& range, ScenarioIssue& issue, FindingLog& log) {
  const auto low = number_at(range, "low", log);
  const auto high = number_at(range, "high", log);
  const auto step = number_at(range, "step", log);
  if (!low || !high || !step) return;
  if (*step <= Rational(0) || *low > *high)
    return log.add(FindingToken::bad_number, range.offset,
                   "a range goes up from low to high in steps above 0");
  try {
    const Int128 steps = ((*high - *low) / *step).floor();
    if (steps >= static_cast<Int128>(scenario_options_max))
      return log.add(FindingToken::too_large, range.offset, "an issue has at most 65,534 options");
    for (Int128 at = 0; at <= steps; ++at)
      issue.values.push_back(*low + *step * Rational(at));
  } catch (const NumberOverflow&) {
    return log.add(FindingToken::beyond_exact_range, range.offset,
                   "the values of this range need more than 127 bits");
  }
  issue.kind = low->is_whole() && *step == Rational(1) ? ScenarioIssueKind::integer
                                                       : ScenarioIssueKind::real;
  for (const Rational& value : issue.values)
    issue.options.push_back(finite_decimal(value).value_or(to_string(value)));
}

ScenarioIssue read_issue(const std::string& name, const DataNode& node, FindingLog& log) {
  ScenarioIssue issue;
  issue.name = name;
  const DataNode* values = node.at("values");
  const DataNode* range = node.at("range");
  if (values != nullptr && values->is_list())
    read_texts(*values, issue, log);
  else if (range != nullptr && range->is_object())
    read_range(*range, issue, log);
  else
    log.add(FindingToken::unknown_issue_type, node.offset,
            "the issue " + in_quotes(name) + " has neither `values` nor `range`");
  return issue;
}

}  // namespace

DataFile data_file_kind(const DataNode& root) {
  if (!root.is_object()) return DataFile::other;
  if (root.at("issuesValues") != nullptr) return DataFile::geniusweb_domain;
  if (root.items.size() == 1 &&
      std::ranges::find(profile_kinds, root.keys[0]) != profile_kinds.end())
    return DataFile::geniusweb_profile;
  if (root.at("issues") != nullptr) return DataFile::negmas_domain;
  // An unknown kind of NegMAS profile is still one, and refused as such.
  return root.at("type") != nullptr ? DataFile::negmas_profile : DataFile::other;
}

std::optional<DataDomain> read_issues(const DataNode& root, const DataNode* issues,
                                      const IssueReader& read_issue, FindingLog& log) {
  DataDomain domain;
  if (const DataNode* name = root.at("name"); name != nullptr && name->is_word())
    domain.name = name->text;
  if (issues == nullptr) return std::nullopt;
  if (issues->items.empty())
    log.add(FindingToken::not_a_domain, issues->offset, "there is no issue in it");
  if (issues->items.size() > scenario_issues_max) {
    log.add(FindingToken::too_large, issues->offset, "a scenario has at most 512 issues");
    return std::nullopt;
  }
  std::size_t options = 0;
  for (std::size_t at = 0; at < issues->items.size() && options <= scenario_values_max; ++at) {
    domain.issues.push_back(read_issue(*issues, at));
    options += domain.issues.back().options.size();
  }
  if (options > scenario_values_max)
    log.add(FindingToken::too_large, issues->offset, "there are more than 1,000,000 options");
  if (log.refused()) return std::nullopt;
  return domain;
}

std::optional<ScenarioProfile> in_exact_range(
    const DataNode& root, FindingLog& log,
    const std::function<std::optional<ScenarioProfile>()>& read) {
  try {
    auto profile = read();
    const auto needed = profile ? bits_beyond_range(*profile) : std::nullopt;
    if (!needed) return profile;
    log.add(FindingToken::beyond_exact_range, root.offset,
            "the utilities of the profile need " + in_words(*needed) + "; exact numbers have 127");
  } catch (const NumberOverflow&) {
    log.add(FindingToken::beyond_exact_range, root.offset,
            "the utilities of the profile need more than the 127 bits of exact numbers");
  }
  return std::nullopt;
}

std::optional<DataDomain> read_geniusweb_domain(const DataNode& root, FindingLog& log) {
  return read_issues(
      root, wanted(root, "issuesValues", DataKind::object, log),
      [&](const DataNode& issues, std::size_t at) {
        return read_issue(issues.keys[at], issues.items[at], log);
      },
      log);
}

std::optional<DataDomain> domain_within_profile(const DataNode& root, FindingLog& log) {
  const DataNode* domain = root.items[0].at("domain");
  if (domain == nullptr || domain->at("issuesValues") == nullptr) return std::nullopt;
  return read_geniusweb_domain(*domain, log);
}

}  // namespace caucus
