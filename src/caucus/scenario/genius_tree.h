// In which order do the issues of a GENIUS file stand, what weighs them, and what do their
// attributes say?
//
// Shared by the readers of domains and of profiles, which have the same tree. At every level nested
// objectives come first, then issues; a weight belongs to the issue of the same index beside it.
// Errors are findings: a number that is none, an index that is missing or there twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "caucus/model/scenario.h"
#include "caucus/scenario/finding_log.h"
#include "caucus/scenario/xml_tree.h"

namespace caucus {

struct PlacedIssue {
  const XmlElement* issue = nullptr;
  const XmlElement* weight = nullptr;  // null where there is none beside it
  std::int64_t index = 0;
};

// All issues below the root objective. Reports missing and duplicate indices; with `weights` also
// weights of nested objectives.
std::vector<PlacedIssue> issues_in_order(const XmlElement& objective, bool weights,
                                         FindingLog& log);

// The kind as `type` says, discrete where it is absent or unknown; reports that, and conflicts.
ScenarioIssueKind kind_of_issue(const XmlElement& issue, FindingLog& log);

// The number that an attribute denotes. `missing` is the finding where the attribute is absent.
std::optional<Rational> number_of(const XmlElement& element, std::string_view attribute,
                                  FindingToken missing, FindingLog& log);

// Lower and upper bound of a number issue, lower <= upper; nothing after a finding.
struct IssueBounds {
  Rational low;
  Rational high;
};
std::optional<IssueBounds> bounds_of(const XmlElement& issue, ScenarioIssueKind kind,
                                     FindingLog& log);

// Where a finding about an attribute points: to it, or to the element that lacks it.
std::size_t place_of(const XmlElement& element, std::string_view attribute);

}  // namespace caucus
