// Which refusal, if any, and which warnings, before an event has any effect?
//
// Used by apply.cc alone; callers ask refusal_of() of apply.h. Nothing is changed here.
// Complexity: look-ups in the case; for offers and proposals its rules and the speaker's lines.
#pragma once

#include <optional>
#include <vector>

#include "caucus/talks/refusal.h"
#include "caucus/talks/state.h"

namespace caucus {

// The event is judged as if it came next. The id and label are judged apart, because a correction
// is judged in the place of what it corrects.
std::optional<Refused> refusal_of_content(const Case& c, const Talks& talks, const Event& event);

// Sizes and time.
std::optional<Refused> refusal_of_limits(const Event& event, const Moment& now);

// Limits, id, label and `corrects`: what does not depend on the kind.
std::optional<Refused> refusal_of_frame(const Case& c, const Talks& talks, const Event& event,
                                        const Moment& now);

// The first of the two in the order of precedence.
std::optional<Refused> earlier(std::optional<Refused> a, std::optional<Refused> b);

// What is unwise about it, but for steps back, which follow from its effect. `at` is its place
// among the events: only those before it are compared with it.
std::vector<Warned> warnings_of(const Case& c, const Talks& talks, const Event& event,
                                EventIndex at);

}  // namespace caucus
