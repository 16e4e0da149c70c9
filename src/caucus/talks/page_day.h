// On which day does a page stand? One rule for every page and document.
//
// The day asked for; else the later of the case's own day and that of the last entry its reader
// has. Never the clock's: the same case and talks give the same page. For a party only what it has
// seen counts, because the day would otherwise tell it that somebody spoke.
//
// Nothing where neither the case nor an entry has a day. Errors: none. Complexity: linear.
#pragma once

#include <optional>

#include "caucus/talks/party_view.h"
#include "caucus/talks/state.h"

namespace caucus {

// For the team; `talks` is null where none are kept.
std::optional<Date> page_day(const Case& c, const Talks* talks, std::optional<Date> asked);
// For the party of the view.
std::optional<Date> page_day(const Case& c, const PartyView& view, std::optional<Date> asked);

}  // namespace caucus
