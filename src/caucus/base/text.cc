#include "caucus/base/text.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "caucus/base/assert.h"
#include "caucus/base/text_decode.h"

namespace caucus {

DecodedCharacter decode_character(std::string_view text, std::size_t at) {
  CAUCUS_ASSERT(at < text.size(), "a character starts inside the text");
  const auto byte_at = [&](std::size_t i) -> char32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;  // 0 continues nothing
  };
  const char32_t lead = byte_at(at);
  const DecodedCharacter invalid{lead, 1, false};
  if (lead < 0x80) return {lead, 1, true};
  // The lead byte says how many bytes follow and which is the least code that needs so many.
  std::size_t length = 0;
  char32_t code = 0;
  char32_t least = 0;
  if (lead >= 0xc0 && lead < 0xe0) {
    length = 2, code = lead & 0x1f, least = 0x80;
  } else if (lead >= 0xe0 && lead < 0xf0) {
    length = 3, code = lead & 0x0f, least = 0x800;
  } else if (lead >= 0xf0 && lead < 0xf8) {
    length = 4, code = lead & 0x07, least = 0x10000;
  } else {
    return invalid;
  }
  for (std::size_t i = 1; i < length; ++i) {
    const char32_t byte = byte_at(at + i);
    if ((byte & 0xc0) != 0x80) return invalid;
    code = (code << 6) | (byte & 0x3f);
  }
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < least || code > 0x10ffff || surrogate) return invalid;
  return {code, length, true};
}

namespace {

std::u32string characters(std::string_view text) {
  std::u32string decoded;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode_character(text, at);
    // Stray bytes get codes of their own, past the last character, so that they equal only
    // themselves.
    decoded += character.valid ? character.code : 0x110000 + character.code;
    at += character.length;
  }
  return decoded;
}

std::u32string lower_case(std::u32string text) {
  for (char32_t& c : text)
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  return text;
}

std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  // Three rows of the usual table: distances from prefixes of a to every prefix of b.
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

template <class Text>
std::optional<std::string> nearest(std::string_view word, std::span<const Text> candidates) {
  const auto wanted = lower_case(characters(word));
  if (wanted.size() < 2 || wanted.size() > 64) return std::nullopt;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::optional<std::string> best;
  for (const auto& candidate : candidates) {
    if (candidate == word) return std::nullopt;
    const auto other = lower_case(characters(candidate));
    const std::size_t at_least =
        std::max(wanted.size(), other.size()) - std::min(wanted.size(), other.size());
    if (at_least >= best_distance) continue;
    const std::size_t distance = edit_distance(wanted, other);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = std::string(candidate);
  }
  return best;
}

// Characters that are unseen or change how their neighbours are seen. The joiners U+200C and U+200D
// and the variation selectors are left out: Persian, Indic scripts and emoji are spelled with them.
bool could_deceive(char32_t code) {
  struct Range {
    char32_t first;
    char32_t last;
  };
  static constexpr std::array<Range, 17> deceptive = {{
      {0x0000, 0x001f},
      {0x007f, 0x009f},  // control characters
      {0x00ad, 0x00ad},  // soft hyphen
      {0x061c, 0x061c},  // Arabic letter mark
      {0x115f, 0x1160},
      {0x180e, 0x180e},  // fillers and separators without width
      {0x200b, 0x200b},
      {0x200e, 0x200f},  // zero-width space, marks of direction
      {0x2028, 0x202e},  // line separators, embeddings and overrides
      {0x2060, 0x206f},  // invisible operators, isolates
      {0x3164, 0x3164},
      {0xe000, 0xf8ff},  // filler, private use
      {0xfeff, 0xfeff},
      {0xffa0, 0xffa0},  // byte order mark, filler
      {0xfff0, 0xfffb},
      {0xe0000, 0xe00ff},   // annotations, tags
      {0xf0000, 0x10ffff},  // private use
  }};
  if ((code & 0xfffe) == 0xfffe) return true;  // the two noncharacters that end every plane
  return std::any_of(deceptive.begin(), deceptive.end(),
                     [&](Range range) { return code >= range.first && code <= range.last; });
}

void append_escaped(std::string& text, char form, char32_t code) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string reversed;
  do {
    reversed += digits[code % 16];
    code /= 16;
  } while (code != 0);
  text += '\\';
  text += form;
  text += '{';
  text.append(reversed.rbegin(), reversed.rend());
  text += '}';
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return edit_distance(characters(a), characters(b));
}

std::optional<std::string> did_you_mean(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  return nearest(word, candidates);
}

std::optional<std::string> did_you_mean(std::string_view word,
                                        std::span<const std::string> candidates) {
  return nearest(word, candidates);
}

std::optional<std::size_t> invalid_utf8_at(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode_character(text, at);
    if (!character.valid) return at;
    at += character.length;
  }
  return std::nullopt;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  std::string padded(text);
  if (taken < width) padded.append(width - taken, ' ');
  return padded;
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  std::string padded(taken < width ? width - taken : 0, ' ');
  return padded.append(text);
}

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string wrapped;
  std::size_t column = 0;  // 0 at the start of a line, where even the indent is still to come
  while (!text.empty()) {
    const auto break_at = std::min(text.find_first_of(" \n"), text.size());
    const auto word = text.substr(0, break_at);
    if (!word.empty()) {
      const std::size_t word_width = display_width(word);
      if (column > 0 && column + 1 + word_width > width) {
        wrapped += '\n';
        column = 0;
      }
      wrapped.append(column == 0 ? indent : 1, ' ');
      wrapped += word;
      // A word of no width still starts the line.
      column =
          std::max<std::size_t>(1, column == 0 ? indent + word_width : column + 1 + word_width);
    }
    if (break_at < text.size() && text[break_at] == '\n') {
      wrapped += '\n';
      column = 0;
    }
    text.remove_prefix(std::min(break_at + 1, text.size()));
  }
  while (wrapped.ends_with('\n'))
    wrapped.pop_back();
  return wrapped;
}

std::string shown(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode_character(text, at);
    if (!character.valid)
      append_escaped(safe, 'x', character.code);
    else if (could_deceive(character.code))
      append_escaped(safe, 'u', character.code);
    else if (character.code == U'\\')
      safe += "\\\\";
    else
      safe += text.substr(at, character.length);
    at += character.length;
  }
  return safe;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t characters_max = 60;
  std::size_t at = 0;
  for (std::size_t count = 0; count < characters_max && at < text.size(); ++count)
    at += decode_character(text, at).length;
  return "`" + shown(text.substr(0, at)) + (at < text.size() ? "...`" : "`");
}

std::string join_in_words(std::span<const std::string> items, std::string_view last) {
  std::string joined;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && i + 1 == items.size())
      joined.append(" ").append(last).append(" ");
    else if (i > 0)
      joined += ", ";
    joined += items[i];
  }
  return joined;
}

std::string grouped(std::string digits) {
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(digits.find('.'), digits.size()); at > sign + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string grouped(std::uint64_t number) {
  return grouped(std::to_string(number));
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  std::string text = grouped(count) + " ";
  if (count == 1) return text.append(singular);
  return plural.empty() ? text.append(singular) + "s" : text.append(plural);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

}  // namespace caucus
