// Which keys does each entry of a case have, of what type, and what do they mean? The one table
// from which the reader checks keys and the JSON Schemas and reference pages are made.
//
// Adding a key is one line here and one line where it is read. The meaning of the types is that of
// docs/reference/case-language.md. All of it is constant data: nothing is built when the program
// starts.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace caucus {

enum class ValueType : std::uint8_t {
  version,          // the integer 1
  name,             // a text of one line
  text,             // any text
  id,               // a letter, then letters, digits and _
  dotted_id,        // ids joined by dots
  ids,              // list of ids
  texts,            // list of texts
  number,           // exact number
  number_range,     // a number or "a..b"
  truth,            // true or false
  date,             // TOML date
  duration,         // "7d", "6w", "3mo"
  duration_ranges,  // list of "1d..6d"
  word,             // one of KeySpec::words
  rule,             // statement in the rule language
  arithmetic,       // amount in the rule language
  options,          // list of ids or names, or of numbers
  steps,            // { from, to, step }
  wants,            // option, number, list of them, or "a..b"
  package,          // { issue = option }
  option_order,     // list of options, inner lists are ties
  subject_order,    // list of issues and totals, inner lists are ties
  points,           // { option = number or range }
  weights,          // { issue = range of 0 to 1 }
  importance,       // { issue = vital, high, medium or low }
  names,            // { id = name }
};

// What an id, or each id of a list, has to be the id of.
enum class Refers : std::uint8_t {
  nothing,
  party,
  party_or_holder,
  actor,  // party, any other actor, or a body or wing that the case names
  issue,
  subject,  // issue or total
  phase,
  phase_or_talks,
  category,
  quantity,  // a category or another dotted id
  source,
};

struct KeySpec {
  std::string_view key;
  ValueType type;
  bool required = false;
  std::string_view help;        // one sentence without a full stop
  std::string_view words = {};  // of `word`: those allowed, in the order of the enumeration
  Refers refers = Refers::nothing;
};

struct EntrySpec {
  std::string_view entry;  // "" for the keys before the first heading
  bool repeated = true;    // [[entry]]; otherwise [entry], at most once
  bool free_keys = false;  // the keys are ids of the case: [names]
  std::span<const KeySpec> keys;
  std::string_view help;
  bool common_keys = true;  // may carry common_keys() besides its own
};

// In the order of the reference; the first is the one called "".
std::span<const EntrySpec> case_entries();
std::span<const EntrySpec> sheet_entries();

// Keys every entry may have besides its own: sources and note.
std::span<const KeySpec> common_keys();

// The entry of that name, or null.
const EntrySpec* find_entry(std::span<const EntrySpec> entries, std::string_view name);
// The key of the entry, common keys included, or null.
const KeySpec* find_key(const EntrySpec& entry, std::string_view key);

// "a date such as 2024-03-28": what a value of the type looks like, for messages and documents.
std::string_view described(ValueType type);

}  // namespace caucus
