#include "caucus/desk/scenario_answer.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "caucus/base/hash.h"
#include "caucus/engine/layer_kernel.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

Json finding_object(const ScenarioFinding& finding) {
  return {{"class", token(class_of(finding.token))},
          {"token", token(finding.token)},
          {"file", finding.file},
          {"line", finding.line},
          {"column", finding.column},
          {"sentence", finding.sentence}};
}

class Answer {
 public:
  Answer(const Scenario& scenario, const ScenarioRoom& room) : scenario_(scenario), room_(room) {}

  void put(Json& answer) const {
    answer["name"] = scenario_.name;
    answer["family"] = token(scenario_.family);
    answer["semantics"] = token(scenario_.semantics);
    for (const ScenarioIssue& issue : scenario_.issues)
      answer["issues"].push_back(
          {{"name", issue.name}, {"kind", token(issue.kind)}, {"options", issue.options.size()}});
    answer["packages"] = room_.packages;
    answer["scale_bits"] = room_.scale_bits;
    for (std::size_t q = 0; q < scenario_.profiles.size(); ++q)
      answer["parties"].push_back(party(q));
    answer["method"] = {{"name", room_.method.name},
                        {"complete", room_.refusal.empty() && room_.method.complete},
                        {"note", room_.refusal.empty() ? room_.method.note : room_.refusal}};
    answer["plan"] = room_.plan;
    if (!room_.refusal.empty()) return put_bounds(answer);
    put_frontier(answer);
    for (const ScenarioChoice& choice : room_.in_zone)
      answer["zone"]["points"][std::string(token(choice.rule))] = chosen(choice);
    for (const ScenarioChoice& choice : room_.over_all)
      answer["over_all"][std::string(token(choice.rule))] = chosen(choice);
    answer["opposition"] =
        room_.opposition ? Json(fmt::format("{:.12f}", *room_.opposition)) : Json(nullptr);
    if (room_.listed) return;
    answer["opposition_at_least"] = fmt::format("{:.12f}", room_.opposition_least);
    put_bounds(answer);
  }

 private:
  void put_bounds(Json& answer) const {
    for (const OuterBound& at : room_.bounds)
      answer["bounds"].push_back(bound(at));
  }

  // No package gives these parties more together; the package does, if there is one.
  Json bound(const OuterBound& at) const {
    Json parties = Json::array();
    for (const std::size_t q : at.parties)
      parties.push_back(scenario_.profiles[q].party);
    Json bound = {{"parties", parties}, {"most", to_string(at.most)}};
    if (!at.utilities.empty()) bound.update(utilities_and_package(at.utilities, at.choice));
    return bound;
  }

  Json utilities_and_package(const std::vector<Rational>& worth, const auto& options) const {
    Json utilities, package;
    for (std::size_t q = 0; q < worth.size(); ++q)
      utilities[scenario_.profiles[q].party] = to_string(worth[q]);
    for (std::size_t i = 0; i < options.size(); ++i)
      package[scenario_.issues[i].name] = scenario_.issues[i].options[options[i]];
    return {{"utilities", utilities}, {"package", package}};
  }

  Json party(std::size_t q) const {
    const ScenarioProfile& profile = scenario_.profiles[q];
    Json party = {{"name", profile.party}, {"file", profile.file}};
    if (q < room_.reservations.size()) party["reservation"] = to_string(room_.reservations[q]);
    party["reservation_stated"] = static_cast<bool>(room_.reservation_stated[q]);
    party["discount"] = profile.discount ? Json(to_string(*profile.discount)) : Json(nullptr);
    if (q < room_.ideal_gains.size()) party["ideal_gain"] = to_string(room_.ideal_gains[q]);
    return party;
  }

  void put_frontier(Json& answer) const {
    if (!room_.listed) {
      answer["frontier"] = nullptr;
      answer["zone"] = Json::object();
      return;
    }
    Json& frontier = answer["frontier"];
    frontier["points"] = Json::array();
    for (const ScenarioPoint& at : room_.frontier)
      frontier["points"].push_back(point(at));
    frontier["packages"] = counted(room_.frontier_packages);
    frontier["packages_exact"] = room_.packages_exact;
    frontier["capped"] = room_.capped;
    frontier["hash"] = frontier_hash(room_);
    std::uint64_t packages = 0;
    for (const std::size_t k : room_.zone)
      packages = add_counts(packages, room_.frontier[k].packages);
    answer["zone"] = {
        {"packages", room_.zone_packages ? Json(*room_.zone_packages) : Json(nullptr)},
        {"frontier_points", room_.zone.size()},
        {"frontier_packages", counted(packages)}};
  }

  Json counted(std::uint64_t packages) const {
    return room_.packages_counted ? Json(packages) : Json(nullptr);
  }

  Json point(const ScenarioPoint& at) const {
    Json point = utilities_and_package(at.utilities, at.package);
    point["packages"] = at.packages > 0 ? Json(at.packages) : Json(nullptr);
    return point;
  }

  Json chosen(const ScenarioChoice& choice) const {
    Json ties = Json::array();
    for (std::size_t k = 0; k < std::min<std::size_t>(choice.tied.size(), 10); ++k)
      ties.push_back(point(room_.frontier[choice.tied[k]]));
    Json answer = {{"ties", ties}, {"tied", choice.tied.size()}};
    if (!choice.proven) answer.update({{"proven", false}, {"gap", choice.gap}});
    if (choice.rule == PointRule::nash) answer["degenerate"] = choice.degenerate;
    if (choice.rule == PointRule::kalai_smorodinsky) {
      answer["left_out"] = Json::array();
      for (const std::size_t q : choice.left_out)
        answer["left_out"].push_back(scenario_.profiles[q].party);
    }
    return answer;
  }

  const Scenario& scenario_;
  const ScenarioRoom& room_;
};

}  // namespace

std::string frontier_hash(const ScenarioRoom& room) {
  std::string text;
  for (const ScenarioPoint& point : room.frontier) {
    for (const Rational& utility : point.utilities)
      text += to_string(utility) + ' ';
    text += std::to_string(point.packages) + '\n';
  }
  return to_hex(sha256(text));
}

std::string scenario_json(const ScenarioReading& reading, const ScenarioRoom& room) {
  Json answer = {{"format", "caucus.scenario/1"}};
  answer["findings"] = Json::array();
  for (const ScenarioFinding& finding : reading.findings)
    answer["findings"].push_back(finding_object(finding));
  if (reading.value) Answer(*reading.value, room).put(answer);
  return answer.dump(2) + "\n";
}

}  // namespace caucus
