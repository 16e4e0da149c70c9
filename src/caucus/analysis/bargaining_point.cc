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

PointChooser::PointChooser(const Problem& problem, const GainRows& rows,
                           std::function<bool(std::size_t, std::size_t)> earlier,
                           std::function<Point(std::size_t)> shown)
    : problem_(problem),
      rows_(rows),
      earlier_(std::move(earlier)),
      shown_(std::move(shown)),
      order_(rows) {}

NamedPoint PointChooser::choose(PointKind kind) const {
  std::vector<std::size_t> tied = order_.best(rule_of(kind));
  std::sort(tied.begin(), tied.end(), [&](std::size_t a, std::size_t b) {
    const auto by_shares = order_.compare(PointRule::kalai_smorodinsky, a, b);
    return by_shares != 0 ? by_shares > 0 : earlier_(a, b);
  });
  NamedPoint point;
  point.kind = kind;
  for (std::size_t q = 0; q < rows_.parties; ++q) {
    const Int128 gain = rows_.gain(tied.front(), q), ideal = rows_.ideal[q];
    point.gains.emplace_back(gain, rows_.unit[q]);
    point.shares.push_back(ideal > 0 ? Rational(gain, ideal) : Rational(0));
    if (kind == PointKind::nash && gain <= 0) point.degenerate = true;
    if (kind == PointKind::kalai_smorodinsky && ideal <= 0)
      point.left_out.push_back(problem_.parties[q].party);
  }
  point.tied = tied.size();
  for (std::size_t t = 0; t < std::min(tied.size(), ties_shown_max); ++t)
    point.ties.push_back(shown_(tied[t]));
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
  const GainRows rows = gain_rows(problem, frontier);
  const PointChooser chooser(
      problem, rows,
      [&](std::size_t a, std::size_t b) { return frontier.first[a] < frontier.first[b]; },
      [&](std::size_t k) { return shown_point(problem, frontier, k); });
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
