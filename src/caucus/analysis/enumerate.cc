#include "caucus/analysis/enumerate.h"

#include <algorithm>
#include <utility>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr std::size_t chunks_wanted = 64;

}  // namespace

class PackageWalk::Walker {
 public:
  Walker(const Problem& problem, const EnumerateOptions& options)
      : problem_(problem), space_(*problem.space), options_(options) {
    CAUCUS_ASSERT(space_.ranked, "packages to be enumerated have ranks");
    split();
    plan_constraints();
    plan_sums();
    if (possible_) build_base();
    cut_into_chunks();
  }

  std::size_t chunks() const { return prefixes_.size(); }

  bool visit(std::size_t chunk, const std::function<void(const BlockVisit&)>& visitor,
             const CancelToken& cancel) {
    visitor_ = &visitor;
    cancel_ = &cancel;
    const std::vector<std::uint16_t>& prefix = prefixes_[chunk];
    for (std::size_t depth = 0; depth < prefix.size(); ++depth)
      if (!enter(depth, prefix[depth])) return true;
    return descend(prefix.size());
  }

 private:
  // A constraint at one of its outer depths.
  struct Check {
    const Constraint* constraint;
    std::size_t j;             // which issue of its scope this is
    std::size_t cell;          // its state; the state one issue earlier is one cell before
    bool last;                 // no further outer issue is in its scope
    std::size_t inner = none;  // index into inner_constraints_ if inner issues are
    std::size_t width = 1;     // combinations of its inner issues
  };
  struct Cell {
    std::size_t entry = 0;
    std::int64_t amount = 0;
  };
  // A party's table at one of its outer depths.
  struct Summand {
    std::size_t party;
    const SumTable* table;
    std::size_t cell;
    bool first;
    bool last;
    std::size_t inner = none;  // index into inner_tables_
    std::size_t width = 1;
  };
  // What the inner issues contribute to a table's entry, or to a window's amount.
  struct InnerPart {
    std::vector<std::uint32_t> entry;  // by combination
    std::vector<std::int64_t> amount;  // windows
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Per outer depth.
  struct Level {
    std::vector<Check> checks;
    std::vector<Summand> summands;
    bool builds = false;  // the block changes here
    Block block;
    std::uint64_t visits_about = 1;
  };
  // State after settling some outer issues.
  struct State {
    std::vector<std::int64_t> base;
    PackageFlags flags = 0;
    UInt128 rank = 0;
    const Block* block = nullptr;
  };

  void split() {
    const std::size_t n = space_.slots.size();
    outer_ = n;
    for (std::size_t product = 1; outer_ > 0; --outer_) {
      product *= space_.slots[outer_ - 1];
      if (product > options_.block_max && outer_ < n) break;
    }
    levels_.resize(outer_);
    states_.resize(outer_ + 1);
    slot_.assign(n, 0);
    for (std::size_t depth = outer_; depth < n; ++depth)
      inner_.push_back(depth);
    std::sort(inner_.begin(), inner_.end(),
              [&](std::size_t a, std::size_t b) { return space_.order[a] < space_.order[b]; });
    combinations_ = 1;
    for (std::size_t depth : inner_)
      combinations_ *= space_.slots[depth];
  }

  std::size_t outer_part(const std::vector<std::uint16_t>& depths) const {
    return static_cast<std::size_t>(
        std::lower_bound(depths.begin(), depths.end(), static_cast<std::uint16_t>(outer_)) -
        depths.begin());
  }

  void plan_constraints() {
    for (const Constraint& constraint : space_.constraints) {
      const bool left_out =
          constraint.kind == ConstraintKind::demand &&
          (constraint.subject >= options_.demands.size() || !options_.demands[constraint.subject]);
      if (left_out) continue;
      const std::size_t outside = outer_part(constraint.depths);
      if (constraint.depths.empty()) {
        const Truth truth = constraint.form == ConstraintForm::window
                                ? constraint.window.truth(0)
                                : constraint.table.front().front();
        possible_ = possible_ && judge(constraint, truth, constant_flags_);
      } else if (constraint.form == ConstraintForm::wide && outside < constraint.depths.size()) {
        wide_.push_back(&constraint);
      } else if (outside == 0) {
        inside_.push_back(add_inner(constraint, 0));
      } else {
        plan_outer(constraint, outside);
      }
    }
    if (!wide_.empty() && outer_ > 0) levels_[outer_ - 1].builds = true;
  }

