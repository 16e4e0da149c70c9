// The JSON twins of the answers about talks, field by field in docs/reference/json.md.
//
// Like json.h. Texts of people stand as they were said; who prints them shows them safely.
#pragma once

#include <string>
#include <vector>

#include "caucus/desk/talks_summary.h"
#include "caucus/desk/vault_care.h"
#include "caucus/talks/talking_points.h"

namespace caucus {

std::string new_vault_json(const NewVaultAnswer& made);                      // caucus.vault/1
std::string vault_json(TalksDesk& desk, const record::Verification& found);  // caucus.vault/1
std::string line_json(const TalksDesk& desk, const LineAnswer& answer);      // caucus.entry/1
std::string import_json(const TalksDesk& desk, const ImportAnswer& answer);  // caucus.import/1
std::string summary_json(const Case& c, const TalksSummary& summary);        // caucus.talks/1
// caucus.timeline/1
std::string timeline_json(const Case& c, const std::vector<TimelineLine>& entries);
std::string view_json(const Case& c, const PartyView& view);  // caucus.view/1

// What the leak check found: of which document, for whom.
struct LeaksFound {
  std::string document;
  PartyId to;
  std::vector<Leak> leaks;
};
std::string leaks_json(const Case& c, const Talks& talks,
                       const LeaksFound& found);  // caucus.leaks/1
std::string talking_points_json(const Case& c,
                                const TalkingPoints& page);  // caucus.talking_points/1

}  // namespace caucus
