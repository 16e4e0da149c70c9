// What did the reader of a research scenario repair, notice or refuse, and where?
//
// Import never fails silently and never stops at the first fault. Each finding is printed as
// `file:line:column: token: sentence`. Tokens are stable words, the same in JSON, in tests and in
// docs/reference/formats.md, which says what each means; sentences are for people and may change.
//
// Lines and columns count from 1, columns in characters of the file as it is on disk, before any
// repair. A finding about a file as a whole has line 0.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caucus {

// In groups by class; within a group in the order of the reference page.
enum class FindingToken : std::uint8_t {
  // repaired: the file is not what its format asks for, and it is clear what was meant
  text_before_declaration,  // or before the first tag
  raw_ampersand,            // `&` where `&amp;` is due
  not_utf8,                 // bytes of Windows-1252
  missing_space,            // between two attributes
  no_markup,                // not XML at all: left out
  // noted: read as the tool of that family reads it, which may not be what was meant
  type_absent,
  type_conflict,
  index_not_position,  // GENIUS goes by the index
  name_differs,        // profile's against domain's
  weights_sum,         // they do not add up to 1
  clamp_reachable,     // some utilities are cut to 1
  issue_all_zero,      // nothing is evaluated above 0
  weight_zero,
  discount_ignored,  // outside (0, 1]
  reservation_out_of_range,
  nested_weight_ignored,
  unknown_value,    // in the profile, not in the domain
  duplicate_value,  // the last one counts
  negative_evaluation,
  bounds_differ,  // profile's against domain's
  real_as_21_options,
  entity_decoded,         // matched here, not by GENIUS
  discount_per_step,      // and not over the whole time
  file_left_out,          // belongs to something else
  reservation_rewritten,  // export: number for package or back
  written_as_discrete,    // export: a number issue became texts
  rounded,                // export: with the largest error
  dropped,                // export, --lossy: what was lost
  // refused: there is no scenario
  not_a_domain,
  not_a_profile,
  several_domains,  // and none is named
  unknown_space_type,
  missing_weight,
  missing_evaluation,
  missing_bounds,
  bounds_only_in_range,    // integer issues
  unsupported_constraint,  // one per kind that is met
  old_integer_evaluator,
  unknown_evaluator,
  bad_number,
  duplicate_index,
  unknown_issue,
  box_on_non_integer_issue,
  dtd_refused,
  not_well_formed,
  missing_key,
  wrong_type,
  duplicate_key,
  tag_or_alias,  // YAML beyond plain data
  unknown_issue_type,
  unknown_option,
  issues_differ,
  weights_not_one,
  utility_out_of_range,
  groups_not_partition,
  wrong_semantics,     // rules of another family
  too_large,           // over a limit
  beyond_exact_range,  // over 127 bits
  unreadable,
  cannot_hold,  // export: the format has no place for it
};

enum class FindingClass : std::uint8_t { repaired, noted, refused };

// snake_case, as above.
std::string_view token(FindingToken token);
// "repaired", "noted", "refused".
std::string_view token(FindingClass kind);
FindingClass class_of(FindingToken token);
// All of them, for documentation and its test.
std::span<const FindingToken> finding_tokens();

struct ScenarioFinding {
  FindingToken token = FindingToken::unreadable;
  std::string file;          // as opened
  std::uint32_t line = 0;    // from 1; 0: the file as a whole
  std::uint32_t column = 0;  // from 1, in characters
  std::string sentence;      // one sentence, without full stop

  friend bool operator==(const ScenarioFinding&, const ScenarioFinding&) = default;
};

// "laptop.xml:3:14: raw_ampersand: ..."
std::string to_string(const ScenarioFinding& finding);

// Whether any finding is refused; with `strict`, also whether any is repaired.
bool refuses(std::span<const ScenarioFinding> findings, bool strict = false);

}  // namespace caucus
