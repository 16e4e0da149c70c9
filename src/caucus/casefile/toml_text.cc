#include "caucus/casefile/toml_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/base/text_decode.h"
#include "caucus/casefile/issue_options.h"

namespace caucus {
namespace {

using Kind = TomlValue::Kind;

constexpr std::size_t step_in = 4;  // columns by which what is broken stands further right

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_bare(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

// The characters of a text, each as it stands in double quotes.
std::vector<std::string> escaped(std::string_view text) {
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter character = decode_character(text, at);
    const std::string_view bytes = text.substr(at, character.length);
    at += character.length;
    if (!character.valid)
      characters.emplace_back("\\uFFFD");
    else if (bytes == "\"" || bytes == "\\")
      characters.push_back("\\" + std::string(bytes));
    else if (bytes == "\n")
      characters.emplace_back("\\n");
    else if (bytes == "\t")
      characters.emplace_back("\\t");
    else if (shown(bytes) == bytes)
      characters.emplace_back(bytes);
    else if (character.code <= 0xffff)
      characters.push_back(fmt::format("\\u{:04X}", static_cast<std::uint32_t>(character.code)));
    else
      characters.push_back(fmt::format("\\U{:08X}", static_cast<std::uint32_t>(character.code)));
  }
  return characters;
}

std::string quoted(std::string_view text) {
  // Rules name options in double quotes; single quotes spare them the escapes.
  const bool raw = text.find('"') != std::string_view::npos &&
                   text.find_first_of("'\\\n\t") == std::string_view::npos && shown(text) == text;
  if (raw) return fmt::format("'{}'", text);
  std::string result = "\"";
  for (const std::string& character : escaped(text))
    result += character;
  return result + '"';
}

// A text over several lines. Every line ends in a backslash, which takes the line end and the
// indent after it out of the text, so the text is kept to the byte.
std::string broken_text(std::string_view text, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string result = "\"\"\"\\\n" + margin;
  std::size_t column = indent;
  std::string word;  // up to and with the space or line feed that ends it
  bool line_begins = true;
  const auto put = [&] {
    const std::size_t width = display_width(word);
    if (!line_begins && column + width + 3 > toml_columns_max) {
      result += "\\\n" + margin;
      column = indent;
      line_begins = true;
    }
    // The backslash would take a space at the beginning of a line along.
    if (line_begins && word.starts_with(' ')) word.replace(0, 1, "\\u0020");
    result += word;
    column += width;
    line_begins = word.ends_with("\\n");
    if (line_begins) {
      result += "\\\n" + margin;
      column = indent;
    }
    word.clear();
  };
  for (const std::string& character : escaped(text)) {
    word += character;
    if (character == " " || character == "\\n") put();
  }
  put();
  if (line_begins && result.ends_with("\\\n" + margin))
    result.resize(result.size() - margin.size() - 2);
  return result + "\"\"\"";
}

std::string written(const TomlValue& value, std::size_t column, std::size_t indent);

// Items one under the other; numbers fill the lines.
std::string broken_list(const TomlValue& list, std::size_t indent) {
  const bool fill = std::all_of(list.items.begin(), list.items.end(),
                                [](const TomlValue& item) { return item.kind == Kind::literal; });
  const std::string margin(indent + step_in, ' ');
  std::string result = "[";
  std::size_t column = toml_columns_max;
  for (const TomlValue& item : list.items) {
    const std::string text = written(item, indent + step_in, indent + step_in) + ",";
    if (!fill || column + 1 + text.size() > toml_columns_max) {
      result += "\n" + margin + text;
      column = margin.size() + text.size();
    } else {
      result += " " + text;
      column += 1 + text.size();
    }
  }
  return result + "\n" + std::string(indent, ' ') + "]";
}

// The value, beginning at the column; lines after the first stand at the indent or further right.
std::string written(const TomlValue& value, std::size_t column, std::size_t indent) {
  const bool lines = value.kind == Kind::text && value.text.find('\n') != std::string::npos;
  std::string line = toml_inline(value);
  if (!lines && column + display_width(line) < toml_columns_max) return line;
  if (value.kind == Kind::text) return broken_text(value.text, indent + step_in);
  if (value.kind == Kind::list && !value.items.empty()) return broken_list(value, indent);
  return line;
}

std::string comment_lines(std::string_view comment) {
  std::string result;
  for (std::size_t at = 0; at <= comment.size() && !comment.empty();) {
    const std::size_t end = std::min(comment.find('\n', at), comment.size());
    std::string line(comment.substr(at, end - at));
    // TOML allows no control characters in comments.
    std::erase_if(line, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
    result += line.empty() ? "#\n" : "# " + line + "\n";
    at = end + 1;
  }
  return result;
}

}  // namespace

TomlValue TomlValue::literal(std::string as_is) {
  return {Kind::literal, std::move(as_is), {}, {}};
}

TomlValue TomlValue::text_of(std::string_view text) {
  return {Kind::text, std::string(text), {}, {}};
}

TomlValue TomlValue::list(std::vector<TomlValue> items) {
  return {Kind::list, {}, std::move(items), {}};
}

TomlValue TomlValue::texts(const std::vector<std::string>& texts) {
  std::vector<TomlValue> items;
  for (const std::string& text : texts)
    items.push_back(text_of(text));
  return list(std::move(items));
}

TomlValue TomlValue::number(const Rational& number) {
  return written_number(decimal_text(number));
}

TomlValue TomlValue::written_number(std::string_view text) {
  // -?(0|[1-9][0-9]*)(.[0-9]+)?([eE]-?[0-9]+)? and short enough for TOML's 64 bits
  const std::string_view plain = text.substr(text.starts_with('-') ? 1 : 0);
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < plain.size() && is_digit(plain[at]))
      ++at;
    return at - from;
  };
  const std::size_t whole = digits();
  bool sound = whole > 0 && whole <= 18 && (plain[0] != '0' || whole == 1);
  if (sound && at < plain.size() && plain[at] == '.') sound = (++at, digits() > 0);
  if (sound && at < plain.size() && (plain[at] == 'e' || plain[at] == 'E')) {
    ++at;
    if (at < plain.size() && plain[at] == '-') ++at;
    sound = digits() > 0;
  }
  sound = sound && at == plain.size() && text.size() <= 60;
  return sound ? literal(std::string(text)) : text_of(text);
}

