// Who could move how far: every way that makes room and asks less of somebody than every other.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/analysis/relaxation_frontier.h"
#include "caucus/desk/case_analysis.h"
#include "caucus/pages/page.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

Json move_json(const Asked& asked, const RelaxationFrontier& found, const DemandSteps& moved) {
  const Demand& demand = found.demands[moved.demand];
  return {{"demand", demand.id},
          {"party", asked.c.parties[demand.party].id},
          {"says", sentence_json({held_words(demand), {asked.facts.of(demand)}})},
          {"steps", moved.steps},
          {"lifted", moved.lifted}};
}

Json way_json(const Asked& asked, const RelaxationFrontier& found, const RelaxationPoint& point) {
  Json json{{"steps", Json::object()}, {"moves", Json::array()}};
  for (std::size_t q = 0; q < found.parties.size(); ++q)
    json["steps"][asked.c.parties[found.parties[q]].id] = point.steps[q];
  for (const DemandSteps& moved : point.moves)
    json["moves"].push_back(move_json(asked, found, moved));
  json["package"] = package_json(asked.c, point.package);
  return json;
}

}  // namespace

void moves_page(Asked& asked, Json& body) {
  constexpr std::size_t ways_max = 50;
  RelaxationFrontierOptions options;
  options.demands = with_positions(asked.ground.how.room.demands);
  options.packages_max = asked.ground.how.room.packages_max;
  const RelaxationFrontier found =
      relaxation_frontier(asked.c, asked.central(), options, asked.cancel);
  asked.complete = asked.complete && found.method.complete;
  body["note"] = found.method.note;
  body["parties"] = ids_of(asked.c, found.parties);
  body["found"] = found.points.size();
  body["ways"] = Json::array();
  for (std::size_t at = 0; at < std::min(ways_max, found.points.size()); ++at)
    body["ways"].push_back(way_json(asked, found, found.points[at]));
}

}  // namespace caucus::pages
