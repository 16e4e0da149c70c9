// How far apart are the parties? The least distance of any feasible package from the point where
// every party has all it wants, (1, ..., 1) in utilities. 0: one package suits all; it is not
// divided by anything, so with p parties it is at most the square root of p.
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/analysis/problem.h"

namespace caucus {

// Keeps the nearest of all vectors of sums shown to it. Decided exactly: doubles first, whole
// numbers of any size where those are within 10^-12.
class NearestToAll {
 public:
  explicit NearestToAll(const Problem& problem);

  void consider(const std::int64_t* sums);
  // False only if nothing at or below these sums can be nearer than the nearest so far.
  bool may_be_nearer(const std::int64_t* sums) const;
  void merge(const NearestToAll& other);

  bool empty() const { return nearest_.empty(); }
  // The squared distance of the nearest: exact where numerator and denominator fit in 126 bits,
  // else the nearest multiple of 2^-62. 0 if nothing was considered.
  Rational squared() const;

 private:
  double squared_about(const std::int64_t* sums) const;

  std::vector<std::int64_t> scale_;
  std::vector<double> inverse_;
  std::vector<std::int64_t> nearest_;
  double least_ = 0;  // squared_about(nearest_)
};

}  // namespace caucus
