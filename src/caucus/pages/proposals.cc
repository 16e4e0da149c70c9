// What became of every offer and proposal: with each party, before each body, and what is missing?
#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/analysis/demand.h"
#include "caucus/base/text.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/model/words.h"
#include "caucus/pages/page_json.h"
#include "caucus/pages/terms_checks.h"
#include "caucus/talks/lookups.h"
#include "caucus/talks/open_items.h"
#include "caucus/talks/script.h"

namespace caucus::pages {
namespace {

Json lines_json(const Asked& asked, const TermsSummary& summary) {
  const Talks& talks = asked.talks();
  Json list = Json::array();
  for (const TermsLine& line : summary.lines) {
    const bool any = line.event.has_value();
    list.push_back({{"party", line.party ? Json(asked.c.parties[*line.party].id) : Json()},
                    {"body", line.body},
                    {"step", line.step},
                    {"on", any ? Json(to_string(talks.effective(*line.event).said.day())) : Json()},
                    {"age_days", line.age_days ? Json(*line.age_days) : Json()},
                    {"says", any ? sentence_json(event_sentence(asked, *line.event)) : Json()}});
  }
  return list;
}

Json approvals_json(const Asked& asked, EventIndex item) {
  Json list = Json::array();
  for (const ApprovalNeeded& needed : approvals_needed(asked.c, asked.talks(), asked.today())) {
    if (needed.item != item) continue;
    list.push_back({{"party", asked.c.parties[needed.party].id},
                    {"body", needed.body},
                    {"name", name_json(asked.c, needed.body)},
                    {"step", needed.step ? Json(token(*needed.step)) : Json("not_asked")},
                    {"age_days", needed.age_days ? Json(*needed.age_days) : Json()}});
  }
  return list;
}

// Of all parties: whose consent these terms would need, whoever has accepted so far.
Json bodies_json(const Case& c) {
  Json list = Json::array();
  for (const Party& party : c.parties)
    for (const std::string& body : party.approval)
      list.push_back({{"party", party.id}, {"body", body}, {"name", name_json(c, body)}});
  return list;
}

std::string_view kind_of_terms(const Event& event) {
  if (const auto* proposal = std::get_if<ProposalEvent>(&event.body))
    return proposal->idea ? "idea" : "proposal";
  return kind_of(event) == EventKind::answer ? "counter" : "offer";
}

std::string words_beside(const Event& event) {
  if (const auto* proposal = std::get_if<ProposalEvent>(&event.body)) return proposal->text;
  if (const auto* offer = std::get_if<OfferEvent>(&event.body)) return offer->conditions;
  if (const auto* answer = std::get_if<AnswerEvent>(&event.body)) return answer->text;
  return {};
}

bool is_over(TermsStatus status) {
  return status == TermsStatus::revised || status == TermsStatus::withdrawn ||
         status == TermsStatus::expired || status == TermsStatus::approved_by_all ||
         status == TermsStatus::refused || status == TermsStatus::refused_after_acceptance ||
         status == TermsStatus::refused_by_body;
}

Json item_json(const Asked& asked, const TermsSummary& summary) {
  const Case& c = asked.c;
  const Talks& talks = asked.talks();
  const Event& event = talks.effective(summary.item);
  const TermsLife& life = *talks.life_of(summary.item);
  const PartialPackage& terms = terms_of(event);
  const auto name_or_null = [&](const std::optional<EventIndex>& at) {
    return at ? Json(name_of_event(talks.events[*at])) : Json();
  };
  Json json = event_json(asked, summary.item);
  json["from"] = "talks";
  json["kind"] = kind_of_terms(event);
  json["by"] = summary.by ? Json(c.parties[*summary.by].id) : Json("mediator");
  json["status"] = token(summary.status);
  json["open"] = !is_over(summary.status);
  json["age_days"] = summary.age_days;
  json["package"] = terms_json(c, terms);
  json["query"] = package_text(c, terms);
  json["in_words"] =
      sentence_json({as_sentence(in_words(c, terms)), {event_fact(talks, summary.item)}});
  json["words"] = words_beside(event);
  json["expires"] = date_json(expiry_of(event));
  json["revises"] = name_or_null(life.revises);
  json["revised_by"] = name_or_null(life.revised_by);
  json["withdrawn"] = name_or_null(life.withdrawn);
  json["life"] = lines_json(asked, summary);
  json["approvals_needed"] = approvals_json(asked, summary.item);
  add_terms_checks(asked, terms, summary.by, json);
  json["history"] = Json::array();
  for (const EventIndex at : life.history)
    json["history"].push_back(event_json(asked, at));
  return json;
}

// What a party had put before, as its sheet reads it: no life of its own, but terms to start from.
Json sheet_offer_json(const Asked& asked, PartyId party, const OwnOffer& offer) {
  const Case& c = asked.c;
  Json json{{"name", offer.id},
            {"kind", "offer"},
            {"who", c.parties[party].id},
            {"said", date_json(offer.on)},
            {"says", sentence_json({as_sentence(c.parties[party].name +
                                                " put or accepted: " + in_words(c, offer.package)),
                                    {offer.id}})},
            {"from", "case"},
            {"by", c.parties[party].id},
            {"status", nullptr},
            {"open", false},
            {"package", terms_json(c, offer.package)},
            {"query", package_text(c, offer.package)}};
  add_terms_checks(asked, offer.package, party, json);
  return json;
}

}  // namespace

void proposals_page(Asked& asked, Json& body) {
  const std::string name = asked.query.text("name");
  std::optional<EventIndex> wanted;
  if (!name.empty()) {
    wanted = event_called(asked.talks(), name);
    if (!wanted || !asked.talks().life_of(*wanted))
      asked.query.fail(
          {404, "entry_unknown", name, "no offer or proposal is called " + in_quotes(name), {}});
  }
  if (asked.stopped()) return;
  body["items"] = Json::array();
  for (const TermsSummary& summary : terms_summaries(asked.c, asked.talks(), asked.today())) {
    if (asked.talks().is_taken_out(summary.item)) continue;
    if (wanted && summary.item != *wanted) continue;
    body["items"].push_back(item_json(asked, summary));
  }
  if (!wanted)
    for (const PartyId party : asked.c.parties.ids())
      if (const Sheet* sheet = asked.c.sheet_of(party))
        for (const OwnOffer& offer : sheet->offers)
          body["items"].push_back(sheet_offer_json(asked, party, offer));
  body["bodies"] = bodies_json(asked.c);
}

}  // namespace caucus::pages
