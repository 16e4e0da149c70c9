// What does the text of a rule say? Parses the rule language into a type-checked Expression.
//
// Grammar and types: docs/reference/case-language.md, "Rules". Names are looked up in the case as
// far as it has been built: issues, totals and quantities must be there. Every fault is reported at
// its own column. Recursion is bounded (64 levels), text at 64 KiB. Complexity: linear in the text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "caucus/casefile/fault.h"
#include "caucus/model/case.h"

namespace caucus {

enum class RuleShape { statement, arithmetic };

struct RuleFault {
  FaultKind kind = FaultKind::rule_syntax;
  std::size_t offset = 0;  // in characters from the beginning of the text
  std::string sentence;
  std::string hint;
};

struct ParsedRule {
  std::optional<Expression> expression;  // absent if there is any fault
  std::vector<RuleFault> faults;         // in order of offset
};

ParsedRule parse_rule(const Case& c, std::string_view text, RuleShape shape);

// The names an expression uses of totals, before totals are known to be free of cycles.
inline constexpr std::size_t rule_depth_max = 64;
inline constexpr std::size_t rule_bytes_max = 64 * 1024;

}  // namespace caucus
