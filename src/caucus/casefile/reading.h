// The state of one reading: the case as far as it has been built, what is known of its names, and
// what was found wrong.
//
// The steps of the reader (read_*.cc) take it and add to it, in the order in which read.cc calls
// them. Only when there is no fault in the end does the case come out.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "caucus/casefile/entry.h"
#include "caucus/casefile/fault_log.h"
#include "caucus/casefile/keys.h"
#include "caucus/casefile/magnitude.h"
#include "caucus/casefile/names.h"
#include "caucus/casefile/rule_parser.h"
#include "caucus/casefile/toml_tree.h"
#include "caucus/casefile/worth_size.h"
#include "caucus/model/case.h"

namespace caucus {

// Entries of one kind in one file; ids hold two bytes, and quantities come from three kinds.
inline constexpr std::size_t entries_max = 20'000;

// The entries of one file, checked against the keys table.
class FileEntries {
 public:
  FileEntries(const TomlDocument& document, std::span<const EntrySpec> specs, FaultLog& log);
  FileEntries(const FileEntries&) = delete;  // entries point into it
  FileEntries& operator=(const FileEntries&) = delete;

  const TomlDocument& document() const { return *document_; }
  const Entry& top() const { return top_; }
  // The entries [[name]] in the order of the file; for [name] one or none.
  const std::vector<Entry>& of(std::string_view name) const;
  // The table under a heading with free keys, or null.
  const TomlNode* free_table(std::string_view name) const;
  // In a version of the language that is not known here, nothing else means anything.
  bool right_version() const { return right_version_; }

 private:
  void add(const EntrySpec& spec, const TomlField& field, FaultLog& log);

  const TomlDocument* document_;
  TomlNode top_table_;
  Entry top_;
  bool right_version_ = true;
  std::map<std::string_view, std::vector<Entry>> entries_;
};

struct Reading {
  // `places` are the files and behind them whatever else the log speaks of.
  Reading(std::vector<std::string> files, std::vector<std::string> places)
      : log(std::move(places)) {
    c.files = std::move(files);
  }

  Case c;                               // as far as it has been built
  FaultLog log;                         // what was found
  std::vector<TomlDocument> documents;  // one for each file, in the order of Case::files
  Names names;
  std::unordered_map<std::string, std::string> printed_names;  // [names]
  struct LinePlace {
    Place place;
    PartyId party;
  };
  std::map<std::string, LinePlace> line_places;  // of written ids of lines
  std::optional<RuleNames> rule_names;           // from the step on that reads totals
  std::optional<Magnitudes> magnitudes;          // likewise
  std::optional<WorthSizes> worth_sizes;         // likewise

  void fault(Place place, FaultKind kind, std::string sentence, std::string hint = {}) {
    log.add(place, {kind, std::move(sentence), std::move(hint)});
  }
  const TomlDocument& document_of(const Entry& entry) const {
    return documents[entry.place().file];
  }

  // What to print for an id: what is written as its name, else [names], else spaces for `_`.
  std::string printed(std::string_view id, std::string written) const;
  Origin origin_of(const Entry& entry) const;
  std::vector<SourceId> sources_of(const Entry& entry) const;

  // The rule under the key, parsed, checked and bounded; nothing if absent or faulty.
  std::optional<Expression> rule_of(const Entry& entry, std::string_view key,
                                    RuleShape shape = RuleShape::statement);

  // What a written value is in an issue; reports what does not fit.
  std::optional<OptionIndex> option_of(IssueId issue, const TomlNode& value);
  std::optional<OptionIndex> option_of_key(IssueId issue, const FlatField& field);
  // { issue = option, ... }; nothing if anything in it was reported or is faulty.
  std::optional<PartialPackage> package_of(const Entry& entry, std::string_view key);

  // The issue or total of that id; nothing if unknown or faulty.
  std::optional<Subject> subject_of(std::string_view id) const;
  // The same, reporting an unknown one.
  std::optional<Subject> subject_at(Place place, std::string_view id);
  // Known, and its options can be relied on.
  bool is_sound(IssueId issue) const;
  const std::string& id_of(const Subject& subject) const {
    return subject.issue ? c.issues[*subject.issue].id : c.totals[*subject.total].id;
  }

 private:
  void unknown_option(IssueId issue, Place place, std::string_view written);
};

// The steps, in their order. Each reads entries of the frame into the case, makes their ids known,
// and reports what it finds wrong with them; what it leaves out has been reported. Sources come
// first because every entry cites them; options before totals, totals before rules, since a rule is
// checked against all three; sheets last.
void read_sources(Reading& reading, const FileEntries& frame);
void read_actors(Reading& reading, const FileEntries& frame);
void read_categories(Reading& reading, const FileEntries& frame);
void read_figures(Reading& reading, const FileEntries& frame);
void read_phases(Reading& reading, const FileEntries& frame);
void read_issues(Reading& reading, const FileEntries& frame);
void read_totals(Reading& reading, const FileEntries& frame);
void read_rules(Reading& reading, const FileEntries& frame);
void read_surroundings(Reading& reading, const FileEntries& frame);
void read_sheet(Reading& reading, const FileEntries& sheet);
void read_preferences(Reading& reading, const FileEntries& entries, Sheet& sheet);

// What is odd but no fault; only for a case without faults.
void add_warnings(Reading& reading);

}  // namespace caucus
