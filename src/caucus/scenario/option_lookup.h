// Which option of an issue does a text, a number or a pair of bounds mean?
//
// Discrete options match by their text; options of number issues by value, so that `1`, `1.0` and
// `1e0` are the same. Complexity: building is linear in the options, each question constant or
// logarithmic.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "caucus/model/scenario.h"

namespace caucus {

class OptionLookup {
 public:
  // The issues must outlive the lookup.
  explicit OptionLookup(const std::vector<ScenarioIssue>& issues);

  // The issue of that name; the first where a name stands twice.
  [[nodiscard]] std::optional<IssueId> issue(std::string_view name) const;
  // The option that the text means. Discrete options that are all numbers match by value too.
  [[nodiscard]] std::optional<OptionIndex> option(IssueId issue, std::string_view text) const;

 private:
  struct Options {
    std::unordered_map<std::string_view, OptionIndex> by_text;
    std::vector<std::pair<Rational, OptionIndex>> by_value;  // sorted
  };

  std::unordered_map<std::string_view, IssueId> issues_;
  std::vector<Options> options_;
};

// The options of a number issue whose values lie between, bounds included or not; low > high where
// there is none.
BoxBound options_between(IssueId id, const ScenarioIssue& issue, const Rational& low,
                         const Rational& high, bool closed);

}  // namespace caucus
