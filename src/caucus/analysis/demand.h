// What stands in the way? Demands: red lines, bottom lines, preconditions and reservation values,
// each with its owner. Positions can be examined like demands, firmest first, but do not bound the
// zone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/model/case.h"

namespace caucus {

enum class DemandKind { red_line, bottom_line, precondition, reservation, position };

struct Demand {
  std::string id;  // "north.red_line.1", "north.no_agreement", "north.position.3"
  DemandKind kind = DemandKind::red_line;
  PartyId party;
  std::string owner;                   // body or wing; empty for the party as a whole
  std::optional<Expression> is;        // absent for reservations
  Sure sure = Sure::likely;            // lines
  Firmness firmness = Firmness::firm;  // positions
  std::string in_words;            // "Hamas's red line: permanent ceasefire is not 'not mentioned'"
  const Origin* origin = nullptr;  // of the entry, in the case; null for an assumed reservation
};

struct DemandOptions {
  Sure sure_at_least = Sure::likely;  // lines less sure than this do not stand
  bool positions = false;             // examine current positions too
  Firmness firmness_at_least = Firmness::firm;
  bool reservations = true;
  std::vector<std::string> lifted;  // ids the mediator has lifted
};

// The demands that stand, firmest first within each kind: lines by `sure`, then reservations, then
// positions by firmness. Lines that were met, and preconditions that are acts outside the package,
// do not appear. The case must outlive the result.
std::vector<Demand> demands(const Case& c, const DemandOptions& options);

// The same without positions in the very words of a line of their party, which would only show
// every conflict twice.
std::vector<Demand> demands_once(const Case& c, const DemandOptions& options);

// in_words without its owner: "*permanent ceasefire is not 'not mentioned'*".
std::string held_words(const Demand& demand);

}  // namespace caucus
