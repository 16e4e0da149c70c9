#include "caucus/analysis/scenario_room.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "caucus/analysis/direct_points.h"
#include "caucus/analysis/outer_bounds.h"
#include "caucus/analysis/scenario_bounds.h"
#include "caucus/analysis/scenario_boxes.h"
#include "caucus/analysis/scenario_sums.h"
#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/engine/box_frontier.h"
#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/sum_frontier.h"

namespace caucus {
namespace {

using Row = std::vector<Int128>;

struct Reached {
  std::uint64_t packages = 0;
  Choice first;
};

bool covers(const Row& a, const Row& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return true;
}

// Points in their order, largest first.
using Points = std::map<Row, Reached, std::greater<>>;

// After caps some points are equal and some are beaten. A point is only beaten by larger ones.
void drop_beaten(Points& points) {
  std::vector<const Row*> kept;
  for (auto point = points.begin(); point != points.end();) {
    const bool beaten = std::any_of(kept.begin(), kept.end(),
                                    [&](const Row* row) { return covers(*row, point->first); });
    if (beaten) {
      point = points.erase(point);
      continue;
    }
    kept.push_back(&point->first);
    ++point;
  }
}

class ScenarioRoomFinder {
 public:
  ScenarioRoomFinder(const Scenario& scenario, const ScenarioRoomOptions& options,
                     const CancelToken& cancel)
      : scenario_(scenario), options_(options), cancel_(cancel), sums_(scenario_sums(scenario)) {}

  ScenarioRoom find() && {
    room_.packages = package_count(scenario_);
    for (const ScenarioProfile& profile : scenario_.profiles) {
      room_.reservation_stated.push_back(reservation_value(profile).has_value());
      if (const auto scale = scale_of(profile))
        room_.scale_bits = std::max(room_.scale_bits, bits_of(*scale));
    }
    room_.refusal = sums_.refusal;
    if (!room_.refusal.empty()) return std::move(room_);
    if (options_.cutoff > 0) tell("only the first packages are looked at, as asked");
    if (!(options_.cutoff > 0 ? list(options_.cutoff) : find_points())) return std::move(room_);
    show_points();
    choose();
    return std::move(room_);
  }

 private:
  std::size_t parties() const { return sums_.scale.size(); }

  bool find_points() {
    if (sums_.form == ScenarioForm::sums) {
      tell("utilities are sums over issues: they are added up issue by issue");
      if (!add_up()) return false;
      if (room_.listed && few_packages(options_.packages_max)) {
        tell(room_.packages + " packages: each is looked at once more, to count");
        count();
      }
      return true;
    }
    if (few_packages(options_.listed_max)) {
      tell("utilities are no sums over issues, and " + room_.packages +
           " packages are few: each is looked at");
      return list(0);
    }
    if (sums_.form == ScenarioForm::trees)
      return refuse("enumeration",
                    fmt::format("a utility is joined by min or max, and there are more than {} "
                                "packages to look at",
                                options_.listed_max));
    return search_boxes();
  }

  bool refuse(std::string_view method, std::string why) {
    room_.refusal = std::move(why);
    tell("not done: " + room_.refusal);
    room_.method = {std::string(method), false, room_.refusal};
    room_.bounds = scenario_bounds(scenario_, sums_, cancel_);
    return false;
  }

