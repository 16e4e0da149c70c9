#include "caucus/casefile/toml_tree.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "caucus/base/text.h"
#include "caucus/casefile/toml_scan.h"

namespace caucus {
namespace {

constexpr std::string_view number_characters =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_+-.";

// Turns the parser's tree into ours.
class Converter {
 public:
  Converter(const SourceText& source, std::uint16_t file) : source_(source), file_(file) {}

  TomlNode table(const toml::table& from) const {
    TomlNode node = begin(from, TomlNode::Kind::table);
    node.heading = !from.is_inline();
    std::vector<std::pair<const toml::key*, const toml::node*>> fields;
    fields.reserve(from.size());
    for (const auto& [key, value] : from)
      fields.emplace_back(&key, &value);
    std::sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) {
      return a.first->source().begin < b.first->source().begin;
    });
    node.fields.reserve(fields.size());
    for (const auto& [key, value] : fields)
      node.fields.push_back({std::string(key->str()), place(key->source().begin), convert(*value)});
    return node;
  }

 private:
  Place place(const toml::source_position& at) const { return {file_, at.line, at.column}; }

  TomlNode begin(const toml::node& from, TomlNode::Kind kind) const {
    TomlNode node;
    node.kind = kind;
    node.place = place(from.source().begin);
    node.offset = source_.offset({from.source().begin.line, from.source().begin.column});
    return node;
  }

  TomlNode convert(const toml::node& from) const {
    switch (from.type()) {
      case toml::node_type::table:
        return table(*from.as_table());
      case toml::node_type::array:
        return list(*from.as_array());
      case toml::node_type::string: {
        TomlNode node = begin(from, TomlNode::Kind::text);
        node.text = from.as_string()->get();
        return node;
      }
      case toml::node_type::integer:
      case toml::node_type::floating_point:
        return number(from);
      case toml::node_type::boolean: {
        TomlNode node = begin(from, TomlNode::Kind::truth);
        node.truth = from.as_boolean()->get();
        return node;
      }
      case toml::node_type::date: {
        TomlNode node = begin(from, TomlNode::Kind::date);
        const toml::date& date = from.as_date()->get();
        node.date = Date::from_calendar(date.year, date.month, date.day);
        return node;
      }
      default:
        return begin(from, TomlNode::Kind::time);
    }
  }

  TomlNode list(const toml::array& from) const {
    TomlNode node = begin(from, TomlNode::Kind::list);
    node.items.reserve(from.size());
    for (const toml::node& item : from)
      node.items.push_back(convert(item));
    node.heading = !node.items.empty() && std::all_of(node.items.begin(), node.items.end(),
                                                      [](const TomlNode& n) { return n.heading; });
    return node;
  }

  TomlNode number(const toml::node& from) const {
    TomlNode node = begin(from, TomlNode::Kind::number);
    const std::string_view rest = source_.text().substr(node.offset);
    node.text = rest.substr(0, rest.find_first_not_of(number_characters));
    return node;
  }

  const SourceText& source_;
  std::uint16_t file_;
};

// The value of `key = value` on a line, or nothing.
std::string_view value_on(std::string_view line) {
  const std::size_t equals = line.find('=');
  return equals == std::string_view::npos ? std::string_view{} : trimmed(line.substr(equals + 1));
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) >= 128);
}

// The parser's complaint in our words, with a remedy where one is likely.
Finding explained(std::string_view complaint, std::string_view line) {
  const auto says = [&](std::string_view words) {
    return complaint.find(words) != std::string_view::npos;
  };
  const std::string_view value = value_on(line);
  if (says("cannot redefine"))
    return {FaultKind::syntax, "this is written twice in the same entry",
            "keep one; every further entry of a list begins with its own [[heading]]"};
  if (says("blank bare keys")) return {FaultKind::syntax, "the heading has no name"};
  if (!value.empty() && is_letter(value.front()))
    return {FaultKind::syntax, "a text has to stand in double quotes",
            fmt::format("write {}", in_quotes('"' + std::string(value.substr(0, 40)) + '"'))};
  if (says("could not determine value type") || says("expected value"))
    return {FaultKind::syntax,
            "here is neither a text in double quotes nor a number, date, list or table"};
  if (says("expected '='"))
    return {FaultKind::syntax, "a line of an entry has the form `key = value`"};
  if (says("out of range") || says("not representable"))
    return {FaultKind::number_too_large, "the number is too large", "at most 18 digits"};
  if (says("escape sequence"))
    return {FaultKind::syntax,
            "a backslash in double quotes begins an escape that TOML does not know",
            "write \\\\ for a backslash, or put the text in single quotes"};
  std::string_view reason = complaint;
  if (const std::size_t colon = reason.find(": "); colon != std::string_view::npos)
    reason.remove_prefix(colon + 2);
  return {FaultKind::syntax, "this is not TOML: " + shown(reason)};
}

// One text, parsed again and again with the faulty entries blanked out.
class Recovery {
 public:
  Recovery(TomlDocument& document, FaultLog& log)
      : document_(document), log_(log), text_(document.source.text()) {}

  void read() {
    TomlScan scan = scan_toml(text_);
    headings_ = std::move(scan.headings);
    for (ScanFinding& found : scan.findings) {
      report(document_.source.position(found.offset), std::move(found.finding));
      blank_entry(found.offset);
    }
    if (scan.dangerous) return give_up();
    // Each round costs a whole parse, so large files get fewer.
    const int rounds_max = text_.size() < 256 * 1024 ? 20 : 3;
    for (int round = 0; round < rounds_max; ++round)
      if (parsed()) return;
    give_up();
  }

