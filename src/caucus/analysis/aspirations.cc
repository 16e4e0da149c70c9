#include "caucus/analysis/aspirations.h"

#include <algorithm>

#include "caucus/analysis/linked_problem.h"
#include "caucus/analysis/scenario_sums.h"
#include "caucus/engine/box_search.h"
#include "caucus/engine/linked_oracle.h"

namespace caucus {
namespace {

using Row = std::vector<Int128>;

struct Met {
  Finding finding = Finding::undecided;
  Choice choice;
};

// What a space is asked: a package above floors, and the most of one party above them.
class Reach {
 public:
  virtual ~Reach() = default;
  virtual Met meets(const Row& floors) const = 0;
  // The largest sum of a party found, and whether it is proved to be; nothing if none was found.
  virtual std::optional<std::pair<Int128, bool>> most(std::size_t q, const Row& floors) const = 0;
  virtual Row sums(const Choice& choice) const = 0;
};

class OracleReach : public Reach {
 public:
  OracleReach(const SumOracle& oracle, Row unit, const CancelToken& cancel)
      : oracle_(oracle), unit_(std::move(unit)), cancel_(cancel) {}

  Met meets(const Row& floors) const override {
    GoalOfSums goal;
    goal.goal = Goal::largest_minimum;
    goal.reservations = floors;
    goal.scales = unit_;
    const DirectPoint found = direct_point(oracle_, goal, limits(), cancel_);
    if (found.end == DirectEnd::found) return {Finding::package, found.finalists.choice(0)};
    return {found.end == DirectEnd::no_package ? Finding::none : Finding::undecided, {}};
  }

  std::optional<std::pair<Int128, bool>> most(std::size_t q, const Row& floors) const override {
    GoalOfSums goal;
    goal.goal = Goal::largest_sum;
    goal.reservations = floors;
    goal.weights.assign(floors.size(), 0);
    goal.weights[q] = 1;
    const DirectPoint found = direct_point(oracle_, goal, limits(), cancel_);
    if (found.end != DirectEnd::found) return std::nullopt;
    Int128 most = found.finalists.row(0)[q];
    for (std::size_t k = 1; k < found.finalists.size(); ++k)
      most = std::max(most, found.finalists.row(k)[q]);
    return std::pair(most, found.complete);
  }

  Row sums(const Choice& choice) const override { return oracle_.sums(choice); }

 private:
  static DirectPointOptions limits() {
    DirectPointOptions how;
    how.points_max = 20'000;
    return how;
  }

  const SumOracle& oracle_;
  Row unit_;
  const CancelToken& cancel_;
};

class BoxReach : public Reach {
 public:
  BoxReach(const BoxSpace& boxes, const CancelToken& cancel)
      : boxes_(boxes), graph_(box_graph(boxes)), cancel_(cancel) {}

  Met meets(const Row& floors) const override {
    const BoxSearchAnswer found = BoxSearch(graph_).at_least(floors, steps_max, cancel_);
    if (!found.decided) return {};
    if (!found.found) return {Finding::none, {}};
    return {Finding::package, package_of(boxes_, graph_, found.chosen)};
  }

  // By halving: what a package is there for, and what none is.
  std::optional<std::pair<Int128, bool>> most(std::size_t q, const Row& floors) const override {
    Row least = floors;
    Met met = meets(least);
    if (met.finding != Finding::package) return std::nullopt;
    Int128 reached = sums(met.choice)[q], above = reached + 1;
    for (const SpaceBox& box : boxes_.boxes)
      if (box.party == q) above += box.worth < 0 ? -box.worth : box.worth;
    while (above - reached > 1) {
      least[q] = reached + (above - reached) / 2;
      met = meets(least);
      if (met.finding == Finding::undecided) return std::pair(reached, false);
      if (met.finding == Finding::package)
        reached = sums(met.choice)[q];
      else
        above = least[q];
    }
    return std::pair(reached, true);
  }

  Row sums(const Choice& choice) const override { return sums_of(boxes_, choice); }

 private:
  static constexpr std::uint64_t steps_max = 20'000'000;

  const BoxSpace& boxes_;
  BoxGraph graph_;
  const CancelToken& cancel_;
};

struct Asked {
  Row unit, constant;  // utility = (sum + constant) / unit
  Row floors;          // without any wish
  std::vector<std::optional<Int128>> caps;
};

class Asking {
 public:
  Asking(const Reach& reach, Asked asked, const Aspirations& wishes)
      : reach_(reach), asked_(std::move(asked)), p_(asked_.unit.size()) {
    for (std::size_t q = 0; q < p_; ++q) {
      if (!wishes[q]) continue;
      const Rational sum = *wishes[q] * Rational(asked_.unit[q]) - Rational(asked_.constant[q]);
      least_.emplace_back(q, sum.ceil());
    }
  }

