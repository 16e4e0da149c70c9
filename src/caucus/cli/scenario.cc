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
    text += row(token(choice.rule), value);
  }
  return text;
}

std::string files_text(const Scenario& scenario, const ScenarioRoom& room) {
  std::string text = fmt::format("{}: {} issues, {} packages, {} parties; rules of {}\n",
                                 scenario.name, scenario.issues.size(), room.packages,
                                 scenario.profiles.size(), token(scenario.semantics));
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

std::string room_text(const ScenarioRoom& room) {
  if (!room.refusal.empty()) return wrap("Not done: " + room.refusal, table_columns, 0) + "\n";
  std::string text = "\nAll packages\n";
  text += row("frontier points", grouped(room.frontier.size()));
  text += row("frontier packages",
              !room.packages_counted
                  ? "not counted"
                  : (room.packages_exact ? "" : "at least ") + grouped(room.frontier_packages));
  text += row("opposition", fmt::format("{:.6f}", room.opposition));
  text += choices_text(room, room.over_all);
  text += "\nThe zone: worth every reservation\n";
  text += row("packages", room.zone_packages ? grouped(*room.zone_packages) : "not counted");
  text += row("frontier points", grouped(room.zone.size()));
  text += choices_text(room, room.in_zone);
  text += "\nUtilities stand in the order of the parties.\n";
  if (room.capped) text += "Some sums exceed 1 and count as 1.\n";
  text += method_line(room.method);
  return text + row("frontier hash", frontier_hash(room).substr(0, 16));
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
                   (reading->value ? files_text(*reading->value, room) + room_text(room) : ""));
  if (reading->value) {
    const auto failed = certified(
        arguments, console, [&] { return certificate(*reading->value, how, console.cancel()); });
    if (failed) return *failed;
  }
  return exit_of(console, reading->value && room.refusal.empty());
}

}  // namespace

Command scenario_command() {
  return {
      "scenario",
      VerbGroup::research,
      "PATH",
      "print the figures of a GENIUS, GeniusWeb or NegMAS scenario",
      "PATH is a folder with a domain and its profiles, or the file of a domain. Frontier, zone "
      "and "
      "points are exact, over all packages; docs/reference/formats.md says how the files are read. "
      "Exit code 1 if a file is refused, or if no exact answer fits the limits.",
      {{"--semantics", "WORD", "read GENIUS's files by the rules of genius (default) or negmas"},
       {"--profile", "NAME", "only this party's file; may be repeated, for one to seven parties",
        true},
       {"--strict", "", "refuse files that would have to be repaired"},
       {"--enumeration-cutoff", "N",
        "look at the first N packages only, as GENIUS does with 100000; not exact"},
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
