// `caucus talks text`: the single negotiating text, its drafts, and what is objected to in it.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/draft_called.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/pages/desk_pages.h"
#include "caucus/talks/draft_text.h"
#include "caucus/talks/token_words.h"

namespace caucus {
namespace {

// Drafts as places in TextLife::drafts.
struct Wanted {
  std::uint32_t draft = 0;
  std::optional<std::uint32_t> against;
};

class TextReport {
 public:
  TextReport(const Case& c, const Talks& talks, const Wanted& wanted)
      : case_(c), talks_(talks), wanted_(wanted), drafts_(draft_summaries(talks)) {}

  std::string text() const {
    std::string text = case_.title + "\n\nDrafts\n";
    for (const DraftSummary& draft : drafts_)
      text += draft_text(draft);
    text += "\nDraft " + number(wanted_.draft) + "\n";
    for (const DraftClause& clause : clauses_of(case_, talks_, wanted_.draft))
      text += clause_text(clause);
    if (wanted_.against) text += difference_text();
    return text + critiques_text() + balance_text();
  }

 private:
  static std::string number(std::uint32_t draft) { return std::to_string(draft + 1); }
  std::string name(EventIndex event) const { return shown(name_of_event(talks_.events[event])); }
  std::string day(EventIndex event) const { return to_string(talks_.effective(event).said.day()); }

  std::string names(const std::vector<std::uint32_t>& critiques) const {
    std::vector<std::string> names;
    for (const std::uint32_t at : critiques)
      names.push_back(name(talks_.text.critiques[at].event));
    return join_in_words(names);
  }

  // "  2 (t2), 2024-03-11 "outline": clauses 1 and 2 touched" and, below, who has seen it.
  std::string draft_text(const DraftSummary& draft) const {
    std::string text =
        std::to_string(draft.number) + " (" + name(draft.event) + "), " + day(draft.event);
    if (!draft.title.empty()) text += " " + in_quotes(shown(draft.title));
    std::vector<std::string> touched;
    for (const std::string& clause : draft.touched)
      touched.push_back(shown(clause));
    text += touched.empty() ? ": no clause touched"
                            : (touched.size() == 1 ? ": clause " : ": clauses ") +
                                  join_in_words(touched) + (draft.number == 1 ? "" : " touched");
    text = wrap("  " + text, table_columns, 4) + "\n";
    const DraftLife& life = talks_.text.drafts[draft.number - 1];
    for (const PartyId party : case_.parties.ids())
      text += standing_text(case_.parties[party].id, reader_text(life, party));
    for (const BodyLife& body : life.bodies)
      text += standing_text(shown(body.body), body_text(body));
    return text;
  }

  static std::string standing_text(const std::string& who, const std::string& says) {
    return wrap("      " + pad_right(who, 22) + " " + says, table_columns, 8) + "\n";
  }

  std::string reader_text(const DraftLife& life, PartyId party) const {
    const DraftReader* reader = life.reader(party);
    if (reader == nullptr) return "not shown";
    std::string text = "shown " + day(reader->shown);
    if (reader->supervised) text += ", supervised";
    if (reader->returned)
      text += ", returned " + day(*reader->returned);
    else if (reader->supervised)
      text += ", not returned";
    if (std::binary_search(life.final_asked.begin(), life.final_asked.end(), party))
      text += "; asked for a final answer";
    for (const FinalAnswerGiven& given : life.final_answers) {
      if (given.party != party) continue;
      const auto& answer = std::get<FinalAnswerEvent>(talks_.effective(given.answer).body);
      text += "; answered " + words_of(token(answer.kind)) + " " + day(given.answer);
      if (!answer.text.empty()) text += ": " + in_quotes(shown(answer.text));
    }
    return text;
  }

  std::string body_text(const BodyLife& body) const {
    std::string text;
    if (body.put) text = "asked " + day(*body.put);
    if (body.answer)
      text += (text.empty() ? "" : "; ") + words_of(token(body.step)) + " " + day(*body.answer);
    return text;
  }

  std::string clause_text(const DraftClause& clause) const {
    std::string text = wrap("  " + shown(clause.id) + ". " + shown(clause.text), table_columns, 4);
    std::vector<std::string> behind;
    for (const EventIndex event : clause.behind)
      behind.push_back(name(event));
    std::string below;
    const auto add = [&](const std::string& says, const std::string& of) {
      if (!of.empty()) below += (below.empty() ? "" : "; ") + says + " " + of;
    };
    add("rests on", join_in_words(behind));
    add("meets", names(clause.met));
    add("not met:", names(clause.open));
    if (!below.empty()) text += "\n" + wrap("      " + below, table_columns, 6);
    return text + "\n";
  }