  bool add_up() {
    SumFrontierOptions how;
    how.points_max = options_.points_max;
    how.threads = options_.threads;
    if (!options_.frontier) return find_without_frontier("it was not asked for");
    const SumFrontier found = sum_frontier(sums_.space, how, cancel_);
    if (found.end == FrontierEnd::cancelled)
      return refuse("frontier by sums", "stopped before the frontier was complete");
    if (found.end == FrontierEnd::too_wide)
      return find_without_frontier(
          fmt::format("issues have too many options: after {} of {} the next takes too many sums",
                      found.layer_points.size(), scenario_.issues.size()));
    if (found.end != FrontierEnd::complete)
      return find_without_frontier(
          found.foretold > 0
              ? fmt::format("after {} of {} issues {} points foretell some {:.2g}, and at most {} "
                            "are listed",
                            found.layer_points.size(), scenario_.issues.size(),
                            grouped(found.layer_points.back()), found.foretold,
                            grouped(options_.points_max))
              : fmt::format("it has more than {} points on the way", grouped(options_.points_max)));
    tell(fmt::format("the frontier has {} points: kernel {}, sums of {} bits",
                     grouped(found.size()), found.kernel, found.bits));
    room_.method = {std::string("frontier by sums, ") + std::string(found.kernel), true, ""};
    for (std::size_t k = 0; k < found.size(); ++k) {
      Row row(found.row(k), found.row(k) + parties());
      const Row uncapped = row;
      cap(sums_, row.data());
      room_.capped = room_.capped || row != uncapped;
      Reached& reached = points_[row];
      const Choice choice = found.choice(k);
      if (reached.packages == 0 || choice < reached.first) reached.first = choice;
      reached.packages = add_counts(reached.packages, found.packages[k]);
      if (reached.packages == packages_most) room_.packages_exact = false;
    }
    if (room_.capped) drop_beaten(points_);
    room_.packages_exact = room_.packages_exact && !room_.capped;
    return true;
  }

  // Single points, each with its proof or gap, and bounds. Exact only where no sum is capped: a
  // package above the cap may be as good as one that beats it.
  bool find_without_frontier(const std::string& why) {
    room_.listed = false;
    room_.method = {"points without the frontier", false,
                    "the frontier is not listed: " + why +
                        "; points are found one by one, and bounds hold for every package"};
    tell("the frontier is not listed: " + why);
    const FreeOracle oracle(sums_.space);
    room_.bounds = outer_bounds(oracle, sums_.scale, Row(parties(), 0));
    const Row most = sum_range(sums_.space).most;
    zone_gaps_.clear();
    plain_gaps_.clear();
    for (std::size_t q = 0; q < parties(); ++q) {
      if (!sums_.caps[q] || most[q] <= *sums_.caps[q]) continue;
      tell("some sums exceed the cap: points of capped sums need the whole frontier");
      room_.capped = true;
      return true;
    }
    DirectTask task{sums_.reservations, sums_.scale};
    task.threads = options_.threads;
    find_zone_points(oracle, task);
    find_plain_points(oracle, task);
    return true;
  }

  void find_zone_points(const SumOracle& oracle, const DirectTask& task) {
    const DirectPoints found = direct_points(oracle, task, cancel_);
    if (found.room.end != DirectEnd::found)
      tell(found.room.end == DirectEnd::no_package
               ? "the zone is empty: for some weights of the parties the best weighted sum is "
                 "below what they need"
               : "whether any package is worth every reservation is not decided in the limits");
    ideal_ = found.ideal_gains;
    for (const auto& [rule, point] : found.points)
      take(rule, point, by_share(rule) ? found.ideal_gap : 0, zone_gaps_);
  }

  // Over all packages, with reservations of 0.
  void find_plain_points(const SumOracle& oracle, DirectTask task) {
    task.reservations.assign(parties(), 0);
    for (const PointRule rule : {PointRule::nash, PointRule::utilitarian}) {
      if (rule == PointRule::utilitarian) task.reservations = sum_range(sums_.space).least;
      take(rule, rule_point(oracle, task, rule, {}, cancel_), 0, plain_gaps_);
    }
    tell("least_difference needs the whole frontier");
    const Row most = sum_range(sums_.space).most;
    for (std::size_t q = 0; q < parties(); ++q)
      if (most[q] > sums_.scale[q]) return tell("opposition: some utility exceeds 1");
    const DirectPoint nearest = nearest_point(oracle, task, sums_.scale, cancel_);
    if (nearest.end != DirectEnd::found) return;
    add_points(nearest);
    room_.opposition = -nearest.best;
    room_.opposition_least = nearest.complete ? -nearest.best : std::max(0.0, -nearest.bound);
  }

  using Gaps = std::map<PointRule, double>;

