// The room of a case with too many packages to look at each: the planner of routes that need no
// list of packages.
//
// First that holds (each choice is told in Room::plan):
//   1. the engine takes the case: its rules and demands are tables or linear bounds, few issues tie
//      each part to the rest, and its numbers fit. Otherwise a depth-first search decides whether
//      there is room, and no more.
//   2. the frontier is wanted and has at most points_max points on the way: it is listed, and the
//      bargaining points are chosen from it.
//   3. the frontier is too long to list: each point is found by itself, with a proof or a gap
//      (direct_point.h).
//
// A frontier that was wanted and is not listed is bounded from outside (outer_bounds.h), also where
// the engine cannot take all the rules (bounds_with_fewer_rules.h). Feasible packages are counted
// by adding up options, rules and all, as long as no part is too wide; packages of the zone only
// where no reservation value stands, as how many sums exceed a number is a question that has no
// short way. Opposition is found as a point is (direct_points.h), with a proof.
//
// Exact as room.h.
#pragma once

#include "caucus/analysis/problem.h"
#include "caucus/analysis/room.h"

namespace caucus {

// Fills in what the routes find; what is said of parties, reservations and demands is there. False
// if the engine cannot take the problem, with the reason in Room::plan.
bool find_large_room(const Problem& problem, const RoomOptions& options, Room& room,
                     const CancelToken& cancel);

}  // namespace caucus
