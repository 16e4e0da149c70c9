// What of a linked space cannot matter to its frontier? Options no rule lets happen, options that
// are the same for everybody in everything, and options that another one beats.
//
// One option beats another if it allows all the other allows, is as free in every window, and gives
// every party at least as much and one party more whatever the rest of the package is: the options'
// own worth plus, table by table, the least difference over all contexts. Then every package with
// the beaten option is beaten by one that counts, so frontier, counts and first packages stay.
// Repeated until nothing changes.
//
// Complexity, per issue and round: pairs of options times the contexts of the tables and
// rules; pairs are left uncompared where that exceeds 2^26.
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/engine/linked_space.h"

namespace caucus {

// The same space without all that. Every worth is at least 0, every amount too, and the smallest
// amount of an issue is 0. Windows without effect are gone.
struct ReducedLinkedSpace {
  LinkedSpace linked;
  // [issue][option of the small space]: its class, ascending; the first member stands for it.
  std::vector<std::vector<std::vector<std::uint16_t>>> kept;
  std::vector<Int128> shift;  // [q], to add to the sums of the small space
  bool possible = true;       // false: no package obeys; the rest then says nothing
};
ReducedLinkedSpace reduced(const LinkedSpace& linked);

}  // namespace caucus
