// What comes after what, for how long, on which conditions, and who owes what in it?
#include <nlohmann/json.hpp>

#include "caucus/brief/say.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

std::string named(const Case& c, const std::string& id) {
  return id.empty() ? std::string() : c.name_of(id);
}

// The issues of a phase with who would have to act, for whom, and who checks it.
Json owed_json(const Asked& asked, std::optional<PhaseId> phase) {
  const Case& c = asked.c;
  Json list = Json::array();
  for (const IssueId id : c.issues.ids()) {
    const Issue& issue = c.issues[id];
    if (issue.phase != phase) continue;
    list.push_back({{"issue", issue.id},
                    {"name", issue.name},
                    {"debtor", issue.debtor},
                    {"debtor_name", named(c, issue.debtor)},
                    {"creditor", issue.creditor},
                    {"creditor_name", named(c, issue.creditor)},
                    {"verifier", issue.verifier},
                    {"verifier_name", named(c, issue.verifier)},
                    {"fact", asked.facts.of(id)}});
  }
  return list;
}

std::optional<PhaseId> phase_of(const Asked& asked, const PhaseRow& row) {
  for (const PhaseId id : asked.c.phases.ids())
    if (asked.facts.of(id) == row.name.facts.front()) return id;
  return std::nullopt;
}

Json picture_json(const PhasesPicture& picture) {
  Json bars = Json::array();
  for (const PicturePhase& phase : picture.phases)
    bars.push_back({{"name", phase.name},
                    {"starts_day", phase.starts},
                    {"lasts_days", phase.lasts ? Json(*phase.lasts) : Json()},
                    {"start_known", phase.start_known},
                    {"notes", phase.notes}});
  Json deadlines = Json::array();
  for (const PictureDeadline& deadline : picture.deadlines)
    deadlines.push_back(
        {{"label", deadline.label}, {"day", deadline.day}, {"hard", deadline.hard}});
  return {{"title", picture.words.title},
          {"describes", picture.words.describes},
          {"phases", std::move(bars)},
          {"deadlines", std::move(deadlines)},
          {"as_of_day", picture.as_of ? Json(*picture.as_of) : Json()},
          {"as_of_label", picture.as_of_label}};
}

}  // namespace

void phases_page(Asked& asked, Json& body) {
  const BriefInputs inputs = asked.inputs();
  const PhasesSection section = phases_section({inputs, asked.c, asked.facts});
  body["phases"] = Json::array();
  for (const PhaseRow& row : section.rows) {
    const std::optional<PhaseId> id = phase_of(asked, row);
    const Phase* phase = id ? &asked.c.phases[*id] : nullptr;
    body["phases"].push_back(
        {{"id", phase ? Json(phase->id) : Json()},
         {"after", phase && phase->after ? Json(asked.c.phases[*phase->after].id) : Json()},
         {"name", sentence_json(row.name)},
         {"lasts", sentence_json(row.lasts)},
         {"lasts_written", phase && phase->lasts ? Json(to_string(*phase->lasts)) : Json()},
         {"conditions", sentences_json(row.conditions)},
         {"settles", sentences_json(row.settles)},
         {"deadlines", sentences_json(row.deadlines)},
         {"owed", id ? owed_json(asked, id) : Json::array()}});
  }
  body["without_phase"] = owed_json(asked, std::nullopt);
  body["picture"] = section.picture ? picture_json(*section.picture) : Json();
}

}  // namespace caucus::pages
