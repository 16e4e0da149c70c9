// How is a kind or a state said to people? One table for every screen, page and document.
//
// Scripts, JSON and the record have tokens ("refused_by_body"); people read words. Most tokens are
// their own words once the lines under them are gone; the others stand in the table.
// Errors: none. Complexity: constant.
#pragma once

#include <string>
#include <string_view>

namespace caucus {

// "accepted by some" of "accepted_by_some", "refused by an approval body" of "refused_by_body".
std::string words_of(std::string_view token);

}  // namespace caucus
