// What cannot all stand, whose is it, and what would be the smallest way out? With what becomes
// possible once some demands are lifted, or some terms are kept as they are.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/model/words.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

using Ids = std::vector<std::string>;

Ids ids_of_demands(const Stuck& stuck, const std::vector<std::size_t>& demands) {
  Ids ids;
  for (const std::size_t at : demands)
    ids.push_back(stuck.demands[at].id);
  return ids;
}

Json conflict_json(const Case& c, const Stuck& stuck, std::size_t at, const StuckSet& set) {
  const StickingPoint& point = stuck.sticking_points[at];
  Json json = judgement_json(set.says);
  json["owners"] = ids_of(c, point.owners);
  json["issues"] = ids_of(c, set.issues);
  json["demands"] = Json::array();
  for (std::size_t k = 0; k < set.demands.size(); ++k) {
    const Demand& demand = stuck.demands[point.demands[k]];
    json["demands"].push_back({{"id", demand.id},
                               {"party", c.parties[demand.party].id},
                               {"says", sentence_json(set.demands[k].demand)},
                               {"lifting", sentence_json(set.demands[k].lifting)}});
  }
  json["remarks"] = sentences_json(set.remarks);
  return json;
}

Json way_json(const Case& c, const Stuck& stuck, std::size_t at, const WayOut& way) {
  const Relaxation& relaxation = stuck.relaxations[at];
  Json json = judgement_json(way.says);
  json["movers"] = ids_of(c, relaxation.owners);
  json["demands"] = ids_of_demands(stuck, relaxation.demands);
  json["steps"] = Json::array();
  for (const std::string& step : relaxation.steps)
    json["steps"].push_back(with_quotes(step));
  const bool whole = relaxation.package.size() == c.issues.size();
  json["package"] = whole ? package_json(c, relaxation.package) : Json();
  json["example"] = sentence_json(way.example);
  return json;
}

// One set of demands that was examined, as the brief has it.
Json blockage_json(const Case& c, const Stuck& stuck, const Blockage& blockage) {
  Json json{{"about", blockage.about},
            {"proviso", blockage.proviso},
            {"summary", judgement_json(blockage.summary)},
            {"complete", stuck.complete},
            {"stuck", !stuck.sticking_points.empty() || stuck.rules_leave_nothing},
            {"package", stuck.package ? package_json(c, *stuck.package) : Json()},
            {"found", stuck.sticking_points_found},
            {"ways_found", stuck.relaxations_found}};
  json["conflicts"] = Json::array();
  for (std::size_t at = 0; at < blockage.conflicts.size(); ++at)
    json["conflicts"].push_back(conflict_json(c, stuck, at, blockage.conflicts[at]));
  json["ways_out"] = Json::array();
  for (std::size_t at = 0; at < blockage.ways_out.size(); ++at)
    json["ways_out"].push_back(way_json(c, stuck, at, blockage.ways_out[at]));
  return json;
}

// About the very same demands? Then the brief tells it once.
bool alike(const Stuck& one, const Stuck& other) {
  return std::equal(one.demands.begin(), one.demands.end(), other.demands.begin(),
                    other.demands.end(),
                    [](const Demand& a, const Demand& b) { return a.id == b.id; });
}

// What stands behind each blockage of the brief; see stuck_section().
std::vector<const Stuck*> told_of(const BriefInputs& in) {
  std::vector<const Stuck*> told{&in.stuck};
  if (!alike(in.stuck_with_positions, in.stuck)) told.push_back(&in.stuck_with_positions);
  if (in.stuck_with_less_sure && !alike(*in.stuck_with_less_sure, in.stuck))
    told.push_back(in.stuck_with_less_sure);
  return told;
}

Json blockages_json(const BriefInputs& in, const Material& m) {
  const StuckSection section = stuck_section(m);
  const std::vector<const Stuck*> told = told_of(in);
  CAUCUS_ASSERT(told.size() == section.blockages.size(), "each blockage is of one examination");
  Json list = Json::array();
  for (std::size_t at = 0; at < told.size(); ++at)
    list.push_back(blockage_json(m.c, *told[at], section.blockages[at]));
  return list;
}

StuckFound examined(const Case& c, const Utilities& central, const DemandOptions& lines,
                    const CancelToken& cancel) {
  const auto with = [&](DemandOptions demands) {
    StuckOptions options;
    options.demands = std::move(demands);
    return stuck(c, central, options, cancel);
  };
  return {with(lines), with(with_positions(lines)), {}};
}

// The inputs of a section about other demands than those of the analysis.
BriefInputs inputs_with(const Asked& asked, const Case& c, const StuckFound& found) {
  const BriefInputs in = asked.inputs();
  return {c,          in.room,      found.lines, found.with_positions, nullptr,
          in.options, in.questions, in.readings, std::nullopt,         {}};
}

Json demands_json(const Asked& asked) {
  DemandOptions options = with_less_sure(asked.ground.how.room.demands);
  options.positions = true;
  options.lifted.clear();
  Json list = Json::array();
  for (const Demand& demand : demands(asked.c, options))
    list.push_back(
        {{"id", demand.id},
         {"party", asked.c.parties[demand.party].id},
         {"owner", demand.owner},
         {"says", sentence_json({as_sentence(demand.in_words), {asked.facts.of(demand)}})}});
  return list;
}

