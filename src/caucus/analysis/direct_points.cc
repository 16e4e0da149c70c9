#include "caucus/analysis/direct_points.h"

#include <algorithm>

namespace caucus {
namespace {

class PointsFinder {
 public:
  PointsFinder(const SumOracle& oracle, const DirectTask& task, const CancelToken& cancel)
      : oracle_(oracle), task_(task), cancel_(cancel) {}

  DirectPoints find() && {
    out_.room = direct(Goal::largest_minimum, task_.unit);
    if (!task_.ideals || out_.room.end != DirectEnd::found || !find_ideals() || !task_.points)
      return std::move(out_);
    take(PointRule::nash, direct(Goal::largest_product));
    take(PointRule::kalai_smorodinsky, direct(Goal::largest_minimum, out_.ideal_gains));
    take(PointRule::egalitarian, out_.room);
    if (const auto weights = weights_per(task_.unit))
      take(PointRule::utilitarian, direct(Goal::largest_sum, {}, *weights));
    if (const auto weights = weights_per(out_.ideal_gains))
      take(PointRule::utilitarian_relative, direct(Goal::largest_sum, {}, *weights));
    return std::move(out_);
  }

 private:
  DirectPoint direct(Goal kind, const std::vector<Int128>& scales = {},
                     const std::vector<Int128>& weights = {}) const {
    const auto none = [](const std::vector<Int128>& numbers) {
      return !numbers.empty() &&
             std::all_of(numbers.begin(), numbers.end(), [](Int128 n) { return n <= 0; });
    };
    if (none(scales) || none(weights)) return {};
    GoalOfSums goal;
    goal.goal = kind;
    goal.reservations = task_.reservations;
    goal.scales = scales;
    goal.weights = weights;
    DirectPointOptions how;
    how.threads = task_.threads;
    how.points_max = task_.points_max;
    return direct_point(oracle_, goal, how, cancel_);
  }

  void take(PointRule rule, DirectPoint point) { out_.points.emplace_back(rule, std::move(point)); }

  // False where some party's is not known at all.
  bool find_ideals() {
    const std::size_t p = oracle_.parties();
    for (std::size_t q = 0; q < p; ++q) {
      std::vector<Int128> only(p, 0);
      only[q] = 1;
      DirectPoint best = direct(Goal::largest_sum, {}, only);
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
