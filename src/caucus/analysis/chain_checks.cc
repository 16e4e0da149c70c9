#include "caucus/analysis/chain_checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

double ratio(const std::array<double, 8>& above, const std::array<double, 8>& below, double r) {
  double numerator = 0;
  double denominator = 0;
  for (std::size_t i = 8; i-- > 0;) {
    numerator = numerator * r + above[i];
    denominator = denominator * r + below[i];
  }
  return numerator / denominator;
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// With divisor n.
double autocovariance(std::span<const double> values, double mean, std::size_t lag) {
  double sum = 0;
  for (std::size_t i = 0; i + lag < values.size(); ++i)
    sum += (values[i] - mean) * (values[i + lag] - mean);
  return sum / static_cast<double>(values.size());
}

}  // namespace

double inverse_normal(double p) {
  static constexpr std::array<double, 8> middle_above = {
      3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
      1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
      3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static constexpr std::array<double, 8> middle_below = {1.0,
                                                         4.2313330701600911252e+1,
                                                         6.8718700749205790830e+2,
                                                         5.3941960214247511077e+3,
                                                         2.1213794301586595867e+4,
                                                         3.9307895800092710610e+4,
                                                         2.8729085735721942674e+4,
                                                         5.2264952788528545610e+3};
  static constexpr std::array<double, 8> near_above = {
      1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
      3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array<double, 8> near_below = {1.0,
                                                       2.05319162663775882187e0,
                                                       1.67638483018380384940e0,
                                                       6.89767334985100004550e-1,
                                                       1.48103976427480074590e-1,
                                                       1.51986665636164571966e-2,
                                                       5.47593808499534494600e-4,
                                                       1.05075007164441684324e-9};
  static constexpr std::array<double, 8> far_above = {
      6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array<double, 8> far_below = {1.0,
                                                      5.99832206555887937690e-1,
                                                      1.36929880922735805310e-1,
                                                      1.48753612908506148525e-2,
                                                      7.86869131145613259100e-4,
                                                      1.84631831751005468180e-5,
                                                      1.42151175831644588870e-7,
                                                      2.04426310338993978564e-15};
  CAUCUS_ASSERT(p > 0 && p < 1, "a probability lies strictly between 0 and 1");
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) return q * ratio(middle_above, middle_below, 0.180625 - q * q);
  const double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
  const double size =
      r <= 5 ? ratio(near_above, near_below, r - 1.6) : ratio(far_above, far_below, r - 5);
  return q < 0 ? -size : size;
}

ChainChecker::ChainChecker(std::size_t chains, std::size_t draws_per_chain)
    : chains_(2 * chains), length_(draws_per_chain / 2) {
  CAUCUS_ASSERT(length_ >= 4, "a chain to be checked has eight draws at least");
  const std::size_t total = chains_ * length_;
  normal_of_rank_.resize(2 * total + 1);
  for (std::size_t twice = 2; twice <= 2 * total; ++twice)
    normal_of_rank_[twice] = inverse_normal((static_cast<double>(twice) / 2 - 0.375) /
                                            (static_cast<double>(total) + 0.25));
  by_size_.resize(total);
  z_.resize(total);
  folded_.resize(total);
}

void ChainChecker::normalise(std::span<const double> draws) {
  for (std::size_t i = 0; i < draws.size(); ++i)
    by_size_[i] = {draws[i], i};
  std::sort(by_size_.begin(), by_size_.end());
  for (std::size_t first = 0; first < by_size_.size();) {
    std::size_t past = first + 1;
    while (past < by_size_.size() && by_size_[past].first == by_size_[first].first)
      ++past;
    // Ranks count from 1; equal draws share the mean of theirs.
    const double z = normal_of_rank_[first + past + 1];
    for (; first < past; ++first)
      z_[by_size_[first].second] = z;
  }
}

double ChainChecker::r_hat() const {
  const auto n = static_cast<double>(length_);
  double within = 0;
  std::vector<double> means;
  for (std::size_t chain = 0; chain < chains_; ++chain) {
    const std::span<const double> draws(z_.data() + chain * length_, length_);
    means.push_back(mean_of(draws));
    within += autocovariance(draws, means.back(), 0) * n / (n - 1);
  }
  const auto chains = static_cast<double>(chains_);
  within /= chains;
  const double between = autocovariance(means, mean_of(means), 0) * chains / (chains - 1);
  if (within == 0) return between == 0 ? 1 : std::numeric_limits<double>::infinity();
  return std::sqrt(((n - 1) / n * within + between) / within);
}

double ChainChecker::effective_size() const {
  const auto n = static_cast<double>(length_);
  const auto chains = static_cast<double>(chains_);
  const double total = n * chains;
  std::vector<double> means;
  for (std::size_t chain = 0; chain < chains_; ++chain)
    means.push_back(mean_of({z_.data() + chain * length_, length_}));
  const auto covariance = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t chain = 0; chain < chains_; ++chain)
      sum += autocovariance({z_.data() + chain * length_, length_}, means[chain], lag);
    return sum / chains;
  };
  const double within = covariance(0) * n / (n - 1);
  const double between = autocovariance(means, mean_of(means), 0) * chains / (chains - 1);
  const double variance = (n - 1) / n * within + between;
  if (variance == 0) return total;
  const auto correlation = [&](std::size_t lag) {
    return 1 - (within - covariance(lag)) / variance;
  };
  // Sums of neighbouring correlations while they are positive, made to fall.
  double sum = 0;
  double last = std::numeric_limits<double>::infinity();
  for (std::size_t lag = 0; lag + 1 < length_; lag += 2) {
    const double pair = (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1);
    if (pair <= 0) break;
    last = std::min(last, pair);
    sum += last;
  }
  const double time = std::max(2 * sum - 1, 1 / std::log10(total));
  return total / time;
}

ChainChecks ChainChecker::check(std::span<const double> draws) {
  const std::size_t per_chain = draws.size() / (chains_ / 2);
  CAUCUS_ASSERT(per_chain / 2 == length_, "chains have the length that was announced");
  // The halves of each chain side by side; of an odd length the middle draw is left out.
  std::vector<double> halves;
  halves.reserve(z_.size());
  for (std::size_t half = 0; half < chains_; ++half) {
    const std::size_t from = half / 2 * per_chain + (half % 2 == 0 ? 0 : per_chain - length_);
    halves.insert(halves.end(), draws.begin() + static_cast<std::ptrdiff_t>(from),
                  draws.begin() + static_cast<std::ptrdiff_t>(from + length_));
  }
  const auto [low, high] = std::minmax_element(halves.begin(), halves.end());
  ChainChecks checks;
  if (*low == *high) {
    checks.constant = true;
    checks.effective_size = static_cast<double>(halves.size());
    return checks;
  }
  normalise(halves);
  checks.effective_size = effective_size();
  const double bulk = r_hat();
  const double median =
      (by_size_[(halves.size() - 1) / 2].first + by_size_[halves.size() / 2].first) / 2;
  for (std::size_t i = 0; i < halves.size(); ++i)
    folded_[i] = std::abs(halves[i] - median);
  normalise(folded_);
  checks.r_hat = std::max(bulk, r_hat());
  return checks;
}

}  // namespace caucus
