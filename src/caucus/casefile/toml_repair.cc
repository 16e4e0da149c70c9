#include "caucus/casefile/toml_repair.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr std::size_t scan_findings_patched_max = 100;
constexpr std::string_view lost_value = "00:00:00";

// Keys whose values other entries may name.
constexpr std::array<std::string_view, 7> naming_keys{
    "id", "of", "wings", "approval", "principal", "delegation", "hops"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) >= 128);
}
bool is_key_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}
bool is_number_character(char c) {
  return is_key_character(c) || c == '+';
}

// "key" of a line `key = value`, or nothing.
std::string_view key_on(std::string_view line) {
  const std::string_view text = trimmed(line);
  const std::size_t end = static_cast<std::size_t>(
      std::find_if_not(text.begin(), text.end(), is_key_character) - text.begin());
  if (end == 0 || !trimmed(text.substr(end)).starts_with('=')) return {};
  return text.substr(0, end);
}

// The value of `key = value` on a line, or nothing.
std::string_view value_on(std::string_view line) {
  const std::size_t equals = line.find('=');
  return equals == std::string_view::npos ? std::string_view{} : trimmed(line.substr(equals + 1));
}

// The parser's complaint in our words, with a remedy where one is likely.
Complaint explained(std::string_view complaint, std::string_view line) {
  const auto says = [&](std::string_view words) {
    return complaint.find(words) != std::string_view::npos;
  };
  const std::string_view value = value_on(line);
  if (says("cannot redefine") && trimmed(line).starts_with('[') && !trimmed(line).starts_with("[["))
    return {FaultKind::syntax,
            fmt::format("the heading {} stands here again", in_quotes(trimmed(line))),
            "a kind of entry that there may be several of is written [[heading]]"};
  if (says("expected month") || says("expected day"))
    return {FaultKind::bad_date, "the calendar has no such day", "write year-month-day"};
  if (says("dangling comma"))
    return {FaultKind::syntax, "a table in braces has no comma before its `}`"};
  if (says("cannot redefine"))
    return {FaultKind::syntax, "this is written twice in the same entry",
            "keep one; every further entry of a kind begins with its own [[heading]]"};
  if (says("blank bare keys")) return {FaultKind::syntax, "the heading has no name"};
  if (says("expected '='"))
    return {FaultKind::syntax, "a line of an entry has the form `key = value`"};
  if (!value.empty() && is_letter(value.front()))
    return {FaultKind::syntax, "a text has to stand in double quotes",
            fmt::format("write {}", in_quotes('"' + std::string(value.substr(0, 40)) + '"'))};
  if (says("could not determine value type") || says("expected value"))
    return {FaultKind::syntax,
            "here is neither a text in double quotes nor a number, date, list or table"};
  if (says("escape sequence"))
    return {FaultKind::syntax, "a backslash in double quotes begins an escape that is not known",
            "write \\\\ for a backslash, or put the text in single quotes"};
  std::string_view reason = complaint;
  if (const std::size_t colon = reason.find(": "); colon != std::string_view::npos)
    reason.remove_prefix(colon + 2);
  return {FaultKind::syntax, "this is not TOML: " + shown(reason)};
}

}  // namespace

TomlRepair::TomlRepair(const SourceText& source)
    : source_(source), scan_(scan_toml(source.text())) {
  const std::size_t count = source.line_count() + 1;
  headings_.assign(count, false);
  lost_.assign(count, false);
  patches_.assign(count, 0);
  for (const std::size_t offset : scan_.headings)
    headings_[source.position(offset).line] = true;
  // Hardly a TOML file: patching would take long and leave nothing worth reading.
  if (scan_.findings.size() > scan_findings_patched_max) scan_.dangerous = true;
}

std::string TomlRepair::text() const {
  if (lines_.empty()) return std::string(source_.text());
  std::string text;
  for (std::size_t line = 1; line < lines_.size(); ++line) {
    text += lines_[line];
    if (line + 1 < lines_.size()) text += '\n';
  }
  return text;
}

// The lines from a heading, or from the first line, up to the next heading.
TomlRepair::Span TomlRepair::entry_around(std::uint32_t line) const {
  Span span{line, line};
  while (span.first > 1 && !is_heading(span.first))
    --span.first;
  while (span.last + 1 < headings_.size() && !is_heading(span.last + 1))
    ++span.last;
  return span;
}

