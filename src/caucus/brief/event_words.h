// What did somebody say or do? One entry of the talks as the words of a sentence.
//
// The mediator's own words for everything that was said, in every compartment: for the brief alone,
// which never travels. "Hamas refused the terms “t-march”: ..." has neither date nor full stop.
//
// Errors: none. Complexity: linear in the entry.
#pragma once

#include <string>

#include "caucus/model/case.h"
#include "caucus/talks/state.h"

namespace caucus {

// The entry as it is to be read now, with its newest correction.
std::string event_in_words(const Case& c, const Talks& talks, EventIndex index);

// How a sentence calls an entry: "the terms “t-march”", "the offer of 3 March 2024".
std::string called_in_words(const Talks& talks, EventIndex index);

// The id of the fact that an entry is: by its label, else by its place in the talks. The brief is
// the team's own, so places may show.
std::string event_fact(const Talks& talks, EventIndex index);

// Who of the case, by name; "the mediator" for the team itself.
std::string speaker_in_words(const Case& c, std::string_view who);

}  // namespace caucus
