// What blocks, and what would be the smallest way out?
//
// A sticking point is a smallest set of demands that no feasible package meets, while every smaller
// set can be met (a minimal unsatisfiable subset). A relaxation is a smallest set of demands whose
// lifting opens the zone. With both lists complete, relaxations are exactly the minimal hitting
// sets of the sticking points (Reiter 1987). First conflict: QuickXplain (Junker 2004); cheapest
// relaxations: implicit hitting sets (Moreno-Centeno and Karp 2013); all: MARCO (Liffiton et al.
// 2016). Rules are never relaxed.
//
// Sentences are plain and neutral; *...* marks the words of a demand or a term. Errors: none; total
// over any case. Budgets are counted in tests and steps, so the same case gives the same answer
// everywhere. Complexity: some zone tests for every sticking point and relaxation, of which there
// may be exponentially many.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/room.h"

namespace caucus {

struct StickingPoint {
  std::vector<std::size_t> demands;  // positions in Stuck::demands, sorted
  std::vector<PartyId> owners;       // parties, sorted, each once
  bool proven_minimal = true;
  std::vector<Package> without;      // [k]: a package that meets all but demands[k]; empty for a
                                     // k where none was found within the budget
  std::vector<std::string> lifting;  // [k]: what lifting demands[k] alone would do: "Lifting this
                                     // settles this conflict but not the other two."
  std::string sentence;              // "These three cannot all stand: ... Any two can."
  // "If the others stand, South reaches 41 of 100 at most; ...": one per reservation value in the
  // set. For the mediator's team only.
  std::vector<std::string> team_notes;
};

struct Relaxation {
  std::vector<std::size_t> demands;  // what is lifted
  std::vector<PartyId> owners;       // who moves, sorted, each once
  // [k]: how far the owner of demands[k] would have to move at least, those before it having moved
  // so far and those after it freely: "North moves from *truce is at most 42 days* to 60 days or
  // more".
  std::vector<std::string> steps;
  Package package;       // meets all other demands and every one of these steps
  std::string sentence;  // the steps in one sentence, those of one party together
};

struct Stuck {
  std::vector<Demand> demands;  // all that were examined; a position in the very words of a line of
                                // the same party is left out
  std::vector<StickingPoint> sticking_points;  // several owners first, then smallest, then firmest
  std::vector<Relaxation> relaxations;         // cheapest first: fewest of the firmest demands
  std::size_t sticking_points_found = 0;       // of which sticking_points shows the first
  std::size_t relaxations_found = 0;           // of which relaxations shows the cheapest
  bool rules_leave_nothing = false;            // no feasible package at all, demands aside
  std::optional<Package> package;              // that meets every demand, if there is one
  bool complete = true;                        // all were found, shown here or not
  std::string ways_out;  // "Each of these makes room: ...; or ..."; empty if nothing is stuck
  Method method;
};

struct StuckOptions {
  DemandOptions demands;
  std::size_t sticking_points_max = 20;  // how many to show, of all that are found
  std::size_t relaxations_max = 20;
  std::size_t tests_max = 100'000;        // zone tests before giving up; deterministic, not a clock
  std::uint64_t steps_max = 200'000'000;  // search steps of all of them; some 5 * 10^7 a second
};

// The utilities give reservation values their meaning; parties without one have none to examine.
Stuck stuck(const Case& c, const Utilities& utilities, const StuckOptions& options,
            const CancelToken& cancel);

}  // namespace caucus
