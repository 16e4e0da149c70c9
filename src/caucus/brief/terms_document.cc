// `term-sheet-by-phase`: what is settled in each phase, on which conditions, by when, what is open.
#include <algorithm>
#include <map>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"
#include "caucus/model/words.h"
#include "caucus/talks/apply.h"

namespace caucus {
namespace {

const std::string whole(FactBook::whole);

std::string anchor_of(std::size_t at) {
  return "phase-" + std::string(at + 1, 'i');
}

// What the terms say on the issue; empty where they leave it open.
std::string settled(const Case& c, const PartialPackage& terms, IssueId issue) {
  for (const Term& term : terms.terms)
    if (term.issue == issue) return option_in_words(c, issue, term.option);
  return "";
}

bool is_of(const Case& c, IssueId issue, std::optional<PhaseId> phase) {
  return c.issues[issue].phase == phase;
}

// ---- for the team

class TermSheet {
 public:
  explicit TermSheet(const DocumentInputs& inputs) : inputs_(inputs), facts_(book_of(inputs)) {}

  Document write() && {
    choose();
    asked();
    Document made = team_document(inputs_, "Term sheet by phase");
    made.front.push_back(paragraph_of(front()));
    const PhasesSection phases = phases_section({inputs_.of, facts_});
    for (const PhaseRow& row : phases.rows)
      made.sections.push_back(section(row, made.sections.size()));
    PageSection rest{
        anchor_of(made.sections.size()), phases.rows.empty() ? "Terms" : "Not of one phase", {}};
    add_table(rest, rest.title, std::nullopt);
    if (!rest.blocks.empty()) made.sections.push_back(std::move(rest));
    if (phases.picture)
      made.sections.push_back(
          {"picture",
           "The phases as a picture",
           {{PagePicture{phases_svg(*phases.picture), phases.picture->words.title, {}}}}});
    made.calendar = calendar_of(inputs_);
    return with_facts(std::move(made), facts_);
  }

 private:
  // The terms asked for, else the last that are still on the table.
  void choose() {
    terms_ = inputs_.terms;
    if (terms_ || inputs_.talks == nullptr) return;
    const Talks& talks = *inputs_.talks;
    for (auto life = talks.terms.rbegin(); life != talks.terms.rend() && !terms_; ++life)
      if (!life->withdrawn && !life->revised_by) terms_ = life->item;
  }

  // What the parties ask for now, by issue.
  void asked() {
    const PositionsSection positions = positions_section({inputs_.of, facts_});
    for (const PositionRow& row : positions.rows)
      for (std::size_t at = 0; at < row.cells.size(); ++at)
        for (const HeldPosition& held : row.cells[at].held) {
          const std::string who = held.who.empty() ? positions.parties[at] : held.who;
          asked_[row.issue.facts.front()].push_back(
              {who + ":", {held.wants.text, held.wants.facts}, Tone::plain});
        }
  }

  std::vector<Sentence> front() const {
    if (!terms_)
      return {{"No terms are on the table, as far as recorded; every issue is open.", {whole}}};
    const Talks& talks = *inputs_.talks;
    const std::string fact = event_fact(talks, *terms_);
    std::vector<Sentence> says{{as_sentence("as put in " + called_in_words(talks, *terms_) + ", " +
                                            date_in_words(talks.effective(*terms_).said.day())),
                                {fact}}};
    if (const TermsLife* life = talks.life_of(*terms_); life && inputs_.day)
      says.push_back(
          {as_sentence("where they stand: " +
                       words_of(token(status_of(inputs_.of, talks, *life, *inputs_.day)))),
           {fact}});
    return says;
  }

  PageSection section(const PhaseRow& row, std::size_t at) const {
    PageSection made{anchor_of(at), as_sentence(row.name.text), {}};
    made.title.pop_back();
    made.blocks.push_back(paragraph_of({row.lasts}));
    add_table(made, made.title, row.phase);
    const auto add = [&](const std::string& heading, const std::vector<Sentence>& says) {
      if (says.empty()) return;
      made.blocks.push_back({PageHeading{heading}});
      made.blocks.push_back(list_of(says));
    };
    add("What must hold before it", row.conditions);
    add("Deadlines", row.deadlines);
    return made;
  }

  void add_table(PageSection& made, const std::string& caption,
                 std::optional<PhaseId> phase) const {
    PageTable table{caption, {"Issue", "As put", "What is asked for"}, {}, {30, 28, 42}};
    for (const IssueId issue : inputs_.of.issues.ids()) {
      if (!is_of(inputs_.of, issue, phase)) continue;
      const std::string fact = facts_.of(issue);
      const std::string as_put =
          terms_ ? settled(inputs_.of, terms_of(inputs_.talks->effective(*terms_)), issue) : "";
      const auto wants = asked_.find(fact);
      table.rows.push_back({{{"", {as_sentence(inputs_.of.issues[issue].name), {fact}}}},
                            as_put.empty()
                                ? PageCell{{"open", {}, Tone::quiet}}
                                : PageCell{{"", {as_put, {event_fact(*inputs_.talks, *terms_)}}}},
                            wants == asked_.end() ? PageCell{{"nothing recorded", {}, Tone::quiet}}
                                                  : wants->second});
    }
    for (auto& row : table.rows)
      if (std::string& name = row.front().front().says.text; name.ends_with('.')) name.pop_back();
    if (!table.rows.empty()) made.blocks.push_back({std::move(table)});
  }

