#include "caucus/base/assert.h"

#include <string>

namespace caucus {

void broken_invariant(std::string_view sentence, std::string_view condition, SourcePlace place) {
  std::string_view file = place.file;
  if (const auto start = file.rfind("caucus/"); start != std::string_view::npos) {
    // The nearest enclosing source root wins: ".../caucus/src/caucus/base/x.h" ->
    // "caucus/base/x.h".
    const auto root = file.rfind("src/caucus/");
    file.remove_prefix(root != std::string_view::npos ? root + 4 : start);
  }
  std::string message(sentence);
  message += " (";
  message += file;
  message += ':';
  message += std::to_string(place.line);
  message += ": ";
  message += condition;
  message += ')';
  throw BrokenInvariant(message);
}

}  // namespace caucus
