// How is a value written in TOML so that it reads back the same and reads well? The emitter of the
// writer: values, entries, files.
//
// Lines are at most toml_columns_max wide where TOML allows a break: texts break at spaces, lists
// between items, tables into dotted keys. What stays wider is a single long word, a comment, or a
// table in a file that already has toml_dotted_max dotted keys. Characters that could deceive a
// reader of the file (control characters, bidirectional controls, invisible ones) are written as
// escapes. Errors: none; bytes that are not UTF-8 become U+FFFD. Complexity: linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/rational.h"

namespace caucus {

inline constexpr std::size_t toml_columns_max = 100;
// The reader refuses files with more than twice as many (toml_scan.h).
inline constexpr std::size_t toml_dotted_max = 5'000;

struct TomlMember;

// A value to be written. A literal stands as it is: 42, true, 2024-03-28.
struct TomlValue {
  enum class Kind { literal, text, list, table };

  Kind kind = Kind::literal;
  std::string text;                // of a literal or a text
  std::vector<TomlValue> items;    // of a list
  std::vector<TomlMember> fields;  // of a table

  static TomlValue literal(std::string as_is);
  static TomlValue text_of(std::string_view text);
  static TomlValue texts(const std::vector<std::string>& texts);
  static TomlValue list(std::vector<TomlValue> items);
  // 0.35, or "7/20" in quotes where there is no finite decimal.
  static TomlValue number(const Rational& number);
  // A number as somebody wrote it: bare where TOML reads it as a number, otherwise in quotes.
  static TomlValue written_number(std::string_view text);
};

struct TomlMember {
  std::string key;
  TomlValue value;
};

// A key, in quotes unless it has only letters, digits, _ and -.
std::string toml_key(std::string_view key);

// The value on one line.
std::string toml_inline(const TomlValue& value);

// One file, entry by entry. Within an entry the = signs stand in one column.
class TomlFile {
 public:
  // Begins an entry: "[[party]]", or "" for the keys before the first heading. Comment lines stand
  // above it; an empty comment is none.
  void begin(std::string_view heading, std::string_view comment);
  // Adds a key to the entry.
  void add(std::string_view key, TomlValue value);
  // Adds it unless the text or list is empty.
  void add_text(std::string_view key, std::string_view text);
  void add_texts(std::string_view key, const std::vector<std::string>& texts);
  // Ends the file with comment lines; its text.
  std::string end(std::string_view trailing_comment) &&;

 private:
  void finish_entry();

  std::string text_;
  std::string heading_;
  std::vector<TomlMember> fields_;  // of the entry; keys quoted where they have to be
  std::size_t dotted_ = 0;
};

}  // namespace caucus
