// What do forms need to know? Who and what can be named in this case, and how a line is written.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/model/words.h"
#include "caucus/pages/desk_pages.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/script.h"
#include "caucus/talks/speaker.h"

namespace caucus::pages {
namespace {

std::string_view token_of(TalksKept kept) {
  switch (kept) {
    case TalksKept::nowhere:
      return "nowhere";
    case TalksKept::in_script:
      return "in_script";
    case TalksKept::in_vault:
      return "in_vault";
  }
  return {};
}

Json named(const Case& c, const std::vector<std::string>& ids) {
  Json list = Json::array();
  for (const std::string& id : ids)
    list.push_back({{"id", id}, {"name", c.name_of(id)}});
  return list;
}

Json parties_json(const Case& c) {
  Json list = Json::array();
  for (const PartyId id : c.parties.ids()) {
    const Party& party = c.parties[id];
    const Sheet* sheet = c.sheet_of(id);
    const bool any = sheet && has_utility(c, *sheet);
    list.push_back({{"id", party.id},
                    {"name", party.name},
                    {"wings", named(c, party.wings)},
                    {"bodies", named(c, party.approval)},
                    {"principal", party.principal},
                    {"delegation", party.delegation},
                    {"preferences", !any                  ? "unknown"
                                    : is_exact(c, *sheet) ? "exact"
                                                          : "in_order"}});
  }
  return list;
}

Json actors_json(const Case& c) {
  Json list = Json::array();
  for (const Actor& actor : c.actors)
    list.push_back({{"id", actor.id}, {"name", actor.name}, {"kind", token(actor.kind)}});
  return list;
}

Json channels_json(const Case& c, const Talks& talks) {
  Json list = Json::array();
  for (const Channel& channel : c.channels)
    list.push_back({{"id", channel.id},
                    {"name", channel.name},
                    {"to", c.parties[channel.to].id},
                    {"hops", named(c, channel.hops)},
                    {"lossy", channel.lossy},
                    {"open", !talks.closed_channels.contains(channel.id)}});
  return list;
}

Json speakers_json(const Case& c) {
  Json list = Json::array();
  for (const std::string_view name : speaker_names(c)) {
    const Speaker speaker = speaker_of(c, name);
    list.push_back({{"id", name},
                    {"name", name_json(c, name)},
                    {"of", speaker.party ? Json(c.parties[*speaker.party].id) : Json()}});
  }
  return list;
}

Json issues_json(const Case& c) {
  Json list = Json::array();
  for (const IssueId id : c.issues.ids()) {
    const Issue& issue = c.issues[id];
    Json options = Json::array();
    for (std::size_t at = 0; at < issue.options.size(); ++at)
      options.push_back({{"id", issue.options[at].id},
                         {"words", option_in_words(c, id, static_cast<OptionIndex>(at))}});
    list.push_back(
        {{"id", issue.id},
         {"name", issue.name},
         {"quantity", issue.quantity},
         {"unit", issue.unit},
         {"phase", issue.phase ? Json(c.phases[*issue.phase].id) : Json()},
         {"category", issue.category},
         {"applies_if", issue.applies_if ? Json(in_words(c, *issue.applies_if)) : Json()},
         {"debtor", issue.debtor},
         {"creditor", issue.creditor},
         {"options", std::move(options)}});
  }
  return list;
}

// What a line may refer to, the newest first: its label, or @ and its id.
Json entries_json(const Asked& asked) {
  const Talks& talks = asked.talks();
  Json list = Json::array();
  for (std::size_t back = 0; back < talks.events.size(); ++back) {
    const auto at = static_cast<EventIndex>(talks.events.size() - 1 - back);
    if (talks.events[at].label.empty() || talks.is_taken_out(at)) continue;
    const Event& event = talks.effective(at);
    list.push_back({{"name", talks.events[at].label},
                    {"kind", token(kind_of(event))},
                    {"who", event.who},
                    {"said", to_string(event.said)},
                    {"state", state_of(asked.c, talks, at, asked.today())}});
  }
  return list;
}

Json verbs_json() {
  Json list = Json::array();
  for (const ScriptVerb& verb : script_verbs())
    list.push_back({{"verb", verb.verb},
                    {"kind", token(verb.kind)},
                    {"usage", verb.usage},
                    {"example", verb.example}});
  return list;
}

}  // namespace

void session_page(Asked& asked, Json& body) {
  const Case& c = asked.c;
  record::Vault* vault = asked.desk->vault();
  body["case"] = {{"title", c.title}, {"field", c.field}, {"as_of", date_json(c.as_of)}};
  body["today_is"] = asked.ground.now_is_the_clocks ? "the_clocks" : "the_cases";
  body["talks_kept"] = token_of(asked.desk->kept());
  body["can_write"] = vault != nullptr;
  body["member"] = vault ? Json(vault->me().name) : Json();
  body["state"] = token(asked.talks().state_now());
  body["program"] = asked.ground.version;
  body["packages"] = counts_json(count_packages(c));
  body["pages"] = Desk::names();
  body["parties"] = parties_json(c);
  body["actors"] = actors_json(c);
  body["channels"] = channels_json(c, asked.talks());
  body["speakers"] = speakers_json(c);
  body["issues"] = issues_json(c);
  body["totals"] = Json::array();
  for (const Total& total : c.totals)
    body["totals"].push_back({{"id", total.id}, {"name", total.name}, {"unit", total.unit}});
  body["phases"] = Json::array();
  for (const Phase& phase : c.phases)
    body["phases"].push_back({{"id", phase.id}, {"name", phase.name}});
  body["deadlines"] = Json::array();
  for (const Deadline& deadline : c.deadlines)
    body["deadlines"].push_back(
        {{"id", deadline.id}, {"name", deadline.name}, {"date", to_string(deadline.date)}});
  body["sources"] = Json::array();
  for (const Source& source : c.sources)
    body["sources"].push_back({{"id", source.id}, {"name", source.name}});
  body["entries"] = entries_json(asked);
  body["verbs"] = verbs_json();
}

}  // namespace caucus::pages
