// Does an entry have the keys and values it should have? An Entry is one table of the file that was
// checked against its row in keys.h; what does not fit was reported then and is absent after.
//
// So reading an entry is asking for its keys: a value that is there is in its form (a number reads
// as a number, a word is one of those allowed). Whether it makes sense in the case is for the
// reader. Complexity: linear in the entry.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caucus/casefile/fault_log.h"
#include "caucus/casefile/keys.h"
#include "caucus/casefile/toml_tree.h"
#include "caucus/casefile/values.h"

namespace caucus {

class Entry {
 public:
  // Reports unknown keys, missing keys (unless `partial`) and values of the wrong form.
  Entry(const EntrySpec& spec, const TomlNode& table, FaultLog& log, bool partial = false);

  // The value if it is there and has the right form.
  const TomlNode* get(std::string_view key) const;
  // Written, whatever its form.
  bool has(std::string_view key) const { return table_->find(key) != nullptr; }
  // Where the entry, the key's value (or the entry, if there is none) begins.
  Place place() const { return table_->place; }
  Place place(std::string_view key) const;
  const EntrySpec& spec() const { return *spec_; }
  // "[[issue]] `truce_days`" or "this [[issue]]".
  std::string words() const;

  std::string written(std::string_view key) const;  // as it stands there, in order or not
  std::string text(std::string_view key) const;     // "" if absent
  std::vector<std::string> texts(std::string_view key) const;
  bool truth(std::string_view key) const;  // false if absent
  std::optional<WrittenNumber> number(std::string_view key) const;
  std::optional<WrittenRange> range(std::string_view key) const;
  std::optional<Date> date(std::string_view key) const;
  std::optional<Duration> duration(std::string_view key) const;
  std::vector<DurationRange> duration_ranges(std::string_view key) const;
  // Position of the word among KeySpec::words; those stand in the order of the enumeration E.
  template <class E>
  E word(std::string_view key, E otherwise) const {
    const std::optional<std::size_t> at = word_index(key);
    return at ? static_cast<E>(*at) : otherwise;
  }

  // Reports unless exactly one of the keys is written.
  bool need_exactly_one(std::initializer_list<std::string_view> keys, FaultLog& log) const;

 private:
  std::optional<std::size_t> word_index(std::string_view key) const;

  const EntrySpec* spec_;
  const TomlNode* table_;
  std::vector<std::pair<std::string_view, const TomlNode*>> sound_;
};

// Is the value in the form of its type? Reports if not. For values under free keys.
bool check_value(const KeySpec& spec, const TomlNode& value, FaultLog& log);

}  // namespace caucus
