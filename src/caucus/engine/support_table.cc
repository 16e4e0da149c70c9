#include "caucus/engine/support_table.h"

#include <algorithm>
#include <array>
#include <bit>

namespace caucus {
namespace {

// Two doubles side by side.
using Pair = double __attribute__((vector_size(16)));

constexpr Int128 exact_most = Int128{1} << 53;

Pair pair_at(const double* numbers) {
  return Pair{numbers[0], numbers[1]};
}

}  // namespace

SupportTable::SupportTable(const SumSpace& space) : space_(space), largest_(space.parties, 0) {
  std::size_t options = 1, numbers = 0;
  for (std::size_t i = 0; i < space.issues(); ++i) {
    options = std::max(options, space.options(i));
    const std::size_t padded = (space.options(i) + 1) / 2 * 2;
    issues_.push_back({numbers, padded});
    numbers += padded * space.parties;
  }
  option_bits_ = static_cast<unsigned>(std::bit_width(options));
  const auto up = static_cast<double>(std::uint64_t{1} << option_bits_);
  worth_.resize(numbers);
  for (std::size_t i = 0; i < space.issues(); ++i)
    for (std::size_t v = 0; v < issues_[i].padded; ++v)
      for (std::size_t q = 0; q < space.parties; ++q) {
        const Int128 worth = space.row(i, v < space.options(i) ? v : 0)[q];
        largest_[q] = std::max(largest_[q], worth < 0 ? -worth : worth);
        worth_[issues_[i].at + q * issues_[i].padded + v] = static_cast<double>(worth) * up;
      }
}

// Every sum over parties, with the option below it, within 53 bits?
bool SupportTable::fits(const std::vector<std::int64_t>& weights) const {
  const Int128 most = (exact_most >> option_bits_) - 1;
  Int128 sum = 0;
  for (std::size_t q = 0; q < weights.size(); ++q) {
    if (largest_[q] == 0) continue;
    if (weights[q] < 0 || largest_[q] > most || weights[q] > most / largest_[q]) return false;
    sum += weights[q] * largest_[q];
  }
  return sum <= most;
}

WeightedBest SupportTable::best(const std::vector<std::int64_t>& weights) const {
  constexpr std::size_t parties_held = 8;
  if (space_.parties > parties_held || !fits(weights)) return weighted_best(space_, weights);
  std::array<Pair, parties_held> factor;
  for (std::size_t q = 0; q < space_.parties; ++q) {
    const auto weight = largest_[q] == 0 ? 0.0 : static_cast<double>(weights[q]);
    factor[q] = Pair{weight, weight};
  }
  const std::int64_t last = (std::int64_t{1} << option_bits_) - 1;
  const auto highest_option = static_cast<double>(last);
  WeightedBest best;
  best.choice.resize(space_.issues());
  for (std::size_t i = 0; i < space_.issues(); ++i) {
    const Issue& issue = issues_[i];
    const double* column = worth_.data() + issue.at;
    // The first option carries the largest number, so that it wins where worths are equal.
    Pair number{highest_option, highest_option - 1}, most{};
    for (std::size_t v = 0; v < issue.padded; v += 2, number -= Pair{2, 2}) {
      Pair sum = number;
      for (std::size_t q = 0; q < space_.parties; ++q)
        sum += factor[q] * pair_at(column + q * issue.padded + v);
      most = v == 0 ? sum : most > sum ? most : sum;
    }
    const auto found = static_cast<std::int64_t>(std::max(most[0], most[1]));
    best.choice[i] = static_cast<std::uint16_t>(last - (found & last));
    best.worth += found >> option_bits_;
  }
  return best;
}

}  // namespace caucus
