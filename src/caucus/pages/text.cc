// What does the single text say, what changed, who has seen it, and which objections does it meet?
#include "caucus/base/text.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/model/words.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/draft_text.h"

namespace caucus::pages {
namespace {

// Plain words, blanks and brackets as runs, one after the other.
Json runs_json(const Case& c, const std::string& text) {
  Json list = Json::array();
  for (const ClausePiece& piece : pieces_of(c, text)) {
    if (piece.blank) {
      list.push_back({{"kind", "blank"},
                      {"issue", c.issues[*piece.blank].id},
                      {"text", c.issues[*piece.blank].name}});
    } else if (!piece.bracket.empty()) {
      Json ways = Json::array();
      for (const BracketOption& way : piece.bracket)
        ways.push_back({{"party", way.party}, {"text", way.text}});
      list.push_back({{"kind", "bracket"}, {"ways", std::move(ways)}});
    } else {
      list.push_back({{"kind", "words"}, {"text", piece.text}});
    }
  }
  return list;
}

std::string_view status_of(const CritiqueLife& critique) {
  if (critique.withdrawn) return "withdrawn";
  return critique.met_by ? "met" : "open";
}

Json critique_json(const Asked& asked, std::uint32_t at) {
  const Talks& talks = asked.talks();
  const CritiqueLife& life = talks.text.critiques[at];
  const auto& said = std::get<CritiqueEvent>(talks.effective(life.event).body);
  Json json = event_json(asked, life.event);
  json["party"] = asked.c.parties[life.by].id;
  json["draft"] = life.draft + 1;
  json["clause"] = life.clause;
  json["concern"] = said.concern;
  json["interest"] = said.interest;
  json["severity"] = token(said.severity);
  json["status"] = status_of(life);
  json["met_by"] = life.met_by ? Json(*life.met_by + 1) : Json();
  return json;
}

Json names_json(const Talks& talks, const std::vector<EventIndex>& events) {
  Json list = Json::array();
  for (const EventIndex at : events)
    list.push_back(name_of_event(talks.events[at]));
  return list;
}

Json critique_names_json(const Talks& talks, const std::vector<std::uint32_t>& critiques) {
  Json list = Json::array();
  for (const std::uint32_t at : critiques)
    list.push_back(name_of_event(talks.events[talks.text.critiques[at].event]));
  return list;
}

Json clauses_json(const Asked& asked, std::uint32_t draft) {
  const Talks& talks = asked.talks();
  Json list = Json::array();
  for (const DraftClause& clause : clauses_of(asked.c, talks, draft))
    list.push_back({{"id", clause.id},
                    {"text", clause.text},
                    {"runs", runs_json(asked.c, clause.text)},
                    {"brackets", clause.has_brackets},
                    {"issues", ids_of(asked.c, clause.issues)},
                    {"behind", names_json(talks, clause.behind)},
                    {"met", critique_names_json(talks, clause.met)},
                    {"open", critique_names_json(talks, clause.open)}});
  return list;
}

Json readers_json(const Asked& asked, const DraftLife& life) {
  const Talks& talks = asked.talks();
  const auto day = [&](EventIndex at) { return to_string(talks.effective(at).said.day()); };
  Json list = Json::array();
  for (const PartyId party : asked.c.parties.ids()) {
    const DraftReader* reader = life.reader(party);
    Json json{
        {"party", asked.c.parties[party].id},
        {"shown", reader ? Json(day(reader->shown)) : Json()},
        {"supervised", reader != nullptr && reader->supervised},
        {"returned", reader && reader->returned ? Json(day(*reader->returned)) : Json()},
        {"asked", std::binary_search(life.final_asked.begin(), life.final_asked.end(), party)},
        {"answer", nullptr}};
    for (const FinalAnswerGiven& given : life.final_answers)
      if (given.party == party)
        json["answer"] = token(std::get<FinalAnswerEvent>(talks.effective(given.answer).body).kind);
    list.push_back(std::move(json));
  }
  return list;
}

Json balance_json(const Case& c, const DraftSummary& summary) {
  Json list = Json::array();
  for (const CritiqueBalance& balance : summary.balance)
    list.push_back({{"party", c.parties[balance.party].id},
                    {"made", balance.made},
                    {"met", balance.met},
                    {"withdrawn", balance.withdrawn},
                    {"open", balance.open}});
  return list;
}

Json drafts_json(const Asked& asked) {
  const Talks& talks = asked.talks();
  Json list = Json::array();
  for (const DraftSummary& summary : draft_summaries(talks)) {
    const DraftLife& life = talks.text.drafts[summary.number - 1];
    Json bodies = Json::array();
    for (const BodyLife& body : life.bodies)
      bodies.push_back({{"body", body.body}, {"step", token(body.step)}});
    Json json = event_json(asked, summary.event);
    json["number"] = summary.number;
    json["title"] = summary.title;
    json["clauses"] = life.clauses.size();
    json["touched"] = summary.touched;
    json["readers"] = readers_json(asked, life);
    json["balance"] = balance_json(asked.c, summary);
    json["bodies"] = std::move(bodies);
    json["state"] = state_of(asked.c, talks, summary.event, asked.today());
    list.push_back(std::move(json));
  }
  return list;
}

Json difference_json(const Talks& talks, std::uint32_t earlier, std::uint32_t later) {
  Json list = Json::array();
  for (const ClauseDifference& clause : difference(talks, earlier, later)) {
    Json words = Json::array();
    for (const WordChange& word : clause.words)
      words.push_back({{"change", token(word.change)}, {"text", word.text}});
    list.push_back(
        {{"id", clause.id}, {"change", token(clause.change)}, {"words", std::move(words)}});
  }
  return list;
}

}  // namespace

void text_page(Asked& asked, Json& body) {
  const auto drafts = static_cast<std::uint32_t>(asked.talks().text.drafts.size());
  const auto numbered = [&](std::string_view key) {
    const std::optional<std::uint32_t> number = asked.query.number(key);
    if (number && *number > drafts)
      asked.query.fail({404, "draft_unknown", std::to_string(*number),
                        "there is no draft " + std::to_string(*number),
                        "there are " + counted(drafts, "draft")});
    return number;
  };
  const std::optional<std::uint32_t> wanted = numbered("draft");
  const std::optional<std::uint32_t> against = numbered("against");
  if (asked.stopped()) return;
  body["drafts"] = drafts_json(asked);
  body["draft"] = nullptr;
  body["clauses"] = Json::array();
  body["against"] = nullptr;
  body["difference"] = Json::array();
  body["critiques"] = Json::array();
  for (std::uint32_t at = 0; at < asked.talks().text.critiques.size(); ++at)
    body["critiques"].push_back(critique_json(asked, at));
  if (drafts == 0) return;
  const std::uint32_t shown = wanted.value_or(drafts);
  body["draft"] = shown;
  body["clauses"] = clauses_json(asked, shown - 1);
  if (!against) return;
  body["against"] = *against;
  body["difference"] = difference_json(asked.talks(), *against - 1, shown - 1);
}

}  // namespace caucus::pages
