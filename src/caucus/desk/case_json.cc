// A whole case as JSON, in the words of the case language: caucus.case/1.
#include <nlohmann/json.hpp>

#include "caucus/desk/json.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

// Sources, note and place of an entry, where there are any.
void add_origin(const Case& c, const Origin& origin, Json& json) {
  if (!origin.sources.empty()) {
    json["sources"] = Json::array();
    for (SourceId id : origin.sources)
      json["sources"].push_back(c.sources[id].id);
  }
  if (!origin.note.empty()) json["note"] = origin.note;
  if (origin.place.line > 0)
    json["place"] = c.files[origin.place.file] + ":" + std::to_string(origin.place.line);
}

Json date_json(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json(nullptr);
}

Json partial_json(const Case& c, const PartialPackage& package) {
  Json json = Json::object();
  for (const Term& term : package.terms)
    json[c.issues[term.issue].id] = c.issues[term.issue].options[term.option].id;
  return json;
}

Json issue_json(const Case& c, const Issue& issue) {
  Json json{{"id", issue.id}, {"name", issue.name}, {"quantity", issue.quantity}};
  if (!issue.unit.empty()) json["unit"] = issue.unit;
  if (issue.phase) json["phase"] = c.phases[*issue.phase].id;
  if (issue.applies_if) json["applies_if"] = issue.applies_if->text;
  if (!issue.debtor.empty()) json["debtor"] = issue.debtor;
  if (!issue.creditor.empty()) json["creditor"] = issue.creditor;
  if (!issue.verifier.empty()) json["verifier"] = issue.verifier;
  json["options"] = Json::array();
  for (const Option& option : issue.options)
    json["options"].push_back(option.id);
  add_origin(c, issue.origin, json);
  return json;
}

Json figure_json(const Case& c, const Figure& figure) {
  const Quantity& quantity = c.quantities[figure.of];
  Json json{{"of", quantity.id},
            {"in_words", figure_in_words(figure, quantity.unit)},
            {"as_of", date_json(figure.as_of)},
            {"scope", figure.scope},
            {"said_by", figure.said_by}};
  const Interval& interval = figure.interval;
  json["low"] = interval.lo() ? Json(to_string(*interval.lo())) : Json(nullptr);
  json["high"] = interval.hi() ? Json(to_string(*interval.hi())) : Json(nullptr);
  add_origin(c, figure.origin, json);
  return json;
}

Json position_json(const Case& c, const Position& position) {
  Json json{{"id", position.id},
            {"in_words", in_words(c, position.is)},
            {"since", date_json(position.since)},
            {"audience", token(position.audience)},
            {"firmness", token(position.firmness)}};
  if (!position.wing.empty()) json["wing"] = position.wing;
  add_origin(c, position.origin, json);
  return json;
}

Json line_json(const Case& c, const Line& line) {
  Json json{{"id", line.id}, {"kind", token(line.kind)}, {"sure", token(line.sure)}};
  if (line.is) json["in_words"] = in_words(c, *line.is);
  if (!line.act.empty()) json["act"] = line.act;
  if (!line.before.empty()) json["before"] = line.before;
  if (!line.owner.empty()) json["owner"] = line.owner;
  if (line.met) json["met"] = to_string(*line.met);
  add_origin(c, line.origin, json);
  return json;
}

Json sheet_json(const Case& c, const Sheet& sheet) {
  Json json{{"party", c.parties[sheet.party].id}, {"by", sheet.by}, {"basis", sheet.basis}};
  json["positions"] = Json::array();
  for (const Position& position : sheet.positions)
    json["positions"].push_back(position_json(c, position));
  json["lines"] = Json::array();
  for (const Line& line : sheet.lines)
    json["lines"].push_back(line_json(c, line));
  json["offers"] = Json::array();
  for (const OwnOffer& offer : sheet.offers)
    json["offers"].push_back({{"id", offer.id},
                              {"package", partial_json(c, offer.package)},
                              {"on", date_json(offer.on)}});
  return json;
}

template <class Entries, class ToJson>
Json list_of(const Entries& entries, const ToJson& to_json) {
  Json list = Json::array();
  for (const auto& entry : entries)
    list.push_back(to_json(entry));
  return list;
}

}  // namespace

std::string show_json(const Case& c) {
  Json json{{"format", "caucus.case/1"}, {"title", c.title}, {"field", c.field}};
  json["as_of"] = date_json(c.as_of);
  json["parties"] = list_of(c.parties, [&](const Party& party) {
    Json item{{"id", party.id},
              {"name", party.name},
              {"wings", party.wings},
              {"approval", party.approval}};
    add_origin(c, party.origin, item);
    return item;
  });
  json["actors"] = list_of(c.actors, [](const Actor& actor) {
    return Json{{"id", actor.id}, {"name", actor.name}, {"kind", token(actor.kind)}};
  });
  json["phases"] = list_of(c.phases, [&](const Phase& phase) {
    return Json{{"id", phase.id},
                {"name", phase.name},
                {"lasts", phase.lasts ? Json(to_string(*phase.lasts)) : Json(nullptr)},
                {"after", phase.after ? Json(c.phases[*phase.after].id) : Json(nullptr)},
                {"conditions", phase.conditions}};
  });
  json["issues"] = list_of(c.issues, [&](const Issue& issue) { return issue_json(c, issue); });
  json["totals"] = list_of(c.totals, [](const Total& total) {
    return Json{{"id", total.id}, {"name", total.name}, {"is", total.is.text}};
  });
  json["rules"] = list_of(c.rules, [&](const Rule& rule) {
    Json item{{"id", rule.id},
              {"norm", rule.norm},
              {"is", rule.is.text},
              {"in_words", in_words(c, rule.is)},
              {"why", rule.why}};
    add_origin(c, rule.origin, item);
    return item;
  });
  json["figures"] = list_of(c.figures, [&](const Figure& f) { return figure_json(c, f); });
  json["deadlines"] = list_of(c.deadlines, [](const Deadline& deadline) {
    return Json{{"id", deadline.id},
                {"name", deadline.name},
                {"date", to_string(deadline.date)},
                {"kind", token(deadline.kind)},
                {"held_by", deadline.held_by}};
  });
  json["states"] = list_of(c.states, [](const StateChange& state) {
    return Json{{"is", token(state.is)},
                {"on", to_string(state.on)},
                {"because", state.because},
                {"expected", state.expected}};
  });
  json["sheets"] = list_of(c.sheets, [&](const Sheet& sheet) { return sheet_json(c, sheet); });
  json["sources"] = list_of(c.sources, [](const Source& source) {
    return Json{{"id", source.id},
                {"name", source.name},
                {"kind", source.kind},
                {"date", date_json(source.date)}};
  });
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caucus
