// What do a JSON or a YAML file say, as one tree of plain values with their places?
//
// GeniusWeb writes JSON, NegMAS writes YAML or JSON; their readers see this tree and neither
// parser. Plain data only: numbers stay the text they were written as, keys are unique, tags,
// anchors and aliases are refused, and nothing is ever executed or included.
//
// Limits: depth, number of values, length of a number (finding_log.h). Errors: findings.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/scenario/finding_log.h"

namespace caucus {

enum class DataKind { null, boolean, number, text, list, object };

struct DataNode {
  DataKind kind = DataKind::null;
  std::string text;               // of a boolean, number or text, as written
  std::vector<std::string> keys;  // of an object, one per item
  std::vector<DataNode> items;    // of a list or object
  std::size_t offset = 0;         // in the file

  // The item of that key, or null.
  [[nodiscard]] const DataNode* at(std::string_view key) const;
  [[nodiscard]] bool is_object() const { return kind == DataKind::object; }
  [[nodiscard]] bool is_list() const { return kind == DataKind::list; }
  // A number or a text, as options of issues may be either.
  [[nodiscard]] bool is_word() const {
    return kind == DataKind::number || kind == DataKind::text || kind == DataKind::boolean;
  }
};

// Nothing when something is refused, as the log says.
std::optional<DataNode> read_json(std::string_view file, FindingLog& log);
std::optional<DataNode> read_yaml(std::string_view file, FindingLog& log);

// The item of that key if it is of the kind; a finding (missing_key, wrong_type) and null if not.
const DataNode* wanted(const DataNode& object, std::string_view key, DataKind kind,
                       FindingLog& log);

// The number that a node denotes, written as a number or as a text; a finding if it is none.
std::optional<Rational> number_in(const DataNode& node, FindingLog& log);

}  // namespace caucus
