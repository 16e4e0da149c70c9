#include "caucus/casefile/fault.h"

#include <array>

#include <fmt/format.h>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

struct KindToken {
  FaultKind kind;
  std::string_view token;
};

// In the order of the enumeration, so that a kind is its own position.
constexpr std::array kind_tokens{
    KindToken{FaultKind::unreadable, "unreadable"},
    KindToken{FaultKind::too_large, "too_large"},
    KindToken{FaultKind::not_utf8, "not_utf8"},
    KindToken{FaultKind::nul_byte, "nul_byte"},
    KindToken{FaultKind::syntax, "syntax"},
    KindToken{FaultKind::too_deep, "too_deep"},
    KindToken{FaultKind::unknown_key, "unknown_key"},
    KindToken{FaultKind::missing_key, "missing_key"},
    KindToken{FaultKind::wrong_type, "wrong_type"},
    KindToken{FaultKind::wrong_version, "wrong_version"},
    KindToken{FaultKind::bad_value, "bad_value"},
    KindToken{FaultKind::bad_id, "bad_id"},
    KindToken{FaultKind::bad_number, "bad_number"},
    KindToken{FaultKind::bad_date, "bad_date"},
    KindToken{FaultKind::bad_duration, "bad_duration"},
    KindToken{FaultKind::bad_range, "bad_range"},
    KindToken{FaultKind::too_many, "too_many"},
    KindToken{FaultKind::duplicate_id, "duplicate_id"},
    KindToken{FaultKind::exactly_one, "exactly_one"},
    KindToken{FaultKind::unknown_party, "unknown_party"},
    KindToken{FaultKind::unknown_actor, "unknown_actor"},
    KindToken{FaultKind::unknown_issue, "unknown_issue"},
    KindToken{FaultKind::unknown_option, "unknown_option"},
    KindToken{FaultKind::unknown_phase, "unknown_phase"},
    KindToken{FaultKind::unknown_category, "unknown_category"},
    KindToken{FaultKind::unknown_source, "unknown_source"},
    KindToken{FaultKind::unknown_name, "unknown_name"},
    KindToken{FaultKind::cycle, "cycle"},
    KindToken{FaultKind::incomplete_order, "incomplete_order"},
    KindToken{FaultKind::repeated, "repeated"},
    KindToken{FaultKind::rule_syntax, "rule_syntax"},
    KindToken{FaultKind::type_mismatch, "type_mismatch"},
    KindToken{FaultKind::unit_mismatch, "unit_mismatch"},
    KindToken{FaultKind::wrong_issue_option, "wrong_issue_option"},
    KindToken{FaultKind::number_too_large, "number_too_large"},
    KindToken{FaultKind::warning_no_position, "no_position"},
    KindToken{FaultKind::warning_no_verifier, "no_verifier"},
    KindToken{FaultKind::warning_no_condition, "no_condition"},
    KindToken{FaultKind::warning_no_dispute_resolution, "no_dispute_resolution"},
    KindToken{FaultKind::warning_line_crossed, "line_crossed"},
    KindToken{FaultKind::warning_no_package, "no_package"},
    KindToken{FaultKind::warning_figures_disagree, "figures_disagree"},
    KindToken{FaultKind::warning_contradiction, "contradiction"},
    KindToken{FaultKind::warning_no_sheet, "no_sheet"},
    KindToken{FaultKind::warning_ignored_file, "ignored_file"},
    KindToken{FaultKind::warning_after_as_of, "after_as_of"},
    KindToken{FaultKind::warning_shared_name, "shared_name"},
    KindToken{FaultKind::warning_file_name, "file_name"},
    KindToken{FaultKind::warning_idle_line, "idle_line"},
};

constexpr bool in_enumeration_order() {
  for (std::size_t at = 0; at < kind_tokens.size(); ++at)
    if (static_cast<std::size_t>(kind_tokens[at].kind) != at) return false;
  return kind_tokens.back().kind == FaultKind::warning_idle_line;
}
static_assert(in_enumeration_order());

}  // namespace

std::string_view token(FaultKind kind) {
  const auto at = static_cast<std::size_t>(kind);
  CAUCUS_ASSERT(at < kind_tokens.size(), "every kind of fault has a token");
  return kind_tokens[at].token;
}

bool is_warning(FaultKind kind) {
  return kind >= FaultKind::warning_no_position;
}

std::string to_string(const Fault& fault) {
  std::string text = fault.file;
  if (fault.line != 0) text += fmt::format(":{}:{}", fault.line, fault.column);
  if (!text.empty()) text += ": ";
  text += fault.sentence;
  if (!fault.hint.empty()) text += fmt::format(" ({})", fault.hint);
  return text;
}

}  // namespace caucus
