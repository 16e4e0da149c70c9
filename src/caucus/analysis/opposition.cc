#include "caucus/analysis/opposition.h"

#include <algorithm>

#include <boost/multiprecision/cpp_int.hpp>

namespace caucus {
namespace {

using Big = boost::multiprecision::cpp_int;

constexpr double close = 1e-12;

Int128 to_int128(const Big& number) {
  const Big high = number >> 64;
  const Big low = number & ((Big(1) << 64) - 1);
  return (static_cast<Int128>(high.convert_to<std::uint64_t>()) << 64) +
         static_cast<Int128>(low.convert_to<std::uint64_t>());
}

// Squared distance as numerator over the square of the common scale.
struct Squared {
  Big numerator;
  Big denominator;
};

Squared squared_exactly(const std::vector<std::int64_t>& scale, const std::int64_t* sums) {
  Big common = 1;
  for (std::int64_t s : scale)
    common = lcm(common, Big(s));
  Squared result{0, common * common};
  for (std::size_t q = 0; q < scale.size(); ++q) {
    const Big short_of_all = common / scale[q] * (scale[q] - sums[q]);
    result.numerator += short_of_all * short_of_all;
  }
  return result;
}

}  // namespace

NearestToAll::NearestToAll(const Problem& problem) {
  for (const PartySum& party : problem.parties) {
    scale_.push_back(party.scale);
    inverse_.push_back(1 / static_cast<double>(party.scale));
  }
}

double NearestToAll::squared_about(const std::int64_t* sums) const {
  double squared = 0;
  for (std::size_t q = 0; q < scale_.size(); ++q) {
    const double short_of_all = static_cast<double>(scale_[q] - sums[q]) * inverse_[q];
    squared += short_of_all * short_of_all;
  }
  return squared;
}

bool NearestToAll::may_be_nearer(const std::int64_t* sums) const {
  if (nearest_.empty()) return true;
  double squared = 0;
  for (std::size_t q = 0; q < scale_.size(); ++q) {
    // A corner of a block may lie beyond 1, where no package can be.
    const std::int64_t units = std::max<std::int64_t>(0, scale_[q] - sums[q]);
    const double short_of_all = static_cast<double>(units) * inverse_[q];
    squared += short_of_all * short_of_all;
  }
  return squared <= least_ * (1 + close);
}

void NearestToAll::consider(const std::int64_t* sums) {
  const double squared = squared_about(sums);
  if (!nearest_.empty()) {
    if (squared > least_ * (1 + close)) return;
    if (squared >= least_ * (1 - close)) {
      if (std::equal(nearest_.begin(), nearest_.end(), sums)) return;
      const Big exact = squared_exactly(scale_, sums).numerator;
      if (exact >= squared_exactly(scale_, nearest_.data()).numerator) return;
    }
  }
  nearest_.assign(sums, sums + scale_.size());
  least_ = squared;
}

void NearestToAll::merge(const NearestToAll& other) {
  if (!other.empty()) consider(other.nearest_.data());
}

Rational NearestToAll::squared() const {
  if (nearest_.empty()) return {};
  Squared exact = squared_exactly(scale_, nearest_.data());
  const Big common = gcd(exact.numerator, exact.denominator);
  exact.numerator /= common;
  exact.denominator /= common;
  if (msb(exact.denominator) < 126 && (exact.numerator == 0 || msb(exact.numerator) < 126))
    return {to_int128(exact.numerator), to_int128(exact.denominator)};
  const Big rounded = ((exact.numerator << 63) / exact.denominator + 1) >> 1;
  return {to_int128(rounded), Int128{1} << 62};
}

}  // namespace caucus
