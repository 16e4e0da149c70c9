#include "caucus/analysis/point_order.h"

#include <algorithm>
#include <cmath>
#include <compare>

#include <boost/multiprecision/cpp_int.hpp>

namespace caucus {
namespace {

using Big = boost::multiprecision::cpp_int;

// Doubles decide where they differ by more; their own errors are some 10^-15.
constexpr double close = 1e-12;

Big big(Int128 number) {
  const bool negative = number < 0;
  const UInt128 magnitude =
      negative ? UInt128{0} - static_cast<UInt128>(number) : static_cast<UInt128>(number);
  Big result = static_cast<std::uint64_t>(magnitude >> 64);
  result = (result << 64) + static_cast<std::uint64_t>(magnitude);
  return negative ? Big(-result) : result;
}

std::weak_ordering order_of(int sign) {
  return sign <=> 0;
}

}  // namespace

class PointOrder::Exact {
 public:
  explicit Exact(const GainRows& rows) : rows_(rows), p_(rows.parties) {
    for (std::size_t q = 0; q < p_; ++q)
      if (rows.ideal[q] > 0) sharing_.push_back(q);
    Big common = 1;
    for (const Int128 unit : rows.unit)
      common = lcm(common, big(unit));
    for (const Int128 unit : rows.unit)
      utility_weight_.push_back(common / big(unit));
    Big product = 1;
    for (std::size_t q : sharing_)
      product *= big(rows.ideal[q]);
    for (std::size_t q : sharing_)
      share_weight_.push_back(product / big(rows.ideal[q]));
  }

  std::size_t size() const { return rows_.size(); }

  Int128 gain_units(std::size_t k, std::size_t q) const { return rows_.gain(k, q); }
  double share(std::size_t k, std::size_t q) const {
    return static_cast<double>(gain_units(k, q)) / static_cast<double>(rows_.ideal[q]);
  }
  double gain(std::size_t k, std::size_t q) const {
    return static_cast<double>(gain_units(k, q)) / static_cast<double>(rows_.unit[q]);
  }
  std::size_t positive_gains(std::size_t k) const {
    std::size_t count = 0;
    for (std::size_t q = 0; q < p_; ++q)
      count += gain_units(k, q) > 0;
    return count;
  }

  std::weak_ordering compare(PointRule rule, std::size_t a, std::size_t b) const {
    switch (rule) {
      case PointRule::nash:
        return compare_products(a, b);
      case PointRule::kalai_smorodinsky:
        return compare_shares(a, b);
      case PointRule::egalitarian:
        return compare_gains(a, b);
      case PointRule::utilitarian:
        return compare_sums(a, b);
      case PointRule::utilitarian_relative:
        return compare_share_sums(a, b);
      case PointRule::least_difference:
        return compare_differences(a, b);
    }
    return std::weak_ordering::equivalent;
  }

  std::weak_ordering compare_products(std::size_t a, std::size_t b) const {
    const std::size_t positive_a = positive_gains(a);
    const std::size_t positive_b = positive_gains(b);
    if (positive_a != positive_b) return positive_a <=> positive_b;
    const auto [mantissa_a, exponent_a] = product(a);
    const auto [mantissa_b, exponent_b] = product(b);
    // The exponents differ by little where doubles are close: bring b to the exponent of a.
    const int shift = std::clamp(exponent_b - exponent_a, -2000, 2000);
    const double scaled_b = std::ldexp(mantissa_b, shift);
    if (std::abs(mantissa_a - scaled_b) > close * std::max(mantissa_a, scaled_b))
      return mantissa_a < scaled_b ? std::weak_ordering::less : std::weak_ordering::greater;
    Big exact_a = 1;
    Big exact_b = 1;
    for (std::size_t q = 0; q < p_; ++q) {
      // Over different parties of equal number the units differ, so the scale has to be there.
      const Big unit = big(rows_.unit[q]);
      const bool has_a = gain_units(a, q) > 0;
      const bool has_b = gain_units(b, q) > 0;
      if (has_a) exact_a *= big(gain_units(a, q));
      if (has_b) exact_b *= big(gain_units(b, q));
      if (has_a && !has_b) exact_b *= unit;
      if (has_b && !has_a) exact_a *= unit;
    }
    return order_of(exact_a.compare(exact_b));
  }

  struct Floating {
    double mantissa;
    int exponent;
  };
  Floating product(std::size_t k) const {
    Floating result{1, 0};
    for (std::size_t q = 0; q < p_; ++q) {
      if (gain_units(k, q) <= 0) continue;
      int exponent = 0;
      result.mantissa = std::frexp(result.mantissa * gain(k, q), &exponent);
      result.exponent += exponent;
    }
    return result;
  }

  std::weak_ordering compare_shares(std::size_t a, std::size_t b) const {
    return leximin(
        a, b, sharing_, [&](std::size_t k, std::size_t q) { return share(k, q); },
        [&](std::size_t k, std::size_t q) { return Rational(gain_units(k, q), rows_.ideal[q]); });
  }

  std::weak_ordering compare_gains(std::size_t a, std::size_t b) const {
    std::vector<std::size_t> all(p_);
    for (std::size_t q = 0; q < p_; ++q)
      all[q] = q;
    return leximin(
        a, b, all, [&](std::size_t k, std::size_t q) { return gain(k, q); },
        [&](std::size_t k, std::size_t q) { return Rational(gain_units(k, q), rows_.unit[q]); });
  }

