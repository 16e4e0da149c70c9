#include "caucus/talks/script_answers.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/drafts_then.h"
#include "caucus/talks/lookups.h"

namespace caucus {
namespace {

std::string day_of(Date day, std::optional<Date> start) {
  if (!start || day < *start) return to_string(day);
  return fmt::format("day {}", day - *start + 1);
}

// What the mediator calls an entry of the record.
std::string called(const Talks& talks, EventIndex at, std::optional<Date> start) {
  const Event& event = talks.events[at];
  if (!event.label.empty()) return event.label;
  return day_of(event.said.day(), start) + " " + talks.effective(at).who;
}

std::string draft_step(const PartyView& view, SeenNumber entry) {
  for (const DraftSeen& draft : view.drafts)
    if (draft.entry == entry) return draft.returned ? "returned" : "shown";
  return "shown";
}

std::string terms_step(const PartyView& view, const TermsSeen& terms) {
  if (terms.withdrawn) return "withdrawn";
  if (terms.replaced_by) return "revised";
  const auto& expires = view.at(terms.entry).date;
  const bool waits = terms.step == PartyStep::put || terms.step == PartyStep::no_answer;
  if (waits && expires && view.day > *expires) return "expired";
  return terms.own ? "offered" : std::string(token(terms.step));
}

// The sources behind a draft's clauses: words the mediator made its own, without saying whose.
LabelledDocument document_of_draft(const Talks& talks, const DraftLife& draft) {
  LabelledDocument document;
  for (const ClauseRef& ref : draft.clauses) {
    const ClauseText& clause = clause_at(talks, ref);
    Label label;
    for (const auto* behind : {&clause.from, &clause.meets})
      for (const EventId& id : *behind)
        if (const auto what = talks.meant(id))
          label.join(Label::of_event(*what, PassOnForm::as_mediator_idea, false));
    document.statements.emplace_back(clause.text, std::move(label));
  }
  return document;
}

}  // namespace

std::optional<LabelledDocument> document_named(const Case& c, const Talks& talks,
                                               std::string_view name) {
  static constexpr std::array<std::string_view, 3> of_everything{"options-note", "zone", "brief"};
  if (std::find(of_everything.begin(), of_everything.end(), name) != of_everything.end()) {
    LabelledDocument document;
    Label label = label_of_all_said(talks);
    document.statements.emplace_back(std::string(name), label.join(label_of_sheets(c)));
    return document;
  }
  const auto named = talks.find_label(name);
  if (!named) return std::nullopt;
  const EventIndex at = talks.meant(talks.events[*named].id).value_or(*named);
  if (const DraftLife* draft = talks.draft_of(at)) return document_of_draft(talks, *draft);
  LabelledDocument document;
  document.statements.emplace_back(std::string(name), label_of_words_now(talks, at));
  return document;
}

std::vector<std::string> view_answer(const Case&, const Talks& talks, const ViewKeeper& keeper,
                                     std::optional<Date> start) {
  const PartyView& view = keeper.view();
  std::vector<std::string> lines;
  for (const Seen& seen : view.entries) {
    const std::string name = called(talks, keeper.source_of(seen.number).source, start);
    if (const TermsSeen* terms = view.terms_of(seen.number))
      lines.push_back(name + ": " + terms_step(view, *terms));
    else if (seen.as == SeenAs::shown)
      lines.push_back(name + ": " + draft_step(view, seen.number));
    else if (seen.as == SeenAs::released)
      lines.push_back(fmt::format("{}: {}", name, token(seen.form)));
    else if (seen.as != SeenAs::own)
      lines.push_back(fmt::format("{}: {}", name, token(seen.as)));
  }
  return lines;
}

std::vector<std::string> leaks_answer(const Case&, const std::vector<Leak>& leaks,
                                      std::optional<Date> start) {
  std::vector<std::string> lines;
  for (const Leak& leak : leaks) {
    std::string line = leak.why == LeakWhy::reading_of_party
                           ? "reading of " + leak.who
                           : day_of(*leak.day, start) + " " + leak.who;
    if (lines.empty() || lines.back() != line) lines.push_back(std::move(line));
  }
  return lines;
}

ScriptAnswers script_answers(std::optional<Date> start) {
  const auto keeper_of = [](const Case& c, const Talks& talks, PartyId party) {
    ViewKeeper keeper(c, party);
    keeper.follow(talks);
    if (!talks.events.empty()) keeper.set_day(talks.events.back().said.day());
    return keeper;
  };
  ScriptAnswers answers;
  answers.view = [=](const Case& c, const Talks& talks, PartyId party) {
    return view_answer(c, talks, keeper_of(c, talks, party), start);
  };
  answers.leaks = [=](const Case& c, const Talks& talks, std::string_view name,
                      PartyId party) -> std::vector<std::string> {
    const auto document = document_named(c, talks, name);
    if (!document) return {fmt::format("no document is called {}", in_quotes(name))};
    const ViewKeeper keeper = keeper_of(c, talks, party);
    return leaks_answer(c, LeakCheck(c, talks, keeper).leaks(*document), start);
  };
  return answers;
}

}  // namespace caucus
