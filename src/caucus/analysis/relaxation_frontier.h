// Who could move how far? What each party would have to concede, in every way that makes room and
// asks less of nobody.
//
// A step is one rung of a demand's ladder (ladder.h): the next option, the next amount; for a
// reservation value a stated part of the scale; a demand without weaker versions is one step, held
// or lifted. The steps of a party are those of its demands added up: a count, nothing more. They
// are utilities with a minus sign, so the frontier of a room answers the question, at any size that
// a frontier can be listed at: reservation values enter as one more coordinate each and are turned
// into steps afterwards.
//
// Errors: none. Not complete, with the reason in `method.note`, where a demand joins too many
// issues for a table of its steps, or where the frontier is too long to list.
// Complexity: that of a frontier with one coordinate per party that has lines or positions, and one
// per reservation value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caucus/analysis/room.h"

namespace caucus {

struct DemandSteps {
  std::size_t demand;  // position in RelaxationFrontier::demands
  std::uint64_t steps;
  bool lifted;  // nothing of the demand is left
};

// One way to make room. No other asks as little or less of every party, and less of one.
struct RelaxationPoint {
  std::vector<std::uint64_t> steps;  // one per party of RelaxationFrontier::parties
  std::vector<DemandSteps> moves;    // of the demands that have to move, by demand
  Package package;                   // one that needs no more
};

struct RelaxationFrontier {
  std::vector<Demand> demands;   // all that were examined
  std::vector<PartyId> parties;  // that have any, in party order
  // By the steps of the first party, then of the second, and so on; one point of zeros where all
  // demands can stand; none where the rules alone leave no package.
  std::vector<RelaxationPoint> points;
  Method method;
};

struct RelaxationFrontierOptions {
  DemandOptions demands;
  Rational reservation_step{1, 100};  // of the scale
  std::uint64_t packages_max = 10'000'000;
  std::size_t points_max = 200'000;
};

RelaxationFrontier relaxation_frontier(const Case& c, const Utilities& utilities,
                                       const RelaxationFrontierOptions& options,
                                       const CancelToken& cancel);

// "North stays; South 9 steps: *no worse than no agreement* by 9."
std::string moves_sentence(const Case& c, const RelaxationFrontier& frontier,
                           const RelaxationPoint& point);

}  // namespace caucus
