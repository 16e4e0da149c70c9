#include "caucus/engine/dual_weights.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace caucus {
namespace {

using Reals = std::vector<double>;

// Rounded to the safe side: far more than the error of a few operations on 64-bit mantissas.
constexpr long double safe = 1 - 1e-12L;

bool meets(const std::vector<Int128>& sums, const std::vector<Int128>& floors) {
  for (std::size_t q = 0; q < sums.size(); ++q)
    if (sums[q] < floors[q]) return false;
  return true;
}

// The point of least value of a convex function; `slope` points from the value upwards. Entries
// stay at or above `least`. Deterministic.
struct Look {
  Reals slope;
  bool last = false;  // enough is known
  double little = 0;  // if the value cannot fall by more, enough is known too
};
void ellipsoid(Reals centre, double radius, double least, std::size_t looks,
               const std::function<Look(const Reals&)>& look) {
  const std::size_t n = centre.size();
  std::vector<Reals> shape(n, Reals(n, 0.0));
  for (std::size_t a = 0; a < n; ++a)
    shape[a][a] = radius * radius;
  for (std::size_t turn = 0; turn < looks; ++turn) {
    Reals slope(n, 0.0);
    double little = 0;
    const auto low = std::min_element(centre.begin(), centre.end());
    if (*low < least) {
      slope[static_cast<std::size_t>(low - centre.begin())] = -1;
    } else {
      Look looked = look(centre);
      if (looked.last) return;
      slope = std::move(looked.slope);
      little = looked.little;
    }
    Reals step(n, 0.0);
    double length = 0;
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b)
        step[a] += shape[a][b] * slope[b];
    for (std::size_t a = 0; a < n; ++a)
      length += slope[a] * step[a];
    if (!(length > 1e-24)) return;
    length = std::sqrt(length);  // by no more does it fall anywhere
    if (length < little) return;
    const auto d = static_cast<double>(n);
    const double grow = n == 1 ? 0.25 : d * d / (d * d - 1);
    const double turn_by = n == 1 ? 0 : 2 / (d + 1);
    for (std::size_t a = 0; a < n; ++a)
      centre[a] -= step[a] / length / (d + 1);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b)
        shape[a][b] = grow * (shape[a][b] - turn_by * step[a] * step[b] / length / length);
  }
}

class DualSearch {
 public:
  DualSearch(const SumOracle& oracle, const GoalOfSums& goal, const std::vector<Int128>& floors,
             bool any)
      : oracle_(oracle), goal_(goal), floors_(floors), any_(any), p_(oracle.parties()) {}

  std::optional<DualWeights> find() && {
    if (!set_units()) return std::nullopt;
    switch (goal_.goal) {
      case Goal::largest_product:
        ellipsoid(Reals(p_, (1.0 + static_cast<double>(p_)) / 2), 4.0 * static_cast<double>(p_),
                  1e-6, looks(), [&](const Reals& at) { return look_product(at); });
        break;
      case Goal::largest_minimum:
        ellipsoid(Reals(p_, 0.5), 0.5 * std::sqrt(static_cast<double>(p_)), 0, looks(),
                  [&](const Reals& at) { return look_minimum(at); });
        break;
      case Goal::largest_sum:
        if (look_sum(Reals(p_, 0.0)).last) break;
        if (!best_ || value(goal_, *best_sums_) < least_value_ * (1 - 1e-12))
          ellipsoid(Reals(p_, 1.0), 4.0 * std::sqrt(static_cast<double>(p_)), 0, looks(),
                    [&](const Reals& at) { return look_sum(at); });
        break;
      case Goal::least_distance:
        ellipsoid(Reals(p_, 0.5 / std::sqrt(static_cast<double>(p_))), 1, 0, looks(),
                  [&](const Reals& at) { return look_distance(at); });
        break;
    }
    DualWeights dual;
    dual.weights = least_at_;
    WeightedBest at_bound = *oracle_.best(least_at_);
    dual.highest = at_bound.worth;
    dual.at_bound = std::move(at_bound.choice);
    dual.best = best_;
    return dual;
  }

