// How fast are the talks rebuilt from their events, and how much memory do they take?
//
// One random history of 100,000 events of every kind (fixed seed; texts of about 60 bytes; no
// corrections, then 100 of them). Measured: applying the events one after the other as at a desk,
// replaying them all, reading them from a script, and the bytes that the talks hold for each event,
// counted at the allocator. Target: a replay of 100,000 events in at most 1 s, at most 1 KB each.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>

#include <malloc.h>

#include "caucus/talks/history_for_tests.h"

namespace {

std::size_t bytes_held = 0;  // one thread

}  // namespace

void* operator new(std::size_t size) {
  void* got = std::malloc(size);
  if (!got) throw std::bad_alloc();
  bytes_held += malloc_usable_size(got);
  return got;
}
void operator delete(void* held) noexcept {
  bytes_held -= malloc_usable_size(held);
  std::free(held);
}
void operator delete(void* held, std::size_t) noexcept {
  operator delete(held);
}

namespace {

using namespace caucus;
using namespace caucus::for_tests;

constexpr std::size_t events = 100'000;
constexpr double replay_seconds_max = 1;
constexpr std::size_t event_bytes_max = 1024;

const char* judged(bool met) {
  return met ? "met" : "MISSED";
}

// Of the processor, so that other programs on the machine do not count.
double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void measure(const Case& c, const char* what, const std::vector<Event>& history) {
  const auto applying = processor_seconds();
  Talks talks;
  for (const Event& event : history) {
    if (event.corrects) continue;
    talks = apply(c, std::move(talks), event, later()).talks;
  }
  std::printf("%s: applied one by one %.3f s\n", what, processor_seconds() - applying);
  std::vector<Event> again = history;
  const auto replaying = processor_seconds();
  const Replayed replayed = replay(c, std::move(again), later());
  const double took = processor_seconds() - replaying;
  std::printf("%s: replay of %zu events %.3f s (target 1 s: %s)%s\n", what, history.size(), took,
              judged(took <= replay_seconds_max), replayed.refused ? " REFUSED" : "");
}

}  // namespace

int main() {
  const Case c = talks_case();
  const std::size_t before = bytes_held;
  Talks talks = random_talks(c, 1, {events, false, 30, 2});
  talks.events.shrink_to_fit();
  const std::size_t each = (bytes_held - before) / events;
  std::printf("memory: %zu bytes per event, %zu of them the event's own fields (target 1 KB: %s)\n",
              each, sizeof(Event), judged(each <= event_bytes_max));
  std::vector<Event> history = talks.events;
  measure(c, "plain", history);

  const auto writing = processor_seconds();
  const std::string text = write_script(c, script_of(c, talks));
  std::printf("written as a script of %zu MB in %.3f s\n", text.size() / 1'000'000,
              processor_seconds() - writing);
  const auto reading = processor_seconds();
  const ScriptRead read = read_script(c, text);
  std::printf("read again in %.3f s, %zu faults\n", processor_seconds() - reading,
              read.faults.size());

  // A hundred messages are corrected at the end.
  std::size_t corrections = 0;
  for (std::size_t at = 0; at < events && corrections < 100; at += 7) {
    if (kind_of(history[at]) != EventKind::message) continue;
    Event correction = history[at];
    correction.label.clear();
    correction.corrects = correction.id;
    correction.id.bytes[0] ^= std::byte{0xff};
    correction.said = history.back().said;
    history.push_back(std::move(correction));
    ++corrections;
  }
  measure(c, "with 100 corrections", history);
  return 0;
}
