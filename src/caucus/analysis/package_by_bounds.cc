#include "caucus/analysis/package_by_bounds.h"

#include <algorithm>
#include <numeric>

#include "caucus/engine/dual_weights.h"
#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/linked_oracle.h"

namespace caucus {
namespace {

constexpr std::size_t assignments_max = 20'000;
constexpr std::ptrdiff_t demands_max = 300;  // more tie everything together
constexpr unsigned weighted_bits_max = 120;
constexpr std::size_t proofs_max = 8;

// The weights for the sums of the engine, which are `times` as large; nothing where the weighted
// sums would be too long.
std::optional<std::vector<Int128>> weights_of_sums(const Problem& problem,
                                                   const std::vector<std::int64_t>& weights) {
  std::int64_t common = 1;
  for (const PartySum& party : problem.parties) {
    if (bits_of(common) + bits_of(party.times) > 62) return std::nullopt;
    common = std::lcm(common, party.times);
  }
  std::vector<Int128> scaled;
  bool any = false;
  for (std::size_t q = 0; q < weights.size(); ++q) {
    const PartySum& party = problem.parties[q];
    scaled.push_back(Int128{weights[q]} * (common / party.times));
    Int128 reach = 0;
    for (const SumTable& table : party.tables)
      reach += Int128{table.best_of_all} * party.times;
    if (scaled[q] > Int128{1} << 31) return std::nullopt;
    if (bits_of(scaled[q]) + bits_of(sum_unit) + bits_of(reach) > weighted_bits_max)
      return std::nullopt;
    any = any || weights[q] > 0;
  }
  if (!any) return std::nullopt;
  return scaled;
}

template <class T>
std::vector<T> of_those(const std::vector<T>& all, const std::vector<std::size_t>& parties) {
  std::vector<T> some;
  for (const std::size_t q : parties)
    some.push_back(all[q]);
  return some;
}

DirectPointOptions within(const BoundsLimits& limits, bool any) {
  DirectPointOptions how;
  how.points_max = limits.slice_points_max;
  how.slices_max = limits.slices_max;
  how.any = any;
  return how;
}

}  // namespace

// What is wanted of the sums: the largest weighted one, or, without weights, just the floors.
struct PackageBounds::Question {
  const LinkedProblem& space;
  std::vector<Int128> least;    // [q] what all who are bound need; nothing of the others
  std::vector<Int128> weights;  // [q], or none

  Question(const Problem& problem, const LinkedProblem& of, const DemandMask& wanted,
           std::vector<Int128> weights_of_sums)
      : space(of), weights(std::move(weights_of_sums)) {
    const std::size_t demands = problem.space->demands.size();
    least.assign(of.unit.size(), 0);  // sums begin at 0
    for (std::size_t d = 0; d < wanted.size() && d < demands; ++d) {
      const auto q = wanted[d] ? problem.floor_of_demand(d) : std::nullopt;
      if (!q) continue;
      const PartySum& party = problem.parties[*q];
      least[*q] = std::max(Int128{0}, Int128{party.floor} * party.times - of.constant[*q]);
    }
  }

  // Whose sums matter; one at least.
  std::vector<std::size_t> parties() const {
    std::vector<std::size_t> some;
    for (std::size_t q = 0; q < least.size(); ++q)
      if (least[q] > 0 || (!weights.empty() && weights[q] > 0)) some.push_back(q);
    if (some.empty()) some.push_back(0);
    return some;
  }

