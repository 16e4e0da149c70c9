// What does the case say once what was said at the talks counts?
//
// A sheet is what a writer read into a party; the talks are the later word of the party itself.
// Positions, red and bottom lines, demanded acts that bind the package, and deadlines of the talks
// stand in this case beside those of the file, so that every analysis and every page of the
// mediator's team rests on both:
// - a position is added with its day, and the last of a subject is the position now, as in a sheet;
//   what a sheet has of the same day and speaker, as wide or wider, is the same one;
// - a line replaces a line of the sheet of the same kind and party on the same issue where one
//   leaves less room than the other and the talks are as late; otherwise both stand;
// - what is withdrawn or taken out counts no more; what the sheet has already is not doubled;
// - a deadline has the day that it was moved to.
// Entries of the talks have the id of their event as a fact (event_words.h). Issues, options,
// parties, rules and totals are those of the file, so a package of the one is one of the other.
//
// It holds what every party said and is the mediator's team's alone: nothing for a party is made
// from it. Errors: none. Complexity: copying the case, and linear in the talks.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/model/case.h"
#include "caucus/talks/state.h"

namespace caucus {

// An entry, and the one that is read in its place: itself, or its newest correction.
struct RestsOn {
  EventIndex entry = 0;
  EventIndex read_as = 0;

  friend bool operator==(const RestsOn&, const RestsOn&) = default;
};

struct CaseAsSaid {
  Case of;
  // Entries that say what a sheet says already, by the id of the position or line there.
  std::map<std::string, std::vector<EventIndex>> said_too;
  // Lines of the sheets that count no more, by id, and the entry that replaced each.
  std::map<std::string, EventIndex> replaced;
  // The entries that the case rests on: where these are equal, and the file is one, so are the
  // cases.
  std::vector<RestsOn> from;
};
CaseAsSaid case_as_said(const Case& c, const Talks& talks);

// The `file` of what stands in no file of the case: Place::line is the entry of the talks.
inline constexpr std::uint16_t said_file = 0xFFFF;

// Whether the id of a position or line is that of an entry of the talks.
bool was_said(std::string_view id);

}  // namespace caucus
