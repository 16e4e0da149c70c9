// Does some point of a fixed set cover this vector? A tree of upper corners, sixteen children a
// node.
//
// Built once from a frontier: points are cut at medians along the axis of widest spread (Bentley
// 1975) into groups of sixteen, groups into groups, and each group knows the largest value per
// party inside. A vector is asked down every group whose corner covers it. Sums of 30 bits and less
// are held in columns and compared sixteen at a time (block_tree.h). Building: n log n. Asking
// only reads, so threads may share a tree.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

#include "caucus/engine/block_tree.h"
#include "caucus/engine/lanes_kernel.h"

namespace caucus {

// Sums of at most corner_bits_max bits as columns.
template <class Lanes>
CornerVector corner_vector(const Lanes& lanes, const typename Lanes::Vector& sums) {
  CornerVector columns{};
  for (std::size_t q = 0; q < lanes.parties(); ++q)
    columns[q] = static_cast<std::int32_t>(lanes.field(sums, q));
  return columns;
}
template <class Lanes>
std::vector<CornerVector> corner_vectors(const Lanes& lanes,
                                         const std::vector<typename Lanes::Vector>& points) {
  std::vector<CornerVector> columns;
  columns.reserve(points.size());
  for (const auto& point : points)
    columns.push_back(corner_vector(lanes, point));
  return columns;
}

template <class Lanes>
class BoxTree {
 public:
  using Vector = typename Lanes::Vector;

  static constexpr std::size_t group = 16;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  BoxTree(const Lanes& lanes, const std::vector<Vector>& points)
      : lanes_(lanes), small_(lanes.bits() <= corner_bits_max) {
    if (small_)
      corners_ = BlockTree(corner_vectors(lanes, points), lanes.parties(), lanes.bits());
    else
      build(points);
  }

  // A point at least as large everywhere, or none: always the same one.
  std::uint32_t covering(const Vector& vector) const {
    return covering(vector, [](std::uint32_t) { return true; });
  }
  // The same among the points that `counts` accepts.
  template <class Counts>
  std::uint32_t covering(const Vector& vector, const Counts& counts) const {
    if (!small_) return covering_in_boxes(vector, counts);
    BlockTree::Walk walk(corner_vector(lanes_, vector));
    for (std::uint32_t k = corners_.next(walk); k != none; k = corners_.next(walk))
      if (counts(corners_.order()[k])) return corners_.order()[k];
    return none;
  }

 private:
  void build(const std::vector<Vector>& points) {
    place_.resize(points.size());
    std::iota(place_.begin(), place_.end(), 0U);
    std::size_t leaves = group;
    while (leaves < points.size())
      leaves *= group;
    arrange(points, 0, points.size(), leaves);
    std::vector<Vector> level(points.size());
    for (std::size_t k = 0; k < points.size(); ++k)
      level[k] = points[place_[k]];
    while (level.size() > group) {
      std::vector<Vector> corners;
      for (std::size_t first = 0; first < level.size(); first += group) {
        Vector corner = level[first];
        for (std::size_t k = first + 1; k < std::min(first + group, level.size()); ++k)
          corner = lanes_.upper(corner, level[k]);
        corners.push_back(corner);
      }
      levels_.push_back(std::move(level));
      level = std::move(corners);
    }
    levels_.push_back(std::move(level));
  }

  template <class Counts>
  std::uint32_t covering_in_boxes(const Vector& vector, const Counts& counts) const {
    struct Visit {
      std::size_t level, first;
    };
    std::array<Visit, 16 * group> stack;  // at most 15 wait per level, and levels are under 9
    std::size_t waiting = 0;
    stack[waiting++] = {levels_.size() - 1, 0};
    while (waiting > 0) {
      const Visit visit = stack[--waiting];
      const std::vector<Vector>& level = levels_[visit.level];
      const std::size_t end = std::min(visit.first + group, level.size());
      for (std::size_t k = visit.first; k < end; ++k) {
        if (!lanes_.covers(level[k], vector)) continue;
        if (visit.level > 0)
          stack[waiting++] = {visit.level - 1, k * group};
        else if (counts(place_[k]))
          return place_[k];
      }
    }
    return none;
  }

  // Orders place_[begin, end) so that consecutive runs of `leaves` / 2, and so on down, are cells.
  void arrange(const std::vector<Vector>& points, std::size_t begin, std::size_t end,
               std::size_t leaves) {
    if (leaves <= group || end - begin <= group) return;
    const std::size_t half = leaves / 2;
    if (end - begin > half) {
      const std::size_t axis = widest(points, begin, end);
      const auto first = place_.begin();
      std::nth_element(first + static_cast<std::ptrdiff_t>(begin),
                       first + static_cast<std::ptrdiff_t>(begin + half),
                       first + static_cast<std::ptrdiff_t>(end),
                       [&](std::uint32_t a, std::uint32_t b) {
                         return lanes_.field(points[a], axis) > lanes_.field(points[b], axis);
                       });
      arrange(points, begin + half, end, half);
    }
    arrange(points, begin, std::min(begin + half, end), half);
  }

  std::size_t widest(const std::vector<Vector>& points, std::size_t begin, std::size_t end) const {
    std::size_t axis = 0;
    Int128 spread = -1;
    for (std::size_t q = 0; q < lanes_.parties(); ++q) {
      Int128 least = static_cast<Int128>(lanes_.field(points[place_[begin]], q)), most = least;
      for (std::size_t k = begin + 1; k < end; ++k) {
        const auto value = static_cast<Int128>(lanes_.field(points[place_[k]], q));
        least = std::min(least, value);
        most = std::max(most, value);
      }
      if (most - least > spread) {
        spread = most - least;
        axis = q;
      }
    }
    return axis;
  }

  Lanes lanes_;
  bool small_;
  BlockTree corners_;                        // of small sums; of others these:
  std::vector<std::uint32_t> place_;         // of the points as ordered here
  std::vector<std::vector<Vector>> levels_;  // points, then corners of sixteen, ...
};

}  // namespace caucus