  GoalOfSums goal(const std::vector<std::size_t>& parties) const {
    GoalOfSums goal;
    goal.reservations = of_those(least, parties);
    goal.goal = weights.empty() ? Goal::largest_minimum : Goal::largest_sum;
    if (weights.empty())
      goal.scales = of_those(space.unit, parties);
    else
      goal.weights = of_those(weights, parties);
    return goal;
  }
};

PackageBounds::PackageBounds(const Problem& problem)
    : problem_(problem),
      all_(linked_problem(problem, DemandMask(problem.space->demands.size(), true))) {
  if (all_.refusal.empty() && !all_.impossible) joiner_.emplace(all_.linked);
}

std::optional<JoinedSpace> PackageBounds::joined(const DemandMask& wanted,
                                                 const std::vector<std::size_t>& parties,
                                                 const CancelToken& cancel) {
  if (!joiner_) return std::nullopt;
  const auto binds = [&](std::size_t demand) {
    return demand == LinkedProblem::always_binds || (demand < wanted.size() && wanted[demand]);
  };
  LinksAsked asked;
  asked.parties = parties;
  for (const std::size_t demand : all_.rule_of)
    asked.rules.push_back(binds(demand));
  for (const std::size_t demand : all_.window_of)
    asked.windows.push_back(binds(demand));
  return joiner_->joined(asked, cancel);
}

// Do weights that proved a question like this one hopeless prove it again?
bool PackageBounds::hopeless(const SumOracle& oracle, const GoalOfSums& goal,
                             const std::vector<std::size_t>& parties) const {
  const auto known = proofs_.find(parties);
  if (known == proofs_.end()) return false;
  return std::any_of(
      known->second.rbegin(), known->second.rend(), [&](const std::vector<std::int64_t>& weights) {
        return oracle.best(weights)->worth < weighted(goal.reservations.data(), weights);
      });
}

PackageBounds::Answer PackageBounds::asked_jointly(const Question& question,
                                                   const JoinedSpace& space,
                                                   const BoundsLimits& limits,
                                                   const CancelToken& cancel) {
  Answer answer{DirectEnd::no_package, true, {}};
  if (!space.possible) return answer;
  const std::vector<std::size_t> parties = question.parties();
  const GoalOfSums goal = question.goal(parties);
  const FreeOracle oracle(space.space);
  if (hopeless(oracle, goal, parties)) return answer;
  const DirectPoint point =
      direct_point(oracle, goal, within(limits, question.weights.empty()), cancel);
  if (point.end == DirectEnd::no_package &&
      point.highest < weighted(goal.reservations.data(), point.weights)) {
    auto& proofs = proofs_[parties];
    if (proofs.size() == proofs_max) proofs.erase(proofs.begin());
    proofs.push_back(point.weights);
  }
  answer.end = point.end;
  answer.complete = point.complete;
  for (std::size_t k = 0; k < point.finalists.size(); ++k)
    answer.finalists.push_back(space.choice(point.finalists.choice(k)));
  return answer;
}

// Where the parts are too much by themselves: the elimination of all at once, for this question.
PackageBounds::Answer PackageBounds::asked_at_once(const DemandMask& wanted,
                                                   const std::vector<Int128>& weights,
                                                   const BoundsLimits& limits,
                                                   const CancelToken& cancel) const {
  Answer answer;
  if (std::count(wanted.begin(), wanted.end(), true) > demands_max) return answer;
  const LinkedProblem space = linked_problem(problem_, wanted);
  if (!space.refusal.empty()) return answer;
  if (space.impossible) return {DirectEnd::no_package, true, {}};
  const Question question(problem_, space, wanted, weights);
  std::vector<std::size_t> everybody(space.unit.size());
  std::iota(everybody.begin(), everybody.end(), std::size_t{0});
  EliminationOptions links;
  links.assignments_max = assignments_max;
  const LinkedOracle oracle(space.linked, links);
  if (oracle.end() != FrontierEnd::complete) return answer;
  const DirectPoint point =
      direct_point(oracle, question.goal(everybody), within(limits, weights.empty()), cancel);
  answer.end = point.end;
  answer.complete = point.complete;
  for (std::size_t k = 0; k < point.finalists.size(); ++k)
    answer.finalists.push_back(point.finalists.choice(k));
  return answer;
}

PackageBounds::Answer PackageBounds::asked(const DemandMask& wanted,
                                           const std::vector<Int128>& weights,
                                           const BoundsLimits& limits, const CancelToken& cancel) {
  if (joiner_) {
    const Question question(problem_, all_, wanted, weights);
    if (const auto space = joined(wanted, question.parties(), cancel))
      return asked_jointly(question, *space, limits, cancel);
  }
  return limits.only_joined ? Answer{} : asked_at_once(wanted, weights, limits, cancel);
}

ZoneTest PackageBounds::any(const DemandMask& wanted, const BoundsLimits& limits,
                            const CancelToken& cancel) {
  ZoneTest test;
  test.steps = limits.steps;
  const Answer answer = asked(wanted, {}, limits, cancel);
  if (answer.end == DirectEnd::no_package) test.finding = Finding::none;
  if (answer.end == DirectEnd::found) {
    test.finding = Finding::package;
    test.package = package_of(problem_, answer.finalists.front());
  }
  return test;
}

BestPackage PackageBounds::best(const DemandMask& wanted, const std::vector<std::int64_t>& weights,
                                const BoundsLimits& limits, const CancelToken& cancel) {
  BestPackage result;
  result.steps = limits.steps;
  if (!problem_.refusal.empty()) return result;
  const auto scaled = weights_of_sums(problem_, weights);
  if (!scaled) return result;
  const Answer answer = asked(wanted, *scaled, limits, cancel);
  if (!answer.complete) return result;
  result.finding = answer.end == DirectEnd::found ? Finding::package : Finding::none;
  // The finalists hold what ties too, and in what order is of no merit.
  for (const Choice& finalist : answer.finalists) {
    Package package = package_of(problem_, finalist);
    const std::vector<std::int64_t> sums = problem_.sums(package);
    Int128 worth = 0;
    for (std::size_t q = 0; q < sums.size(); ++q)
      worth += Int128{weights[q]} * sums[q];
    if (result.package && worth <= result.worth) continue;
    result.worth = worth;
    result.package = std::move(package);
  }
  return result;
}

}  // namespace caucus
