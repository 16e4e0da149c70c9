// One character of UTF-8 at a time: for the functions of text.h, and for readers that count
// columns.
//
// Valid UTF-8 is that of RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF.
// Errors: none; any bytes can be walked. Complexity: constant per character.
#pragma once

#include <cstddef>
#include <string_view>

namespace caucus {

struct DecodedCharacter {
  char32_t code;       // the character, or the byte itself where it is not valid
  std::size_t length;  // in bytes; 1 where not valid
  bool valid;
};

// The character that starts at `at`, which must lie inside the text.
DecodedCharacter decode_character(std::string_view text, std::size_t at);

}  // namespace caucus
