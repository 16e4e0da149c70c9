// What could be put? At least three distinct packages, each chosen for another reason, with what
// each side gains and gives, the lines it touches, whom it needs, what would have to be verified,
// and on which contested figure it hangs. Never one verdict.
#pragma once

#include <string>
#include <vector>

#include "caucus/analysis/readings.h"
#include "caucus/analysis/room.h"
#include "caucus/analysis/stuck.h"

namespace caucus {

// In how many of n sampled readings a finding stands: "in 93 of 100 readings".
struct Standing {
  std::size_t stands = 0;
  std::size_t of = 0;  // 0: sheets are exact, nothing to sample
};

enum class OptionReason {
  balanced,              // Nash point of the zone
  even_shares,           // Kalai-Smorodinsky point
  worst_off_first,       // egalitarian point
  most_readings,         // acceptable to all in the most readings
  fewest_lines,          // touches the fewest and least firm demands
  closest_to_positions,  // meets the most current positions, firmest first
  smallest_step,         // moves the fewest terms from what the parties have put
};

struct PartyEffect {
  PartyId party;
  std::vector<std::string> gains;     // in words: terms at or near its wish
  std::vector<std::string> gives;     // in words: terms away from its wish
  Standing acceptable;                // at least the reservation value, in readings
  std::vector<std::string> approval;  // bodies that must consent
};

struct OptionNote {
  Package package;
  std::vector<OptionReason> reasons;  // one or more; every note has at least one of its own
  std::vector<PartyEffect> parties;
  std::vector<std::string> lines_touched;  // demand ids not met
  std::vector<std::string> positions_not_met;
  std::vector<IssueId> to_verify;    // issues with a debtor whose option obliges it
  std::vector<QuantityId> hangs_on;  // contested figures that leave it only possible
  std::vector<std::string> risks;    // in sentences
  Standing on_frontier;              // of the feasible packages that meet the same demands
  Standing acceptable_to_all;
};

// A question whose answer would tell most, with why.
struct OpenQuestion {
  std::string to;  // party or actor id
  std::string question;
  std::string because;
  std::vector<std::string> facts;  // ids of the entries behind it
};

std::vector<OptionNote> options_note(const Case& c, const Utilities& central,
                                     const Readings& readings, const Stuck& stuck,
                                     const CancelToken& cancel);

std::vector<OpenQuestion> open_questions(const Case& c, const Room& room, const Stuck& stuck,
                                         const Readings& readings);

std::string_view token(OptionReason);

}  // namespace caucus
