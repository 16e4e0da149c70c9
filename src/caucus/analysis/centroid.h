// What is the middle of all utilities that agree with a vague sheet? The central utility: one
// utility to compute with before the question how far its findings stand over readings.
//
// Weights: rank-order centroids (1/m (1 + 1/2 + ... ), Barron and Barrett 1996) over one priority
// order; subjects the order does not list weigh 1/n each and the m listed ones share m/n; subjects
// in one place share their ranks. An exact share is kept and the others divide what is left.
// Subjects in points pool their weights and divide them by their ranges of points. Values: evenly
// spaced over the ranks of the options (options in one place share their ranks), in proportion to
// the points (middles of ranges), linear in the amount of a total. For orders these are the means
// of the uniform distribution over the set. Where the other statements of the sheet rule this
// centroid out, the mean of readings is taken instead, rounded to 10^-6; where they contradict each
// other, the plain centroid stays.
//
// Exact where the common denominator of all tables and sums stays within 62 bits; else every entry
// is rounded to 10^-9 and the utility says `rounded`.
#pragma once

#include <cstddef>
#include <vector>

#include "caucus/analysis/utility.h"
#include "caucus/analysis/vague_sheet.h"

namespace caucus {

// The k-th largest of `count` shares of a whole, in the mean: (1/k + ... + 1/count) / count, for
// k = 1 .. count. For 3: 11/18, 5/18, 2/18. NumberOverflow from about 88 on.
std::vector<Rational> rank_order_centroid(std::size_t count);

// The plain centroid of weights and values, whether or not every statement agrees with it. Not
// exact: numbers are rounded to 10^-9 on the way, which never overflows.
SheetWorth centroid(const VagueSheet& sheet, bool exactly);

// Comparisons, orders and ranges hold for this worth, none missed by more than `slack`.
bool agrees(const VagueSheet& sheet, const SheetWorth& worth, const Rational& slack = Rational(0));

// A worth as a utility over packages, its entries rounded to 10^-9 unless exactly. The reservation
// value is the centre of its range, or the worth of its package, or assumed.
Utility utility_of(const Case& c, const VagueSheet& sheet, const SheetWorth& worth, bool exactly);

// The utility of the plain centroid, whatever the other statements say.
Utility plain_utility(const Case& c, const VagueSheet& sheet);

// Complexity: that of extremes(); some tenths of a second where the mean of readings is needed.
Utility central_utility(const Case& c, const VagueSheet& sheet);

}  // namespace caucus
