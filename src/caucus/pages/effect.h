// What does this package do, to whom, and what would change? The answer to a term that was moved,
// while the hand is still on it: evaluation alone, no search, however large the room.
//
// Errors: none. Complexity: the rules, lines and positions once; the tables of each utility once
// per reading.
#pragma once

#include <string>
#include <vector>

#include "caucus/pages/page.h"

namespace caucus::pages {

// Adds what docs/reference/desk-json.md lists for `effect`. `from` may be null.
void add_effect(Asked& asked, const AskedPackage& package, const AskedPackage* from, Json& body);

// What moves for one party, in words: terms nearer to its wish, further from it, and those of which
// its sheet says nothing.
struct PartyChanges {
  std::vector<Sentence> gains;
  std::vector<Sentence> gives;
  std::vector<Sentence> unknown;
};
PartyChanges changes_for(const Asked& asked, PartyId party, const Package& from, const Package& to);

}  // namespace caucus::pages
