#include "caucus/analysis/package_search.h"

#include <algorithm>
#include <limits>
#include <map>

#include "caucus/analysis/running_bound.h"
#include "caucus/base/assert.h"

namespace caucus {
namespace {

// A table of a weighted sum over several parties.
struct WeightedTable {
  std::vector<std::uint16_t> depths;
  std::vector<std::vector<Int128>> best;
  Int128 best_of_all = 0;
};

struct WeightedSum {
  std::vector<WeightedTable> tables;
  Int128 constant = 0;
};

// Adds a table to one whose scope contains its own.
void add_within(const PackageSpace& space, const SumTable& from, Int128 weight, WeightedTable& to) {
  const std::size_t k = to.depths.size();
  std::vector<std::size_t> step(k, 0);  // in `from`, of each dimension of `to`
  std::size_t width = 1;
  for (std::size_t j = from.depths.size(); j-- > 0;) {
    const auto at = std::lower_bound(to.depths.begin(), to.depths.end(), from.depths[j]);
    step[static_cast<std::size_t>(at - to.depths.begin())] = width;
    width *= space.slots[from.depths[j]];
  }
  std::vector<std::size_t> digits(k, 0);
  std::size_t entry = 0;
  for (Int128& worth : to.best.back()) {
    worth += weight * from.best.back()[entry];
    for (std::size_t j = k; j-- > 0;) {
      entry += step[j];
      if (++digits[j] < space.slots[to.depths[j]]) break;
      entry -= digits[j] * step[j];
      digits[j] = 0;
    }
  }
}

void set_best(const PackageSpace& space, WeightedTable& table) {
  for (std::size_t j = table.depths.size() - 1; j-- > 0;) {
    const std::size_t width = space.slots[table.depths[j + 1]];
    const std::vector<Int128>& finer = table.best[j + 1];
    table.best[j].resize(finer.size() / width);
    for (std::size_t entry = 0; entry < table.best[j].size(); ++entry)
      table.best[j][entry] =
          *std::max_element(finer.begin() + static_cast<std::ptrdiff_t>(entry * width),
                            finer.begin() + static_cast<std::ptrdiff_t>((entry + 1) * width));
  }
  table.best_of_all = *std::max_element(table.best.front().begin(), table.best.front().end());
}

// The weighted sum, its tables merged: what two parties want of one issue is opposed in one table,
// so its best is far below the sum of the two bests.
WeightedSum weighted_sum(const Problem& problem, const std::vector<std::int64_t>& weights) {
  struct Summand {
    const SumTable* table;
    std::int64_t weight;
  };
  std::vector<Summand> summands;
  WeightedSum sum;
  for (std::size_t q = 0; q < weights.size(); ++q) {
    if (weights[q] == 0) continue;
    sum.constant += Int128{weights[q]} * problem.parties[q].constant;
    for (const SumTable& table : problem.parties[q].tables)
      summands.push_back({&table, weights[q]});
  }
  std::stable_sort(summands.begin(), summands.end(), [](const Summand& a, const Summand& b) {
    return a.table->depths.size() > b.table->depths.size();
  });
  for (const Summand& summand : summands) {
    const std::vector<std::uint16_t>& depths = summand.table->depths;
    auto home = std::find_if(sum.tables.begin(), sum.tables.end(), [&](const WeightedTable& t) {
      return std::includes(t.depths.begin(), t.depths.end(), depths.begin(), depths.end());
    });
    if (home == sum.tables.end()) {
      WeightedTable fresh;
      fresh.depths = depths;
      fresh.best.resize(depths.size());
      fresh.best.back().assign(summand.table->best.back().size(), 0);
      home = sum.tables.insert(sum.tables.end(), std::move(fresh));
    }
    add_within(*problem.space, *summand.table, summand.weight, *home);
  }
  for (WeightedTable& table : sum.tables)
    set_best(*problem.space, table);
  return sum;
}

class PackageSearch {
 public:
  PackageSearch(const Problem& problem, const DemandMask& wanted, const SearchOptions& options,
                const CancelToken& cancel)
      : problem_(problem),
        space_(*problem.space),
        options_(options),
        cancel_(cancel),
        slot_(space_.slots.size(), 0),
        checks_(space_.slots.size()),
        alone_(space_.slots.size()),
        order_(space_.slots.size()) {
    for (const Constraint& constraint : space_.constraints)
      if (constraint.kind != ConstraintKind::demand || is_wanted(wanted, constraint.subject))
        add_checks(constraint);
    for (std::size_t d = 0; d < space_.demands.size(); ++d)
      if (is_wanted(wanted, d)) add_floor(d);
    add_floors_together();
  }

  // Keeps only packages with a larger weighted sum than the best so far.
  void maximise(const std::vector<std::int64_t>& weights) {
    objective_sum_ = weighted_sum(problem_, weights);
    objective_.emplace(space_, std::span<const WeightedTable>(objective_sum_.tables),
                       objective_sum_.constant);
  }

