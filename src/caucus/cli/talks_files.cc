// `caucus talks import` and `caucus talks export`: scripts into the vault, and out of it.
#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/talks_json.h"

namespace caucus {
namespace {

std::string import_text(const ImportAnswer& answer, const std::string& file) {
  std::string text;
  for (const ScriptFault& fault : answer.faults)
    text += to_string(fault, file) + "\n";
  if (answer.more_faults != 0) text += "... and " + grouped(answer.more_faults) + " more\n";
  for (const ScriptMismatch& mismatch : answer.mismatches)
    text += to_string(mismatch, file) + "\n";
  for (const auto& [line, noted] : answer.warnings)
    text +=
        shown(file) + ":" + std::to_string(line) + ": warning " + to_string(noted.warned) + "\n";
  const std::size_t wrong = answer.faults.size() + answer.more_faults + answer.mismatches.size();
  if (wrong != 0) return text + counted(wrong, "fault") + "; nothing was recorded\n";
  return text + counted(answer.added, "new entry", "new entries") + ", " +
         grouped(answer.already_there) + " already there\n";
}

Exit run_import(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const std::string& path = arguments.words.front();
  if (talks_kept(path) != TalksKept::in_vault) {
    if (!opened_case(arguments, console, code)) return code;
    console.note("caucus: the case has no vault to record in; `caucus open " + shown(path) +
                 " --recovery FILE` makes one");
    return Exit::unreadable;
  }
  const std::string& file = arguments.words[1];
  const Result<std::string> script = read_file(file, script_bytes_max);
  if (!script) return console.failed(script.error());
  auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const Result<ImportAnswer> answer = open->desk.import(*script, open->now);
  if (!answer) return console.failed(answer.error());
  console.answer(arguments.has("--json") ? import_json(open->desk, *answer)
                                         : import_text(*answer, file));
  return answer->faults.empty() && answer->mismatches.empty() ? Exit::done : Exit::no;
}

Exit run_export(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const Case& c = open->desk.the_case();
  console.answer(write_script(c, script_of(c, open->desk.talks())));
  return Exit::done;
}

}  // namespace

Command talks_import_command() {
  return {"talks import",
          VerbGroup::negotiate,
          "CASE SCRIPT",
          "record a whole talks script, or nothing of it",
          "Every fault and every refusal is reported with its line, and then nothing is recorded "
          "(exit code 1). What is there already is left alone, so importing twice adds nothing; a "
          "longer version of a script adds what is new.",
          talks_options({}),
          {{"caucus talks import my-case my-case/talks.talks", "Take the script into the vault:"}},
          run_import};
}

Command talks_export_command() {
  std::vector<OptionSpec> options = talks_options({});
  std::erase_if(options, [](const OptionSpec& option) { return option.name == "--json"; });
  return {"talks export",
          VerbGroup::negotiate,
          "CASE",
          "write everything noted as a talks script",
          "Reading the script again gives the same entries with the same ids. It holds what every "
          "party said in confidence: for the mediator's team alone. What was erased is not in it.",
          options,
          {{"caucus talks export my-case -o all.talks", "The whole history as a text:"}},
          run_export};
}

}  // namespace caucus
