// `caucus brief`: where the talks stand, what is stuck, what room there is, what to ask next.
#include "caucus/base/text.h"
#include "caucus/cli/open_case.h"
#include "caucus/cli/verbs.h"

namespace caucus {
namespace {

// The format asked for: by word, else by the ending of the file, else Markdown.
std::optional<DocumentFormat> format_of(const Arguments& arguments, const Console& console) {
  const auto word = arguments.value("--format");
  if (!word) {
    const std::string file = arguments.value("-o").value_or("");
    const bool html = file.ends_with(".html") || file.ends_with(".htm");
    return html ? DocumentFormat::html : DocumentFormat::markdown;
  }
  if (*word == "html") return DocumentFormat::html;
  if (*word == "markdown") return DocumentFormat::markdown;
  console.note("caucus: `--format` is html or markdown, not " + in_quotes(*word));
  return std::nullopt;
}

Exit run_brief(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto open = opened_with_talks(arguments, console, code);
  if (!open) return code;
  const Case& c = *open->of;
  const auto analysis = analysis_of(arguments, c, console);
  const auto format = format_of(arguments, console);
  if (!analysis || !format) return Exit::usage;
  BriefOptions options{*analysis, std::nullopt, *format, console.version(), open->talks()};
  if (!date_option(arguments, "--since", console, options.since)) return Exit::usage;
  if (arguments.has(now_option.name)) {
    const auto now = now_of(arguments, console);
    if (!now) return Exit::usage;
    options.day = now->day();
  }
  const Progress progress("writing the brief");
  const BriefDocument document = brief_of(c, options, console.cancel());
  console.answer(document.text);
  return exit_of(console, true);
}

}  // namespace

Command brief_command() {
  return {
      "brief",
      VerbGroup::understand,
      "CASE",
      "write the brief: state, what is stuck, the room, options, questions",
      "HTML (one file that prints on A4 and reads on a phone) or Markdown. It draws on every "
      "sheet, and on the talks where the case has a vault or a script of them, and is for the "
      "mediator's team only. Every sentence links to the entry behind it.",
      analysis_options(
          access_options({{"--since", "DATE", "show what changed after that day, YYYY-MM-DD"},
                          {"--format", "WORD", "html or markdown (default: by the ending of -o)"},
                          without_talks_option,
                          page_now_option})),
      {{"caucus brief cases/ceasefire/truce-and-exchange-2024 -o brief.html", "A page to print:"},
       {"caucus brief cases/labour/port-contract --since 2025-03-01",
        "With what changed since a day:"}},
      run_brief};
}

}  // namespace caucus
