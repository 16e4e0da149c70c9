// What is wrong with a case file, where, and what to write instead?
//
// A reader reports every fault once, sorted by file, line and column. Printed as
// `file:line:column: sentence (hint)`. Columns count characters from 1. Warnings have the same
// form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caucus {

enum class FaultKind : std::uint8_t {
  // the file
  unreadable,
  too_large,
  not_utf8,
  nul_byte,
  syntax,
  too_deep,
  // its shape
  unknown_key,
  missing_key,
  wrong_type,
  wrong_version,
  bad_value,
  bad_id,
  bad_number,
  bad_date,
  bad_duration,
  bad_range,
  too_many,
  duplicate_id,
  exactly_one,
  // its references
  unknown_party,
  unknown_actor,
  unknown_issue,
  unknown_option,
  unknown_phase,
  unknown_category,
  unknown_source,
  unknown_name,
  cycle,
  incomplete_order,
  repeated,
  // its rules
  rule_syntax,
  type_mismatch,
  unit_mismatch,
  wrong_issue_option,
  number_too_large,
  // warnings
  warning_no_position,
  warning_no_verifier,
  warning_no_condition,
  warning_no_dispute_resolution,
  warning_line_crossed,
  warning_no_package,
  warning_figures_disagree,
  warning_contradiction,
  warning_no_sheet,
  warning_ignored_file,
  warning_after_as_of,
  warning_file_name,
};

std::string_view token(FaultKind kind);  // snake_case, "warning_" left out
bool is_warning(FaultKind kind);

struct Fault {
  FaultKind kind = FaultKind::syntax;
  std::string file;          // as opened
  std::uint32_t line = 0;    // from 1; 0: the file as a whole
  std::uint32_t column = 0;  // from 1, in characters
  std::string sentence;      // one sentence, lower case first unless a name, no full stop
  std::string hint;          // the remedy: "did you mean `civilians`?"; may be empty

  friend auto operator<=>(const Fault&, const Fault&) = default;
};

// "case.toml:12:3: unknown key `optoins` (did you mean `options`?)"
std::string to_string(const Fault& fault);

}  // namespace caucus
