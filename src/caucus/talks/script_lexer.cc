#include "caucus/talks/script_lexer.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/base/text_decode.h"

namespace caucus {
namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// UTF-8 of a character; nothing if there is no such character.
std::optional<std::string> encoded(std::uint32_t code) {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return std::nullopt;
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (code < 0x80) return std::string{byte(code)};
  const auto low = [&](unsigned shift) { return byte(0x80 | ((code >> shift) & 0x3f)); };
  if (code < 0x800) return std::string{byte(0xc0 | (code >> 6)), low(0)};
  if (code < 0x10000) return std::string{byte(0xe0 | (code >> 12)), low(6), low(0)};
  return std::string{byte(0xf0 | (code >> 18)), low(12), low(6), low(0)};
}

// One physical line.
class LineLexer {
 public:
  LineLexer(std::string_view text, std::uint32_t line, std::vector<ScriptFault>& faults)
      : text_(text), line_(line), faults_(faults) {}

  void lex(LexedLine& into) {
    while (skip_blanks(), at_ < text_.size()) {
      if (text_[at_] == '#') return comment(into);
      if (text_.substr(at_, 2) == "->") return expected(into);
      into.tokens.push_back(token());
    }
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && blank(text_[at_]))
      ++at_;
  }

  std::uint32_t column(std::size_t at) {
    for (; counted_ < at; counted_ += decode_character(text_, counted_).length)
      ++columns_;
    return columns_ + 1;
  }

  void fault(std::size_t at, std::string sentence, std::string hint) {
    faults_.push_back({line_, column(at), std::move(sentence), std::move(hint)});
  }

  void comment(LexedLine& into) {
    const std::string_view said = trimmed(text_.substr(at_ + 1));
    if (!into.comment.empty()) into.comment += " # ";
    into.comment += said;
    at_ = text_.size();
  }

  void expected(LexedLine& into) {
    if (into.has_expected)
      fault(at_, "a second `->` on one line", "one expectation per line; join them with `;`");
    into.has_expected = true;
    for (at_ += 2; at_ < text_.size(); ++at_) {
      const bool after_blank = blank(text_[at_ - 1]);
      if (text_[at_] == '#' && after_blank) return comment(into);
      if (blank(text_[at_])) continue;
      if (after_blank && !into.expected.empty()) into.expected += ' ';
      into.expected += text_[at_];
    }
  }

  ScriptToken token() {
    const std::uint32_t at_column = column(at_);
    switch (text_[at_]) {
      case '"':
        return {ScriptTokenKind::text, quoted(), line_, at_column};
      case '[':
        return {ScriptTokenKind::bracket, until(']'), line_, at_column};
      case '{':
        return {ScriptTokenKind::brace, until('}'), line_, at_column};
      case '(':
        return {ScriptTokenKind::paren, until(')'), line_, at_column};
      default:
        return {ScriptTokenKind::word, word(), line_, at_column};
    }
  }

  std::string until(char end) {
    const std::size_t begin = at_ + 1;
    const std::size_t found = text_.find(end, begin);
    if (found == std::string_view::npos)
      fault(at_, fmt::format("`{}` without its `{}`", text_[at_], end),
            fmt::format("close it with `{}` on the same line", end));
    at_ = found == std::string_view::npos ? text_.size() : found + 1;
    return std::string(
        text_.substr(begin, found == std::string_view::npos ? found : found - begin));
  }

  std::string word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !blank(text_[at_])) {
      const bool opens = text_[at_] == '"' && at_ > begin &&
                         std::string_view("=,<>!").find(text_[at_ - 1]) != std::string_view::npos;
      if (opens) {
        const std::size_t close = text_.find('"', at_ + 1);
        if (close == std::string_view::npos) {
          fault(at_, "a quotation mark without its second one", "close it on the same line");
          at_ = text_.size();
          break;
        }
        at_ = close;
      }
      ++at_;
    }
    std::string_view found = text_.substr(begin, at_ - begin);
    if (found.size() > 1 && found.back() == ',') found.remove_suffix(1);
    return std::string(found);
  }

  std::string quoted() {
    const std::size_t begin = at_++;
    std::string said;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\')
        escape(said);
      else
        said += text_[at_++];
    }
    if (at_ >= text_.size())
      fault(begin, "a quotation mark without its second one",
            "close it on the same line; write \\n for a new line within a text");
    ++at_;
    at_ = std::min(at_, text_.size());
    return said;
  }

  // A backslash and what follows it.
  void escape(std::string& said) {
    const std::size_t begin = at_++;
    const char next = at_ < text_.size() ? text_[at_] : '\0';
    if (next == 'n' || next == '"' || next == '\\' || next == '<' || next == '[') {
      // What clauses need stays escaped for them.
      if (next == '<' || next == '[') said += '\\';
      said += next == 'n' ? '\n' : next;
      ++at_;
      return;
    }
    if (next == 'u' && text_.substr(at_, 2) == "u{") {
      const std::size_t close = text_.find('}', at_);
      const std::string_view digits =
          close == std::string_view::npos ? "" : text_.substr(at_ + 2, close - at_ - 2);
      std::uint32_t code = 0;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
      const auto character = encoded(code);
      if (!digits.empty() && digits.size() <= 6 && read.ptr == digits.data() + digits.size() &&
          character) {
        said += *character;
        at_ = close + 1;
        return;
      }
    }
    fault(begin, "a backslash before something that needs none",
          "write \\\\ for a backslash, \\\" for a quotation mark, \\n for a new line");
  }

  std::string_view text_;
  std::uint32_t line_;
  std::vector<ScriptFault>& faults_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  std::uint32_t columns_ = 0;
};

}  // namespace

LexedScript lex_script(std::string_view text, std::vector<ScriptFault>& faults) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  LexedScript script;
  std::vector<std::string> pending;
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (const auto bad = invalid_utf8_at(line)) {
      faults.push_back({number, static_cast<std::uint32_t>(*bad + 1), "bytes that are not UTF-8",
                        "save the file as UTF-8"});
      continue;
    }
    const std::string_view content = trimmed(line);
    if (content.empty() || content.front() == '#') {
      pending.emplace_back(content);
      continue;
    }
    const bool goes_on = blank(line.front()) && !script.lines.empty();
    if (!goes_on) {
      script.lines.emplace_back();
      script.lines.back().line = number;
    }
    LexedLine& into = script.lines.back();
    into.above.insert(into.above.end(), pending.begin(), pending.end());
    pending.clear();
    LineLexer(line, number, faults).lex(into);
  }
  script.tail = std::move(pending);
  return script;
}

}  // namespace caucus
