// Is this file XML, and if nearly: what does it say once the usual slips are put right?
//
// A tolerant pass before the parser. It repairs exactly what real scenario files contain, reports
// every repair at its place, and remembers how the repaired text lines up with the file, so that
// later findings point into the file and not into the repaired text.
//
// Repaired: text before the declaration, raw `&`, bytes of Windows-1252, a missing space between
// attributes. No markup at all is reported and nothing else is done. A document type declaration is
// refused: nothing of it is ever read. Complexity: linear in the bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caucus/scenario/finding_log.h"

namespace caucus {

class RepairedXml {
 public:
  // Empty where there is no markup, or where something is refused.
  std::string text;

  // The byte of the file that stands at a byte of the repaired text.
  [[nodiscard]] std::size_t place_in_file(std::size_t at) const;

  // From here on, repaired text and file run in step again.
  void line_up(std::size_t in_text, std::size_t in_file) { marks_.emplace_back(in_text, in_file); }

 private:
  std::vector<std::pair<std::size_t, std::size_t>> marks_;  // sorted by both
};

RepairedXml repair_xml(std::string_view file, FindingLog& log);

}  // namespace caucus