 private:
  std::size_t looks() const { return 40 + 30 * p_ * p_; }

  // unit_[q]: the largest gain of a party for itself, so that the search sees numbers about 1; or
  // what distances are measured in.
  bool set_units() {
    for (std::size_t q = 0; q < p_; ++q) {
      std::vector<std::int64_t> alone(p_, 0);
      alone[q] = 1;
      const std::optional<WeightedBest> best = oracle_.best(alone);
      if (!best) return false;
      consider(best->choice, oracle_.sums(best->choice));
      const auto gain = static_cast<double>(best->worth - goal_.reservations[q]);
      unit_.push_back(goal_.goal == Goal::least_distance ? static_cast<double>(goal_.scales[q])
                                                         : std::max(1.0, gain));
      share_.push_back(goal_.scales.empty() ? 1.0
                                            : static_cast<double>(goal_.scales[q]) / unit_[q]);
      largest_unit_ = std::max(largest_unit_, unit_[q]);
    }
    for (std::size_t q = 0; q < p_ && !goal_.weights.empty(); ++q)
      sum_worth_ = std::max(sum_worth_, static_cast<double>(goal_.weights[q]) * unit_[q]);
    return true;
  }

  // Whole weights for real ones per unit.
  std::vector<std::int64_t> whole(const Reals& at) const {
    constexpr double most = 0x1p60;
    std::vector<std::int64_t> weights(p_);
    double factor = 0x1p20 * largest_unit_;
    for (std::size_t q = 0; q < p_; ++q)
      if (at[q] > 0) factor = std::min(factor, most * unit_[q] / at[q]);
    for (std::size_t q = 0; q < p_; ++q) {
      const double weight = std::round(factor * at[q] / unit_[q]);
      weights[q] = static_cast<std::int64_t>(std::max(weight, 0.0));
      if (goal_.goal == Goal::largest_product) weights[q] = std::max<std::int64_t>(weights[q], 1);
    }
    return weights;
  }

  void consider(const Choice& choice, const std::vector<Int128>& sums) {
    if (!meets(sums, floors_)) return;
    if (best_ && value(goal_, sums) <= value(goal_, *best_sums_)) return;
    best_ = choice;
    best_sums_ = sums;
  }

  // The gains per unit of the package with the largest weighted sum; keeps the best bound.
  Reals gains(const std::vector<std::int64_t>& weights) {
    const WeightedBest best = *oracle_.best(weights);
    const std::vector<Int128> sums = oracle_.sums(best.choice);
    consider(best.choice, sums);
    const double bound = value_bound(goal_, weights, best.worth);
    const bool proof = best.worth < weighted(floors_.data(), weights);  // that nothing meets them
    if (least_at_.empty() || bound < least_value_ || proof) {
      least_value_ = bound;
      least_at_ = weights;
    }
    enough_ = proof || (any_ && best_);
    Reals gains(p_);
    for (std::size_t q = 0; q < p_; ++q)
      gains[q] = static_cast<double>(sums[q] - goal_.reservations[q]) / unit_[q];
    return gains;
  }

  // A small part of what lies between the bound and what is known to be reached. Weights that make
  // the bound so little better save less in slices than it takes to find them.
  double little() const {
    constexpr double part = 0.01;
    if (best_) return part * (least_value_ - value(goal_, *best_sums_));
    return any_ ? part * least_value_ : 0;
  }

  // H - sum of log: its least value is where H = p and the product's bound is tight.
  Look look_product(const Reals& at) {
    Look look{gains(whole(at)), enough_};
    for (std::size_t q = 0; q < p_; ++q)
      look.slope[q] -= 1 / at[q];
    return look;
  }

