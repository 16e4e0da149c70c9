#include "caucus/casefile/values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "caucus/base/text.h"

namespace caucus {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// TOML writes some numbers in ways that Rational does not read: 1_000, +5, 1e+3.
std::string without_toml_signs(std::string_view text) {
  std::string plain;
  for (char c : text)
    if (c != '_' && c != '+') plain += c;
  return plain;
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= name_bytes_max && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

bool is_dotted_id(std::string_view text) {
  if (text.size() > name_bytes_max) return false;
  while (true) {
    const std::size_t dot = text.find('.');
    if (!is_id(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_rule_word(std::string_view text) {
  static constexpr std::array<std::string_view, 8> words{"and", "or",   "not",   "implies",
                                                         "in",  "true", "false", "figure"};
  return std::find(words.begin(), words.end(), text) != words.end();
}

Result<WrittenNumber> number_of(const TomlNode& node) {
  if (node.kind == TomlNode::Kind::text) return WrittenNumber::parse(trimmed(node.text));
  if (node.kind != TomlNode::Kind::number)
    return fail(ErrorKind::malformed,
                "a number is wanted here, not " + std::string(kind_in_words(node)));
  const std::string plain = without_toml_signs(node.text);
  const std::string_view digits = std::string_view(plain).substr(plain.starts_with('-') ? 1 : 0);
  if (digits == "inf" || digits == "nan")
    return fail(ErrorKind::malformed, in_quotes(node.text) + " is not an amount");
  if (digits.size() > 1 && digits[0] == '0' && is_letter(digits[1]) && digits[1] != 'e' &&
      digits[1] != 'E')
    return fail(ErrorKind::malformed,
                in_quotes(node.text) + " has to be written in decimal digits");
  return WrittenNumber::parse(plain);
}

Result<WrittenRange> number_range_of(const TomlNode& node) {
  const std::size_t dots =
      node.kind == TomlNode::Kind::text ? node.text.find("..") : std::string::npos;
  if (dots == std::string::npos) {
    Result<WrittenNumber> number = number_of(node);
    if (!number) return fail(number.error());
    return WrittenRange{*number, *number, false};
  }
  const std::string_view text = node.text;
  Result<WrittenNumber> low = WrittenNumber::parse(trimmed(text.substr(0, dots)));
  if (!low) return fail(low.error());
  Result<WrittenNumber> high = WrittenNumber::parse(trimmed(text.substr(dots + 2)));
  if (!high) return fail(high.error());
  if (high->value < low->value)
    return fail(ErrorKind::malformed,
                in_quotes(text) + " ends before it begins: write the smaller number first");
  return WrittenRange{*std::move(low), *std::move(high), true};
}

std::string_view kind_in_words(const TomlNode& node) {
  using Kind = TomlNode::Kind;
  switch (node.kind) {
    case Kind::text:
      return "a text";
    case Kind::number:
      return "a number";
    case Kind::truth:
      return "true or false";
    case Kind::date:
      return "a date";
    case Kind::time:
    case Kind::lost:
      return "a time";
    case Kind::list:
      return node.heading ? "a [[heading]]" : "a list";
    case Kind::table:
      return node.heading ? "a [heading]" : "a table";
  }
  return "something else";
}

}  // namespace caucus