  // Words that went as -these-, words that came as +these+.
  std::string difference_text() const {
    std::string text =
        "\nFrom draft " + number(*wanted_.against) + " to draft " + number(wanted_.draft) + "\n";
    bool same = true;
    for (const ClauseDifference& clause : difference(talks_, *wanted_.against, wanted_.draft)) {
      if (clause.change == ClauseChange::same) continue;
      same = false;
      std::string says;
      for (const WordChange& words : clause.words) {
        const std::string mark = words.change == ClauseChange::added     ? "+"
                                 : words.change == ClauseChange::removed ? "-"
                                                                         : "";
        says += (says.empty() ? "" : " ") + mark + shown(std::string(trimmed(words.text))) + mark;
      }
      text += wrap("  " + shown(clause.id) + " " + std::string(token(clause.change)) + ": " + says,
                   table_columns, 4) +
              "\n";
    }
    return same ? text + "  nothing differs\n" : text;
  }

  std::string critiques_text() const {
    std::string text = "\nCritiques\n";
    for (const CritiqueLife& life : talks_.text.critiques) {
      const auto& said = std::get<CritiqueEvent>(talks_.effective(life.event).body);
      std::string says = name(life.event) + ", " + case_.parties[life.by].id + ", draft " +
                         number(life.draft) + " clause " + shown(life.clause) + ", " +
                         std::string(token(said.severity)) + ": " + in_quotes(shown(said.concern));
      if (!said.interest.empty()) says += ", because " + in_quotes(shown(said.interest));
      says += life.withdrawn ? "; withdrawn"
              : life.met_by  ? "; met by draft " + number(*life.met_by)
                             : "; open";
      text += wrap("  " + says, table_columns, 6) + "\n";
    }
    return talks_.text.critiques.empty() ? text + "  none is recorded\n" : text;
  }

  std::string balance_text() const {
    const auto& balance = drafts_[wanted_.draft].balance;
    if (balance.empty()) return "";
    std::vector<std::vector<std::string>> rows{{"party", "made", "met", "withdrawn", "open"}};
    for (const CritiqueBalance& each : balance)
      rows.push_back({case_.parties[each.party].id, std::to_string(each.made),
                      std::to_string(each.met), std::to_string(each.withdrawn),
                      std::to_string(each.open)});
    return "\nCritiques up to draft " + number(wanted_.draft) + ", per party\n" + table(rows);
  }

  const Case& case_;
  const Talks& talks_;
  const Wanted wanted_;
  const std::vector<DraftSummary> drafts_;
};

// What `--draft` and `--against` name; nothing after a complaint.
std::optional<Wanted> wanted_of(const Arguments& arguments, const Talks& talks,
                                const Console& console) {
  Wanted wanted{static_cast<std::uint32_t>(talks.text.drafts.size()) - 1, std::nullopt};
  for (const std::string_view option : {"--draft", "--against"}) {
    const auto name = arguments.value(option);
    if (!name) continue;
    const auto found = draft_called(talks, *name);
    if (!found) {
      console.note("caucus: " + no_draft_called(talks, *name));
      return std::nullopt;
    }
    if (option == "--draft")
      wanted.draft = *found;
    else
      wanted.against = *found;
  }
  return wanted;
}

// The desk's own page of the same.
std::string page_json(OpenTalks open, const Wanted& wanted, const Console& console) {
  std::string address = "/text.json?draft=" + std::to_string(wanted.draft + 1);
  if (wanted.against) address += "&against=" + std::to_string(*wanted.against + 1);
  const Moment now = open.now;
  return readable(Desk(std::move(open.desk), {console.version(), now, {}}).page(address, now));
}

Exit run_text(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  const Talks& talks = open->desk.talks();
  if (talks.text.drafts.empty()) {
    console.note("caucus: no draft is recorded in the talks of this case");
    return Exit::no;
  }
  const auto wanted = wanted_of(arguments, talks, console);
  if (!wanted) return Exit::no;
  console.answer(arguments.has("--json")
                     ? page_json(*std::move(open), *wanted, console)
                     : TextReport(open->desk.the_case(), talks, *wanted).text());
  return Exit::done;
}

}  // namespace

Command talks_text_command() {
  return {"talks text",
          VerbGroup::negotiate,
          "CASE",
          "show the single text: clauses, who saw which draft, critiques met and open",
          "Brackets hold wording that is not agreed, <issue> a blank. NAME is a label or a number. "
          "With --against, words that went stand as -these-, words that came as +these+. There is "
          "no share of clauses accepted: nobody accepts a clause before the end. --json prints the "
          "desk's page of the text. For the mediator's team alone.",
          talks_options({{"--draft", "NAME", "which draft (default: the last)"},
                         {"--against", "NAME", "what changed since that draft"}}),
          {{"caucus talks text my-case --now 2025-06-16", "What does the text say?"},
           {"caucus talks text my-case --draft 2 --against 1 --now 2025-06-16",
            "What changed between two drafts?"}},
          run_text};
}

}  // namespace caucus
