// What could be put? At least three distinct packages, each chosen for another reason, with what
// each side gains and gives, the lines it touches, whom it needs, what would have to be verified,
// and on which contested figure it hangs. Never one verdict.
//
// Where the zone is open the packages come from it; where it is empty, from what the cheapest
// relaxations open: one per party that comes closest to what it asks for, so that no side finds
// only the others' wishes, and others that differ in at least two issues (option_candidates.h has
// the rule). Where fewer than three are found so, the next are those that touch the fewest lines,
// down to all packages that keep the rules. Texts are plain and neutral; *...* marks the words of a
// line or term.
//
// Errors: none; total over any case. Complexity: some dozen searches with a step budget, and some
// zone tests per option and reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caucus/analysis/readings.h"
#include "caucus/analysis/robust.h"
#include "caucus/analysis/room.h"
#include "caucus/analysis/stuck.h"

namespace caucus {

// What the other analyses found, all for the same case and the same standing demands.
struct OptionInputs {
  const Utilities& central;
  const Readings& readings;
  const Room& room;
  const Stuck& stuck;  // without positions
};

// Points are those of the zone; where it is empty, of the zone that the cheapest relaxation opens.
enum class OptionReason {
  balanced,          // Nash point
  even_shares,       // Kalai-Smorodinsky point
  worst_off_first,   // egalitarian point
  most_readings,     // acceptable to all in the most readings, of the packages looked at
  fewest_lines,      // touches the fewest and least firm demands; only where there are lines
  closest_to_party,  // meets the most of what one party asks for now, firmest first
  smallest_step,     // keeps the most terms that the parties last put or accepted
  another_way,       // keeps the rules and differs from the others
};

struct PartyEffect {
  PartyId party;
  std::vector<std::string> gains;     // in words: terms at or near its wish
  std::vector<std::string> gives;     // in words: terms away from its wish
  Standing acceptable;                // at least the reservation value, in readings
  std::vector<std::string> approval;  // ids of the bodies that must consent
};

struct OptionNote {
  Package package;
  std::vector<OptionReason> reasons;  // one or more
  std::vector<PartyId> closest_to;    // whom closest_to_party speaks of
  bool rest_balanced = false;         // it is the Nash point of the packages that meet as much
  std::vector<PartyEffect> parties;
  std::vector<std::string> lines_touched;      // ids of all demands not met: firmest first, those
                                               // too unsure to stand included
  std::vector<std::string> positions_not_met;  // ids
  std::vector<IssueId> to_verify;              // issues with a debtor whose option obliges it
  std::vector<QuantityId> hangs_on;            // contested figures that leave it only possible
  std::vector<std::string> risks;              // in sentences
  Standing on_frontier;                        // of the feasible packages that meet the same lines
  Standing acceptable_to_all;
};

std::vector<OptionNote> options_note(const Case& c, const OptionInputs& in,
                                     const CancelToken& cancel);

// A question whose answer would tell most, with why.
struct OpenQuestion {
  std::string to;  // party or actor id
  std::string question;
  std::string because;
  std::vector<std::string> facts;  // ids of the entries behind it
};

// Five to ten where the case leaves as many open, those that tell most first. `options` are those
// of options_note(). Complexity: one zone test per line that is not sure; the readings once per
// option and pair of issues.
std::vector<OpenQuestion> open_questions(const Case& c, const OptionInputs& in,
                                         const std::vector<OptionNote>& options,
                                         const CancelToken& cancel);

std::string_view token(OptionReason);

}  // namespace caucus
