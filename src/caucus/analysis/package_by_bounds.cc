#include "caucus/analysis/package_by_bounds.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "caucus/analysis/linked_problem.h"
#include "caucus/engine/dual_weights.h"
#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/linked_oracle.h"

namespace caucus {
namespace {

constexpr std::size_t assignments_max = 20'000;
constexpr std::ptrdiff_t demands_max = 300;  // more tie everything together
constexpr unsigned weighted_bits_max = 120;

// What all who are bound need, and nothing of the others: sums begin at 0.
std::vector<Int128> needs(const LinkedProblem& space) {
  std::vector<Int128> least;
  for (std::size_t q = 0; q < space.unit.size(); ++q)
    least.push_back(space.bound[q] ? std::max(Int128{0}, space.reservations[q]) : Int128{0});
  return least;
}

// Nothing where the engine cannot take the question.
std::optional<DirectPoint> asked(const LinkedProblem& space, const GoalOfSums& goal,
                                 const DirectPointOptions& how, const CancelToken& cancel) {
  if (space.free()) return direct_point(FreeOracle(space.linked.space), goal, how, cancel);
  EliminationOptions links;
  links.assignments_max = assignments_max;
  const LinkedOracle oracle(space.linked, links);
  if (oracle.end() != FrontierEnd::complete) return std::nullopt;
  return direct_point(oracle, goal, how, cancel);
}

DirectPointOptions within(const BoundsLimits& limits) {
  DirectPointOptions how;
  how.points_max = limits.slice_points_max;
  how.slices_max = limits.slices_max;
  return how;
}

// The problem as the engine takes it; nothing where it cannot.
std::optional<LinkedProblem> space_of(const Problem& problem, const DemandMask& wanted) {
  if (std::count(wanted.begin(), wanted.end(), true) > demands_max) return std::nullopt;
  LinkedProblem space = linked_problem(problem, wanted);
  if (!space.refusal.empty()) return std::nullopt;
  return space;
}

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

}  // namespace

ZoneTest package_by_bounds(const Problem& problem, const DemandMask& wanted,
                           const BoundsLimits& limits, const CancelToken& cancel) {
  ZoneTest test;
  test.steps = limits.steps;
  const std::optional<LinkedProblem> space = space_of(problem, wanted);
  if (space && space->impossible) test.finding = Finding::none;
  if (!space || space->impossible) return test;
  DirectPointOptions how = within(limits);
  how.any = true;
  const GoalOfSums goal{Goal::largest_minimum, needs(*space), space->unit};
  const std::optional<DirectPoint> found = asked(*space, goal, how, cancel);
  if (!found) return test;
  if (found->end == DirectEnd::no_package) test.finding = Finding::none;
  if (found->end == DirectEnd::found) {
    test.finding = Finding::package;
    test.package = package_of(problem, found->finalists.choice(0));
  }
  return test;
}

BestPackage best_package_by_bounds(const Problem& problem, const DemandMask& wanted,
                                   const std::vector<std::int64_t>& weights,
                                   const BoundsLimits& limits, const CancelToken& cancel) {
  BestPackage result;
  result.steps = limits.steps;
  const std::optional<LinkedProblem> space = space_of(problem, wanted);
  if (space && space->impossible) result.finding = Finding::none;
  if (!space || space->impossible) return result;
  const auto scaled = weights_of_sums(problem, weights);
  if (!scaled) return result;
  const GoalOfSums goal{Goal::largest_sum, needs(*space), {}, *scaled};
  const std::optional<DirectPoint> found = asked(*space, goal, within(limits), cancel);
  if (!found || !found->complete) return result;
  result.finding = found->end == DirectEnd::found ? Finding::package : Finding::none;
  if (found->end != DirectEnd::found) return result;
  // The finalists hold what ties too, and in what order is of no merit.
  for (std::size_t k = 0; k < found->finalists.size(); ++k) {
    Package package = package_of(problem, found->finalists.choice(k));
    const std::vector<std::int64_t> sums = problem.sums(package);
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
