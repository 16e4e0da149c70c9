#include "caucus/analysis/stuck.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/analysis/hitting_set.h"
#include "caucus/analysis/ladder.h"
#include "caucus/analysis/marco.h"
#include "caucus/analysis/same_effect.h"
#include "caucus/analysis/stuck_words.h"
#include "caucus/base/assert.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr std::uint64_t ladder_steps_max_each = 2'000'000;
constexpr std::uint64_t hitting_steps_max = 200'000;
// Of so many the search for all, and for the cheapest, may end early.
constexpr std::size_t many_demands = 64;
constexpr std::uint64_t many_steps_max = 50'000'000;
constexpr std::uint64_t many_steps_max_each = 500'000;
constexpr std::uint64_t many_ladder_steps_max_each = 20'000;
constexpr std::uint64_t many_looks_max = 20'000'000;  // at demands of conflicts, for the cheapest
// A way out that lifts more is said without how far each would have to move at least.
constexpr std::size_t climbed_max = 48;

// From firmest to least firm: lines by how sure they are, reservation values, positions.
std::size_t level_of(const Demand& demand) {
  switch (demand.kind) {
    case DemandKind::reservation:
      return 4;
    case DemandKind::position:
      return 8 - static_cast<std::size_t>(demand.firmness);
    default:
      return static_cast<std::size_t>(demand.sure);
  }
}

// Costs whose sums compare as: fewest of the firmest level, then of the next, and so on.
std::vector<UInt128> costs_of(const std::vector<Demand>& demands) {
  std::vector<std::size_t> levels;
  for (const Demand& demand : demands)
    levels.push_back(level_of(demand));
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  std::vector<UInt128> worth(levels.size(), 1);
  for (std::size_t k = levels.size(); k-- > 1;)
    worth[k - 1] = worth[k] * (demands.size() + 1);
  std::vector<UInt128> costs;
  for (const Demand& demand : demands)
    costs.push_back(worth[static_cast<std::size_t>(
        std::lower_bound(levels.begin(), levels.end(), level_of(demand)) - levels.begin())]);
  return costs;
}

UInt128 cost_of(const DemandSet& set, const std::vector<UInt128>& costs) {
  UInt128 sum = 0;
  for (std::size_t demand : members(set))
    sum += costs[demand];
  return sum;
}

// Every relaxation touches every conflict and would not without any one of its demands.
void check_duality(const Explanation& known) {
  for (const DemandSet& relaxation : known.relaxations) {
    DemandSet needed(relaxation.size());
    for (const SmallestConflict& conflict : known.conflicts) {
      const DemandSet touched = conflict.demands & relaxation;
      CAUCUS_ASSERT(touched.any(), "a relaxation touches every sticking point");
      if (touched.count() == 1) needed |= touched;
    }
    CAUCUS_ASSERT(needed == relaxation, "a relaxation is no larger than the sticking points need");
  }
}

class StuckFinder {
 public:
  StuckFinder(const Case& c, const Utilities& utilities, const StuckOptions& options,
              const CancelToken& cancel)
      : case_(c), utilities_(utilities), options_(options), cancel_(cancel) {}

  Stuck find() {
    stuck_.method.name = "search";
    stuck_.demands = demands_once(case_, options_.demands);
    Problem exact = problem(case_, utilities_, stuck_.demands);
    if (!exact.refusal.empty()) leave_reservations_out(exact);
    if (many()) join_alike(exact);
    ZoneTests tests(exact, stuck_.demands.size(), limits(), cancel_);
    if (something_is_stuck(tests)) explain(tests);
    stuck_.method.complete = stuck_.complete;
    if (!stuck_.complete) add_note(tests);
    return std::move(stuck_);
  }

 private:
  void leave_reservations_out(Problem& exact) {
    stuck_.method.note = "Reservation values are left out: " + exact.refusal;
    std::erase_if(stuck_.demands,
                  [](const Demand& demand) { return demand.kind == DemandKind::reservation; });
    exact = problem(case_, utilities_, stuck_.demands);
  }

  bool many() const { return stuck_.demands.size() > many_demands; }

  // Every test, and every look at a set, costs more the more demands there are; the steps of a test
  // count what is checked already.
  std::uint64_t shared_out(std::uint64_t steps) const {
    return many() ? std::max<std::uint64_t>(1, steps * many_demands / stuck_.demands.size())
                  : steps;
  }

