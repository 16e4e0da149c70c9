// What exactly is to be searched? A case in integers, ready for every kernel.
//
// A PackageSpace says which packages there are and which rules and demands each of them meets; it
// does not know who likes what. A Problem adds what the packages are worth, one sum of integer
// tables per party. Readings of the same case share one PackageSpace.
//
// Slots. An issue has one slot per option, in the order of the file, and one more for "void" if it
// has an applies_if. Void issues are constraints like rules ("void exactly where it does not
// apply"), so that each agreement is one combination of slots.
//
// Search order. Issues are searched in an order in which rules and demands are decided early, and
// after the issues their applies_if names. Position d of the order is called depth d. Results never
// depend on it: where one of several packages is shown it is the first in case-file order.
//
// Constraints are three-valued truth tables. table[j] is what is still attainable once the first
// j + 1 issues of the scope are settled (the largest truth over the rest), so a search cuts as soon
// as a rule is lost. A conjunction is several constraints. Where a table would exceed
// `table_entries_max` the constraint is wide: it is judged on full packages by its expression.
//
// Numbers. Per party: sum = scale * utility, a whole number from 0 to scale, scale at most 2^62.
// Where the common denominator does not fit, `refusal` names the party and the bits it needs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "caucus/analysis/demand.h"
#include "caucus/analysis/utility.h"
#include "caucus/base/interval.h"

namespace caucus {

inline constexpr std::size_t table_entries_max = 1'000'000;

enum class ConstraintKind : std::uint8_t { void_issue, rule, demand };

struct Constraint {
  ConstraintKind kind = ConstraintKind::rule;
  std::size_t subject = 0;                // index of the issue, rule or demand
  std::vector<std::uint16_t> depths;      // its scope as depths, increasing; empty: a constant
  std::vector<std::vector<Truth>> table;  // as above, one per depth; of a constant: one entry
  bool wide = false;                      // no table
  Expression is;                          // one conjunct of the rule or demand
  std::size_t figures = no_figures;       // group of figures that may leave it only possible

  static constexpr std::size_t no_figures = static_cast<std::size_t>(-1);
};

struct PackageSpace {
  const Case* of = nullptr;  // must outlive the space
  std::vector<Demand> demands;
  std::vector<IssueId> order;           // depth -> issue
  std::vector<std::uint16_t> depth_of;  // issue -> depth
  std::vector<std::uint32_t> slots;     // depth -> number of slots
  std::vector<Constraint> constraints;
  std::vector<std::vector<std::uint32_t>> deciding;  // depth -> constraints with it in their scope
  std::vector<std::vector<QuantityId>> figure_groups;  // what Constraint::figures refers to

  // Place of a package in case-file order among all combinations of slots: rank = sum over depths
  // of slot * stride. Smaller is earlier. Not usable where the combinations exceed 2^126.
  std::vector<UInt128> stride;
  bool ranked = true;

  Package package(UInt128 rank) const;
  Package package(std::span<const std::uint16_t> slot_at_depth) const;
  // The slots of a package, by depth. The package must be canonical.
  std::vector<std::uint16_t> slots_of(const Package& package) const;
};

// Complexity: entries of all tables times the size of their expressions.
std::shared_ptr<const PackageSpace> package_space(const Case& c, std::vector<Demand> demands);

// One summand of a party's sum. best[j]: largest worth once the first j + 1 issues are settled; the
// last is the table itself. A constant has no depths.
struct SumTable {
  std::vector<std::uint16_t> depths;
  std::vector<std::vector<std::int64_t>> best;
};

struct PartySum {
  PartyId party;
  std::int64_t scale = 1;  // sum = scale * utility
  std::int64_t constant = 0;
  std::vector<SumTable> tables;
  std::int64_t floor = 0;  // least sum with a gain that is not negative
  // gain = (sum * times - less) / (times * scale), the denominator in lowest terms for all sums
  std::int64_t times = 1;
  Int128 less = 0;

  Rational utility(std::int64_t sum) const { return Rational(sum, scale); }
  Int128 gain_units(std::int64_t sum) const { return Int128{sum} * times - less; }
  Rational gain(std::int64_t sum) const { return {gain_units(sum), Int128{times} * scale}; }
};

struct Problem {
  std::shared_ptr<const PackageSpace> space;
  std::vector<PartySum> parties;  // as in the utilities, in their order
  // Why there are no sums: exact integers do not fit. Empty in nearly all cases.
  std::string refusal;

  // The parties' sums of a package.
  std::vector<std::int64_t> sums(const Package& package) const;
  // Index into parties of a demand's reservation value; nothing for other demands and for parties
  // without a utility (their reservation is then met by every package).
  std::optional<std::size_t> floor_of_demand(std::size_t demand) const;
};

Problem problem(std::shared_ptr<const PackageSpace> space, const Utilities& utilities);
Problem problem(const Case& c, const Utilities& utilities, std::vector<Demand> demands);

// The issues an expression names, through totals but not through applies_if (a void issue has a
// slot of its own), sorted.
std::vector<IssueId> named_issues(const Case& c, const Expression& expression);

}  // namespace caucus
