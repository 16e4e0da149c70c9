// What does one more entry change in a party's view? Its terms, drafts, deadlines and state.
//
// Works on the view alone: no history, no other party, so nothing can come in from there.
// Errors: none. Complexity: the number of deadlines or of bodies, otherwise constant but for
// finding terms by number.
#pragma once

#include "caucus/talks/party_view.h"

namespace caucus {

// Called once for every entry, when it is the last; draft entries excepted (they bring a draft).
void take_effect(PartyView& view);

// The newest copy of the draft that an entry showed; null for other entries.
DraftSeen* draft_shown_by(PartyView& view, SeenNumber entry);

}  // namespace caucus
