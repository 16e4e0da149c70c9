// `caucus stuck`: what blocks, and the smallest ways out.
#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/cli/open_case.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/json.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr std::size_t columns = 80;

std::string item(std::string_view mark, std::string_view text) {
  std::string wrapped = wrap(text, columns, std::max<std::size_t>(4, mark.size()));
  return wrapped.replace(0, mark.size(), mark) + "\n";
}

std::string numbered(std::size_t number) {
  return fmt::format("{:2}. ", number);
}

std::string in_text(const Case& c, const Stuck& stuck) {
  std::string text;
  if (stuck.rules_leave_nothing)
    text += "The rules alone leave no package: no demand is needed for that.\n";
  else if (stuck.sticking_points.empty() && stuck.complete)
    text += "Nothing is stuck: all " + std::to_string(stuck.demands.size()) +
            " demands examined can stand together.\n";
  if (!stuck.sticking_points.empty()) text += "Stuck:\n";
  std::size_t number = 0;
  for (const StickingPoint& point : stuck.sticking_points)
    text += item(numbered(++number), point.sentence);
  if (!stuck.relaxations.empty()) text += "\nEach of these makes room:\n";
  number = 0;
  for (const Relaxation& relaxation : stuck.relaxations) {
    text += item(numbered(++number), relaxation.sentence);
    text += wrap("Example: " + in_words(c, relaxation.package), columns, 6) + "\n";
  }
  text += "\nDemands examined:\n";
  for (const Demand& demand : stuck.demands)
    text += item("  - ", demand.in_words + " (" + demand.id + ")");
  if (!stuck.complete) text += "\nNot complete: " + stuck.method.note + "\n";
  return text;
}

Exit run_stuck(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto c = opened_as_said(arguments, console, code);
  if (!c) return code;
  const auto analysis = analysis_of(arguments, *c, console);
  if (!analysis) return Exit::usage;
  StuckOptions options;
  options.demands = analysis->room.demands;
  options.demands.positions = !arguments.has("--lines");
  const Progress progress("looking for sticking points");
  const Stuck stuck = stuck_of(*c, options, console.cancel());
  console.answer(arguments.has("--json") ? stuck_json(*c, stuck) : in_text(*c, stuck));
  return exit_of(console, stuck.sticking_points.empty() && !stuck.rules_leave_nothing);
}

}  // namespace

Command stuck_command() {
  return {"stuck",
          VerbGroup::understand,
          "CASE",
          "show what cannot all stand, whose it is, and the smallest ways out",
          "A sticking point is a smallest set of demands that no package meets. Red lines, bottom "
          "lines, preconditions and no-agreement values count; so do the positions held now that "
          "are firm or fixed, unless --lines is given. Exit code 1 if something is stuck.",
          demand_options(with_talks_options(
              {{"--lines", "", "leave positions out: lines and the like only"}})),
          {{"caucus stuck cases/textbook/sticking-points", "What blocks these talks?"},
           {"caucus stuck cases/labour/port-contract --lines", "Are the lines alone in conflict?"}},
          run_stuck};
}

}  // namespace caucus
