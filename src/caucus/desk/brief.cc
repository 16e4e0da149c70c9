// Everything the brief draws on, gathered once.
#include "caucus/brief/brief.h"

#include <algorithm>

#include "caucus/analysis/zone_terms.h"
#include "caucus/brief/document.h"
#include "caucus/brief/html.h"
#include "caucus/brief/markdown.h"
#include "caucus/desk/desk.h"

namespace caucus {
namespace {

// Search steps for one reading's test of whether a package is on the frontier.
constexpr std::uint64_t frontier_steps_max = 200'000;

Stuck stuck_with(const Case& c, const Utilities& central, DemandOptions demands,
                 const CancelToken& cancel) {
  StuckOptions options;
  options.demands = std::move(demands);
  return stuck(c, central, options, cancel);
}

}  // namespace

BriefDocument brief_of(const Case& c, const BriefOptions& options, const CancelToken& cancel) {
  const DemandOptions& lines = options.analysis.room.demands;
  DemandOptions with_positions = lines;
  with_positions.positions = true;
  DemandOptions less_sure = lines;
  less_sure.sure_at_least = std::max(lines.sure_at_least, Sure::possible);

  const Utilities central = central_utilities(c);
  const Room space = room(c, central, options.analysis.room, cancel);
  const Readings drawn = readings(c, {options.analysis.readings, options.analysis.seed}, cancel);
  const Stuck stuck_lines = stuck_with(c, central, lines, cancel);
  const Stuck stuck_positions = stuck_with(c, central, with_positions, cancel);
  const Stuck stuck_less_sure = stuck_with(c, central, less_sure, cancel);
  const OptionInputs inputs{central, drawn, space, stuck_lines};
  const std::vector<OptionNote> notes = options_note(c, inputs, cancel);
  const std::vector<OpenQuestion> questions = open_questions(c, inputs, notes, cancel);

  OverReadings over(c, central, drawn, space.standing);
  std::vector<Standing> on_frontier;
  for (const NamedPoint& named : space.points)
    on_frontier.push_back(over.on_frontier(named.ties.front().package, frontier_steps_max, cancel));

  const Brief page =
      brief({c, space, stuck_lines, stuck_positions, &stuck_less_sure, notes, questions, drawn,
             options.since, "caucus " + options.version, over.zone_open(cancel), on_frontier,
             zone_terms(c, central, space, cancel), options.talks});
  const Document arranged = document(page);
  return {options.format == DocumentFormat::html ? to_html(arranged) : to_markdown(arranged),
          !cancel.cancelled()};
}

}  // namespace caucus
