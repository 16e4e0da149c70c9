#include "caucus/analysis/scenario_room.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "caucus/analysis/scenario_sums.h"
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
    if (options_.cutoff > 0)
      examine_first();
    else if (!find_points())
      return std::move(room_);
    else if (few_packages())
      count();
    show_points();
    choose();
    return std::move(room_);
  }

 private:
  std::size_t parties() const { return sums_.scale.size(); }

  bool find_points() {
    SumFrontierOptions how;
    how.points_max = options_.points_max;
    how.threads = options_.threads;
    const SumFrontier found = sum_frontier(sums_.space, how, cancel_);
    if (found.end != FrontierEnd::complete) {
      room_.refusal = found.end == FrontierEnd::cancelled
                          ? "stopped before the frontier was complete"
                          : fmt::format(
                                "the frontier has more than {} points on the way; ask for "
                                "single points instead",
                                options_.points_max);
      room_.method = {"frontier by sums", false, room_.refusal};
      return false;
    }
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

  // The first packages of GENIUS's order and nothing else.
  void examine_first() {
    const std::size_t n = scenario_.issues.size();
    Choice choice(n, 0);
    std::uint64_t examined = 0, zone = 0;
    for (bool more = true; more && examined < options_.cutoff; ++examined) {
      Row row = sums_of(sums_.space, choice);
      const Row uncapped = row;
      cap(sums_, row.data());
      room_.capped = room_.capped || row != uncapped;
      zone += covers(row, sums_.reservations);
      Reached& reached = points_[row];
      if (reached.packages++ == 0) reached.first = choice;
      more = false;
      for (std::size_t i = 0; i < n && !more; ++i) {
        more = ++choice[i] < sums_.space.options(i);
        if (!more) choice[i] = 0;
      }
    }
    drop_beaten(points_);
    room_.zone_packages = zone;
    room_.method = {"cutoff", std::to_string(examined) == room_.packages,
                    fmt::format("only {} packages were looked at", examined)};
  }

  bool few_packages() const {
    double packages = 1;
    for (const ScenarioIssue& issue : scenario_.issues)
      packages *= static_cast<double>(issue.options.size());
    return packages <= static_cast<double>(options_.packages_max);
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
      point.packages = reached.packages;
      room_.frontier_packages = add_counts(room_.frontier_packages, reached.packages);
      room_.frontier.push_back(std::move(point));
      rows_.push_back(row);
    }
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
    const GainRows plain = gains(all, Row(parties(), 0));
    room_.over_all =
        chosen(plain, all, {PointRule::nash, PointRule::utilitarian, PointRule::least_difference});
    find_opposition();
    if (room_.zone.empty()) return;
    const GainRows zone = gains(room_.zone, sums_.reservations);
    for (std::size_t q = 0; q < parties(); ++q)
      room_.ideal_gains.emplace_back(zone.ideal[q], zone.unit[q]);
    room_.in_zone = chosen(zone, room_.zone,
                           {PointRule::nash, PointRule::kalai_smorodinsky, PointRule::egalitarian,
                            PointRule::utilitarian, PointRule::utilitarian_relative});
  }

  static std::vector<ScenarioChoice> chosen(const GainRows& gains,
                                            const std::vector<std::size_t>& of,
                                            const std::vector<PointRule>& rules) {
    const PointOrder order(gains);
    std::vector<ScenarioChoice> choices;
    for (const PointRule rule : rules) {
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
    room_.opposition = std::sqrt(std::max(least, 0.0));
  }

  const Scenario& scenario_;
  const ScenarioRoomOptions& options_;
  const CancelToken& cancel_;
  ScenarioSums sums_;
  Points points_;
  std::vector<Row> rows_;  // of room_.frontier
  ScenarioRoom room_;
};

}  // namespace

ScenarioRoom scenario_room(const Scenario& scenario, const ScenarioRoomOptions& options,
                           const CancelToken& cancel) {
  return ScenarioRoomFinder(scenario, options, cancel).find();
}

}  // namespace caucus
