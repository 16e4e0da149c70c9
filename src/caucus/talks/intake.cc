#include "caucus/talks/intake.h"

#include <algorithm>
#include <utility>

#include "caucus/base/assert.h"
#include "caucus/talks/derive.h"
#include "caucus/talks/judge.h"

namespace caucus {

Intake::Intake(const Case& c, Talks talks, const Moment& now)
    : case_(c), now_(now), talks_(std::move(talks)) {}

void Intake::take(Event event) {
  queue_.push_back({taken_++, without_content(std::move(event))});
  run();
}

void Intake::settle() {
  while (!waiting_.empty()) {
    settle_once();
    run();
  }
}

const Talks& Intake::talks() const {
  CAUCUS_ASSERT(waiting_.empty(), "what waits is judged before the talks are looked at");
  return talks_;
}

Talks Intake::finish() && {
  settle();
  return std::move(talks_);
}

void Intake::run() {
  while (!queue_.empty()) {
    Taken next = std::move(queue_.front());
    queue_.pop_front();
    judge(std::move(next));
  }
}

void Intake::judge(Taken taken) {
  const auto there = talks_.find(taken.event.id);
  const bool waits = !waiting_.empty();
  if ((waits || taken.event.corrects) && !there &&
      !refusal_of_frame(case_, talks_, taken.event, now_))
    return wait(std::move(taken));
  if (waits) {
    // It may be refused only because of something that waits and will be refused itself.
    queue_.push_front(std::move(taken));
    return settle_once();
  }
  const std::size_t which = taken.which;
  Applied applied = apply(case_, std::move(talks_), std::move(taken.event), now_);
  talks_ = std::move(applied.talks);
  if (applied.refused)
    refused_.push_back({which, *std::move(applied.refused)});
  else
    ++(applied.already_there ? already_there_ : applied_);
}

// Puts it among the events, where later ones find its names, and derives nothing.
void Intake::wait(Taken taken) {
  const auto at = static_cast<EventIndex>(talks_.events.size());
  if (waiting_.empty()) sound_ = at;
  if (taken.event.corrects) talks_.corrected_by.emplace(*talks_.find(*taken.event.corrects), at);
  talks_.events.push_back(std::move(taken.event));
  register_names(talks_, at);
  waiting_.push_back(taken.which);
}

// On success the events are in the talks; otherwise they are left as they were.
std::optional<Intake::Broken> Intake::derive_all(std::vector<Event>& events) {
  Talks again;
  again.events = std::move(events);
  ++derivations_;
  std::size_t at = 0;
  if (auto refused = derive(case_, again, at)) {
    events = std::move(again.events);
    return Broken{*std::move(refused), at};
  }
  talks_ = std::move(again);
  return std::nullopt;
}

// Judges what waits, up to the first that is refused; those after it are taken once more.
void Intake::settle_once() {
  const std::vector<std::size_t> waiting = std::exchange(waiting_, {});
  std::vector<Event> events = std::move(talks_.events);
  talks_ = Talks{};
  std::optional<Broken> broken = derive_all(events);
  if (!broken) {
    applied_ += waiting.size();
    return;
  }
  Broken first = keep_what_holds(events, *std::move(broken));
  const std::size_t good = talks_.events.size();
  applied_ += good - sound_;
  if (events[good].corrects) first.refused = breaks_record(events[first.at], first.refused);
  refused_.push_back({waiting[good - sound_], std::move(first.refused)});
  for (std::size_t i = events.size(); --i > good;)
    queue_.push_front({waiting[i - sound_], std::move(events[i])});
}

// Of events that cannot all have happened, leaves in the talks so many of the first as can, while
// one more cannot, and returns what is wrong then.
Intake::Broken Intake::keep_what_holds(const std::vector<Event>& events, Broken first) {
  const auto derive_first = [&](std::size_t count) {
    std::vector<Event> some(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
    return derive_all(some);
  };
  std::size_t good = sound_, bad = events.size(), step = 1;
  // Where all of them are refused is where fewer most likely are.
  std::size_t next = first.at;
  while (bad - good > 1) {
    next = std::clamp(next, good + 1, bad - 1);
    if (std::optional<Broken> broken = derive_first(next)) {
      first = *std::move(broken);
      bad = next;
      step = 1;
    } else {
      good = next;
    }
    next = good + std::min(step, (bad - good) / 2);
    step *= 2;
  }
  if (talks_.events.size() != good) {
    const bool holds = !derive_first(good);
    CAUCUS_ASSERT(holds, "what held before holds");
  }
  return first;
}

}  // namespace caucus