  void take(PointRule rule, const DirectPoint& found, double ideal_gap, Gaps& gaps) {
    const std::string name =
        (&gaps == &plain_gaps_ ? "over all packages, " : "") + std::string(token(rule));
    if (found.end != DirectEnd::found)
      return tell(
          fmt::format("{}: {}", name,
                      found.end == DirectEnd::no_package
                          ? "no package gives every party a gain"
                          : "its weights are too large, or nothing was found in the limits"));
    add_points(found);
    const double gap = found.complete ? 0 : std::max(0.0, found.bound / found.best - 1);
    gaps[rule] = gap + ideal_gap;
    tell(fmt::format("{}: {}, {} at the end", name,
                     gaps[rule] == 0 && found.complete ? "bound and search, proven" : "best found",
                     counted(found.finalists.size(), "candidate")));
  }

  // Those that tie for a rule are among them, counted where the search was complete.
  void add_points(const DirectPoint& found) {
    for (std::size_t k = 0; k < found.finalists.size(); ++k) {
      const SumFrontier& of = found.finalists;
      Reached& reached = points_[Row(of.row(k), of.row(k) + parties())];
      const std::uint64_t packages = found.complete ? of.packages[k] : 0;
      if (reached.first.empty() || packages > 0) reached = {packages, of.choice(k)};
    }
  }

  void tell(std::string sentence) { room_.plan.push_back(std::move(sentence)); }

  // Frontiers too large to look at every package, of boxes.
  bool search_boxes() {
    constexpr std::string_view name = "box search";
    for (std::size_t q = 0; q < parties(); ++q) {
      if (sums_.stated_reservations[q]) continue;
      const auto least = least_sum(sums_.boxes, q, cancel_);
      if (!least) return refuse(name, scenario_.profiles[q].party + ": its least utility is open");
      sums_.reservations[q] = sums_.caps[q] ? std::min(*least, *sums_.caps[q]) : *least;
    }
    BoxFrontierOptions how;
    how.packages_max = options_.listed_max;
    how.mip_seconds_max = 60;
    const BoxFrontier found = box_frontier(sums_.boxes, how, cancel_);
    if (found.end == BoxEnd::cancelled)
      return refuse(name, "stopped before the frontier was complete");
    if (found.end == BoxEnd::too_large)
      return refuse(name, "its boxes are too many, or their sums need more than 62 bits");
    if (found.end == BoxEnd::too_many_points)
      return refuse(name, fmt::format("the frontier has more than {} points", how.points_max));
    if (found.end != BoxEnd::complete)
      return refuse(name, "neither the search nor CBC could decide whether there is another point");
    tell(fmt::format("utilities are boxes over issues: {} points, corner by corner", found.size()));
    room_.method = {
        fmt::format("{}, proof: {}", found.proof == BoxProof::mip ? "box search and CBC" : name,
                    token(found.proof)),
        true, ""};
    room_.capped = found.capped;
    room_.packages_counted = room_.packages_exact = false;
    for (std::size_t k = 0; k < found.size(); ++k) {
      const Row row(found.row(k), found.row(k) + parties());
      points_[row].first = found.choices[k];
    }
    return true;
  }

  // Looks at packages one by one: at so many, or at all (0).
  bool list(std::uint64_t most) {
    const bool all = examine(most);
    if (!all) return refuse(most == 0 ? "enumeration" : "cutoff", "stopped on the way");
    if (most == 0) room_.method = {"enumeration", true, ""};
    return true;
  }

