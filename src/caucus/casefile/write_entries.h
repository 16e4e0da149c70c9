// Parts of the writer that case.toml and the sheets share: what every entry carries, rules, dates,
// packages, ranges.
//
// A key whose value is what a missing key means is left out, with one exception: words that say how
// far to trust an entry (bound, audience, firmness, sure) always stand there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "caucus/base/date.h"
#include "caucus/casefile/toml_text.h"
#include "caucus/model/case.h"

namespace caucus {

// Writes one file of the case.
class EntryWriter {
 public:
  explicit EntryWriter(const Case& c) : case_(c) {}

  const Case& of_case() const { return case_; }
  TomlFile& file() { return file_; }

  // "[[heading]]" with the comment of the entry.
  void begin(std::string_view heading, const Origin& origin);
  // The id, and the name unless it is what would be printed for the id anyway.
  void named(std::string_view id, std::string_view name);
  void text(std::string_view key, std::string_view text) { file_.add_text(key, text); }
  void date(std::string_view key, const std::optional<Date>& date);
  void rule(std::string_view key, const std::optional<Expression>& rule);
  void word(std::string_view key, std::string_view token);
  void package(std::string_view key, const PartialPackage& package);
  // Sources and note; the last keys of every entry.
  void end(const Origin& origin) { end(origin.sources, origin.note); }
  void end(const std::vector<SourceId>& sources, std::string_view note);

  // How an option is written where it is wanted, ordered or offered.
  TomlValue option(IssueId issue, OptionIndex option) const;
  const std::string& id_of(const Subject& subject) const;

 private:
  const Case& case_;
  TomlFile file_;
};

// 5, or "20..40".
TomlValue range_value(const NumberRange& range);

// All entries of a sheet about preferences, in the order of the case language up to no_agreement.
void write_preferences(EntryWriter& writer, const PreferenceStatements& says);

}  // namespace caucus
