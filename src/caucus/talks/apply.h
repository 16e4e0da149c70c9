// Can this have happened, and what follows from it?
//
// `apply` is the whole of the talks: a pure function of the case, the talks so far, one event and
// the time. It returns the talks with the event in them and the warnings it gives rise to, or the
// talks as they were and the first refusal in the order of refusal.h. An event that is already
// there, in every field, changes nothing and is no refusal: importing twice is importing once.
//
// An event said in the future is refused: what has not been said cannot be recorded as said, and
// what somebody expects has its own event. A day alone counts as begun where its first hour has
// begun anywhere on earth (14 hours before UTC), so that nobody's today is refused.
//
// A correction stands in place of the entry it corrects in all that is derived; what was derived is
// computed again from the beginning (linear in the history), and if any later event could then not
// have happened, the correction is refused. A note that corrects an entry takes it out of effect.
//
// Talks are handed over and back (std::move), so that a history of n events is O(n), not O(n^2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/model/case.h"
#include "caucus/talks/event.h"
#include "caucus/talks/moment.h"
#include "caucus/talks/refusal.h"
#include "caucus/talks/state.h"

namespace caucus {

struct Applied {
  Talks talks;  // with the event, or as they were
  std::optional<Refused> refused;
  std::vector<Warned> warnings;  // of this event
  bool already_there = false;    // the very same event was in the talks
};

// The next state. Cost: constant but for look-ups in the case, except for a correction.
Applied apply(const Case& c, Talks talks, Event event, const Moment& now);

// Only the question: would it be refused? For checking a form before it is sent. Corrections are
// looked at without computing what would follow.
std::optional<Refused> refusal_of(const Case& c, const Talks& talks, const Event& event,
                                  const Moment& now);

// The talks again from their events, as accepted before: the first refusal where the events do not
// belong together or not to this case. Corrections cost nothing extra here.
struct Replayed {
  Talks talks;
  std::optional<Refused> refused;
  std::size_t refused_at = 0;  // which event, from 0
};
Replayed replay(const Case& c, std::vector<Event> events, const Moment& now);

// What the event led to, in the words of a script: `proposed`, `accepted_by israel`, `handed`,
// `read_back confirmed`, `state stalled`, `noted`.
std::string outcome(const Case& c, const Talks& talks, EventIndex event);

// Where the thing stands that an entry began, as `state p1` of a script says it: the status of
// terms, `open`, `met` or `withdrawn` of a critique, `shown hamas` of a draft, the state of an
// understanding, precondition or line; of anything else the state of its newest leg on the way, or
// `noted`.
std::string state_of(const Case& c, const Talks& talks, EventIndex event, Date day);

// Where the whole offer or proposal stands on that day.
TermsStatus status_of(const Case& c, const Talks& talks, const TermsLife& life, Date day);

}  // namespace caucus