  // The first packages in the order of GENIUS, whose first issue turns fastest; all (0) in ours,
  // whose last one does. Nothing else is looked at. False: cancelled.
  bool examine(std::uint64_t most) {
    const std::size_t n = scenario_.issues.size();
    Choice choice(n, 0);
    std::uint64_t zone = 0, examined = 0;
    std::size_t pruned_at = 100'000;
    forget_unknown_reservations();
    for (bool more = true; more && (most == 0 || examined < most); ++examined) {
      Row row = sums_of(sums_, choice);
      const Row uncapped = row;
      cap(sums_, row.data());
      room_.capped = room_.capped || row != uncapped;
      zone += covers(row, sums_.reservations);
      for (std::size_t q = 0; q < parties(); ++q)
        least_[q] = examined == 0 ? row[q] : std::min(least_[q], row[q]);
      Reached& reached = points_[std::move(row)];
      if (reached.packages++ == 0) reached.first = choice;
      if (points_.size() > pruned_at) {
        drop_beaten(points_);
        pruned_at = std::max(pruned_at, 2 * points_.size());
      }
      more = false;
      for (std::size_t k = 0; k < n && !more; ++k) {
        const std::size_t i = most == 0 ? n - 1 - k : k;
        more = ++choice[i] < scenario_.issues[i].options.size();
        if (!more) choice[i] = 0;
      }
      if (examined % 1024 == 0 && cancel_.cancelled()) return false;
    }
    drop_beaten(points_);
    restore_unknown_reservations();
    room_.zone_packages = zone;
    room_.method = {"cutoff", std::to_string(examined) == room_.packages,
                    fmt::format("only {} packages were looked at", examined)};
    return true;
  }

  // Where no reservation is stated and none means no limit, every package is good enough, and the
  // least utility is the reservation.
  void forget_unknown_reservations() {
    least_.assign(parties(), 0);
    for (std::size_t q = 0; q < parties(); ++q)
      if (!sums_.stated_reservations[q] && sums_.form != ScenarioForm::sums)
        sums_.reservations[q] = -(Int128{1} << 125);
  }

  void restore_unknown_reservations() {
    for (std::size_t q = 0; q < parties(); ++q)
      if (!sums_.stated_reservations[q] && sums_.form != ScenarioForm::sums)
        sums_.reservations[q] = least_[q];
  }

  bool few_packages(std::uint64_t most) const {
    double packages = 1;
    for (const ScenarioIssue& issue : scenario_.issues)
      packages *= static_cast<double>(issue.options.size());
    return packages <= static_cast<double>(most);
  }

  // Looks at every package: the zone, and with a cap the packages of each point. An odometer whose
  // last issue turns fastest, with the sums of the issues before it kept.
  void count() {
    const std::size_t n = scenario_.issues.size(), p = parties();
    std::vector<Row> before(n + 1, Row(p, 0));  // [i]: the sum of the first i issues
    Choice choice(n, 0);
    std::uint64_t zone = 0;
    for (auto& point : points_)
      point.second = {};
    Row row(p);
    for (std::size_t changed = 0;;) {
      for (std::size_t i = changed; i < n; ++i)
        for (std::size_t q = 0; q < p; ++q)
          before[i + 1][q] = before[i][q] + sums_.space.row(i, choice[i])[q];
      row = before[n];
      cap(sums_, row.data());
      zone += covers(row, sums_.reservations);
      note(row, choice);
      changed = n;
      while (changed > 0 && ++choice[changed - 1] == sums_.space.options(changed - 1))
        choice[--changed] = 0;
      if (changed-- == 0) break;
      if (choice.back() == 0 && cancel_.cancelled()) return;
    }
    room_.zone_packages = zone;
    room_.packages_exact = true;
  }

  void note(const Row& row, const Choice& choice) {
    const auto point = points_.find(row);
    if (point == points_.end()) return;
    if (point->second.packages++ == 0) point->second.first = choice;
  }

  void show_points() {
    for (std::size_t q = 0; q < parties(); ++q)
      room_.reservations.emplace_back(sums_.reservations[q], sums_.scale[q]);
    for (const auto& [row, reached] : points_) {
      if (covers(row, sums_.reservations)) room_.zone.push_back(room_.frontier.size());
      ScenarioPoint point;
      for (std::size_t q = 0; q < parties(); ++q)
        point.utilities.emplace_back(row[q], sums_.scale[q]);
      for (const std::uint16_t option : reached.first)
        point.package.push_back(static_cast<OptionIndex>(option));
      judge(point);
      point.packages = reached.packages;
      room_.frontier_packages = add_counts(room_.frontier_packages, reached.packages);
      room_.frontier.push_back(std::move(point));
      rows_.push_back(row);
    }
  }

