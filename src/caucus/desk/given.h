// What stands in the channel of a party? Each thing that the party has seen, in words, once.
//
// A party may be handed its channel of the record whole, so nothing may stand in it but what the
// party said or was given: an event stands whole in the mediator's channel, and the party's channel
// gets the line of the party's own view (talks/view_for.h), which has the two-world property. The
// line names the entry, and what it refers to, by the ids of that view. docs/design/desk-record.md
// says why there is no event that stands in a party's channel alone.
//
// Errors: none. Complexity: linear in the entry; a draft's in its clauses.
#pragma once

#include <string>
#include <string_view>

#include "caucus/model/case.h"
#include "caucus/record/entry.h"
#include "caucus/talks/party_view.h"

namespace caucus {

// "6f0c... 2024-03-02 mediation_service put to you, proposal: truce: 42 days; refers to 12ab...".
// Of a draft whose copy stays with the party the clauses too.
std::string given_line(const Case& c, const PartyView& view, SeenNumber number);

// The id with which such a line begins.
std::string_view id_of_given(std::string_view line);

// In which log of the channel it stands.
record::LogClass class_of(const Seen& seen);

}  // namespace caucus