  ZoneTestLimits limits() const {
    ZoneTestLimits limits;
    limits.tests_max = shared_out(options_.tests_max);
    limits.steps_max = options_.steps_max;
    if (many()) {  // many questions: none may take it all
      limits.steps_max = std::min(limits.steps_max, many_steps_max);
      limits.steps_max_each = many_steps_max_each;
    }
    return limits;
  }

  // Of many demands those that ask for the same of a party are examined as one.
  void join_alike(Problem& exact) {
    const std::vector<std::size_t> same = same_effect_as(*exact.space);
    std::vector<std::size_t> others(same.size(), 0);
    for (std::size_t d = 0; d < same.size(); ++d)
      if (same[d] != d) ++others[same[d]];
    std::vector<Demand> kept;
    for (std::size_t d = 0; d < same.size(); ++d) {
      if (same[d] != d) continue;
      kept.push_back(std::move(stuck_.demands[d]));
      if (others[d] > 0)
        kept.back().in_words +=
            fmt::format(" (and {} that {} the same)", counted(others[d], "other"),
                        others[d] == 1 ? "asks" : "ask");
    }
    if (kept.size() == same.size()) {
      stuck_.demands = std::move(kept);
      return;
    }
    std::string& note = stuck_.method.note;
    if (!note.empty()) note += " ";
    note += fmt::format("{} demands ask for the same as others of their party; {} are examined.",
                        same.size() - kept.size(), kept.size());
    stuck_.demands = std::move(kept);
    exact = problem(case_, utilities_, stuck_.demands);
  }

  void add_note(const ZoneTests& tests) {
    std::string& note = stuck_.method.note;
    if (!note.empty()) note += " ";
    if (cancel_.cancelled())
      note += "Stopped before all was searched.";
    else
      note += fmt::format(
          "{} zone tests were made, of which {} were not decided within the limit; "
          "what is shown is the first that was found, and there may be further sticking points and "
          "relaxations.",
          tests.searches(), tests.undecided());
  }

  bool something_is_stuck(ZoneTests& tests) {
    const DemandSet all = all_of(stuck_.demands.size());
    const Finding together = tests.can_stand(all);
    if (together == Finding::package) {
      stuck_.package = tests.package();
      return false;
    }
    const Finding alone = tests.can_stand(DemandSet(all.size()));
    stuck_.rules_leave_nothing = alone == Finding::none;
    if (stuck_.rules_leave_nothing) return false;
    if (together == Finding::undecided || alone == Finding::undecided) {
      stuck_.complete = false;
      return false;
    }
    return true;
  }

  void explain(ZoneTests& tests) {
    costs_ = costs_of(stuck_.demands);
    std::vector<std::size_t> firmest_first(stuck_.demands.size());
    for (std::size_t d = 0; d < firmest_first.size(); ++d)
      firmest_first[d] = d;
    Explanation known;
    known.conflicts.push_back(quick_xplain(tests, firmest_first));
    if (many()) grow_one(tests, known);
    MarcoLimits map;
    map.map_steps_max = shared_out(map.map_steps_max);
    map.answers_max = shared_out(map.answers_max);
    if (!find_cheapest(tests, known)) stuck_.complete = find_all(tests, known, map);
    drop_larger(known);
    for (const SmallestConflict& conflict : known.conflicts)
      stuck_.complete = stuck_.complete && conflict.undecided == 0;
    if (stuck_.complete) check_duality(known);
    stuck_.sticking_points_found = known.conflicts.size();
    stuck_.relaxations_found = known.relaxations.size();
    show_conflicts(tests, known);
    show_relaxations(tests, known);
    stuck_.ways_out = ways_out_sentence(stuck_);
  }

  // A way out even where the search for the cheapest ones ends early: demands stand, firmest first,
  // as long as they can.
  void grow_one(ZoneTests& tests, Explanation& known) const {
    DemandSet stands(stuck_.demands.size());
    if (grow(tests, 0, stuck_.demands.size(), stands)) known.relaxations.push_back(~stands);
  }

  // Adds those of a stretch of demands that can stand too, together where they can; false if a test
  // was not decided.
  static bool grow(ZoneTests& tests, std::size_t first, std::size_t end, DemandSet& stands) {
    DemandSet more = stands;
    for (std::size_t d = first; d < end; ++d)
      more.set(d);
    if (more == stands) return true;
    const Finding finding = tests.can_stand(more);
    if (finding == Finding::package) stands = tests.package_meets();
    if (finding == Finding::package || end - first == 1) return finding != Finding::undecided;
    const std::size_t middle = first + (end - first) / 2;
    return grow(tests, first, middle, stands) && grow(tests, middle, end, stands);
  }

