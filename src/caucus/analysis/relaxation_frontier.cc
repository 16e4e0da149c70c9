#include "caucus/analysis/relaxation_frontier.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "caucus/analysis/ladder.h"
#include "caucus/analysis/package_space.h"
#include "caucus/analysis/worth_tables.h"
#include "caucus/base/text.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr std::size_t table_entries_max = 200'000;
// Looks at options and entries, over all demands; some ten million a second.
constexpr std::size_t looks_max = 30'000'000;

// Demands whose steps can be counted within reason? Their ladders compare options pairwise.
bool countable(const Case& c, const std::vector<Demand>& demands) {
  std::size_t looks = 0;
  for (const Demand& demand : demands) {
    if (!demand.is) continue;
    const std::vector<IssueId> scope = named_issues(c, *demand.is);
    const std::size_t entries = combinations(c, scope, table_entries_max);
    looks += scope.size() == 1 ? entries * (entries / 8 + 1) : entries;
    if (looks > looks_max) return false;
  }
  return true;
}

class StepCounter {
 public:
  StepCounter(const Case& c, const Utilities& utilities, const std::vector<Demand>& demands,
              const Rational& reservation_step)
      : case_(c), utilities_(utilities), demands_(demands), reservation_step_(reservation_step) {
    for (const Demand& demand : demands)
      ladders_.push_back(ladder(c, demand));
  }

  // How far the package makes the owner of a demand move.
  DemandSteps steps(std::size_t d, const Package& package) const {
    if (!demands_[d].is) return reservation_steps(d, package);
    if (meets(*demands_[d].is, package)) return {d, 0, false};
    const std::vector<Rung>& rungs = ladders_[d].rungs;
    const auto met = [&](const Rung& rung) { return meets(rung.is, package); };
    if (ladders_[d].kind == LadderKind::apart) return {d, 1, std::ranges::none_of(rungs, met)};
    // Every rung admits what those before it admit.
    const auto first = std::ranges::partition_point(rungs, std::not_fn(met));
    return {d, static_cast<std::uint64_t>(first - rungs.begin()) + 1, first == rungs.end()};
  }

  // The steps of a demand that is no reservation value, with a minus sign, over the issues that it
  // names; nothing if these are too many.
  std::optional<WorthTable> table(std::size_t d) const {
    std::vector<IssueId> scope = named_issues(case_, *demands_[d].is);
    if (combinations(case_, scope, table_entries_max) > table_entries_max) return std::nullopt;
    return table_over(case_, std::move(scope), [&](const Package& package) {
      return -Rational(static_cast<Int128>(steps(d, package).steps));
    });
  }

  const Utility* utility_of(PartyId party) const {
    const auto found = std::ranges::find(utilities_, party, &Utility::party);
    return found == utilities_.end() ? nullptr : &*found;
  }

 private:
  bool meets(const Expression& is, const Package& package) const {
    return truth(case_, is, package) != Truth::impossible;
  }

  DemandSteps reservation_steps(std::size_t d, const Package& package) const {
    const Utility* utility = utility_of(demands_[d].party);
    if (utility == nullptr) return {d, 0, false};
    const Rational missing = utility->reservation - utility->of(case_, package);
    if (missing <= 0) return {d, 0, false};
    return {d, static_cast<std::uint64_t>((missing / reservation_step_).ceil()), false};
  }

  const Case& case_;
  const Utilities& utilities_;
  const std::vector<Demand>& demands_;
  const Rational reservation_step_;
  std::vector<Ladder> ladders_;  // by demand
};

class RelaxationFinder {
 public:
  RelaxationFinder(const Case& c, const Utilities& utilities,
                   const RelaxationFrontierOptions& options, const CancelToken& cancel)
      : case_(c), options_(options), cancel_(cancel) {
    out_.demands = demands_once(c, options.demands);
    for (const PartyId party : c.parties.ids())
      if (std::ranges::find(out_.demands, party, &Demand::party) != out_.demands.end())
        out_.parties.push_back(party);
    if (countable(c, out_.demands))
      counter_.emplace(c, utilities, out_.demands, options.reservation_step);
    else
      out_.method = {"frontier", false,
                     fmt::format("{} demands are too many for their steps to be counted.",
                                 out_.demands.size())};
  }

