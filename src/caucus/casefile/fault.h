// What is wrong with a case file, where, and what to write instead?
//
// A reader reports every fault once, sorted by file, line and column. Printed as
// `file:line:column: sentence (hint)`. Columns count characters from 1. Warnings have the same
// form.
//
// The sentence says what is wrong in the words of the case language, quoting what was written; the
// hint says what to write instead. Both are for the person who edits the file, not for programs:
// those use the kind, whose tokens stay as they are.
//
// Kinds are stable words for programs, the same in JSON and in documentation; sentences and hints
// are for people and may be improved at any time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caucus {

// In groups: the order is that of the reference, and warnings are last.
enum class FaultKind : std::uint8_t {
  // the file
  unreadable,
  too_large,
  not_utf8,
  nul_byte,
  syntax,
  too_deep,
  // its shape: keys and the form of their values
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
  // its references: ids that lead nowhere
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
  // warnings: what is odd and may be meant; those of contradictions and of rules that leave no
  // package need an analysis and come from elsewhere
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
  warning_shared_name,
  warning_file_name,
  warning_idle_line,  // that no option meets, or every option
};

// snake_case, "warning_" left out.
std::string_view token(FaultKind kind);
// A case with warnings is read all the same.
bool is_warning(FaultKind kind);

// One thing that is wrong, at one place.
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
