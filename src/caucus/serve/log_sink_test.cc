#include "caucus/serve/log_sink.h"

#include <vector>

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

TEST_CASE("a line is one line of words and numbers") {
  std::string text;
  const LogSink log(LogLevel::info, [&](std::string_view line) { text += line; });
  log.line(LogLevel::warn, "refused", {{"status", "421"}, {"why", "host"}});
  log.line(LogLevel::info, "odd", {{"a", "two words"}, {"b", "x\nlevel=warn"}, {"c", ""}});
  log.line(LogLevel::debug, "unseen");
  CHECK(text ==
        "level=warn event=refused status=421 why=host\n"
        "level=info event=odd a=\"two words\" b=\"x\\u000alevel=warn\" c=\"\"\n");
}

TEST_CASE("quiet by default") {
  std::string text;
  const LogSink log(LogLevel::warn, [&](std::string_view line) { text += line; });
  log.line(LogLevel::info, "refused");
  CHECK(text.empty());
}

}  // namespace
}  // namespace caucus::serve
