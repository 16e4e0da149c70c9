#include "caucus/desk/talks_json.h"

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

std::string document(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json moment_json(const std::optional<Moment>& moment) {
  return moment ? Json(to_string(*moment)) : Json();
}

Json faults_json(const std::vector<ScriptFault>& faults) {
  Json list = Json::array();
  for (const ScriptFault& fault : faults)
    list.push_back({{"line", fault.line},
                    {"column", fault.column},
                    {"sentence", fault.sentence},
                    {"hint", fault.hint}});
  return list;
}

Json refused_json(const std::optional<Refused>& refused) {
  if (!refused) return nullptr;
  return {{"token", token(refused->why)},
          {"about", refused->about},
          {"sentence", sentence(refused->why)},
          {"remedy", remedy(refused->why)}};
}

Json warned_json(const Warned& warned) {
  return {
      {"token", token(warned.what)}, {"about", warned.about}, {"sentence", sentence(warned.what)}};
}

Json items_json(const std::vector<TalksItem>& items) {
  Json list = Json::array();
  for (const TalksItem& item : items) {
    Json standings = Json::array();
    for (const TalksItem::Standing& standing : item.standings)
      standings.push_back(
          {{"who", standing.who}, {"step", standing.step}, {"since", moment_json(standing.since)}});
    list.push_back({{"kind", item.kind},
                    {"name", item.name},
                    {"who", item.who},
                    {"status", item.status},
                    {"open", item.open},
                    {"words", item.words},
                    {"since", to_string(item.since)},
                    {"age_days", item.age},
                    {"standings", std::move(standings)}});
  }
  return list;
}

}  // namespace

std::string new_vault_json(const NewVaultAnswer& made) {
  return document({{"format", "caucus.vault/1"},
                   {"made", true},
                   {"folder", made.folder},
                   {"recovery_file", made.recovery_file},
                   {"member", made.founder.name},
                   {"channels", made.channels}});
}

std::string vault_json(TalksDesk& desk, const record::Verification& found) {
  record::Vault& vault = *desk.vault();
  Json members = Json::array();
  for (const record::Member& member : vault.members())
    members.push_back({{"name", member.name}, {"key", to_string(member.key)}});
  Json channels = Json::array();
  for (const record::Channel& channel : vault.channels())
    channels.push_back({{"name", channel.name},
                        {"on_the_record", channel.on_the_record},
                        {"in_confidence", channel.in_confidence}});
  return document({{"format", "caucus.vault/1"},
                   {"made", false},
                   {"member", vault.me().name},
                   {"members", std::move(members)},
                   {"channels", std::move(channels)},
                   {"events", desk.talks().events.size()},
                   {"state", token(desk.talks().state_now())},
                   {"sound", found.sound()},
                   {"entries", found.entries}});
}

std::string line_json(const TalksDesk& desk, const LineAnswer& answer) {
  Json warnings = Json::array();
  for (const Warned& warned : answer.warnings)
    warnings.push_back(warned_json(warned));
  Json event;
  if (answer.at) {
    const Event& noted = desk.talks().events[*answer.at];
    event = {{"id", to_string(noted.id)},
             {"name", name_of_event(noted)},
             {"line", event_line(desk.the_case(), desk.talks(), noted)}};
  }
  return document({{"format", "caucus.entry/1"},
                   {"recorded", answer.at.has_value()},
                   {"event", std::move(event)},
                   {"outcome", answer.outcome},
                   {"refused", refused_json(answer.refused)},
                   {"warnings", std::move(warnings)},
                   {"faults", faults_json(answer.faults)}});
}

std::string import_json(const TalksDesk& desk, const ImportAnswer& answer) {
  Json mismatches = Json::array();
  for (const ScriptMismatch& mismatch : answer.mismatches)
    mismatches.push_back({{"line", mismatch.line},
                          {"expected", mismatch.expected},
                          {"got", mismatch.got},
                          {"remedy", mismatch.remedy}});
  Json warnings = Json::array();
  for (const auto& [line, noted] : answer.warnings) {
    Json json = warned_json(noted.warned);
    json["line"] = line;
    json["entry"] = name_of_event(desk.talks().events[noted.event]);
    warnings.push_back(std::move(json));
  }
  return document({{"format", "caucus.import/1"},
                   {"added", answer.added},
                   {"already_there", answer.already_there},
                   {"faults", faults_json(answer.faults)},
                   {"more_faults", answer.more_faults},
                   {"mismatches", std::move(mismatches)},
                   {"warnings", std::move(warnings)}});
}