  void plan_outer(const Constraint& constraint, std::size_t outside) {
    for (std::size_t j = 0; j < outside; ++j) {
      Level& level = levels_[constraint.depths[j]];
      Check check{&constraint, j, cells_.size(), j + 1 == outside};
      cells_.emplace_back();
      if (check.last && outside < constraint.depths.size()) {
        const Check inner = add_inner(constraint, outside);
        check.inner = inner.inner;
        check.width = inner.width;
        level.builds = true;
      }
      level.checks.push_back(check);
    }
  }

  // The inner part of a constraint whose scope is outside before that position.
  Check add_inner(const Constraint& constraint, std::size_t outside) {
    Check check{&constraint, outside, 0, true};
    check.inner = inner_constraints_.size();
    InnerPart part = inner_part(constraint.depths, outside, check.width);
    if (constraint.form == ConstraintForm::window) {
      part.amount.assign(combinations_, 0);
      for (std::size_t j = outside; j < constraint.depths.size(); ++j) {
        std::size_t unused = 1;
        const InnerPart one = inner_part({constraint.depths[j]}, 0, unused);
        for (std::size_t k = 0; k < combinations_; ++k)
          part.amount[k] += constraint.window.amounts[j][one.entry[k]];
      }
    }
    inner_constraints_.push_back(std::move(part));
    return check;
  }

  InnerPart inner_part(const std::vector<std::uint16_t>& depths, std::size_t outside,
                       std::size_t& width) const {
    InnerPart part;
    part.entry.assign(combinations_, 0);
    width = 1;
    for (std::size_t j = depths.size(); j-- > outside;) {
      std::size_t repeat = 1;  // combinations of the inner issues after this one
      for (std::size_t k = inner_.size(); k-- > 0 && inner_[k] != depths[j];)
        repeat *= space_.slots[inner_[k]];
      const std::size_t slots = space_.slots[depths[j]];
      for (std::size_t k = 0; k < combinations_; ++k)
        part.entry[k] += static_cast<std::uint32_t>(k / repeat % slots * width);
      width *= slots;
    }
    return part;
  }

  void plan_sums() {
    for (std::size_t q = 0; q < problem_.parties.size(); ++q) {
      for (const SumTable& table : problem_.parties[q].tables) {
        const std::size_t outside = outer_part(table.depths);
        if (outside == 0) {
          std::size_t width = 1;
          inside_tables_.push_back({q, &table, 0, true, true, inner_tables_.size(), 1});
          inner_tables_.push_back(inner_part(table.depths, 0, width));
        }
        for (std::size_t j = 0; j < outside; ++j) {
          Level& level = levels_[table.depths[j]];
          Summand summand{q, &table, cells_.size(), j == 0, j + 1 == outside};
          cells_.emplace_back();
          if (summand.last && outside < table.depths.size()) {
            summand.inner = inner_tables_.size();
            inner_tables_.push_back(inner_part(table.depths, outside, summand.width));
            level.builds = true;
          }
          level.summands.push_back(summand);
        }
      }
    }
  }

  // Notes what the truth of a constraint means; false if no package can come of it.
  bool judge(const Constraint& constraint, Truth truth, PackageFlags& flags) const {
    if (truth == Truth::certain) return true;
    if (truth == Truth::impossible) {
      if (constraint.kind != ConstraintKind::demand) return false;
      flags |= demand_lost;
      return true;
    }
    flags |= constraint.kind == ConstraintKind::demand ? demand_open : rule_open;
    const std::size_t group = constraint.figures;
    if (group != Constraint::no_figures && group >= options_.first_group &&
        group - options_.first_group < figure_bits)
      flags |= PackageFlags{1} << (group - options_.first_group);
    return true;
  }

  Truth inner_truth(const Check& check, const Cell& outside, std::size_t combination) const {
    const InnerPart& part = inner_constraints_[check.inner];
    const Constraint& constraint = *check.constraint;
    if (constraint.form == ConstraintForm::window)
      return constraint.window.truth(outside.amount + part.amount[combination]);
    return constraint.table.back()[outside.entry * check.width + part.entry[combination]];
  }

