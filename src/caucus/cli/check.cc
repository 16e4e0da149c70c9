// `caucus check`: is the case in order?
#include "caucus/base/text.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/json.h"

namespace caucus {
namespace {

std::string summary_line(const CaseCheck& check) {
  std::string line = check.path + ": " + counted(check.faults.size(), "fault", "faults") + ", " +
                     counted(check.warnings.size(), "warning", "warnings");
  if (check.value)
    line += "; " + counted(check.value->parties.size(), "party", "parties") + ", " +
            counted(check.value->issues.size(), "issue", "issues");
  if (check.packages && check.packages->exact)
    line += ", " + counted(*check.packages->exact, "package", "packages");
  return line;
}

Exit run_check(const Arguments& arguments, Console& console) {
  Result<CaseCheck> checked = check_case(arguments.words.front(), console.cancel());
  if (!checked) return console.failed(checked.error());
  const Exit code = checked->faults.empty() ? Exit::done : Exit::no;
  if (arguments.has("--json")) {
    console.answer(check_json(*checked));
    return code;
  }
  for (const Fault& fault : checked->faults)
    console.answer(line_of(to_string(fault)));
  for (const Fault& warning : checked->warnings)
    console.answer(line_of("warning: " + to_string(warning)));
  console.answer(line_of(summary_line(*checked)));
  return code;
}

}  // namespace

Command check_command() {
  return {
      "check",
      VerbGroup::understand,
      "CASE",
      "report every fault of a case, with its place and the remedy",
      "CASE is a folder with a case.toml, the file itself, or - for standard input. Faults come "
      "first, each as file:line:column: sentence; then warnings; then a count. Exit code 1 if "
      "there is a fault.",
      {json_option, output_option},
      {{"caucus check cases/labour/port-contract", "Is this case in order?"},
       {"caucus check cases/water/river-basin --json", "The same for a program:"}},
      run_check};
}

}  // namespace caucus
