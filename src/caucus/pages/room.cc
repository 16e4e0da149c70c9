// Is there room, how much, and what do its corners mean? With the data of the picture.
#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "caucus/brief/point_names.h"
#include "caucus/brief/say.h"
#include "caucus/pages/effect.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

// So many points of a frontier are shown, evenly chosen, with the package of each.
constexpr std::size_t points_shown_max = 400;

Json parties_json(const Asked& asked, const Room& room) {
  Json list = Json::array();
  const Utilities& central = asked.ground.found->preferences->central;
  for (std::size_t at = 0; at < room.parties.size(); ++at) {
    const Party& party = asked.c.parties[room.parties[at]];
    const bool exact = at < central.size() && central[at].kind == UtilityKind::exact;
    Json json{{"party", party.id},
              {"name", party.name},
              {"worth", exact ? "exact" : "reading"},
              {"reservation", exact_json(room.reservations[at])},
              {"reservation_at", decimal_json(room.reservations[at])},
              {"reservation_stated", !room.reservation_assumed[at]}};
    if (at < room.ideal_gains.size()) json["ideal_gain"] = exact_json(room.ideal_gains[at]);
    list.push_back(std::move(json));
  }
  return list;
}

Json places_json(const Point& point) {
  Json list = Json::array();
  for (const Rational& utility : point.utilities)
    list.push_back(decimal_json(utility));
  return list;
}

Json frontier_json(const Case& c, const Room& room) {
  Json list = Json::array();
  const std::size_t all = room.frontier.size();
  const std::size_t shown = std::min(all, points_shown_max);
  for (std::size_t at = 0; at < shown; ++at) {
    // The first and the last are always there.
    const Point& point = room.frontier[shown < 2 ? 0 : at * (all - 1) / (shown - 1)];
    list.push_back({{"at", places_json(point)}, {"package", package_json(c, point.package)}});
  }
  return list;
}

Json count_json(bool counted, std::uint64_t count) {
  return counted ? Json(std::to_string(count)) : Json();
}

Json zone_json(const Asked& asked, const RoomSection& section) {
  const RoomFound& found = *asked.ground.found->room;
  const Room& room = found.space;
  const bool open = room.example.has_value() || room.zone > 0;
  const bool known = open || room.decided;
  Json json{{"open", known ? Json(open) : Json()},
            {"says", judgement_json(section.zone)},
            {"in_readings", standing_json(found.zone_open)},
            {"example", room.example ? package_json(asked.c, *room.example) : Json()},
            {"in_common", judgements_json(section.in_common)},
            {"hangs_on", judgements_json(section.hangs_on)},
            {"bounds", sentences_json(section.bounds)}};
  Json terms = Json::object();
  for (const Term& term : found.zone_terms)
    terms[asked.c.issues[term.issue].id] = asked.c.issues[term.issue].options[term.option].id;
  json["terms_in_common"] = std::move(terms);
  return json;
}

// The brief has one card for all points with one package, in this order.
std::vector<std::size_t> cards_of(const Room& room) {
  std::map<Package, std::size_t> cards;
  std::vector<std::size_t> of_points;
  for (const NamedPoint& named : room.points)
    of_points.push_back(cards.try_emplace(named.ties.front().package, cards.size()).first->second);
  return of_points;
}

Json cards_json(const RoomSection& section) {
  Json list = Json::array();
  for (const PointCard& card : section.points)
    list.push_back({{"names", card.names},
                    {"says", judgements_json(card.says)},
                    {"worth", sentences_json(card.worth)}});
  return list;
}

Json points_json(const Asked& asked) {
  const RoomFound& found = *asked.ground.found->room;
  const std::vector<std::size_t> cards = cards_of(found.space);
  Json list = Json::array();
  for (std::size_t at = 0; at < found.space.points.size(); ++at) {
    const NamedPoint& named = found.space.points[at];
    const Point& point = named.ties.front();
    Json utilities = Json::object();
    for (std::size_t party = 0; party < point.utilities.size(); ++party)
      utilities[asked.c.parties[found.space.parties[party]].id] =
          exact_json(point.utilities[party]);
    Json json{
        {"kind", token(named.kind)},
        {"name", name_of(named.kind)},
        {"package", package_json(asked.c, point.package)},
        {"utilities", std::move(utilities)},
        {"at", places_json(point)},
        {"card", cards[at]},
        {"tied", named.tied},
        {"proven", named.proven},
        {"gap", named.proven ? Json() : Json(named.gap)},
        {"acceptable_in_readings",
         at < found.acceptable_to_all.size() ? standing_json(found.acceptable_to_all[at]) : Json()},
        {"on_frontier_in_readings",
         at < found.on_frontier.size() ? standing_json(found.on_frontier[at]) : Json()}};
    list.push_back(std::move(json));
  }
  return list;
}

