// What room does a research scenario leave? Its frontier, zone and bargaining points, exactly, in
// the utilities of the file.
//
// Definitions are those of room.h with scale 1, as the research formats have it: utilities are not
// brought to the range worst..best. The zone holds the packages worth every party's reservation;
// since what beats a package of the zone is in the zone, its frontier is the part of the whole
// frontier that lies in it.
//
// Numbers: whole numbers by the common denominator of each party (up to 120 bits). A cap (GENIUS:
// 1) is applied to the sum, and the capped frontier filtered once more. Packages are counted by
// looking at each where there are at most `packages_max`; beyond that the kernels count, and where
// a cap joins sums the counts are then lower bounds.
//
// Hyper-rectangles, and sums of whatever kind: every package is looked at where there are at most
// `listed_max`, else box_frontier.h finds the frontier, and packages are not counted. Where parts
// are joined by min or max, looking at every package is the only way.
//
// A frontier of more than points_max points is not listed. Then each point that a rule points to is
// found by itself, with a proof or a gap (direct_points.h), and the frontier is bounded from
// outside (outer_bounds.h); Method says so and is not complete.
//
// Errors: a refusal in words where no method is exact within the limits, with what no package
// exceeds (scenario_bounds.h). Complexity: that of
// sum_frontier.h or box_frontier.h, and one look at every counted package.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/outer_bounds.h"
#include "caucus/analysis/point_order.h"
#include "caucus/analysis/room.h"
#include "caucus/model/scenario.h"

namespace caucus {

struct ScenarioPoint {
  std::vector<Rational> utilities;  // one per profile
  ScenarioPackage package;          // the first, in the order of issues and options, if counted
  std::uint64_t packages = 0;       // how many reach it; 0: not counted
};

// One rule's choice, as positions in a list of points: all that tie.
struct ScenarioChoice {
  PointRule rule = PointRule::nash;
  std::vector<std::size_t> tied;
  bool degenerate = false;                 // nash: no point gives everybody a gain
  std::vector<std::size_t> left_out = {};  // kalai_smorodinsky: profiles without an ideal gain
  // False: the best found; the rule's value (Nash: the geometric mean of gains) could be larger by
  // at most this fraction.
  bool proven = true;
  double gap = 0;
};

struct ScenarioRoom {
  std::string packages;  // how many there are, in digits
  std::vector<Rational>
      reservations;  // as used: 0 where none is stated (NegMAS: the least utility)
  std::vector<bool> reservation_stated;
  unsigned scale_bits = 0;  // of the largest common denominator of a party's utilities
  bool capped = false;      // some sum exceeds the cap

  std::vector<ScenarioPoint> frontier;  // over all packages, largest first
  bool listed = true;                   // false: `frontier` holds only points that rules point to
  std::vector<OuterBound> bounds;       // of a frontier that is not listed, or of what is refused
  std::uint64_t frontier_packages = 0;
  bool packages_counted = true;                // false: how many reach a point is not known
  bool packages_exact = true;                  // false: counts are lower bounds, or none
  std::optional<std::uint64_t> zone_packages;  // worth every reservation; nothing: not counted
  std::vector<std::size_t> zone;               // the frontier points in the zone
  std::vector<Rational> ideal_gains;           // in the zone; empty if the zone is

  std::vector<ScenarioChoice> in_zone;  // nash .. utilitarian_relative; empty if the zone is
  // Over all packages with reservations of 0: nash, utilitarian, least_difference.
  std::vector<ScenarioChoice> over_all;
  // Least distance from (1, ..., 1); decided exactly, a double for display. Of a frontier not
  // listed it lies between the two; nothing where not even that is known.
  std::optional<double> opposition;
  double opposition_least = 0;

  Method method;
  std::vector<std::string> plan;  // which routes were taken, and why, a sentence each
  // Not empty: only the first five fields, the plan and bounds are filled.
  std::string refusal;
};

struct ScenarioRoomOptions {
  std::uint64_t packages_max = 20'000'000;  // looked at one by one
  std::uint64_t listed_max = 2'000'000;     // the same where utilities are no sums over issues
  std::size_t points_max = 5'000'000;       // of a frontier to be listed
  bool frontier = true;                     // false: not listed, however short
  // Only this many packages, the first issue changing fastest: what GENIUS looks at (100,000). For
  // comparison with its figures; never exact. 0: all.
  std::uint64_t cutoff = 0;
  unsigned threads = 1;
};

ScenarioRoom scenario_room(const Scenario& scenario, const ScenarioRoomOptions& options = {},
                           const CancelToken& cancel = {});

}  // namespace caucus
