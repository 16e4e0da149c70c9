#include "caucus/analysis/corner_index.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace caucus {

void PointList::push_back(const std::int64_t* row, UInt128 rank, std::uint64_t count) {
  values.insert(values.end(), row, row + parties);
  first.push_back(rank);
  packages.push_back(count);
}

CornerTree::CornerTree(const PointList& points) : order_(points.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  std::size_t nodes = 1;
  for (std::size_t width = points.size(); width > leaf_points; width = (width + 1) / 2)
    nodes = 2 * nodes + 1;
  corners_.resize(nodes * points.parties);
  if (!points.empty()) build(points, 0, 0, points.size());
}

// Splits where the spread between the smallest and largest value is widest. Children are split in
// the middle, so that a node's range of points follows from its number.
void CornerTree::build(const PointList& points, std::size_t node, std::size_t begin,
                       std::size_t end) {
  const std::size_t p = points.parties;
  std::int64_t* corner = corners_.data() + node * p;
  std::size_t widest = 0;
  std::uint64_t spread = 0;
  for (std::size_t q = 0; q < p; ++q) {
    std::int64_t least = points.row(order_[begin])[q];
    std::int64_t most = least;
    for (std::size_t k = begin + 1; k < end; ++k) {
      least = std::min(least, points.row(order_[k])[q]);
      most = std::max(most, points.row(order_[k])[q]);
    }
    corner[q] = most;
    const std::uint64_t width =
        static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    if (width > spread) {
      widest = q;
      spread = width;
    }
  }
  if (2 * node + 2 >= corners_.size() / p) return;
  const std::size_t middle = begin + (end - begin + 1) / 2;
  const auto at = order_.begin();
  std::nth_element(at + static_cast<std::ptrdiff_t>(begin),
                   at + static_cast<std::ptrdiff_t>(middle), at + static_cast<std::ptrdiff_t>(end),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return points.row(a)[widest] > points.row(b)[widest];
                   });
  build(points, 2 * node + 1, begin, middle);
  build(points, 2 * node + 2, middle, end);
}

std::size_t CornerTree::at_least(const PointList& points, const std::int64_t* vector,
                                 std::size_t except) const {
  if (order_.empty()) return none;
  const std::size_t p = points.parties;
  const std::size_t nodes = corners_.size() / p;
  struct Range {
    std::size_t node, begin, end;
  };
  Range open[64];
  std::size_t depth = 0;
  open[depth++] = {0, 0, order_.size()};
  while (depth > 0) {
    const Range at = open[--depth];
    if (!covers(corners_.data() + at.node * p, vector, p)) continue;
    if (2 * at.node + 2 >= nodes) {
      for (std::size_t k = at.begin; k < at.end; ++k)
        if (order_[k] != except && covers(points.row(order_[k]), vector, p)) return order_[k];
      continue;
    }
    const std::size_t middle = at.begin + (at.end - at.begin + 1) / 2;
    open[depth++] = {2 * at.node + 2, middle, at.end};
    open[depth++] = {2 * at.node + 1, at.begin, middle};
  }
  return none;
}

CornerGrid::CornerGrid(const PointList& points) {
  const std::size_t p = points.parties;
  static constexpr unsigned bits_of_parties[] = {0, 0, 0, 7, 5, 4, 3, 2};
  if (p < 3 || p > 7 || points.empty()) return;
  bits_ = bits_of_parties[p];
  const std::uint64_t last = (std::uint64_t{1} << bits_) - 1;
  for (std::size_t q = 0; q + 1 < p; ++q) {
    std::int64_t least = points.row(0)[q];
    std::int64_t most = least;
    for (std::size_t k = 1; k < points.size(); ++k) {
      least = std::min(least, points.row(k)[q]);
      most = std::max(most, points.row(k)[q]);
    }
    const std::uint64_t width =
        static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    unsigned shift = 0;
    while (width >> shift >= last)
      ++shift;
    axes_.push_back({least, shift});
  }
  // A point counts for cells strictly below its own, and so for those cells' lower neighbours too.
  highest_.assign(std::size_t{1} << (bits_ * (p - 1)), std::numeric_limits<std::int64_t>::min());
  for (std::size_t k = 0; k < points.size(); ++k) {
    std::size_t cell = 0;
    for (std::size_t q = 0; q + 1 < p; ++q)
      cell = cell << bits_ | (axes_[q].step(points.row(k)[q], bits_) - 1);
    highest_[cell] = std::max(highest_[cell], points.row(k)[p - 1]);
  }
  for (std::size_t q = 0; q + 1 < p; ++q) {
    const std::size_t step = std::size_t{1} << (bits_ * q);
    for (std::size_t cell = highest_.size(); cell-- > 0;)
      if ((cell / step & last) != last)
        highest_[cell] = std::max(highest_[cell], highest_[cell + step]);
  }
}

}  // namespace caucus
