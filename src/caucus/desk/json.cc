#include "caucus/desk/json.h"

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

// Text of a case may hold anything a file may; JSON replaces what is not UTF-8.
std::string document(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json exact(const Rational& number) {
  return to_string(number);
}

Json package_json(const Case& c, const Package& package) {
  Json json = Json::object();
  for (IssueId issue : c.issues.ids())
    if (package.applies(issue))
      json[c.issues[issue].id] = c.issues[issue].options[package[issue]].id;
  return json;
}

Json method_json(const Method& method) {
  return {{"name", method.name}, {"complete", method.complete}, {"note", method.note}};
}

Json faults_json(const std::vector<Fault>& faults) {
  Json list = Json::array();
  for (const Fault& fault : faults)
    list.push_back({{"kind", token(fault.kind)},
                    {"file", fault.file},
                    {"line", fault.line},
                    {"column", fault.column},
                    {"sentence", fault.sentence},
                    {"hint", fault.hint}});
  return list;
}

std::string_view token(DemandKind kind) {
  switch (kind) {
    case DemandKind::red_line:
      return token(LineKind::red_line);
    case DemandKind::bottom_line:
      return token(LineKind::bottom_line);
    case DemandKind::precondition:
      return token(LineKind::precondition);
    case DemandKind::reservation:
      return "reservation";
    case DemandKind::position:
      return "position";
  }
  return {};
}

std::string_view token(UtilityKind kind) {
  switch (kind) {
    case UtilityKind::exact:
      return "exact";
    case UtilityKind::central:
      return "central";
    case UtilityKind::reading:
      return "reading";
  }
  return {};
}

Json demand_json(const Case& c, const Demand& demand) {
  Json json{{"id", demand.id},
            {"kind", token(demand.kind)},
            {"party", c.parties[demand.party].id},
            {"owner", demand.owner}};
  if (demand.kind == DemandKind::position)
    json["firmness"] = token(demand.firmness);
  else if (demand.kind != DemandKind::reservation)
    json["sure"] = token(demand.sure);
  json["in_words"] = demand.in_words;
  return json;
}

Json demands_json(const Case& c, const std::vector<Demand>& demands) {
  Json list = Json::array();
  for (const Demand& demand : demands)
    list.push_back(demand_json(c, demand));
  return list;
}

// What is known of each party's utility, in the order of Room::parties.
Json parties_json(const Case& c, const RoomAnswer& answer) {
  Json list = Json::array();
  const Room& room = answer.room;
  for (std::size_t at = 0; at < room.parties.size(); ++at) {
    Json party{{"party", c.parties[room.parties[at]].id}};
    if (at < answer.central.size()) {
      party["utility"] = token(answer.central[at].kind);
      party["rounded"] = answer.central[at].rounded;
    }
    party["reservation"] = exact(room.reservations[at]);
    party["reservation_assumed"] = static_cast<bool>(room.reservation_assumed[at]);
    if (at < room.ideal_gains.size()) party["ideal_gain"] = exact(room.ideal_gains[at]);
    list.push_back(std::move(party));
  }
  return list;
}

// A number per party of the room, keyed by party.
Json by_party(const Case& c, const Room& room, const std::vector<Rational>& numbers) {
  Json json = Json::object();
  for (std::size_t at = 0; at < numbers.size(); ++at)
    json[c.parties[room.parties[at]].id] = exact(numbers[at]);
  return json;
}

Json point_json(const Case& c, const Room& room, const Point& point) {
  return {{"utilities", by_party(c, room, point.utilities)},
          {"package", package_json(c, point.package)},
          {"packages", point.packages}};
}

Json standing_json(const Standing& standing) {
  return {{"stands", standing.stands}, {"of", standing.of}};
}

Json quantities_json(const Case& c, const std::vector<QuantityId>& ids) {
  Json list = Json::array();
  for (QuantityId id : ids)
    list.push_back(c.quantities[id].id);
  return list;
}

Json head(const Case& c, std::string_view format, const Room& room) {
  return {{"format", format},
          {"title", c.title},
          {"complete", room.method.complete},
          {"method", method_json(room.method)},
          {"plan", room.plan}};
}

// Counts that were not made, because the space was too large, are null and not 0.
Json count_json(const Room& room, std::uint64_t count) {
  return room.counted ? Json(count) : Json(nullptr);
}

Json moves_json(const Case& c, const RelaxationFrontier& frontier) {
  Json json{{"complete", frontier.method.complete},
            {"method", method_json(frontier.method)},
            {"demands", demands_json(c, frontier.demands)},
            {"points", Json::array()}};
  for (const RelaxationPoint& point : frontier.points) {
    Json item;
    for (std::size_t q = 0; q < frontier.parties.size(); ++q)
      item["steps"][c.parties[frontier.parties[q]].id] = point.steps[q];
    item["moves"] = Json::array();
    for (const DemandSteps& moved : point.moves)
      item["moves"].push_back({{"demand", frontier.demands[moved.demand].id},
                               {"steps", moved.steps},
                               {"lifted", moved.lifted}});
    item["package"] = package_json(c, point.package);
    item["sentence"] = moves_sentence(c, frontier, point);
    json["points"].push_back(std::move(item));
  }
  return json;
}

}  // namespace

