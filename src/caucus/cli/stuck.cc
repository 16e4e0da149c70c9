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

std::string moves_in_text(const Case& c, const RelaxationFrontier& moves) {
  constexpr std::size_t shown_max = 20;
  if (moves.points.empty() && !moves.method.complete)
    return "\n" + wrap("Who could move how far is not told: " + moves.method.note, columns) + "\n";
  const bool nobody = moves.points.size() == 1 && moves.points.front().moves.empty();
  const bool one = moves.points.size() == 1;
  const std::string says =
      nobody ? "nobody has to, all demands can stand."
             : (one ? "one way, which asks the least of everybody."
                    : counted(moves.points.size(), "way") +
                          ", each asking less of somebody than every other.") +
                   " A step is the next option or amount, or 1 % of the scale, as the sheet is "
                   "read, where a package may be worse than no agreement: a count and no more.";
  std::string text = "\n" + wrap("Who could move how far: " + says, columns) + "\n";
  if (nobody) return text;
  for (std::size_t k = 0; k < std::min(shown_max, moves.points.size()); ++k) {
    text += item(numbered(k + 1), moves_sentence(c, moves, moves.points[k]));
    text += wrap("Example: " + in_words(c, moves.points[k].package), columns, 6) + "\n";
  }
  if (moves.points.size() > shown_max)
    text += fmt::format("  ... and {} more; --json has all\n", moves.points.size() - shown_max);
  if (!moves.method.complete) text += wrap("Not complete: " + moves.method.note, columns) + "\n";
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
  std::optional<RelaxationFrontier> moves;
  if (arguments.has("--moves")) {
    RelaxationFrontierOptions how;
    how.demands = options.demands;
    how.packages_max = analysis->room.packages_max;
    how.points_max = analysis->room.points_max;
    moves = relaxation_frontier_of(*c, how, console.cancel());
  }
  if (arguments.has("--json"))
    console.answer(stuck_json(*c, stuck, moves ? &*moves : nullptr));
  else
    console.answer(in_text(*c, stuck) + (moves ? moves_in_text(*c, *moves) : ""));
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
          demand_options(
              with_talks_options({{"--lines", "", "leave positions out: lines and the like only"},
                                  {"--moves", "", "also who could move how far, in steps"}})),
          {{"caucus stuck cases/textbook/sticking-points", "What blocks these talks?"},
           {"caucus stuck cases/labour/port-contract --lines", "Are the lines alone in conflict?"},
           {"caucus stuck cases/textbook/sticking-points --moves", "Who could move how far?"}},
          run_stuck};
}

}  // namespace caucus
