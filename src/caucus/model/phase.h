// When? Phases of an agreement, deadlines, and the states the talks went through.
//
// Phases follow one another by `after`; a phase without it begins with the agreement. Dates are
// days of the calendar, durations as written ("42d"). A deadline is somebody's: it says who holds
// to it, and a soft one passes without ending the talks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/model/expression.h"
#include "caucus/model/ids.h"
#include "caucus/model/origin.h"

namespace caucus {

// A part of an agreement with a duration.
struct Phase {
  std::string id;
  std::string name;
  std::optional<Duration> lasts;
  std::optional<PhaseId> after;          // phases form a forest: no cycles
  std::vector<std::string> conditions;   // what must hold before it, in sentences
  std::optional<Expression> applies_if;  // elsewhere the phase's issues are void
  Origin origin;
};

// A hard deadline ends what it dates; a soft one is wished for.
enum class DeadlineKind { soft, hard };

// A day that somebody holds to.
struct Deadline {
  std::string id;
  std::string name;
  Date date;
  DeadlineKind kind = DeadlineKind::soft;
  std::vector<std::string> held_by;  // actors who hold to it
  std::optional<PhaseId> phase;
  Origin origin;
};

// The glossary's states of the talks, in its order.
enum class TalksState {
  exploring,
  drafting,
  proposed,
  accepted_by_some,
  agreed,
  in_force,
  stalled,
  suspended,
  collapsed,
  resumed,
  completed,
};

// A change of state with its cause, on the day it was noted or reported.
// An expected change is not a change.
struct StateChange {
  TalksState is = TalksState::exploring;
  Date on;
  std::string because;
  bool expected = false;
  Origin origin;
};

}  // namespace caucus