std::string summary_json(const Case& c, const TalksSummary& summary) {
  return document({{"format", "caucus.talks/1"},
                   {"title", c.title},
                   {"state", summary.state},
                   {"state_since", moment_json(summary.state_since)},
                   {"state_because", summary.state_because},
                   {"events", summary.events},
                   {"last", moment_json(summary.last)},
                   {"items", items_json(summary.items)},
                   {"steps_back", items_json(summary.steps_back)},
                   {"expectations", items_json(summary.expectations)},
                   {"deadlines", items_json(summary.deadlines)}});
}

std::string timeline_json(const Case& c, const std::vector<TimelineLine>& entries) {
  Json list = Json::array();
  for (const TimelineLine& entry : entries)
    list.push_back({{"name", entry.name},
                    {"kind", entry.kind},
                    {"said", to_string(entry.said)},
                    {"line", entry.line},
                    {"outcome", entry.outcome},
                    {"compartment", entry.compartment},
                    {"noted_by", entry.noted_by},
                    {"warnings", entry.warnings},
                    {"corrected_by", entry.corrected_by},
                    {"moves_back", entry.moves_back}});
  return document(
      {{"format", "caucus.timeline/1"}, {"title", c.title}, {"entries", std::move(list)}});
}

std::string view_json(const Case& c, const PartyView& view) {
  Json entries = Json::array();
  for (const SeenNumber number : view.in_time) {
    const Seen& seen = view.at(number);
    entries.push_back({{"number", seen.number},
                       {"id", seen.id},
                       {"when", to_string(seen.when)},
                       {"as", token(seen.as)},
                       {"form", token(seen.form)},
                       {"kind", token(seen.kind)},
                       {"word", seen.word},
                       {"who", seen.who},
                       {"by", seen.by},
                       {"in_words", seen_in_words(c, seen)}});
  }
  Json terms = Json::array();
  for (const TermsSeen& each : view.terms)
    terms.push_back({{"entry", each.entry}, {"in_words", standing_in_words(c, view, each)}});
  Json drafts = Json::array();
  for (const DraftSeen& draft : view.drafts) {
    Json clauses = Json::array();
    for (const ClauseSeen& clause : draft.clauses)
      clauses.push_back({{"id", clause.id}, {"text", clause.text}});
    drafts.push_back({{"number", draft.number},
                      {"entry", draft.entry},
                      {"title", draft.title},
                      {"supervised", draft.supervised},
                      {"returned", draft.returned.has_value()},
                      {"clauses", std::move(clauses)}});
  }
  return document({{"format", "caucus.view/1"},
                   {"party", c.parties[view.party].id},
                   {"day", to_string(view.day)},
                   {"entries", std::move(entries)},
                   {"terms", std::move(terms)},
                   {"drafts", std::move(drafts)}});
}

std::string leaks_json(const Case& c, const Talks& talks, const LeaksFound& found) {
  Json leaks = Json::array();
  for (const Leak& leak : found.leaks) {
    const bool entry =
        leak.source.kind == SourceKind::event || leak.source.kind == SourceKind::hidden_act;
    leaks.push_back(
        {{"why", token(leak.why)},
         {"who", leak.who},
         {"day", leak.day ? Json(to_string(*leak.day)) : Json()},
         {"entry", entry ? Json(name_of_event(talks.events[leak.source.index])) : Json()},
         {"permitted", token(leak.permitted)},
         {"statements", leak.statements},
         {"in_title", leak.in_title}});
  }
  return document({{"format", "caucus.leaks/1"},
                   {"document", found.document},
                   {"to", c.parties[found.to].id},
                   {"leaks", std::move(leaks)}});
}

std::string talking_points_json(const Case& c, const TalkingPoints& page) {
  Json sections = Json::array();
  for (const auto& [section, points] : page.sections) {
    Json list = Json::array();
    for (const TalkingPoint& point : points)
      list.push_back({{"says", point.says}, {"source", point.source}});
    sections.push_back({{"heading", heading(section)}, {"points", std::move(list)}});
  }
  return document({{"format", "caucus.talking_points/1"},
                   {"party", c.parties[page.party].id},
                   {"day", to_string(page.day)},
                   {"sections", std::move(sections)}});
}

}  // namespace caucus
