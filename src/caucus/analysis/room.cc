#include "caucus/analysis/room.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "caucus/analysis/bargaining_point.h"
#include "caucus/analysis/enumerate.h"
#include "caucus/analysis/find_package.h"
#include "caucus/analysis/large_room.h"
#include "caucus/analysis/problem.h"
#include "caucus/analysis/tally.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

class RoomFinder {
 public:
  RoomFinder(const Case& c, const Utilities& utilities, const RoomOptions& options,
             const CancelToken& cancel)
      : options_(options), cancel_(cancel) {
    for (const Utility& utility : utilities) {
      room_.parties.push_back(utility.party);
      room_.reservations.push_back(utility.reservation);
      room_.reservation_assumed.push_back(utility.reservation_assumed);
    }
    room_.standing = demands(c, options.demands);
    problem_ = problem(c, utilities, room_.standing);
    const PackageCount count = count_packages(c);
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    if (count.exact)
      room_.packages = *count.exact;
    else
      room_.packages =
          count.approximate < 1.8e19 ? static_cast<std::uint64_t>(count.approximate) : most;
  }

  Room find() && {
    if (room_.packages <= options_.packages_max && problem_.space->ranked) {
      room_.plan.push_back(grouped(room_.packages) + " packages: each is looked at");
      enumerate();
    } else {
      room_.plan.push_back(fmt::format(
          "{} packages{} are too many to look at each (at most {})", grouped(room_.packages),
          problem_.space->ranked ? "" : " and more", grouped(options_.packages_max)));
      if (!find_large_room(problem_, options_, room_, cancel_)) search();
    }
    return std::move(room_);
  }

 private:
  void enumerate() {
    room_.method.name = "enumeration";
    TallyOptions wanted;
    const bool judged = problem_.refusal.empty();
    wanted.zone_frontier = options_.points || wants_frontier(FrontierOver::zone);
    wanted.feasible_frontier = wants_frontier(FrontierOver::feasible);
    for (std::size_t d = 0; d < room_.standing.size(); ++d)
      if (const auto q = problem_.floor_of_demand(d)) wanted.floors.push_back(*q);
    bool complete = true;
    Tally tally = walked(wanted, 0, complete);
    room_.feasible = tally.feasible;
    room_.certain = tally.certain;
    if (!complete) {
      room_.method.complete = false;
      room_.method.note =
          fmt::format("stopped after {} of {} packages; what is shown was found until then",
                      tally.feasible, room_.packages);
      room_.decided = tally.first.has_value();
    }
    if (!judged) {
      room_.method.complete = false;
      room_.method.note = problem_.refusal;
      room_.decided = false;
      room_.counted = room_.feasible_counted = room_.zone_counted = false;
      return;
    }
    take_zone(tally, wanted);
    if (tally.nearest) room_.opposition_squared = tally.nearest->squared();
    if (problem_.parties.empty()) return;
    take_points(std::move(tally));
  }

  bool wants_frontier(FrontierOver over) const {
    return options_.frontier && options_.over == over;
  }

  void take_zone(const Tally& tally, const TallyOptions& wanted) {
    room_.zone = tally.zone;
    room_.zone_certain = tally.zone_certain;
    if (tally.first) room_.example = problem_.space->package(*tally.first);
    std::set<QuantityId> hangs_on;
    const auto& groups = problem_.space->figure_groups;
    PackageFlags open = tally.figures;
    for (std::size_t first = 0; first < groups.size(); first += figure_bits) {
      if (first > 0) {
        TallyOptions flags_only;
        flags_only.zone_frontier = false;
        flags_only.opposition = false;
        flags_only.floors = wanted.floors;
        bool complete = true;
        open = walked(flags_only, first, complete).figures;
        room_.method.complete = room_.method.complete && complete;
      }
      for (std::size_t bit = 0; bit < figure_bits && first + bit < groups.size(); ++bit)
        if ((open >> bit & 1) != 0)
          hangs_on.insert(groups[first + bit].begin(), groups[first + bit].end());
    }
    room_.hangs_on.assign(hangs_on.begin(), hangs_on.end());
  }

  void take_points(Tally&& tally) {
    PointList feasible;
    if (tally.feasible_frontier) feasible = std::move(*tally.feasible_frontier).finish();
    if (tally.zone_frontier) {
      const PointList zone = std::move(*tally.zone_frontier).finish();
      room_.ideal_gains = ideal_gains(problem_, zone);
      if (options_.points) room_.points = bargaining_points(problem_, zone);
      if (wants_frontier(FrontierOver::zone)) show_frontier(zone);
    }
    if (wants_frontier(FrontierOver::feasible)) show_frontier(feasible);
  }

