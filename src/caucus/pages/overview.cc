// Where do we stand this morning? What waits and for how long, what comes next, what is stuck.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/open_items.h"

namespace caucus::pages {
namespace {

// "12 days", "today", "in 3 days".
std::string age_in_words(std::int64_t days) {
  if (days == 0) return "today";
  const std::string count = counted(static_cast<std::size_t>(std::abs(days)), "day");
  return days < 0 ? "in " + count : count;
}

Json state_json(Asked& asked, const TalksSection& section) {
  const Talks& talks = asked.talks();
  Json json;
  if (talks.states.empty()) {
    const StateLine* last = section.history.empty() ? nullptr : &section.history.front();
    json["is"] = last ? Json(last->state) : Json(words_of(token(TalksState::exploring)));
    json["since"] = last ? Json(to_string(last->on)) : Json();
    json["from"] = last ? "case" : "nothing";
    json["says"] = sentences_json(section.now);
  } else {
    const StateEntry& state = talks.states.back();
    const Moment& since = talks.effective(state.event).said;
    std::vector<Sentence> says;
    const std::int64_t age = asked.today() - since.day();
    says.push_back(
        {as_sentence("The state of the talks: " + words_of(token(state.is)) + ", since " +
                     date_in_words(since.day()) + (age > 0 ? " (" + age_in_words(age) + ")" : "")),
         {event_fact(talks, state.event)}});
    if (state.cause) says.push_back(event_sentence(asked, *state.cause));
    json["is"] = words_of(token(state.is));
    json["since"] = to_string(since.day());
    json["from"] = "talks";
    json["says"] = sentences_json(says);
  }
  json["history"] = Json::array();
  for (std::size_t at = talks.states.size(); at-- > 0;) {
    const StateEntry& state = talks.states[at];
    json["history"].push_back(
        {{"is", words_of(token(state.is))},
         {"on", to_string(talks.effective(state.event).said.day())},
         {"because", sentence_json(event_sentence(asked, state.cause.value_or(state.event)))}});
  }
  for (const StateLine& line : section.history)
    json["history"].push_back(
        {{"is", line.state}, {"on", to_string(line.on)}, {"because", sentence_json(line.because)}});
  return json;
}

// Who gave the answer that leaves it open, and for whom: "Bargaining team (Dockworkers' Union)".
std::string answered_by(const Case& c, const OpenItem& item) {
  const Party& party = c.parties[*item.with];
  const bool for_itself = item.name == party.id || item.name.empty();
  return for_itself ? party.name : name_json(c, item.name) + " (" + party.name + ")";
}

// What each kind of open thing waits for, as the beginning of a sentence.
std::string waits_for(const Case& c, const Talks& talks, const OpenItem& item) {
  const std::string whom = item.with ? c.parties[*item.with].name : "the mediator";
  switch (item.kind) {
    case OpenItemKind::answer_awaited:
      return "Waits for the answer of " + whom;
    case OpenItemKind::condition_open:
      return answered_by(c, item) + " accepts on a condition that is open";
    case OpenItemKind::body_awaited:
      return "Waits for " + name_json(c, item.name);
    case OpenItemKind::on_the_way:
      return "On the way" + (item.name.empty() ? "" : ", with " + name_json(c, item.name));
    case OpenItemKind::question:
      return "A question without a reply" +
             (item.with ? " of " + c.parties[*item.with].name : std::string());
    case OpenItemKind::precondition:
      return "Demanded first by " + speaker_in_words(c, talks.effective(*item.event).who) +
             ", and not met";
    case OpenItemKind::read_back_awaited:
      return "Not read back by " + whom;
    case OpenItemKind::understanding_differs:
      return "Understood otherwise by " + answered_by(c, item);
    case OpenItemKind::critique:
      return "An objection that no draft meets";
    case OpenItemKind::draft_out:
      return "A draft with " + whom + ", not given back";
    case OpenItemKind::final_answer_awaited:
      return "Waits for the final answer of " + whom;
    case OpenItemKind::deadline:
      return "A deadline";
  }
  return {};
}

// A leg of the way is told by what it carries.
EventIndex carried_by(const Talks& talks, EventIndex at) {
  const auto* hop = std::get_if<HopEvent>(&talks.effective(at).body);
  return hop ? talks.meant(hop->what).value_or(at) : at;
}

// What is open, as people call it: a demand by its own words, other things by their label.
std::string open_in_words(const Talks& talks, EventIndex about) {
  const auto* demand = std::get_if<PreconditionEvent>(&talks.effective(about).body);
  if (demand == nullptr || demand->text.empty()) return called_in_words(talks, about);
  return "\u201C" + demand->text + "\u201D";
}

// More than anybody reads in the morning; the rest is counted, and shown when asked for.
constexpr std::uint32_t open_shown_max = 60;

void add_open(Asked& asked, Json& body) {
  const std::uint32_t most = asked.query.number("waiting").value_or(open_shown_max);
  const Talks& talks = asked.talks();
  Json& list = body["open"] = Json::array();
  std::size_t found = 0;
  for (const OpenItem& item : open_items(asked.c, talks, asked.today())) {
    if (item.kind == OpenItemKind::deadline || !item.event) continue;
    if (++found > most) continue;
    const EventIndex about = carried_by(talks, *item.event);
    const Sentence says{
        as_sentence(waits_for(asked.c, talks, item) + ": " + open_in_words(talks, about)),
        {event_fact(talks, *item.event)}};
    list.push_back({{"kind", token(item.kind)},
                    {"name", name_of_event(talks.events[*item.event])},
                    {"with", item.with ? Json(asked.c.parties[*item.with].id) : Json()},
                    {"body", item.name},
                    {"since", to_string(item.since)},
                    {"age_days", item.age_days},
                    {"says", sentence_json(says)}});
  }
  body["open_found"] = found;
}

Json deadlines_json(const Asked& asked, const TalksSection& section) {
  const TalksSummary summary = summary_of(asked.c, asked.talks(), asked.today());
  Json list = Json::array();
  for (const TalksItem& item : summary.deadlines) {
    const Date day = item.since.day();
    std::string fact = asked.facts.find("deadline." + item.name);
    if (fact == FactBook::whole)
      if (const DeadlineLife* life = asked.talks().deadline_of(item.name))
        if (!life->history.empty()) fact = event_fact(asked.talks(), life->history.back());
    std::string says = asked.c.name_of(item.name);
    for (const Deadline& deadline : asked.c.deadlines)
      if (deadline.id == item.name) says = deadline.name;
    says += ": " + date_in_words(day) + ", " +
            (item.age > 0 ? "passed " + age_in_words(item.age) + " ago" : age_in_words(item.age));
    list.push_back({{"name", item.name},
                    {"date", to_string(day)},
                    {"days_left", -item.age},
                    {"kind", item.status},
                    {"open", item.open},
                    {"says", sentence_json({as_sentence(says), {fact}})}});
  }
  // By date; section.deadlines has the case's own words of who holds to them.
  std::stable_sort(list.begin(), list.end(), [](const Json& a, const Json& b) {
    return a["date"].get<std::string>() < b["date"].get<std::string>();
  });
  for (Json& each : list)
    for (const DeadlineLine& line : section.deadlines)
      if (line.says.facts.front() == "deadline." + each["name"].get<std::string>())
        each["detail"] = sentence_json(line.says);
  return list;
}

// The position of a sheet that a sentence about a step cites first.
struct SheetStep {
  PartyId party;
  const Position* to;
};
std::optional<SheetStep> step_of(const Case& c, const Sentence& says) {
  for (const Sheet& sheet : c.sheets)
    for (const Position& position : sheet.positions)
      if (position.id == says.facts.front()) return SheetStep{sheet.party, &position};
  return std::nullopt;
}

// Was the same step told by an entry of the talks?
bool is_told(const Talks& talks, const SheetStep& step) {
  return std::any_of(talks.backwards.begin(), talks.backwards.end(), [&](const BackwardStep& back) {
    const auto& subjects = back.subjects;
    return back.party == step.party && step.to->about &&
           step.to->since == std::optional(talks.effective(back.event).said.day()) &&
           std::find(subjects.begin(), subjects.end(), *step.to->about) != subjects.end();
  });
}

Json steps_back_json(const Asked& asked, const PositionsSection& positions) {
  const Talks& talks = asked.talks();
  Json list = Json::array();
  for (std::size_t at = talks.backwards.size(); at-- > 0;) {
    const BackwardStep& step = talks.backwards[at];
    const Sentence says{as_sentence(event_in_words(asked.c, talks, step.event) +
                                    "; before: " + event_in_words(asked.c, talks, step.earlier)),
                        {event_fact(talks, step.event), event_fact(talks, step.earlier)}};
    list.push_back({{"party", asked.c.parties[step.party].id},
                    {"kind", token(step.kind)},
                    {"on", to_string(talks.effective(step.event).said.day())},
                    {"says", sentence_json(says)}});
  }
  for (const Sentence& says : positions.backwards) {
    const std::optional<SheetStep> step = step_of(asked.c, says);
    if (step && is_told(talks, *step)) continue;
    list.push_back({{"party", step ? Json(asked.c.parties[step->party].id) : Json()},
                    {"kind", "position"},
                    {"on", step ? date_json(step->to->since) : Json()},
                    {"says", sentence_json(says)}});
  }
  return list;
}

Json expected_json(const Asked& asked, const TalksSection& section) {
  Json list = Json::array();
  for (const EventIndex at : asked.talks().expected)
    list.push_back(sentence_json(event_sentence(asked, at)));
  for (const Sentence& says : section.expected)
    list.push_back(sentence_json(says));
  return list;
}

Json heaps_json(const std::vector<Heap>& heaps) {
  Json list = Json::array();
  for (const Heap& heap : heaps)
    list.push_back({{"heading", heap.heading}, {"says", sentences_json(heap.says)}});
  return list;
}

// What the first page of the brief says of it.
Json findings_json(const Material& m) {
  Brief sections;
  sections.stuck = stuck_section(m);
  sections.room = room_section(m);
  sections.options = options_section(m);
  sections.questions = questions_section(m);
  const FrontPage front = front_page(sections, "");
  Json json{{"stuck", judgements_json(front.stuck)},
            {"room", sentences_json(front.room)},
            {"ways_out", sentences_json(front.ways_out)},
            {"options", Json::array()},
            {"questions", Json::array()},
            {"how_sure", sentences_json(front.how_sure)}};
  for (const OptionLine& line : front.options)
    json["options"].push_back({{"name", line.name},
                               {"says", sentence_json(line.says)},
                               {"at_a_glance", sentence_json(line.at_a_glance)}});
  for (const Question& question : front.questions)
    json["questions"].push_back({{"to", question.to},
                                 {"asks", sentence_json(question.asks)},
                                 {"because", sentence_json(question.because)}});
  return json;
}

// Entries come many times as often as findings change.
void add_findings(Asked& asked, const Material& m, Json& body) {
  for (const char* name : {"stuck", "room", "ways_out", "options", "questions", "how_sure"})
    body[name] = Json::array();
  if (!asked.has_all({AnalysisPart::room, AnalysisPart::stuck, AnalysisPart::options})) return;
  KeptFindings& kept = *asked.ground.kept_findings;
  if (kept.of != asked.ground.found)
    kept = {asked.ground.found, std::make_shared<const Json>(findings_json(m))};
  for (const auto& [name, value] : kept.says->items())
    body[name] = value;
}

}  // namespace

void overview_page(Asked& asked, Json& body) {
  const std::optional<Date> since = asked.query.date("since");
  if (asked.stopped()) return;
  const BriefInputs inputs = asked.inputs(since);
  const Material m{inputs, asked.c, asked.facts};
  const TalksSection section = talks_section(m);
  body["title"] = asked.c.title;
  body["state"] = state_json(asked, section);
  add_open(asked, body);
  body["deadlines"] = deadlines_json(asked, section);
  body["steps_back"] = steps_back_json(asked, positions_section(m));
  body["expected"] = expected_json(asked, section);
  const SaidSection said = said_section(m);
  body["understandings"] = sentences_json(said.understandings);
  body["last"] = sentence_json(said.last);
  body["channels"] = sentences_json(section.channels);
  body["pressures"] = sentences_json(section.pressures);
  add_findings(asked, m, body);
  body["since"] = date_json(since);
  body["changed"] = since ? heaps_json(changed_section(m, *since)) : Json::array();
  body["missing"] = heaps_json(missing_section(m));
}

}  // namespace caucus::pages