  void run() {
    if (!possible_ || !floors_within_reach(0)) return;
    descend(0);
  }

  bool found() const { return found_; }
  bool complete() const { return !stopped_; }
  std::uint64_t steps() const { return steps_; }
  Package package() const { return space_.package(found_slots_); }
  Int128 worth() const { return found_worth_; }

 private:
  static constexpr std::size_t checks_per_step = 16;

  using FloorBound = RunningBound<std::int64_t, SumTable>;
  using WeightedBound = RunningBound<Int128, WeightedTable>;

  struct Check {
    const Constraint* constraint;
    std::size_t j;     // which issue of its scope this depth is
    std::size_t cell;  // where its state is kept; the state before is one cell earlier
    Truth least;
  };
  struct Cell {
    std::size_t entry = 0;
    std::int64_t amount = 0;
  };

  static bool is_wanted(const DemandMask& wanted, std::size_t demand) {
    return demand < wanted.size() && wanted[demand];
  }

  Truth least_truth() const { return options_.certain ? Truth::certain : Truth::possible; }

  void add_checks(const Constraint& constraint) {
    const Truth least = least_truth();
    if (constraint.depths.empty()) {
      const Truth truth = constraint.form == ConstraintForm::window
                              ? constraint.window.truth(0)
                              : constraint.table.front().front();
      possible_ = possible_ && truth >= least;
      return;
    }
    if (constraint.form == ConstraintForm::table && constraint.depths.size() == 1) {
      meet(alone_[constraint.depths.front()], constraint.table.front());
      return;
    }
    for (std::size_t j = 0; j < constraint.depths.size(); ++j) {
      const bool last = j + 1 == constraint.depths.size();
      if (constraint.form != ConstraintForm::wide || last)
        checks_[constraint.depths[j]].push_back({&constraint, j, cells_.size(), least});
      cells_.emplace_back();
    }
  }

  // Thousands of statements about one issue cost a search one look at each slot.
  static void meet(std::vector<Truth>& all, const std::vector<Truth>& one) {
    if (all.empty()) {
      all = one;
      return;
    }
    for (std::size_t slot = 0; slot < all.size(); ++slot)
      all[slot] = std::min(all[slot], one[slot]);
  }

  void add_floor(std::size_t demand) {
    const auto q = problem_.floor_of_demand(demand);
    if (!q) return;
    const PartySum& party = problem_.parties[*q];
    floors_.emplace_back(space_, std::span<const SumTable>(party.tables), party.constant);
    floor_party_.push_back(*q);
    least_.push_back(party.floor);
  }

  // The parties' floors added up, each in units of its own scale: opposed wishes cannot all be
  // met, which no single floor shows.
  void add_floors_together() {
    if (options_.beyond) {
      if (floors_.empty()) possible_ = false;
      together_least_ = 1;  // the floors are whole numbers, and so are their weights
    } else if (floors_.size() < 2) {
      return;
    }
    std::vector<std::int64_t> weights(problem_.parties.size(), 0);
    std::int64_t largest = 1;
    for (std::size_t q : floor_party_)
      largest = std::max(largest, problem_.parties[q].scale);
    for (std::size_t k = 0; k < floors_.size(); ++k) {
      const std::size_t q = floor_party_[k];
      if (weights[q] != 0) continue;  // the same floor again
      weights[q] = std::min(largest / problem_.parties[q].scale, std::int64_t{1} << 31);
      together_least_ += Int128{weights[q]} * least_[k];
    }
    together_sum_ = weighted_sum(problem_, weights);
    together_.emplace(space_, std::span<const WeightedTable>(together_sum_.tables),
                      together_sum_.constant);
  }

  bool floors_within_reach(std::size_t depth) const {
    for (std::size_t k = 0; k < floors_.size(); ++k)
      if (floors_[k].bound(depth) < least_[k]) return false;
    return !together_ || together_->bound(depth) >= together_least_;
  }

  // Settles the depth; false if nothing can come of it.
  bool enter(std::size_t depth, std::uint16_t slot) {
    slot_[depth] = slot;
    if (!alone_[depth].empty() && alone_[depth][slot] < least_truth()) return false;
    for (std::size_t k = 0; k < floors_.size(); ++k)
      if (floors_[k].enter(depth, slot) < least_[k]) return false;
    const std::vector<Check>& checks = checks_[depth];
    for (std::size_t k = 0; k < checks.size(); ++k) {
      // So many checks take the time of a step.
      if (k % checks_per_step == checks_per_step - 1) ++steps_;
      if (!still_possible(checks[k], depth, slot)) return false;
    }
    return true;
  }

  bool still_possible(const Check& check, std::size_t depth, std::uint16_t slot) {
    const Constraint& constraint = *check.constraint;
    Cell& cell = cells_[check.cell];
    const Cell before = check.j == 0 ? Cell{} : cells_[check.cell - 1];
    switch (constraint.form) {
      case ConstraintForm::table:
        cell.entry = before.entry * space_.slots[depth] + slot;
        return constraint.table[check.j][cell.entry] >= check.least;
      case ConstraintForm::window:
        cell.amount = before.amount + constraint.window.amounts[check.j][slot];
        return constraint.window.attainable(cell.amount, check.j + 1) >= check.least;
      case ConstraintForm::wide:
        return space_.truth_of(constraint, space_.package(slot_)) >= check.least;
    }
    return false;
  }

