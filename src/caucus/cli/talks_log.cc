// `caucus talks log` and its thin sisters: one line of a script into the vault.
#include <algorithm>
#include <array>

#include "caucus/base/text.h"
#include "caucus/cli/standing_input.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/talks_json.h"

namespace caucus {
namespace {

// Words of the shell as a line. The shell has taken quotation marks away, so a word with a space in
// it becomes a text again, unless it is a whole line, or something in brackets.
std::string line_of(const std::vector<std::string>& words) {
  if (words.size() == 1) return words.front();
  std::string line;
  for (const std::string& word : words) {
    const bool spaced = word.find_first_of(" \t\n") != std::string::npos;
    const bool in_brackets =
        !word.empty() && std::string_view("[({\"").find(word[0]) != std::string_view::npos;
    line +=
        (line.empty() ? "" : " ") +
        (spaced && !in_brackets && word.find('"') == std::string::npos ? "\"" + word + "\"" : word);
  }
  return line;
}

std::string answer_text(const TalksDesk& desk, const LineAnswer& answer) {
  std::string text;
  for (const ScriptFault& fault : answer.faults)
    text += "line:" + std::to_string(fault.column) + ": " + fault.sentence +
            (fault.hint.empty() ? "" : " (" + fault.hint + ")") + "\n";
  if (answer.refused) text += "refused " + to_string(*answer.refused) + "\n";
  if (answer.at) {
    const Event& event = desk.talks().events[*answer.at];
    text += "recorded " + name_of_event(event) + ": " + answer.outcome + "\n";
  }
  for (const Warned& warned : answer.warnings)
    text += "warning " + to_string(warned) + "\n";
  return text;
}

// Records `start` and the words; one word `-` stands for what standard input holds.
Exit log_line(const Arguments& arguments, Console& console, const std::string& start,
              const std::vector<std::string>& words) {
  Exit code = Exit::done;
  if (talks_kept(arguments.words.front()) != TalksKept::in_vault) {
    if (!opened_case(arguments, console, code)) return code;
    console.note("caucus: the case has no vault to record in; `caucus open " +
                 shown(arguments.words.front()) + " --recovery FILE` makes one");
    return Exit::unreadable;
  }
  auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const bool asks = words.size() == 1 && words.front() == from_input;
  const Result<std::string> rest =
      asks ? words_from_input(start.empty() ? "What happened: " : start + " ") : line_of(words);
  if (!rest) return console.failed(rest.error());
  const std::string line = start + (start.empty() || rest->empty() ? "" : " ") + *rest;
  const Result<LineAnswer> answer = open->desk.log(line, open->now);
  if (!answer) return console.failed(answer.error());
  console.answer(arguments.has("--json") ? line_json(open->desk, *answer)
                                         : answer_text(open->desk, *answer));
  return answer->at ? Exit::done : Exit::no;
}

Exit run_log(const Arguments& arguments, Console& console) {
  return log_line(arguments, console, "", {arguments.words.begin() + 1, arguments.words.end()});
}

// The sisters: WHO, the verb, and the rest, with WHEN from --on.
Exit run_with_verb(const Arguments& arguments, Console& console, const std::string& verb) {
  const std::string when = arguments.value("--on").value_or("");
  const std::string& who = arguments.words[1];
  const bool quoted = who.find(' ') != std::string::npos && !who.starts_with('"');
  // These are no text, whatever spaces are in them.
  const std::string start =
      (when.empty() ? "" : when + " ") + (quoted ? "\"" + who + "\"" : who) + " " + verb;
  return log_line(arguments, console, start, {arguments.words.begin() + 2, arguments.words.end()});
}

template <std::size_t verbs>
Exit run_one_of(const Arguments& arguments, Console& console,
                const std::array<std::string_view, verbs>& known) {
  const std::string verb = arguments.value("--verb").value_or(std::string(known.front()));
  if (std::find(known.begin(), known.end(), verb) != known.end())
    return run_with_verb(arguments, console, verb);
  std::vector<std::string> names(known.begin(), known.end());
  console.note("caucus: `--verb` is " + join_in_words(names, "or") + ", not " + in_quotes(verb));
  return Exit::usage;
}

Exit run_offer(const Arguments& arguments, Console& console) {
  return run_with_verb(arguments, console, "offers");
}
Exit run_propose(const Arguments& arguments, Console& console) {
  return run_with_verb(arguments, console, "proposes");
}
Exit run_answer(const Arguments& arguments, Console& console) {
  static constexpr std::array<std::string_view, 5> verbs{"accepts", "rejects", "counters",
                                                         "no_answer_yet", "answers_finally"};
  return run_one_of(arguments, console, verbs);
}
Exit run_pass(const Arguments& arguments, Console& console) {
  return run_with_verb(arguments, console, "passes");
}
Exit run_approve(const Arguments& arguments, Console& console) {
  static constexpr std::array<std::string_view, 2> verbs{"consents_to", "refuses"};
  return run_one_of(arguments, console, verbs);
}
Exit run_draft(const Arguments& arguments, Console& console) {
  static constexpr std::array<std::string_view, 3> verbs{"drafts", "shows", "asks_final_answer"};
  return run_one_of(arguments, console, verbs);
}
Exit run_critique(const Arguments& arguments, Console& console) {
  return run_with_verb(arguments, console, "critiques");
}
Exit run_release(const Arguments& arguments, Console& console) {
  return run_with_verb(arguments, console, "releases");
}

const OptionSpec on_option{"--on", "WHEN", "when it was said, as 2024-03-28 (default: now)"};

struct Sister {
  std::string_view name;
  std::string_view words;
  std::string_view summary;
  std::string_view details;
  Example example;
  Exit (*run)(const Arguments&, Console&);
  std::string_view verbs = {};  // help of --verb; empty for none
};

Command sister(const Sister& is) {
  std::vector<OptionSpec> own{on_option};
  if (!is.verbs.empty()) own.push_back({"--verb", "WORD", is.verbs});
  return {is.name,    VerbGroup::negotiate, is.words,     is.summary,
          is.details, talks_options(own),   {is.example}, is.run};
}

}  // namespace

Command talks_log_command() {
  return {
      "talks log",
      VerbGroup::negotiate,
      "CASE LINE...",
      "record one thing that happened, from one line",
      "LINE is a line of a talks script (docs/reference/talks-script.md): WHO, a verb, and the "
      "rest; WHEN may stand first and is otherwise now. With `-` in its place the line is asked "
      "for, or read from standard input: what somebody said in confidence does not belong on a "
      "command line, which the shell keeps and others on the machine may see. Otherwise give it "
      "whole in single quotes, or as words; then a word with a space in it is a text, and a text "
      "of one word keeps quotes of its own. What cannot have happened is refused: nothing is "
      "recorded, exit code 1, with the reason and the remedy. What is merely unwise is recorded "
      "with a warning. Nothing is ever overwritten: a slip is mended by the right line with "
      "`corrects NAME` at its end, and `mediator notes \"...\" corrects NAME` takes an entry out "
      "of effect; `record erase` destroys its words.",
      talks_options({}),
      {{"caucus talks log my-case - < said.txt",
        "Somebody said something, in confidence; a file has the line (without one it is asked "
        "for):"},
       {"caucus talks log my-case employer accepts text", "An answer, as words:"}},
      run_log};
}

Command talks_offer_command() {
  return sister({"talks offer",
                 "CASE WHO REST...",
                 "record what a party offers",
                 "The line `WHO offers REST`.",
                 {"caucus talks offer my-case employer o: contract_months=36 expires 2030-04-20",
                  "An offer with a last day:"},
                 run_offer});
}

Command talks_propose_command() {
  return sister({"talks propose",
                 "CASE WHO REST...",
                 "record what the mediator proposes",
                 "The line `WHO proposes REST`.",
                 {"caucus talks propose my-case mediator p7: contract_months=36 to employer",
                  "A proposal, put to one side first:"},
                 run_propose});
}

Command talks_answer_command() {
  return sister({"talks answer",
                 "CASE WHO REF...",
                 "record what a party answers",
                 "The line `WHO accepts REF ...`, or the verb that --verb names.",
                 {"caucus talks answer my-case union text --verb no_answer_yet",
                  "No answer is not a refusal:"},
                 run_answer,
                 "accepts (default), rejects, counters, no_answer_yet or answers_finally"});
}

Command talks_pass_command() {
  return sister(
      {"talks pass",
       "CASE WHO REF...",
       "record that something was passed on",
       "The line `WHO passes REF to NAME via CHANNEL`.",
       {"caucus talks pass my-case mediation_service text to board", "A proposal sets out:"},
       run_pass});
}

Command talks_approve_command() {
  return sister({"talks approve",
                 "CASE BODY REF...",
                 "record what an approval body answers",
                 "The line `BODY consents_to REF ...`, or the verb that --verb names.",
                 {"caucus talks approve my-case strike_committee text if \"members vote\"",
                  "A consent with a condition:"},
                 run_approve,
                 "consents_to (default) or refuses"});
}

Command talks_draft_command() {
  return sister({"talks draft",
                 "CASE WHO REST...",
                 "record a draft of the text, or who saw it",
                 "The line `WHO drafts REST`, or the verb that --verb names. Only the mediator "
                 "edits the text.",
                 {"caucus talks draft my-case mediator t7: clause 1 \"For <contract_months>.\"",
                  "A new draft of one clause:"},
                 run_draft,
                 "drafts (default), shows or asks_final_answer"});
}

Command talks_critique_command() {
  return sister({"talks critique",
                 "CASE WHO REF...",
                 "record what a party objects to in a draft",
                 "The line `WHO critiques REF clause ID TEXT`.",
                 {"caucus talks critique my-case union joint-2 clause 1 \"too short\"",
                  "An objection to a clause:"},
                 run_critique});
}

Command talks_release_command() {
  return sister({"talks release",
                 "CASE WHO REF...",
                 "record that something was passed to a party",
                 "The line `WHO releases REF to NAMES as FORM TEXT`. Refused where whoever said "
                 "it did not permit it to be repeated to them, in this form, on this day.",
                 {"caucus talks release my-case mediator m1 to union as paraphrase \"No cuts.\"",
                  "In the mediator's words:"},
                 run_release});
}

}  // namespace caucus
