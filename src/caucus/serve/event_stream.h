// Events for the windows: what each is told, and what becomes of a window that does not listen.
//
// An event is handed to every listener at once and waits there until its window has taken what came
// before. A window that falls far behind is not waited for and does not fill the memory: it is told
// the latest revision alone, from which it learns everything by asking again.
//
// Errors: none. Complexity: constant per event and listener; the bytes of an event are shared. Not
// for use by several threads. Source: Server-sent events, HTML Living Standard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace caucus::serve {

using EventBytes = std::shared_ptr<const std::string>;

// "event: changed\ndata: {...}\n\n"; `data` without line ends is one line, otherwise several.
std::string event_text(std::string_view name, std::string_view data);
// {"revision":12}, as the event `changed`.
std::string changed_text(std::uint64_t revision);
// A line that windows ignore: keeps the connection open, and shows whether it is.
inline constexpr std::string_view heartbeat_text = ":\n\n";

// The first thing a window is told: come back after a second if the connection breaks.
std::string greeting_text(std::uint64_t revision);

// One window. Made by the connection that serves it.
class Listener {
 public:
  static constexpr std::size_t waiting_max = 512;

  // `wake` is called whenever there is something to take.
  explicit Listener(std::function<void()> wake) : wake_(std::move(wake)) {}

  // The next event to send; null where there is none.
  EventBytes take();
  [[nodiscard]] bool empty() const { return waiting_.empty(); }
  // After this one there are no more.
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  friend class EventHub;

  std::function<void()> wake_;
  std::deque<EventBytes> waiting_;
  bool ended_ = false;
};

// All windows that listen.
class EventHub {
 public:
  explicit EventHub(std::uint64_t revision) : revision_(revision) {}

  // The listener must leave before it dies.
  void join(Listener& listener);
  void leave(Listener& listener);
  [[nodiscard]] std::size_t listeners() const { return listeners_.size(); }

  void changed(std::uint64_t revision);
  void tell(std::string_view name, std::string_view data);
  // The last event of everybody.
  void end(std::string_view name, std::string_view data);
  [[nodiscard]] std::uint64_t revision() const { return revision_; }

 private:
  void hand_out(const EventBytes& event);

  std::uint64_t revision_;
  std::vector<Listener*> listeners_;
};

}  // namespace caucus::serve