  // The cheapest relaxations, as many as are shown; true if these are all, and by duality all
  // conflicts are known too.
  bool find_cheapest(ZoneTests& tests, Explanation& known) {
    std::uint64_t looked_at = 0;
    while (known.relaxations.size() < options_.relaxations_max && !tests.stopped()) {
      looked_at += known.conflicts.size() * stuck_.demands.size();
      if (many() && looked_at > many_looks_max) return false;
      HittingSetTask task;
      for (const SmallestConflict& conflict : known.conflicts)
        task.conflicts.push_back(conflict.demands);
      task.blocked = known.relaxations;
      task.cost = costs_;
      task.steps_max = shared_out(hitting_steps_max);
      const HittingSetAnswer answer = cheapest_hitting_set(task);
      if (!answer.complete) return false;
      if (!answer.set) return true;
      const Finding without = tests.can_stand(~*answer.set);
      if (without == Finding::undecided) return false;
      if (without == Finding::package)
        known.relaxations.push_back(*answer.set);
      else
        known.conflicts.push_back(quick_xplain(tests, members(~*answer.set)));
    }
    return false;
  }

  // A conflict that was not proven smallest may hold another one.
  static void drop_larger(Explanation& known) {
    std::vector<SmallestConflict> kept;
    for (const SmallestConflict& conflict : known.conflicts)
      if (std::none_of(known.conflicts.begin(), known.conflicts.end(), [&](const auto& other) {
            return other.demands != conflict.demands &&
                   other.demands.is_subset_of(conflict.demands);
          }))
        kept.push_back(conflict);
    known.conflicts = std::move(kept);
  }

  std::vector<PartyId> owners_of(const std::vector<std::size_t>& positions) const {
    std::vector<PartyId> owners;
    for (std::size_t d : positions)
      owners.push_back(stuck_.demands[d].party);
    std::sort(owners.begin(), owners.end());
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
    return owners;
  }

