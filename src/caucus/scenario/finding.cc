#include "caucus/scenario/finding.h"

#include <algorithm>
#include <array>

#include "caucus/base/enum_word.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

struct Row {
  FindingToken value;
  std::string_view word;
};

#define CAUCUS_ROW(name)      \
  Row {                       \
    FindingToken::name, #name \
  }
constexpr std::array rows{
    CAUCUS_ROW(text_before_declaration),
    CAUCUS_ROW(raw_ampersand),
    CAUCUS_ROW(not_utf8),
    CAUCUS_ROW(missing_space),
    CAUCUS_ROW(no_markup),
    CAUCUS_ROW(type_absent),
    CAUCUS_ROW(type_conflict),
    CAUCUS_ROW(index_not_position),
    CAUCUS_ROW(name_differs),
    CAUCUS_ROW(weights_sum),
    CAUCUS_ROW(clamp_reachable),
    CAUCUS_ROW(issue_all_zero),
    CAUCUS_ROW(weight_zero),
    CAUCUS_ROW(discount_ignored),
    CAUCUS_ROW(reservation_out_of_range),
    CAUCUS_ROW(nested_weight_ignored),
    CAUCUS_ROW(unknown_value),
    CAUCUS_ROW(duplicate_value),
    CAUCUS_ROW(negative_evaluation),
    CAUCUS_ROW(bounds_differ),
    CAUCUS_ROW(real_as_21_options),
    CAUCUS_ROW(entity_decoded),
    CAUCUS_ROW(discount_per_step),
    CAUCUS_ROW(file_left_out),
    CAUCUS_ROW(reservation_rewritten),
    CAUCUS_ROW(written_as_discrete),
    CAUCUS_ROW(rounded),
    CAUCUS_ROW(dropped),
    CAUCUS_ROW(not_a_domain),
    CAUCUS_ROW(not_a_profile),
    CAUCUS_ROW(several_domains),
    CAUCUS_ROW(unknown_space_type),
    CAUCUS_ROW(missing_weight),
    CAUCUS_ROW(missing_evaluation),
    CAUCUS_ROW(missing_bounds),
    CAUCUS_ROW(bounds_only_in_range),
    CAUCUS_ROW(unsupported_constraint),
    CAUCUS_ROW(old_integer_evaluator),
    CAUCUS_ROW(unknown_evaluator),
    CAUCUS_ROW(bad_number),
    CAUCUS_ROW(duplicate_index),
    CAUCUS_ROW(unknown_issue),
    CAUCUS_ROW(box_on_non_integer_issue),
    CAUCUS_ROW(dtd_refused),
    CAUCUS_ROW(not_well_formed),
    CAUCUS_ROW(missing_key),
    CAUCUS_ROW(wrong_type),
    CAUCUS_ROW(duplicate_key),
    CAUCUS_ROW(tag_or_alias),
    CAUCUS_ROW(unknown_issue_type),
    CAUCUS_ROW(unknown_option),
    CAUCUS_ROW(issues_differ),
    CAUCUS_ROW(weights_not_one),
    CAUCUS_ROW(utility_out_of_range),
    CAUCUS_ROW(groups_not_partition),
    CAUCUS_ROW(wrong_semantics),
    CAUCUS_ROW(too_large),
    CAUCUS_ROW(beyond_exact_range),
    CAUCUS_ROW(unreadable),
    CAUCUS_ROW(cannot_hold),
};
#undef CAUCUS_ROW

// The table is indexed by token: a row in the wrong place does not compile.
constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (static_cast<std::size_t>(rows[i].value) != i) return false;
  return rows.size() == static_cast<std::size_t>(FindingToken::cannot_hold) + 1;
}
static_assert(in_order());

}  // namespace

std::string_view token(FindingToken token) {
  return rows[static_cast<std::size_t>(token)].word;
}

std::string_view token(FindingClass kind) {
  static constexpr std::array<std::string_view, 3> words{"repaired", "noted", "refused"};
  return enum_word(words, kind);
}

FindingClass class_of(FindingToken token) {
  if (token <= FindingToken::no_markup) return FindingClass::repaired;
  return token <= FindingToken::dropped ? FindingClass::noted : FindingClass::refused;
}

std::span<const FindingToken> finding_tokens() {
  static constexpr auto tokens = [] {
    std::array<FindingToken, rows.size()> all{};
    std::ranges::transform(rows, all.begin(), &Row::value);
    return all;
  }();
  return tokens;
}

std::string to_string(const ScenarioFinding& finding) {
  std::string text = shown(finding.file) + ":";
  if (finding.line > 0)
    text += std::to_string(finding.line) + ":" + std::to_string(finding.column) + ":";
  return text + " " + std::string(token(finding.token)) + ": " + finding.sentence;
}

bool refuses(std::span<const ScenarioFinding> findings, bool strict) {
  return std::ranges::any_of(findings, [&](const ScenarioFinding& finding) {
    const FindingClass kind = class_of(finding.token);
    return kind == FindingClass::refused || (strict && kind == FindingClass::repaired);
  });
}

}  // namespace caucus
