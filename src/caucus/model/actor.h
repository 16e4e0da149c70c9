// Who takes part? Parties that negotiate, and those who help, hold, guarantee, verify or press.
//
// Words as in the glossary. There is deliberately no entry for private persons, no place of
// detention and no field that ranks people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/model/ids.h"
#include "caucus/model/origin.h"

namespace caucus {

// A side with a formal role at the talks.
struct Party {
  std::string id;
  std::string name;                   // what to print
  std::vector<std::string> wings;     // parts that may hold a position of their own
  std::vector<std::string> approval;  // approval bodies; all of them must consent
  std::string principal;              // who finally decides; empty if not stated
  std::string delegation;             // who speaks for the party; empty if not stated
  Origin origin;
};

enum class ActorKind { mediator, holder, guarantor, verifier, intermediary };

// Somebody with a role other than party.
struct Actor {
  ActorKind kind = ActorKind::mediator;
  std::string id;
  std::string name;
  std::vector<PartyId> ally_of;  // mediators only: a mediator may also be somebody's ally
  std::string of;                // holders only: the category in custody; empty if not stated
  Origin origin;
};

// A way for words from the mediator to a party, hop by hop.
struct Channel {
  std::string id;
  std::string name;
  PartyId to;
  std::vector<std::string> hops;     // who carries the word, in order
  std::vector<DurationRange> delay;  // one per hop, or empty
  bool lossy = false;                // words may get lost on the way
  Origin origin;
};

// Somebody's assessment of pressure on an actor. Assessments that contradict each other coexist.
struct Pressure {
  std::string by;
  std::string on;  // id of a party or actor
  std::string says;
  std::optional<IssueId> issue;
  Origin origin;
};

}  // namespace caucus
