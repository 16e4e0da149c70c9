// Who wants what, since when, and which way did they move? The positions of the case and those
// taken at the talks, in one matrix.
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "caucus/brief/case_as_said.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/movement.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/model/words.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/speaker.h"

namespace caucus::pages {
namespace {

std::string_view token_of(Movement movement) {
  static constexpr std::array<std::string_view, 6> tokens{"first", "restated", "towards",
                                                          "away",  "back",     "changed"};
  return tokens[static_cast<std::size_t>(movement)];
}

const Position* find_position(const Case& c, const std::string& id) {
  for (const Sheet& sheet : c.sheets)
    for (const Position& position : sheet.positions)
      if (position.id == id) return &position;
  return nullptr;
}

Json subject_json(const Case& c, const Subject& about) {
  if (about.issue) return {{"issue", c.issues[*about.issue].id}};
  return {{"total", c.totals[*about.total].id}};
}

Json wants_json(const Case& c, const Position& position) {
  Json options = Json::array();
  if (position.about && position.about->issue)
    for (const OptionIndex option : position.wants)
      options.push_back(c.issues[*position.about->issue].options[option].id);
  return options;
}

// What a form needs to correct the entry of the talks.
Json entry_json(const Talks& talks, EventIndex at) {
  const Event& event = talks.effective(at);
  return {{"name", name_of_event(talks.events[at])},
          {"who", event.who},
          {"said", to_string(event.said)},
          {"to", event.to},
          {"channel", event.channel},
          {"in_public", event.in_public},
          {"permission", permission_json(event.pass_on)},
          {"words", std::get<PositionEvent>(event.body).text},
          {"sources", event.sources}};
}

// The last entry that took the position: one that says the same, or its own. Nothing where only
// the case file has it.
std::optional<EventIndex> entry_of(const CaseAsSaid& said, const std::string& id) {
  if (const auto too = said.said_too.find(id); too != said.said_too.end())
    return too->second.back();
  const Position* position = find_position(said.of, id);
  if (!position || position->origin.place.file != said_file) return std::nullopt;
  return position->origin.place.line - 1;
}

// The entries of the talks that say the same as the position, by name and fact; and the one that a
// correction would be of, null where only the case file has it.
void add_entries(const Asked& asked, const std::string& id, Json& json) {
  const Talks& talks = asked.talks();
  const CaseAsSaid& said = *asked.ground.said;
  json["entries"] = Json::array();
  if (const auto found = said.said_too.find(id); found != said.said_too.end())
    for (const EventIndex at : found->second)
      json["entries"].push_back(
          {{"name", name_of_event(talks.events[at])}, {"fact", event_fact(talks, at)}});
  const auto entry = entry_of(said, id);
  json["entry"] = entry ? entry_json(talks, *entry) : Json();
}

Json held_json(const Case& merged, const HeldPosition& held) {
  const Position* position = find_position(merged, held.wants.facts.front());
  return {{"wants", sentence_json(held.wants)},
          {"options", position ? wants_json(merged, *position) : Json::array()},
          {"who", held.who},
          {"wing", position ? position->wing : ""},
          {"since", position ? date_json(position->since) : Json()},
          {"since_words", held.since},
          {"audience", held.audience},
          {"firmness", held.firmness},
          {"from", position && was_said(position->id) ? "talks" : "case"},
          {"movement", token_of(held.movement)},
          {"moved", sentence_json(held.moved)}};
}

// Every position on the subject, oldest first: what each speaker asked for, one after the other.
Json history_json(const Asked& asked, const Subject& about) {
  const Case& merged = asked.c;
  struct Step {
    const Position* position;
    PartyId party;
    Movement movement;
  };
  std::vector<Step> steps;
  for (const PartyId party : merged.parties.ids()) {
    const Sheet* sheet = merged.sheet_of(party);
    if (!sheet) continue;
    for (const auto& history : histories(*sheet)) {
      if (history.back()->about != std::optional(about)) continue;
      const auto moved = movements(merged, *sheet, history);
      for (std::size_t at = 0; at < history.size(); ++at)
        steps.push_back({history[at], party, moved[at]});
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return a.position->since < b.position->since;  // without a date first
  });
  Json list = Json::array();
  for (const Step& step : steps) {
    const Position& position = *step.position;
    list.push_back({{"party", merged.parties[step.party].id},
                    {"wing", position.wing},
                    {"on", date_json(position.since)},
                    {"wants", sentence_json({as_sentence(statement_in_words(merged, position.is)),
                                             {position.id}})},
                    {"options", wants_json(merged, position)},
                    {"audience", token(position.audience)},
                    {"firmness", token(position.firmness)},
                    {"from", was_said(position.id) ? "talks" : "case"},
                    {"movement", token_of(step.movement)},
                    {"note", position.origin.note}});
    add_entries(asked, position.id, list.back());
  }
  return list;
}

Json case_line_json(const Asked& asked, PartyId party, const Line& line) {
  const Case& c = asked.c;
  const std::string what = line.is ? statement_in_words(c, *line.is) : line.act;
  return {{"party", c.parties[party].id},
          {"id", line.id},
          {"kind", token(line.kind)},
          {"says", sentence_json({as_sentence(what), {asked.facts.find(line.id)}})},
          {"owner", line.owner},
          {"sure", token(line.sure)},
          {"since", date_json(line.since)},
          {"met", date_json(line.met)},
          {"before", line.before},
          {"from", "case"},
          {"stands", !line.met}};
}

// Lines and preconditions as they were set and moved at the talks: each as it stands now.
void add_lines_of_talks(const Asked& asked, Json& list) {
  const Case& c = asked.c;
  const Talks& talks = asked.talks();
  for (const LineLife& life : talks.lines) {
    const EventIndex now = life.history.back();
    const auto& line = std::get<LineEvent>(talks.effective(now).body);
    std::vector<std::string> facts;
    for (const EventIndex at : life.history)
      facts.push_back(event_fact(talks, at));
    list.push_back(
        {{"party", c.parties[life.party].id},
         {"id", event_fact(talks, now)},
         {"kind", token(life.kind)},
         {"says", sentence_json({as_sentence(event_in_words(c, talks, now)), std::move(facts)})},
         {"owner", line.owner},
         {"sure", token(line.sure)},
         {"since", to_string(talks.effective(now).said.day())},
         {"met", nullptr},
         {"before", ""},
         {"from", "talks"},
         {"stands", !life.withdrawn}});
  }
  for (const PreconditionLife& life : talks.preconditions) {
    const Event& event = talks.effective(life.set);
    const auto& set = std::get<PreconditionEvent>(event.body);
    const auto party = caucus_of(c, event);
    const Sentence says{as_sentence(event_in_words(c, talks, life.set)),
                        {event_fact(talks, life.set), event_fact(talks, life.last)}};
    const bool met = life.step == PreconditionStep::met;
    list.push_back({{"party", party ? Json(c.parties[*party].id) : Json()},
                    {"id", event_fact(talks, life.set)},
                    {"kind", token(LineKind::precondition)},
                    {"says", sentence_json(says)},
                    {"owner", ""},
                    {"sure", token(Sure::certain)},
                    {"since", to_string(event.said.day())},
                    {"met", met ? Json(to_string(talks.effective(life.last).said.day())) : Json()},
                    {"before", set.before},
                    {"from", "talks"},
                    {"stands", life.step == PreconditionStep::set}});
  }
}

Json lines_json(const Asked& asked) {
  Json list = Json::array();
  for (const PartyId party : asked.c.parties.ids())
    if (const Sheet* sheet = asked.c.sheet_of(party))
      for (const Line& line : sheet->lines)
        if (!was_said(line.id)) list.push_back(case_line_json(asked, party, line));
  add_lines_of_talks(asked, list);
  return list;
}

Json interests_json(const Asked& asked) {
  Json list = Json::array();
  for (const PartyId party : asked.c.parties.ids())
    if (const Sheet* sheet = asked.c.sheet_of(party))
      for (const Interest& interest : sheet->interests)
        list.push_back({{"party", asked.c.parties[party].id},
                        {"issues", ids_of(asked.c, interest.issues)},
                        {"says", sentence_json({as_sentence(interest.says), {interest.id}})}});
  return list;
}

}  // namespace

void positions_page(Asked& asked, Json& body) {
  const std::optional<IssueId> issue = asked.query.issue("issue");
  if (asked.stopped()) return;
  const Case& merged = asked.c;
  const PositionsSection section = positions_section(CaseMaterial{merged, asked.facts});
  body["parties"] = Json::array();
  for (const PartyId party : merged.parties.ids())
    body["parties"].push_back(merged.parties[party].id);
  body["rows"] = Json::array();
  for (const PositionRow& row : section.rows) {
    Json cells = Json::array();
    std::optional<Subject> about;
    for (const PositionCell& cell : row.cells) {
      Json held = Json::array();
      for (const HeldPosition& one : cell.held) {
        if (const Position* position = find_position(merged, one.wants.facts.front()))
          about = position->about;
        held.push_back(held_json(merged, one));
        add_entries(asked, one.wants.facts.front(), held.back());
      }
      cells.push_back(std::move(held));
    }
    if (!about)
      for (const IssueId id : merged.issues.ids())
        if (asked.facts.of(id) == row.issue.facts.front()) about = Subject{id, std::nullopt};
    body["rows"].push_back({{"about", about ? subject_json(merged, *about) : Json()},
                            {"name", sentence_json(row.issue)},
                            {"cells", std::move(cells)},
                            {"gap", sentence_json(row.gap)}});
  }
  body["backwards"] = sentences_json(section.backwards);
  body["others"] = sentences_json(section.others);
  body["offers"] = sentences_json(section.offers);
  body["lines"] = lines_json(asked);
  body["interests"] = interests_json(asked);
  body["issue"] = issue ? Json(merged.issues[*issue].id) : Json();
  body["history"] = issue ? history_json(asked, {*issue, std::nullopt}) : Json::array();
}

}  // namespace caucus::pages