// What lifting these demands would make possible.
void add_lifted(Asked& asked, const Ids& lifted, Json& body) {
  DemandOptions lines = asked.ground.how.room.demands;
  lines.lifted.insert(lines.lifted.end(), lifted.begin(), lifted.end());
  const StuckFound found = examined(asked.c, asked.central(), lines, asked.cancel);
  asked.complete = asked.complete && found.lines.complete && found.with_positions.complete;
  const BriefInputs in = inputs_with(asked, asked.c, found);
  Json json{{"demands", lifted}, {"makes_room", nullptr}, {"package", nullptr}};
  if (found.lines.package || found.lines.complete)
    json["makes_room"] = found.lines.package.has_value();
  if (found.lines.package) {
    json["package"] = package_json(asked.c, *found.lines.package);
    json["example"] = in_words(asked.c, *found.lines.package);
  }
  json["blockages"] = blockages_json(in, {in, in.of, asked.facts});
  body["lifted"] = std::move(json);
}

// The case in which these terms are settled: a rule for each, so that nothing relaxes it.
Case pinned_case(const Case& c, const std::vector<Term>& pinned) {
  Case narrowed = c;
  for (const Term& term : pinned) {
    Rule rule{"pinned." + c.issues[term.issue].id, false, {}, "it is kept as it is", {}};
    ExpressionNode is;
    is.op = Operator::issue_is;
    is.subject = static_cast<std::uint16_t>(term.issue.index());
    is.options = {term.option};
    rule.is.nodes.push_back(is);
    rule.is.text = c.issues[term.issue].id + " == " + c.issues[term.issue].options[term.option].id;
    narrowed.rules.push_back(std::move(rule));
  }
  return narrowed;
}

// A pin is no entry of the case: what rests on it is a fact about the issue.
void cite_issues(Json& json) {
  static constexpr std::string_view pin = "rule.pinned.";
  if (json.is_string()) {
    const auto id = json.get<std::string>();
    if (id.starts_with(pin)) json = "issue." + id.substr(pin.size());
  } else if (json.is_object()) {
    for (auto& [key, value] : json.items())
      if (key == "facts" || value.is_structured()) cite_issues(value);
  } else if (json.is_array()) {
    for (Json& value : json)
      cite_issues(value);
  }
}

std::set<Ids> known_conflicts(const Stuck& stuck) {
  std::set<Ids> known;
  for (const StickingPoint& point : stuck.sticking_points) {
    Ids ids = ids_of_demands(stuck, point.demands);
    std::sort(ids.begin(), ids.end());
    known.insert(std::move(ids));
  }
  return known;
}

// Marks what clashes whatever is pinned.
void mark_known(const Asked& asked, Json& blockages) {
  const auto& known = asked.ground.found->stuck;
  if (!known) return;
  std::set<Ids> before = known_conflicts(known->lines);
  before.merge(known_conflicts(known->with_positions));
  for (Json& blockage : blockages)
    for (Json& conflict : blockage["conflicts"]) {
      Ids ids;
      for (const Json& demand : conflict["demands"])
        ids.push_back(demand["id"].get<std::string>());
      std::sort(ids.begin(), ids.end());
      conflict["by_pins"] = !before.contains(ids);
    }
}

}  // namespace

void stuck_page(Asked& asked, Json& body) {
  const Ids lifted = asked.query.words("lift");
  std::set<std::string> known;
  for (const Json& demand : demands_json(asked))
    known.insert(demand["id"].get<std::string>());
  for (const std::string& id : lifted)
    if (!known.contains(id))
      asked.query.fail({400, "demand_unknown", id, "no demand is called " + in_quotes(id),
                        "`stuck.json` lists them"});
  if (asked.stopped()) return;
  body["blockages"] = Json::array();
  if (asked.has(AnalysisPart::stuck)) {
    const BriefInputs in = asked.inputs();
    body["blockages"] = blockages_json(in, {in, in.of, asked.facts});
    asked.complete = asked.complete && asked.ground.found->stuck->lines.complete &&
                     asked.ground.found->stuck->with_positions.complete;
  }
  body["demands"] = demands_json(asked);
  body["lifted"] = nullptr;
  if (!lifted.empty()) add_lifted(asked, lifted, body);
}

void conflicts_page(Asked& asked, Json& body) {
  const auto package = asked.query.package("package");
  if (asked.stopped()) return;
  const std::vector<Term> pinned = asked.query.terms("pinned", package ? &*package : nullptr);
  if (asked.stopped()) return;
  const Case narrowed = pinned_case(asked.c, pinned);
  const StuckFound found =
      examined(narrowed, asked.central(), asked.ground.how.room.demands, asked.cancel);
  asked.complete = asked.complete && found.lines.complete && found.with_positions.complete;
  const BriefInputs in = inputs_with(asked, narrowed, found);
  body["pinned"] = terms_json(asked.c, {pinned});
  body["rules_leave_nothing"] = found.lines.rules_leave_nothing;
  body["room_left"] = found.lines.package    ? Json(true)
                      : found.lines.complete ? Json(false)
                                             : Json();
  body["package"] = found.lines.package ? package_json(asked.c, *found.lines.package) : Json();
  const FactBook facts(narrowed);
  Json blockages = blockages_json(in, {in, narrowed, facts});
  cite_issues(blockages);
  mark_known(asked, blockages);
  body["blockages"] = std::move(blockages);
}

}  // namespace caucus::pages
