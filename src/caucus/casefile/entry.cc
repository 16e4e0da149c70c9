#include "caucus/casefile/entry.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/base/text_decode.h"

namespace caucus {
namespace {

using Kind = TomlNode::Kind;

std::vector<std::string_view> split_words(std::string_view words) {
  std::vector<std::string_view> split;
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    split.push_back(words.substr(0, space));
    words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
  }
  return split;
}

std::string likely(std::string_view word, std::span<const std::string_view> candidates) {
  const auto meant = did_you_mean(word, candidates);
  return meant ? fmt::format("did you mean `{}`?", *meant) : "";
}

// Checks one value against its type; each function reports and says whether it was in order.
class ValueCheck {
 public:
  ValueCheck(const KeySpec& spec, FaultLog& log) : spec_(spec), log_(log) {}

  bool check(const TomlNode& value) {
    if (value.kind == Kind::lost || !is_plain(value)) return false;
    switch (spec_.type) {
      case ValueType::version:
        return version(value);
      case ValueType::name:
        return name(value);
      case ValueType::text:
      case ValueType::rule:
      case ValueType::arithmetic:
        return is(value, Kind::text);
      case ValueType::id:
      case ValueType::dotted_id:
        return id(value);
      case ValueType::ids:
      case ValueType::texts:
        return list(value);
      case ValueType::number:
        return number(value);
      case ValueType::number_range:
        return range(value);
      case ValueType::truth:
        return is(value, Kind::truth);
      case ValueType::date:
        return date(value);
      case ValueType::duration:
      case ValueType::duration_ranges:
        return durations(value);
      case ValueType::word:
        return word(value);
      default:
        return structure(value);
    }
  }

 private:
  bool report(const TomlNode& at, FaultKind kind, std::string sentence, std::string hint = {}) {
    log_.add(at.place, {kind, std::move(sentence), std::move(hint)});
    return false;
  }

  // Control characters would act on the terminal that a name or title is printed on, and those of
  // the writing direction make a line read as it does not stand: what comes after them is shown
  // before them. Arabic and Hebrew need neither. Line ends and tabs are what longer texts are
  // written with.
  bool is_plain(const TomlNode& value) {
    bool plain = true;
    for (const TomlNode& item : value.items)
      plain = is_plain(item) && plain;
    if (value.kind != Kind::text) return plain;
    for (std::size_t at = 0; at < value.text.size();) {
      const DecodedCharacter one = decode_character(value.text, at);
      const bool control = one.code < 0x20 || (one.code >= 0x7F && one.code < 0xA0);
      const bool turns = one.valid && ((one.code >= 0x202A && one.code <= 0x202E) ||
                                       (one.code >= 0x2066 && one.code <= 0x2069));
      if (turns || (control && one.code != '\n' && one.code != '\t'))
        return report(
            value, FaultKind::bad_value,
            fmt::format("`{}` has a {} in {}", spec_.key,
                        turns ? "character that turns the writing direction" : "control character",
                        in_quotes(value.text)),
            "leave it out");
      at += one.length;
    }
    return plain;
  }

  bool wrong_type(const TomlNode& value) {
    std::string hint = fmt::format("write {}", described(spec_.type));
    return report(value, FaultKind::wrong_type,
                  fmt::format("`{}` cannot be {}", spec_.key, kind_in_words(value)),
                  std::move(hint));
  }

  bool is(const TomlNode& value, Kind kind) { return value.kind == kind || wrong_type(value); }

  bool version(const TomlNode& value) {
    if (!is(value, Kind::number)) return false;
    if (value.text == "1") return true;
    return report(value, FaultKind::wrong_version,
                  fmt::format("version {} of the case language is not known here", value.text),
                  "this program reads version 1: write `caucus = 1`");
  }

  bool name(const TomlNode& value) {
    if (!is(value, Kind::text)) return false;
    if (value.text.size() > name_bytes_max)
      return report(value, FaultKind::bad_value,
                    fmt::format("`{}` is longer than {} bytes", spec_.key, name_bytes_max),
                    "put the rest into `note`");
    if (value.text.find_first_of("\r\n") != std::string::npos)
      return report(value, FaultKind::bad_value,
                    fmt::format("`{}` has to stand on one line", spec_.key));
    return true;
  }

