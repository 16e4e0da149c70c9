#include "caucus/scenario/finding_log.h"

#include <algorithm>

#include "caucus/base/text.h"

namespace caucus {
namespace {

// Walks once over a text. A byte that continues a character of UTF-8 has no column of its own; in a
// text that is not UTF-8 every byte has one.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text), utf8_(!invalid_utf8_at(text)) {}

  void go_to(std::size_t offset) {
    for (offset = std::min(offset, text_.size()); at_ < offset; ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\n') {
        ++line_;
        column_ = 1;
      } else if (!utf8_ || (byte & 0xC0U) != 0x80U) {
        ++column_;
      }
    }
  }
  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }

 private:
  std::string_view text_;
  bool utf8_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace

void FindingLog::add(FindingToken token, std::optional<std::size_t> offset, std::string sentence) {
  refused_ = refused_ || class_of(token) == FindingClass::refused;
  if (entries_.size() < findings_max) {
    entries_.push_back({offset, token, std::move(sentence)});
  } else if (entries_.size() == findings_max) {
    refused_ = true;
    entries_.push_back({std::nullopt, FindingToken::too_large,
                        "there are more than " + std::to_string(findings_max) + " findings"});
  }
}

std::vector<ScenarioFinding> FindingLog::findings() const {
  std::vector<Entry> sorted = entries_;
  std::ranges::stable_sort(sorted, {}, &Entry::offset);
  std::vector<ScenarioFinding> found;
  Walk walk(text_);
  for (Entry& entry : sorted) {
    ScenarioFinding finding{entry.token, file_, 0, 0, std::move(entry.sentence)};
    if (entry.offset) {
      walk.go_to(*entry.offset);
      finding.line = walk.line();
      finding.column = walk.column();
    }
    if (found.empty() || found.back() != finding) found.push_back(std::move(finding));
  }
  return found;
}

}  // namespace caucus