std::string check_json(const CaseCheck& check) {
  Json json{{"format", "caucus.check/1"}, {"case", check.path}, {"ok", check.faults.empty()}};
  json["faults"] = faults_json(check.faults);
  json["warnings"] = faults_json(check.warnings);
  if (check.value) {
    json["parties"] = check.value->parties.size();
    json["issues"] = check.value->issues.size();
    json["rules"] = check.value->rules.size();
    json["sheets"] = check.value->sheets.size();
  }
  if (check.packages) {
    json["packages"] = check.packages->exact ? Json(*check.packages->exact) : Json(nullptr);
    json["packages_about"] = check.packages->approximate;
  }
  return document(json);
}

std::string zone_json(const Case& c, const RoomAnswer& answer) {
  const Room& room = answer.room;
  Json json = head(c, "caucus.zone/1", room);
  json["open"] = room.example ? Json(true) : (room.decided ? Json(false) : Json(nullptr));
  json["packages"] = count_json(room, room.packages);
  json["feasible"] = room.feasible_counted ? Json(room.feasible) : Json(nullptr);
  json["certain"] = count_json(room, room.certain);
  json["zone"] = {{"packages", room.zone_counted ? Json(room.zone) : Json(nullptr)},
                  {"certain", count_json(room, room.zone_certain)}};
  json["example"] = room.example ? package_json(c, *room.example) : Json(nullptr);
  json["hangs_on"] = quantities_json(c, room.hangs_on);
  json["parties"] = parties_json(c, answer);
  json["demands"] = demands_json(c, room.standing);
  json["in_readings"] = standing_json(answer.zone_open);
  return document(json);
}

std::string frontier_json(const Case& c, const RoomAnswer& answer) {
  const Room& room = answer.room;
  Json json = head(c, "caucus.frontier/1", room);
  json["parties"] = parties_json(c, answer);
  json["count"] = {{"points", room.frontier.size()}, {"packages", room.frontier_packages}};
  json["points"] = Json::array();
  for (const Point& point : room.frontier)
    json["points"].push_back(point_json(c, room, point));
  if (room.bounds.empty()) return document(json);
  json["count"] = nullptr;  // not listed
  for (const RoomBound& bound : room.bounds) {
    Json parties = Json::array();
    for (const std::size_t q : bound.parties)
      parties.push_back(c.parties[room.parties[q]].id);
    Json of = Json::object();  // and no package, where none is known that gives as much
    if (!bound.point.utilities.empty()) of = point_json(c, room, bound.point);
    of.erase("packages");
    of.update({{"parties", parties}, {"most", exact(bound.most)}});
    json["bounds"].push_back(std::move(of));
  }
  return document(json);
}

std::string points_json(const Case& c, const RoomAnswer& answer) {
  const Room& room = answer.room;
  Json json = head(c, "caucus.point/1", room);
  json["parties"] = parties_json(c, answer);
  json["points"] = Json::array();
  for (std::size_t at = 0; at < room.points.size(); ++at) {
    const NamedPoint& named = room.points[at];
    Json point{{"kind", token(named.kind)}};
    point.update(point_json(c, room, named.ties.front()));
    point["gains"] = by_party(c, room, named.gains);
    point["shares"] = by_party(c, room, named.shares);
    point["proven"] = named.proven;
    if (!named.proven) point["gap"] = named.gap;
    point["degenerate"] = named.degenerate;
    point["left_out"] = Json::array();
    for (PartyId party : named.left_out)
      point["left_out"].push_back(c.parties[party].id);
    if (at < answer.on_frontier.size()) {
      point["acceptable_to_all_in_readings"] = standing_json(answer.acceptable_to_all[at]);
      point["on_frontier_in_readings"] = standing_json(answer.on_frontier[at]);
    }
    point["tied"] = named.tied;
    point["ties"] = Json::array();
    for (const Point& tie : named.ties)
      point["ties"].push_back(point_json(c, room, tie));
    json["points"].push_back(std::move(point));
  }
  json["opposition_squared"] =
      room.opposition_squared ? exact(*room.opposition_squared) : Json(nullptr);
  return document(json);
}

std::string stuck_json(const Case& c, const Stuck& stuck, const RelaxationFrontier* moves) {
  Json json{{"format", "caucus.stuck/1"},
            {"title", c.title},
            {"complete", stuck.complete},
            {"method", method_json(stuck.method)},
            {"rules_leave_nothing", stuck.rules_leave_nothing}};
  const auto ids = [&](const std::vector<std::size_t>& demands) {
    Json list = Json::array();
    for (std::size_t at : demands)
      list.push_back(stuck.demands[at].id);
    return list;
  };
  json["demands"] = demands_json(c, stuck.demands);
  json["sticking_points"] = Json::array();
  for (const StickingPoint& point : stuck.sticking_points) {
    Json item{{"demands", ids(point.demands)}, {"owners", Json::array()}};
    for (PartyId party : point.owners)
      item["owners"].push_back(c.parties[party].id);
    item["proven_minimal"] = point.proven_minimal;
    item["sentence"] = point.sentence;
    item["without"] = Json::array();
    for (const Package& package : point.without)
      item["without"].push_back(package_json(c, package));
    json["sticking_points"].push_back(std::move(item));
  }
  json["relaxations"] = Json::array();
  for (const Relaxation& relaxation : stuck.relaxations)
    json["relaxations"].push_back({{"demands", ids(relaxation.demands)},
                                   {"steps", relaxation.steps},
                                   {"package", package_json(c, relaxation.package)},
                                   {"sentence", relaxation.sentence}});
  if (moves != nullptr) json["moves"] = moves_json(c, *moves);
  return document(json);
}

}  // namespace caucus