  void show_frontier(const PointList& points) {
    room_.frontier.reserve(points.size());
    for (std::size_t k = 0; k < points.size(); ++k) {
      room_.frontier.push_back(shown_point(problem_, points, k));
      room_.frontier_packages += points.packages[k];
    }
  }

  // Walks all packages, on several threads if asked. Chunks are taken as threads become free; the
  // sums do not depend on who took which.
  Tally walked(const TallyOptions& wanted, std::size_t first_group, bool& complete) {
    EnumerateOptions how;
    how.first_group = first_group;
    how.demands.assign(room_.standing.size(), true);
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    const auto work = [&](PackageWalk walk) {
      Tally tally(problem_, wanted);
      const auto visitor = [&](const BlockVisit& visit) { tally.add(visit); };
      for (std::size_t chunk = next++; chunk < walk.chunks() && !stopped; chunk = next++)
        if (!walk.visit(chunk, visitor, cancel_)) stopped = true;
      return tally;
    };
    std::vector<std::future<Tally>> others;
    for (unsigned t = 1; t < std::min(options_.threads, 64U); ++t)
      others.push_back(std::async(std::launch::async, work, PackageWalk(problem_, how)));
    Tally sum = work(PackageWalk(problem_, how));
    for (std::future<Tally>& other : others)
      sum.merge(other.get());
    complete = !stopped;
    return sum;
  }

  // Too many packages to look at each.
  void search() {
    room_.method.name = "search";
    room_.method.complete = false;
    room_.counted = room_.feasible_counted = room_.zone_counted = false;
    room_.method.note = fmt::format(
        "{} packages are too many to look at each (at most {}): no counts, no frontier, and of the "
        "points only the utilitarian",
        room_.packages, options_.packages_max);
    SearchOptions how;
    how.steps_max = options_.steps_max;
    const DemandMask wanted(room_.standing.size(), true);
    const ZoneTest test = find_package(problem_, wanted, how, cancel_);
    room_.decided = test.finding != Finding::undecided;
    if (!room_.decided) {
      room_.method.note += problem_.refusal.empty()
                               ? "; whether there is room is not decided within the step budget"
                               : "; " + problem_.refusal;
      return;
    }
    if (test.finding == Finding::none) {
      room_.bounds.clear();  // there is nothing to bound
      room_.method.note += "; that there is no room is proven";
      return;
    }
    room_.example = test.package;
    if (problem_.refusal.empty() && !problem_.parties.empty()) search_points(wanted, how);
  }

  void search_points(const DemandMask& wanted, const SearchOptions& how) {
    const std::size_t p = problem_.parties.size();
    std::vector<Rational> ideal;
    for (std::size_t q = 0; q < p; ++q) {
      std::vector<std::int64_t> weights(p, 0);
      weights[q] = 1;
      const BestPackage best = best_package(problem_, wanted, weights, how, cancel_);
      if (best.finding != Finding::package) {
        room_.method.note += "; ideal gains are not proven within the step budget";
        return;
      }
      ideal.push_back(problem_.parties[q].gain(static_cast<std::int64_t>(best.worth)));
    }
    room_.ideal_gains = std::move(ideal);
    if (options_.points) search_utilitarian(wanted, how);
  }

  void search_utilitarian(const DemandMask& wanted, const SearchOptions& how) {
    std::vector<Rational> inverse;
    for (const PartySum& party : problem_.parties)
      inverse.emplace_back(1, party.scale);
    const std::optional<Int128> common = common_denominator(inverse);
    std::vector<std::int64_t> weights;
    for (const PartySum& party : problem_.parties) {
      if (!common || *common / party.scale > Int128{1} << 31) return;
      weights.push_back(static_cast<std::int64_t>(*common / party.scale));
    }
    const BestPackage best = best_package(problem_, wanted, weights, how, cancel_);
    if (best.finding != Finding::package) return;
    NamedPoint point;
    point.kind = PointKind::utilitarian;
    Point at;
    at.package = *best.package;
    const std::vector<std::int64_t> sums = problem_.sums(at.package);
    for (std::size_t q = 0; q < sums.size(); ++q) {
      at.utilities.push_back(problem_.parties[q].utility(sums[q]));
      point.gains.push_back(problem_.parties[q].gain(sums[q]));
      const Rational& ideal = room_.ideal_gains[q];
      point.shares.push_back(ideal > 0 ? point.gains.back() / ideal : Rational(0));
    }
    point.ties.push_back(std::move(at));
    room_.points.push_back(std::move(point));
  }

  const RoomOptions& options_;
  const CancelToken cancel_;
  Problem problem_;
  Room room_;
};

}  // namespace

Room room(const Case& c, const Utilities& utilities, const RoomOptions& options,
          const CancelToken& cancel) {
  return RoomFinder(c, utilities, options, cancel).find();
}

std::string_view token(PointKind kind) {
  return token(rule_of(kind));
}

}  // namespace caucus
