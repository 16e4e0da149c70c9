// What does one written value say? Numbers exactly as written, ranges, and whether a text is an id.
//
// Errors: a Result whose message is the sentence of a fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/base/result.h"
#include "caucus/casefile/toml_tree.h"
#include "caucus/model/preference.h"

namespace caucus {

inline constexpr std::size_t name_bytes_max = 200;

// A letter, then letters, digits and `_`; at most name_bytes_max bytes.
bool is_id(std::string_view text);
// Ids joined by dots.
bool is_dotted_id(std::string_view text);
// and, or, not, implies, in, true, false, figure: they cannot be names in a rule.
bool is_rule_word(std::string_view text);

// A TOML integer or decimal, or a text such as "7/20".
Result<WrittenNumber> number_of(const TomlNode& node);

// A number, or a text "a..b" with a <= b.
struct WrittenRange {
  WrittenNumber low;
  WrittenNumber high;
  bool is_range = false;  // two ends were written

  NumberRange numbers() const { return {low.value, high.value}; }
};
Result<WrittenRange> number_range_of(const TomlNode& node);

// "a text", "a number", "a list": what stands there, for messages.
std::string_view kind_in_words(const TomlNode& node);

}  // namespace caucus