  RelaxationFrontier find() && {
    if (!counter_) return std::move(out_);
    const Utilities coordinates = all_coordinates();
    if (!out_.method.complete) return std::move(out_);
    RoomOptions how;
    how.over = FrontierOver::feasible;
    how.points = false;
    how.packages_max = options_.packages_max;
    how.points_max = options_.points_max;
    for (const Demand& demand : out_.demands)
      how.demands.lifted.push_back(demand.id);
    const Room room = caucus::room(case_, coordinates, how, cancel_);
    out_.method = room.method;
    std::vector<Package> packages;
    for (const Point& point : room.frontier)
      packages.push_back(point.package);
    if (coordinates.empty() && room.example) packages.push_back(*room.example);
    if (packages.empty() && room.decided && room.example) not_listed();
    for (const Package& package : packages)
      out_.points.push_back(point_of(package));
    keep_least();
    return std::move(out_);
  }

 private:
  // One utility per party for all its lines and positions, and its own one where its reservation
  // value is examined.
  Utilities all_coordinates() {
    Utilities coordinates;
    for (const PartyId party : out_.parties) {
      Utility steps;
      steps.party = party;
      const Utility* own = nullptr;
      for (std::size_t d = 0; d < out_.demands.size(); ++d) {
        if (out_.demands[d].party != party) continue;
        if (!out_.demands[d].is) {
          own = counter_->utility_of(party);
          continue;
        }
        auto table = counter_->table(d);
        if (!table) {
          too_wide(out_.demands[d]);
          return {};
        }
        steps.tables.push_back(std::move(*table));
      }
      if (!steps.tables.empty()) {
        const Extremes range = extremes(case_, steps.tables);
        steps.worst = range.worst;
        steps.best = range.best;
        coordinates.push_back(std::move(steps));
      }
      if (own != nullptr) coordinates.push_back(*own);
    }
    return coordinates;
  }

  void too_wide(const Demand& demand) {
    out_.method = {"frontier", false,
                   demand.in_words + " joins too many issues for its steps to be counted."};
  }

  void not_listed() {
    out_.method.complete = false;
    if (out_.method.note.empty())
      out_.method.note = "There are too many ways to list them; `caucus stuck` has the cheapest.";
  }

  RelaxationPoint point_of(const Package& package) const {
    RelaxationPoint point{std::vector<std::uint64_t>(out_.parties.size(), 0), {}, package};
    for (std::size_t d = 0; d < out_.demands.size(); ++d) {
      const DemandSteps moved = counter_->steps(d, package);
      if (moved.steps == 0) continue;
      const auto q = std::ranges::find(out_.parties, out_.demands[d].party) - out_.parties.begin();
      point.steps[static_cast<std::size_t>(q)] += moved.steps;
      point.moves.push_back(moved);
    }
    return point;
  }

  static bool asks_no_more(const RelaxationPoint& a, const RelaxationPoint& b) {
    for (std::size_t q = 0; q < a.steps.size(); ++q)
      if (a.steps[q] > b.steps[q]) return false;
    return true;
  }

  // Points of the room's frontier that differ only in what exceeds a reservation value, or in
  // whether a line or a reservation moves, may be as far or farther for all parties. The first of
  // equal ones stays.
  void keep_least() {
    std::ranges::stable_sort(out_.points, {}, &RelaxationPoint::steps);
    std::vector<RelaxationPoint> kept;
    for (RelaxationPoint& point : out_.points)
      if (std::ranges::none_of(kept, [&](const auto& k) { return asks_no_more(k, point); }))
        kept.push_back(std::move(point));
    out_.points = std::move(kept);
  }

  const Case& case_;
  const RelaxationFrontierOptions& options_;
  const CancelToken& cancel_;
  RelaxationFrontier out_;
  std::optional<StepCounter> counter_;
};

}  // namespace

RelaxationFrontier relaxation_frontier(const Case& c, const Utilities& utilities,
                                       const RelaxationFrontierOptions& options,
                                       const CancelToken& cancel) {
  return RelaxationFinder(c, utilities, options, cancel).find();
}

std::string moves_sentence(const Case& c, const RelaxationFrontier& frontier,
                           const RelaxationPoint& point) {
  std::vector<std::string> parties;
  for (std::size_t q = 0; q < frontier.parties.size(); ++q) {
    const PartyId party = frontier.parties[q];
    if (point.steps[q] == 0) {
      parties.push_back(c.parties[party].name + " stays");
      continue;
    }
    std::vector<std::string> moves;
    for (const DemandSteps& moved : point.moves) {
      const Demand& demand = frontier.demands[moved.demand];
      if (demand.party != party) continue;
      moves.push_back(moved.lifted ? held_words(demand) + " lifted"
                                   : fmt::format("{} by {}", held_words(demand), moved.steps));
    }
    parties.push_back(fmt::format("{} {}: {}", c.parties[party].name,
                                  counted(point.steps[q], "step"), fmt::join(moves, ", ")));
  }
  return fmt::format("{}.", fmt::join(parties, "; "));
}

}  // namespace caucus
