// What follows from events that are all in place?
//
// The talks are what a replay of their events gives. These are its parts, for apply.cc and
// intake.cc, which differ in when they use them.
//
// Complexity: derive is linear in the events, the others constant.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "caucus/talks/refusal.h"
#include "caucus/talks/state.h"

namespace caucus {

// Everything that follows from the events. `talks` holds nothing but these; `refused_at` is the
// place of the first that cannot have happened.
std::optional<Refused> derive(const Case& c, Talks& talks, std::size_t& refused_at);

// Makes the event at that place known by its id and label. It has no place of its own yet.
void register_names(Talks& talks, EventIndex at);

// Warnings belong to the entry whose words gave rise to them, which may be a correction.
void note_warnings(Talks& talks, EventIndex at, const std::vector<Warned>& warnings);

// Why a correction is refused after which this entry could not have happened.
Refused breaks_record(const Event& broken, const Refused& why);

// What goes off the record leaves who forgot and the day, and nothing else.
Event without_content(Event event);

}  // namespace caucus
