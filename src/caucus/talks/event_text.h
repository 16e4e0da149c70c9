// An event as the words of a line of a script, and the id that follows from those words.
//
// The words of an event without its label, with every reference by id and every date in full, are
// the same wherever it is written: they are what content ids are the hash of.
//
// Errors: none; the event's issues and options must be of the case. Complexity: linear.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "caucus/model/case.h"
#include "caucus/talks/event.h"

namespace caucus {

struct EventNaming {
  // How another entry is called: its label, or `@` and its id.
  std::function<std::string(const EventId&)> reference;
  bool with_label = true;
  std::optional<Date> start = std::nullopt;  // write days as `day 3`, where they are not before it
  bool clauses_apart = false;                // each clause of a draft on a line of its own
};

// `2024-03-28 hamas rejects p1 because permanent_ceasefire=not_mentioned {report_002}`.
std::string event_text(const Case& c, const Event& event, const EventNaming& naming);

// In double quotes, with everything that could deceive or end the line written as a code.
std::string quoted_text(std::string_view text);

// Ids from content: SHA-256 over the words and, for the second and later equal events, their number
// among the equal ones; the first 16 bytes. One object per script, asked in the order of the lines.
class ContentIds {
 public:
  EventId next(const Case& c, const Event& event);

 private:
  std::unordered_map<EventId, std::uint32_t> seen_;
};

}  // namespace caucus
