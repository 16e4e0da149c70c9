#include "caucus/analysis/bargaining_point.h"

#include <algorithm>

#include "caucus/analysis/point_order.h"

namespace caucus {
namespace {

GainRows gain_rows(const Problem& problem, const PointList& points) {
  GainRows rows;
  rows.parties = problem.parties.size();
  for (const PartySum& party : problem.parties) {
    rows.unit.push_back(Int128{party.times} * party.scale);
    rows.reservations.push_back(party.less);
  }
  for (std::size_t k = 0; k < points.size(); ++k)
    for (std::size_t q = 0; q < rows.parties; ++q)
      rows.gains.push_back(problem.parties[q].gain_units(points.row(k)[q]));
  rows.ideal = largest_gains(rows);
  return rows;
}

class PointChooser {
 public:
  PointChooser(const Problem& problem, const PointList& points)
      : problem_(problem), points_(points), rows_(gain_rows(problem, points)), order_(rows_) {}

  NamedPoint choose(PointKind kind) const {
    const std::vector<std::size_t> tied = tied_points(
        order_, kind,
        [&](std::size_t a, std::size_t b) { return points_.first[a] < points_.first[b]; });
    NamedPoint point = described(problem_, rows_, kind, tied.front());
    point.tied = tied.size();
    for (std::size_t t = 0; t < std::min(tied.size(), ties_shown_max); ++t)
      point.ties.push_back(shown_point(problem_, points_, tied[t]));
    return point;
  }

 private:
  const Problem& problem_;
  const PointList& points_;
  GainRows rows_;
  PointOrder order_;
};

}  // namespace

PointRule rule_of(PointKind kind) {
  switch (kind) {
    case PointKind::nash:
      return PointRule::nash;
    case PointKind::kalai_smorodinsky:
      return PointRule::kalai_smorodinsky;
    case PointKind::egalitarian:
      return PointRule::egalitarian;
    case PointKind::utilitarian:
      return PointRule::utilitarian;
    case PointKind::utilitarian_relative:
      return PointRule::utilitarian_relative;
  }
  return PointRule::nash;
}

std::vector<std::size_t> tied_points(const PointOrder& order, PointKind kind,
                                     const std::function<bool(std::size_t, std::size_t)>& earlier) {
  std::vector<std::size_t> tied = order.best(rule_of(kind));
  std::sort(tied.begin(), tied.end(), [&](std::size_t a, std::size_t b) {
    const auto by_shares = order.compare(PointRule::kalai_smorodinsky, a, b);
    return by_shares != 0 ? by_shares > 0 : earlier(a, b);
  });
  return tied;
}

NamedPoint described(const Problem& problem, const GainRows& rows, PointKind kind,
                     std::size_t row) {
  NamedPoint point;
  point.kind = kind;
  for (std::size_t q = 0; q < rows.parties; ++q) {
    const Int128 gain = rows.gain(row, q), ideal = rows.ideal[q];
    point.gains.emplace_back(gain, rows.unit[q]);
    point.shares.push_back(ideal > 0 ? Rational(gain, ideal) : Rational(0));
    if (kind == PointKind::nash && gain <= 0) point.degenerate = true;
    if (kind == PointKind::kalai_smorodinsky && ideal <= 0)
      point.left_out.push_back(problem.parties[q].party);
  }
  return point;
}

std::vector<Rational> ideal_gains(const Problem& problem, const PointList& frontier) {
  std::vector<Rational> gains;
  if (frontier.empty()) return gains;
  const GainRows rows = gain_rows(problem, frontier);
  for (std::size_t q = 0; q < rows.parties; ++q)
    gains.emplace_back(rows.ideal[q], rows.unit[q]);
  return gains;
}

std::vector<NamedPoint> bargaining_points(const Problem& problem, const PointList& frontier) {
  std::vector<NamedPoint> points;
  if (frontier.empty()) return points;
  const PointChooser chooser(problem, frontier);
  for (PointKind kind : {PointKind::nash, PointKind::kalai_smorodinsky, PointKind::egalitarian,
                         PointKind::utilitarian, PointKind::utilitarian_relative})
    points.push_back(chooser.choose(kind));
  return points;
}

Point shown_point(const Problem& problem, const PointList& points, std::size_t k) {
  Point point;
  for (std::size_t q = 0; q < problem.parties.size(); ++q)
    point.utilities.push_back(problem.parties[q].utility(points.row(k)[q]));
  point.package = problem.space->package(points.first[k]);
  point.packages = points.packages[k];
  return point;
}

}  // namespace caucus