  const DocumentInputs& inputs_;
  const FactBook facts_;
  std::optional<EventIndex> terms_;
  std::map<std::string, PageCell> asked_;  // by the fact of the issue
};

// ---- for a party

// The terms that are for the party: those asked for, as it saw them, or the last before it.
struct Before {
  std::optional<SeenNumber> entry;
  bool own = false;  // put by the party itself
  Label label;
};
Before terms_before(const DocumentInputs& inputs) {
  const ViewKeeper& keeper = *inputs.keeper;
  Before before;
  for (const TermsSeen& seen : keeper.view().terms) {
    const bool asked = inputs.terms && keeper.source_of(seen.entry).source == *inputs.terms;
    const bool live = !inputs.terms && !seen.withdrawn && !seen.replaced_by;
    if (!asked && !live) continue;
    before.entry = seen.entry;
    before.own = seen.own;
  }
  if (before.entry)
    before.label = label_of_seen(keeper, *before.entry);
  else if (inputs.terms)
    before.label = Label::of_event(*inputs.terms);  // the check says that it was not shown
  return before;
}

// Facts of the frame that everybody knows, without place and remark.
void add_frame_facts(Document& made, const Case& c) {
  const auto add = [&](const std::string& id, const std::string& says) {
    made.facts.push_back({id, "What is to be settled", as_sentence(says), "known to all", {}, ""});
  };
  add("case", c.title);
  for (const Phase& phase : c.phases)
    add("phase." + phase.id, "Phase: " + phase.name);
  for (const Issue& issue : c.issues)
    add("issue." + issue.id, issue.name);
}

void add_phase(Document& made, const DocumentInputs& inputs, std::optional<PhaseId> phase,
               const Before& before) {
  const Case& c = inputs.of;
  const auto& entry = before.entry;
  std::string title = c.phases.empty() ? "Terms" : "Not of one phase";
  PageSection section{anchor_of(made.sections.size()), title, {}};
  if (phase) {
    const Phase& one = c.phases[*phase];
    const std::string fact = "phase." + one.id;
    section.title = as_sentence(one.name);
    section.title.pop_back();
    std::vector<Sentence> says{{as_sentence(one.lasts ? "lasts " + duration_in_words(*one.lasts)
                                                      : std::string("how long it lasts is open")),
                                {fact}}};
    for (const std::string& condition : one.conditions)
      says.push_back({as_sentence("before it: " + small_first(condition)), {fact}});
    section.blocks.push_back(paragraph_of(says));
  }
  PageTable table{section.title, {"Issue", before.own ? "As you offered" : "As put"}, {}, {45, 55}};
  for (const IssueId issue : c.issues.ids()) {
    if (!is_of(c, issue, phase)) continue;
    const std::string as_put =
        entry ? settled(c, inputs.keeper->view().at(*entry).terms, issue) : "";
    table.rows.push_back({{{"", {c.issues[issue].name, {"issue." + c.issues[issue].id}}}},
                          as_put.empty() ? PageCell{{"open", {}, Tone::quiet}}
                                         : PageCell{{"", {as_put, {seen_fact(*entry)}}}}});
  }
  if (table.rows.empty()) return;
  section.blocks.push_back({std::move(table)});
  made.sections.push_back(std::move(section));
}

// Deadlines that the party knows.
void add_deadlines(Document& made, const DocumentInputs& inputs) {
  std::vector<Sentence> says;
  for (const DeadlineSeen& seen : inputs.keeper->view().deadlines) {
    if (!seen.date || seen.passed) continue;
    const std::string name = inputs.of.name_of(seen.id);
    says.push_back({as_sentence(name + ": " + date_in_words(*seen.date)),
                    {seen.heard ? seen_fact(*seen.heard) : "case"}});
    made.calendar.push_back(
        {"deadline." + seen.id, *seen.date, name, std::string(token(seen.kind)) + " deadline"});
  }
  std::stable_sort(made.calendar.begin(), made.calendar.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
  if (!says.empty()) made.sections.push_back({"deadlines", "Deadlines", {list_of(says)}});
}

Label label_of_deadlines(const ViewKeeper& keeper) {
  Label label;
  for (const DeadlineSeen& seen : keeper.view().deadlines)
    if (seen.heard) label.join(label_of_seen(keeper, *seen.heard));
  return label;
}

}  // namespace

Document term_sheet(const DocumentInputs& inputs) {
  return TermSheet(inputs).write();
}

Labelled<Document> term_sheet_for(const DocumentInputs& inputs) {
  CAUCUS_ASSERT(inputs.talks && inputs.keeper, "a term sheet is for a party of the talks");
  const Before before = terms_before(inputs);
  Document made = party_document(inputs, "Term sheet by phase");
  add_frame_facts(made, inputs.of);
  for (Fact& fact : facts_of_view(inputs.of, inputs.keeper->view()))
    made.facts.push_back(std::move(fact));
  made.front.push_back(paragraph_of(
      {before.entry ? Sentence{as_sentence((before.own ? "the terms you offered on "
                                                       : "the terms before you since ") +
                                           date_in_words(
                                               inputs.keeper->view().at(*before.entry).when.day())),
                               {seen_fact(*before.entry)}}
                    : Sentence{"No terms are before you, as far as recorded; every issue is open.",
                               {"case"}}}));
  std::vector<std::optional<PhaseId>> phases;
  for (const PhaseId phase : inputs.of.phases.ids())
    phases.emplace_back(phase);
  phases.emplace_back(std::nullopt);
  for (const auto& phase : phases)
    add_phase(made, inputs, phase, before);
  add_deadlines(made, inputs);
  keep_cited_facts(made);
  Label label = before.label;
  return {std::move(made), label.join(label_of_deadlines(*inputs.keeper))};
}

}  // namespace caucus
