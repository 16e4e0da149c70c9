#include "caucus/engine/support_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

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
  std::size_t options = 1;
  for (std::size_t i = 0; i < space.issues(); ++i) {
    options = std::max(options, space.options(i));
    pairs_.push_back((space.options(i) + 1) / 2);
  }
  option_bits_ = static_cast<unsigned>(std::bit_width(options));
  const auto up = static_cast<double>(std::uint64_t{1} << option_bits_);
  for (std::size_t i = 0; i < space.issues(); ++i)
    for (std::size_t v = 0; v < 2 * pairs_[i]; v += 2)
      for (std::size_t q = 0; q < space.parties; ++q)
        for (const std::size_t option : {v, v + 1}) {
          const Int128 worth = space.row(i, option < space.options(i) ? option : 0)[q];
          largest_[q] = std::max(largest_[q], worth < 0 ? -worth : worth);
          worth_.push_back(static_cast<double>(worth) * up);
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

template <std::size_t parties>
void SupportTable::look_at_all(const std::vector<std::int64_t>& weights, WeightedBest& best) const {
  std::array<Pair, parties> factor;
  for (std::size_t q = 0; q < parties; ++q) {
    const auto weight = largest_[q] == 0 ? 0.0 : static_cast<double>(weights[q]);
    factor[q] = Pair{weight, weight};
  }
  const std::int64_t last = (std::int64_t{1} << option_bits_) - 1;
  const auto highest_option = static_cast<double>(last);
  const double* at = worth_.data();
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    // The first option carries the largest number, so that it wins where worths are equal.
    Pair number{highest_option, highest_option - 1}, most{};
    for (std::size_t pair = 0; pair < pairs_[i]; ++pair, at += 2 * parties) {
      const Pair sum = [&]<std::size_t... q>(std::index_sequence<q...>) {
        return (number + ... + (factor[q] * pair_at(at + 2 * q)));
      }
      (std::make_index_sequence<parties>{});
      most = pair == 0 ? sum : most > sum ? most : sum;
      number -= Pair{2, 2};
    }
    const auto found = static_cast<std::int64_t>(std::max(most[0], most[1]));
    best.choice[i] = static_cast<std::uint16_t>(last - (found & last));
    best.worth += found >> option_bits_;
  }
}

WeightedBest SupportTable::best(const std::vector<std::int64_t>& weights) const {
  if (!fits(weights)) return weighted_best(space_, weights);
  WeightedBest best;
  best.choice.resize(space_.issues());
  switch (space_.parties) {
    case 1:
      look_at_all<1>(weights, best);
      break;
    case 2:
      look_at_all<2>(weights, best);
      break;
    case 3:
      look_at_all<3>(weights, best);
      break;
    case 4:
      look_at_all<4>(weights, best);
      break;
    case 5:
      look_at_all<5>(weights, best);
      break;
    case 6:
      look_at_all<6>(weights, best);
      break;
    case 7:
      look_at_all<7>(weights, best);
      break;
    default:
      return weighted_best(space_, weights);
  }
  return best;
}

}  // namespace caucus
