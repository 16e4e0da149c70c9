#include "caucus/talks/speaker.h"

#include <algorithm>

#include "caucus/talks/part_names.h"

namespace caucus {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Speaker speaker_of(const Case& c, std::string_view name) {
  if (name.empty()) return {};
  if (name == own_team_word) return {SpeakerKind::own_team, std::nullopt};
  for (const Actor& actor : c.actors)
    if (actor.kind == ActorKind::mediator && actor.id == name)
      return {SpeakerKind::mediator, std::nullopt};
  if (const auto party = c.find_party(name)) return {SpeakerKind::party, party};
  for (PartyId party : c.parties.ids())
    if (is_part(c, party, name)) return {SpeakerKind::party_part, party};
  if (const auto part = part_named(c, name)) return {SpeakerKind::party_part, part->party};
  for (const Actor& actor : c.actors)
    if (actor.id == name) return {SpeakerKind::actor, std::nullopt};
  for (const Channel& channel : c.channels)
    if (holds(channel.hops, name)) return {SpeakerKind::relay, std::nullopt};
  return {};
}

bool is_approval_body(const Case& c, PartyId party, std::string_view name) {
  const auto part = part_named(c, name);
  if (part && part->party != party) return false;
  return holds(c.parties[party].approval, part ? part->part : name);
}

std::vector<PartyId> parties_of(const Case& c, const std::vector<std::string>& names) {
  std::vector<PartyId> found;
  for (const std::string& name : names)
    if (const auto party = speaker_of(c, name).party) found.push_back(*party);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::optional<PartyId> caucus_of(const Case& c, const Event& event) {
  return speaker_of(c, event.who).party;
}

std::vector<std::string_view> speaker_names(const Case& c) {
  std::vector<std::string_view> names{own_team_word};
  for (const Party& party : c.parties) {
    names.push_back(party.id);
    names.insert(names.end(), party.wings.begin(), party.wings.end());
    names.insert(names.end(), party.approval.begin(), party.approval.end());
    if (!party.principal.empty()) names.push_back(party.principal);
    if (!party.delegation.empty()) names.push_back(party.delegation);
  }
  for (const Actor& actor : c.actors)
    names.push_back(actor.id);
  for (const Channel& channel : c.channels)
    names.insert(names.end(), channel.hops.begin(), channel.hops.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace caucus
