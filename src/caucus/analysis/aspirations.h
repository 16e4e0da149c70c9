// Is there a package that gives at least this to each?
//
// Yes, with a package; or no, with a smallest set of the wishes that cannot be met together, and
// the most that each of them can have while the others of the set keep theirs. Exact at any size,
// as long as the engine takes the space: by bounds and search (direct_point.h), hyper-rectangles by
// box_search.h. Reservation values that stand are met in any case.
//
// Errors: `refusal` where the engine cannot take the space. Complexity: a search for the answer,
// one per wish for the smallest set, one for the most of each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/find_package.h"
#include "caucus/analysis/room.h"
#include "caucus/model/scenario.h"

namespace caucus {

struct Most {
  std::size_t party = 0;
  std::optional<Rational> utility;  // nothing: not found within the limits
  bool proven = true;               // false: the best found
};

struct AspirationAnswer {
  Finding finding = Finding::undecided;
  std::optional<Package> package;     // of a case
  ScenarioPackage options;            // of a scenario
  std::vector<Rational> utilities;    // of that package
  std::vector<std::size_t> conflict;  // parties whose wishes cannot be met together; empty, with
                                      // finding none: there is no room even without any wish
  bool proven_minimal = true;
  std::vector<Most> most;  // of the conflict, in the same order
  std::string refusal;
};

// wishes[q]: the least utility of party q (as in the utilities), or nothing.
using Aspirations = std::vector<std::optional<Rational>>;

AspirationAnswer aspirations(const Case& c, const Utilities& utilities, const Aspirations& wishes,
                             const RoomOptions& options, const CancelToken& cancel = {});

// The same over a scenario's profiles.
AspirationAnswer aspirations(const Scenario& scenario, const Aspirations& wishes,
                             const CancelToken& cancel = {});

}  // namespace caucus
