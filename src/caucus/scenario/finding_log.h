// Where are the findings of one file collected, and how does an offset become a line and a column?
//
// Readers know byte offsets only. The log keeps them and turns all into places in one pass over the
// file, so that many findings on one long line stay linear. At most `findings_max` are kept; one
// more says that there were others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/scenario/finding.h"

namespace caucus {

// Beyond these a file is refused with too_large. The first is also the limit on its bytes on disk.
inline constexpr std::size_t scenario_file_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t scenario_depth_max = 64;          // of nested elements or values
inline constexpr std::size_t scenario_values_max = 1'000'000;  // elements, attributes, options ...
inline constexpr std::size_t scenario_issues_max = 512;        // of a domain
inline constexpr std::size_t scenario_options_max = 65'534;    // of an issue
inline constexpr std::size_t scenario_boxes_max = 100'000;     // of a profile
inline constexpr std::size_t scenario_profiles_max = 128;      // of a folder
inline constexpr std::size_t findings_max = 1'000;             // of a file

class FindingLog {
 public:
  // The text must outlive the log; it is the file as on disk.
  FindingLog(std::string file, std::string_view text) : file_(std::move(file)), text_(text) {}

  // At a byte of the file; without one, about the file as a whole.
  void add(FindingToken token, std::optional<std::size_t> offset, std::string sentence);

  // Whether anything so far is refused.
  [[nodiscard]] bool refused() const { return refused_; }
  [[nodiscard]] const std::string& file() const { return file_; }

  // All findings, sorted by place; those about the whole file come first.
  [[nodiscard]] std::vector<ScenarioFinding> findings() const;

 private:
  struct Entry {
    std::optional<std::size_t> offset;
    FindingToken token;
    std::string sentence;
  };

  std::string file_;
  std::string_view text_;
  std::vector<Entry> entries_;
  bool refused_ = false;
};

}  // namespace caucus