// Two parties: the frontier. More: an axis for each and a line for each named point.
Json picture_json(const Asked& asked, const RoomSection& section) {
  const Room& room = asked.ground.found->room->space;
  if (room.points.empty() || room.parties.size() < 2) return nullptr;
  Json json{{"kind", room.parties.size() == 2 ? "frontier" : "parallel"},
            {"says", sentences_json(section.picture_says)},
            {"frontier_points", room.frontier.size()},
            {"frontier", frontier_json(asked.c, room)}};
  return json;
}

Json options_json(const Asked& asked, const Material& m) {
  Json list = Json::array();
  if (!asked.ground.found->options) return list;
  const OptionsSection section = options_section(m);
  for (std::size_t at = 0; at < section.cards.size(); ++at) {
    const OptionCard& card = section.cards[at];
    Json effects = Json::array();
    for (const OptionEffect& effect : card.effects)
      effects.push_back({{"party", effect.party},
                         {"gains", sentences_json(effect.gains)},
                         {"gives", sentences_json(effect.gives)},
                         {"acceptable", sentence_json(effect.acceptable)}});
    list.push_back({{"name", card.name},
                    {"in_a_word", card.in_a_word},
                    {"package", package_json(asked.c, m.in.options[at].package)},
                    {"says", sentence_json(card.in_one_line)},
                    {"at_a_glance", sentence_json(card.at_a_glance)},
                    {"why", judgement_json(card.why)},
                    {"effects", std::move(effects)},
                    {"lines_touched", sentences_json(card.lines_touched)},
                    {"positions_not_met", sentences_json(card.positions_not_met)},
                    {"risks", sentences_json(card.risks)},
                    {"to_verify", sentences_json(card.to_verify)},
                    {"hangs_on", sentences_json(card.hangs_on)},
                    {"standing", judgement_json(card.standing)},
                    {"tried", sentence_json(card.tried)}});
  }
  return list;
}

void add_room(const Asked& asked, const Material& m, Json& body) {
  const RoomFound& found = *asked.ground.found->room;
  const Room& room = found.space;
  const RoomSection section = room_section(m);
  body["zone"] = zone_json(asked, section);
  body["counts"]["feasible"] = count_json(room.feasible_counted, room.feasible);
  body["counts"]["certain"] = count_json(room.counted, room.certain);
  body["counts"]["zone"] = count_json(room.zone_counted, room.zone);
  body["counts"]["zone_certain"] = count_json(room.counted, room.zone_certain);
  body["counts"]["says"] = judgements_json(section.counts);
  body["parties"] = parties_json(asked, room);
  body["points"] = points_json(asked);
  body["cards"] = cards_json(section);
  body["point_terms"] = table_json(section.point_terms);
  body["picture"] = picture_json(asked, section);
  body["limits"] = judgements_json(section.limits);
  body["method"] = {{"name", room.method.name},
                    {"complete", room.method.complete},
                    {"note", room.method.note},
                    {"plan", room.plan}};
}

}  // namespace

void room_page(Asked& asked, Json& body) {
  const auto package = asked.query.package("package");
  const auto with = asked.query.package("with");
  if (asked.stopped()) return;
  const std::vector<Term> pinned = asked.query.terms("pinned", package ? &*package : nullptr);
  if (asked.stopped()) return;
  const BriefInputs inputs = asked.inputs();
  const Material m{inputs, asked.c, asked.facts};
  body["counts"] = {{"packages", counts_json(count_packages(asked.c))}};
  body["zone"] = nullptr;
  body["parties"] = Json::array();
  body["points"] = Json::array();
  body["cards"] = Json::array();
  body["picture"] = nullptr;
  if (asked.has_all({AnalysisPart::preferences, AnalysisPart::room})) {
    add_room(asked, m, body);
    asked.complete = asked.complete && asked.ground.found->room->space.method.complete;
  }
  asked.has(AnalysisPart::stuck);
  asked.has(AnalysisPart::options);
  body["options"] = options_json(asked, m);
  body["pinned"] = terms_json(asked.c, {pinned});
  body["effect"] = nullptr;
  if (!package) return;
  body["effect"] = Json::object();
  add_effect(asked, *package, with ? &*with : nullptr, body["effect"]);
}

}  // namespace caucus::pages
