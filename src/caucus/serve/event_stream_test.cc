#include "caucus/serve/event_stream.h"

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

std::string all_of(Listener& listener) {
  std::string text;
  while (const EventBytes event = listener.take())
    text += *event;
  return text;
}

TEST_CASE("an event is lines, and an empty one ends it") {
  CHECK(event_text("changed", "{}") == "event: changed\ndata: {}\n\n");
  CHECK(event_text("note", "a\nb\n") == "event: note\ndata: a\ndata: b\ndata: \n\n");
  CHECK(changed_text(12) == "event: changed\ndata: {\"revision\":12}\n\n");
  CHECK(greeting_text(3) == "retry: 1000\nevent: changed\ndata: {\"revision\":3}\n\n");
}

TEST_CASE("every listener gets every event, in order, from the revision at which it joined") {
  EventHub hub(5);
  int woken = 0;
  Listener a([&] { ++woken; });
  Listener b([&] { ++woken; });
  hub.join(a);
  hub.changed(6);
  hub.join(b);
  hub.tell("analysis", "{\"about\":\"case\"}");
  hub.changed(7);
  CHECK(woken == 5);
  const std::string rest = event_text("analysis", "{\"about\":\"case\"}") + changed_text(7);
  CHECK(all_of(a) == greeting_text(5) + changed_text(6) + rest);
  CHECK(all_of(b) == greeting_text(6) + rest);
  hub.leave(a);
  hub.changed(8);
  CHECK(a.empty());
  CHECK(all_of(b) == changed_text(8));
  CHECK(hub.listeners() == 1);
}

TEST_CASE("who does not listen holds nobody up and learns the latest alone") {
  EventHub hub(0);
  Listener slow([] {});
  Listener quick([] {});
  hub.join(slow);
  hub.join(quick);
  std::string heard;
  std::string expected = greeting_text(0);
  const std::uint64_t last = 3 * Listener::waiting_max;
  for (std::uint64_t revision = 1; revision <= last; ++revision) {
    hub.changed(revision);
    expected += changed_text(revision);
    heard += all_of(quick);
  }
  CHECK(heard == expected);
  std::size_t waiting = 0;
  EventBytes latest;
  while (const EventBytes event = slow.take()) {
    latest = event;
    ++waiting;
  }
  CHECK(waiting <= Listener::waiting_max);
  CHECK(*latest == changed_text(last));
}

TEST_CASE("the end is the last event") {
  EventHub hub(1);
  Listener listener([] {});
  hub.join(listener);
  CHECK_FALSE(listener.ended());
  hub.end("closed", "{}");
  CHECK(listener.ended());
  CHECK(all_of(listener) == greeting_text(1) + event_text("closed", "{}"));
}

}  // namespace
}  // namespace caucus::serve