std::string toml_key(std::string_view key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), is_bare);
  return bare ? std::string(key) : quoted(key);
}

std::string toml_inline(const TomlValue& value) {
  std::string result;
  switch (value.kind) {
    case Kind::literal:
      return value.text;
    case Kind::text:
      return quoted(value.text);
    case Kind::list:
      for (const TomlValue& item : value.items)
        result += (result.empty() ? "" : ", ") + toml_inline(item);
      return "[" + result + "]";
    case Kind::table:
      for (const auto& [key, item] : value.fields)
        result += (result.empty() ? "" : ", ") + toml_key(key) + " = " + toml_inline(item);
      return value.fields.empty() ? "{}" : "{ " + result + " }";
  }
  return result;
}

void TomlFile::begin(std::string_view heading, std::string_view comment) {
  finish_entry();
  if (!text_.empty()) text_ += "\n";
  text_ += comment_lines(comment);
  if (heading.empty() && !comment.empty()) text_ += "\n";
  heading_ = heading;
  if (!heading.empty()) text_ += heading_ + "\n";
}

void TomlFile::add(std::string_view key, TomlValue value) {
  const std::size_t width = key.size() + 3 + display_width(toml_inline(value));
  const bool breaks = value.kind == Kind::table && !value.fields.empty() &&
                      width > toml_columns_max && dotted_ + value.fields.size() <= toml_dotted_max;
  if (!breaks) {
    fields_.push_back({toml_key(key), std::move(value)});
    return;
  }
  dotted_ += value.fields.size();
  for (auto& [inner, item] : value.fields)
    fields_.push_back({toml_key(key) + "." + toml_key(inner), std::move(item)});
}

void TomlFile::add_text(std::string_view key, std::string_view text) {
  if (!text.empty()) add(key, TomlValue::text_of(text));
}

void TomlFile::add_texts(std::string_view key, const std::vector<std::string>& texts) {
  if (!texts.empty()) add(key, TomlValue::texts(texts));
}

void TomlFile::finish_entry() {
  std::size_t widest = 0;
  for (const auto& [key, value] : fields_)
    widest = std::max(widest, display_width(key));
  // One very long key should not push all values out of sight.
  if (widest > 40) widest = 0;
  for (const auto& [key, value] : fields_) {
    const std::string padded = pad_right(key, widest);
    text_ += padded + " = " + written(value, display_width(padded) + 3, 0) + "\n";
  }
  fields_.clear();
}

std::string TomlFile::end(std::string_view trailing_comment) && {
  finish_entry();
  if (!trailing_comment.empty()) text_ += "\n" + comment_lines(trailing_comment);
  return std::move(text_);
}

}  // namespace caucus
