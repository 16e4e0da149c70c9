// `caucus scenario`: the figures of a research scenario.
#include "caucus/desk/scenario.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/cli/give.h"
#include "caucus/cli/opening.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/scenario_answer.h"

namespace caucus {
namespace {

std::string row(std::string_view head, std::string_view value) {
  return fmt::format("  {:<24}{}\n", head, value);
}

std::string utilities_text(const ScenarioPoint& point) {
  std::string text;
  for (const Rational& utility : point.utilities)
    text += (text.empty() ? "" : " ") + utility.to_decimal(6);
  return text;
}

std::string choices_text(const ScenarioRoom& room, const std::vector<ScenarioChoice>& choices) {
  std::string text;
  for (const ScenarioChoice& choice : choices) {
    std::string value = utilities_text(room.frontier[choice.tied.front()]);
    if (choice.tied.size() > 1) value += fmt::format("  ({} tie)", choice.tied.size());
    if (choice.degenerate) value += "  (degenerate)";
    if (!choice.proven) value += fmt::format("  (best found, {:.2g} % at most)", 100 * choice.gap);
    text += row(token(choice.rule), value);
  }
  return text;
}

std::string files_text(const Scenario& scenario, const ScenarioRoom& room) {
  std::string text =
      fmt::format("{}: {}, {} {}, {}; rules of {}\n", scenario.name,
                  counted(scenario.issues.size(), "issue", "issues"), room.packages,
                  room.packages == "1" ? "package" : "packages",
                  counted(scenario.profiles.size(), "party", "parties"), token(scenario.semantics));
  for (std::size_t q = 0; q < scenario.profiles.size(); ++q) {
    const ScenarioProfile& profile = scenario.profiles[q];
    std::string said = room.reservation_stated[q] && q < room.reservations.size()
                           ? "reservation " + room.reservations[q].to_decimal(6)
                           : "no reservation stated";
    if (profile.discount) said += ", discount " + profile.discount->to_decimal(3);
    text += row(profile.party, said);
  }
  return text;
}

std::string opposition_text(const ScenarioRoom& room) {
  if (!room.opposition) return "not known";
  if (room.opposition_least == *room.opposition) return fmt::format("{:.6f}", *room.opposition);
  return fmt::format("{:.6f} at most, {:.6f} at least", *room.opposition, room.opposition_least);
}

// What no package exceeds, where the frontier is not listed.
std::string bounds_text(const Scenario& scenario, const ScenarioRoom& room) {
  if (room.bounds.empty()) return "";
  const bool reached = std::all_of(room.bounds.begin(), room.bounds.end(),
                                   [](const OuterBound& at) { return !at.utilities.empty(); });
  std::string text = reached ? "\nNo package gives more, added up, and one gives each of these\n"
                             : "\nNo package gives more, added up\n";
  for (const OuterBound& bound : room.bounds) {
    std::vector<std::string> names;
    for (const std::size_t q : bound.parties)
      names.push_back(scenario.profiles[q].party);
    const bool all = names.size() == scenario.profiles.size() && names.size() > 1;
    text += row(all ? "all together" : join_in_words(names), bound.most.to_decimal(6));
  }
  return text;
}

std::string zone_text(const ScenarioRoom& room) {
  std::string text = "\nThe zone: worth every reservation\n";
  text += row("packages", room.zone_packages ? grouped(*room.zone_packages) : "not counted");
  text += row("frontier points", room.listed ? grouped(room.zone.size()) : "not listed");
  return text + choices_text(room, room.in_zone);
}

std::string room_text(const Scenario& scenario, const ScenarioRoom& room) {
  if (!room.refusal.empty())
    return wrap("Not done: " + room.refusal, table_columns, 0) + "\n" + bounds_text(scenario, room);
  std::string text = "\nAll packages\n";
  text += row("frontier points", room.listed ? grouped(room.frontier.size()) : "not listed");
  if (room.listed)
    text += row("frontier packages",
                !room.packages_counted
                    ? "not counted"
                    : (room.packages_exact ? "" : "at least ") + grouped(room.frontier_packages));
  text += row("opposition", opposition_text(room));
  text += choices_text(room, room.over_all) + zone_text(room) + bounds_text(scenario, room);
  text += "\nUtilities stand in the order of the parties.\n";
  if (room.capped) text += "Some sums exceed 1 and count as 1.\n";
  text += method_line(room.method);
  return room.listed ? text + row("frontier hash", frontier_hash(room).substr(0, 16)) : text;
}

std::string findings_text(const ScenarioReading& reading) {
  std::string text;
  for (const ScenarioFinding& finding : reading.findings)
    text += to_string(finding) + "\n";
  return text.empty() ? text : text + "\n";
}

// Keeps the named profiles, in the order named; false after a complaint.
bool choose_profiles(const Arguments& arguments, Scenario& scenario, const Console& console) {
  const std::vector<std::string> names = arguments.values("--profile");
  if (names.empty()) return true;
  std::vector<ScenarioProfile> chosen;
  for (const std::string& name : names) {
    const auto named = std::find_if(scenario.profiles.begin(), scenario.profiles.end(),
                                    [&](const ScenarioProfile& profile) {
                                      return profile.party == name || profile.file == name ||
                                             profile.file.ends_with("/" + name);
                                    });
    if (named == scenario.profiles.end()) {
      std::vector<std::string> known;
      for (const ScenarioProfile& profile : scenario.profiles)
        known.push_back(in_quotes(profile.party));
      console.note("caucus: no profile is called " + in_quotes(name) + "; there is " +
                   join_in_words(known, "and"));
      return false;
    }
    chosen.push_back(*named);
  }
  scenario.profiles = std::move(chosen);
  return true;
}

Exit run_scenario(const Arguments& arguments, Console& console) {
  ScenarioOptions options;
  options.strict = arguments.has("--strict");
  if (const auto word = arguments.value("--semantics")) {
    if (*word != "genius" && *word != "negmas") {
      console.note("caucus: `--semantics` takes genius or negmas, not " + in_quotes(*word));
      return Exit::usage;
    }
    options.semantics = *word == "genius" ? ScenarioFamily::genius : ScenarioFamily::negmas;
  }
  const auto cutoff =
      number_option(arguments, "--enumeration-cutoff", {0, 1, 100'000'000}, console);
  const auto threads = number_option(arguments, "--threads", {1, 1, 64}, console);
  if (!cutoff || !threads) return Exit::usage;
  Result<ScenarioReading> reading = open_scenario(arguments.words.front(), options);
  if (!reading) return console.failed(reading.error());
  if (reading->value && !choose_profiles(arguments, *reading->value, console)) return Exit::usage;
  ScenarioRoomOptions how;
  how.cutoff = static_cast<std::uint64_t>(*cutoff);
  how.threads = static_cast<unsigned>(*threads);
  if (reading->value && arguments.has("--give")) {
    std::vector<std::string> parties;
    for (const ScenarioProfile& profile : reading->value->profiles)
      parties.push_back(profile.party);
    const auto wishes = wishes_of(arguments, parties, console);
    if (!wishes) return Exit::usage;
    return answer_asked(asked(*reading->value, *wishes, console.cancel()), arguments, console);
  }
  const Progress progress("working out the scenario");
  ScenarioRoom room;
  if (reading->value) room = scenario_room(*reading->value, how, console.cancel());
  if (arguments.has("--json"))
    console.answer(scenario_json(*reading, room));
  else
    console.answer(findings_text(*reading) +
                   (reading->value
                        ? files_text(*reading->value, room) + room_text(*reading->value, room) +
                              explained(arguments, room.plan)
                        : ""));
  if (reading->value) {
    how.frontier = room.listed;  // what was too long to list is not tried again
    const auto failed = certified(
        arguments, console, [&] { return certificate(*reading->value, how, console.cancel()); });
    if (failed) return *failed;
  }
  return exit_of(console, reading->value && room.refusal.empty() && room.listed);
}

}  // namespace

Command scenario_command() {
  return {
      "scenario",
      VerbGroup::research,
      "PATH",
      "print the figures of a GENIUS, GeniusWeb or NegMAS scenario",
      "PATH is a folder with a domain and its profiles, or the file of a domain. Frontier, zone "
      "and points are exact, over all packages; docs/reference/formats.md says how the files are "
      "read. Exit code 1 if a file is refused, or if no exact answer fits the limits. A frontier "
      "too long to list is bounded, and each point found by itself; the exit code is then 1 too.",
      {{"--semantics", "WORD", "read GENIUS's files by the rules of genius (default) or negmas"},
       {"--profile", "NAME", "only this party's file; may be repeated, for one to seven parties",
        true},
       {"--strict", "", "refuse files that would have to be repaired"},
       {"--enumeration-cutoff", "N",
        "look at the first N packages only, as GENIUS does with 100000; not exact"},
       explain_option,
       threads_option,
       give_option,
       certificate_option,
       json_option,
       output_option},
      {{"caucus scenario cases/scenarios/logrolling", "Frontier, zone and bargaining points:"},
       {"caucus scenario cases/scenarios/logrolling --json",
        "The same with every frontier point, in exact numbers:"}},
      run_scenario};
}

}  // namespace caucus
