// Who is speaking, and for whom?
//
// A name on a line may be a party, a part of one (a wing, its delegation, its principal, an
// approval body), a mediator, another actor, a relay of a channel, or `mediator`: the writer's own
// team. What a part of a party says belongs to that party's caucus.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "caucus/model/case.h"
#include "caucus/talks/event.h"

namespace caucus {

// The word for the mediator's own team where no mediator of the case is meant by name.
inline constexpr std::string_view own_team_word = "mediator";

enum class SpeakerKind : std::uint8_t {
  own_team,  // `mediator`
  mediator,  // a mediator of the case
  party,
  party_part,  // a wing, delegation, principal or approval body of one party
  actor,       // holder, guarantor, verifier, intermediary
  relay,       // a hop of a channel that is none of these
  outside,     // nobody of the case
};

struct Speaker {
  SpeakerKind kind = SpeakerKind::outside;
  std::optional<PartyId> party;  // party, party_part

  // The mediator's team or a mediator of the case.
  bool mediates() const { return kind == SpeakerKind::own_team || kind == SpeakerKind::mediator; }
};

// The first that fits, in the order of SpeakerKind. Linear in the names of the case.
Speaker speaker_of(const Case& c, std::string_view name);

// Whether the name is an approval body of that party.
bool is_approval_body(const Case& c, PartyId party, std::string_view name);

// The parties an event's audience consists of, sorted; a part of a party counts as the party.
std::vector<PartyId> parties_of(const Case& c, const std::vector<std::string>& names);

// Whose confidence the event was said in: the speaker's party; nothing for mediators and outsiders.
std::optional<PartyId> caucus_of(const Case& c, const Event& event);

// Every name that may stand as a speaker, sorted: for did-you-mean and completion.
std::vector<std::string_view> speaker_names(const Case& c);

}  // namespace caucus
