// What follows from an event that can have happened?
//
// Used by apply.cc alone, after judging. Complexity: constant but for the entry's own size and
// look-ups in the case.
#pragma once

#include <vector>

#include "caucus/talks/refusal.h"
#include "caucus/talks/state.h"

namespace caucus {

// Brings the effect of talks.effective(at) into everything that is derived, as entry `at`. Returns
// the warnings that follow from it: steps back.
std::vector<Warned> enact(const Case& c, Talks& talks, EventIndex at);

}  // namespace caucus