  void show_conflicts(ZoneTests& tests, Explanation& known) {
    const auto rank = [&](const SmallestConflict& conflict) {
      const auto demands = members(conflict.demands);
      return std::tuple(owners_of(demands).size() == 1, demands.size(), demands);
    };
    std::sort(known.conflicts.begin(), known.conflicts.end(),
              [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    const std::size_t shown = std::min(known.conflicts.size(), options_.sticking_points_max);
    for (std::size_t at = 0; at < shown; ++at)
      stuck_.sticking_points.push_back(sticking_point(tests, known.conflicts[at], known));
  }

  StickingPoint sticking_point(ZoneTests& tests, const SmallestConflict& conflict,
                               const Explanation& known) {
    StickingPoint point;
    point.demands = members(conflict.demands);
    point.owners = owners_of(point.demands);
    point.proven_minimal = conflict.undecided == 0;
    for (std::size_t d : point.demands) {
      DemandSet rest = conflict.demands;
      rest.reset(d);
      const bool can = tests.can_stand(rest) == Finding::package;
      point.without.push_back(can ? tests.package() : Package());
      point.lifting.push_back(lifting_sentence(outcome_of_lifting(d, known)));
      if (stuck_.demands[d].kind == DemandKind::reservation)
        add_team_note(tests, conflict.demands, d, point);
    }
    point.sentence = conflict_sentence(case_, stuck_, point, conflict.undecided);
    return point;
  }

  LiftingOutcome outcome_of_lifting(std::size_t d, const Explanation& known) const {
    LiftingOutcome outcome;
    outcome.found = known.conflicts.size();
    outcome.complete = stuck_.complete;
    for (const SmallestConflict& conflict : known.conflicts)
      if (conflict.demands[d]) ++outcome.settled;
    const DemandSet alone = set_of(stuck_.demands.size(), {d});
    outcome.makes_room = std::find(known.relaxations.begin(), known.relaxations.end(), alone) !=
                         known.relaxations.end();
    return outcome;
  }

  // The most that the owner of a reservation value can reach while the rest of the conflict stands.
  void add_team_note(ZoneTests& tests, const DemandSet& conflict, std::size_t d,
                     StickingPoint& point) {
    const Problem& exact = tests.problem();
    const auto q = exact.floor_of_demand(d);
    if (!q) return;
    DemandMask others(stuck_.demands.size());
    for (std::size_t other : members(conflict))
      others[other] = other != d;
    std::vector<std::int64_t> weights(exact.parties.size(), 0);
    weights[*q] = 1;
    SearchOptions search;
    search.steps_max = ladder_steps_max_each;
    const BestPackage best = tests.finder().best(others, weights, search, cancel_);
    if (best.finding != Finding::package) return;
    const PartySum& party = exact.parties[*q];
    const Rational reached = party.utility(exact.sums(*best.package)[*q]) * Rational(100);
    const Rational wanted = utilities_[*q].reservation * Rational(100);
    point.team_notes.push_back(
        fmt::format("{}, {} reaches {} of 100 at most; no agreement is read to be worth {} to it.",
                    point.demands.size() == 1 ? "Whatever the trade" : "If the others stand",
                    case_.parties[party.party].name, reached.to_decimal(1), wanted.to_decimal(1)));
  }

  void show_relaxations(ZoneTests& tests, Explanation& known) {
    std::sort(known.relaxations.begin(), known.relaxations.end(),
              [&](const DemandSet& a, const DemandSet& b) {
                return std::pair(cost_of(a, costs_), members(a)) <
                       std::pair(cost_of(b, costs_), members(b));
              });
    const std::vector<DemandSet> shown = chosen(known.relaxations);
    DemandSet climbed(stuck_.demands.size());
    for (const DemandSet& relaxation : shown)
      if (relaxation.count() <= climbed_max) climbed |= relaxation;
    Ladders ladders(case_, utilities_, stuck_.demands, climbed,
                    many() ? many_ladder_steps_max_each : ladder_steps_max_each);
    for (const DemandSet& lifted : shown) {
      Relaxation relaxation;
      relaxation.demands = members(lifted);
      relaxation.owners = owners_of(relaxation.demands);
      CAUCUS_ASSERT(tests.can_stand(~lifted) == Finding::package, "a relaxation makes room");
      Climb climb = lifted.count() <= climbed_max
                        ? ladders.climb(relaxation.demands, tests.package(), cancel_)
                        : without_climbing(relaxation.demands, tests.package());
      for (const Move& move : climb.moves)
        relaxation.steps.push_back(step_in_words(case_, move));
      relaxation.package = std::move(climb.package);
      relaxation.sentence = relaxation_sentence(case_, climb.moves);
      stuck_.relaxations.push_back(std::move(relaxation));
    }
  }

  Climb without_climbing(const std::vector<std::size_t>& lifted, const Package& package) const {
    Climb climb{{}, package, true};
    for (const std::size_t d : lifted) {
      const Demand& demand = stuck_.demands[d];
      climb.moves.push_back(
          {demand.party, std::nullopt, "", "does not hold to " + held_words(demand)});
    }
    return climb;
  }

  // The cheapest, but so that each party that could make room by moving alone is among them.
  std::vector<DemandSet> chosen(const std::vector<DemandSet>& sorted) const {
    const std::size_t most = std::min(options_.relaxations_max, sorted.size());
    std::vector<DemandSet> shown(sorted.begin(),
                                 sorted.begin() + static_cast<std::ptrdiff_t>(most));
    std::vector<std::vector<PartyId>> alone;
    std::vector<DemandSet> missing;
    for (std::size_t at = 0; at < sorted.size(); ++at) {
      const std::vector<PartyId> owners = owners_of(members(sorted[at]));
      if (owners.size() != 1 || std::find(alone.begin(), alone.end(), owners) != alone.end())
        continue;
      alone.push_back(owners);
      if (at >= most) missing.push_back(sorted[at]);
    }
    if (missing.size() >= shown.size()) return shown;
    shown.resize(shown.size() - missing.size());
    shown.insert(shown.end(), missing.begin(), missing.end());
    return shown;
  }

  const Case& case_;
  const Utilities& utilities_;
  const StuckOptions& options_;
  CancelToken cancel_;
  std::vector<UInt128> costs_;
  Stuck stuck_;
};

}  // namespace

Stuck stuck(const Case& c, const Utilities& utilities, const StuckOptions& options,
            const CancelToken& cancel) {
  return StuckFinder(c, utilities, options, cancel).find();
}

}  // namespace caucus
