// What of an event has to be looked at whatever its kind: its free texts.
//
// Used for limits and for showing safely. References are in event.h. Complexity: linear.
#pragma once

#include <string_view>
#include <vector>

#include "caucus/talks/event.h"

namespace caucus {

// Every text that somebody wrote freely: words, labels, sources, ids of clauses and deadlines.
// Views into the event.
std::vector<std::string_view> texts_of(const Event& event);

}  // namespace caucus
