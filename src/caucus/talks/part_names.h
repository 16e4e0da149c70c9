// Which part of which party is meant, where several parties have a part of that name?
//
// A part (wing, delegation, principal, approval body) is called by its own name wherever one party
// alone has it, and as `party.part` otherwise. `party.part` may always be written; talks keep the
// short form where it is enough, so that both name the same. A plain name that several parties use
// is refused by who reads names (script.h), with the names to choose from.
//
// Errors: none; a name that is nobody's is returned as it is. Complexity: linear in the parties.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/model/case.h"

namespace caucus {

// Whether the name is a wing, the delegation, the principal or an approval body of that party.
bool is_part(const Case& c, PartyId party, std::string_view name);

// "party.part" taken apart; nothing where the party has no such part.
struct PartName {
  PartyId party;
  std::string_view part;
};
std::optional<PartName> part_named(const Case& c, std::string_view name);

// The names to choose from where a plain name is a part of several parties; else empty.
std::vector<std::string> meanings(const Case& c, std::string_view name);

// "several parties have a part called `ministers`", for who refuses such a name.
std::string several_have(std::string_view name);

// As the talks keep it. What `of`, a party whose part is sure to be meant, has comes first.
std::string kept_name(const Case& c, std::string_view name,
                      std::optional<PartyId> of = std::nullopt);

// The part's own name: "ministers" of "north.ministers" and of "ministers".
std::string own_part_name(const Case& c, std::string_view name);

}  // namespace caucus
