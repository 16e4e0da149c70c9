#include "caucus/casefile/source_text.h"

#include <algorithm>
#include <utility>

namespace caucus {
namespace {

constexpr std::size_t stride = 64;

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

SourceText::SourceText(std::string text) : text_(std::move(text)) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
  lines_.push_back({});
  std::size_t character = 0;
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (!begins_character(text_[at])) continue;
    if (character % stride == 0) strides_.push_back(at);
    ++character;
    if (text_[at] == '\n') lines_.push_back({at + 1, character});
  }
  if (character % stride == 0) strides_.push_back(text_.size());
}

std::string_view SourceText::line(std::uint32_t number) const {
  if (number == 0 || number > lines_.size()) return {};
  const std::size_t begin = lines_[number - 1].byte;
  const std::size_t end = number < lines_.size() ? lines_[number].byte - 1 : text_.size();
  std::string_view line = text().substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t SourceText::byte_at(std::size_t character) const {
  if (character / stride >= strides_.size()) return text_.size();
  std::size_t at = strides_[character / stride];
  for (std::size_t left = character % stride; left > 0 && at < text_.size(); --left)
    do
      ++at;
    while (at < text_.size() && !begins_character(text_[at]));
  return at;
}

std::size_t SourceText::character_at(std::size_t byte) const {
  const auto after = std::upper_bound(strides_.begin(), strides_.end(), byte);
  if (after == strides_.begin()) return 0;
  const auto index = static_cast<std::size_t>(after - strides_.begin()) - 1;
  std::size_t character = index * stride;
  for (std::size_t at = strides_[index]; at < byte; ++at)
    if (begins_character(text_[at])) ++character;
  return character;
}

std::size_t SourceText::offset(LineColumn at) const {
  if (at.line == 0) return 0;
  if (at.line > lines_.size()) return text_.size();
  const Mark& line = lines_[at.line - 1];
  return byte_at(line.character + std::max<std::size_t>(at.column, 1) - 1);
}

LineColumn SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after =
      std::upper_bound(lines_.begin(), lines_.end(), offset,
                       [](std::size_t byte, const Mark& m) { return byte < m.byte; });
  const auto index = static_cast<std::size_t>(after - lines_.begin()) - 1;
  // A byte inside a character counts as that character.
  while (offset > lines_[index].byte && offset < text_.size() && !begins_character(text_[offset]))
    --offset;
  return {static_cast<std::uint32_t>(index + 1),
          static_cast<std::uint32_t>(character_at(offset) - lines_[index].character + 1)};
}

namespace {

// Bytes of the escape at `at`, where a backslash stands; `blank` says that it stands for nothing.
std::size_t escape_length(std::string_view text, std::size_t at, bool& blank) {
  blank = false;
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (next == 'u') return 6;
  if (next == 'U') return 10;
  const std::size_t line_end = text.find_first_not_of(" \t\r", at + 1);
  if (line_end == std::string_view::npos || text[line_end] != '\n') return 2;
  blank = true;
  const std::size_t resumes = text.find_first_not_of(" \t\r\n", line_end);
  return (resumes == std::string_view::npos ? text.size() : resumes) - at;
}

}  // namespace

LineColumn place_in_string(const SourceText& source, std::size_t begin, std::size_t index) {
  const std::string_view text = source.text();
  if (begin >= text.size()) return source.position(begin);
  const char quote = text[begin];
  const bool is_long = text.substr(begin, 3) == std::string(3, quote);
  std::size_t at = begin + (is_long ? 3 : 1);
  if (is_long && text.substr(at, 2) == "\r\n")
    at += 2;
  else if (is_long && text.substr(at, 1) == "\n")
    at += 1;
  while (at < text.size()) {
    std::size_t length = 1;
    bool blank = false;
    if (quote == '"' && text[at] == '\\') length = escape_length(text, at, blank);
    if (text.substr(at, 2) == "\r\n") length = 2;
    if (blank) {
      at += length;
      continue;
    }
    if (index == 0) break;
    --index;
    at += length;
    while (at < text.size() && !begins_character(text[at]))
      ++at;
  }
  return source.position(at);
}

}  // namespace caucus
