#include "caucus/analysis/direct_points.h"

#include <algorithm>

namespace caucus {
namespace {

DirectPoint direct(const SumOracle& oracle, const DirectTask& task, GoalOfSums goal,
                   const CancelToken& cancel) {
  const auto none = [](const std::vector<Int128>& numbers) {
    return !numbers.empty() &&
           std::all_of(numbers.begin(), numbers.end(), [](Int128 n) { return n <= 0; });
  };
  if (none(goal.scales) || none(goal.weights)) return {};
  goal.reservations = task.reservations;
  DirectPointOptions how;
  how.threads = task.threads;
  how.points_max = task.points_max;
  return direct_point(oracle, goal, how, cancel);
}

class PointsFinder {
 public:
  PointsFinder(const SumOracle& oracle, const DirectTask& task, const CancelToken& cancel)
      : oracle_(oracle), task_(task), cancel_(cancel) {}

  DirectPoints find() && {
    out_.room = rule_point(oracle_, task_, PointRule::egalitarian, {}, cancel_);
    if (!task_.ideals || out_.room.end != DirectEnd::found || !find_ideals() || !task_.points)
      return std::move(out_);
    for (const PointRule rule : {PointRule::nash, PointRule::kalai_smorodinsky,
                                 PointRule::utilitarian, PointRule::utilitarian_relative})
      out_.points.emplace_back(rule, rule_point(oracle_, task_, rule, out_.ideal_gains, cancel_));
    out_.points.emplace_back(PointRule::egalitarian, out_.room);
    return std::move(out_);
  }

 private:
  // False where some party's is not known at all.
  bool find_ideals() {
    const std::size_t p = oracle_.parties();
    for (std::size_t q = 0; q < p; ++q) {
      GoalOfSums only{Goal::largest_sum, {}, {}, std::vector<Int128>(p, 0)};
      only.weights[q] = 1;
      DirectPoint best = direct(oracle_, task_, std::move(only), cancel_);
      if (best.end != DirectEnd::found) {
        out_.ideals.clear();
        out_.ideal_gains.clear();
        return false;
      }
      Int128 gain = 0;
      for (std::size_t k = 0; k < best.finalists.size(); ++k)
        gain = std::max(gain, best.finalists.row(k)[q] - task_.reservations[q]);
      if (!best.complete && gain > 0)
        out_.ideal_gap =
            std::max(out_.ideal_gap, (best.bound - best.best) / static_cast<double>(gain));
      out_.ideal_gains.push_back(gain);
      out_.ideals.push_back(std::move(best));
    }
    return true;
  }

  const SumOracle& oracle_;
  const DirectTask& task_;
  const CancelToken& cancel_;
  DirectPoints out_;
};

}  // namespace

DirectPoints direct_points(const SumOracle& oracle, const DirectTask& task,
                           const CancelToken& cancel) {
  return PointsFinder(oracle, task, cancel).find();
}

DirectPoint rule_point(const SumOracle& oracle, const DirectTask& task, PointRule rule,
                       const std::vector<Int128>& ideal_gains, const CancelToken& cancel) {
  const std::vector<Int128>& scales = by_share(rule) ? ideal_gains : task.unit;
  if (rule == PointRule::nash) return direct(oracle, task, {Goal::largest_product}, cancel);
  if (rule == PointRule::kalai_smorodinsky || rule == PointRule::egalitarian)
    return direct(oracle, task, {Goal::largest_minimum, {}, scales}, cancel);
  const auto weights = weights_per(scales);
  if (!weights) return {};
  return direct(oracle, task, {Goal::largest_sum, {}, {}, *weights}, cancel);
}

DirectPoint nearest_point(const SumOracle& oracle, const DirectTask& task,
                          const std::vector<Int128>& targets, const CancelToken& cancel) {
  return direct(oracle, task, {Goal::least_distance, {}, task.unit, {}, targets}, cancel);
}

std::optional<std::vector<Int128>> weights_per(const std::vector<Int128>& scales) {
  std::vector<Rational> inverse;
  for (const Int128 scale : scales)
    inverse.emplace_back(1, std::max(Int128{1}, scale));
  const std::optional<Int128> common = common_denominator(inverse);
  std::vector<Int128> weights;
  for (const Int128 scale : scales) {
    if (!common || (scale > 0 && *common / scale > Int128{1} << 31)) return std::nullopt;
    weights.push_back(scale > 0 ? *common / scale : Int128{0});
  }
  return weights;
}

}  // namespace caucus
