// Which word stands for an enumerator? The tables of `token()` are read here, and nowhere else.
//
// A table has one word per enumerator, in their order. Errors: BrokenInvariant for a value that is
// no enumerator. Complexity: one look.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "caucus/base/assert.h"

namespace caucus {

template <std::size_t N, class Enum>
std::string_view enum_word(const std::array<std::string_view, N>& words, Enum value) {
  const auto at = static_cast<std::size_t>(value);
  CAUCUS_ASSERT(at < N, "every enumerator has a token");
  return words[at];
}

}  // namespace caucus
