// What does a package mean for each party, what does it touch, and what could go wrong with it?
//
// Words only, each grounded in an entry of the case; nothing is weighed. Errors: none. Complexity:
// linear in the sheets, times the options of the issues they speak of.
#pragma once

#include <string>
#include <vector>

#include "caucus/analysis/options_note.h"

namespace caucus {

// Terms at or near the party's wish, and away from it: by its positions now, else by its own order.
// The utilities tell where a term is better for it than what it asks for.
struct GainsAndGives {
  std::vector<std::string> gains;
  std::vector<std::string> gives;
};
GainsAndGives gains_and_gives(const Case& c, const Utilities& central, PartyId party,
                              const Package& package);

// Lines the package does not meet, those too unsure to stand included, firmest first.
std::vector<const Line*> lines_not_met(const Case& c, const Package& package);

std::vector<std::string> positions_not_met(const Case& c, const Package& package);

// Does the term oblige its debtor to anything? A quantity of 0 does not, and neither does an option
// that says none.
bool obliges(const Case& c, const Package& package, IssueId issue);

// Issues with a debtor whose option obliges it.
std::vector<IssueId> issues_to_verify(const Case& c, const Package& package);

// Contested figures that leave a rule, or a line the package otherwise meets, only possible.
std::vector<QuantityId> figures_it_hangs_on(const Case& c, const Package& package);

// In sentences, the gravest first.
std::vector<std::string> risks_of(const Case& c, const Utilities& central, const OptionNote& note);

// The package meets what the party asked for before this position, does not meet the position, and
// is not better for the party than what it asks for.
bool only_met_before(const Case& c, const Utilities& central, PartyId party, const Position& now,
                     const Package& package);

}  // namespace caucus
