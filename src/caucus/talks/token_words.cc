#include "caucus/talks/token_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace caucus {

std::string words_of(std::string_view token) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> said{{
      {"accepted_if", "accepted on conditions"},
      {"consents_if", "consents on conditions"},
      {"moves_back", "moved back"},
      {"no_answer", "no answer yet"},
      {"not_shown", "shown to nobody"},
      {"read_back_by_some", "read back by some"},
      {"refused_by_body", "refused by an approval body"},
      {"yes_if", "yes, on conditions"},
  }};
  for (const auto& [each, words] : said)
    if (each == token) return std::string(words);
  std::string words(token);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace caucus
