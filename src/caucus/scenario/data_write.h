// How are plain values written down, as JSON or as YAML?
//
// Numbers are written as the text they hold, texts always in double quotes, objects in their order;
// so the same tree gives the same bytes, and reading them gives the same tree. YAML is written in
// blocks, lists of numbers in one line. Errors: none. Complexity: linear.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caucus/scenario/data_tree.h"

namespace caucus {

// Trees to write: short names for what would otherwise be said at length.
DataNode data_text(std::string text);
DataNode data_number(std::string text);
DataNode data_list(std::vector<DataNode> items);
DataNode data_object(std::vector<std::pair<std::string, DataNode>> items);

// In double quotes, with the escapes that JSON, YAML and TOML share.
std::string escaped_in_quotes(std::string_view text);

std::string json_text(const DataNode& node);
std::string yaml_text(const DataNode& node);

// The longest text that YAML takes for a key without further ado.
inline constexpr std::size_t yaml_key_bytes_max = 1'000;

}  // namespace caucus
