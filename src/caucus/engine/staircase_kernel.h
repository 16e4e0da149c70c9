// Is there a point at least this far right and this high? The staircase of the points seen so far
// in the plane, for the sweeps of frontier kernels.
//
// Points enter in any order; only those that no other covers matter. Places stand in blocks of 64:
// one number per block tells how high the steps right of the block are, which answers most
// questions, and a set of bits finds the next step inside the block. Where places are too many, an
// ordered map does the same.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace caucus {

// Places below `places_max`, heights below `heights_max`.
class DenseStaircase {
 public:
  static constexpr std::uint64_t places_max = std::uint64_t{1} << 22;
  static constexpr std::uint64_t heights_max = ~std::uint32_t{0};

  // Empty, for places 0 to `last`.
  void clear(std::uint64_t last) {
    blocks_.assign(last / 64 + 1, Block{});
    height_.resize(64 * blocks_.size());
  }

  bool covers(std::uint64_t place, std::uint64_t height) const {
    const Block& block = blocks_[place / 64];
    if (block.right > height) return true;
    const std::uint64_t rest = block.steps >> place % 64;
    return rest != 0 &&
           height_[place + static_cast<std::uint64_t>(std::countr_zero(rest))] >= height;
  }

  // The point must not be covered. Passes the blocks to the left of it in which it is the highest
  // so far.
  void insert(std::uint64_t place, std::uint64_t height) {
    std::uint64_t at = place / 64;
    Block& block = blocks_[at];
    std::uint64_t left = block.steps & ((std::uint64_t{2} << place % 64) - 1);
    while (left != 0) {
      const auto highest = static_cast<std::uint64_t>(63 - std::countl_zero(left));
      if (height_[at * 64 + highest] > height) break;
      left &= ~(std::uint64_t{1} << highest);
      block.steps &= ~(std::uint64_t{1} << highest);
    }
    block.steps |= std::uint64_t{1} << place % 64;
    height_[place] = static_cast<std::uint32_t>(height);
    while (at-- > 0 && blocks_[at].right <= height)
      blocks_[at].right = height + 1;
  }

 private:
  struct Block {
    std::uint64_t steps = 0;  // a bit per place; heights fall from left to right
    std::uint64_t right = 0;  // one more than the highest step in the blocks right of this one
  };

  std::vector<Block> blocks_;
  std::vector<std::uint32_t> height_;  // of the places whose bit is set
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
