#include "caucus/engine/direct_point.h"

#include <algorithm>
#include <cmath>

#include "caucus/base/assert.h"
#include "caucus/engine/dual_weights.h"

namespace caucus {
namespace {

constexpr std::size_t first_points_max = 2'000;

class SliceSearch {
 public:
  SliceSearch(const SumOracle& oracle, GoalOfSums goal, const DirectPointOptions& options,
              const CancelToken& cancel)
      : oracle_(oracle), goal_(std::move(goal)), options_(options), cancel_(cancel) {
    for (Int128& weight : goal_.weights)
      weight *= sum_unit;
    how_.points_max = options.points_max;
    how_.threads = options.threads;
    floors_ = goal_.reservations;
    if (goal_.goal == Goal::largest_product)
      for (Int128& floor : floors_)
        floor += 1;  // a product counts where every gain is positive
  }

  DirectPoint find() && {
    const std::optional<DualWeights> dual = dual_weights(oracle_, goal_, floors_, options_.any);
    if (!dual) {
      out_.end = DirectEnd::no_package;
      out_.complete = true;
      return std::move(out_);
    }
    out_.weights = dual->weights;
    out_.highest = dual->highest;
    out_.bound = value_bound(goal_, out_.weights, out_.highest);
    Int128 least = weighted(floors_.data(), out_.weights);
    if (out_.highest < least) {
      out_.end = DirectEnd::no_package;
      out_.complete = true;
      return std::move(out_);
    }
    begin_from(dual->best.value_or(dual->at_bound));
    if (enough()) {
      give_up();
      return std::move(out_);
    }
    if (best_) least = std::max(least, threshold());
    widen(least);
    return std::move(out_);
  }

 private:
  // All at once, where that is little; else slices of growing width, from the bound down to
  // `least`: below it nothing is as good. Between a slice that could be searched and one that was
  // too large, the middle is tried a few times.
  void widen(Int128 least) {
    const Int128 narrow = (out_.highest - least) >> 16;
    Int128 width = out_.highest - least, searched_width = 0;
    Int128 too_wide = -1;  // nothing was too large yet
    for (std::size_t slices = 0; slices < options_.slices_max; ++slices) {
      const bool last = out_.highest - width <= least;
      const Int128 from = last ? least : out_.highest - width;
      SumFrontier slice = searched(from, slices == 0 ? first_points_max : options_.points_max);
      if (slice.end == FrontierEnd::cancelled) return give_up();
      if (slice.end != FrontierEnd::complete) {
        too_wide = out_.highest - from;
      } else {
        searched_width = out_.highest - from;
        out_.searched_to = from;
        if (slice.size() > 0) {
          take_best_of(slice);
          if (enough()) return give_up();
          least = std::max(least, threshold());
          too_wide = -1;  // a better package raises floors
        }
        if (last || from <= least) return finish(std::move(slice));
        out_.bound = std::min(out_.bound, value_bound(goal_, out_.weights, from));
      }
      width = std::max(narrow, 4 * searched_width + 1);
      if (too_wide < 0 || width < too_wide) continue;
      const Int128 between = too_wide - searched_width;
      if (between <= std::max(Int128{1}, searched_width / 4)) return give_up();
      width = searched_width + between / 2;
    }
    give_up();
  }

  bool enough() const { return options_.any && best_; }

  // How much is missing to the floors, and what the package is worth.
  Rank rank(const std::vector<Int128>& sums) const {
    double missing = 0;
    for (std::size_t q = 0; q < sums.size(); ++q)
      if (sums[q] < floors_[q])
        missing += static_cast<double>(floors_[q] - sums[q]) *
                   static_cast<double>(std::max<std::int64_t>(1, out_.weights[q]));
    return {-missing, value(goal_, sums)};
  }

  void begin_from(const Choice& choice) {
    Choice better =
        oracle_.improved(choice, [&](const std::vector<Int128>& sums) { return rank(sums); });
    std::vector<Int128> sums = oracle_.sums(better);
    for (std::size_t q = 0; q < sums.size(); ++q)
      if (sums[q] < floors_[q]) return;
    best_ = Met{std::move(sums), std::move(better)};
  }

