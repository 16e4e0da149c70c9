#include "caucus/casefile/write_entries.h"

#include <algorithm>

#include "caucus/casefile/issue_options.h"

namespace caucus {
namespace {

// What is printed for an id that has no name of its own.
std::string unnamed(const Case& c, std::string_view id) {
  for (const auto& [named, name] : c.names)
    if (named == id) return name;
  std::string spaced(id);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return spaced;
}

}  // namespace

void EntryWriter::begin(std::string_view heading, const Origin& origin) {
  file_.begin("[[" + std::string(heading) + "]]", origin.comment);
}

void EntryWriter::named(std::string_view id, std::string_view name) {
  word("id", id);
  if (name != unnamed(case_, id)) text("name", name);
}

void EntryWriter::date(std::string_view key, const std::optional<Date>& date) {
  if (date) file_.add(key, TomlValue::literal(to_string(*date)));
}

void EntryWriter::rule(std::string_view key, const std::optional<Expression>& rule) {
  if (rule) file_.add(key, TomlValue::text_of(rule->text));
}

void EntryWriter::word(std::string_view key, std::string_view token) {
  file_.add(key, TomlValue::text_of(token));
}

void EntryWriter::package(std::string_view key, const PartialPackage& package) {
  TomlValue table{TomlValue::Kind::table, {}, {}, {}};
  for (const Term& term : package.terms)
    table.fields.push_back({case_.issues[term.issue].id, option(term.issue, term.option)});
  file_.add(key, std::move(table));
}

void EntryWriter::end(const std::vector<SourceId>& sources, std::string_view note) {
  std::vector<std::string> ids;
  for (const SourceId source : sources)
    ids.push_back(case_.sources[source].id);
  file_.add_texts("sources", ids);
  text("note", note);
}

TomlValue EntryWriter::option(IssueId issue, OptionIndex option) const {
  const Issue& about = case_.issues[issue];
  const std::string& id = about.options[option].id;
  return about.quantity ? TomlValue::written_number(id) : TomlValue::text_of(id);
}

const std::string& EntryWriter::id_of(const Subject& subject) const {
  return subject.issue ? case_.issues[*subject.issue].id : case_.totals[*subject.total].id;
}

TomlValue range_value(const NumberRange& range) {
  if (range.exact()) return TomlValue::number(range.low);
  return TomlValue::text_of(decimal_text(range.low) + ".." + decimal_text(range.high));
}

}  // namespace caucus