 private:
  bool parsed() {
    try {
      const toml::table root = toml::parse(std::string_view(text_));
      document_.root = Converter(document_.source, document_.file).table(root);
      return true;
    } catch (const toml::parse_error& error) {
      const LineColumn at{error.source().begin.line, error.source().begin.column};
      const std::size_t offset = document_.source.offset(at);
      if (at != last_) report(at, explained(error.description(), document_.source.line(at.line)));
      // A heading is rarely wrong itself: what stands before it may not be finished.
      const bool again = at == last_;
      last_ = at;
      if (!again && offset > 0 && is_heading(offset) &&
          error.description().find("redefine") == std::string_view::npos)
        blank_entry(headings_[entry_of(offset)] - 1);
      else
        blank_entry(offset);
      return false;
    }
  }

  void report(LineColumn at, Finding finding) {
    log_.add({document_.file, at.line, at.column}, std::move(finding));
  }

  void give_up() {
    document_.complete = false;
    document_.root_complete = false;
    document_.root = {};
  }

  // The last heading at or before the offset, or the number of headings where there is none.
  std::size_t entry_of(std::size_t offset) const {
    const auto after = std::upper_bound(headings_.begin(), headings_.end(), offset);
    return after == headings_.begin() ? headings_.size()
                                      : static_cast<std::size_t>(after - headings_.begin()) - 1;
  }

  bool is_heading(std::size_t offset) const {
    const std::size_t entry = entry_of(offset);
    return entry < headings_.size() && text_.find('\n', headings_[entry]) >= offset;
  }

  void blank_entry(std::size_t offset) {
    document_.complete = false;
    const auto after = std::upper_bound(headings_.begin(), headings_.end(), offset);
    const std::size_t begin = after == headings_.begin() ? 0 : *(after - 1);
    const std::size_t end = after == headings_.end() ? text_.size() : *after;
    if (after == headings_.begin()) document_.root_complete = false;
    for (std::size_t at = begin; at < end; ++at)
      if (text_[at] != '\n') text_[at] = ' ';
  }

  TomlDocument& document_;
  FaultLog& log_;
  std::string text_;
  std::vector<std::size_t> headings_;
  LineColumn last_{0, 0};
};

std::string without_sign(std::string_view comment) {
  comment.remove_prefix(1);
  if (comment.starts_with(' ')) comment.remove_prefix(1);
  return std::string(comment);
}

bool is_blank_or_comment(const SourceText& source, std::uint32_t line) {
  const std::string_view text = trimmed(source.line(line));
  return text.empty() || text.front() == '#';
}

// The comments on the lines from `begin` to before `end`, which hold nothing else.
std::string comments_between(const SourceText& source, std::uint32_t begin, std::uint32_t end) {
  std::string comment;
  bool first = true;
  for (std::uint32_t at = begin; at < end; ++at) {
    const std::string_view text = trimmed(source.line(at));
    if (text.empty()) continue;
    if (!first) comment += '\n';
    first = false;
    comment += without_sign(text);
  }
  return comment;
}

void add_flat_fields(const TomlNode& table, const std::string& before,
                     std::vector<FlatField>& into) {
  for (const TomlField& field : table.fields) {
    const std::string key = before.empty() ? field.key : before + "." + field.key;
    if (field.value.kind == TomlNode::Kind::table)
      add_flat_fields(field.value, key, into);
    else
      into.push_back({key, field.place, &field.value});
  }
}

}  // namespace

const TomlField* TomlNode::find(std::string_view key) const {
  for (const TomlField& field : fields)
    if (field.key == key) return &field;
  return nullptr;
}

TomlDocument read_toml(std::string text, std::uint16_t file, FaultLog& log) {
  if (const auto invalid = invalid_utf8_at(text)) {
    // Places need valid text: what comes before the first bad byte is enough for this one.
    TomlDocument document{SourceText(text.substr(0, *invalid)), file, {}, false, false};
    const LineColumn at = document.source.position(*invalid);
    log.add({file, at.line, at.column},
            {FaultKind::not_utf8, "from here on the file is not UTF-8 text",
             "save it again with the encoding UTF-8"});
    return document;
  }
  const std::size_t nul = text.find('\0');
  TomlDocument document{SourceText(std::move(text)), file, {}, true, true};
  if (nul != std::string::npos) {
    const LineColumn at = document.source.position(document.source.text().find('\0'));
    log.add({file, at.line, at.column},
            {FaultKind::nul_byte, "the file holds a zero byte, which no text has",
             "is this a text file?"});
    document.complete = document.root_complete = false;
    return document;
  }
  Recovery(document, log).read();
  return document;
}

Place place_in_text(const TomlDocument& document, const TomlNode& node, std::size_t index) {
  const LineColumn at = place_in_string(document.source, node.offset, index);
  return {document.file, at.line, at.column};
}

std::string comment_above(const SourceText& source, std::uint32_t line) {
  std::uint32_t first = line;
  while (first > 1 && trimmed(source.line(first - 1)).starts_with('#'))
    --first;
  std::string comment;
  for (std::uint32_t at = first; at < line; ++at) {
    if (at > first) comment += '\n';
    comment += without_sign(trimmed(source.line(at)));
  }
  return comment;
}

std::string leading_comment(const SourceText& source) {
  std::uint32_t end = 1;
  while (end <= source.line_count() && is_blank_or_comment(source, end))
    ++end;
  return comments_between(source, 1, end);
}

std::string trailing_comment(const SourceText& source) {
  const auto count = static_cast<std::uint32_t>(source.line_count());
  std::uint32_t last = count;
  while (last > 0 && is_blank_or_comment(source, last))
    --last;
  return comments_between(source, last + 1, count + 1);
}

std::vector<FlatField> flat_fields(const TomlNode& table) {
  std::vector<FlatField> fields;
  add_flat_fields(table, "", fields);
  return fields;
}

}  // namespace caucus