  // Sorting approximate values moves none of them by more than their error, so the smallest, second
  // smallest and so on may be compared one by one until a pair is too close to tell.
  template <class Approximate, class Exact>
  std::weak_ordering leximin(std::size_t a, std::size_t b, const std::vector<std::size_t>& parties,
                             const Approximate& approximate, const Exact& exact) const {
    const auto sorted = [&](std::size_t k, const auto& of) {
      std::vector<std::decay_t<decltype(of(k, 0))>> values;
      for (std::size_t q : parties)
        values.push_back(of(k, q));
      std::sort(values.begin(), values.end());
      return values;
    };
    if (parties.empty()) return std::weak_ordering::equivalent;
    const double smallest_a = sorted(a, approximate).front();
    const double smallest_b = sorted(b, approximate).front();
    const double size = std::max({1.0, std::abs(smallest_a), std::abs(smallest_b)});
    if (std::abs(smallest_a - smallest_b) > close * size)
      return smallest_a < smallest_b ? std::weak_ordering::less : std::weak_ordering::greater;
    return sorted(a, exact) <=> sorted(b, exact);
  }

  std::weak_ordering compare_sums(std::size_t a, std::size_t b) const {
    double difference = 0;
    for (std::size_t q = 0; q < p_; ++q)
      difference += gain(a, q) - gain(b, q);
    if (std::abs(difference) > close * static_cast<double>(p_))
      return difference < 0 ? std::weak_ordering::less : std::weak_ordering::greater;
    Big exact = 0;
    for (std::size_t q = 0; q < p_; ++q)
      exact += utility_weight_[q] * big(gain_units(a, q) - gain_units(b, q));
    return order_of(exact.sign());
  }

  // The smaller sum of differences is the better.
  std::weak_ordering compare_differences(std::size_t a, std::size_t b) const {
    const auto utility = [&](std::size_t k, std::size_t q) {
      return static_cast<double>(gain_units(k, q) + rows_.reservations[q]) /
             static_cast<double>(rows_.unit[q]);
    };
    const auto exact_utility = [&](std::size_t k, std::size_t q) {
      return Big(utility_weight_[q] * big(gain_units(k, q) + rows_.reservations[q]));
    };
    double more = 0;
    for (std::size_t q = 0; q < p_; ++q)
      for (std::size_t s = 0; s < q; ++s)
        more += std::abs(utility(b, q) - utility(b, s)) - std::abs(utility(a, q) - utility(a, s));
    if (std::abs(more) > close * static_cast<double>(p_ * p_))
      return more < 0 ? std::weak_ordering::less : std::weak_ordering::greater;
    Big exact = 0;
    for (std::size_t q = 0; q < p_; ++q)
      for (std::size_t s = 0; s < q; ++s)
        exact += abs(Big(exact_utility(b, q) - exact_utility(b, s))) -
                 abs(Big(exact_utility(a, q) - exact_utility(a, s)));
    return order_of(exact.sign());
  }

  std::weak_ordering compare_share_sums(std::size_t a, std::size_t b) const {
    double difference = 0;
    double size = 1;
    for (std::size_t q : sharing_) {
      difference += share(a, q) - share(b, q);
      size = std::max({size, std::abs(share(a, q)), std::abs(share(b, q))});
    }
    if (std::abs(difference) > close * size)
      return difference < 0 ? std::weak_ordering::less : std::weak_ordering::greater;
    Big exact = 0;
    for (std::size_t s = 0; s < sharing_.size(); ++s)
      exact += share_weight_[s] * big(gain_units(a, sharing_[s]) - gain_units(b, sharing_[s]));
    return order_of(exact.sign());
  }

  const GainRows& rows_;
  std::size_t p_;
  std::vector<std::size_t> sharing_;  // parties with a positive ideal gain
  std::vector<Big> utility_weight_;   // makes the sums of utilities whole
  std::vector<Big> share_weight_;     // by position in sharing_
};

std::vector<Int128> largest_gains(const GainRows& rows) {
  std::vector<Int128> largest(rows.parties, 0);
  for (std::size_t k = 0; k < rows.size(); ++k)
    for (std::size_t q = 0; q < rows.parties; ++q)
      largest[q] = k == 0 ? rows.gain(k, q) : std::max(largest[q], rows.gain(k, q));
  return largest;
}

PointOrder::PointOrder(const GainRows& rows) : exact_(std::make_unique<const Exact>(rows)) {}

PointOrder::~PointOrder() = default;

std::weak_ordering PointOrder::compare(PointRule rule, std::size_t a, std::size_t b) const {
  return exact_->compare(rule, a, b);
}

std::vector<std::size_t> PointOrder::best(PointRule rule) const {
  std::vector<std::size_t> tied;
  for (std::size_t k = 0; k < exact_->size(); ++k) {
    const auto order =
        tied.empty() ? std::weak_ordering::greater : exact_->compare(rule, k, tied.front());
    if (order > 0) tied.clear();
    if (order >= 0) tied.push_back(k);
  }
  return tied;
}

std::string_view token(PointRule rule) {
  switch (rule) {
    case PointRule::nash:
      return "nash";
    case PointRule::kalai_smorodinsky:
      return "kalai_smorodinsky";
    case PointRule::egalitarian:
      return "egalitarian";
    case PointRule::utilitarian:
      return "utilitarian";
    case PointRule::utilitarian_relative:
      return "utilitarian_relative";
    case PointRule::least_difference:
      return "least_difference";
  }
  return "";
}

}  // namespace caucus
