#include "caucus/analysis/large_room.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "caucus/analysis/bargaining_point.h"
#include "caucus/analysis/bounds_with_fewer_rules.h"
#include "caucus/analysis/direct_points.h"
#include "caucus/analysis/linked_problem.h"
#include "caucus/analysis/opposition.h"
#include "caucus/analysis/outer_bounds.h"
#include "caucus/analysis/point_order.h"
#include "caucus/base/text.h"
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
    const bool listed = options_.frontier && list_frontier();
    if (options_.frontier && !listed) bound_frontier();
    if (!listed) find_points();
    if (room_.decided && !room_.example) room_.bounds.clear();  // there is nothing to bound
    if (!listed && options_.frontier && !options_.points && room_.example)
      incomplete(
          fmt::format("the frontier has more than {} points on the way and is not listed; "
                      "what no package exceeds bounds it",
                      options_.points_max));
    if (!room_.counted && room_.method.note.empty())
      room_.method.note = "the packages were not counted one by one";
    if (every_package_is_worth_it()) {
      if (const auto zone = packages_of(space_.linked)) {
        room_.zone = *zone;
        room_.zone_counted = true;
      }
    }
    return true;
  }

  // What is said of all feasible packages, demands left aside: how many, how near to all wishes.
  void measure() && {
    if (space_.impossible) room_.feasible_counted = true;  // there are none
    if (!space_.refusal.empty() || space_.impossible || !make_oracle()) return;
    if (const auto feasible = packages_of(space_.linked)) {
      room_.feasible = *feasible;
      room_.feasible_counted = true;
      tell(true, (*feasible == packages_most ? "more than " : "") + grouped(*feasible) +
                     " packages are feasible, by adding up options");
    }
    if (options_.points && parties() > 0) find_opposition();
  }

  // Only the frontier, demands left aside.
  void relist() && {
    room_.frontier.clear();
    room_.frontier_packages = 0;
    room_.bounds.clear();
    const bool taken = prepare();
    if (taken && (space_.impossible || list_frontier())) return;
    room_.method.complete = false;
    room_.method.note = "the frontier over all feasible packages is not listed";
    if (taken) bound_frontier();
  }

 private:
  bool prepare() {
    if (!space_.refusal.empty()) return tell(false, "not for the engine: " + space_.refusal);
    if (!make_oracle()) {
      tell(false, "not for the engine: rules and demands tie too many issues together");
      if (options_.frontier)
        show(bounds_with_fewer_rules(space_.linked, space_.unit, space_.constant, elimination_));
      return false;
    }
    room_.counted = room_.feasible_counted = room_.zone_counted = false;
    room_.method = {"", true, ""};
    tell(true, space_.free() ? "no rule links two issues: sums are added up issue by issue"
                             : links_in_words() + ": issues are eliminated one by one");
    return true;
  }

  // False where links are too many for it.
  bool make_oracle() {
    if (space_.free()) return true;
    linked_oracle_.emplace(space_.linked, elimination_);
    return linked_oracle_->end() == FrontierEnd::complete;
  }

  // Do rules and lines alone bound the zone?
  bool every_package_is_worth_it() const {
    const std::vector<Int128> least = floors();
    return std::all_of(least.begin(), least.end(), [](Int128 floor) { return floor == 0; });
  }

  // How many packages rules and windows allow: the frontier of a space worth nothing to anybody is
  // one point, reached by each of them.
  std::optional<std::uint64_t> packages_of(LinkedSpace linked) const {
    for (std::vector<Int128>& worth : linked.space.worth)
      worth.assign(worth.size() / linked.space.parties, 0);
    linked.space.parties = 1;
    linked.tables.clear();
    const SumFrontier all = linked.rules.empty() && linked.windows.empty()
                                ? sum_frontier(linked.space, {}, cancel_)
                                : linked_frontier(linked, elimination_, cancel_);
    if (all.end != FrontierEnd::complete) return std::nullopt;
    return all.size() == 0 ? 0 : all.packages[0];
  }

  void find_opposition() {
    DirectTask task{std::vector<Int128>(parties(), 0), space_.unit};  // sums begin at 0
    task.threads = options_.threads;
    std::vector<Int128> targets;
    for (std::size_t q = 0; q < parties(); ++q)
      targets.push_back(space_.unit[q] - space_.constant[q]);
    const DirectPoint found = nearest_point(oracle(), task, targets, cancel_);
    if (found.end != DirectEnd::found) return;
    if (!found.complete) {
      tell(true, fmt::format("opposition: between {:.4g} and {:.4g}", std::max(0.0, -found.bound),
                             -found.best));
      return;
    }
    NearestToAll nearest(problem_);
    for (std::size_t k = 0; k < found.finalists.size(); ++k)
      nearest.consider(problem_.sums(package_of(problem_, found.finalists.choice(k))).data());
    room_.opposition_squared = nearest.squared();
    tell(true, fmt::format("opposition {:.4g}: bound and search, proven", -found.best));
  }

  void bound_frontier() { show(outer_bounds(oracle(), space_.unit, space_.constant)); }

  void show(std::vector<OuterBound> bounds) {
    for (OuterBound& bound : bounds) {
      RoomBound shown{std::move(bound.parties), bound.most, {}};
      if (!bound.utilities.empty())
        shown.point = {std::move(bound.utilities), package_of(problem_, bound.choice), 0};
      room_.bounds.push_back(std::move(shown));
    }
  }

  // "issues are linked by 13 rules and demands, and 2 terms"
  std::string links_in_words() const {
    std::vector<std::string> links;
    const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
      if (count > 0) links.push_back(counted(count, one, many));
    };
    add(space_.linked.rules.size(), "rule or demand", "rules and demands");
    add(space_.linked.tables.size(), "term of worth", "terms of worth");
    add(space_.linked.windows.size(), "bound on a sum", "bounds on sums");
    return "issues are linked by " + join_in_words(links);
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
      tell(true, found.end == FrontierEnd::cancelled ? "listing the frontier was interrupted"
                 : found.end == FrontierEnd::too_wide
                     ? "a step of the frontier would look at too many sums: it is not listed, "
                       "points are found one by one"
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
    const PointChooser choices = chooser(found, rows);
    if (options_.points)
      for (const PointKind kind : kinds)
        room_.points.push_back(choices.choose(kind));
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

  PointChooser chooser(const SumFrontier& points, const GainRows& rows) const {
    return PointChooser(
        problem_, rows,
        [&points](std::size_t a, std::size_t b) { return points.choice(a) < points.choice(b); },
        [this, &points](std::size_t k) { return point(points, k); });
  }

  // Each point by itself.
  void find_points() {
    room_.method.name = "points without the frontier";
    DirectTask task;
    task.reservations = every_reservation_stands() ? space_.reservations : floors();
    task.unit = space_.unit;
    task.ideals = every_reservation_stands();
    task.points = options_.points;
    task.threads = options_.threads;
    task.points_max = std::min<std::size_t>(options_.points_max, 20'000);
    const DirectPoints found = direct_points(oracle(), task, cancel_);
    room_.decided = found.room.end != DirectEnd::undecided;
    if (found.room.end == DirectEnd::no_package) {
      empty("for some weights of the parties the best weighted sum is below what they need");
      return;
    }
    if (!room_.decided) return incomplete("whether there is room is not decided within the limits");
    room_.example = package_of(problem_, found.room.finalists.choice(0));
    if (!every_reservation_stands()) {
      tell(true, "a reservation value is lifted: points would need the whole frontier");
      return;
    }
    if (found.ideals.empty()) return incomplete("ideal gains are not found within the limits");
    ideal_ = found.ideal_gains;
    ideal_gap_ = found.ideal_gap;
    for (std::size_t q = 0; q < parties(); ++q)
      room_.ideal_gains.emplace_back(ideal_[q], space_.unit[q]);
    if (ideal_gap_ > 0)
      tell(true, fmt::format("ideal gains are the best found, at most {:.2g} % from the best "
                             "possible",
                             100 * ideal_gap_));
    for (const PointKind kind : kinds)
      for (const auto& [rule, point] : found.points)
        if (rule == rule_of(kind)) take(kind, point);
  }

  void incomplete(std::string note) {
    room_.method.complete = false;
    room_.method.note = std::move(note);
  }

  void take(PointKind kind, const DirectPoint& found) {
    if (found.end != DirectEnd::found) {
      tell(true, fmt::format("{}: no package gives every party a gain", token(kind)));
      return;
    }
    GainRows rows = gain_rows(found.finalists);
    for (std::size_t q = 0; q < parties(); ++q)
      rows.ideal[q] = ideal_[q];
    NamedPoint point = chooser(found.finalists, rows).choose(kind);
    const bool shares = by_share(rule_of(kind));
    point.proven = found.complete && (!shares || ideal_gap_ == 0);
    if (!point.proven) {
      point.gap = std::max(0.0, found.bound / found.best - 1) + (shares ? ideal_gap_ : 0);
      point.tied = 0;
      room_.method.complete = false;
      room_.method.note = "some points are the best found, not proven best; each says its gap";
    }
    tell(true, fmt::format("{}: {}, {} at the end", token(kind),
                           point.proven ? "bound and search, proven"
                                        : fmt::format("best found, at most {:.3g} % from the "
                                                      "best possible",
                                                      100 * point.gap),
                           counted(found.finalists.size(), "candidate")));
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
  if (room.decided && !room.example) room.zone_counted = true;  // there are none
  if (options.frontier && options.over == FrontierOver::feasible)
    LargeRoomFinder(problem, options, room, cancel, true).relist();
  LargeRoomFinder(problem, options, room, cancel, true).measure();
  return true;
}

}  // namespace caucus
