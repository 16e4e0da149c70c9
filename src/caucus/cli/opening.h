// Every verb about a case begins alike: open it, or say what is wrong with it.
#pragma once

#include <functional>
#include <optional>

#include "caucus/cli/command.h"
#include "caucus/desk/certificate_answer.h"
#include "caucus/desk/desk.h"

namespace caucus {

// The case named by the arguments; nothing after the faults were printed on standard error, with
// the exit code to return in `code`.
std::optional<Case> opened_case(const Arguments& arguments, Console& console, Exit& code);

// Options that say how to look at a case, and what they say. Nothing after a complaint.
std::vector<OptionSpec> demand_options(std::vector<OptionSpec> own);    // which demands stand
std::vector<OptionSpec> analysis_options(std::vector<OptionSpec> own);  // and the readings
std::optional<AnalysisOptions> analysis_of(const Arguments& arguments, const Case& c,
                                           const Console& console);

// `--explain`, and what it prints after the answer: the routes taken and why; empty if not asked.
extern const OptionSpec explain_option;
std::string explained(const Arguments& arguments, const std::vector<std::string>& plan);

// `--threads N`, read by analysis_of().
extern const OptionSpec threads_option;

// `--certificate FILE`: writes what make() gives. Nothing if all is well or it was not asked for;
// else the exit code, after a word on standard error.
extern const OptionSpec certificate_option;
std::optional<Exit> certified(const Arguments& arguments, const Console& console,
                              const std::function<Certificate()>& make);

// The exit code of an answer: interrupted, or `otherwise`.
Exit exit_of(const Console& console, bool yes);

}  // namespace caucus