  struct Try {
    Int128 merit;
    std::uint16_t slot;
  };

  // The slots worth trying, the most promising first; in case-file order where nothing tells.
  std::vector<Try>& tries(std::size_t depth) {
    std::vector<Try>& order = order_[depth];
    order.clear();
    for (std::uint32_t s = 0; s < space_.slots[depth]; ++s) {
      const auto slot = static_cast<std::uint16_t>(s);
      Int128 merit = 0;
      if (together_) {
        merit = together_->enter(depth, slot);
        if (merit < together_least_) continue;
      }
      if (objective_) {
        merit = objective_->enter(depth, slot);
        if (found_ && merit <= found_worth_) continue;
      }
      order.push_back({merit, slot});
    }
    if (together_ || objective_)
      std::stable_sort(order.begin(), order.end(),
                       [](const Try& a, const Try& b) { return a.merit > b.merit; });
    return order;
  }

  bool out_of_budget() {
    ++steps_;
    if (steps_ > options_.steps_max || (steps_ % 4096 == 0 && cancel_.cancelled())) stopped_ = true;
    return stopped_;
  }

  // True when the search is over.
  bool descend(std::size_t depth) {
    if (depth == slot_.size()) return keep(depth);
    for (const Try& next : tries(depth)) {
      if (out_of_budget()) return true;
      if (objective_ && found_ && next.merit <= found_worth_) break;
      if (!enter(depth, next.slot)) continue;
      if (together_) together_->enter(depth, next.slot);
      if (objective_) objective_->enter(depth, next.slot);
      if (descend(depth + 1)) return true;
    }
    return false;
  }

  bool keep(std::size_t depth) {
    found_ = true;
    found_slots_ = slot_;
    if (!objective_) return true;
    found_worth_ = objective_->bound(depth);
    return false;
  }

  const Problem& problem_;
  const PackageSpace& space_;
  const SearchOptions options_;
  const CancelToken cancel_;
  std::vector<std::uint16_t> slot_;
  std::vector<std::vector<Check>> checks_;  // by depth
  std::vector<std::vector<Truth>> alone_;   // by depth: all that is said of this issue alone
  std::vector<Cell> cells_;
  std::vector<std::vector<Try>> order_;  // by depth; kept to be reused
  std::vector<FloorBound> floors_;
  std::vector<std::size_t> floor_party_;
  std::vector<std::int64_t> least_;
  WeightedSum together_sum_;
  std::optional<WeightedBound> together_;
  Int128 together_least_ = 0;
  WeightedSum objective_sum_;
  std::optional<WeightedBound> objective_;
  bool possible_ = true;
  bool found_ = false;
  bool stopped_ = false;
  std::uint64_t steps_ = 0;
  std::vector<std::uint16_t> found_slots_;
  Int128 found_worth_ = 0;
};

// Reservation values cannot be judged without sums.
bool wants_a_reservation(const Problem& problem, const DemandMask& wanted) {
  for (std::size_t d = 0; d < problem.space->demands.size() && d < wanted.size(); ++d)
    if (wanted[d] && problem.space->demands[d].kind == DemandKind::reservation) return true;
  return false;
}

}  // namespace

ZoneTest search_package(const Problem& problem, const DemandMask& wanted,
                        const SearchOptions& options, const CancelToken& cancel) {
  ZoneTest result;
  if (!problem.refusal.empty() && wants_a_reservation(problem, wanted)) return result;
  PackageSearch search(problem, wanted, options, cancel);
  search.run();
  result.steps = search.steps();
  if (search.found()) {
    result.finding = Finding::package;
    result.package = search.package();
  } else if (search.complete()) {
    result.finding = Finding::none;
  }
  return result;
}

BestPackage search_best_package(const Problem& problem, const DemandMask& wanted,
                                const std::vector<std::int64_t>& weights,
                                const SearchOptions& options, const CancelToken& cancel) {
  BestPackage result;
  if (!problem.refusal.empty()) return result;
  CAUCUS_ASSERT(weights.size() == problem.parties.size(), "every party has a weight");
  CAUCUS_ASSERT(std::all_of(weights.begin(), weights.end(),
                            [](std::int64_t w) { return w >= 0 && w <= (std::int64_t{1} << 31); }),
                "weights are from 0 to 2^31");
  PackageSearch search(problem, wanted, options, cancel);
  search.maximise(weights);
  search.run();
  result.steps = search.steps();
  if (search.found()) {
    result.package = search.package();
    result.worth = search.worth();
  }
  if (search.complete()) result.finding = search.found() ? Finding::package : Finding::none;
  return result;
}

}  // namespace caucus
