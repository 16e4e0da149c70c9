// Who wants what, since when, and which way did they move? The positions of the case and those
// taken at the talks, in one matrix.
#include <algorithm>
#include <array>
#include <map>

#include <nlohmann/json.hpp>

#include "caucus/brief/event_words.h"
#include "caucus/brief/movement.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/model/words.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/requirement.h"
#include "caucus/talks/speaker.h"

namespace caucus::pages {
namespace {

std::string_view token_of(Movement movement) {
  static constexpr std::array<std::string_view, 6> tokens{"first", "restated", "towards",
                                                          "away",  "back",     "changed"};
  return tokens[static_cast<std::size_t>(movement)];
}

ExpressionNode node(Operator op, std::size_t subject = 0) {
  ExpressionNode made;
  made.op = op;
  made.subject = static_cast<std::uint16_t>(subject);
  return made;
}

// Adds "the amount <op> bound" and returns where it stands.
std::uint32_t add_bound(Expression& is, TotalId total, Operator op, const Rational& bound) {
  is.nodes.push_back(node(Operator::amount_of_total, total.index()));
  is.nodes.push_back(node(Operator::number));
  is.nodes.back().number = bound;
  ExpressionNode compared = node(op);
  compared.left = static_cast<std::uint32_t>(is.nodes.size() - 2);
  compared.right = static_cast<std::uint32_t>(is.nodes.size() - 1);
  is.nodes.push_back(compared);
  return static_cast<std::uint32_t>(is.nodes.size() - 1);
}

// The demand as a statement about a package, as a sheet would hold it.
Expression statement_of(const Case& c, const Requirement& wants) {
  Expression is;
  is.text = to_string(c, wants);
  if (wants.about.issue) {
    is.nodes.push_back(node(Operator::issue_in, wants.about.issue->index()));
    is.nodes.back().options = wants.options;
    return is;
  }
  const TotalId total = *wants.about.total;
  const Interval amount = wants.amount.value_or(Interval());
  std::vector<std::uint32_t> bounds;
  if (amount.lo())
    bounds.push_back(
        add_bound(is, total, amount.lo_open() ? Operator::more : Operator::at_least, *amount.lo()));
  if (amount.hi())
    bounds.push_back(
        add_bound(is, total, amount.hi_open() ? Operator::less : Operator::at_most, *amount.hi()));
  if (bounds.size() == 2) {
    ExpressionNode both = node(Operator::and_);
    both.left = bounds[0];
    both.right = bounds[1];
    is.nodes.push_back(both);
  } else if (bounds.empty()) {
    is.nodes.push_back(node(Operator::constant));
    is.nodes.back().number = 1;
  }
  return is;
}

Position position_of(const Case& c, const Talks& talks, EventIndex at) {
  const Event& event = talks.effective(at);
  const auto& said = std::get<PositionEvent>(event.body);
  Position position;
  position.id = event_fact(talks, at);
  position.about = said.wants.about;
  position.wants = said.wants.options;
  position.amount = said.wants.amount;
  position.is = statement_of(c, said.wants);
  position.wanted_text = said.wants.written;
  position.since = event.said.day();
  position.audience = event.in_public ? Audience::public_ : Audience::private_;
  position.firmness = said.firmness;
  // What its delegation or principal says is said for the whole party.
  const PartyId party = *caucus_of(c, event);
  const Party& whole = c.parties[party];
  if (event.who != whole.id && event.who != whole.delegation && event.who != whole.principal)
    position.wing = event.who;
  return position;
}

// Entries of the talks that say what a sheet says already: by the id of the position there.
using SaidToo = std::map<std::string, std::vector<EventIndex>>;

// The position of the sheet that says the same on the same day, if one does.
const Position* same_in(const Sheet& sheet, const Position& position) {
  const auto sorted = [](std::vector<OptionIndex> options) {
    std::sort(options.begin(), options.end());
    return options;
  };
  for (const Position& other : sheet.positions)
    if (other.about == position.about && other.since == position.since &&
        other.wing == position.wing && sorted(other.wants) == sorted(position.wants) &&
        (!position.about->total || other.amount == position.amount))
      return &other;
  return nullptr;
}

struct Merged {
  Case c;  // with what was asked for at the talks in its sheets, by date
  SaidToo said_too;
  std::map<std::string, EventIndex> entry_of;  // the last entry that took it, by id of a position
};

Merged with_talks(const Case& c, const Talks& talks) {
  Merged made{c, {}, {}};
  Case& merged = made.c;
  for (const PositionLife& life : talks.positions) {
    auto sheet = std::find_if(merged.sheets.begin(), merged.sheets.end(),
                              [&](const Sheet& one) { return one.party == life.party; });
    if (sheet == merged.sheets.end()) {
      const auto after = std::find_if(merged.sheets.begin(), merged.sheets.end(),
                                      [&](const Sheet& one) { return one.party > life.party; });
      Sheet written{life.party, "mediator", {}, {}, {}, {}, {}, {}, {}, {}};
      sheet = merged.sheets.insert(after, std::move(written));
    }
    for (const EventIndex at : life.history) {
      if (talks.is_taken_out(at)) continue;
      Position position = position_of(c, talks, at);
      const Position* same = same_in(*sheet, position);
      made.entry_of[same ? same->id : position.id] = at;
      if (same)
        made.said_too[same->id].push_back(at);
      else
        sheet->positions.push_back(std::move(position));
    }
  }
  return made;
}

bool from_talks(const Position& position) {
  return position.id.starts_with("event.");
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

// The entries of the talks that say the same as the position, by name and fact; and the one that a
// correction would be of, null where only the case file has it.
void add_entries(const Asked& asked, const Merged& made, const std::string& id, Json& json) {
  const Talks& talks = asked.talks();
  json["entries"] = Json::array();
  if (const auto found = made.said_too.find(id); found != made.said_too.end())
    for (const EventIndex at : found->second)
      json["entries"].push_back(
          {{"name", name_of_event(talks.events[at])}, {"fact", event_fact(talks, at)}});
  const auto entry = made.entry_of.find(id);
  json["entry"] = entry == made.entry_of.end() ? Json() : entry_json(talks, entry->second);
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
          {"from", position && from_talks(*position) ? "talks" : "case"},
          {"movement", token_of(held.movement)},
          {"moved", sentence_json(held.moved)}};
}

// Every position on the subject, oldest first: what each speaker asked for, one after the other.
Json history_json(const Asked& asked, const Merged& made, const Subject& about) {
  const Case& merged = made.c;
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
                    {"from", from_talks(position) ? "talks" : "case"},
                    {"movement", token_of(step.movement)},
                    {"note", position.origin.note}});
    add_entries(asked, made, position.id, list.back());
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
        list.push_back(case_line_json(asked, party, line));
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
  const Merged made = with_talks(asked.c, asked.talks());
  const Case& merged = made.c;
  BriefInputs inputs = asked.inputs();
  const BriefInputs of_merged{merged,           inputs.room,
                              inputs.stuck,     inputs.stuck_with_positions,
                              nullptr,          inputs.options,
                              inputs.questions, inputs.readings,
                              std::nullopt,     {}};
  const Material m{of_merged, merged, asked.facts};
  const PositionsSection section = positions_section(m);
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
        add_entries(asked, made, one.wants.facts.front(), held.back());
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
  body["history"] = issue ? history_json(asked, made, {*issue, std::nullopt}) : Json::array();
}

}  // namespace caucus::pages
