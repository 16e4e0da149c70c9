// The talks as a text that a mediator can read, type and send: `.talks`.
//
// One event per line; lines of a script may also ask (`state`, `view`, `leaks`) and say what is
// expected after `->`, which makes a script a test (script_run.h). The grammar, with an example of
// every event, is docs/reference/talks-script.md. Reading reports every fault at once; reading what
// was written gives the same events, comments and questions.
//
// Ids: an event without one in the text gets an id from its content, its place among equal lines,
// and the ids it refers to. So the same script always gives the same ids, and a longer version of a
// script gives the same ids to the lines it shares. Other ids are written as `id:` and 32 digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/model/case.h"
#include "caucus/talks/event.h"
#include "caucus/talks/state.h"

namespace caucus {

// The most bytes, lines' faults and characters of one logical line that are read.
inline constexpr std::size_t script_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t script_faults_max = 1'000;

// One thing that is wrong with a script, and what to write instead.
struct ScriptFault {
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, in characters
  std::string sentence;      // lower case first, no full stop; safe to show
  std::string hint;          // may be empty

  friend auto operator<=>(const ScriptFault&, const ScriptFault&) = default;
};

// "talks.talks:12:8: nobody of the case is called `isreal` (did you mean `israel`?)"
std::string to_string(const ScriptFault& fault, std::string_view file);

enum class QuestionKind : std::uint8_t {
  state,  // `state`: of the talks; `state p1`: of what p1 names
  view,   // `view israel`: what that party may see
  leaks,  // `leaks options-note to israel`: what a document for that party would give away
};

struct ScriptQuestion {
  QuestionKind kind = QuestionKind::state;
  std::string what;              // state: a label or empty; leaks: the document
  std::optional<PartyId> party;  // view, leaks

  friend bool operator==(const ScriptQuestion&, const ScriptQuestion&) = default;
};

// A line as it was understood. Comments stand above their line or at its end.
struct ScriptLine {
  std::uint32_t line = 0;          // where it begins in the text; 0 where made anew
  std::vector<std::string> above;  // comment and blank lines before it, without `#`
  std::string comment;             // at its end
  std::optional<Event> event;      // exactly one of event and question
  std::optional<ScriptQuestion> question;
  std::optional<std::string> expected;  // after `->`, white space folded
};

struct Script {
  std::optional<Date> start;      // of `day 1`
  int offset_minutes = 0;         // of clock times without an offset
  std::vector<std::string> head;  // comment and blank lines before the first line
  std::vector<ScriptLine> lines;
  std::vector<std::string> tail;  // comment and blank lines after the last
};

struct ScriptRead {
  Script script;                    // what could be understood
  std::vector<ScriptFault> faults;  // sorted; empty: all is well
  std::size_t more_faults = 0;      // beyond script_faults_max
};

// Labels of `before` may be referred to. Complexity: linear.
ScriptRead read_script(const Case& c, std::string_view text, const Talks* before = nullptr);

// One line typed at a desk, without head lines; WHEN may be left out and is then `now`.
struct LineRead {
  std::optional<Event> event;
  std::vector<ScriptFault> faults;
};
struct QuickEntry {
  Moment now;                 // the time of noting
  std::optional<EventId> id;  // for the new event; nothing: from its content
};
LineRead read_event_line(const Case& c, const Talks& talks, std::string_view line,
                         const QuickEntry& entry);

// The text of a script; reading it again gives an equal script.
std::string write_script(const Case& c, const Script& script);

// All events as a script, in the order of noting.
Script script_of(const Case& c, const Talks& talks);

// One event as one line, without its comment: `2024-03-28 hamas rejects p1 because ...`. Labels of
// `talks` name what it refers to; what has none is named by `@` and its id.
std::string event_line(const Case& c, const Talks& talks, const Event& event);

// The verbs of the script in the order of EventKind: for completion, help and documentation.
struct ScriptVerb {
  std::string_view verb;
  EventKind kind;
  std::string_view usage;    // `accepts p1 [if TERMS "TEXT"]`
  std::string_view example;  // a line that the reader accepts with the case of the reference page
};
std::vector<ScriptVerb> script_verbs();

}  // namespace caucus
