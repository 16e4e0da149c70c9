// Small questions that judging, effects and views ask of the talks.
//
// Errors: none. Complexity: constant, or linear in one entry or in the case, as said.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "caucus/talks/state.h"

namespace caucus {

// A deadline as it stands: of an event, or else of the case. Nothing for an id that neither knows.
struct StandingDeadline {
  std::optional<Date> date;
  DeadlineKind kind = DeadlineKind::soft;
};
std::optional<StandingDeadline> deadline_of(const Case& c, const Talks& talks, std::string_view id);

// The last day on which an offer or proposal may be accepted.
std::optional<Date> expiry_of(const Event& item);

// Whether a moment lies after `now` wherever on earth it was said: a day alone counts as begun 14
// hours before its UTC beginning, and a `now` that is a day alone lasts to its end.
bool begins_after(const Moment& said, const Moment& now);

// The first rule that the terms certainly break, however the open issues are settled; or null.
const Rule* broken_rule(const Case& c, const PartialPackage& terms);

// The wording that stands for a clause of a draft.
const ClauseText& clause_at(const Talks& talks, const ClauseRef& ref);

// The place of the leg that a hop event other than `handed` is about: the newest open one of `what`
// whose receiver (of `lost` also: whose carrier) is the speaker or of the speaker's party.
std::optional<std::uint32_t> open_hop(const Case& c, const Talks& talks, EventIndex what,
                                      const Event& event);

}  // namespace caucus
