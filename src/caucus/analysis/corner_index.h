// Is a vector beaten by a point of a fixed set? Two indexes over the points of a frontier.
//
// The grid answers most questions with one look and never wrongly, but says "beaten" only where a
// point lies in a higher cell everywhere; the tree answers the rest exactly. Both are built at
// once from a list and are not changed afterwards. Larger is better; whole numbers only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "caucus/base/rational.h"

namespace caucus {

// Vectors with what is known of the packages that reach them.
struct PointList {
  std::size_t parties = 0;
  std::vector<std::int64_t> values;     // row after row
  std::vector<UInt128> first;           // smallest rank of a package (PackageSpace::stride)
  std::vector<std::uint64_t> packages;  // how many

  std::size_t size() const { return first.size(); }
  bool empty() const { return first.empty(); }
  const std::int64_t* row(std::size_t point) const { return values.data() + point * parties; }
  std::span<const std::int64_t> operator[](std::size_t point) const {
    return {row(point), parties};
  }
  void push_back(const std::int64_t* row, UInt128 rank, std::uint64_t count);
};

// Does a vector lie below a point? A binary tree whose nodes know the largest value per party below
// them, at most eight points to a leaf. Building: n log n. Asking: a walk that leaves out every
// node whose corner does not cover the vector.
class CornerTree {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  CornerTree() = default;
  explicit CornerTree(const PointList& points);

  // A point at least as large as the vector everywhere, other than `except`, or none. `points` is
  // the list the tree was built from.
  std::size_t at_least(const PointList& points, const std::int64_t* vector,
                       std::size_t except = none) const;

 private:
  static constexpr std::size_t leaf_points = 8;

  void build(const PointList& points, std::size_t node, std::size_t begin, std::size_t end);

  std::vector<std::uint32_t> order_;   // points, leaf after leaf
  std::vector<std::int64_t> corners_;  // by node, row after row; node k has children 2k+1, 2k+2
};

// A grid over all values but the last; a cell knows the largest last value of the points that lie
// in higher cells everywhere. At most 2^16 cells; 3 to 7 parties, empty for others.
class CornerGrid {
 public:
  CornerGrid() = default;
  explicit CornerGrid(const PointList& points);

  // True only if some point beats the vector.
  bool beaten(const std::int64_t* vector) const {
    if (highest_.empty()) return false;
    std::size_t cell = 0;
    for (std::size_t q = 0; q < axes_.size(); ++q)
      cell = cell << bits_ | axes_[q].step(vector[q], bits_);
    return vector[axes_.size()] <= highest_[cell];
  }

 private:
  struct Axis {
    std::int64_t least;
    unsigned shift;

    // 0 below the points, then 1 to 2^bits - 1.
    std::size_t step(std::int64_t value, unsigned bits) const {
      if (value < least) return 0;
      const std::uint64_t above =
          (static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least)) >> shift;
      const std::uint64_t last = (std::uint64_t{1} << bits) - 1;
      return static_cast<std::size_t>(above + 1 < last ? above + 1 : last);
    }
  };

  unsigned bits_ = 0;
  std::vector<Axis> axes_;
  std::vector<std::int64_t> highest_;
};

// Is a at least b everywhere?
inline bool covers(const std::int64_t* a, const std::int64_t* b, std::size_t parties) {
  for (std::size_t q = 0; q < parties; ++q)
    if (a[q] < b[q]) return false;
  return true;
}

}  // namespace caucus
