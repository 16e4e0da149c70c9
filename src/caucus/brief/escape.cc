#include "caucus/brief/escape.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/base/text_decode.h"

namespace caucus {
namespace {

bool joiner(char32_t code) {
  return code == U'\u200C' || code == U'\u200D';
}

bool word_character(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

// Could Markdown take this line's beginning for a block of its own? A numbered list interrupts a
// paragraph only where it starts at 1.
bool begins_block(std::string_view line, bool first) {
  if (line.empty()) return false;
  if (line.front() == '+' || line.front() == '-' || line.front() == '=' || line.front() == ':')
    return true;
  std::size_t digits = 0;
  while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0)
    ++digits;
  const bool number = digits > 0 && digits <= 9 && digits < line.size() &&
                      (line[digits] == '.' || line[digits] == ')');
  const bool one = line.find_first_not_of('0') + 1 == digits && line[digits - 1] == '1';
  return number && (first || one);
}

// The line with its beginning made harmless; "1." becomes "1\.".
std::string harmless(const std::string& line, bool first) {
  if (!begins_block(line, first)) return line;
  std::size_t at = 0;
  while (std::isdigit(static_cast<unsigned char>(line[at])) != 0)
    ++at;
  return line.substr(0, at) + "\\" + line.substr(at);
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode_character(text, at);
    const std::string_view bytes = text.substr(at, character.length);
    at += character.length;
    if (bytes == "\n" || bytes == "\t" || bytes == "\r") {
      if (!line.empty() && line.back() != ' ') line += ' ';
    } else if (bytes == "\\" || (character.valid && joiner(character.code))) {
      line += bytes;
    } else {
      line += shown(bytes);
    }
  }
  return line;
}

std::string html_text(std::string_view text) {
  std::string safe;
  safe.reserve(text.size() + text.size() / 8);
  for (const char letter : one_line(text)) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += letter;
    }
  }
  return safe;
}

std::string css_text(std::string_view text) {
  const std::string line = one_line(text);
  std::string safe = "\"";
  for (std::size_t at = 0; at < line.size();) {
    const auto character = decode_character(line, at);
    const bool plain = character.length == 1 &&
                       (line[at] == ' ' || std::isalnum(static_cast<unsigned char>(line[at])) != 0);
    safe += plain ? std::string(1, line[at])
                  : fmt::format("\\{:06x} ", static_cast<std::uint32_t>(character.code));
    at += character.length;
  }
  return safe + "\"";
}

std::string markdown_text(std::string_view text) {
  static constexpr std::string_view special = "\\`*[]<>&|~#$!{}";
  const std::string line = one_line(text);
  std::string safe;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char letter = line[at];
    // A `_` between letters is no markup; `!` is only before a bracket; `#` only at a line's start.
    const bool inside = at > 0 && at + 1 < line.size() && word_character(line[at - 1]) &&
                        word_character(line[at + 1]);
    bool escaped = special.find(letter) != std::string_view::npos;
    if (letter == '_') escaped = !inside;
    if (letter == '!') escaped = at + 1 < line.size() && line[at + 1] == '[';
    if (letter == '#') escaped = at == 0 || line[at - 1] == ' ';
    // Bare addresses must not become links.
    if (letter == ':') escaped = line.compare(at, 3, "://") == 0;
    if (letter == '.')
      escaped =
          at >= 3 && (line.compare(at - 3, 3, "www") == 0 || line.compare(at - 3, 3, "WWW") == 0);
    if (letter == '@') escaped = inside;
    if (escaped) safe += '\\';
    safe += letter;
  }
  return safe;
}

std::string wrapped_markdown(std::string_view markdown, std::size_t width, std::string_view first,
                             std::string_view rest) {
  const std::string lines = wrap(markdown, width > rest.size() ? width - rest.size() : 1);
  std::string text;
  for (std::size_t at = 0; at <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const bool is_first = at == 0;
    if (!is_first) text += '\n';
    text += is_first ? first : rest;
    text += harmless(lines.substr(at, end - at), is_first);
    at = end + 1;
  }
  return text;
}

}  // namespace caucus
