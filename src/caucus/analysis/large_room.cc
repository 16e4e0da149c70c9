#include "caucus/analysis/large_room.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "caucus/analysis/bargaining_point.h"
#include "caucus/analysis/linked_problem.h"
#include "caucus/analysis/point_order.h"
#include "caucus/engine/linked_oracle.h"

namespace caucus {
namespace {

constexpr PointKind kinds[] = {PointKind::nash, PointKind::kalai_smorodinsky,
                               PointKind::egalitarian, PointKind::utilitarian,
                               PointKind::utilitarian_relative};

class LargeRoomFinder {
 public:
  LargeRoomFinder(const Problem& problem, const RoomOptions& options, Room& room,
                  const CancelToken& cancel, bool lifted)
      : problem_(problem),
        options_(options),
        room_(room),
        cancel_(cancel),
        lifted_(lifted),
        space_(linked_problem(problem, DemandMask(lifted_ ? 0 : room.standing.size(), true))),
        free_oracle_(space_.linked.space) {}

  // Everything about the zone.
  bool find() && {
    if (!prepare()) return false;
    if (space_.impossible) return empty("a rule or demand excludes every package");
    if (!options_.frontier || !list_frontier()) find_points();
    if (!room_.counted && room_.method.note.empty())
      room_.method.note = fmt::format("{} packages were not counted one by one", room_.packages);
    return true;
  }

  // Only the frontier, demands left aside.
  void relist() && {
    room_.frontier.clear();
    room_.frontier_packages = 0;
    if (!prepare() || (!space_.impossible && !list_frontier())) {
      room_.method.complete = false;
      room_.method.note = "the frontier over all feasible packages is not listed";
    }
  }

 private:
  bool prepare() {
    if (!space_.refusal.empty()) return tell(false, "not for the engine: " + space_.refusal);
    if (!space_.free()) {
      linked_oracle_.emplace(space_.linked, elimination_);
      if (linked_oracle_->end() != FrontierEnd::complete)
        return tell(false, "not for the engine: rules and demands tie too many issues together");
    }
    room_.counted = false;
    room_.method = {"", true, ""};
    tell(true, space_.free() ? "no rule links two issues: sums are added up issue by issue"
                             : fmt::format("{} rules, {} terms and {} bounds link issues: they "
                                           "are eliminated one by one",
                                           space_.linked.rules.size(), space_.linked.tables.size(),
                                           space_.linked.windows.size()));
    return true;
  }

  std::size_t parties() const { return problem_.parties.size(); }
  const SumOracle& oracle() const {
    if (linked_oracle_) return *linked_oracle_;
    return free_oracle_;
  }

  bool tell(bool taken, std::string reason) {
    room_.plan.push_back(std::move(reason));
    return taken;
  }

  bool empty(std::string proof) {
    room_.method.name = "bound";
    return tell(true, "no room: " + std::move(proof));
  }

  bool every_reservation_stands() const {
    return std::all_of(space_.bound.begin(), space_.bound.end(), [](bool bound) { return bound; });
  }

  std::vector<Int128> floors() const {
    std::vector<Int128> floors(parties(), 0);  // sums begin at 0
    for (std::size_t q = 0; q < parties(); ++q)
      if (space_.bound[q]) floors[q] = std::max(Int128{0}, space_.reservations[q]);
    return floors;
  }

