// What is written in a TOML file, and where exactly? A plain tree of the values with the place of
// each, in the order of the file, and all that is wrong with the TOML itself.
//
// This tree is all that the rest of the reader knows of TOML. Numbers keep their text, because a
// double would not say what was written. Depth is at most `toml_depth_max`. Complexity: linear.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/casefile/fault_log.h"
#include "caucus/casefile/source_text.h"
#include "caucus/model/origin.h"

namespace caucus {

struct TomlField;

struct TomlNode {
  enum class Kind {
    text,
    number,
    truth,
    date,
    time,
    list,
    table,
    lost,  // was no TOML and was reported: nothing more is said of it
  };

  Kind kind = Kind::table;
  bool truth = false;
  bool heading = false;           // written as [x] or [[x]]; a list: of [[x]] entries
  Place place;                    // where the value begins; of an entry, its heading
  std::size_t offset = 0;         // the same in bytes
  std::optional<Date> date;       // nothing for a date no calendar has
  std::string text;               // of a text its value; of a number as written
  std::vector<TomlNode> items;    // of a list
  std::vector<TomlField> fields;  // of a table

  const TomlField* find(std::string_view key) const;
};

struct TomlField {
  std::string key;
  Place place;
  TomlNode value;
};

struct TomlDocument {
  SourceText source;
  std::uint16_t file = 0;
  TomlNode root;
  bool complete = true;       // false: some entries could not be read, so names are missing
  bool root_complete = true;  // false: the keys before the first heading are missing
};

// Reads what can be read. After a fault of syntax the value it stands in is taken for lost and
// reading goes on behind it, so that one slip does not hide the others.
TomlDocument read_toml(std::string text, std::uint16_t file, FaultLog& log);

// Where the character `index` of a text value stands.
Place place_in_text(const TomlDocument& document, const TomlNode& node, std::size_t index);

// The comment lines that end directly above the line, without '#', and all comment lines before the
// first and after the last line that holds anything else.
std::string comment_above(const SourceText& source, std::uint32_t line);
std::string leading_comment(const SourceText& source);
std::string trailing_comment(const SourceText& source);

// A table's fields with tables below them joined by dots: [names] held.civilians = "x" gives the
// key "held.civilians".
struct FlatField {
  std::string key;
  Place place;
  const TomlNode* value = nullptr;
};
std::vector<FlatField> flat_fields(const TomlNode& table);

}  // namespace caucus
