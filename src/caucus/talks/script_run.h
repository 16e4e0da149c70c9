// Does the script come out as it says?
//
// Applies every event of a script in order, asks every question, and compares with what stands
// after
// `->`. Every mismatch is reported, with its line. An event that is refused without `-> refused
// ...` is a mismatch too, so a script without arrows is a test that everything in it can have
// happened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/apply.h"
#include "caucus/talks/script.h"

namespace caucus {

// Who answers `view` and `leaks`. One line of an answer per string; none prints as `(nothing)`.
struct ScriptAnswers {
  std::function<std::vector<std::string>(const Case&, const Talks&, PartyId)> view;
  std::function<std::vector<std::string>(const Case&, const Talks&, std::string_view document,
                                         PartyId)>
      leaks;
};

struct ScriptMismatch {
  std::uint32_t line = 0;
  std::string expected;  // after `->`; empty: that the event is accepted
  std::string got;       // in the same words
  std::string remedy;    // of a refusal; may be empty
};

// "talks.talks:12: expected `accepted_by israel`, got `refused nothing_to_answer` (...)"
std::string to_string(const ScriptMismatch& mismatch, std::string_view file);

struct ScriptRun {
  Talks talks;
  std::vector<ScriptMismatch> mismatches;
  std::size_t applied = 0;  // events that are in the talks now and were not before
  std::size_t already_there = 0;
  std::size_t refused = 0;
  std::size_t checked = 0;  // lines with `->`
};

// `day` of status questions is the day of the last event before them.
ScriptRun run_script(const Case& c, const Script& script, Talks talks, const Moment& now,
                     const ScriptAnswers& answers = {});

}  // namespace caucus
