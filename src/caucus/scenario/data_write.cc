#include "caucus/scenario/data_write.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace caucus {
namespace {

bool is_plain(const DataNode& node) {
  return node.kind != DataKind::list && node.kind != DataKind::object;
}

std::string plain(const DataNode& node) {
  if (node.kind == DataKind::null) return "null";
  return node.kind == DataKind::text ? escaped_in_quotes(node.text) : node.text;
}

// Keys of the formats stand bare; what YAML could take for anything but a text does not.
std::string yaml_key(const std::string& key) {
  static constexpr std::array<std::string_view, 11> bare{
      "name", "type",     "issues",         "values",         "weights",  "mapping",
      "ufun", "discount", "reserved_value", "outcome_ranges", "utilities"};
  return std::ranges::find(bare, key) == bare.end() ? escaped_in_quotes(key) : key;
}

std::string indent(std::size_t depth) {
  return std::string(2 * depth, ' ');
}

bool fits_one_line(const DataNode& node) {
  return node.items.empty() ||
         (node.kind == DataKind::list && std::ranges::all_of(node.items, [](const DataNode& item) {
            return item.kind == DataKind::number;
          }));
}

// Values of one line: plain ones, lists of numbers, and what is empty.
std::string one_line(const DataNode& node) {
  if (is_plain(node)) return plain(node);
  if (node.kind == DataKind::object) return "{}";
  std::string text = "[";
  for (const DataNode& item : node.items)
    text += (text.size() > 1 ? ", " : "") + plain(item);
  return text + "]";
}

void write_json(const DataNode& node, std::size_t depth, std::string& text) {
  if (is_plain(node) || fits_one_line(node)) {
    text += one_line(node);
    return;
  }
  const bool object = node.kind == DataKind::object;
  text += object ? '{' : '[';
  for (std::size_t at = 0; at < node.items.size(); ++at) {
    text += (at ? ",\n" : "\n") + indent(depth + 1);
    if (object) text += escaped_in_quotes(node.keys[at]) + ": ";
    write_json(node.items[at], depth + 1, text);
  }
  text += "\n" + indent(depth) + (object ? '}' : ']');
}

void write_yaml(const DataNode& node, std::size_t depth, std::string& text) {
  for (std::size_t at = 0; at < node.items.size(); ++at) {
    const DataNode& item = node.items[at];
    // The first key of an object in a list stands behind the dash.
    const bool behind_dash = at == 0 && text.ends_with("- ");
    if (!behind_dash) text += indent(depth);
    text += node.kind == DataKind::object ? yaml_key(node.keys[at]) + ":" : "-";
    if (is_plain(item) || fits_one_line(item)) {
      text += " " + one_line(item) + "\n";
    } else {
      text += node.kind == DataKind::object ? "\n" : " ";
      write_yaml(item, depth + 1, text);
    }
  }
}

}  // namespace

std::string escaped_in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      quoted += {'\\', c};
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      quoted += c;
  }
  return quoted + '"';
}

DataNode data_text(std::string text) {
  DataNode node;
  node.kind = DataKind::text;
  node.text = std::move(text);
  return node;
}

DataNode data_number(std::string text) {
  DataNode node = data_text(std::move(text));
  node.kind = DataKind::number;
  return node;
}

DataNode data_list(std::vector<DataNode> items) {
  DataNode node;
  node.kind = DataKind::list;
  node.items = std::move(items);
  return node;
}

DataNode data_object(std::vector<std::pair<std::string, DataNode>> items) {
  DataNode node;
  node.kind = DataKind::object;
  for (auto& [key, item] : items) {
    node.keys.push_back(std::move(key));
    node.items.push_back(std::move(item));
  }
  return node;
}

std::string json_text(const DataNode& node) {
  std::string text;
  write_json(node, 0, text);
  return text + "\n";
}

std::string yaml_text(const DataNode& node) {
  if (is_plain(node) || fits_one_line(node)) return one_line(node) + "\n";
  std::string text;
  write_yaml(node, 0, text);
  return text;
}

}  // namespace caucus
