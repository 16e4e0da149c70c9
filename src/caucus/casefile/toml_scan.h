// Can this text be given to a TOML parser without harm, and where do its entries begin?
//
// One linear walk that understands strings and comments. It finds what a parser reports badly (a
// text or list that was never closed, seen from where it began) and what would be dangerous to hand
// on: nesting deeper than `toml_depth_max`, and names in such numbers that a parser slows down.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "caucus/casefile/fault_log.h"

namespace caucus {

inline constexpr std::size_t toml_depth_max = 64;
inline constexpr std::size_t dotted_names_max = 10'000;
inline constexpr std::size_t headings_max = 1'000;  // different ones

struct ScanFinding {
  std::size_t offset = 0;  // in bytes
  Complaint finding;
};

struct TomlScan {
  std::vector<ScanFinding> findings;
  bool dangerous = false;             // not to be parsed at all; the last finding says why
  std::vector<std::size_t> headings;  // offsets of the lines that begin an entry: [x] or [[x]]
};

// The text must be UTF-8 and hold no NUL byte.
TomlScan scan_toml(std::string_view text);

}  // namespace caucus
