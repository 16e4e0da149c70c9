// How are sticking points and relaxations said?
//
// Neutral sentences: who, which demands, and what any smaller set would allow; never who is right.
#pragma once

#include <string>
#include <vector>

#include "caucus/analysis/ladder.h"
#include "caucus/analysis/stuck.h"

namespace caucus {

// "two", "three" ... "ten", then digits.
std::string count_word(std::size_t count);

// First letter large, full stop at the end.
std::string sentence_of(std::string text);

// "North", "North and South".
std::string owners_in_words(const Case& c, const std::vector<PartyId>& owners);

// "These three cannot all stand: ... Any two can."
std::string conflict_sentence(const Case& c, const Stuck& stuck, const StickingPoint& point,
                              std::size_t undecided);

// What lifting one demand alone would do.
struct LiftingOutcome {
  std::size_t settled = 0;  // sticking points that hold the demand
  std::size_t found = 0;    // all sticking points found
  bool makes_room = false;  // known
  bool complete = true;     // all sticking points were found
};
std::string lifting_sentence(const LiftingOutcome& outcome);

// "North moves from *truce is at most 42 days* to 60 days or more"
std::string step_in_words(const Case& c, const Move& move);

// The same for several, those of one party together: "North moves from ... to ... and from ... to
// ...; and South ..."
std::string relaxation_sentence(const Case& c, const std::vector<Move>& moves);

// "Each of these makes room: ...; or ..." Some relaxations, so that as many parties as possible are
// among those who could move alone.
std::string ways_out_sentence(const Stuck& stuck);

}  // namespace caucus
