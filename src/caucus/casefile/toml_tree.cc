#include "caucus/casefile/toml_tree.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "caucus/base/text.h"
#include "caucus/casefile/toml_repair.h"

namespace caucus {
namespace {

constexpr std::string_view number_characters =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_+-.";

// Turns the parser's tree into ours.
class Converter {
 public:
  Converter(const SourceText& source, std::uint16_t file, const std::vector<bool>& lost)
      : source_(source), file_(file), lost_(lost) {}

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
      default: {
        const std::size_t line = from.source().begin.line;
        const bool lost = line < lost_.size() && lost_[line];
        return begin(from, lost ? TomlNode::Kind::lost : TomlNode::Kind::time);
      }
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
  const std::vector<bool>& lost_;
};

// Parses until what is left parses, each time after patching what was wrong.
void read_patched(TomlDocument& document, FaultLog& log) {
  TomlRepair repair(document.source);
  const auto report = [&](std::size_t offset, Complaint finding) {
    const LineColumn at = document.source.position(offset);
    log.add({document.file, at.line, at.column}, std::move(finding));
  };
  for (ScanFinding& found : repair.findings()) {
    report(found.offset, std::move(found.finding));
    if (!repair.dangerous()) repair.patch(document.source.position(found.offset));
  }
  // Each round costs a whole parse, so larger files get fewer.
  const std::size_t size = document.source.text().size();
  const std::size_t rounds_max = size < 64 * 1024 ? 100 : size < 256 * 1024 ? 20 : 3;
  bool parsed = false;
  for (std::size_t round = 0; round < rounds_max && !parsed && !repair.dangerous(); ++round) {
    const std::string text = repair.text();
    try {
      const toml::table root = toml::parse(std::string_view(text));
      document.root = Converter(document.source, document.file, repair.lost_lines()).table(root);
      parsed = true;
    } catch (const toml::parse_error& error) {
      const LineColumn at{error.source().begin.line, error.source().begin.column};
      auto finding = repair.mend(at, error.description());
      if (finding) report(document.source.offset(at), *std::move(finding));
    }
  }
  document.complete = parsed && repair.names_complete();
  document.root_complete = parsed && repair.top_complete();
}

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
  read_patched(document, log);
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
