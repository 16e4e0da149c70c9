// What the server writes down about itself: one line per event on standard error, or nothing.
//
// A line is words and numbers that the program chose: "level=warn event=refused status=421
// why=host". Content, addresses with their queries, keys and cookies never go in, so a log can be
// shown to anybody. Quiet by default: only `warn` is shown.
//
// Errors: none; a line that cannot be written is dropped. Any thread. Complexity: linear.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace caucus::serve {

enum class LogLevel { debug, info, warn };

class LogSink {
 public:
  using Out = std::function<void(std::string_view)>;

  // Lines go to `out`, with their line feed; the default is standard error.
  explicit LogSink(LogLevel least = LogLevel::warn, Out out = {});

  // Values with blanks or quotes are quoted; line ends never get through.
  void line(LogLevel level, std::string_view event,
            std::initializer_list<std::pair<std::string_view, std::string>> values = {}) const;

 private:
  LogLevel least_;
  Out out_;
};

}  // namespace caucus::serve
