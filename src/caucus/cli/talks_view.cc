// `caucus talks view`, `talks leaks` and `talking-points`: what a party may see, and what would
// give somebody away.
#include "caucus/base/text.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/talks_json.h"
#include "caucus/talks/script_answers.h"
#include "caucus/talks/seen_words.h"
#include "caucus/talks/talking_points.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

// The party of a required option; nothing, with the exit code, after a complaint.
std::optional<PartyId> needed_party(const OpenTalks& open, const Arguments& arguments,
                                    std::string_view option, Console& console) {
  const auto name = arguments.value(option);
  if (name) return party_option(open.desk.the_case(), *name, option, console);
  console.note("caucus: for whom? `" + std::string(option) + " PARTY`");
  return std::nullopt;
}

Exit run_view(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const auto party = needed_party(*open, arguments, "--as", console);
  if (!party) return Exit::usage;
  const Case& c = open->desk.the_case();
  const PartyView& view = open->desk.view_of(*party, open->now.day()).view();
  if (arguments.has("--json")) {
    console.answer(view_json(c, view));
  } else if (arguments.has("--file")) {
    console.answer(view_export(c, view));
  } else {
    for (const std::string& line : view_lines(c, view))
      console.answer(wrap(line, table_columns) + "\n");
    if (view.entries.empty()) console.answer("(nothing)\n");
  }
  return Exit::done;
}

Exit run_leaks(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const auto party = needed_party(*open, arguments, "--to", console);
  if (!party) return Exit::usage;
  const Case& c = open->desk.the_case();
  const Talks& talks = open->desk.talks();
  const std::string& name = arguments.words[1];
  const auto document = document_named(c, talks, name);
  if (!document) {
    console.note("caucus: no document is called " + in_quotes(name) +
                 "; there is options-note, zone, brief, and every label of the talks");
    return Exit::usage;
  }
  const ViewKeeper& keeper = open->desk.view_of(*party, open->now.day());
  const std::vector<Leak> found = LeakCheck(c, talks, keeper).leaks(*document);
  if (arguments.has("--json")) {
    console.answer(leaks_json(c, talks, {name, *party, found}));
  } else {
    for (const Leak& leak : found)
      console.answer(to_string(leak) + "\n");
    console.answer(found.empty()
                       ? shown(name) + " gives nothing away to " + c.parties[*party].id + "\n"
                       : counted(found.size(), "source") + " that " + c.parties[*party].id +
                             " may not see\n");
  }
  return found.empty() ? Exit::done : Exit::no;
}

// What the mediator wants to add: a text of one's own, or a text and the entry it rests on.
std::optional<std::vector<Statement>> added_of(const Arguments& arguments, const Talks& talks,
                                               const Console& console) {
  std::vector<Statement> added;
  for (const std::string& text : arguments.values("--add"))
    added.emplace_back(text, Label());
  for (const std::string& name : arguments.values("--add-entry")) {
    const auto at = event_called(talks, name);
    if (!at) {
      console.note("caucus: nothing is called " + in_quotes(name) +
                   "; `caucus talks timeline CASE` has the names");
      return std::nullopt;
    }
    std::string words;
    const Seen seen = words_of(talks.effective(*at));
    for (const std::string& part : {seen.text, seen.more})
      if (!part.empty()) words += (words.empty() ? "" : "; ") + part;
    added.emplace_back(words, Label::of_event(*at));
  }
  return added;
}

Exit run_talking_points(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const auto party = needed_party(*open, arguments, "--to", console);
  if (!party) return Exit::usage;
  const Case& c = open->desk.the_case();
  const Talks& talks = open->desk.talks();
  const auto added = added_of(arguments, talks, console);
  if (!added) return Exit::usage;
  const ViewKeeper& keeper = open->desk.view_of(*party, open->now.day());
  const auto checked = talking_points(c, talks, keeper, *added);
  if (!checked.given) {
    console.note("caucus: nothing was written: the page would give away what " +
                 c.parties[*party].id + " may not see");
    for (const Leak& leak : checked.leaks)
      console.note("  " + to_string(leak));
    return Exit::no;
  }
  if (arguments.has("--json")) {
    console.answer(talking_points_json(c, checked.given->value_for(*party)));
    return Exit::done;
  }
  for (const std::string& line : text_for(c, *party, *checked.given)) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), std::size_t{2});
    console.answer(wrap(line, table_columns, indent) + "\n");
  }
  return Exit::done;
}

}  // namespace

Command talks_view_command() {
  return {
      "talks view",
      VerbGroup::negotiate,
      "CASE",
      "show exactly what a party may see of the talks",
      "Its own words, what was said to it or in public, terms put to it, what was released to it "
      "in the form it was released in, and drafts shown to it. Numbers count within this view. "
      "What others said, and that they said anything, does not change a byte of it.",
      talks_options({{"--as", "PARTY", "whose view"},
                     {"--file", "", "every field, for a file that the party keeps"}}),
      {{"caucus talks view my-case --as employer --now 2025-06-16", "What does that party see?"}},
      run_view};
}

Command talks_leaks_command() {
  return {
      "talks leaks",
      VerbGroup::negotiate,
      "CASE DOCUMENT",
      "list what a document would give away to a party",
      "DOCUMENT is options-note, zone or brief, or a label: the words of that entry, or a draft "
      "with what stands behind it. Each source that the party may not see is listed with day, "
      "speaker and reason. Exit code 1 if there is any.",
      talks_options({{"--to", "PARTY", "who would get the document"}}),
      {{"caucus talks leaks my-case age --to employer --now 2025-06-16", "May they hear of it?"}},
      run_leaks};
}

Command talking_points_command() {
  return {
      "talking-points",
      VerbGroup::negotiate,
      "CASE",
      "write what the mediator can say to a party without giving anybody away",
      "Made of what the party may see and nothing else: terms before it, what was passed on, what "
      "it was asked, the text as it has it, deadlines. The page is checked before it is written; "
      "if an addition rests on what the party may not see, nothing is written (exit code 1).",
      talks_options({{"--to", "PARTY", "for whom"},
                     {"--add", "TEXT", "a sentence of your own; may be repeated", true},
                     {"--add-entry", "NAME",
                      "the words of an entry, if the party may have them; may be repeated", true}}),
      {{"caucus talking-points my-case --to employer --now 2025-06-16", "A page for the meeting:"}},
      run_talking_points};
}

}  // namespace caucus
