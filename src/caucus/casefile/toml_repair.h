// What can still be read of a file that is not TOML? Takes single statements out of the text until
// the rest parses, so that everything else can be judged too.
//
// A statement is `key = value` with all its lines. Where one is wrong its value is replaced by a
// time of day, which no case may hold; the reader knows those lines and calls the value lost. Lines
// keep their numbers, and unpatched lines their columns. Complexity: each patch is linear in the
// entry it is in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/casefile/source_text.h"
#include "caucus/casefile/toml_scan.h"

namespace caucus {

class TomlRepair {
 public:
  // The source must outlive it.
  explicit TomlRepair(const SourceText& source);

  // What the scan before parsing found; nothing is patched for it yet.
  std::vector<ScanFinding>& findings() { return scan_.findings; }
  // The text must not be given to a parser; the last finding says why.
  bool dangerous() const { return scan_.dangerous; }

  // The text as patched so far.
  std::string text() const;
  // Patches what stopped the parser there; what to report, or nothing if it was reported or will
  // be, by whoever reads the value.
  std::optional<Complaint> mend(LineColumn at, std::string_view complaint);
  // Patches the statement at a place.
  void patch(LineColumn at);

  // By line number, whether the value that begins there is lost.
  const std::vector<bool>& lost_lines() const { return lost_; }
  // No id was lost, so that what is not defined is really not defined.
  bool names_complete() const { return names_complete_; }
  bool top_complete() const { return top_complete_; }

 private:
  struct Span {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  Span entry_around(std::uint32_t line) const;
  Span statement_around(std::uint32_t line) const;
  std::uint32_t statement_end(std::uint32_t line, std::uint32_t last) const;
  bool is_heading(std::uint32_t line) const { return headings_[line]; }
  void split_lines();
  void blank(Span span);
  bool patch_number(LineColumn at);

  const SourceText& source_;
  TomlScan scan_;
  std::vector<std::string> lines_;  // by number; [0] is not used
  std::vector<bool> headings_;      // by line number
  std::vector<bool> lost_;
  std::vector<int> patches_;  // how often the statement or entry that begins there was patched
  bool names_complete_ = true;
  bool top_complete_ = true;
  LineColumn last_{0, 0};
};

}  // namespace caucus
