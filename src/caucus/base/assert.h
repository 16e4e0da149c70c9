// Assertions: is the program still making sense?
//
// A fault of the world (a missing file) is a Result, a "no" of the domain is a value; both are
// expected and handled by the caller. An assertion is the third channel: it says that *we* are
// wrong. It is checked in every build, release included, because a wrong answer handed to a
// mediator costs more than the check.
//
// Errors: throws BrokenInvariant, which only main(), the HTTP boundary and the Python boundary
// catch. Complexity: one branch; the message is built only on failure.
#pragma once

#include <stdexcept>
#include <string_view>

namespace caucus {

// Thrown when an assertion fails. what() reads "<sentence> (<file>:<line>: <condition>)".
struct BrokenInvariant : std::logic_error {
  using std::logic_error::logic_error;
};

// Where an assertion stands in the source. The file is shortened to start at "caucus/", so that
// messages are the same bytes wherever the program was built.
struct SourcePlace {
  const char* file;
  int line;
};

// Throws BrokenInvariant. Call it directly where a path must be unreachable.
[[noreturn]] void broken_invariant(std::string_view sentence, std::string_view condition,
                                   SourcePlace place);

}  // namespace caucus

// CAUCUS_ASSERT(condition, sentence): always on. The sentence says what should have held, in words.
#define CAUCUS_ASSERT(condition, sentence)                                   \
  do {                                                                       \
    if (!(condition)) [[unlikely]]                                           \
      ::caucus::broken_invariant((sentence), #condition,                     \
                                 ::caucus::SourcePlace{__FILE__, __LINE__}); \
  } while (false)
