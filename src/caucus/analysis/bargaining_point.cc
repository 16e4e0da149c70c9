#include "caucus/analysis/bargaining_point.h"

#include <algorithm>
#include <cmath>
#include <compare>

#include <boost/multiprecision/cpp_int.hpp>

#include "caucus/base/assert.h"

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

class PointChooser {
 public:
  PointChooser(const Problem& problem, const PointList& points)
      : problem_(problem), points_(points), p_(problem.parties.size()) {
    ideal_.assign(p_, 0);
    for (std::size_t q = 0; q < p_; ++q) {
      for (std::size_t k = 0; k < points.size(); ++k) {
        const Int128 units = gain_units(k, q);
        ideal_[q] = k == 0 ? units : std::max(ideal_[q], units);
      }
      if (ideal_[q] > 0)
        sharing_.push_back(q);
      else
        left_out_.push_back(problem.parties[q].party);
    }
    Big common = 1;
    for (const PartySum& party : problem.parties)
      common = lcm(common, Big(party.scale));
    for (const PartySum& party : problem.parties)
      utility_weight_.push_back(common / party.scale);
    Big product = 1;
    for (std::size_t q : sharing_)
      product *= big(ideal_[q]);
    for (std::size_t q : sharing_)
      share_weight_.push_back(product / big(ideal_[q]));
  }

  Int128 ideal(std::size_t party) const { return ideal_[party]; }

  NamedPoint choose(PointKind kind) const {
    std::vector<std::size_t> tied;
    for (std::size_t k = 0; k < points_.size(); ++k) {
      const auto order =
          tied.empty() ? std::weak_ordering::greater : compare(kind, k, tied.front());
      if (order > 0) tied.clear();
      if (order >= 0) tied.push_back(k);
    }
    std::sort(tied.begin(), tied.end(), [&](std::size_t a, std::size_t b) {
      const auto by_shares = compare_shares(a, b);
      return by_shares != 0 ? by_shares > 0 : points_.first[a] < points_.first[b];
    });
    NamedPoint point;
    point.kind = kind;
    point.tied = tied.size();
    for (std::size_t t = 0; t < std::min(tied.size(), ties_shown_max); ++t)
      point.ties.push_back(shown_point(problem_, points_, tied[t]));
    for (std::size_t q = 0; q < p_; ++q) {
      const std::int64_t sum = points_.row(tied.front())[q];
      point.gains.push_back(problem_.parties[q].gain(sum));
      point.shares.push_back(ideal_[q] > 0 ? Rational(gain_units(tied.front(), q), ideal_[q])
                                           : Rational(0));
    }
    if (kind == PointKind::nash) point.degenerate = positive_gains(tied.front()) < p_;
    if (kind == PointKind::kalai_smorodinsky) point.left_out = left_out_;
    return point;
  }

 private:
  Int128 gain_units(std::size_t k, std::size_t q) const {
    return problem_.parties[q].gain_units(points_.row(k)[q]);
  }
  double share(std::size_t k, std::size_t q) const {
    return static_cast<double>(gain_units(k, q)) / static_cast<double>(ideal_[q]);
  }
  double gain(std::size_t k, std::size_t q) const {
    const PartySum& party = problem_.parties[q];
    return static_cast<double>(gain_units(k, q)) / static_cast<double>(party.times) /
           static_cast<double>(party.scale);
  }
  std::size_t positive_gains(std::size_t k) const {
    std::size_t count = 0;
    for (std::size_t q = 0; q < p_; ++q)
      count += gain_units(k, q) > 0;
    return count;
  }

  std::weak_ordering compare(PointKind kind, std::size_t a, std::size_t b) const {
    switch (kind) {
      case PointKind::nash:
        return compare_products(a, b);
      case PointKind::kalai_smorodinsky:
        return compare_shares(a, b);
      case PointKind::egalitarian:
        return compare_gains(a, b);
      case PointKind::utilitarian:
        return compare_sums(a, b);
      case PointKind::utilitarian_relative:
        return compare_share_sums(a, b);
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
      const Big unit = Big(problem_.parties[q].times) * problem_.parties[q].scale;
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
        [&](std::size_t k, std::size_t q) { return Rational(gain_units(k, q), ideal_[q]); });
  }

  std::weak_ordering compare_gains(std::size_t a, std::size_t b) const {
    std::vector<std::size_t> all(p_);
    for (std::size_t q = 0; q < p_; ++q)
      all[q] = q;
    return leximin(
        a, b, all, [&](std::size_t k, std::size_t q) { return gain(k, q); },
        [&](std::size_t k, std::size_t q) { return problem_.parties[q].gain(points_.row(k)[q]); });
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
      difference += static_cast<double>(points_.row(a)[q] - points_.row(b)[q]) /
                    static_cast<double>(problem_.parties[q].scale);
    if (std::abs(difference) > close)
      return difference < 0 ? std::weak_ordering::less : std::weak_ordering::greater;
    Big exact = 0;
    for (std::size_t q = 0; q < p_; ++q)
      exact += utility_weight_[q] * (points_.row(a)[q] - points_.row(b)[q]);
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

  const Problem& problem_;
  const PointList& points_;
  std::size_t p_;
  std::vector<Int128> ideal_;         // in gain units
  std::vector<std::size_t> sharing_;  // parties with a positive ideal gain
  std::vector<PartyId> left_out_;     // the others
  std::vector<Big> utility_weight_;   // makes the sums of utilities whole
  std::vector<Big> share_weight_;     // by position in sharing_
};

}  // namespace

std::vector<Rational> ideal_gains(const Problem& problem, const PointList& frontier) {
  std::vector<Rational> gains;
  if (frontier.empty()) return gains;
  const PointChooser chooser(problem, frontier);
  for (std::size_t q = 0; q < problem.parties.size(); ++q)
    gains.emplace_back(chooser.ideal(q),
                       Int128{problem.parties[q].times} * problem.parties[q].scale);
  return gains;
}

std::vector<NamedPoint> bargaining_points(const Problem& problem, const PointList& frontier) {
  std::vector<NamedPoint> points;
  if (frontier.empty()) return points;
  const PointChooser chooser(problem, frontier);
  for (PointKind kind : {PointKind::nash, PointKind::kalai_smorodinsky, PointKind::egalitarian,
                         PointKind::utilitarian, PointKind::utilitarian_relative})
    points.push_back(chooser.choose(kind));
  return points;
}

Point shown_point(const Problem& problem, const PointList& points, std::size_t k) {
  Point point;
  for (std::size_t q = 0; q < problem.parties.size(); ++q)
    point.utilities.push_back(problem.parties[q].utility(points.row(k)[q]));
  point.package = problem.space->package(points.first[k]);
  point.packages = points.packages[k];
  return point;
}

}  // namespace caucus
