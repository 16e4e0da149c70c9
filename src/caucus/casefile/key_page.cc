// The reference page of all keys, made from the table in keys.h.
#include <array>
#include <string>

#include <fmt/format.h>

#include "caucus/casefile/key_words.h"
#include "caucus/casefile/write.h"

namespace caucus {
namespace {

// In a table of Markdown a bar would end the cell.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

std::string value_cell(const KeySpec& key) {
  if (key.type == ValueType::word) {
    std::string words = "`\"" + std::string(key.words) + "\"`";
    for (std::size_t at = words.find(' '); at != std::string::npos; at = words.find(' ', at + 6))
      words.replace(at, 1, "\"`, `\"");
    return words;
  }
  std::string value(token(key.type));
  if (key.refers != Refers::nothing) value += ": " + std::string(described(key.refers));
  return value;
}

std::string key_rows(std::span<const KeySpec> keys) {
  std::string rows = "| key | value | meaning |\n|---|---|---|\n";
  for (const KeySpec& key : keys)
    rows += fmt::format("| `{}`{} | {} | {} |\n", key.key, key.required ? ", required" : "",
                        cell(value_cell(key)), cell(key.help));
  return rows;
}

std::string choice(const EntrySpec& entry) {
  std::string keys(exactly_one_key(entry.entry));
  if (entry.entry == "position") return "\nEither `issue` and `wants`, or `is`.\n";
  if (entry.entry == "precondition") return "\n`is`, or `act`, or both.\n";
  if (keys.empty()) return {};
  for (std::size_t at = keys.find(' '); at != std::string::npos; at = keys.find(' ', at + 4))
    keys.replace(at, 1, "`, `");
  return fmt::format("\nExactly one of `{}`.\n", keys);
}

std::string entry_section(const EntrySpec& entry, std::string_view file) {
  if (entry.entry.empty())
    return fmt::format("### Before the first heading of {}\n\n{}.\n\n{}", file, entry.help,
                       key_rows(entry.keys));
  const std::string heading =
      entry.repeated ? fmt::format("[[{}]]", entry.entry) : fmt::format("[{}]", entry.entry);
  std::string section = fmt::format("\n### `{}`\n\n{}.\n", heading, entry.help);
  if (entry.free_keys) return section + "\nIts keys are ids of the case, its values names.\n";
  return section + choice(entry) + "\n" + key_rows(entry.keys);
}

std::string type_rows() {
  std::string rows = "| value | what stands there |\n|---|---|\n";
  for (int type = 0; type <= static_cast<int>(ValueType::names); ++type)
    rows += fmt::format("| {} | {} |\n", token(static_cast<ValueType>(type)),
                        cell(described(static_cast<ValueType>(type))));
  return rows;
}

}  // namespace

std::string case_keys_page() {
  std::string page =
      "# All keys of the case language\n\n"
      "Printed by `caucus schema keys` from the table that the reader uses. What the keys mean\n"
      "together is said in [The case language](case-language.md).\n\n"
      "## Values\n\n";
  page += type_rows();
  page += "\n## Keys of every entry\n\n" + key_rows(common_keys());
  page += "\n## case.toml\n\n";
  for (const EntrySpec& entry : case_entries())
    page += entry_section(entry, "case.toml");
  page += "\n## views/&lt;party&gt;.toml: a sheet\n\n";
  for (const EntrySpec& entry : sheet_entries())
    page += entry_section(entry, "a sheet");
  return page;
}

}  // namespace caucus
