// Questions about an open case, answered with the utilities that its sheets give.
#include "caucus/desk/desk.h"

namespace caucus {
namespace {

// Search steps for one reading's test of whether a package is on the frontier.
constexpr std::uint64_t frontier_steps_max = 200'000;

std::vector<Demand> standing_demands(const Case& c, const DemandOptions& options) {
  DemandOptions lines = options;
  lines.positions = false;
  return demands(c, lines);
}

Readings drawn(const Case& c, const AnalysisOptions& options, const CancelToken& cancel) {
  return readings(c, {options.readings, options.seed}, cancel);
}

}  // namespace

RoomAnswer room_of(const Case& c, const AnalysisOptions& options, const CancelToken& cancel) {
  RoomAnswer answer;
  answer.central = central_utilities(c);
  answer.room = room(c, answer.central, options.room, cancel);
  if (options.readings == 0) return answer;
  const Readings readings = drawn(c, options, cancel);
  const std::vector<Demand> standing = standing_demands(c, options.room.demands);
  OverReadings over(c, answer.central, readings, standing);
  answer.zone_open = over.zone_open(cancel);
  for (const NamedPoint& named : answer.room.points) {
    const Package& package = named.ties.front().package;
    answer.acceptable_to_all.push_back(over.acceptable_to_all(package));
    answer.on_frontier.push_back(over.on_frontier(package, frontier_steps_max, cancel));
  }
  if (cancel.cancelled()) answer.room.method.complete = false;
  return answer;
}

Stuck stuck_of(const Case& c, const StuckOptions& options, const CancelToken& cancel) {
  return stuck(c, central_utilities(c), options, cancel);
}

RelaxationFrontier relaxation_frontier_of(const Case& c, const RelaxationFrontierOptions& options,
                                          const CancelToken& cancel) {
  return relaxation_frontier(c, central_utilities(c), options, cancel);
}

}  // namespace caucus
