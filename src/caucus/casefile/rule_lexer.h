// Of which words and signs does the text of a rule consist?
//
// Every token knows where it begins. Anything that is no part of the language becomes a token of
// kind `odd`, with what should be written instead where that is plain. Complexity: linear.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caucus {

inline constexpr std::size_t rule_bytes_max = 64 * 1024;

enum class Sign : std::uint8_t {
  end,
  number,
  word,    // id, also with dots
  text,    // "any text"; Token::text is without the quotes
  open,    // (
  close,   // )
  begin,   // {
  finish,  // }
  comma,
  plus,
  minus,
  times,
  equal,
  not_equal,
  less,
  at_most,
  more,
  at_least,
  odd,
};

struct Token {
  Sign sign = Sign::end;
  std::size_t begin = 0;  // in bytes
  std::string_view text;  // as written
  std::string_view hint;  // of an odd one: the remedy
};

// Ends with a token of kind `end`, which stands after the last character.
std::vector<Token> lex_rule(std::string_view text);

// Ids and texts that might be names of issues or totals, each once, in order.
std::vector<std::string_view> words_of_rule(std::string_view text);
// Words of a text that is gone would dangle.
template <std::same_as<std::string> Text>
std::vector<std::string_view> words_of_rule(Text&& text) = delete;

// How many characters stand before the byte.
std::size_t characters_before(std::string_view text, std::size_t byte);

// The text with each run of white space outside of quotes as one space, none at the ends.
std::string folded(std::string_view text);

}  // namespace caucus
