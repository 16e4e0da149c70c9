#include "caucus/cli/opening.h"

#include <algorithm>
#include <thread>

#include "caucus/base/text.h"
#include "caucus/cli/tables.h"

namespace caucus {
namespace {

constexpr long readings_max = 100'000;

std::optional<Sure> sure_of(std::string_view word) {
  for (const Sure sure : {Sure::certain, Sure::likely, Sure::possible, Sure::doubtful})
    if (token(sure) == word) return sure;
  return std::nullopt;
}

// Are all the ids to be lifted demands of the case?
bool known_demands(const Case& c, const DemandOptions& options, const Console& console) {
  DemandOptions all = options;
  all.lifted.clear();
  all.positions = true;
  all.firmness_at_least = Firmness::open;
  all.sure_at_least = Sure::doubtful;
  std::vector<std::string> ids;
  for (const Demand& demand : demands(c, all))
    ids.push_back(demand.id);
  for (const std::string& id : options.lifted) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    const auto meant = did_you_mean(id, ids);
    console.note(
        "caucus: the case has no demand " + in_quotes(id) +
        (meant ? " (did you mean `" + *meant + "`?)" : "; `caucus stuck CASE` lists them"));
    return false;
  }
  return true;
}

}  // namespace

std::optional<Case> opened_case(const Arguments& arguments, Console& console, Exit& code) {
  Result<CaseCheck> opened = open_case(arguments.words.front());
  if (!opened) {
    code = console.failed(opened.error());
    return std::nullopt;
  }
  if (opened->value) return std::move(opened->value);
  for (const Fault& fault : opened->faults)
    console.note(to_string(fault));
  console.note("caucus: the case has faults; `caucus check` lists them with warnings");
  code = Exit::unreadable;
  return std::nullopt;
}

const OptionSpec explain_option{"--explain", "", "say how the answer was found, and why that way"};

std::string explained(const Arguments& arguments, const std::vector<std::string>& plan) {
  if (!arguments.has("--explain")) return "";
  std::string text = "\nHow it was found\n";
  for (const std::string& step : plan)
    text += list_item(step);
  return text;
}

std::vector<OptionSpec> demand_options(std::vector<OptionSpec> own) {
  own.push_back({"--sure", "WORD",
                 "let lines stand that are at least this sure: certain, likely (default), "
                 "possible, doubtful"});
  own.push_back({"--lift", "ID", "look as if this demand were lifted; may be repeated", true});
  own.push_back(json_option);
  own.push_back(output_option);
  return own;
}

std::vector<OptionSpec> analysis_options(std::vector<OptionSpec> own) {
  own.push_back({"--readings", "N", "readings of each vague sheet, 0 to 100000 (default 100)"});
  own.push_back({"--seed", "N", "seed of the readings (default 1)"});
  own.push_back({"--packages", "N", "enumerate at most N packages (default 10000000)"});
  return demand_options(std::move(own));
}

std::optional<AnalysisOptions> analysis_of(const Arguments& arguments, const Case& c,
                                           const Console& console) {
  AnalysisOptions options;
  DemandOptions& demands = options.room.demands;
  if (const auto word = arguments.value("--sure")) {
    const auto sure = sure_of(*word);
    if (!sure) {
      console.note("caucus: `--sure` is certain, likely, possible or doubtful, not " +
                   in_quotes(*word));
      return std::nullopt;
    }
    demands.sure_at_least = *sure;
  }
  demands.lifted = arguments.values("--lift");
  if (!known_demands(c, demands, console)) return std::nullopt;
  const auto readings = number_option(arguments, "--readings", {100, 0, readings_max}, console);
  const auto seed = number_option(arguments, "--seed", {1, 0, 1'000'000'000'000}, console);
  const auto packages =
      number_option(arguments, "--packages", {10'000'000, 1, 10'000'000'000}, console);
  if (!readings || !seed || !packages) return std::nullopt;
  options.readings = static_cast<std::size_t>(*readings);
  options.seed = static_cast<std::uint64_t>(*seed);
  options.room.packages_max = static_cast<std::uint64_t>(*packages);
  const auto processors = static_cast<long>(std::max(1U, std::thread::hardware_concurrency()));
  const auto threads = number_option(arguments, "--threads", {processors, 1, 64}, console);
  if (!threads) return std::nullopt;
  options.room.threads = static_cast<unsigned>(*threads);
  return options;
}

const OptionSpec threads_option{"--threads", "N", "work on N threads; the answer is the same"};

const OptionSpec certificate_option{
    "--certificate", "FILE",
    "write a proof of the answer that tools/check_certificate.py checks without this program"};

std::optional<Exit> certified(const Arguments& arguments, const Console& console,
                              const std::function<Certificate()>& make) {
  const auto path = arguments.value("--certificate");
  if (!path) return std::nullopt;
  const Result<void> written = write_certificate(make(), *path);
  if (!written) return console.failed(written.error());
  return std::nullopt;
}

Exit exit_of(const Console& console, bool yes) {
  if (console.interrupted()) return Exit::interrupted;
  return yes ? Exit::done : Exit::no;
}

}  // namespace caucus