  bool id(const TomlNode& value) {
    if (!is(value, Kind::text)) return false;
    const bool dotted = spec_.type == ValueType::dotted_id;
    if (dotted ? is_dotted_id(value.text) : is_id(value.text)) return true;
    return report(value, FaultKind::bad_id, fmt::format("{} is not an id", in_quotes(value.text)),
                  dotted ? "ids have letters, digits and _, begin with a letter and are joined by "
                           "dots"
                         : "an id has letters, digits and _ and begins with a letter");
  }

  bool list(const TomlNode& value) {
    if (!is(value, Kind::list)) return false;
    bool sound = true;
    for (const TomlNode& item : value.items) {
      if (item.kind != Kind::text)
        sound = report(item, FaultKind::wrong_type,
                       fmt::format("`{}` cannot hold {}", spec_.key, kind_in_words(item)),
                       fmt::format("write {}", described(spec_.type)));
      else if (spec_.type == ValueType::ids)
        sound = id(item) && sound;
    }
    return sound;
  }

  bool number(const TomlNode& value) {
    if (value.kind != Kind::number && value.kind != Kind::text) return wrong_type(value);
    const Result<WrittenNumber> read = number_of(value);
    return read || bad_number(value, read.error());
  }

  bool range(const TomlNode& value) {
    if (value.kind != Kind::number && value.kind != Kind::text) return wrong_type(value);
    const Result<WrittenRange> read = number_range_of(value);
    return read || bad_number(value, read.error());
  }

  bool bad_number(const TomlNode& value, const Error& error) {
    return report(
        value,
        error.kind == ErrorKind::too_large ? FaultKind::number_too_large : FaultKind::bad_number,
        error.message);
  }

  bool date(const TomlNode& value) {
    if (value.kind == Kind::text && Date::parse(value.text))
      return report(value, FaultKind::wrong_type, "a date stands without quotes",
                    fmt::format("write {} = {}", spec_.key, value.text));
    if (!is(value, Kind::date)) return false;
    return value.date || report(value, FaultKind::bad_date, "the calendar has no such day",
                                "years are 0001 to 9999");
  }

  bool durations(const TomlNode& value) {
    if (spec_.type == ValueType::duration) return one_duration(value);
    if (!is(value, Kind::list)) return false;
    bool sound = true;
    for (const TomlNode& item : value.items)
      sound = one_duration(item) && sound;
    return sound;
  }

  bool one_duration(const TomlNode& value) {
    if (value.kind != Kind::text)
      return report(value, FaultKind::wrong_type,
                    fmt::format("a duration cannot be {}", kind_in_words(value)),
                    "write a text such as \"7d\", \"6w\" or \"3mo\"");
    if (spec_.type == ValueType::duration) {
      const Result<Duration> read = Duration::parse(value.text);
      return read || report(value, FaultKind::bad_duration, read.error().message);
    }
    const Result<DurationRange> read = DurationRange::parse(value.text);
    return read || report(value, FaultKind::bad_duration, read.error().message);
  }

  bool word(const TomlNode& value) {
    if (!is(value, Kind::text)) return false;
    const std::vector<std::string_view> words = split_words(spec_.words);
    if (std::find(words.begin(), words.end(), value.text) != words.end()) return true;
    std::string hint = log_.full() ? "" : likely(value.text, words);
    if (hint.empty())
      hint = "one of " + join_in_words(std::vector<std::string>(words.begin(), words.end()), "or");
    return report(value, FaultKind::bad_value,
                  fmt::format("{} is not a value of `{}`", in_quotes(value.text), spec_.key),
                  std::move(hint));
  }

  // Lists and tables of the case's own names: their insides need the case.
  bool structure(const TomlNode& value) {
    switch (spec_.type) {
      case ValueType::wants:
        return value.kind == Kind::text || value.kind == Kind::number || value.kind == Kind::list ||
               wrong_type(value);
      case ValueType::options:
      case ValueType::option_order:
      case ValueType::subject_order:
        return is(value, Kind::list);
      default:
        return is(value, Kind::table);
    }
  }

  const KeySpec& spec_;
  FaultLog& log_;
};

std::vector<std::string_view> keys_of(const EntrySpec& spec) {
  std::vector<std::string_view> keys;
  for (const KeySpec& key : spec.keys)
    keys.push_back(key.key);
  if (spec.common_keys)
    for (const KeySpec& key : common_keys())
      keys.push_back(key.key);
  return keys;
}

std::string heading_of(const EntrySpec& spec) {
  return spec.repeated ? fmt::format("[[{}]]", spec.entry) : fmt::format("[{}]", spec.entry);
}

}  // namespace

