// Which of very many vectors are beaten by none? A streaming filter that keeps, for every point of
// the frontier, how many packages reach it and which of them comes first in the case file.
//
// Vectors are whole numbers, one per party; larger is better. x beats y if it is at least as large
// everywhere and larger somewhere. Nothing is rounded and no epsilon is used. The result does not
// depend on the order in which vectors arrive, so several filters can work in parallel and be
// merged.
//
// Method: an archive of points that do not beat each other, and a buffer of newcomers that no point
// of the archive beats. A full buffer is settled: one party by maximum, two by a staircase, three
// by a sweep with a staircase of the other two (Kung, Luccio and Preparata 1975), more by asking a
// tree of upper corners for each. Memory: twice the frontier, or 4,096 points. Complexity: about
// log n a vector for two parties; for more one look into a grid for nearly all vectors, and a walk
// in the corner tree for those near the frontier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "caucus/analysis/corner_index.h"

namespace caucus {

class FrontierFilter {
 public:
  explicit FrontierFilter(std::size_t parties);

  // A vector that `count` packages reach, the first of them at that rank.
  void add(const std::int64_t* vector, UInt128 rank, std::uint64_t count = 1);

  // Is the vector beaten by a known point? Then so is all below it. May say no where a newcomer
  // would beat it.
  bool beaten(const std::int64_t* vector) const;

  // Adds all of another filter's points.
  void merge(FrontierFilter&& other);

  // The frontier of all that was added, sorted by values, largest first.
  PointList finish() &&;

 private:
  std::size_t at_least(const std::int64_t* vector) const;
  void settle();

  PointList archive_;  // sorted, largest first
  PointList buffer_;
  CornerTree tree_;                 // of the archive; three parties and more
  CornerGrid grid_;                 // the same
  mutable std::size_t recent_ = 0;  // the point that last beat something: likely to do so again
};

// The frontier of a list in any order, equal vectors joined, sorted largest first.
PointList frontier_of(PointList points);

}  // namespace caucus
