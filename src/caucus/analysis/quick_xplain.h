// Which of these demands, together, already cannot stand?
//
// QuickXplain (Junker 2004): halves the set again and again and so finds a smallest conflict of k
// out of n demands with about 2 k log2(n / k) + 2 k zone tests. "Smallest": every smaller part of
// it can stand. Where several conflicts exist it finds the one whose least preferred demand comes
// earliest in the order given.
#pragma once

#include <vector>

#include "caucus/analysis/demand_set.h"
#include "caucus/analysis/zone_tests.h"

namespace caucus {

struct SmallestConflict {
  DemandSet demands;
  // A zone test on the way was not decided: a smaller conflict may hide in it.
  std::size_t undecided = 0;
};

// A conflict within `among`, of which it is known that it cannot stand. Earlier entries are kept
// rather than later ones. Empty: the rules alone leave nothing.
SmallestConflict quick_xplain(ZoneTests& tests, const std::vector<std::size_t>& among);

}  // namespace caucus
