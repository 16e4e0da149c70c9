#include "caucus/talks/part_names.h"

#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/talks/speaker.h"

namespace caucus {

bool is_part(const Case& c, PartyId id, std::string_view name) {
  const Party& party = c.parties[id];
  const auto among = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return among(party.approval) || among(party.wings) || party.delegation == name ||
         party.principal == name;
}

std::optional<PartName> part_named(const Case& c, std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto party = c.find_party(name.substr(0, dot));
  const std::string_view part = name.substr(dot + 1);
  if (!party || !is_part(c, *party, part)) return std::nullopt;
  return PartName{*party, part};
}

std::vector<std::string> meanings(const Case& c, std::string_view name) {
  if (speaker_of(c, name).kind != SpeakerKind::party_part || part_named(c, name)) return {};
  std::vector<std::string> found;
  for (const PartyId party : c.parties.ids())
    if (is_part(c, party, name)) found.push_back(c.parties[party].id + "." + std::string(name));
  return found.size() > 1 ? found : std::vector<std::string>();
}

std::string several_have(std::string_view name) {
  return "several parties have a part called " + in_quotes(name);
}

std::string kept_name(const Case& c, std::string_view name, std::optional<PartyId> of) {
  if (const auto named = part_named(c, name)) {
    const bool enough = meanings(c, named->part).empty() &&
                        speaker_of(c, named->part).kind == SpeakerKind::party_part;
    return std::string(enough ? named->part : name);
  }
  if (of && is_part(c, *of, name) && !meanings(c, name).empty())
    return c.parties[*of].id + "." + std::string(name);
  return std::string(name);
}

std::string own_part_name(const Case& c, std::string_view name) {
  const auto named = part_named(c, name);
  return std::string(named ? named->part : name);
}

}  // namespace caucus