  // H / (l.s) does not change along a ray, and falls against this slope.
  Look look_minimum(const Reals& at) {
    if (*std::max_element(at.begin(), at.end()) < 1e-9) return {Reals(p_, -1.0)};
    Look look{gains(whole(at)), enough_};
    double highest = 0, scale = 0;
    for (std::size_t q = 0; q < p_; ++q) {
      highest += at[q] * look.slope[q];
      scale += at[q] * share_[q];
    }
    for (std::size_t q = 0; q < p_; ++q)
      look.slope[q] -= highest / scale * share_[q];
    look.little = little() * scale;
    return look;
  }

  // h(l) - l.t, which is least at some l s of length 1; within that ball it is convex.
  Look look_distance(const Reals& at) {
    double length = 0;
    for (const double a : at)
      length += a * a;
    if (length > 1) return {at};
    Look look{gains(whole(at)), enough_};
    for (std::size_t q = 0; q < p_; ++q)
      look.slope[q] -= static_cast<double>(goal_.targets[q] - goal_.reservations[q]) / unit_[q];
    return look;
  }

  Look look_sum(const Reals& at) {
    std::vector<std::int64_t> weights(p_);
    for (std::size_t q = 0; q < p_; ++q)
      weights[q] =
          static_cast<std::int64_t>(goal_.weights[q]) +
          static_cast<std::int64_t>(std::min(0x1p60, std::round(at[q] * sum_worth_ / unit_[q])));
    Reals slope = gains(weights);
    return {std::move(slope), enough_, little() * static_cast<double>(sum_unit) / sum_worth_};
  }

  const SumOracle& oracle_;
  const GoalOfSums& goal_;
  const std::vector<Int128>& floors_;
  bool any_;
  std::size_t p_;
  Reals unit_;
  Reals share_;
  double largest_unit_ = 1;
  double sum_worth_ = 0;
  std::vector<std::int64_t> least_at_;
  double least_value_ = 0;
  std::optional<Choice> best_;
  std::optional<std::vector<Int128>> best_sums_;
  bool enough_ = false;
};

// The smallest gain per scale as a fraction: gain / scale of that party.
std::size_t worst_off(const GoalOfSums& goal, const std::vector<Int128>& sums) {
  std::size_t worst = sums.size();
  for (std::size_t q = 0; q < sums.size(); ++q) {
    if (goal.scales[q] == 0) continue;
    if (worst == sums.size() || (sums[q] - goal.reservations[q]) * goal.scales[worst] <
                                    (sums[worst] - goal.reservations[worst]) * goal.scales[q])
      worst = q;
  }
  return worst;
}

double squared(double number) {
  return number * number;
}

// |l s| of least_distance.
double length_of(const GoalOfSums& goal, const std::vector<std::int64_t>& weights) {
  double sum = 0;
  for (std::size_t q = 0; q < weights.size(); ++q)
    sum += squared(static_cast<double>(weights[q]) * static_cast<double>(goal.scales[q]));
  return std::sqrt(sum);
}

}  // namespace

std::optional<DualWeights> dual_weights(const SumOracle& oracle, const GoalOfSums& goal,
                                        const std::vector<Int128>& floors, bool any) {
  return DualSearch(oracle, goal, floors, any).find();
}

double value(const GoalOfSums& goal, const std::vector<Int128>& sums) {
  if (goal.goal == Goal::largest_sum) {
    long double sum = 0;
    for (std::size_t q = 0; q < sums.size(); ++q)
      sum += static_cast<long double>(goal.weights[q]) * static_cast<long double>(sums[q]);
    return static_cast<double>(sum / sum_unit);
  }
  if (goal.goal == Goal::largest_minimum) {
    const std::size_t q = worst_off(goal, sums);
    return static_cast<double>(sums[q] - goal.reservations[q]) /
           static_cast<double>(goal.scales[q]);
  }
  if (goal.goal == Goal::least_distance) {
    double sum = 0;
    for (std::size_t q = 0; q < sums.size(); ++q)
      sum += squared(static_cast<double>(goal.targets[q] - sums[q]) /
                     static_cast<double>(goal.scales[q]));
    return -std::sqrt(sum);
  }
  double logs = 0;
  for (std::size_t q = 0; q < sums.size(); ++q) {
    const auto gain = static_cast<double>(sums[q] - goal.reservations[q]);
    if (gain <= 0) return 0;
    logs += std::log(gain);
  }
  return std::exp(logs / static_cast<double>(sums.size()));
}

