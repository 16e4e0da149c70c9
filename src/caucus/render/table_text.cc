#include "caucus/render/table_text.h"

#include <set>

#include "caucus/brief/escape.h"

namespace caucus {

std::string cell_text(const PageCell& cell) {
  std::string text;
  for (const PageLine& line : cell) {
    std::string one = one_line(line.label);
    if (!one.empty() && !line.says.text.empty()) one += ' ';
    one += one_line(line.says.text);
    if (one.empty()) continue;
    text += (text.empty() ? "" : "\n") + one;
  }
  return text;
}

std::string facts_text(const std::vector<PageCell>& row) {
  std::set<std::string, std::less<>> told;
  std::string text;
  for (const PageCell& cell : row)
    for (const PageLine& line : cell)
      for (const std::string& fact : line.says.facts)
        if (told.insert(fact).second) text += (text.empty() ? "" : "; ") + one_line(fact);
  return text;
}

}  // namespace caucus
