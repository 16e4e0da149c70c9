// What has every package of the zone? The terms on which nothing is left to choose while all
// demands stand: for a mediator they are what any way to agreement goes through.
//
// For each issue a search looks for a package of the zone that settles it another way; a term is
// given where there is proof that none does. Errors: none. Complexity: at most one zone test
// (find_package.h) per issue; each package found answers for all issues it settles another way.
#pragma once

#include <vector>

#include "caucus/analysis/room.h"

namespace caucus {

// In the order of the issues. Nothing where the zone is empty or has no known example, and nothing
// of an issue that was not decided. Issues with one option are left out: there was never a choice.
std::vector<Term> zone_terms(const Case& c, const Utilities& utilities, const Room& room,
                             const CancelToken& cancel);

}  // namespace caucus
