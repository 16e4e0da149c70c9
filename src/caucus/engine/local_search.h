// Which package near this one is better, rules and windows kept?
//
// Options are changed in one issue at a time as long as that helps: a local search, which proves
// nothing and finds at once what a proof would take long to find. Deterministic. Errors: none.
// Complexity: a sweep costs each option once, times the links that touch its issue; 50 sweeps at
// most.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "caucus/engine/linked_space.h"

namespace caucus {

// How good a package with these sums is: the larger, the better.
using Rank = std::pair<double, double>;
using Ranking = std::function<Rank(const std::vector<Int128>&)>;

class LocalSearch {
 public:
  // Spaces must outlive this.
  explicit LocalSearch(const SumSpace& space) : space_(space) {}
  explicit LocalSearch(const LinkedSpace& linked);

  // A package at least as good as this one, which obeys.
  Choice improved(Choice choice, const Ranking& ranking) const;

 private:
  class Walk;
  struct Links {  // by their place in the space
    std::vector<std::size_t> tables, rules, windows;
  };

  const SumSpace& space_;
  const LinkedSpace* linked_ = nullptr;  // none: nothing is linked
  std::vector<Links> touching_;          // [issue], of linked_
};

}  // namespace caucus
