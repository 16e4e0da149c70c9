// How large can a weighted sum get? h(l), which bounds of bargaining points ask thousands of times
// of one space, prepared so that an answer takes about a microsecond.
//
// The worths are held as doubles, option beside option. Where every weighted worth stays within 53
// bits, with the option's number packed below it, doubles hold it exactly; then no comparison
// branches, and the largest number names its option. Else the answer comes from weighted_best().
// Both give the same answer: exact, and the first package that has it.
//
// Complexity: options of all issues times parties, as weighted_best(). Memory: eight bytes for each
// of these.
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/engine/sum_space.h"

namespace caucus {

class SupportTable {
 public:
  // The space must outlive the table.
  explicit SupportTable(const SumSpace& space);

  // The same as weighted_best(space, weights), for weights of at least 0.
  WeightedBest best(const std::vector<std::int64_t>& weights) const;

 private:
  bool fits(const std::vector<std::int64_t>& weights) const;
  template <std::size_t parties>
  void look_at_all(const std::vector<std::int64_t>& weights, WeightedBest& best) const;

  const SumSpace& space_;
  unsigned option_bits_ = 0;        // that hold any option's number
  std::vector<Int128> largest_;     // magnitude of a worth of each party
  std::vector<std::size_t> pairs_;  // [issue] of options; the last may be the first option again
  std::vector<double> worth_;  // [pair of an issue][party][option of the pair], option_bits_ up
};

}  // namespace caucus