// The last line of the statement that begins at the line: where its brackets are closed.
std::uint32_t TomlRepair::statement_end(std::uint32_t line, std::uint32_t last) const {
  const std::size_t begin = source_.offset({line, 1});
  const std::size_t end =
      last + 1 < headings_.size() ? source_.offset({last + 1, 1}) : source_.text().size();
  const std::string_view text = source_.text().substr(0, end);
  int depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '#') at = std::min(text.find('\n', at), text.size() - 1);
    if (text.substr(at, 3) == "\"\"\"" || text.substr(at, 3) == "'''") {
      const std::size_t close = text.find(text.substr(at, 3), at + 3);
      if (close == std::string_view::npos) return last;
      at = close + 2;
    } else if (c == '"' || c == '\'') {
      // To the closing quote, or to the end of the line where there is none.
      for (++at; at < text.size() && text[at] != c && text[at] != '\n'; ++at)
        if (c == '"' && text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '\n') ++at;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      --depth;
    }
    if (at < text.size() && text[at] == '\n' && depth <= 0) return source_.position(at).line;
  }
  return last;
}

TomlRepair::Span TomlRepair::statement_around(std::uint32_t line) const {
  const Span entry = entry_around(line);
  Span span{is_heading(entry.first) ? entry.first + 1 : entry.first, 0};
  while (span.first <= entry.last) {
    span.last = statement_end(span.first, entry.last);
    if (span.last >= line) return span;
    span.first = span.last + 1;
  }
  return {line, line};
}

void TomlRepair::blank(Span span) {
  for (std::uint32_t line = span.first; line <= span.last; ++line)
    lines_[line].clear();
}

void TomlRepair::split_lines() {
  if (!lines_.empty()) return;
  lines_.resize(source_.line_count() + 1);
  for (std::uint32_t line = 1; line < lines_.size(); ++line)
    lines_[line] = source_.line(line);
}

void TomlRepair::patch(LineColumn at) {
  split_lines();
  const std::uint32_t line = std::min(at.line, static_cast<std::uint32_t>(lines_.size() - 1));
  const Span statement = statement_around(line);
  const std::string_view key = key_on(source_.line(statement.first));
  const int before = is_heading(line) ? 2 : patches_[statement.first]++;
  const bool names = std::find(naming_keys.begin(), naming_keys.end(), key) != naming_keys.end();
  if (before < 2) {
    // First without its value, so that the key is there; then without the key as well.
    blank(statement);
    if (before == 0 && !key.empty()) {
      lines_[statement.first] = std::string(key) + " = " + std::string(lost_value);
      lost_[statement.first] = true;
    }
    if (names || key.empty()) names_complete_ = false;
    return;
  }
  const Span entry = entry_around(line);
  blank(entry);
  names_complete_ = false;
  if (!is_heading(entry.first)) top_complete_ = false;
}

// A number that no machine word holds is TOML all the same: the reader of the value will refuse it
// in its own words. The parser gets a 0.
bool TomlRepair::patch_number(LineColumn at) {
  split_lines();
  std::string& line = lines_[std::min<std::size_t>(at.line, lines_.size() - 1)];
  const SourceText one_line(line);
  std::size_t end = std::min(one_line.offset({1, at.column}), line.size());
  std::size_t begin = end;
  while (begin > 0 && is_number_character(line[begin - 1]))
    --begin;
  while (end < line.size() && is_number_character(line[end]))
    ++end;
  const std::string_view token = std::string_view(line).substr(begin, end - begin);
  const std::size_t sign = token.starts_with('-') || token.starts_with('+') ? 1 : 0;
  if (token.size() < 5 + sign || token[sign] < '0' || token[sign] > '9') return false;
  std::fill(line.begin() + static_cast<std::ptrdiff_t>(begin),
            line.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  line[begin] = '0';
  return true;
}

std::optional<Complaint> TomlRepair::mend(LineColumn at, std::string_view complaint) {
  const auto says = [&](std::string_view words) {
    return complaint.find(words) != std::string_view::npos;
  };
  // A key written twice is complained of again when only its value was taken away.
  const bool twice = says("cannot redefine");
  const bool again = at == last_ || (twice && at.line == last_.line);
  last_ = at;
  const bool large = says("not representable") || says("exceeds length") ||
                     says("could not be interpreted as a value") || says("too long");
  if (large && !again && patch_number(at)) return std::nullopt;
  const Complaint finding = explained(complaint, source_.line(at.line));
  patch(at);
  if (again) return std::nullopt;
  return finding;
}

}  // namespace caucus
