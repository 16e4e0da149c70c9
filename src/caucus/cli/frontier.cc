// `caucus frontier`: the packages that no other improves for one party without loss to another.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/cli/open_case.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/json.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr std::size_t points_shown = 50;

// A row per point; many parties have no room beside each other, so each point becomes a paragraph.
std::string points_block(const Case& c, const Room& room) {
  constexpr std::size_t parties_beside = 4;
  const std::size_t shown = std::min(room.frontier.size(), points_shown);
  std::vector<std::vector<std::string>> rows{{}};
  for (PartyId party : room.parties)
    rows[0].push_back(c.parties[party].name);
  rows[0].insert(rows[0].end(), {"packages", "one of them"});
  std::string paragraphs;
  for (std::size_t at = 0; at < shown; ++at) {
    const Point& point = room.frontier[at];
    std::string words;
    std::vector<std::string> row;
    for (std::size_t q = 0; q < room.parties.size(); ++q) {
      row.push_back(utility_text(point.utilities[q]));
      words += (q == 0 ? "" : ", ") + rows[0][q] + " " + row.back();
    }
    row.insert(row.end(), {grouped(point.packages), in_words(c, point.package)});
    paragraphs +=
        list_item(words + ". Packages: " + grouped(point.packages) + ", one of them " + row.back());
    rows.push_back(std::move(row));
  }
  return room.parties.size() <= parties_beside ? table(rows) : paragraphs;
}

// What is known of a frontier too long to list.
std::string bounds_block(const Case& c, const Room& room) {
  std::string text = "The frontier is not listed. What bounds it, in the zone:\n";
  for (std::size_t q = 0; q < room.ideal_gains.size(); ++q)
    text += list_item(c.parties[room.parties[q]].name + " gets " +
                      utility_text(room.reservations[q] + room.ideal_gains[q]) + " at most");
  for (const RoomBound& bound : room.bounds) {
    const bool alone = bound.parties.size() == 1;
    if (alone && !room.ideal_gains.empty()) continue;
    std::vector<std::string> names;
    for (const std::size_t q : bound.parties)
      names.push_back(c.parties[room.parties[q]].name);
    text +=
        list_item(join_in_words(names, "and") + (alone ? " gets " : " together get ") +
                  utility_text(bound.most) + (alone ? " at most" : " at most, utilities added up"));
  }
  return text;
}

std::string in_text(const Case& c, const RoomAnswer& answer) {
  const Room& room = answer.room;
  std::string text = grouped(room.frontier.size()) +
                     (room.frontier.size() == 1 ? " point, " : " points, ") +
                     grouped(room.frontier_packages) +
                     (room.frontier_packages == 1 ? " package.\n" : " packages.\n");
  if (room.frontier.empty() && room.decided && !room.example)
    text += "The zone is empty; `caucus stuck` says why.\n";
  if (!room.bounds.empty()) text = bounds_block(c, room);
  if (!room.frontier.empty()) text += "\n" + points_block(c, room);
  if (room.frontier.size() > points_shown)
    text += "  ... and " + grouped(room.frontier.size() - points_shown) +
            " more points; --json has all\n";
  return text + utility_notes(c, answer) + "\n" + method_line(room.method);
}

Exit run_frontier(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto c = opened_as_said(arguments, console, code);
  if (!c) return code;
  auto options = analysis_of(arguments, *c, console);
  if (!options) return Exit::usage;
  const std::string over = arguments.value("--over").value_or("zone");
  if (over != "zone" && over != "feasible") {
    console.note("caucus: `--over` is zone or feasible, not " + in_quotes(over));
    return Exit::usage;
  }
  options->room.over = over == "zone" ? FrontierOver::zone : FrontierOver::feasible;
  options->room.points = false;
  options->readings = 0;
  const Progress progress("computing the frontier");
  const RoomAnswer answer = room_of(*c, *options, console.cancel());
  console.answer(arguments.has("--json")
                     ? frontier_json(*c, answer)
                     : in_text(*c, answer) + explained(arguments, answer.room.plan));
  const auto failed = certified(arguments, console, [&] {
    return certificate(*c, answer.central, options->room, CertificateOf::frontier,
                       console.cancel());
  });
  if (failed) return *failed;
  return exit_of(console, !answer.room.frontier.empty());
}

}  // namespace

Command frontier_command() {
  return {"frontier",
          VerbGroup::understand,
          "CASE",
          "list the packages that cannot be improved for all",
          "Points are distinct utility vectors; several packages may reach one point, and both are "
          "counted. Utilities run from 0, the party's worst package, to 1, its best. They are for "
          "the mediator's team and are never shown to a party. Exit code 1 if there is no point.",
          demand_options(with_talks_options(
              {explain_option,
               certificate_option,
               threads_option,
               {"--over", "WHAT", "zone (default), or feasible: demands left aside"},
               {"--packages", "N", "enumerate at most N packages (default 10000000)"}})),
          {{"caucus frontier cases/textbook/frontier-two-parties", "What cannot be improved?"},
           {"caucus frontier cases/climate/finance-seven --json", "All points, in exact numbers:"}},
          run_frontier};
}

}  // namespace caucus
