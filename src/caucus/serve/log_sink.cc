#include "caucus/serve/log_sink.h"

#include <algorithm>
#include <array>

#include <unistd.h>

#include "caucus/base/descriptor.h"
#include "caucus/serve/answers.h"

namespace caucus::serve {
namespace {

std::string written(const std::string& value) {
  const bool plain = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\';
  });
  return plain ? value : json_text(value);
}

}  // namespace

LogSink::LogSink(LogLevel least, Out out) : least_(least), out_(std::move(out)) {
  if (!out_)
    out_ = [](std::string_view text) {
      // One call per line, so that lines of several threads do not mix.
      static_cast<void>(write_all(STDERR_FILENO, text));
    };
}

void LogSink::line(LogLevel level, std::string_view event,
                   std::initializer_list<std::pair<std::string_view, std::string>> values) const {
  static constexpr std::array<std::string_view, 3> names{"debug", "info", "warn"};
  if (level < least_) return;
  std::string text = "level=" + std::string(names[static_cast<std::size_t>(level)]) +
                     " event=" + std::string(event);
  for (const auto& [name, value] : values)
    text += " " + std::string(name) + "=" + written(value);
  out_(text + "\n");
}

}  // namespace caucus::serve
