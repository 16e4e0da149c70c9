// `caucus talks view`, `talks leaks` and `talking-points`: what a party may see, and what would
// give somebody away.
#include "caucus/base/text.h"
#include "caucus/cli/standing_input.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/talks_json.h"
#include "caucus/talks/drafts_then.h"
#include "caucus/talks/page_day.h"
#include "caucus/talks/script_answers.h"
#include "caucus/talks/seen_words.h"
#include "caucus/talks/talking_points.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

// The talks, and the party of an option that has to be given.
struct AskedFor {
  OpenTalks open;
  PartyId party;
};

// Nothing, with the exit code, after a complaint.
std::optional<AskedFor> asked_for(std::string_view option, const Arguments& arguments,
                                  Console& console, Exit& code) {
  auto open = opened_talks(arguments, console, code);
  if (!open) return std::nullopt;
  code = Exit::usage;
  const auto name = arguments.value(option);
  if (!name) {
    console.note("caucus: for whom? `" + std::string(option) + " PARTY`");
    return std::nullopt;
  }
  const auto party = party_option(open->desk.the_case(), *name, option, console);
  if (!party) return std::nullopt;
  return AskedFor{*std::move(open), *party};
}

Exit run_view(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto asked = asked_for("--as", arguments, console, code);
  if (!asked) return code;
  TalksDesk& desk = asked->open.desk;
  const Case& c = desk.the_case();
  const PartyView& view = desk.view_of(asked->party, asked->open.now.day()).view();
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
  auto asked = asked_for("--to", arguments, console, code);
  if (!asked) return code;
  TalksDesk& desk = asked->open.desk;
  const Case& c = desk.the_case();
  const Talks& talks = desk.talks();
  const std::string& name = arguments.words[1];
  const auto document = document_named(c, talks, name);
  if (!document) {
    console.note("caucus: no document is called " + in_quotes(name) +
                 "; there is options-note, zone, brief, and every label of the talks");
    return Exit::usage;
  }
  const ViewKeeper& keeper = desk.view_of(asked->party, asked->open.now.day());
  const std::vector<Leak> found = LeakCheck(c, talks, keeper).leaks(*document);
  if (arguments.has("--json")) {
    console.answer(leaks_json(c, talks, {name, asked->party, found}));
  } else {
    for (const Leak& leak : found)
      console.answer(wrap(to_string(leak), table_columns) + "\n");
    console.answer(found.empty()
                       ? shown(name) + " gives nothing away to " + c.parties[asked->party].id + "\n"
                       : counted(found.size(), "source") + " that " + c.parties[asked->party].id +
                             " may not see\n");
  }
  return found.empty() ? Exit::done : Exit::no;
}

// What the mediator wants to add: a text of one's own, or a text and the entry it rests on.
std::optional<std::vector<Statement>> added_of(const Arguments& arguments, const Talks& talks,
                                               const Console& console) {
  std::vector<Statement> added;
  const Result<std::vector<std::string>> texts =
      values_or_input(arguments.values("--add"), "A sentence of your own: ");
  if (!texts) {
    static_cast<void>(console.failed(texts.error()));
    return std::nullopt;
  }
  for (const std::string& text : *texts)
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
    added.emplace_back(words, label_of_words_now(talks, *at));
  }
  return added;
}

// What the page cannot say and its reader has to know: terms that are still on the table for the
// party, and are not any more. For the mediator's eyes, beside the page.
void note_what_is_untold(const Talks& talks, const ViewKeeper& keeper, const Console& console) {
  for (const TermsSeen& seen : keeper.view().terms) {
    const EventIndex item = keeper.source_of(seen.entry).source;
    const TermsLife* life = talks.life_of(item);
    if (!life || seen.withdrawn || seen.replaced_by) continue;
    const auto& ended = life->withdrawn ? life->withdrawn : life->revised_by;
    if (!ended) continue;
    console.note("caucus: for you alone: " + shown(name_of_event(talks.events[item])) + " was " +
                 (life->withdrawn ? "taken back" : "replaced") + " on " +
                 to_string(talks.effective(*ended).said.day()) +
                 ", and the party has not been told; the page has it as it was");
  }
}

Exit run_talking_points(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto asked = asked_for("--to", arguments, console, code);
  if (!asked) return code;
  TalksDesk& desk = asked->open.desk;
  const Case& c = desk.the_case();
  const Talks& talks = desk.talks();
  const auto added = added_of(arguments, talks, console);
  if (!added) return Exit::usage;
  std::optional<Date> day;
  if (arguments.has(now_option.name)) day = asked->open.now.day();
  day = page_day(c, desk.view_of(asked->party, asked->open.now.day()).view(), day);
  const ViewKeeper& keeper = desk.view_of(asked->party, day.value_or(asked->open.now.day()));
  const auto checked = talking_points(c, talks, keeper, *added);
  if (!checked.given) {
    console.note("caucus: nothing was written: the page would give away what " +
                 c.parties[asked->party].id + " may not see");
    for (const Leak& leak : checked.leaks)
      console.note("  " + to_string(leak));
    return Exit::no;
  }
  note_what_is_untold(talks, keeper, console);
  if (arguments.has("--json")) {
    console.answer(talking_points_json(c, checked.given->value_for(asked->party)));
    return Exit::done;
  }
  for (const std::string& line : text_for(c, asked->party, *checked.given)) {
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
      vault_options(
          {{"--to", "PARTY", "for whom"},
           {"--add", "TEXT",
            "a sentence of your own, or `-` for those on standard input; may be repeated", true},
           {"--add-entry", "NAME",
            "the words of an entry, if the party may have them; may be repeated", true},
           page_now_option}),
      {{"caucus talking-points my-case --to employer --now 2025-06-16", "A page for the meeting:"}},
      run_talking_points};
}

}  // namespace caucus
