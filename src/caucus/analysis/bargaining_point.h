// Which package do the classic rules point to? The bargaining points of a zone, from its frontier.
//
// Every one of these points lies on the frontier. Let x beat y, both in the zone, gains not
// negative. Then x has the larger product of gains if all are positive, the larger weighted sum,
// and the leximin of its shares or gains comes first. Where the largest product is 0, y with the
// most positive gains: x has at least those, no other (or it would have more), and so a larger
// product over them. So nothing tied with a point is off the frontier either.
//
// Gains are negative only where the mediator has lifted a reservation value. A negative gain then
// counts as not positive in the product, and as what it is in sums and leximin; the points are
// those of the frontier.
//
//   nash                  most positive gains, then the largest product over them; with all gains
//                         positive that is the largest product (Nash 1950)
//   kalai_smorodinsky     leximin of gain / ideal gain; parties without an ideal gain are left out
//                         (Kalai and Smorodinsky 1975, Imai 1983)
//   egalitarian           leximin of the gains
//   utilitarian           largest sum of utilities
//   utilitarian_relative  largest sum of gain / ideal gain
//
// Decided exactly: numbers are compared as doubles first, and where those are within 10^-12 as
// whole numbers of any size. Complexity: parties times points, and a sort of what is tied.
#pragma once

#include <functional>
#include <vector>

#include "caucus/analysis/frontier.h"
#include "caucus/analysis/point_order.h"
#include "caucus/analysis/problem.h"
#include "caucus/analysis/room.h"

namespace caucus {

inline constexpr std::size_t ties_shown_max = 10;

// The largest gain of each party over the points.
std::vector<Rational> ideal_gains(const Problem& problem, const PointList& frontier);

// All five points; empty if the frontier is. Points are in the order of PointKind.
std::vector<NamedPoint> bargaining_points(const Problem& problem, const PointList& frontier);

PointRule rule_of(PointKind kind);

// Answers the rules over rows of gains, which are those of points known elsewhere.
class PointChooser {
 public:
  // earlier(a, b): does the first package of row a come before that of b? shown(row): the point.
  // The problem and the rows must outlive it.
  PointChooser(const Problem& problem, const GainRows& rows,
               std::function<bool(std::size_t, std::size_t)> earlier,
               std::function<Point(std::size_t)> shown);

  // What the kind points to: ties, first by leximin of shares, then by `earlier`; gains and shares;
  // what is degenerate or left out.
  NamedPoint choose(PointKind kind) const;

 private:
  const Problem& problem_;
  const GainRows& rows_;
  std::function<bool(std::size_t, std::size_t)> earlier_;
  std::function<Point(std::size_t)> shown_;
  PointOrder order_;
};

// A frontier point with its package and exact utilities.
Point shown_point(const Problem& problem, const PointList& points, std::size_t k);

}  // namespace caucus
