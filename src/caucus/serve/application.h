// Whom does the server ask? An application: pages to be worked out, and a way to write.
//
// The server knows addresses, windows and who may ask; what a page says is the application's. All
// functions but is_page are called on one thread (the desk's), one after the other, in the order in
// which the requests came; what takes long is handed back as work for another thread, and must then
// stand on a snapshot of its own.
//
// Errors: an answer with its own status; an exception is a fault of the program, told as 500.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "caucus/base/cancel.h"

namespace caucus::serve {

// Decoded, UTF-8, without control characters; a name stands once.
using Query = std::map<std::string, std::string, std::less<>>;

// What a window wants to see: "/room.json" and its query.
struct Question {
  std::string path;
  Query query;

  // The same for the same question, however it was written in the address.
  [[nodiscard]] std::string key() const;
};

// What it gets. `name` is of a file to be kept ("brief.docx"); empty: shown at once.
struct Answer {
  unsigned status = 200;
  std::string type = "application/json";
  std::string bytes;
  std::string name;
  bool settled = true;  // false: the best so far, to be worked out again when asked again
};

// An analysis; looks at its token and then answers with the best it has.
using LongWork = std::function<Answer(const CancelToken&)>;

// Something long that is begun by itself, for all pages to draw on. Runs on a thread of its own;
// whatever it hands to `keep` is done on the desk's, and pages then say more.
struct Background {
  using Keep = std::function<void(std::function<void()>)>;

  std::string name;  // in `analysis` events: "case"
  std::function<void(const CancelToken&, const Keep&)> run;
};

class Application {
 public:
  Application() = default;
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;
  virtual ~Application() = default;

  // Whether "/overview" is an address of the web application. Any thread.
  [[nodiscard]] virtual bool is_page(std::string_view path) const = 0;
  // The answer, or the work that leads to it.
  virtual std::variant<Answer, LongWork> answer(const Question& question) = 0;
  // A whole body of JSON (UTF-8) for that path; what is not accepted changes nothing.
  virtual Answer write(const std::string& path, const std::string& body) = 0;
  // What entries left to be done that nobody waits for: within a second of the last one.
  virtual void settle() {}
  // What is to be worked out now: asked at the start and after each entry. One of a name that still
  // runs is cancelled first.
  virtual std::vector<Background> background() { return {}; }
  // Grows with everything that is written: an answer holds for one revision.
  [[nodiscard]] virtual std::uint64_t revision() const = 0;
  // Lets go of what is open; nothing is asked afterwards.
  virtual void close() = 0;
};

}  // namespace caucus::serve
