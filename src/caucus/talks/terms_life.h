// What became of an offer or a proposal: with each party, before each approval body, on the way?
//
// Every step keeps the event that made it, so every date, source and word can be looked up. Only
// parties and bodies that have been touched have an entry: the rest have had nothing put to them.
// One side's acceptance before the other has been asked is normal. No answer is not a refusal; its
// age is counted from the day the terms were put.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/event.h"

namespace caucus {

// The place of an event in Talks::events, in the order of noting. It counts what everybody said, so
// it must never reach a party.
using EventIndex = std::uint32_t;

enum class PartyStep : std::uint8_t {
  not_put,
  on_the_way,  // handed to a relay
  put,         // reached the party, or put face to face
  no_answer,   // the party has said that its answer is still to come, or it is known to wait
  countered,
  refused,
  accepted_if,
  accepted,
};

enum class BodyStep : std::uint8_t { put, refuses, consents_if, consents };

struct BodyLife {
  std::string body;
  BodyStep step = BodyStep::put;
  std::optional<EventIndex> put;  // nothing where the answer came unannounced
  std::optional<EventIndex> answer;

  friend bool operator==(const BodyLife&, const BodyLife&) = default;
};

struct PartyLife {
  PartyId party;
  PartyStep step = PartyStep::not_put;
  std::optional<EventIndex> put;     // when it came before the party, as far as recorded
  std::optional<EventIndex> answer;  // the last one
  std::vector<BodyLife> bodies;

  friend bool operator==(const PartyLife&, const PartyLife&) = default;
};

// Where the whole stands. Expiry depends on the day it is asked.
enum class TermsStatus : std::uint8_t {
  idea,
  proposed,    // on the mediator's list, put to nobody yet; an offer: heard by the mediator
  on_the_way,  // handed to a relay, before no party yet
  put,         // with at least one party, no answer
  countered,
  refused,  // by at least one, accepted by none
  accepted_by_some,
  refused_after_acceptance,  // accepted by one side, refused by another
  agreed_by_delegates,       // by all parties; bodies not asked
  before_bodies,
  refused_by_body,
  approved_by_all,
  revised,  // another took its place
  withdrawn,
  expired,
};

// The life of one offer, counter or proposal.
struct TermsLife {
  EventIndex item = 0;
  std::optional<PartyId> by;        // the offerer; nothing for the mediator's proposals
  std::vector<PartyLife> parties;   // in the order in which they were touched
  std::vector<EventIndex> history;  // every event about it, the item itself first
  std::optional<EventIndex> withdrawn;
  std::optional<EventIndex> revised_by;
  std::optional<EventIndex> revises;

  // Nothing where the party has not been touched.
  const PartyLife* with(PartyId party) const;

  friend bool operator==(const TermsLife&, const TermsLife&) = default;
};

// The way of one thing over one leg.
struct HopLife {
  EventIndex item = 0;  // what is carried
  std::string from;
  std::string to;
  HopState state = HopState::handed;
  EventIndex handed = 0;  // when it set out
  EventIndex last = 0;    // the newest word of it

  friend bool operator==(const HopLife&, const HopLife&) = default;
};

// The terms of an offer, counter or proposal; empty for any other event.
const PartialPackage& terms_of(const Event& event);

std::string_view token(PartyStep);
std::string_view token(BodyStep);
std::string_view token(TermsStatus);

}  // namespace caucus