  void build_base() {
    base_.sums.resize(problem_.parties.size());
    std::vector<std::uint16_t> slot(space_.slots.size(), 0);
    for (std::size_t k = 0; k < combinations_; ++k) {
      UInt128 rank = 0;
      std::size_t rest = k;
      for (std::size_t j = inner_.size(); j-- > 0;) {
        const std::size_t depth = inner_[j];
        rank += space_.stride[depth] * (rest % space_.slots[depth]);
        rest /= space_.slots[depth];
      }
      PackageFlags flags = 0;
      bool possible = true;
      for (const Check& check : inside_)
        possible = possible && judge(*check.constraint, inner_truth(check, {}, k), flags);
      if (outer_ == 0)
        for (const Constraint* wide : wide_)
          possible = possible && judge(*wide, space_.truth_of(*wide, space_.package(rank)), flags);
      if (!possible) continue;
      base_.combination.push_back(static_cast<std::uint32_t>(k));
      base_.flags.push_back(flags);
      base_.rank.push_back(rank);
      for (auto& sums : base_.sums)
        sums.push_back(0);
      for (const Summand& summand : inside_tables_)
        base_.sums[summand.party].back() +=
            summand.table->best.back()[inner_tables_[summand.inner].entry[k]];
    }
    State& start = states_[0];
    for (const PartySum& party : problem_.parties)
      start.base.push_back(party.constant);
    start.flags = constant_flags_;
    start.block = &base_;
    for (State& state : states_)
      state.base.resize(problem_.parties.size());
    std::uint64_t visits = 1;
    for (std::size_t depth = outer_; depth-- > 0;) {
      levels_[depth].visits_about = visits;
      visits = std::min<std::uint64_t>(visits * space_.slots[depth], 1U << 30);
    }
    base_.visits_about = visits;
  }

  // Settles an outer depth; false where nothing can come of it.
  bool enter(std::size_t depth, std::uint16_t slot) {
    Level& level = levels_[depth];
    const State& before = states_[depth];
    State& state = states_[depth + 1];
    slot_[depth] = slot;
    state.flags = before.flags;
    for (const Check& check : level.checks)
      if (!pass(check, depth, slot, state.flags)) return false;
    state.rank = before.rank + space_.stride[depth] * slot;
    state.base = before.base;
    for (const Summand& summand : level.summands) {
      Cell& cell = cells_[summand.cell];
      cell.entry =
          (summand.first ? 0 : cells_[summand.cell - 1].entry * space_.slots[depth]) + slot;
      if (summand.last && summand.inner == none)
        state.base[summand.party] += summand.table->best.back()[cell.entry];
    }
    state.block = before.block;
    if (level.builds) {
      build_block(level, *before.block, depth, state.rank);
      state.block = &level.block;
    }
    return state.block->size() > 0;
  }

  bool pass(const Check& check, std::size_t depth, std::uint16_t slot, PackageFlags& flags) {
    const Constraint& constraint = *check.constraint;
    Cell& cell = cells_[check.cell];
    const Cell before = check.j == 0 ? Cell{} : cells_[check.cell - 1];
    cell.entry = before.entry * space_.slots[depth] + slot;
    const bool decided = check.last && check.inner == none;
    Truth attainable = Truth::certain;
    if (constraint.form == ConstraintForm::window) {
      cell.amount = before.amount + constraint.window.amounts[check.j][slot];
      attainable = constraint.window.attainable(cell.amount, check.j + 1);
    } else if (constraint.form == ConstraintForm::table) {
      attainable = constraint.table[check.j][cell.entry];
    } else if (decided) {
      attainable = space_.truth_of(constraint, space_.package(slot_));
    }
    if (decided) return judge(constraint, attainable, flags);
    return attainable != Truth::impossible || constraint.kind == ConstraintKind::demand;
  }

  void build_block(Level& level, const Block& from, std::size_t depth, UInt128 rank) {
    Block& block = level.block;
    block.build = ++builds_;
    block.visits_about = level.visits_about;
    block.sums.resize(problem_.parties.size());
    kept_.clear();
    block.flags.clear();
    block.combination.clear();
    block.rank.clear();
    for (std::size_t e = 0; e < from.size(); ++e) {
      PackageFlags flags = from.flags[e];
      const std::uint32_t combination = from.combination[e];
      bool possible = true;
      for (const Check& check : level.checks) {
        if (check.inner == none) continue;
        possible =
            judge(*check.constraint, inner_truth(check, cells_[check.cell], combination), flags);
        if (!possible) break;
      }
      if (possible && depth + 1 == outer_) {
        for (const Constraint* wide : wide_) {
          possible =
              judge(*wide, space_.truth_of(*wide, space_.package(rank + from.rank[e])), flags);
          if (!possible) break;
        }
      }
      if (!possible) continue;
      kept_.push_back(static_cast<std::uint32_t>(e));
      block.flags.push_back(flags);
      block.combination.push_back(combination);
      block.rank.push_back(from.rank[e]);
    }
    for (std::size_t q = 0; q < block.sums.size(); ++q) {
      block.sums[q].resize(kept_.size());
      for (std::size_t e = 0; e < kept_.size(); ++e)
        block.sums[q][e] = from.sums[q][kept_[e]];
    }
    for (const Summand& summand : level.summands)
      if (summand.inner != none) add_joint(summand, block);
  }

