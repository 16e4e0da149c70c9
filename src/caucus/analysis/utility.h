// What is a package worth to a party? A utility is a sum of small tables over issues, in exact
// numbers.
//
// It comes from a sheet in one of three ways: exactly (points), as the central utility of the set
// that a vague sheet describes, or as one sampled reading of that set. Utilities are brought to the
// range worst..best package over all packages, rules ignored, so that 0 is the worst and 1 the
// best.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/base/rational.h"
#include "caucus/model/case.h"

namespace caucus {

// How an issue is indexed in tables: its options, then one slot for "void" if it may be void.
std::size_t slots(const Case& c, IssueId issue);
std::size_t slot_of(const Case& c, IssueId issue, OptionIndex option);

// Worth of every combination of the slots of some issues. Row-major: the last issue varies fastest.
struct WorthTable {
  std::vector<IssueId> scope;   // sorted, without repetition; empty for a constant
  std::vector<Rational> worth;  // product of slots(scope) entries
};

enum class UtilityKind { exact, central, reading };

struct Utility {
  PartyId party = PartyId(0);
  UtilityKind kind = UtilityKind::exact;
  std::vector<WorthTable> tables;
  Rational worst;                    // smallest sum over all canonical packages, rules ignored
  Rational best;                     // largest
  Rational reservation;              // worth of no agreement, on the scale 0..1 (may lie outside)
  bool reservation_assumed = false;  // not stated: 0
  bool rounded = false;              // tables were rounded to a stated scale (readings always are)

  // u(package), exact; worst == best gives sum - worst. Complexity: number of tables.
  Rational of(const Case& c, const Package& package) const;
  // The divisor of the scale: best - worst, or 1 if they are equal.
  Rational span() const { return best == worst ? Rational(1) : best - worst; }
};

// One per party that says anything about preferences, in party order; a party without is left out
// (its wishes enter through lines and positions only).
using Utilities = std::vector<Utility>;

// The exact utilities of exact sheets and the central utilities of vague ones (centroid.h): rank-
// order-centroid weights (Barron and Barrett 1996), evenly spaced values. Of two sheets of a party
// the first counts. A term counts where it is certain; a contested figure counts with its centre.
Utilities central_utilities(const Case& c);

// Is everything about worth in points, as plain numbers?
bool is_exact(const Case& c, const Sheet& sheet);

// Is there a utility to speak of: an exact sheet, or any preference but indifference?
bool has_utility(const Case& c, const Sheet& sheet);

// The utility of an exact sheet.
Utility exact_utility(const Case& c, const Sheet& sheet);

// Smallest and largest sum of the tables over all canonical packages, rules ignored. Exact.
struct Extremes {
  Rational worst;
  Rational best;
};
Extremes extremes(const Case& c, std::span<const WorthTable> tables);

}  // namespace caucus
