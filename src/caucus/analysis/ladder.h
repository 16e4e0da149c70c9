// How far would each have to move at least?
//
// Each demand has a ladder of weaker versions, from itself to nothing at all: a demand on one issue
// admits the options next best to its owner (numbers: the nearest ones first; without any order:
// one option at a time), a bound on an amount moves to the next attainable amount, a reservation
// value sinks by percents of the scale. Other demands can only be lifted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/demand_set.h"
#include "caucus/analysis/find_package.h"
#include "caucus/analysis/problem.h"

namespace caucus {

// A weaker version of a demand, and every version after it is weaker still.
struct Rung {
  Expression is;
};

enum class LadderKind {
  none,         // all or nothing
  options,      // one issue, options in an order
  amounts,      // a bound on an amount
  apart,        // one issue, options in no order: each rung admits one more option by itself
  reservation,  // searched, not listed
};

struct Ladder {
  LadderKind kind = LadderKind::none;
  std::optional<IssueId> issue;  // options and apart
  Expression amount;             // amounts
  bool upwards = true;           // numbers: the weaker versions are larger
  bool both_ways = false;        // numbers: on both sides of the demand
  bool thinned = false;          // some rungs were left out, so a step may be larger than needed
  std::vector<Rung> rungs;       // the weakest, nothing at all, is left out
};

Ladder ladder(const Case& c, const Demand& demand);

// How far one owner moves on one demand.
struct Move {
  PartyId owner;
  std::optional<IssueId> issue;  // the one issue it is about, if it is about one
  std::string from;  // "*truce is at most 42 days*"; empty if it is no step to somewhere
  std::string to;    // "60 days or more"; else what the owner does: "accepts ..."
};

// One relaxation climbed down: how far each of its owners has to move when those before it have
// moved as little as possible and those after it move freely.
struct Climb {
  std::vector<Move> moves;  // one per lifted demand
  Package package;          // meets every demand that was not lifted, and every move
  bool decided = true;      // false: a test ended undecided, so a step may be too large
};

// The ladders of some demands, ready to be climbed in many combinations.
class Ladders {
 public:
  // `demands` are those of the sets that climb() is asked for. The case and what the demands point
  // to must outlive this. Complexity: one package space with a demand for every rung.
  Ladders(const Case& c, const Utilities& utilities, const std::vector<Demand>& demands,
          const DemandSet& climbed, std::uint64_t steps_max_each);
  Ladders(const Ladders&) = delete;
  Ladders& operator=(const Ladders&) = delete;

  // Precondition: `known` meets all demands but the lifted ones. Complexity: about log2(rungs)
  // zone tests per lifted demand.
  Climb climb(const std::vector<std::size_t>& lifted, const Package& known,
              const CancelToken& cancel);

 private:
  class Climber;

  const Case& case_;
  std::size_t demands_;             // of the case; rungs follow
  std::vector<Ladder> ladders_;     // by demand
  std::vector<std::size_t> first_;  // by demand: where its rungs begin among the demands
  Problem problem_;                 // with rungs as further demands; floors sink in a climb
  PackageFinder finder_;
  std::uint64_t steps_max_each_;
};

}  // namespace caucus
