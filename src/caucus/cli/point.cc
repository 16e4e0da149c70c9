// `caucus point`: the packages that the classic rules point to.
#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/cli/open_case.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/json.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

std::string_view meaning(PointKind kind) {
  switch (kind) {
    case PointKind::nash:
      return "largest product of gains over no agreement";
    case PointKind::kalai_smorodinsky:
      return "most even shares of what each could gain at best";
    case PointKind::egalitarian:
      return "largest smallest gain (compares units of the parties)";
    case PointKind::utilitarian:
      return "largest sum of utilities (compares units of the parties)";
    case PointKind::utilitarian_relative:
      return "largest sum of shares";
  }
  return {};
}

std::string title(PointKind kind) {
  if (kind == PointKind::kalai_smorodinsky) return "Kalai-Smorodinsky";
  std::string words(token(kind));
  for (char& letter : words)
    if (letter == '_') letter = ' ';
  words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

// "In 93 of 100 readings it is acceptable to all, in 71 on the frontier."; empty for exact sheets.
std::string standing_sentence(const RoomAnswer& answer, std::size_t at) {
  if (at >= answer.on_frontier.size() || answer.acceptable_to_all[at].of == 0) return "";
  const Standing& acceptable = answer.acceptable_to_all[at];
  const Standing& on_frontier = answer.on_frontier[at];
  return "In " + std::to_string(acceptable.stands) + " of " + std::to_string(acceptable.of) +
         " readings of the sheets it is acceptable to all; in " +
         std::to_string(on_frontier.stands) + " of " + std::to_string(on_frontier.of) +
         " it is on the frontier.";
}

std::string named_block(const Case& c, const RoomAnswer& answer, std::size_t at) {
  const Room& room = answer.room;
  const NamedPoint& named = room.points[at];
  const Point& point = named.ties.front();
  std::string text =
      wrap(title(named.kind) + ": " + std::string(meaning(named.kind)), table_columns) + "\n";
  std::vector<std::vector<std::string>> rows{{"", "utility", "gain", "share"}};
  for (std::size_t q = 0; q < room.parties.size(); ++q)
    rows.push_back({c.parties[room.parties[q]].name, utility_text(point.utilities[q]),
                    utility_text(named.gains[q]), utility_text(named.shares[q])});
  text += table(rows) + package_block(c, point.package);
  if (!named.proven)
    text += wrap(fmt::format("Best found; the best possible is at most {:.2g} % above it.",
                             100 * named.gap),
                 table_columns, 4) +
            "\n";
  if (named.degenerate)
    text += wrap("No package gives every party a gain; the most parties that can gain do.",
                 table_columns, 4) +
            "\n";
  for (PartyId party : named.left_out)
    text += wrap(c.parties[party].name + " cannot gain in the zone and is left out.", table_columns,
                 4) +
            "\n";
  if (const std::string standing = standing_sentence(answer, at); !standing.empty())
    text += wrap(standing, table_columns, 4) + "\n";
  if (named.tied > 1) text += "    " + grouped(named.tied) + " points tie; --json lists them.\n";
  return text + "\n";
}

std::string in_text(const Case& c, const RoomAnswer& answer) {
  const Room& room = answer.room;
  std::string text;
  if (room.points.empty())
    text = room.decided && !room.example
               ? "The zone is empty, so no point is computed; `caucus stuck` says why.\n"
               : "No point is computed.\n";
  for (std::size_t at = 0; at < room.points.size(); ++at)
    text += named_block(c, answer, at);
  return text + "These are answers to different questions, not a recommendation.\n" +
         utility_notes(c, answer) + "\n" + method_line(room.method);
}

Exit run_point(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto c = opened_as_said(arguments, console, code);
  if (!c) return code;
  auto options = analysis_of(arguments, *c, console);
  if (!options) return Exit::usage;
  const Progress progress("computing the points");
  const RoomAnswer answer = room_of(*c, *options, console.cancel());
  console.answer(arguments.has("--json")
                     ? points_json(*c, answer)
                     : in_text(*c, answer) + explained(arguments, answer.room.plan));
  const auto failed = certified(arguments, console, [&] {
    return certificate(*c, answer.central, options->room, CertificateOf::points, console.cancel());
  });
  if (failed) return *failed;
  const std::vector<NamedPoint>& points = answer.room.points;
  const bool proven = std::all_of(points.begin(), points.end(),
                                  [](const NamedPoint& point) { return point.proven; });
  return exit_of(console, !points.empty() && proven);
}

}  // namespace

Command point_command() {
  return {
      "point",
      VerbGroup::understand,
      "CASE",
      "show the packages that the classic bargaining rules point to",
      "Nash, Kalai-Smorodinsky, egalitarian and utilitarian points of the zone, with all ties. "
      "They answer different questions; none is a verdict. Exit code 1 if there is none, or if one "
      "is only the best found: the answer then says how much better the best can be.",
      demand_options(with_talks_options(
          {explain_option,
           certificate_option,
           threads_option,
           {"--packages", "N", "enumerate at most N packages (default 10000000)"}})),
      {{"caucus point cases/textbook/three-parties", "Where do the classic rules point?"},
       {"caucus point cases/commercial/supply-dispute --json", "In exact numbers:"}},
      run_point};
}

}  // namespace caucus