  AspirationAnswer answer(Choice& choice) const {
    AspirationAnswer answer;
    Met met = meets(least_);
    answer.finding = met.finding;
    if (met.finding == Finding::package) {
      const Row sums = reach_.sums(met.choice);
      for (std::size_t q = 0; q < p_; ++q)
        answer.utilities.push_back(utility(q, sums[q]));
      choice = std::move(met.choice);
    }
    if (met.finding == Finding::none) explain(answer);
    return answer;
  }

 private:
  using Least = std::vector<std::pair<std::size_t, Int128>>;

  Row floors(const Least& wanted) const {
    Row floors = asked_.floors;
    for (const auto& [q, least] : wanted)
      floors[q] = std::max(floors[q], least);
    return floors;
  }

  Met meets(const Least& wanted) const {
    for (const auto& [q, least] : wanted)
      if (asked_.caps[q] && least > *asked_.caps[q]) return {Finding::none, {}};
    return reach_.meets(floors(wanted));
  }

  Rational utility(std::size_t q, Int128 sum) const {
    if (asked_.caps[q]) sum = std::min(sum, *asked_.caps[q]);
    return Rational(sum + asked_.constant[q], asked_.unit[q]);
  }

  void explain(AspirationAnswer& answer) const {
    Least left = least_;
    for (std::size_t k = 0; k < left.size();) {
      Least without = left;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(k));
      const Finding found = meets(without).finding;
      if (found == Finding::undecided) answer.proven_minimal = false;
      if (found == Finding::none)
        left = std::move(without);
      else
        ++k;
    }
    for (std::size_t k = 0; k < left.size(); ++k) {
      Least others = left;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
      const std::size_t q = left[k].first;
      answer.conflict.push_back(q);
      const auto most = reach_.most(q, floors(others));
      answer.most.push_back(
          {q, most ? std::optional(utility(q, most->first)) : std::nullopt, most && most->second});
    }
  }

  const Reach& reach_;
  Asked asked_;
  std::size_t p_;
  Least least_;
};

}  // namespace

AspirationAnswer aspirations(const Case& c, const Utilities& utilities, const Aspirations& wishes,
                             const RoomOptions& options, const CancelToken& cancel) {
  AspirationAnswer answer;
  const std::vector<Demand> standing = demands(c, options.demands);
  const Problem exact = problem(c, utilities, standing);
  const LinkedProblem space = linked_problem(exact, DemandMask(standing.size(), true));
  answer.refusal = space.refusal;
  if (!answer.refusal.empty()) return answer;
  if (space.impossible) {
    answer.finding = Finding::none;
    return answer;
  }
  const FreeOracle free_oracle(space.linked.space);
  std::optional<LinkedOracle> linked_oracle;
  if (!space.free()) {
    linked_oracle.emplace(space.linked, EliminationOptions{});
    if (linked_oracle->end() != FrontierEnd::complete) {
      answer.refusal = "rules and demands tie too many issues together";
      return answer;
    }
  }
  const SumOracle& oracle =
      linked_oracle ? static_cast<const SumOracle&>(*linked_oracle) : free_oracle;
  Asked asked{space.unit, space.constant, Row(space.unit.size(), 0), {}};
  asked.caps.resize(space.unit.size());
  for (std::size_t q = 0; q < space.unit.size(); ++q)
    if (space.bound[q]) asked.floors[q] = std::max(Int128{0}, space.reservations[q]);
  const OracleReach reach(oracle, space.unit, cancel);
  Choice choice;
  answer = Asking(reach, std::move(asked), wishes).answer(choice);
  if (answer.finding == Finding::package) answer.package = package_of(exact, choice);
  return answer;
}

AspirationAnswer aspirations(const Scenario& scenario, const Aspirations& wishes,
                             const CancelToken& cancel) {
  AspirationAnswer answer;
  ScenarioSums sums = scenario_sums(scenario);
  answer.refusal = sums.refusal;
  if (sums.form == ScenarioForm::trees)
    answer.refusal = "a utility is joined by min or max: no search takes it";
  if (sums.form == ScenarioForm::boxes && !worths_fit(sums.boxes))
    answer.refusal = "the sums of boxes need more than 62 bits";
  if (!answer.refusal.empty()) return answer;
  const std::size_t p = sums.scale.size();
  Asked asked{sums.scale, Row(p, 0), Row(p, 0), sums.caps};
  for (std::size_t q = 0; q < p; ++q)  // what is not stated, any package is good enough for
    asked.floors[q] = sums.stated_reservations[q]       ? *sums.stated_reservations[q]
                      : sums.form == ScenarioForm::sums ? sums.reservations[q]
                                                        : least_sums(sums.boxes)[q];
  const FreeOracle oracle(sums.space);
  Choice choice;
  if (sums.form == ScenarioForm::boxes)
    answer = Asking(BoxReach(sums.boxes, cancel), std::move(asked), wishes).answer(choice);
  else
    answer =
        Asking(OracleReach(oracle, sums.scale, cancel), std::move(asked), wishes).answer(choice);
  answer.options.assign(choice.begin(), choice.end());
  return answer;
}

}  // namespace caucus
