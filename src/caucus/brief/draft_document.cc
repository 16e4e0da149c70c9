// `draft`: the single negotiating text, clean, with its brackets, or against an earlier draft.
#include <algorithm>
#include <numeric>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/draft_name.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"
#include "caucus/talks/draft_text.h"
#include "caucus/talks/lookups.h"

namespace caucus {
namespace {

// One clause with the facts that stand behind it, and where it differs from an earlier draft.
struct Wording {
  std::string id;
  std::string text;
  std::vector<std::string> facts;
  ClauseChange change = ClauseChange::same;
  std::vector<WordChange> words;  // of a changed one
};

const std::string blank = "\u2026\u2026\u2026\u2026";

// The clause in one form; what is not agreed is a blank, or stands in brackets with whose it is.
std::string in_form(const Case& c, std::string_view text, DraftForm form) {
  std::string says;
  for (const ClausePiece& piece : pieces_of(c, text)) {
    says += piece.text;
    if (piece.blank)
      says += form == DraftForm::clean ? blank : "[" + c.issues[*piece.blank].name + "]";
    if (piece.bracket.empty()) continue;
    if (form == DraftForm::clean) {
      says += blank;
      continue;
    }
    std::string inside;
    for (const BracketOption& option : piece.bracket)
      inside += (inside.empty() ? "" : " | ") +
                (option.party.empty() ? "" : c.name_of(option.party) + ": ") +
                (option.text.empty() ? "no words" : option.text);
    says += "[" + inside + "]";
  }
  return says;
}

PageBlock paragraph(const Case& c, const Wording& clause, DraftForm form) {
  PageParagraph one;
  const std::string number = clause.id + ".";
  if (form != DraftForm::redline || clause.change == ClauseChange::same) {
    const DraftForm shown = form == DraftForm::redline ? DraftForm::bracketed : form;
    one.entries = {{number, {in_form(c, clause.text, shown), clause.facts}}};
    return {one};
  }
  if (clause.change != ClauseChange::changed) {
    const Tone tone = clause.change == ClauseChange::added ? Tone::added : Tone::removed;
    one.entries = {{number, {in_form(c, clause.text, DraftForm::bracketed), clause.facts}, tone}};
    return {one};
  }
  one.entries.push_back({number, {}});
  for (const WordChange& words : clause.words) {
    const Tone tone = words.change == ClauseChange::added     ? Tone::added
                      : words.change == ClauseChange::removed ? Tone::removed
                                                              : Tone::plain;
    one.entries.push_back({"", {std::string(trimmed(words.text)), {}}, tone});
  }
  // Once for the clause: between the words the numbers of facts would be read as part of them.
  one.entries.back().says.facts = clause.facts;
  return {one};
}

// What changed from one list of clauses to another, in the words in which they are shown.
std::vector<Wording> redlined(const Case& c, const std::vector<Wording>& before,
                              const std::vector<Wording>& now) {
  const auto in_brackets = [&](const std::vector<Wording>& clauses) {
    std::vector<std::string> all;
    for (const Wording& clause : clauses)
      all.push_back(in_form(c, clause.text, DraftForm::bracketed));
    return all;
  };
  const std::vector<std::string> earlier = in_brackets(before);
  const std::vector<std::string> later = in_brackets(now);
  const auto words = [](const std::vector<Wording>& clauses, const std::vector<std::string>& said) {
    std::vector<ClauseWords> all;
    for (std::size_t at = 0; at < clauses.size(); ++at)
      all.push_back({clauses[at].id, said[at]});
    return all;
  };
  std::vector<Wording> all;
  for (const ClauseDifference& one : difference(words(before, earlier), words(now, later))) {
    const auto find = [&](const std::vector<Wording>& in) {
      return std::find_if(in.begin(), in.end(), [&](const Wording& w) { return w.id == one.id; });
    };
    const auto& from = one.change == ClauseChange::removed ? before : now;
    Wording clause = *find(from);
    clause.change = one.change;
    clause.words = one.words;
    all.push_back(std::move(clause));
  }
  return all;
}

void add_text(Document& made, const Case& c, const std::vector<Wording>& clauses, DraftForm form) {
  PageSection text{"text", "The text", {}};
  for (const Wording& clause : clauses)
    text.blocks.push_back(paragraph(c, clause, form));
  if (!clauses.empty()) made.sections.push_back(std::move(text));
}

Sentence form_in_words(DraftForm form, const std::string& against, const std::string& fact) {
  if (form == DraftForm::clean)
    return {"Clean: what is not agreed is left blank. Nobody is asked for a yes to a part of it.",
            {fact}};
  if (form == DraftForm::bracketed)
    return {
        "With brackets: in each stands what is not agreed, with whose wording it is where that "
        "is said, and the issue that a blank is about.",
        {fact}};
  return {as_sentence("against " + against + ": what came is marked, what went is struck out"),
          {fact}};
}

// ---- for the team

std::vector<Wording> wordings(const DocumentInputs& inputs, std::uint32_t draft) {
  const Talks& talks = *inputs.talks;
  std::vector<Wording> all;
  for (const DraftClause& clause : clauses_of(inputs.of, talks, draft)) {
    Wording one{clause.id, clause.text, {event_fact(talks, clause.where.draft)}, {}, {}};
    for (const EventIndex behind : clause.behind)
      one.facts.push_back(event_fact(talks, behind));
    for (const auto* critiques : {&clause.met, &clause.open})
      for (const std::uint32_t critique : *critiques)
        one.facts.push_back(event_fact(talks, talks.text.critiques[critique].event));
    all.push_back(std::move(one));
  }
  return all;
}

// Who has seen the draft, and what is objected to in it.
void add_readers(Document& made, const DocumentInputs& inputs, std::uint32_t draft) {
  const Talks& talks = *inputs.talks;
  std::vector<Sentence> says;
  for (const DraftReader& reader : talks.text.drafts[draft].readers) {
    std::vector<std::string> facts{event_fact(talks, reader.shown)};
    std::string text = inputs.of.parties[reader.party].name + " has seen it on " +
                       date_in_words(talks.effective(reader.shown).said.day());
    if (reader.supervised) text += ", in the mediator\u2019s presence";
    if (reader.returned) {
      text += ", and given it back";
      facts.push_back(event_fact(talks, *reader.returned));
    }
    says.push_back({as_sentence(text), std::move(facts)});
  }
  if (says.empty())
    says.push_back({"Nobody has seen it, as far as recorded.",
                    {event_fact(talks, talks.text.drafts[draft].event)}});
  made.sections.push_back({"readers", "Who has seen it", {list_of(says)}});
  says.clear();
  for (const CritiqueLife& critique : talks.text.critiques)
    if (critique.open())
      says.push_back({as_sentence(event_in_words(inputs.of, talks, critique.event)),
                      {event_fact(talks, critique.event)}});
  if (!says.empty())
    made.sections.push_back({"open", "Critiques that no draft meets", {list_of(says)}});
}

// ---- for a party

// The draft as the party has it; null where it was not shown, or given back.
const DraftSeen* seen_draft(const DocumentInputs& inputs, std::uint32_t draft) {
  const EventIndex event = inputs.talks->text.drafts[draft].event;
  const DraftSeen* found = nullptr;
  for (const DraftSeen& one : inputs.keeper->view().drafts) {
    const SeenSource behind = inputs.keeper->source_of(one.entry);
    if (behind.source == event && !(one.supervised && one.returned)) found = &one;
  }
  return found;
}

std::vector<Wording> wordings(const DraftSeen& draft) {
  std::vector<Wording> all;
  for (const ClauseSeen& clause : draft.clauses)
    all.push_back({clause.id, clause.text, {seen_fact(draft.entry)}, {}, {}});
  return all;
}

// A draft that the party has not been shown: its words, and all that stands behind them, so that
// the check can say what would be given away.
Label label_of_unseen(const DocumentInputs& inputs, std::uint32_t draft) {
  Label label = Label::of_event(inputs.talks->text.drafts[draft].event);
  for (const DraftClause& clause : clauses_of(inputs.of, *inputs.talks, draft)) {
    for (const EventIndex behind : clause.behind)
      label.join(Label::of_event(behind, PassOnForm::as_mediator_idea, false));
    for (const std::uint32_t met : clause.met)
      label.join(Label::of_event(inputs.talks->text.critiques[met].event,
                                 PassOnForm::as_mediator_idea, false));
  }
  return label;
}

Label label_of_draft(const DocumentInputs& inputs, std::uint32_t draft) {
  const DraftSeen* seen = seen_draft(inputs, draft);
  return seen ? label_of_seen(*inputs.keeper, seen->entry) : label_of_unseen(inputs, draft);
}

// Places of the drafts that the reader has, in the order in which it came to have them: for the
// team as they were written, for a party as it was shown them.
std::vector<std::uint32_t> drafts_had(const DocumentInputs& inputs) {
  std::vector<std::uint32_t> had;
  const std::vector<DraftLife>& drafts = inputs.talks->text.drafts;
  if (inputs.keeper == nullptr) {
    had.resize(drafts.size());
    std::iota(had.begin(), had.end(), std::uint32_t{0});
    return had;
  }
  for (const DraftSeen& one : inputs.keeper->view().drafts) {
    if (one.supervised && one.returned) continue;
    const DraftLife* life = inputs.talks->draft_of(inputs.keeper->source_of(one.entry).source);
    had.push_back(static_cast<std::uint32_t>(life - drafts.data()));
  }
  return had;
}

// The draft before it that the redline is against: for a party the one that it was shown before.
std::optional<std::uint32_t> earlier_of(const DocumentInputs& inputs, std::uint32_t draft) {
  if (inputs.against) return inputs.against;
  const std::vector<std::uint32_t> had = drafts_had(inputs);
  auto at = std::find(had.rbegin(), had.rend(), draft);
  while (at != had.rend() && *at == draft)
    ++at;
  return at == had.rend() ? std::nullopt : std::optional(*at);
}

Document party_text(const DocumentInputs& inputs, std::uint32_t draft,
                    std::optional<std::uint32_t> earlier) {
  Document made = party_document(inputs, "Draft");
  const DraftSeen* seen = seen_draft(inputs, draft);
  if (seen == nullptr) return made;  // never passes the check: the label says so
  made.facts = facts_of_view(inputs.of, inputs.keeper->view());
  const std::string fact = seen_fact(seen->entry);
  const DraftSeen* before = earlier ? seen_draft(inputs, *earlier) : nullptr;
  const bool redline = inputs.form == DraftForm::redline && before != nullptr;
  const DraftForm form =
      inputs.form == DraftForm::redline && !redline ? DraftForm::bracketed : inputs.form;
  made.front.push_back(paragraph_of(
      {{as_sentence("draft " + std::to_string(seen->number) + " of those shown to you" +
                    (seen->title.empty() ? "" : ": " + shown(seen->title))),
        {fact}},
       form_in_words(form, before ? "draft " + std::to_string(before->number) : "", fact)}));
  add_text(made, inputs.of,
           redline ? redlined(inputs.of, wordings(*before), wordings(*seen)) : wordings(*seen),
           form);
  keep_cited_facts(made);
  return made;
}

}  // namespace

std::string name_of_draft(const Talks& talks, std::uint32_t draft) {
  const EventIndex event = talks.text.drafts[draft].event;
  const std::string& title = std::get<DraftEvent>(talks.effective(event).body).title;
  return "draft " + std::to_string(draft + 1) + (title.empty() ? "" : " (" + shown(title) + ")");
}

std::optional<std::uint32_t> draft_meant(const DocumentInputs& inputs) {
  if (inputs.draft) return inputs.draft;
  if (inputs.talks == nullptr) return std::nullopt;
  const std::vector<std::uint32_t> had = drafts_had(inputs);
  return had.empty() ? std::nullopt : std::optional(had.back());
}

Document draft_document(const DocumentInputs& inputs) {
  const auto draft = draft_meant(inputs);
  CAUCUS_ASSERT(draft, "there is a draft to print");
  const Talks& talks = *inputs.talks;
  const FactBook facts = book_of(inputs);
  const auto earlier = earlier_of(inputs, *draft);
  const bool redline = inputs.form == DraftForm::redline && earlier;
  const DraftForm form =
      inputs.form == DraftForm::redline && !redline ? DraftForm::bracketed : inputs.form;
  const std::string name = name_of_draft(talks, *draft);
  const std::string fact = event_fact(talks, talks.text.drafts[*draft].event);
  Document made = team_document(inputs, "Draft");
  made.front.push_back(paragraph_of(
      {{as_sentence(name + ", " +
                    date_in_words(talks.effective(talks.text.drafts[*draft].event).said.day())),
        {fact}},
       form_in_words(form, redline ? name_of_draft(talks, *earlier) : "", fact)}));
  add_text(made, inputs.of,
           redline ? redlined(inputs.of, wordings(inputs, *earlier), wordings(inputs, *draft))
                   : wordings(inputs, *draft),
           form);
  add_readers(made, inputs, *draft);
  return with_facts(std::move(made), facts);
}

Labelled<Document> draft_document_for(const DocumentInputs& inputs) {
  const auto draft = draft_meant(inputs);
  CAUCUS_ASSERT(draft && inputs.keeper, "there is a draft to print, and a reader");
  const auto earlier = earlier_of(inputs, *draft);
  Label label = label_of_draft(inputs, *draft);
  if (earlier && inputs.form == DraftForm::redline) label.join(label_of_draft(inputs, *earlier));
  return {party_text(inputs, *draft, earlier), std::move(label)};
}

}  // namespace caucus