bool check_value(const KeySpec& spec, const TomlNode& value, FaultLog& log) {
  return ValueCheck(spec, log).check(value);
}

Entry::Entry(const EntrySpec& spec, const TomlNode& table, FaultLog& log, bool partial)
    : spec_(&spec), table_(&table) {
  for (const TomlField& field : table.fields) {
    const KeySpec* key = find_key(spec, field.key);
    if (key == nullptr) {
      log.add(field.place, {FaultKind::unknown_key,
                            fmt::format("{} has no key {}", heading_of(spec), in_quotes(field.key)),
                            log.full() ? "" : likely(field.key, keys_of(spec))});
    } else if (check_value(*key, field.value, log)) {
      sound_.emplace_back(key->key, &field.value);
    }
  }
  for (const KeySpec& key : spec.keys)
    if (key.required && !partial && !has(key.key))
      log.add(table.place, {FaultKind::missing_key, fmt::format("{} has no `{}`", words(), key.key),
                            fmt::format("add `{}`: {}", key.key, described(key.type))});
}

const TomlNode* Entry::get(std::string_view key) const {
  for (const auto& [name, value] : sound_)
    if (name == key) return value;
  return nullptr;
}

Place Entry::place(std::string_view key) const {
  const TomlField* field = table_->find(key);
  return field == nullptr ? table_->place : field->value.place;
}

std::string Entry::words() const {
  if (spec_->entry.empty()) return "the file";
  const TomlNode* id = find_key(*spec_, "id") == nullptr ? nullptr : get("id");
  if (id != nullptr) return fmt::format("{} {}", spec_->entry, in_quotes(id->text));
  return "this " + heading_of(*spec_);
}

std::string Entry::written(std::string_view key) const {
  const TomlField* field = table_->find(key);
  return field == nullptr ? "" : field->value.text;
}

std::string Entry::text(std::string_view key) const {
  const TomlNode* value = get(key);
  return value == nullptr ? "" : value->text;
}

std::vector<std::string> Entry::texts(std::string_view key) const {
  std::vector<std::string> texts;
  if (const TomlNode* value = get(key))
    for (const TomlNode& item : value->items)
      texts.push_back(item.text);
  return texts;
}

bool Entry::truth(std::string_view key) const {
  const TomlNode* value = get(key);
  return value != nullptr && value->truth;
}

std::optional<WrittenNumber> Entry::number(std::string_view key) const {
  const TomlNode* value = get(key);
  if (value == nullptr) return std::nullopt;
  return number_of(*value).value();
}

std::optional<WrittenRange> Entry::range(std::string_view key) const {
  const TomlNode* value = get(key);
  if (value == nullptr) return std::nullopt;
  return number_range_of(*value).value();
}

std::optional<Date> Entry::date(std::string_view key) const {
  const TomlNode* value = get(key);
  return value == nullptr ? std::nullopt : value->date;
}

std::optional<Duration> Entry::duration(std::string_view key) const {
  const TomlNode* value = get(key);
  if (value == nullptr) return std::nullopt;
  return Duration::parse(value->text).value();
}

std::vector<DurationRange> Entry::duration_ranges(std::string_view key) const {
  std::vector<DurationRange> ranges;
  if (const TomlNode* value = get(key))
    for (const TomlNode& item : value->items)
      ranges.push_back(DurationRange::parse(item.text).value());
  return ranges;
}

std::optional<std::size_t> Entry::word_index(std::string_view key) const {
  const TomlNode* value = get(key);
  const KeySpec* spec = find_key(*spec_, key);
  if (value == nullptr || spec == nullptr) return std::nullopt;
  const std::vector<std::string_view> words = split_words(spec->words);
  const auto found = std::find(words.begin(), words.end(), value->text);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

bool Entry::need_exactly_one(std::initializer_list<std::string_view> keys, FaultLog& log) const {
  std::vector<std::string> written;
  std::vector<std::string> all;
  for (const std::string_view key : keys) {
    all.push_back(fmt::format("`{}`", key));
    if (has(key)) written.push_back(all.back());
  }
  if (written.size() == 1) return true;
  if (written.empty())
    log.add(place(),
            {FaultKind::exactly_one, fmt::format("{} has none of {}", words(), join_in_words(all)),
             "write exactly one of them"});
  else
    log.add(place(), {FaultKind::exactly_one,
                      fmt::format("{} has {} together", words(), join_in_words(written)),
                      "keep exactly one of them"});
  return false;
}

}  // namespace caucus
