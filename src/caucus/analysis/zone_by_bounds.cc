#include "caucus/analysis/zone_by_bounds.h"

#include <algorithm>

#include "caucus/analysis/linked_problem.h"
#include "caucus/engine/linked_oracle.h"

namespace caucus {
namespace {

// Small: a question is one of thousands.
constexpr std::size_t slice_points_max = 2'000;
constexpr std::size_t slices_max = 6;
constexpr std::size_t assignments_max = 20'000;
constexpr std::ptrdiff_t demands_max = 300;  // more tie everything together
constexpr std::uint64_t steps_per_question = 20'000;

}  // namespace

ZoneTest find_package_by_bounds(const Problem& problem, const DemandMask& wanted,
                                const CancelToken& cancel) {
  ZoneTest test;
  test.steps = steps_per_question;
  if (std::count(wanted.begin(), wanted.end(), true) > demands_max) return test;
  const LinkedProblem space = linked_problem(problem, wanted);
  if (!space.refusal.empty()) return test;
  if (space.impossible) {
    test.finding = Finding::none;
    return test;
  }
  GoalOfSums goal;
  goal.goal = Goal::largest_minimum;
  goal.scales = space.unit;
  for (std::size_t q = 0; q < space.unit.size(); ++q)  // sums begin at 0
    goal.reservations.push_back(space.bound[q] ? std::max(Int128{0}, space.reservations[q])
                                               : Int128{0});
  DirectPointOptions how;
  how.points_max = slice_points_max;
  how.slices_max = slices_max;
  how.any = true;
  const auto ask = [&](const SumOracle& oracle) {
    const DirectPoint found = direct_point(oracle, goal, how, cancel);
    if (found.end == DirectEnd::no_package) test.finding = Finding::none;
    if (found.end != DirectEnd::found) return;
    test.finding = Finding::package;
    test.package = package_of(problem, found.finalists.choice(0));
  };
  if (space.free()) {
    ask(FreeOracle(space.linked.space));
    return test;
  }
  EliminationOptions links;
  links.assignments_max = assignments_max;
  const LinkedOracle oracle(space.linked, links);
  if (oracle.end() == FrontierEnd::complete) ask(oracle);
  return test;
}

}  // namespace caucus
