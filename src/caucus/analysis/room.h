// Is there room? The zone, the frontier and the bargaining points of a case, exactly.
//
// Definitions (docs/design and the glossary): the zone holds the feasible packages that meet every
// standing demand; the frontier holds those of them that no other of them beats; points are
// distinct utility vectors, packages are counted apart. Decided on integers, never with an epsilon.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/demand.h"
#include "caucus/analysis/utility.h"
#include "caucus/base/cancel.h"

namespace caucus {

// What an answer rests on; every result carries one.
struct Method {
  std::string name;      // "enumeration", "search", "bound" ...
  bool complete = true;  // false: cancelled, or the space was too large for this method
  std::string note;      // why not complete, and what to do
};

// A point of the frontier: one utility per party of RoomResult::parties.
struct Point {
  std::vector<Rational> utilities;  // 0..1, in the order of the parties
  Package package;                  // the first in case-file order that reaches it
  std::uint64_t packages = 0;       // how many reach it
};

enum class PointKind { nash, kalai_smorodinsky, egalitarian, utilitarian, utilitarian_relative };

struct NamedPoint {
  PointKind kind = PointKind::nash;
  std::vector<Point> ties;        // all tied points, at most 10; first by leximin of shares,
                                  // then first package in case-file order
  std::uint64_t tied = 0;         // how many there are; 0: not counted (Method "search")
  std::vector<Rational> gains;    // of the first
  std::vector<Rational> shares;   // gain / ideal gain; 0 where the ideal gain is 0
  bool degenerate = false;        // Nash: the largest product is 0
  std::vector<PartyId> left_out;  // Kalai-Smorodinsky: parties with ideal gain 0
  // False: the best found; the goal (Nash: the geometric mean of gains; else the smallest share or
  // gain, or the sum) could be larger by at most this fraction.
  bool proven = true;
  double gap = 0;
};

// Of a frontier not listed: no package that rules and demands allow (reservation values aside)
// gives these parties more together. The point does; without utilities: none is known that does.
struct RoomBound {
  std::vector<std::size_t> parties;  // positions in Room::parties
  Rational most;                     // sum of their utilities
  Point point;                       // its packages are not counted: 0
};

struct Room {
  std::vector<PartyId> parties;  // that have a utility, in party order
  std::vector<Rational> reservations;
  std::vector<bool> reservation_assumed;
  std::vector<Demand> standing;  // demands that bound the zone

  // Is the zone known to be open (then `example` is there) or empty; were the counts made? False
  // where the space is too large for the step budget; counts are then 0.
  bool decided = true;
  bool counted = true;
  // Where `counted` is false, feasible packages may still be known by adding up options; zone too,
  // where no reservation value stands. packages_most (layer_kernel.h) then means at least so many.
  bool feasible_counted = true;
  bool zone_counted = true;
  std::uint64_t packages = 0;      // of the case; an upper bound, at most 2^64 - 1, in a search
  std::uint64_t feasible = 0;      // no rule impossible
  std::uint64_t certain = 0;       // all rules certain
  std::uint64_t zone = 0;          // feasible and every demand met (demands possible count as met)
  std::uint64_t zone_certain = 0;  // of these, with all rules and demands certain
  std::optional<Package> example;  // of the zone, first in case-file order (in a search: any)
  std::vector<QuantityId> hangs_on;  // quantities that leave some package of the zone only possible

  std::vector<Point> frontier;  // sorted by utilities, largest first; empty if not asked
  std::uint64_t frontier_packages = 0;
  std::vector<RoomBound> bounds;      // where the frontier was wanted and is not listed
  std::vector<Rational> ideal_gains;  // largest gain in the zone
  std::vector<NamedPoint> points;     // empty if the zone is empty or no party has a utility
  // Least squared distance from (1,...,1) over feasible packages; rounded to 2^-62 where its exact
  // form needs more than 126 bits. Nothing: not known, or not asked for (large rooms: points).
  std::optional<Rational> opposition_squared;
  Method method;
  std::vector<std::string> plan;  // which routes were taken, and why, a sentence each
};

enum class FrontierOver { zone, feasible };

struct RoomOptions {
  DemandOptions demands;
  FrontierOver over = FrontierOver::zone;
  bool frontier = true;
  bool points = true;
  std::uint64_t packages_max = 10'000'000;  // above this: no enumeration, Method says so
  std::uint64_t steps_max = 20'000'000;     // of each search then made instead
  std::size_t points_max = 200'000;         // of a frontier to be listed without enumeration
  unsigned threads = 1;
};

// Counts, frontier and points for given utilities. Total over any case. Up to packages_max by
// enumeration (enumerate.h), exact and the same for any number of threads; cancelled, what was
// found so far, marked as not complete. Above, by search (find_package.h): whether there is room,
// with an example, ideal gains and a utilitarian package as far as the step budget proves them; no
// counts, no frontier, no other point.
Room room(const Case& c, const Utilities& utilities, const RoomOptions& options,
          const CancelToken& cancel);

std::string_view token(PointKind);

}  // namespace caucus
