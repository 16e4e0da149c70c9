// How much is still attainable while a search settles issue after issue? The running upper bound of
// a sum of tables: what is settled counts as it is, what is open counts with its best.
//
// enter(depth, slot) gives the bound after settling that depth, all lower depths being as last
// entered. Depths are settled in increasing order; entering a depth again replaces it. Complexity:
// constant per table that has the depth in its scope.
//
// Source: the optimistic bound of branch and bound over a sum of functions with small scopes (the
// mini-bucket bound of Dechter and Rish 2003 with buckets of one function each).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "caucus/analysis/problem.h"

namespace caucus {

// Number: std::int64_t for one party, Int128 for weighted sums of several. Table needs the members
// of SumTable; the tables must outlive the bound.
template <class Number, class Table>
class RunningBound {
 public:
  RunningBound(const PackageSpace& space, std::span<const Table> tables, Number constant)
      : parts_(space.slots.size()), bound_(space.slots.size() + 1) {
    bound_[0] = constant;
    std::size_t cells = 0;
    for (const Table& table : tables) {
      bound_[0] += table.best_of_all;
      for (std::size_t j = 0; j < table.depths.size(); ++j) {
        const std::size_t depth = table.depths[j];
        parts_[depth].push_back(
            {table.best[j].data(), space.slots[depth], cells++, j == 0, table.best_of_all});
      }
    }
    cells_.resize(cells);
  }

  // The bound while that many depths are settled.
  Number bound(std::size_t depth) const { return bound_[depth]; }

  // Settles the depth with the slot and gives the new bound.
  Number enter(std::size_t depth, std::size_t slot) {
    Number bound = bound_[depth];
    for (const Part& part : parts_[depth]) {
      Cell& cell = cells_[part.cell];
      if (part.first) {
        cell.entry = slot;
        cell.best = part.best[slot];
        bound += cell.best - part.best_of_all;
      } else {
        const Cell& before = cells_[part.cell - 1];
        cell.entry = before.entry * part.slots + slot;
        cell.best = part.best[cell.entry];
        bound += cell.best - before.best;
      }
    }
    return bound_[depth + 1] = bound;
  }

 private:
  // What a table says once one more issue of its scope is settled.
  struct Part {
    const Number* best;
    std::size_t slots;
    std::size_t cell;
    bool first;
    Number best_of_all;
  };
  // Where in its table the settled issues have led, and the best that is left there.
  struct Cell {
    std::size_t entry = 0;
    Number best = 0;
  };

  std::vector<std::vector<Part>> parts_;  // by depth
  std::vector<Number> bound_;             // [d]: with d depths settled
  std::vector<Cell> cells_;               // one per table and issue of its scope, in its order
};

}  // namespace caucus