double value_bound(const GoalOfSums& goal, const std::vector<std::int64_t>& weights,
                   Int128 highest) {
  const auto rest = static_cast<double>(highest - weighted(goal.reservations.data(), weights));
  if (goal.goal == Goal::largest_sum) {
    Int128 bound = highest;
    for (std::size_t q = 0; q < weights.size(); ++q)
      bound -= (weights[q] - goal.weights[q]) * goal.reservations[q];
    return static_cast<double>(bound) / static_cast<double>(sum_unit);
  }
  if (goal.goal == Goal::largest_minimum)
    return rest / static_cast<double>(weighted(goal.scales.data(), weights));
  if (goal.goal == Goal::least_distance) {
    const Int128 lack = weighted(goal.targets.data(), weights) - highest;
    const double length = length_of(goal, weights);
    return lack <= 0 || length == 0 ? 0 : -static_cast<double>(lack) / length;
  }
  double logs = 0;
  for (const std::int64_t weight : weights)
    logs += std::log(static_cast<double>(weight));
  const auto p = static_cast<double>(weights.size());
  return rest / p / std::exp(logs / p);
}

Int128 weighted_floor_of(const GoalOfSums& goal, const std::vector<Int128>& sums,
                         const std::vector<std::int64_t>& weights) {
  if (goal.goal == Goal::largest_sum) {
    Int128 floor = 0;
    for (std::size_t q = 0; q < sums.size(); ++q)
      floor += goal.weights[q] * sums[q] + (weights[q] - goal.weights[q]) * goal.reservations[q];
    return floor;
  }
  if (goal.goal == Goal::least_distance) {
    const long double away = -static_cast<long double>(value(goal, sums)) *
                             static_cast<long double>(length_of(goal, weights)) / safe;
    return weighted(goal.targets.data(), weights) - static_cast<Int128>(std::ceil(away));
  }
  long double threshold = 0;
  if (goal.goal == Goal::largest_minimum) {
    const std::size_t q = worst_off(goal, sums);
    threshold = static_cast<long double>(sums[q] - goal.reservations[q]) /
                static_cast<long double>(goal.scales[q]) *
                static_cast<long double>(weighted(goal.scales.data(), weights));
  } else {
    long double logs = 0;
    for (std::size_t q = 0; q < sums.size(); ++q) {
      if (sums[q] <= goal.reservations[q]) return weighted(goal.reservations.data(), weights);
      logs += std::log(static_cast<long double>(sums[q] - goal.reservations[q])) +
              std::log(static_cast<long double>(weights[q]));
    }
    const auto p = static_cast<long double>(sums.size());
    threshold = p * std::exp(logs / p);
  }
  const long double lower = threshold > 0 ? threshold * safe : threshold / safe;
  return weighted(goal.reservations.data(), weights) + static_cast<Int128>(std::floor(lower));
}

void raise_to_minimum(const GoalOfSums& goal, const std::vector<Int128>& sums,
                      std::vector<Int128>& floors) {
  const std::size_t worst = worst_off(goal, sums);
  const Int128 gain = sums[worst] - goal.reservations[worst];
  for (std::size_t q = 0; q < sums.size(); ++q) {
    if (goal.scales[q] == 0 || gain <= 0) continue;
    const Int128 product = gain * goal.scales[q], by = goal.scales[worst];
    floors[q] = std::max(floors[q], goal.reservations[q] + product / by + (product % by != 0));
  }
}

}  // namespace caucus
