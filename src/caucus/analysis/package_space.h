// Which packages are there, and which rules and demands does each of them meet?
//
// The integer form of a case without anybody's preferences. Built once; all readings share it.
//
// Slots. An issue has one slot per option, in the order of the file, and one more for "void" if it
// has an applies_if. That an issue is void exactly where it does not apply is a constraint like
// the rules, so each agreement is one combination of slots.
//
// Search order. Issues are searched in an order in which rules and demands are decided early, and
// after the issues that their applies_if names. Position d of that order is called depth d. Results
// never depend on it: where one of several packages is shown it is the first in case-file order.
//
// Constraints are three-valued truth tables. table[j] tells what is still attainable once the first
// j + 1 issues of the scope are settled (the largest truth over the rest), so that a search cuts as
// soon as a rule is lost. Each conjunct of a rule or demand is a constraint of its own. What would
// need too large a table is a window if it compares linear amounts (a sum of whole numbers within
// two limits), and otherwise wide: judged on full packages by its expression.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "caucus/analysis/demand.h"
#include "caucus/base/interval.h"
#include "caucus/base/rational.h"

namespace caucus {

enum class ConstraintKind : std::uint8_t { void_issue, rule, demand };

enum class ConstraintForm : std::uint8_t { table, window, wide };

// For amounts too many to tabulate: amount = sum over the scope of amounts[j][slot]. The constraint
// is possible from possible_low to possible_high, and certain from certain_low to certain_high.
struct Window {
  std::vector<std::vector<std::int64_t>> amounts;
  std::vector<std::int64_t> least_rest;  // [j]: least amount of the scope after its first j issues
  std::vector<std::int64_t> most_rest;
  std::int64_t possible_low = std::numeric_limits<std::int64_t>::min();
  std::int64_t possible_high = std::numeric_limits<std::int64_t>::max();
  std::int64_t certain_low = std::numeric_limits<std::int64_t>::min();
  std::int64_t certain_high = std::numeric_limits<std::int64_t>::max();

  Truth truth(std::int64_t amount) const {
    if (amount >= certain_low && amount <= certain_high) return Truth::certain;
    return amount >= possible_low && amount <= possible_high ? Truth::possible : Truth::impossible;
  }
  // What is still attainable when the first `settled` issues of the scope amount to that.
  Truth attainable(std::int64_t amount, std::size_t settled) const {
    const std::int64_t least = amount + least_rest[settled];
    const std::int64_t most = amount + most_rest[settled];
    if (most >= certain_low && least <= certain_high && certain_low <= certain_high)
      return Truth::certain;
    return most >= possible_low && least <= possible_high ? Truth::possible : Truth::impossible;
  }
};

struct Constraint {
  ConstraintKind kind = ConstraintKind::rule;
  ConstraintForm form = ConstraintForm::table;
  std::size_t subject = 0;                // index of the issue or demand; of a rule: one of them
  std::vector<std::uint16_t> depths;      // its scope, increasing; empty: a constant
  std::vector<std::vector<Truth>> table;  // one per depth; of a constant: one of one entry
  Window window;
  Expression is;                     // applies_if, or one conjunct of the rule or demand
  std::size_t figures = no_figures;  // index into figure_groups if it uses figures

  static constexpr std::size_t no_figures = static_cast<std::size_t>(-1);
};

struct PackageSpace {
  const Case* of = nullptr;  // must outlive the space
  std::vector<Demand> demands;
  std::vector<IssueId> order;                          // depth -> issue
  std::vector<std::uint16_t> depth_of;                 // issue -> depth
  std::vector<std::uint32_t> slots;                    // depth -> number of slots
  std::vector<Constraint> constraints;                 // those that hold everywhere are left out
  std::vector<std::vector<QuantityId>> figure_groups;  // sets of quantities, each once

  // Place of a package in case-file order among all combinations of slots: rank = sum over depths
  // of slot * stride. Smaller is earlier. `ranked` is false, and strides are 0, where there are
  // more than 2^126 combinations.
  std::vector<UInt128> stride;
  bool ranked = true;

  Package package(UInt128 rank) const;
  Package package(std::span<const std::uint16_t> slot_at_depth) const;
  // The slots of a canonical package, by depth.
  std::vector<std::uint16_t> slots_of(const Package& package) const;
  // How certain the constraint is for a canonical package, by its expression.
  Truth truth_of(const Constraint& constraint, const Package& package) const;
};

// From how many entries on a constraint is not made a table. Filling costs about a microsecond an
// entry. Tests choose smaller limits, so that small cases meet every form.
struct TableLimits {
  std::size_t entries = 20'000;               // where a window says the same
  std::size_t entries_otherwise = 1'000'000;  // where it would be wide
};

// Complexity: the entries of all tables, each evaluating one expression.
std::shared_ptr<const PackageSpace> package_space(const Case& c, std::vector<Demand> demands,
                                                  const TableLimits& limits = {});

// How many combinations of slots the issues have; at most `limit` + 1 is reported.
std::size_t combinations(const Case& c, std::span<const IssueId> issues, std::size_t limit);

}  // namespace caucus
