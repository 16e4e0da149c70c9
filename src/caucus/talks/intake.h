// Many events one after the other: can each have happened after those before it?
//
// What apply() says of a script's events, with the corrections computed together: where every one
// of n events were corrected, deriving everything anew each time would be n times as much work.
//
// Complexity: linear in the events for each settle() that something waits for, and where something
// is refused, a logarithm of the waiting as often.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "caucus/talks/apply.h"

namespace caucus {

// What comes after a correction waits until settle(), which derives everything once; only where
// something is refused is it looked for which. A stretch that holds as a whole is accepted, also
// where an earlier part of it, alone, would have been refused.
class Intake {
 public:
  struct NotTaken {
    std::size_t which = 0;  // of the events taken, from 0
    Refused refused;
  };

  Intake(const Case& c, Talks talks, const Moment& now);

  // The next event. Judged now where nothing waits and it corrects nothing.
  void take(Event event);
  // Judges what waits.
  void settle();

  // The talks with everything that was taken and not refused. Call settle() before.
  [[nodiscard]] const Talks& talks() const;
  [[nodiscard]] Talks finish() &&;
  // In the order of taking; of what is settled.
  [[nodiscard]] const std::vector<NotTaken>& refused() const { return refused_; }
  [[nodiscard]] std::size_t applied() const { return applied_; }
  [[nodiscard]] std::size_t already_there() const { return already_there_; }
  // How often everything was derived from the beginning.
  [[nodiscard]] std::size_t derivations() const { return derivations_; }

 private:
  struct Taken {
    std::size_t which = 0;
    Event event;
  };
  struct Broken {
    Refused refused;
    std::size_t at = 0;
  };
  void run();
  void judge(Taken taken);
  void wait(Taken taken);
  void settle_once();
  std::optional<Broken> derive_all(std::vector<Event>& events);
  Broken keep_what_holds(const std::vector<Event>& events, Broken first);

  const Case& case_;
  Moment now_;
  Talks talks_;
  std::size_t sound_ = 0;             // so many of its events are derived already
  std::vector<std::size_t> waiting_;  // which the others are
  std::deque<Taken> queue_;
  std::size_t taken_ = 0, applied_ = 0, already_there_ = 0, derivations_ = 0;
  std::vector<NotTaken> refused_;
};

}  // namespace caucus
