#include "caucus/desk/case_analysis.h"

#include <algorithm>

#include "caucus/analysis/zone_terms.h"

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

RoomFound room_found(const Case& c, const PreferencesFound& known, const RoomOptions& options,
                     const CancelToken& cancel) {
  RoomFound found;
  found.space = room(c, known.central, options, cancel);
  OverReadings over(c, known.central, known.drawn, found.space.standing);
  for (const NamedPoint& named : found.space.points) {
    const Package& package = named.ties.front().package;
    found.acceptable_to_all.push_back(over.acceptable_to_all(package));
    found.on_frontier.push_back(over.on_frontier(package, frontier_steps_max, cancel));
  }
  found.zone_open = over.zone_open(cancel);
  found.zone_terms = zone_terms(c, known.central, found.space, cancel);
  return found;
}

StuckFound stuck_found(const Case& c, const Utilities& central, const DemandOptions& lines,
                       const CancelToken& cancel) {
  return {stuck_with(c, central, lines, cancel),
          stuck_with(c, central, with_positions(lines), cancel),
          stuck_with(c, central, with_less_sure(lines), cancel)};
}

}  // namespace

DemandOptions with_positions(DemandOptions lines) {
  lines.positions = true;
  return lines;
}

DemandOptions with_less_sure(DemandOptions lines) {
  lines.sure_at_least = std::max(lines.sure_at_least, Sure::possible);
  return lines;
}

bool CaseAnalysis::has(AnalysisPart part) const {
  switch (part) {
    case AnalysisPart::preferences:
      return preferences != nullptr;
    case AnalysisPart::room:
      return room != nullptr;
    case AnalysisPart::stuck:
      return stuck != nullptr;
    case AnalysisPart::options:
      return options != nullptr;
  }
  return false;
}

std::shared_ptr<const CaseAnalysis> analyse(std::shared_ptr<const Case> c,
                                            const AnalysisAsked& asked, const CancelToken& cancel,
                                            const AnalysisHeard& heard) {
  CaseAnalysis found;
  found.of = std::move(c);
  const Case& of = *found.of;
  const AnalysisOptions& how = asked.how;
  const auto told = [&](AnalysisPart made) {
    found.stopped = cancel.cancelled();
    found.complete = made == asked.last && !found.stopped;
    auto so_far = std::make_shared<const CaseAnalysis>(found);
    if (heard) heard(so_far);
    return so_far;
  };
  found.preferences = std::make_shared<const PreferencesFound>(
      PreferencesFound{central_utilities(of), readings(of, {how.readings, how.seed}, cancel)});
  auto so_far = told(AnalysisPart::preferences);
  if (asked.last == AnalysisPart::preferences) return so_far;

  const PreferencesFound& known = *found.preferences;
  found.room = std::make_shared<const RoomFound>(room_found(of, known, how.room, cancel));
  so_far = told(AnalysisPart::room);
  if (asked.last == AnalysisPart::room) return so_far;

  found.stuck =
      std::make_shared<const StuckFound>(stuck_found(of, known.central, how.room.demands, cancel));
  so_far = told(AnalysisPart::stuck);
  if (asked.last == AnalysisPart::stuck) return so_far;

  const OptionInputs inputs{known.central, known.drawn, found.room->space, found.stuck->lines};
  OptionsFound put;
  put.notes = options_note(of, inputs, cancel);
  put.questions = open_questions(of, inputs, put.notes, cancel);
  found.options = std::make_shared<const OptionsFound>(std::move(put));
  return told(AnalysisPart::options);
}

std::shared_ptr<const Case> case_on(Case c, std::optional<Date> day) {
  c.as_of = day;
  return std::make_shared<const Case>(std::move(c));
}

BriefInputs brief_inputs(const CaseAnalysis& found, const BriefAsked& asked) {
  CAUCUS_ASSERT(found.preferences && found.room && found.stuck && found.options,
                "a brief is made of a whole analysis");
  const RoomFound& room = *found.room;
  return {*found.of,
          room.space,
          found.stuck->lines,
          found.stuck->with_positions,
          &found.stuck->with_less_sure,
          found.options->notes,
          found.options->questions,
          found.preferences->drawn,
          asked.since,
          asked.program,
          room.zone_open,
          room.on_frontier,
          room.zone_terms,
          asked.talks};
}

std::string_view token(AnalysisPart part) {
  switch (part) {
    case AnalysisPart::preferences:
      return "preferences";
    case AnalysisPart::room:
      return "room";
    case AnalysisPart::stuck:
      return "stuck";
    case AnalysisPart::options:
      return "options";
  }
  return {};
}

}  // namespace caucus
