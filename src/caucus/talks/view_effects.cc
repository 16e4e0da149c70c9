#include "caucus/talks/view_effects.h"

#include <algorithm>

namespace caucus {
namespace {

PartyStep step_of(std::string_view word) {
  if (word == token(AnswerKind::accept)) return PartyStep::accepted;
  if (word == token(AnswerKind::conditional_accept)) return PartyStep::accepted_if;
  if (word == token(AnswerKind::reject)) return PartyStep::refused;
  if (word == token(AnswerKind::counter)) return PartyStep::countered;
  return PartyStep::no_answer;
}

// The last entry and what it does; each function is for one kind.
class Effect {
 public:
  explicit Effect(PartyView& view) : view_(view), seen_(view.entries.back()) {}

  void take() {
    switch (seen_.kind) {
      case EventKind::offer:
      case EventKind::proposal:
        return begin_terms();
      case EventKind::answer:
        return answer();
      case EventKind::withdraw:
        return withdraw();
      case EventKind::put_to:
        return body(BodyStep::put, seen_.name);
      case EventKind::approval:
        return approval();
      case EventKind::permission:
        return permission();
      case EventKind::shown:
        return returned();
      case EventKind::critique:
        if (DraftSeen* draft = own_draft()) draft->critiques.push_back(seen_.number);
        return;
      case EventKind::final_question:
        if (DraftSeen* draft = draft_about()) draft->final_question = seen_.number;
        return;
      case EventKind::final_answer:
        if (DraftSeen* draft = own_draft()) draft->final_answer = seen_.number;
        return;
      case EventKind::deadline:
        return deadline();
      case EventKind::talks_state:
        view_.state = seen_.number;
        return;
      default:
        return;
    }
  }

 private:
  bool own() const { return seen_.as == SeenAs::own; }

  TermsSeen* terms_of(SeenNumber entry) {
    const TermsSeen* found = view_.terms_of(entry);
    return found ? view_.terms.data() + (found - view_.terms.data()) : nullptr;
  }
  TermsSeen* terms_about() { return seen_.about.empty() ? nullptr : terms_of(seen_.about.front()); }
  DraftSeen* draft_about() {
    return seen_.about.empty() ? nullptr : draft_shown_by(view_, seen_.about.front());
  }
  DraftSeen* own_draft() { return own() ? draft_about() : nullptr; }

  void begin_terms() {
    if (TermsSeen* earlier = terms_about()) earlier->replaced_by = seen_.number;
    add_terms();
  }

  void add_terms() {
    TermsSeen terms;
    terms.entry = seen_.number;
    terms.own = own();
    view_.terms.push_back(std::move(terms));
  }

  void answer() {
    if (TermsSeen* terms = terms_about()) {
      if (own()) {
        terms->step = step_of(seen_.word);
        terms->answer = seen_.number;
      } else {
        terms->others.push_back(seen_.number);
      }
    }
    if (seen_.word == token(AnswerKind::counter)) add_terms();
  }

  void withdraw() {
    if (seen_.about.empty()) return;
    const SeenNumber what = seen_.about.front();
    view_.entries[what - 1].withdrawn = seen_.number;
    if (TermsSeen* terms = terms_about()) terms->withdrawn = seen_.number;
    const Seen& taken_back = view_.at(what);
    if (taken_back.kind != EventKind::answer || taken_back.about.empty() || !own()) return;
    TermsSeen* answered = terms_of(taken_back.about.front());
    if (!answered || answered->answer != what) return;
    answered->step = PartyStep::put;
    answered->answer = std::nullopt;
  }

  void approval() {
    if (seen_.word != "consents") return body(BodyStep::refuses, seen_.who);
    body(seen_.text.empty() ? BodyStep::consents : BodyStep::consents_if, seen_.who);
  }

  void body(BodyStep step, const std::string& name) {
    TermsSeen* terms = own() ? terms_about() : nullptr;
    if (!terms) return;
    auto at = std::find_if(terms->bodies.begin(), terms->bodies.end(),
                           [&](const BodySeen& each) { return each.body == name; });
    if (at == terms->bodies.end()) at = terms->bodies.insert(at, BodySeen{name, step, 0});
    at->step = step;
    at->entry = seen_.number;
  }

  // The permission that stands on the earlier words is the one given last.
  void permission() {
    if (own() && !seen_.about.empty())
      view_.entries[seen_.about.front() - 1].permission = seen_.permission;
  }

  void returned() {
    DraftSeen* draft = own_draft();
    if (!draft || seen_.word != token(ShownStep::returned)) return;
    draft->returned = seen_.number;
    if (!draft->supervised) return;
    draft->title.clear();
    draft->clauses.clear();
  }

  void deadline() {
    auto at = std::find_if(view_.deadlines.begin(), view_.deadlines.end(),
                           [&](const DeadlineSeen& each) { return each.id == seen_.name; });
    if (at == view_.deadlines.end()) {
      DeadlineSeen heard;
      heard.id = seen_.name;
      at = view_.deadlines.insert(at, heard);
    }
    at->heard = seen_.number;
    if (seen_.date) at->date = seen_.date;
    if (seen_.word == token(DeadlineStep::set))
      at->kind = seen_.more == token(DeadlineKind::hard) ? DeadlineKind::hard : DeadlineKind::soft;
    at->passed = seen_.word == token(DeadlineStep::passed) ? at->heard : std::nullopt;
  }

  PartyView& view_;
  const Seen& seen_;
};

}  // namespace

void take_effect(PartyView& view) {
  Effect(view).take();
}

DraftSeen* draft_shown_by(PartyView& view, SeenNumber entry) {
  const auto found = std::lower_bound(
      view.drafts.begin(), view.drafts.end(), entry,
      [](const DraftSeen& draft, SeenNumber number) { return draft.entry < number; });
  return found != view.drafts.end() && found->entry == entry ? &*found : nullptr;
}

}  // namespace caucus
