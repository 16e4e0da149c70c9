#include "caucus/casefile/reading.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

// The fields that belong to the file itself and not to an entry.
TomlNode top_of(const TomlNode& root, std::span<const EntrySpec> specs) {
  TomlNode top;
  top.place = root.place;
  for (const TomlField& field : root.fields)
    if (find_key(specs.front(), field.key) != nullptr) top.fields.push_back(field);
  return top;
}

std::string likely_key(std::span<const EntrySpec> specs, std::string_view key) {
  std::vector<std::string_view> candidates;
  for (const EntrySpec& spec : specs)
    if (!spec.entry.empty()) candidates.push_back(spec.entry);
  for (const KeySpec& spec : specs.front().keys)
    candidates.push_back(spec.key);
  const auto meant = did_you_mean(key, candidates);
  return meant ? fmt::format("did you mean `{}`?", *meant) : "";
}

// Why a key at the top of a file is not known there.
Complaint unknown_key(std::span<const EntrySpec> specs, const TomlField& field) {
  const bool in_frame = specs.data() == case_entries().data();
  const auto other = in_frame ? sheet_entries() : case_entries();
  if (!field.key.empty() && find_entry(other, field.key) != nullptr)
    return {FaultKind::unknown_key,
            fmt::format("{} has no place in this file", in_quotes(field.key)),
            in_frame ? "it belongs into views/<party>.toml" : "it belongs into case.toml"};
  const bool is_entry = field.value.kind == TomlNode::Kind::table ||
                        (field.value.kind == TomlNode::Kind::list && field.value.heading);
  return {FaultKind::unknown_key,
          fmt::format("there is no {} {}", is_entry ? "entry" : "key", in_quotes(field.key)),
          likely_key(specs, field.key)};
}

}  // namespace

FileEntries::FileEntries(const TomlDocument& document, std::span<const EntrySpec> specs,
                         FaultLog& log)
    : document_(&document),
      top_table_(top_of(document.root, specs)),
      top_(specs.front(), top_table_, log, !document.root_complete) {
  if (top_.has("caucus") && top_.get("caucus") == nullptr) {
    right_version_ = false;
    return;
  }
  for (const TomlField& field : document.root.fields) {
    if (find_key(specs.front(), field.key) != nullptr) continue;
    const EntrySpec* spec = field.key.empty() ? nullptr : find_entry(specs, field.key);
    if (spec == nullptr)
      log.add(field.place, log.full() ? Complaint{} : unknown_key(specs, field));
    else
      add(*spec, field, log);
  }
}

void FileEntries::add(const EntrySpec& spec, const TomlField& field, FaultLog& log) {
  std::vector<Entry>& entries = entries_[spec.entry];
  const TomlNode& value = field.value;
  if (value.kind == TomlNode::Kind::lost) return;
  if (value.kind == TomlNode::Kind::table && !spec.repeated) {
    if (!spec.free_keys) entries.emplace_back(spec, value, log);
    return;
  }
  const std::string heading =
      spec.repeated ? fmt::format("[[{}]]", spec.entry) : fmt::format("[{}]", spec.entry);
  if (value.kind != TomlNode::Kind::list || !spec.repeated) {
    log.add(value.place,
            {FaultKind::wrong_type,
             fmt::format("{} cannot be {}", in_quotes(spec.entry), kind_in_words(value)),
             fmt::format("write {}", heading)});
    return;
  }
  for (const TomlNode& item : value.items) {
    if (item.kind != TomlNode::Kind::table) {
      log.add(item.place,
              {FaultKind::wrong_type,
               fmt::format("{} cannot hold {}", in_quotes(spec.entry), kind_in_words(item)),
               fmt::format("write {} and below it its keys", heading)});
    } else if (entries.size() == entries_max) {
      log.add(item.place, {FaultKind::too_many,
                           fmt::format("there are more than {} {} entries", entries_max, heading),
                           "split the case"});
      return;
    } else {
      entries.emplace_back(spec, item, log);
    }
  }
}

const std::vector<Entry>& FileEntries::of(std::string_view name) const {
  static const std::vector<Entry> none;
  const auto found = entries_.find(name);
  return found == entries_.end() ? none : found->second;
}

const TomlNode* FileEntries::free_table(std::string_view name) const {
  const TomlField* field = document_->root.find(name);
  if (field == nullptr || field->value.kind != TomlNode::Kind::table) return nullptr;
  return &field->value;
}

