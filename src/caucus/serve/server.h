// The desk's server: HTTP/1.1 for this machine alone, while the program runs.
//
// Listens on 127.0.0.1 (and ::1 if asked) and talks to browsers that were let in by a link from the
// terminal. One thread serves all connections and never waits: the application works elsewhere
// (questions.h). Which attacker is stopped by what: docs/design/serve.md.
//
// Errors: open() says why the port cannot be had. Faults of single requests are answers.
// Complexity: constant per request beside the answer. Source: RFC 9110 and 9112; read by
// Boost.Beast.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/serve/application.h"
#include "caucus/serve/assets.h"
#include "caucus/serve/log_sink.h"

namespace caucus::serve {

inline constexpr std::uint16_t default_port = 8642;

struct ServerOptions {
  std::uint16_t port = default_port;  // 0: any that is free
  bool six_too = false;               // ::1 as well
  Assets assets;
  LogLevel log = LogLevel::warn;
  std::size_t connections_max = 256;  // more throw out the one that is idle longest
  bool enter_asks_for_link = true;    // a line on standard input prints a fresh link
  // For the person at the terminal: a fresh link, and what happened that they should know.
  std::function<void(std::string_view link)> show_link;
  std::function<void(std::string_view sentence)> tell;
};

class Server {
 public:
  // Takes the port. Kind conflict: somebody has it.
  static Result<std::unique_ptr<Server>> open(Application& application, ServerOptions options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  [[nodiscard]] std::uint16_t port() const;
  // "http://127.0.0.1:8642/?key=...": works once.
  std::string fresh_link();

  // Serves until Ctrl-C, SIGTERM, SIGHUP or stop(). Entries that arrived whole are finished first
  // and the application is closed.
  void run();
  // Any thread.
  void stop();

 private:
  struct Life;
  explicit Server(std::unique_ptr<Life> life);

  std::unique_ptr<Life> life_;
};

}  // namespace caucus::serve
