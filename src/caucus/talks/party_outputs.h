// What can a party get at all? The one list of everything the talks write for a party.
//
// Every page, file, list and error text that can reach a party is named here and written by
// write_for_party(), so that the two-world test can ask for all of them and none is forgotten: the
// test has a generator of histories for each, and does not compile when one is missing. A new
// output begins with a new enumerator.
//
// The two-world property: for any two histories equal in the party's own inputs, the clock and what
// was released to it, every output is the same, byte by byte.
//
// Errors: none. Complexity: linear in the history.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "caucus/talks/state.h"

namespace caucus {

enum class PartyOutput : std::uint8_t {
  view,            // the page of view_lines()
  file,            // what view_export() writes for keeping
  standing,        // terms, drafts and deadlines as they stand, and their ages
  talking_points,  // the page, or that there is none
  naming,          // what naming an entry leads to, errors included
};
inline constexpr std::size_t party_output_count = static_cast<std::size_t>(PartyOutput::naming) + 1;

// Whose output, of what, on which day.
struct PartyAsks {
  const Case& c;
  const Talks& talks;
  PartyId party;
  Date day;
};

// The bytes the party gets.
std::string write_for_party(PartyOutput output, const PartyAsks& asks);

// "view", "file" ...
std::string_view token(PartyOutput output);

}  // namespace caucus
