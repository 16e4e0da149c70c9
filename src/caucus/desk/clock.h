// What time is it? The one place of the desk that looks at a clock, and the one that throws dice.
//
// Everything else is handed the moment and the ids, so that a test, or `--now` on the command line,
// can say what they are. The vault dates its entries by the clock of the machine, whatever `--now`
// says: who could choose that date could backdate the record.
//
// Errors: none. Complexity: constant.
#pragma once

#include "caucus/talks/event_id.h"
#include "caucus/talks/moment.h"

namespace caucus {

// Now, on the clock of this machine and in its time zone, to the minute.
Moment moment_now();

// 128 bits that nobody can guess.
EventId random_event_id();

}  // namespace caucus
