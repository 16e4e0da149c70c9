// The words of one line of a script, with their places.
//
// A logical line is a line and those after it that begin with a space. Words are separated by blank
// space; a word may hold a quoted part after `=` or `,` (issue="two words"). Lexing never fails:
// what cannot be read becomes a fault and the rest goes on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/script.h"

namespace caucus {

enum class ScriptTokenKind : std::uint8_t {
  word,
  text,     // "...", decoded
  bracket,  // [...], without the brackets
  brace,    // {...}
  paren,    // (...)
};

struct ScriptToken {
  ScriptTokenKind kind = ScriptTokenKind::word;
  std::string text;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // of its first character, from 1

  // A word, and this one.
  bool is(std::string_view word) const { return kind == ScriptTokenKind::word && text == word; }
};

// One logical line, and what surrounds it.
struct LexedLine {
  std::uint32_t line = 0;
  std::vector<ScriptToken> tokens;
  bool has_expected = false;
  std::string expected;            // after `->`, white space folded
  std::string comment;             // at the ends of its lines
  std::vector<std::string> above;  // comment lines (without `#`) and blank lines ("") before it
};

struct LexedScript {
  std::vector<LexedLine> lines;
  std::vector<std::string> tail;  // comments and blank lines after the last
};

// Comment lines are kept as `#` and their text, blank lines as empty strings.
LexedScript lex_script(std::string_view text, std::vector<ScriptFault>& faults);

}  // namespace caucus