  // True if the whole frontier is there.
  bool list_frontier() {
    LinkedSpace bounded = space_.linked;
    bounded.space.floors = floors();
    EliminationOptions how = elimination_;
    how.points_max = options_.points_max;
    how.threads = options_.threads;
    SumFrontierOptions free_how;
    free_how.points_max = options_.points_max;
    free_how.threads = options_.threads;
    const SumFrontier found = space_.free() ? sum_frontier(bounded.space, free_how, cancel_)
                                            : linked_frontier(bounded, how, cancel_);
    if (found.end != FrontierEnd::complete) {
      tell(true, found.end == FrontierEnd::cancelled
                     ? "listing the frontier was interrupted"
                     : fmt::format("the frontier has more than {} points on the way: it is not "
                                   "listed, points are found one by one",
                                   options_.points_max));
      return false;
    }
    room_.method.name = "frontier by sums";
    tell(true, fmt::format("the frontier has {} points: kernel {}, sums of {} bits", found.size(),
                           found.kernel, found.bits));
    if (found.size() == 0) return true;
    for (std::size_t k = 0; k < found.size(); ++k) {
      room_.frontier.push_back(point(found, k));
      room_.frontier_packages = add_counts(room_.frontier_packages, found.packages[k]);
    }
    if (lifted_) return true;
    const GainRows rows = gain_rows(found);
    room_.example = room_.frontier.front().package;
    for (std::size_t q = 0; q < parties(); ++q)
      room_.ideal_gains.emplace_back(rows.ideal[q], rows.unit[q]);
    if (options_.points)
      for (const PointKind kind : kinds)
        room_.points.push_back(named(found, rows, kind));
    return true;
  }

  GainRows gain_rows(const SumFrontier& points) const {
    GainRows rows;
    rows.parties = parties();
    rows.unit = space_.unit;
    for (std::size_t q = 0; q < parties(); ++q)
      rows.reservations.push_back(problem_.parties[q].less);
    for (std::size_t k = 0; k < points.size(); ++k)
      for (std::size_t q = 0; q < parties(); ++q)
        rows.gains.push_back(points.row(k)[q] - space_.reservations[q]);
    rows.ideal = largest_gains(rows);
    return rows;
  }

  Point point(const SumFrontier& points, std::size_t k) const {
    Point shown;
    for (std::size_t q = 0; q < parties(); ++q)
      shown.utilities.emplace_back(points.row(k)[q] + space_.constant[q], space_.unit[q]);
    shown.package = package_of(problem_, points.choice(k));
    shown.packages = points.packages[k];
    return shown;
  }

  NamedPoint named(const SumFrontier& points, const GainRows& rows, PointKind kind) const {
    const PointOrder order(rows);
    std::vector<std::size_t> tied = order.best(rule_of(kind));
    std::sort(tied.begin(), tied.end(), [&](std::size_t a, std::size_t b) {
      const auto by_shares = order.compare(PointRule::kalai_smorodinsky, a, b);
      return by_shares != 0 ? by_shares > 0 : points.choice(a) < points.choice(b);
    });
    NamedPoint named = described(problem_, rows, kind, tied.front());
    named.tied = tied.size();
    for (std::size_t t = 0; t < std::min(tied.size(), ties_shown_max); ++t)
      named.ties.push_back(point(points, tied[t]));
    return named;
  }

  // Each point by itself.
  void find_points() {
    room_.method.name = "points by bound";
    const DirectPoint room = direct(Goal::largest_minimum, space_.unit);
    room_.decided = room.end != DirectEnd::undecided;
    if (room.end == DirectEnd::no_package) {
      empty("for some weights of the parties the best weighted sum is below what they need");
      return;
    }
    if (!room_.decided) {
      room_.method.complete = false;
      room_.method.note = "whether there is room is not decided within the limits";
      return;
    }
    room_.example = package_of(problem_, room.finalists.choice(0));
    if (!every_reservation_stands()) {
      tell(true, "a reservation value is lifted: points would need the whole frontier");
      return;
    }
    if (!find_ideals()) {
      room_.method.complete = false;
      room_.method.note = "ideal gains are not found within the limits";
      return;
    }
    if (!options_.points) return;
    take(PointKind::nash, direct(Goal::largest_product));
    take(PointKind::kalai_smorodinsky, direct(Goal::largest_minimum, ideal_));
    take(PointKind::egalitarian, room);
    if (const auto weights = common_weights(space_.unit))
      take(PointKind::utilitarian, direct(Goal::largest_sum, {}, *weights));
    if (const auto weights = common_weights(ideal_))
      take(PointKind::utilitarian_relative, direct(Goal::largest_sum, {}, *weights));
  }

