// Which words may stand on a line after its verb?
//
// One table for the reader, the writer, help and documentation: to add a verb is to add a row, and
// a case to the builder (script_build.cc) and the writer (script_write.cc).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "caucus/talks/event.h"

namespace caucus {

struct VerbRow {
  std::string_view verb;
  EventKind kind;
  std::string_view slots;  // words that begin a part of the line; see slot_of
  std::string_view flags;  // words that stand alone
  std::string_view usage;
  std::string_view example;
};

// All rows, in the order of EventKind.
std::span<const VerbRow> verb_rows();
// Null for a word that is no verb.
const VerbRow* verb_row(std::string_view verb);

// What a slot's word takes from the line: one item, the words up to the next slot or anything that
// is no plain word, or everything up to the next slot.
enum class SlotTakes : std::uint8_t { one, words, all };

// Nothing for a word that begins no slot of this verb (`to`, `via` and `corrects` do for all).
std::optional<SlotTakes> slot_of(const VerbRow& row, std::string_view word);
// Whether the word stands alone: `binding`, `firm`, `supervised`, for all `in_public`.
bool is_flag(const VerbRow& row, std::string_view word);

}  // namespace caucus
