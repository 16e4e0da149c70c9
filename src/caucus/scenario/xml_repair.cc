#include "caucus/scenario/xml_repair.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "caucus/base/text.h"

namespace caucus {
namespace {

// What Windows-1252 means by the bytes 0x80 to 0x9F; five of them mean nothing and stay controls.
constexpr std::array<std::uint16_t, 32> windows_1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append_code_point(std::string& text, std::uint32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (code >> 12U));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit_of(char c, bool hexadecimal) {
  return (c >= '0' && c <= '9') ||
         (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

// Whether a reference to a character stands here ("&#8364;"), of a character that XML allows.
bool is_character_reference(std::string_view text) {
  if (!text.starts_with("&#")) return false;
  const bool hexadecimal = text.size() > 2 && text[2] == 'x';
  const std::size_t begin = hexadecimal ? 3 : 2;
  std::size_t end = begin;
  std::uint32_t code = 0;
  for (; end < text.size() && end < begin + 7 && is_digit_of(text[end], hexadecimal); ++end) {
    const char c = text[end];
    const auto digit = static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    code = code * (hexadecimal ? 16U : 10U) + digit;
  }
  if (end == begin || end >= text.size() || text[end] != ';') return false;
  const bool control = code < 0x20 && code != 9 && code != 10 && code != 13;
  return !control && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) && code != 0xFFFE &&
         code != 0xFFFF;
}

bool is_reference(std::string_view text) {
  static constexpr std::array<std::string_view, 5> entities{"&amp;", "&lt;", "&gt;", "&quot;",
                                                            "&apos;"};
  return std::ranges::any_of(entities, [&](std::string_view e) { return text.starts_with(e); }) ||
         is_character_reference(text);
}

// Copies the file into the repaired text piece by piece and notices what is wrong.
class Repair {
 public:
  Repair(std::string_view file, FindingLog& log) : file_(file), log_(log) {}

  RepairedXml run() {
    if (!can_be_read()) return {};
    decode_ = invalid_utf8_at(file_).has_value();
    if (decode_ && !declares_one_byte_characters())
      log_.add(FindingToken::not_utf8, invalid_utf8_at(file_),
               "the file is not UTF-8; read as Windows-1252");
    if (file_.starts_with("\xEF\xBB\xBF")) skip(3);
    check_beginning();
    while (at_ < file_.size() && !refused_)
      step();
    if (refused_) repaired_.text.clear();
    return std::move(repaired_);
  }

 private:
  // Refuses bytes that are no text, and files without any tag.
  bool can_be_read() {
    const std::size_t nul = file_.find('\0');
    if (nul != std::string_view::npos) {
      log_.add(FindingToken::not_well_formed, nul, "there is a zero byte; this is not XML text");
      return false;
    }
    for (std::size_t at = file_.find('<'); at != std::string_view::npos;
         at = file_.find('<', at + 1))
      if (at + 1 < file_.size() &&
          (is_name_start(file_[at + 1]) || file_[at + 1] == '?' || file_[at + 1] == '!'))
        return true;
    log_.add(FindingToken::no_markup, std::nullopt, "there is no markup in it; left out");
    return false;
  }

  bool declares_one_byte_characters() const {
    std::string head(file_.substr(0, std::min<std::size_t>(file_.size(), 1'000)));
    std::ranges::transform(head, head.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    head = head.substr(0, head.find("?>"));
    return head.find("iso-8859-1") != std::string::npos ||
           head.find("windows-1252") != std::string::npos;
  }

  void check_beginning() {
    std::size_t first = at_;
    while (first < file_.size() && is_space(file_[first]))
      ++first;
    const std::size_t declaration = file_.find("<?xml ");
    const bool late = declaration != std::string_view::npos && declaration != at_;
    if (late || first >= file_.size() || file_[first] != '<')
      log_.add(FindingToken::text_before_declaration, at_,
               late ? "something stands before <?xml ?>; ignored"
                    : "text stands before the first tag; ignored");
  }

  void step() {
    if (at("<!--")) return pass("-->", "a comment");
    if (at("<![CDATA[")) return pass("]]>", "a CDATA section");
    if (at("<?")) return pass("?>", "a processing instruction");
    if (at("<!")) {
      log_.add(FindingToken::dtd_refused, at_, "document type declarations are not read");
      refused_ = true;
      return;
    }
    if (file_[at_] == '<') return tag();
    text_until('<');
  }

  bool at(std::string_view word) const { return file_.substr(at_).starts_with(word); }

  void pass(std::string_view end, std::string_view what) {
    const std::size_t found = file_.find(end, at_ + 2);
    if (found == std::string_view::npos) return refuse(at_, std::string(what) + " does not end");
    while (at_ < found + end.size())
      copy();
  }

  void refuse(std::size_t offset, std::string sentence) {
    log_.add(FindingToken::not_well_formed, offset, std::move(sentence));
    refused_ = true;
  }

  // From `<` to `>`, with quoted values inside.
  void tag() {
    const std::size_t begin = at_;
    if (++count_ > 2 * scenario_values_max) {
      log_.add(FindingToken::too_large, begin, "there are more than 2,000,000 tags and attributes");
      refused_ = true;
      return;
    }
    copy();
    while (at_ < file_.size() && file_[at_] != '>') {
      const char c = file_[at_];
      if (c == '<') return refuse(at_, "a tag begins inside a tag");
      copy();
      if (c == '"' || c == '\'') {
        if (!value(c)) return;
      }
    }
    if (at_ == file_.size()) return refuse(begin, "a tag does not end");
    copy();
  }

  // After an opening quote, to the closing one and the space that has to follow it.
  bool value(char quote) {
    const std::size_t begin = at_;
    text_until(quote);
    if (refused_) return false;
    if (at_ == file_.size()) {
      refuse(begin, "a quoted value does not end");
      return false;
    }
    copy();
    if (++count_ > 2 * scenario_values_max) {
      log_.add(FindingToken::too_large, begin, "there are more than 2,000,000 tags and attributes");
      refused_ = true;
      return false;
    }
    if (at_ < file_.size() && is_name_start(file_[at_])) {
      log_.add(FindingToken::missing_space, at_, "a space is missing between two attributes");
      repaired_.text += ' ';
      repaired_.line_up(repaired_.text.size(), at_);
    }
    return true;
  }

  // Text or a value: `&` becomes `&amp;` unless it begins a reference.
  void text_until(char end) {
    while (at_ < file_.size() && file_[at_] != end) {
      if (file_[at_] == '<') return refuse(at_, "`<` stands inside a quoted value");
      if (file_[at_] != '&' || is_reference(file_.substr(at_, 12))) {
        copy();
        continue;
      }
      log_.add(FindingToken::raw_ampersand, at_, "`&` has to be written `&amp;`");
      repaired_.text += "&amp;";
      skip(1);
    }
  }

  void skip(std::size_t bytes) {
    at_ += bytes;
    repaired_.line_up(repaired_.text.size(), at_);
  }

  void copy() {
    const auto byte = static_cast<unsigned char>(file_[at_++]);
    if (!decode_ || byte < 0x80) {
      repaired_.text += static_cast<char>(byte);
      return;
    }
    append_code_point(repaired_.text, byte < 0xA0 ? windows_1252[byte - 0x80] : byte);
    repaired_.line_up(repaired_.text.size(), at_);
  }

  std::string_view file_;
  FindingLog& log_;
  RepairedXml repaired_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  bool decode_ = false;
  bool refused_ = false;
};

}  // namespace

std::size_t RepairedXml::place_in_file(std::size_t at) const {
  const auto after =
      std::ranges::upper_bound(marks_, at, {}, &std::pair<std::size_t, std::size_t>::first);
  if (after == marks_.begin()) return at;
  const auto& [in_text, in_file] = *std::prev(after);
  return in_file + (at - in_text);
}

RepairedXml repair_xml(std::string_view file, FindingLog& log) {
  return Repair(file, log).run();
}

}  // namespace caucus
