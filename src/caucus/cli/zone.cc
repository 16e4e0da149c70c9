// `caucus zone`: is there any package acceptable to all?
#include "caucus/base/text.h"
#include "caucus/cli/give.h"
#include "caucus/cli/open_case.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/json.h"
#include "caucus/engine/layer_kernel.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

std::string counts_sentence(const Room& room) {
  if (!room.counted) {
    const auto number = [](std::uint64_t count) {
      return (count == packages_most ? "more than " : "") + grouped(count);
    };
    std::string text = "The packages were not counted one by one.";
    if (room.feasible_counted) text += " Feasible are " + number(room.feasible) + " of them.";
    if (room.zone_counted)
      text += " In the zone are " + number(room.zone) + ".";
    else if (room.feasible_counted)
      text +=
          " How many of these are in the zone is not known: no short way counts the packages "
          "that are worth a reservation value.";
    return text;
  }
  std::string text = grouped(room.zone) + " of " + grouped(room.packages) +
                     " packages meet every standing demand; " + grouped(room.feasible) +
                     " are feasible.";
  if (room.zone_certain != room.zone)
    text += " For " + grouped(room.zone_certain) + " of them this is certain.";
  return text;
}

std::string in_text(const Case& c, const RoomAnswer& answer) {
  const Room& room = answer.room;
  std::string text;
  const auto paragraph = [&](const std::string& words) {
    text += wrap(words, table_columns) + "\n";
  };
  if (!room.decided)
    paragraph("Not decided: whether the zone is open was not found out within the budget.");
  else
    paragraph(room.example ? "The zone is open." : "The zone is empty.");
  paragraph(counts_sentence(room));
  for (QuantityId id : room.hangs_on)
    paragraph("Some of them hang on a contested figure: " + c.quantities[id].name + ".");
  if (const Standing& open = answer.zone_open; open.of > 0)
    paragraph("The zone is open in " + std::to_string(open.stands) + " of " +
              std::to_string(open.of) + " readings of the sheets.");
  if (room.example) text += "\nOne package of the zone:\n" + package_block(c, *room.example);
  text += "\nDemands that stand:\n";
  if (room.standing.empty()) text += "  none\n";
  for (const Demand& demand : room.standing)
    text += list_item(demand.in_words + " (" + demand.id + ")");
  if (room.decided && !room.example)
    text += "\n`caucus stuck` says which of them cannot all stand, and the ways out.\n";
  return text + utility_notes(c, answer) + "\n" + method_line(room.method);
}

Exit run_zone(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto c = opened_as_said(arguments, console, code);
  if (!c) return code;
  auto options = analysis_of(arguments, *c, console);
  if (!options) return Exit::usage;
  if (arguments.has("--give")) {
    const Utilities central = central_utilities(*c);
    std::vector<std::string> parties;
    for (const Utility& utility : central)
      parties.push_back(c->parties[utility.party].id);
    const auto wishes = wishes_of(arguments, parties, console);
    if (!wishes) return Exit::usage;
    return answer_asked(asked(*c, central, *wishes, options->room, console.cancel()), arguments,
                        console);
  }
  options->room.frontier = false;
  options->room.points = false;
  const Progress progress("looking for the zone");
  const RoomAnswer answer = room_of(*c, *options, console.cancel());
  console.answer(arguments.has("--json")
                     ? zone_json(*c, answer)
                     : in_text(*c, answer) + explained(arguments, answer.room.plan));
  return exit_of(console, answer.room.example.has_value());
}

}  // namespace

Command zone_command() {
  return {
      "zone",
      VerbGroup::understand,
      "CASE",
      "is there any package acceptable to all, and how many",
      "The zone holds the feasible packages that meet every standing demand: red lines, bottom "
      "lines, preconditions and no-agreement values. Exit code 1 if it is empty. With --give: is "
      "there a package of the zone that gives at least this to each? If not, which of these "
      "wishes cannot all be met, and the most each can have.",
      analysis_options(with_talks_options({explain_option, give_option})),
      {{"caucus zone cases/commercial/supply-dispute", "Is there room?"},
       {"caucus zone cases/textbook/empty-zone --lift north.no_agreement",
        "And if that demand were lifted?"},
       {"caucus zone cases/textbook/logrolling --give north=60% --give south=0.7",
        "Is there a package that gives at least this to each?"}},
      run_zone};
}

}  // namespace caucus