  SumFrontier searched(Int128 from, std::size_t points_max) const {
    SumFrontierOptions how = how_;
    how.points_max = std::min(points_max, how.points_max);
    std::vector<Int128> floors = floors_;
    if (best_ && goal_.goal == Goal::largest_minimum) raise_to_minimum(goal_, best_->sums, floors);
    return oracle_.above(floors, {out_.weights, from}, how, cancel_);
  }

  Int128 threshold() const { return weighted_floor_of(goal_, best_->sums, out_.weights); }

  void take_best_of(const SumFrontier& slice) {
    for (std::size_t k = 0; k < slice.size(); ++k) {
      std::vector<Int128> sums(slice.row(k), slice.row(k) + slice.parties);
      if (!best_ || value(goal_, sums) > value(goal_, best_->sums))
        best_ = Met{std::move(sums), slice.choice(k)};
    }
  }

  void finish(SumFrontier slice) {
    out_.complete = true;
    out_.end = slice.size() > 0 ? DirectEnd::found : DirectEnd::no_package;
    CAUCUS_ASSERT(!best_ || slice.size() > 0, "the slice of a package's own value holds it");
    out_.finalists = std::move(slice);
    if (best_) out_.best = out_.bound = value(goal_, best_->sums);
  }

  void give_up() {
    if (!best_) return;
    out_.end = DirectEnd::found;
    out_.best = value(goal_, best_->sums);
    out_.finalists = single_point(best_->sums, best_->choice);
  }

  struct Met {
    std::vector<Int128> sums;
    Choice choice;
  };

  const SumOracle& oracle_;
  GoalOfSums goal_;  // weights in sum_units
  const DirectPointOptions options_;
  const CancelToken& cancel_;
  SumFrontierOptions how_;
  std::vector<Int128> floors_;
  std::optional<Met> best_;  // the best package met
  DirectPoint out_;
};

}  // namespace

std::optional<WeightedBest> FreeOracle::best(const std::vector<std::int64_t>& weights) const {
  return support_.best(weights);
}

SumFrontier FreeOracle::above(const std::vector<Int128>& floors, const WeightedFloor& floor,
                              const SumFrontierOptions& options, const CancelToken& cancel) const {
  const Int128 slack = support_.best(floor.weights).worth - floor.least;
  SumSpace open;
  open.parties = space_.parties;
  open.floors = floors;
  open.weighted_floors = {floor};
  std::vector<std::vector<std::uint16_t>> kept(space_.issues());
  for (std::size_t i = 0; i < space_.issues(); ++i) {
    std::vector<Int128> worths;
    for (std::size_t v = 0; v < space_.options(i); ++v)
      worths.push_back(weighted(space_.row(i, v), floor.weights));
    const Int128 most = *std::max_element(worths.begin(), worths.end());
    std::vector<Int128>& rows = open.worth.emplace_back();
    for (std::size_t v = 0; v < worths.size(); ++v) {
      if (most - worths[v] > slack) continue;
      kept[i].push_back(static_cast<std::uint16_t>(v));
      rows.insert(rows.end(), space_.row(i, v), space_.row(i, v) + space_.parties);
    }
    if (kept[i].empty()) {  // even the largest sum is below the floor
      SumFrontier none;
      none.parties = space_.parties;
      return none;
    }
  }
  SumFrontier found = sum_frontier(open, options, cancel);
  for (std::size_t i = 0; i < space_.issues(); ++i)
    for (std::uint16_t& option : found.first_member_[i])
      option = kept[i][option];
  return found;
}

DirectPoint direct_point(const SumOracle& oracle, const GoalOfSums& goal,
                         const DirectPointOptions& options, const CancelToken& cancel) {
  CAUCUS_ASSERT(goal.reservations.size() == oracle.parties(), "a reservation for every party");
  return SliceSearch(oracle, goal, options, cancel).find();
}

}  // namespace caucus
