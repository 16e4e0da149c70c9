#include "caucus/cli/standing_input.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sstream>

#include <unistd.h>

#include "caucus/base/text.h"

namespace caucus {

Result<std::string> words_from_input(const std::string& prompt) {
  constexpr std::size_t bytes_max = std::size_t{1} << 20;
  const bool asked = ::isatty(STDIN_FILENO) != 0;
  if (asked) std::fputs(prompt.c_str(), stderr);
  std::string text;
  // Byte by byte, as the passphrase is read: nothing is kept back for a reader that comes later.
  for (char letter = 0;;) {
    const ssize_t got = ::read(STDIN_FILENO, &letter, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorKind::unreadable, "standard input cannot be read");
    if (got == 0 || (asked && letter == '\n')) break;
    if (text.size() == bytes_max)
      return fail(ErrorKind::too_large, "standard input holds more than 1 MiB");
    text += letter;
  }
  const std::string_view words = trimmed(text);
  if (words.empty()) return fail(ErrorKind::malformed, "standard input holds no words");
  return std::string(words);
}

Result<std::vector<std::string>> values_or_input(std::vector<std::string> values,
                                                 const std::string& prompt) {
  const auto place = std::find(values.begin(), values.end(), from_input);
  if (place == values.end()) return values;
  const Result<std::string> words = words_from_input(prompt);
  if (!words) return fail(words.error());
  std::vector<std::string> lines;
  std::istringstream input(*words);
  for (std::string line; std::getline(input, line);)
    if (const std::string_view says = trimmed(line); !says.empty()) lines.emplace_back(says);
  values.insert(values.erase(place), lines.begin(), lines.end());
  return values;
}

void hide_command_line(int count, char** words) {
  for (int at = 1; at < count; ++at)
    std::memset(words[at], ' ', std::strlen(words[at]));
}

}  // namespace caucus
