#include "caucus/engine/best_product.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "caucus/engine/aligned_vector.h"
#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/product_kernel.h"

namespace caucus {
namespace {

constexpr unsigned product_bits_max = 118;
constexpr std::size_t block_max = 4096;  // three columns of it are all that the nearest cache holds

// The least float that is at least the number.
float rounded_up(std::int64_t number) {
  const auto near = static_cast<float>(number);
  if (static_cast<Int128>(near) >= number) return near;
  return std::nextafter(near, std::numeric_limits<float>::infinity());
}

// Numbers so small that no product overflows, in whole numbers or single precision? A gain is at
// most twice this sum of magnitudes, rounding included.
bool fits(const SumSpace& space, const std::vector<Int128>& reservations) {
  unsigned bits = 0;
  for (std::size_t q = 0; q < space.parties; ++q) {
    Int128 magnitude = std::max(reservations[q], -reservations[q]);
    for (std::size_t i = 0; i < space.issues(); ++i) {
      Int128 most = 0;
      for (std::size_t v = 0; v < space.options(i); ++v)
        most = std::max({most, space.row(i, v)[q], -space.row(i, v)[q]});
      magnitude += most;
    }
    if (magnitude >= Int128{1} << 60) return false;
    bits += bits_of(std::max(magnitude, Int128{1}));
  }
  return bits <= product_bits_max;
}

class ProductLooker {
 public:
  ProductLooker(const SumSpace& space, const std::vector<Int128>& reservations)
      : space_(space),
        outer_(space.issues()),
        kernel_(product_kernel(space.parties)),
        base_(space.parties),
        near_base_(space.parties),
        choice_(space.issues(), 0) {
    for (std::size_t q = 0; q < space.parties; ++q)
      base_[q] = -static_cast<std::int64_t>(reservations[q]);
    lay_out();
  }

  BestProduct find() && {
    turn(0);
    return std::move(best_);
  }

 private:
  // Every combination of the last issues, as many as fit a block; one issue at least.
  void lay_out() {
    std::vector<std::vector<std::int64_t>> sums(space_.parties, std::vector<std::int64_t>(1, 0));
    while (outer_ > 0 && (outer_ == space_.issues() ||
                          sums[0].size() * space_.options(outer_ - 1) <= block_max)) {
      --outer_;
      for (std::size_t q = 0; q < space_.parties; ++q) {
        std::vector<std::int64_t> longer;
        for (std::size_t v = 0; v < space_.options(outer_); ++v)
          for (const std::int64_t sum : sums[q])
            longer.push_back(sum + static_cast<std::int64_t>(space_.row(outer_, v)[q]));
        sums[q] = std::move(longer);
      }
    }
    sums_ = std::move(sums);
    const std::size_t filled = sums_[0].size();
    count_ = (filled + product_group - 1) / product_group * product_group;
    // What no package fills repeats the last one: the largest product stays the same.
    columns_.reserve(count_ * space_.parties);
    for (const std::vector<std::int64_t>& column : sums_)
      for (std::size_t k = 0; k < count_; ++k)
        columns_.push_back(rounded_up(column[std::min(k, filled - 1)]));
  }

  void turn(std::size_t issue) {
    if (issue == outer_) return look();
    for (std::size_t v = 0; v < space_.options(issue); ++v) {
      choice_[issue] = static_cast<std::uint16_t>(v);
      for (std::size_t q = 0; q < base_.size(); ++q)
        base_[q] += static_cast<std::int64_t>(space_.row(issue, v)[q]);
      turn(issue + 1);
      for (std::size_t q = 0; q < base_.size(); ++q)
        base_[q] -= static_cast<std::int64_t>(space_.row(issue, v)[q]);
    }
  }

  void look() {
    for (std::size_t q = 0; q < base_.size(); ++q)
      near_base_[q] = rounded_up(base_[q]);
    const float largest = kernel_(columns_.data(), count_, near_base_.data());
    if (largest > 0 && largest >= worth_comparing_) compare();
  }

  // The block's packages in whole numbers.
  void compare() {
    for (std::size_t k = 0; k < sums_[0].size(); ++k) {
      UInt128 product = 1;
      for (std::size_t q = 0; q < base_.size() && product > 0; ++q)
        product *= static_cast<UInt128>(std::max(std::int64_t{0}, base_[q] + sums_[q][k]));
      if (product == 0 || product < best_.product) continue;
      if (product > best_.product) {
        best_ = {product, 0, choice_};
        for (std::size_t rest = k, i = space_.issues(); i-- > outer_;) {
          best_.first[i] = static_cast<std::uint16_t>(rest % space_.options(i));
          rest /= space_.options(i);
        }
      }
      ++best_.tied;
    }
    // Columns and base are rounded up; a sum and a product lose at most 2^-24 each, fewer than 14.
    worth_comparing_ =
        static_cast<float>(static_cast<double>(best_.product) * (1 - std::ldexp(1, -18)));
  }

  const SumSpace& space_;
  std::size_t outer_;  // issues before it turn one by one, the others are in the block
  ProductKernel kernel_;
  std::vector<std::vector<std::int64_t>> sums_;  // [party][package of the block]
  std::size_t count_ = 0;
  AlignedVector<float> columns_;  // the same, rounded up, filled to groups
  std::vector<std::int64_t> base_;
  std::vector<float> near_base_;
  Choice choice_;
  BestProduct best_;
  float worth_comparing_ = 0;
};

}  // namespace

std::optional<BestProduct> best_product(const SumSpace& space,
                                        const std::vector<Int128>& reservations) {
  if (!fits(space, reservations)) return std::nullopt;
  return ProductLooker(space, reservations).find();
}

}  // namespace caucus
