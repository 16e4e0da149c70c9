// What do the JSON files of GeniusWeb mean: a domain, and the profiles that go with it?
//
// Decimals are exact, weights add up to exactly 1, utilities lie in 0..1; GeniusWeb itself refuses
// anything else, and so does the reader. The reservation is a package, perhaps a partial one. Both
// dialects are read: wrappers `DiscreteValueSetUtilities`, `NumberValueSetUtilities`,
// `PartsUtilities` and the older `discreteutils`, `numberutils`, `partsutils`.
//
// Source: the file format of GeniusWeb, described in docs/reference/formats.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "caucus/model/scenario.h"
#include "caucus/scenario/data_tree.h"

namespace caucus {

// Name and issues of a domain that was written as plain data.
struct DataDomain {
  std::string name;
  std::vector<ScenarioIssue> issues;
};

// What a file of plain data is, by its keys.
enum class DataFile { geniusweb_domain, geniusweb_profile, negmas_domain, negmas_profile, other };
DataFile data_file_kind(const DataNode& root);

// A domain whose issues stand under that key of a file, each read by `read_issue(issues, place)`;
// nothing where it has none or too many.
using IssueReader = std::function<ScenarioIssue(const DataNode&, std::size_t)>;
std::optional<DataDomain> read_issues(const DataNode& root, const DataNode* issues,
                                      const IssueReader& read_issue, FindingLog& log);

// What `read` gives, unless its numbers need more bits than exact numbers have: a finding then.
std::optional<ScenarioProfile> in_exact_range(
    const DataNode& root, FindingLog& log,
    const std::function<std::optional<ScenarioProfile>()>& read);

// Nothing when something is refused, as the log says.
std::optional<DataDomain> read_geniusweb_domain(const DataNode& root, FindingLog& log);

// The domain that a profile carries within it; nothing where it has none, or after a refusal.
std::optional<DataDomain> domain_within_profile(const DataNode& root, FindingLog& log);

// The profile of one party; `party` is left for the caller.
std::optional<ScenarioProfile> read_geniusweb_profile(const DataNode& root,
                                                      const DataDomain& domain, FindingLog& log);

}  // namespace caucus
