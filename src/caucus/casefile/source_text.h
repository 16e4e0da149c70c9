// Where in a file is a byte, and which byte stands at a line and column?
//
// Lines end with a line feed and count from 1; columns count characters (code points) from 1, as
// editors do. A byte order mark at the beginning belongs to no column. The text must be UTF-8.
// Complexity: building is linear, every question after that takes constant time but for a binary
// search over the lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caucus {

struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend auto operator<=>(const LineColumn&, const LineColumn&) = default;
};

class SourceText {
 public:
  explicit SourceText(std::string text);

  // Without the byte order mark.
  std::string_view text() const { return text_; }
  std::size_t line_count() const { return lines_.size(); }
  // Without its line end; empty for a line that does not exist.
  std::string_view line(std::uint32_t number) const;

  // Both clamp to the text.
  std::size_t offset(LineColumn at) const;
  LineColumn position(std::size_t offset) const;

 private:
  struct Mark {
    std::size_t byte = 0;
    std::size_t character = 0;
  };
  std::size_t character_at(std::size_t byte) const;
  std::size_t byte_at(std::size_t character) const;

  std::string text_;
  std::vector<Mark> lines_;           // where each line begins
  std::vector<std::size_t> strides_;  // the byte of every 64th character
};

// Where, in the source, the character `index` of the text value stands that begins (with its
// quotes) at byte `begin`: escapes, line ends and leading line feeds of long strings are followed.
// Complexity: linear in index.
LineColumn place_in_string(const SourceText& source, std::size_t begin, std::size_t index);

}  // namespace caucus
