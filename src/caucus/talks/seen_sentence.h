// How is one entry of a party's view told to that party?
//
// "Your bargaining team accepted entry 18, on conditions: ...", "Qatar put to you: truce days: 42
// days". Made from the entry and the frame of the case alone, so it says no more than the view; of
// what was released it says the words in the form they were released in, and from whom only where
// that was said. Options and bodies by name, never by id. No full stop.
//
// Errors: none. Complexity: linear in the entry.
#pragma once

#include <string>

#include "caucus/talks/party_view.h"

namespace caucus {

std::string seen_in_words(const Case& c, const Seen& seen);

// "pay rise: 4 or 5 percent", "pay rise: at least 4.5": what is asked for on one issue or total.
std::string requirement_in_words(const Case& c, const Requirement& requirement);

}  // namespace caucus
