// What does the text of a rule say? Parses the rule language into a type-checked Expression.
//
// Grammar and types: docs/reference/case-language.md, "Rules". Names are looked up in the case as
// far as it has been built: issues, totals (with their units) and quantities must be there. Every
// fault is reported at its own column; after a fault of grammar the rest of the text is not judged.
//
// A quantity compared by == != or `in` with plain numbers is compared with its options: a number
// that is none of them is a fault, and a void issue equals none. Long chains of the same operator
// become balanced trees, so that evaluation needs little stack. Recursion is bounded (64 levels),
// text at 64 KiB. Complexity: linear in the text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "caucus/casefile/fault.h"
#include "caucus/casefile/rule_lexer.h"
#include "caucus/casefile/rule_names.h"
#include "caucus/model/case.h"

namespace caucus {

inline constexpr std::size_t rule_depth_max = 64;

enum class RuleShape { statement, arithmetic };

struct RuleFault {
  FaultKind kind = FaultKind::rule_syntax;
  std::size_t offset = 0;  // in characters from the beginning of the text
  std::string sentence;
  std::string hint;

  friend bool operator==(const RuleFault&, const RuleFault&) = default;
};

struct ParsedRule {
  std::optional<Expression> expression;  // absent if there is any fault
  std::vector<RuleFault> faults;         // in order of offset
};

ParsedRule parse_rule(const Case& c, std::string_view text, RuleShape shape);

// The same with names at hand: for many rules of one case, and while it is still being read. No
// fault and no expression: it uses a name that is known to be faulty.
ParsedRule parse_rule(const RuleNames& names, std::string_view text, RuleShape shape);

}  // namespace caucus
