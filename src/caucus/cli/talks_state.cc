// `caucus talks state` and `caucus talks timeline`: where the talks stand, and how they came there.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/cli/open_case.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/talks_json.h"
#include "caucus/talks/token_words.h"

namespace caucus {
namespace {

std::string age_text(std::int64_t days) {
  if (days == 0) return "today";
  return (days < 0 ? "in " : "") + counted(static_cast<std::size_t>(std::abs(days)), "day");
}

// "proposal p1 (mediation_service): accepted by some, 12 days" and, below, its words and who stands
// how.
std::string item_text(const TalksItem& item) {
  std::string text = "  " + words_of(item.kind) + " " + shown(item.name);
  if (!item.who.empty()) text += " (" + shown(item.who) + ")";
  text += ": " + words_of(item.status) + ", " + age_text(item.age) + "\n";
  if (!item.words.empty()) text += wrap(shown(item.words), table_columns, 6) + "\n";
  for (const TalksItem::Standing& standing : item.standings)
    text += "      " + pad_right(shown(standing.who), 22) + " " + words_of(standing.step) +
            (standing.since ? " since " + to_string(standing.since->day()) : "") + "\n";
  return text;
}

std::string part(const std::string& title, const std::vector<TalksItem>& items, bool open) {
  std::string text;
  for (const TalksItem& item : items)
    if (item.open == open) text += item_text(item);
  return text.empty() ? "" : "\n" + title + "\n" + text;
}

std::string summary_text(const Case& c, const TalksSummary& summary, bool all) {
  std::string text = c.title + "\nState of the talks: " + words_of(summary.state);
  if (summary.state_since) text += ", since " + to_string(summary.state_since->day());
  text += "\n";
  if (!summary.state_because.empty())
    text += wrap("because of: " + summary.state_because, table_columns, 2) + "\n";
  text += counted(summary.events, "entry", "entries");
  if (summary.last) text += ", the last of " + to_string(summary.last->day());
  text += "\n" + part("Open", summary.items, true);
  text += part("Deadlines to come", summary.deadlines, true);
  text += part("Steps back", summary.steps_back, true);
  text += part("Expected, and not a change of state", summary.expectations, true);
  if (all)
    text += part("Decided or past", summary.items, false) +
            part("Deadlines past", summary.deadlines, false);
  return text;
}

Exit run_state(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const Case& c = open->desk.the_case();
  const Talks& talks = open->desk.talks();
  if (arguments.words.size() == 1) {
    const TalksSummary summary = summary_of(c, talks, open->now.day());
    console.answer(arguments.has("--json") ? summary_json(c, summary)
                                           : summary_text(c, summary, arguments.has("--all")));
    return Exit::done;
  }
  const std::string& name = arguments.words[1];
  const auto at = event_called(talks, name);
  if (!at) {
    console.note("caucus: nothing is called " + in_quotes(name) +
                 "; `caucus talks timeline CASE` has the names");
    return Exit::no;
  }
  const TalksSummary summary = summary_of(c, talks, open->now.day());
  TalksSummary one = summary;
  std::erase_if(one.items, [&](const TalksItem& item) {
    return item.name != name_of_event(talks.events[*at]);
  });
  if (arguments.has("--json")) {
    console.answer(summary_json(c, one));
    return Exit::done;
  }
  console.answer(shown(name) + ": " + state_of(c, talks, *at, open->now.day()) + "\n");
  console.answer(wrap(shown(event_line(c, talks, talks.effective(*at))), table_columns, 2) + "\n");
  for (const TalksItem& item : one.items)
    console.answer(item_text(item));
  return Exit::done;
}

std::string timeline_text(const std::vector<TimelineLine>& entries) {
  std::string text;
  for (const TimelineLine& entry : entries) {
    text += wrap(shown(entry.line), table_columns, 0) + "\n";
    std::string below = "-> " + entry.outcome + "; " + shown(entry.name) + ", in the caucus of " +
                        shown(entry.compartment);
    if (entry.compartment == own_channel)
      below = "-> " + entry.outcome + "; " + shown(entry.name) + ", the mediator's own";
    if (!entry.noted_by.empty()) below += ", noted by " + shown(entry.noted_by);
    if (entry.moves_back) below += "; a step back";
    if (!entry.corrected_by.empty()) below += "; corrected by " + shown(entry.corrected_by);
    for (const std::string& warning : entry.warnings)
      below += "; warning " + warning;
    text += wrap(below, table_columns, 6) + "\n";
  }
  return text;
}

Exit run_timeline(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  TimelineOptions options;
  if (!date_option(arguments, "--since", console, options.since)) return Exit::usage;
  if (const auto party = arguments.value("--with")) {
    options.with = party_option(open->desk.the_case(), *party, "--with", console);
    if (!options.with) return Exit::usage;
  }
  const auto entries = timeline_of(open->desk, options);
  console.answer(arguments.has("--json") ? timeline_json(open->desk.the_case(), entries)
                                         : timeline_text(entries));
  return Exit::done;
}

}  // namespace

Command talks_state_command() {
  return {"talks state",
          VerbGroup::negotiate,
          "CASE [NAME]",
          "say where the talks stand, what is open, with whom, and for how long",
          "NAME is a label, or @ and an id: only that entry then. Without a vault the case's "
          "talks.talks is read. Ages count from the last word about a thing; no answer is not a "
          "refusal. For the mediator's team alone.",
          talks_options({{"--all", "", "also what is decided, withdrawn or past"}}),
          {{"caucus talks state my-case", "Where do we stand?"},
           {"caucus talks state my-case text --now 2025-06-16", "What became of it, by that day?"}},
          run_state};
}

Command talks_timeline_command() {
  return {"talks timeline",
          VerbGroup::negotiate,
          "CASE",
          "list what happened, in the order in which it was noted",
          "Each entry as a line of a script; below it what it led to, in whose confidence it was "
          "said, and who noted it. For the mediator's team alone.",
          talks_options({{"--since", "DATE", "from that day on, YYYY-MM-DD"},
                         {"--with", "PARTY", "only what that party said, heard or was given"}}),
          {{"caucus talks timeline my-case", "All of it:"},
           {"caucus talks timeline my-case --with union --since 2025-06-01",
            "What passed between us and one party:"}},
          run_timeline};
}

}  // namespace caucus