  // Adds a table of outer and inner issues, the outer ones settled.
  void add_joint(const Summand& summand, Block& block) const {
    const std::int64_t* worth =
        summand.table->best.back().data() + cells_[summand.cell].entry * summand.width;
    const std::uint32_t* entry = inner_tables_[summand.inner].entry.data();
    std::int64_t* sums = block.sums[summand.party].data();
    for (std::size_t e = 0; e < block.size(); ++e)
      sums[e] += worth[entry[block.combination[e]]];
  }

  // Prefixes of the outer issues that rules allow, enough of them to share out.
  void cut_into_chunks() {
    if (!possible_) return;
    prefixes_.push_back({});
    for (std::size_t depth = 0; depth < outer_ && prefixes_.size() < chunks_wanted; ++depth) {
      std::vector<std::vector<std::uint16_t>> longer;
      for (const std::vector<std::uint16_t>& prefix : prefixes_) {
        for (std::size_t d = 0; d < depth; ++d)
          enter(d, prefix[d]);
        for (std::uint32_t slot = 0; slot < space_.slots[depth]; ++slot) {
          if (!enter(depth, static_cast<std::uint16_t>(slot))) continue;
          longer.push_back(prefix);
          longer.back().push_back(static_cast<std::uint16_t>(slot));
        }
      }
      prefixes_ = std::move(longer);
    }
  }

  // False if cancelled.
  bool descend(std::size_t depth) {
    const State& state = states_[depth];
    if (depth == outer_) {
      if (cancel_->cancelled()) return false;
      if (state.block->size() > 0)
        (*visitor_)({*state.block, state.base.data(), state.flags, state.rank});
      return true;
    }
    for (std::uint32_t slot = 0; slot < space_.slots[depth]; ++slot)
      if (enter(depth, static_cast<std::uint16_t>(slot)) && !descend(depth + 1)) return false;
    return true;
  }

  const Problem& problem_;
  const PackageSpace& space_;
  const EnumerateOptions options_;
  std::size_t outer_ = 0;           // depths below are outer
  std::vector<std::size_t> inner_;  // the other depths, in case-file order
  std::size_t combinations_ = 1;    // of the inner issues
  bool possible_ = true;
  PackageFlags constant_flags_ = 0;
  std::vector<Level> levels_;
  std::vector<State> states_;
  std::vector<std::uint16_t> slot_;
  std::vector<Cell> cells_;
  std::vector<Check> inside_;            // constraints of inner issues alone
  std::vector<Summand> inside_tables_;   // tables of inner issues alone
  std::vector<const Constraint*> wide_;  // judged on full packages
  std::vector<InnerPart> inner_constraints_;
  std::vector<InnerPart> inner_tables_;
  Block base_;
  std::vector<std::uint32_t> kept_;
  std::uint64_t builds_ = 0;
  std::vector<std::vector<std::uint16_t>> prefixes_;
  const std::function<void(const BlockVisit&)>* visitor_ = nullptr;
  const CancelToken* cancel_ = nullptr;
};

PackageWalk::PackageWalk(const Problem& problem, const EnumerateOptions& options)
    : walker_(std::make_unique<Walker>(problem, options)) {}
PackageWalk::~PackageWalk() = default;
PackageWalk::PackageWalk(PackageWalk&&) noexcept = default;

std::size_t PackageWalk::chunks() const {
  return walker_->chunks();
}

bool PackageWalk::visit(std::size_t chunk, const std::function<void(const BlockVisit&)>& visitor,
                        const CancelToken& cancel) {
  return walker_->visit(chunk, visitor, cancel);
}

}  // namespace caucus