  DirectPoint direct(Goal kind, const std::vector<Int128>& scales = {},
                     const std::vector<Int128>& weights = {}) const {
    GoalOfSums goal;
    goal.goal = kind;
    goal.reservations = every_reservation_stands() ? space_.reservations : floors();
    goal.scales = scales;
    goal.weights = weights;
    DirectPointOptions how;
    how.threads = options_.threads;
    how.points_max = std::min<std::size_t>(options_.points_max, 20'000);
    if (kind == Goal::largest_minimum &&
        std::all_of(scales.begin(), scales.end(), [](Int128 scale) { return scale <= 0; }))
      return {};
    return direct_point(oracle(), goal, how, cancel_);
  }

  // False where some party has no package at all. An ideal gain that is not proven is the best
  // found; what it may lack widens the gap of points that divide by it.
  bool find_ideals() {
    for (std::size_t q = 0; q < parties(); ++q) {
      std::vector<Int128> only(parties(), 0);
      only[q] = 1;
      const DirectPoint best = direct(Goal::largest_sum, {}, only);
      if (best.end != DirectEnd::found) return false;
      const Int128 gain = gain_rows(best.finalists).ideal[q];
      if (!best.complete && gain > 0)
        ideal_gap_ = std::max(ideal_gap_, (best.bound - best.best) / static_cast<double>(gain));
      ideal_.push_back(std::max(Int128{0}, gain));
      room_.ideal_gains.emplace_back(gain, space_.unit[q]);
    }
    if (ideal_gap_ > 0)
      tell(true, fmt::format("ideal gains are the best found, at most {:.2g} % from the best "
                             "possible",
                             100 * ideal_gap_));
    return true;
  }

  // Whole weights in proportion to 1 / scale, if they are small enough.
  static std::optional<std::vector<Int128>> common_weights(const std::vector<Int128>& scales) {
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

  void take(PointKind kind, const DirectPoint& found) {
    if (found.end != DirectEnd::found) {
      tell(true, fmt::format("{}: no package gives every party a gain", token(kind)));
      return;
    }
    GainRows rows = gain_rows(found.finalists);
    for (std::size_t q = 0; q < parties(); ++q)
      rows.ideal[q] = ideal_[q];
    NamedPoint point = named(found.finalists, rows, kind);
    const bool by_share =
        kind == PointKind::kalai_smorodinsky || kind == PointKind::utilitarian_relative;
    point.proven = found.complete && (!by_share || ideal_gap_ == 0);
    if (!point.proven) {
      point.gap = std::max(0.0, found.bound / found.best - 1) + (by_share ? ideal_gap_ : 0);
      point.tied = 0;
      room_.method.complete = false;
      room_.method.note = "some points are the best found, not proven best; each says its gap";
    }
    tell(true, fmt::format("{}: {}, {} candidates at the end", token(kind),
                           point.proven ? "bound and search, proven"
                                        : fmt::format("best found, at most {:.3g} % from the "
                                                      "best possible",
                                                      100 * point.gap),
                           found.finalists.size()));
    room_.points.push_back(std::move(point));
  }

  const Problem& problem_;
  const RoomOptions& options_;
  Room& room_;
  const CancelToken& cancel_;
  bool lifted_;
  EliminationOptions elimination_;
  LinkedProblem space_;
  std::optional<LinkedOracle> linked_oracle_;  // unless no rule links issues
  FreeOracle free_oracle_;
  std::vector<Int128> ideal_;
  double ideal_gap_ = 0;  // by which fraction an ideal gain may at most be larger
};

}  // namespace

bool find_large_room(const Problem& problem, const RoomOptions& options, Room& room,
                     const CancelToken& cancel) {
  if (!LargeRoomFinder(problem, options, room, cancel, false).find()) return false;
  if (options.frontier && options.over == FrontierOver::feasible)
    LargeRoomFinder(problem, options, room, cancel, true).relist();
  return true;
}

}  // namespace caucus
