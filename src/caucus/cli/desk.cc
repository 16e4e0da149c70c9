// `caucus desk`: the mediator's desk, or one page of it as JSON.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/cli/desk_server.h"
#include "caucus/cli/standing_input.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/clock.h"
#include "caucus/pages/desk_pages.h"

namespace caucus {
namespace {

// The desk of the case that the first word names; nothing after a word on standard error.
std::optional<Desk> opened_desk(const Arguments& arguments, Console& console, Exit& code) {
  auto open = opened_talks(arguments, console, code);
  if (!open) return std::nullopt;
  const auto analysis = analysis_of(arguments, open->desk.the_case(), console);
  if (!analysis) {
    code = Exit::usage;
    return std::nullopt;
  }
  DeskOptions options{console.version(), std::nullopt, *analysis};
  if (arguments.has(now_option.name)) options.now = open->now;
  return Desk(std::move(open->desk), options);
}

// Prints the pages that the server would send, one after the other. Status 400 and 404 are the
// answer "no".
Exit print_pages(Desk& desk, const std::vector<std::string>& addresses, Console& console) {
  std::optional<AnalysisPart> last;
  for (const std::string& address : addresses)
    last = std::max(last, Desk::draws_on(address));
  if (last) {
    const Progress progress("looking at the case");
    desk.keep(analyse(desk.the_case(), {desk.analysis_options(), *last}, console.cancel()));
  }
  bool found = true;
  for (const std::string& address : addresses) {
    const Page page = desk.page(address, moment_now(), console.cancel());
    console.answer(readable(page));
    found = found && page.status == 200;
  }
  return exit_of(console, found);
}

// Whether the answer to a line has neither faults nor a refusal.
bool would_be_recorded(const std::string& answer) {
  const nlohmann::json json = nlohmann::json::parse(answer);
  return json.at("faults").empty() && json.at("refused").is_null();
}

Exit run_desk(const Arguments& arguments, Console& console) {
  const std::vector<std::string> addresses = arguments.values("--get");
  const auto line = arguments.value("--check");
  Exit code = Exit::done;
  auto desk = opened_desk(arguments, console, code);
  if (!desk) return code;
  if (!addresses.empty()) return print_pages(*desk, addresses, console);
  if (!line) return serve_desk(*std::move(desk), arguments, console);
  const Result<std::string> says =
      *line == from_input ? words_from_input("What happened: ") : Result<std::string>(*line);
  if (!says) return console.failed(says.error());
  const Page page = desk->log_line(*says, true, moment_now());
  console.answer(readable(page));
  return page.status == 200 && would_be_recorded(page.body) ? Exit::done : Exit::no;
}

}  // namespace

Command desk_command() {
  return {"desk",
          VerbGroup::negotiate,
          "CASE",
          "open the mediator's desk, or print one of its pages",
          "Without --get or --check the desk is served to browsers of this machine and account, "
          "until Ctrl-C: open the link that is printed; it works once, and Enter prints another. "
          "Nothing leaves the machine. Every page of the desk is a JSON text; "
          "docs/reference/desk-json.md says what it holds. "
          "The address is that of the page, with its query. A page or query that is wrong is "
          "answered with what is wrong (exit code 1). For the mediator's team alone.",
          analysis_options(access_options(server_options(
              {{"--get", "ADDRESS", "print that page, as /overview.json; may be repeated", true},
               {"--check", "LINE",
                "what logging that line (`-`: of standard input) would answer; nothing is "
                "recorded (exit code 1 if the line would not be)"},
               now_option}))),
          {{"caucus desk cases/labour/port-contract --open", "Open the desk in a browser:"},
           {"caucus desk cases/labour/port-contract --get /overview.json",
            "Where do we stand, and what waits?"},
           {"caucus desk cases/labour/port-contract --get /positions.json?issue=pension",
            "Who asked for what on one issue, and how did it move?"},
           {"caucus desk cases/labour/port-contract --check \"union asks \\\"Until when?\\\"\"",
            "Would that line be understood and accepted?"}},
          run_desk};
}

}  // namespace caucus