  // Boxes were turned around on the way to the engine; the model has the last word.
  void judge(const ScenarioPoint& point) const {
    if (sums_.form != ScenarioForm::boxes) return;
    for (std::size_t q = 0; q < parties(); ++q)
      CAUCUS_ASSERT(utility(scenario_.profiles[q], point.package) == point.utilities[q],
                    "a point's package is worth what the point says");
  }

  GainRows gains(const std::vector<std::size_t>& of, const Row& reservations) const {
    GainRows gains;
    gains.parties = parties();
    gains.unit = sums_.scale;
    gains.reservations = reservations;
    for (const std::size_t k : of)
      for (std::size_t q = 0; q < parties(); ++q)
        gains.gains.push_back(rows_[k][q] - reservations[q]);
    gains.ideal = largest_gains(gains);
    return gains;
  }

  void choose() {
    std::vector<std::size_t> all(rows_.size());
    for (std::size_t k = 0; k < all.size(); ++k)
      all[k] = k;
    room_.over_all = chosen(gains(all, Row(parties(), 0)), all, plain_gaps_);
    if (room_.listed) find_opposition();
    if (room_.zone.empty()) return;
    GainRows zone = gains(room_.zone, sums_.reservations);
    if (!room_.listed) zone.ideal = ideal_;
    for (std::size_t q = 0; q < zone.ideal.size(); ++q)
      room_.ideal_gains.emplace_back(zone.ideal[q], zone.unit[q]);
    room_.in_zone = chosen(zone, room_.zone, zone_gaps_);
  }

  static std::vector<ScenarioChoice> chosen(const GainRows& gains,
                                            const std::vector<std::size_t>& of, const Gaps& gaps) {
    const PointOrder order(gains);
    std::vector<ScenarioChoice> choices;
    for (const auto& [rule, gap] : gaps) {
      const std::vector<std::size_t> tied = order.best(rule);
      const std::size_t first = tied.front();
      ScenarioChoice choice;
      choice.rule = rule;
      for (const std::size_t k : tied)
        choice.tied.push_back(of[k]);
      for (std::size_t q = 0; q < gains.parties; ++q) {
        if (rule == PointRule::nash && gains.gain(first, q) <= 0) choice.degenerate = true;
        if (rule == PointRule::kalai_smorodinsky && gains.ideal[q] <= 0)
          choice.left_out.push_back(q);
      }
      choice.gap = gap;
      choice.proven = gap == 0;
      if (!choice.proven) choice.tied.resize(1);
      choices.push_back(std::move(choice));
    }
    return choices;
  }

  // Nearest to (1, ..., 1): on the frontier as long as no utility exceeds 1.
  void find_opposition() {
    double least = -1;
    for (const ScenarioPoint& point : room_.frontier) {
      double squared = 0;
      for (const Rational& utility : point.utilities) {
        const double lack = (Rational(1) - utility).to_double();
        squared += lack * lack;
      }
      if (least < 0 || squared < least) least = squared;
    }
    room_.opposition = room_.opposition_least = std::sqrt(std::max(least, 0.0));
  }

  const Scenario& scenario_;
  const ScenarioRoomOptions& options_;
  const CancelToken& cancel_;
  ScenarioSums sums_;
  Points points_;
  Row least_;  // of the packages looked at
  Row ideal_;  // gains, where the frontier is not listed; empty if not known
  // The rules to be answered, and by which fraction what is found may at most be exceeded.
  Gaps zone_gaps_{{PointRule::nash, 0},
                  {PointRule::kalai_smorodinsky, 0},
                  {PointRule::egalitarian, 0},
                  {PointRule::utilitarian, 0},
                  {PointRule::utilitarian_relative, 0}};
  Gaps plain_gaps_{
      {PointRule::nash, 0}, {PointRule::utilitarian, 0}, {PointRule::least_difference, 0}};
  std::vector<Row> rows_;  // of room_.frontier
  ScenarioRoom room_;
};

}  // namespace

ScenarioRoom scenario_room(const Scenario& scenario, const ScenarioRoomOptions& options,
                           const CancelToken& cancel) {
  return ScenarioRoomFinder(scenario, options, cancel).find();
}

}  // namespace caucus
