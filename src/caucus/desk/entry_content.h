// What are the bytes of an entry of the record, and in which of a channel's two logs do they stand?
//
// The record stores opaque bytes; this is what the desk puts there. A content is one line: a word
// for its type and version, a space, and the rest:
//
//     caucus.event/1 2024-03-08 employer accepts @7d65... id:9f86...
//     caucus.given/1 a44c... 2024-03-07 mediation_service to you, proposal: truce: 42 days
//
// An event is written as one self-contained line of a talks script, with every reference by id. The
// bytes that are hashed and signed are these bytes; nothing is put into another form first. A type
// that this version does not know is left alone and shown as such.
//
// Errors: a line that does not fit the case any more is malformed. Complexity: linear in the line.
#pragma once

#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/model/case.h"
#include "caucus/record/entry.h"
#include "caucus/talks/event.h"

namespace caucus {

enum class ContentType {
  event,  // what happened, whole: the mediator's own channel; talks are replayed from these
  given,  // what a party said or was given, for that party's channel; left aside at replay
  other,  // of a later version
};

struct Content {
  ContentType type = ContentType::other;
  std::string_view line;  // into the content; empty for `other`
};
Content read_content(std::string_view content);

// The content of an event, and of a line of given.h.
std::string event_content(const Case& c, const Event& event);
std::string given_content(std::string_view line);

// The event of the line of an event_content.
Result<Event> event_of_content(const Case& c, std::string_view line);

// On the record: offers, proposals, answers, withdrawals, understandings, read-backs, drafts, what
// was shown, final questions and answers, approvals. Everything else was said in confidence.
record::LogClass class_of(EventKind kind);

}  // namespace caucus
