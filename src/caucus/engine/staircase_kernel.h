// Is there a point at least this far right and this high? The staircase of the points seen so far
// in the plane, for the sweeps of frontier kernels.
//
// Points enter in any order; only those that no other covers are kept, so height falls from left to
// right and one look at the next step to the right answers. Steps to the right are found in a tree
// of bit sets, 64 children a node (van Emde Boas 1975, in its simplest form): four looks for 2^24
// places. Where places are too many, an ordered map does the same.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace caucus {

// Places below `places_max`; heights of any unsigned kind.
class DenseStaircase {
 public:
  static constexpr std::uint64_t places_max = std::uint64_t{1} << 22;

  // Empty, for places 0 to `last`.
  void clear(std::uint64_t last) {
    levels_.clear();
    std::uint64_t size = last + 1;
    height_.resize(size);
    do {
      size = (size + 63) / 64;
      levels_.emplace_back(size, 0);
    } while (size > 1);
  }

  bool covers(std::uint64_t place, std::uint64_t height) const {
    const std::uint64_t step = at_or_after(place);
    return step != none && height_[step] >= height;
  }

  // The point must not be covered.
  void insert(std::uint64_t place, std::uint64_t height) {
    for (std::uint64_t left = at_or_before(place); left != none && height_[left] <= height;
         left = at_or_before(place))
      erase(left);
    height_[place] = height;
    for (auto& level : levels_) {
      level[place / 64] |= std::uint64_t{1} << place % 64;
      place /= 64;
    }
  }

 private:
  static constexpr std::uint64_t none = ~std::uint64_t{0};

  void erase(std::uint64_t place) {
    for (auto& level : levels_) {
      level[place / 64] &= ~(std::uint64_t{1} << place % 64);
      if (level[place / 64] != 0) return;
      place /= 64;
    }
  }

  std::uint64_t at_or_after(std::uint64_t place) const {
    for (std::size_t k = 0; k < levels_.size(); ++k) {
      const std::uint64_t word = place / 64;
      if (word >= levels_[k].size()) return none;
      const std::uint64_t rest = levels_[k][word] >> place % 64;
      if (rest != 0) {
        place += static_cast<std::uint64_t>(std::countr_zero(rest));
        while (k-- > 0)
          place = place * 64 + static_cast<std::uint64_t>(std::countr_zero(levels_[k][place]));
        return place;
      }
      place = word + 1;
    }
    return none;
  }

  std::uint64_t at_or_before(std::uint64_t place) const {
    for (std::size_t k = 0; k < levels_.size(); ++k) {
      const std::uint64_t rest = levels_[k][place / 64] << (63 - place % 64);
      if (rest != 0) {
        place -= static_cast<std::uint64_t>(std::countl_zero(rest));
        while (k-- > 0)
          place = place * 64 + 63 - static_cast<std::uint64_t>(std::countl_zero(levels_[k][place]));
        return place;
      }
      if (place / 64 == 0) return none;
      place = place / 64 - 1;
    }
    return none;
  }

  std::vector<std::vector<std::uint64_t>> levels_;  // a bit per place, per 64 places, ...
  std::vector<std::uint64_t> height_;               // of the places whose bit is set
};

template <class Number>
class SparseStaircase {
 public:
  void clear() { steps_.clear(); }

  bool covers(const Number& place, const Number& height) const {
    const auto step = steps_.lower_bound(place);
    return step != steps_.end() && step->second >= height;
  }

  // The point must not be covered.
  void insert(const Number& place, const Number& height) {
    auto right = steps_.upper_bound(place);
    while (right != steps_.begin()) {
      const auto left = std::prev(right);
      if (left->second > height) break;
      steps_.erase(left);
    }
    steps_.emplace_hint(right, place, height);
  }

 private:
  std::map<Number, Number> steps_;
};

}  // namespace caucus