std::vector<SourceId> Reading::sources_of(const Entry& entry) const {
  std::vector<SourceId> sources;
  const auto add = [&](const std::string& id) {
    const auto at = names.find(NameSpace::source, id);
    if (at && std::find(sources.begin(), sources.end(), SourceId(*at)) == sources.end())
      sources.push_back(SourceId(*at));
  };
  if (find_key(entry.spec(), "source") != nullptr && entry.get("source") != nullptr)
    add(entry.text("source"));
  for (const std::string& id : entry.texts("sources"))
    add(id);
  return sources;
}

std::string Reading::printed(std::string_view id, std::string written) const {
  if (!written.empty()) return written;
  const auto named = printed_names.find(std::string(id));
  if (named != printed_names.end()) return named->second;
  std::string spaced(id);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return spaced;
}

Origin Reading::origin_of(const Entry& entry) const {
  Origin origin;
  origin.place = entry.place();
  origin.sources = sources_of(entry);
  origin.note = entry.text("note");
  origin.comment = comment_above(document_of(entry).source, entry.place().line);
  return origin;
}

std::optional<Expression> Reading::rule_of(const Entry& entry, std::string_view key,
                                           RuleShape shape) {
  const TomlNode* value = entry.get(key);
  if (value == nullptr) return std::nullopt;
  ParsedRule parsed = parse_rule(*rule_names, value->text, shape);
  for (RuleFault& found : parsed.faults)
    log.add(place_in_text(document_of(entry), *value, found.offset),
            {found.kind, std::move(found.sentence), std::move(found.hint)});
  if (!parsed.expression) return std::nullopt;
  if (auto finding = magnitudes->check(*parsed.expression)) {
    log.add(value->place, *std::move(finding));
    return std::nullopt;
  }
  return std::move(parsed.expression);
}

bool Reading::is_sound(IssueId issue) const {
  return rule_names->subject(c.issues[issue].id).kind == RuleNames::Kind::issue;
}

void Reading::unknown_option(IssueId issue, Place place, std::string_view written) {
  fault(place, FaultKind::unknown_option,
        fmt::format("{} is not an option of `{}`", in_quotes(written), c.issues[issue].id),
        log.full() ? "" : rule_names->likely_option(issue, written));
}

std::optional<OptionIndex> Reading::option_of(IssueId issue, const TomlNode& value) {
  if (!is_sound(issue)) return std::nullopt;
  if (value.kind != TomlNode::Kind::text && value.kind != TomlNode::Kind::number) {
    fault(value.place, FaultKind::wrong_type,
          fmt::format("an option of `{}` cannot be {}", c.issues[issue].id, kind_in_words(value)));
    return std::nullopt;
  }
  std::optional<OptionIndex> option;
  if (!c.issues[issue].quantity) {
    option = rule_names->option(issue, value.text);
  } else if (const Result<WrittenNumber> number = number_of(value)) {
    option = rule_names->option(issue, number->value);
  }
  if (!option) unknown_option(issue, value.place, value.text);
  return option;
}

std::optional<OptionIndex> Reading::option_of_key(IssueId issue, const FlatField& field) {
  if (!is_sound(issue)) return std::nullopt;
  const std::optional<OptionIndex> option = rule_names->option(issue, field.key);
  if (!option) unknown_option(issue, field.place, field.key);
  return option;
}

std::optional<PartialPackage> Reading::package_of(const Entry& entry, std::string_view key) {
  const TomlNode* value = entry.get(key);
  if (value == nullptr) return std::nullopt;
  PartialPackage package;
  bool sound = true;
  for (const FlatField& field : flat_fields(*value)) {
    const auto subject = subject_at(field.place, field.key);
    if (subject && !subject->issue) {
      fault(field.place, FaultKind::unknown_issue,
            fmt::format("a package cannot settle the total `{}`", field.key),
            "settle the issues it consists of");
    }
    const auto option =
        subject && subject->issue ? option_of(*subject->issue, *field.value) : std::nullopt;
    sound = sound && option;
    if (option) package.terms.push_back({*subject->issue, *option});
  }
  if (!sound) return std::nullopt;
  std::sort(package.terms.begin(), package.terms.end());
  return package;
}

std::optional<Subject> Reading::subject_of(std::string_view id) const {
  const RuleNames::Meaning meaning = rule_names->subject(id);
  Subject subject;
  if (meaning.kind == RuleNames::Kind::issue)
    subject.issue = IssueId(meaning.index);
  else if (meaning.kind == RuleNames::Kind::total)
    subject.total = TotalId(meaning.index);
  else
    return std::nullopt;
  return subject;
}

std::optional<Subject> Reading::subject_at(Place place, std::string_view id) {
  if (rule_names->subject(id).kind == RuleNames::Kind::unknown)
    log.add(place, log.full() ? Complaint{} : names.unknown(Refers::subject, id));
  return subject_of(id);
}

}  // namespace caucus
