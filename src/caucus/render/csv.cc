#include "caucus/render/csv.h"

#include <algorithm>
#include <array>

#include "caucus/render/table_text.h"

namespace caucus {
namespace {

bool is_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 11> begins{
      "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(begins.begin(), begins.end(),
                     [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string record(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields)
    line += (line.empty() ? "" : ",") + csv_field(field);
  return line + "\r\n";
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string field = "\"";
  if (is_formula(text)) field += '\'';
  for (const char letter : text) {
    if (letter == '"') field += '"';
    field += letter;
  }
  return field + "\"";
}

Result<std::string> to_csv(const Document& document) {
  const auto tables = tables_of(document);
  std::vector<std::string> head{"Table"};
  if (!tables.empty())
    head.insert(head.end(), tables.front()->columns.begin(), tables.front()->columns.end());
  head.emplace_back("Facts");
  std::string text = "\uFEFF" + record(head);
  for (const PageTable* table : tables) {
    if (table->columns != tables.front()->columns)
      return fail(ErrorKind::unsupported,
                  "the tables of this document have different columns; ask for xlsx, which has a "
                  "sheet for each");
    for (const auto& row : table->rows) {
      std::vector<std::string> fields{cell_text({{table->caption, {}}})};
      for (const PageCell& cell : row)
        fields.push_back(cell_text(cell));
      fields.resize(head.size() - 1);
      fields.push_back(facts_text(row));
      text += record(fields);
    }
  }
  return text;
}

}  // namespace caucus
