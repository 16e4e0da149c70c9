// Random histories of talks: events of every kind, about what is there and what is not, in order
// and out of it. Most can have happened, many cannot. Included by tests and benches only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "caucus/base/random.h"
#include "caucus/talks/apply.h"
#include "caucus/talks/speaker.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus::for_tests {

struct HistoryShape {
  std::size_t events = 60;
  bool corrections = true;
  std::size_t text_bytes = 30;  // about how long texts are
  std::uint64_t step_minutes_max = 400;
};

class RandomHistory {
 public:
  RandomHistory(const Case& c, std::uint64_t seed, HistoryShape shape = {})
      : case_(c), dice_(seed), shape_(shape) {}

  // An event that may come next; `talks` is what there is so far.
  Event next(const Talks& talks) {
    talks_ = &talks;
    Event event;
    for (std::byte& byte : event.id.bytes)
      byte = static_cast<std::byte>(dice_.below(256));
    minutes_ += static_cast<int>(dice_.below(shape_.step_minutes_max));
    event.said = Moment::at(Date::from_days(19'700 + minutes_ / 1440), minutes_ % 1440, 0);
    if (dice_.below(6) == 0) event.said = Moment::of_day(event.said.day());
    if (dice_.below(3) == 0) event.label = "e" + std::to_string(++labels_);
    const auto kind = static_cast<EventKind>(dice_.below(28));
    event.who = dice_.below(12) == 0 ? any_name() : name_for(kind);
    event.body = body(kind);
    if (dice_.below(4) == 0) event.to = {any_name()};
    if (kind == EventKind::shown || kind == EventKind::final_question)
      event.to = dice_.below(2) == 0 ? std::vector<std::string>{"hamas", "israel"}
                                     : std::vector<std::string>{party()};
    const auto* hop = std::get_if<HopEvent>(&event.body);
    if (kind == EventKind::release || (hop && hop->state == HopState::handed)) event.to.clear();
    if (dice_.below(8) == 0) event.channel = dice_.below(2) == 0 ? "doha" : "meetings";
    if (dice_.below(2) == 0)
      event.pass_on = {static_cast<PassOnForm>(dice_.below(5)), {}, std::nullopt, true};
    if (dice_.below(5) == 0) event.sources = {"report_002"};
    if (shape_.corrections && dice_.below(25) == 0) event.corrects = entry();
    return event;
  }

 private:
  std::string party() { return dice_.below(2) == 0 ? "israel" : "hamas"; }
  std::string any_name() { return std::string(names_[dice_.below(names_.size())]); }
  std::string name_for(EventKind kind) {
    switch (kind) {
      case EventKind::proposal:
      case EventKind::draft:
      case EventKind::final_question:
      case EventKind::release:
      case EventKind::talks_state:
      case EventKind::note:
      case EventKind::off_the_record:
      case EventKind::channel:
        return dice_.below(2) == 0 ? "mediator" : "qatar";
      case EventKind::shown:
        return dice_.below(3) == 0 ? party() : "qatar";
      case EventKind::approval:
        return dice_.below(2) == 0 ? "war_cabinet" : "leaders_in_hiding";
      case EventKind::hop:
        return dice_.below(2) == 0 ? "qatar" : "decision_makers_in_gaza";
      default:
        return party();
    }
  }

  std::string text() {
    std::string said;
    const std::size_t bytes = dice_.below(2 * shape_.text_bytes);
    while (said.size() < bytes)
      said += dice_.below(6) == 0 ? ' ' : static_cast<char>('a' + dice_.below(26));
    return said + "x";
  }

  // Mostly an entry that is there, and mostly a recent one.
  EventId entry() {
    const auto& events = talks_->events;
    if (events.empty() || dice_.below(40) == 0) return {};
    const std::size_t reach =
        dice_.below(3) == 0 ? events.size() : std::min<std::size_t>(events.size(), 12);
    return events[events.size() - 1 - dice_.below(reach)].id;
  }
  template <class Lives, class IndexOf>
  EventId one_of(const Lives& lives, IndexOf index_of) {
    if (lives.empty() || dice_.below(10) == 0) return entry();
    const std::size_t reach = std::min<std::size_t>(lives.size(), 5);
    return talks_->events[index_of(lives[lives.size() - 1 - dice_.below(reach)])].id;
  }
  EventId terms_entry() {
    return one_of(talks_->terms, [](const TermsLife& life) { return life.item; });
  }
  EventId draft_entry() {
    return one_of(talks_->text.drafts, [](const DraftLife& life) { return life.event; });
  }
  EventId hop_entry() {
    return one_of(talks_->hops, [](const HopLife& life) { return life.item; });
  }
  std::optional<EventId> maybe(EventId id) {
    return dice_.below(3) == 0 ? std::optional(id) : std::nullopt;
  }
  std::optional<Date> maybe_date() {
    if (dice_.below(3) != 0) return std::nullopt;
    return Date::from_days(19'700 + minutes_ / 1440 + static_cast<int>(dice_.below(9)) - 1);
  }

  PartialPackage terms() {
    PartialPackage package;
    for (IssueId issue : case_.issues.ids())
      if (dice_.below(3) == 0)
        package.terms.push_back(
            {issue, static_cast<OptionIndex>(dice_.below(case_.issues[issue].options.size()))});
    return package;
  }
  Requirement requirement() {
    const IssueId issue(dice_.below(case_.issues.size()));
    const auto& options = case_.issues[issue].options;
    Requirement wanted{{issue, std::nullopt}, {}, std::nullopt, "="};
    for (std::size_t at = 0; at < options.size(); ++at)
      if (wanted.options.empty() || dice_.below(2) == 0) {
        wanted.options.push_back(static_cast<OptionIndex>(at));
        wanted.written += (wanted.options.size() > 1 ? "," : "");
        const bool plain = options[at].id.find(' ') == std::string::npos;
        wanted.written += plain ? options[at].id : "\"" + options[at].id + "\"";
      }
    return wanted;
  }

  EventBody body(EventKind kind) {
    switch (kind) {
      case EventKind::message:
        return MessageEvent{static_cast<MessageKind>(dice_.below(5)),
                            dice_.below(5) == 0,
                            text(),
                            {},
                            {},
                            maybe(entry())};
      case EventKind::offer:
        return OfferEvent{terms(), maybe_date(), "", maybe(terms_entry())};
      case EventKind::proposal:
        return ProposalEvent{dice_.below(6) == 0, terms(), maybe_date(), "", text(),
                             maybe(terms_entry())};
      case EventKind::answer:
        return answer();
      case EventKind::withdraw:
        return WithdrawEvent{entry(), text()};
      case EventKind::position:
        return PositionEvent{requirement(), static_cast<Firmness>(dice_.below(4)), ""};
      case EventKind::line:
        return LineEvent{LineKind::red_line, maybe(entry()), {requirement()}, "", "", Sure::likely};
      case EventKind::precondition:
        return precondition();
      case EventKind::understanding:
        return UnderstandingEvent{text(), {}, {"hamas", "israel"}, terms()};
      case EventKind::read_back:
        return ReadBackEvent{one_of(talks_->understandings,
                                    [](const UnderstandingLife& life) { return life.event; }),
                             dice_.below(2) == 0, text()};
      case EventKind::draft:
        return draft();
      case EventKind::shown:
        return ShownEvent{static_cast<ShownStep>(dice_.below(2)), draft_entry(), false};
      case EventKind::critique:
        return CritiqueEvent{draft_entry(), std::to_string(1 + dice_.below(3)), text(), "",
                             Severity::serious};
      default:
        return later_body(kind);
    }
  }

  EventBody later_body(EventKind kind) {
    switch (kind) {
      case EventKind::final_question:
        return FinalQuestionEvent{draft_entry()};
      case EventKind::final_answer:
        return FinalAnswerEvent{draft_entry(), static_cast<FinalAnswerKind>(dice_.below(3)), ""};
      case EventKind::put_to:
        return PutToEvent{terms_entry(), dice_.below(2) == 0 ? "war_cabinet" : "leaders_in_hiding"};
      case EventKind::approval:
        return ApprovalEvent{terms_entry(), dice_.below(3) != 0, dice_.below(3) == 0 ? text() : ""};
      case EventKind::hop:
        return hop();
      case EventKind::release:
        return ReleaseEvent{
            entry(), {party()}, static_cast<PassOnForm>(dice_.below(4)), false, text()};
      case EventKind::permission:
        return PermissionEvent{entry()};
      case EventKind::deadline:
        return deadline();
      case EventKind::attendance:
        return AttendanceEvent{dice_.below(2) == 0, text(), ""};
      case EventKind::pressure:
        return PressureEvent{party(), std::nullopt, text(), ""};
      case EventKind::talks_state:
        return TalksStateEvent{std::nullopt, static_cast<TalksState>(dice_.below(11)),
                               maybe(entry()), text()};
      case EventKind::expected:
        return ExpectedEvent{text(), std::nullopt, maybe_date()};
      case EventKind::note:
        return NoteEvent{text(), maybe(entry())};
      case EventKind::channel:
        return ChannelEvent{"cairo", dice_.below(2) == 0, ""};
      default:
        return OffTheRecordEvent{};
    }
  }

  HopEvent hop() {
    HopEvent e{hop_entry(), static_cast<HopState>(dice_.below(6)), "", ""};
    if (e.state == HopState::handed) e.to = any_name();
    return e;
  }

  DeadlineEvent deadline() {
    DeadlineEvent e{static_cast<DeadlineStep>(dice_.below(3)), "ramadan", std::nullopt,
                    DeadlineKind::soft};
    if (e.step != DeadlineStep::passed) e.date = Date::from_days(19'800);
    return e;
  }

  AnswerEvent answer() {
    AnswerEvent e;
    e.kind = static_cast<AnswerKind>(dice_.below(5));
    e.to = terms_entry();
    if (e.kind != AnswerKind::accept && e.kind != AnswerKind::no_answer_yet) e.package = terms();
    return e;
  }

  PreconditionEvent precondition() {
    PreconditionEvent e;
    e.step = static_cast<PreconditionStep>(dice_.below(3));
    e.text = text();
    if (e.step != PreconditionStep::set)
      e.which =
          one_of(talks_->preconditions, [](const PreconditionLife& life) { return life.set; });
    return e;
  }

  DraftEvent draft() {
    DraftEvent e;
    if (!talks_->text.drafts.empty() && dice_.below(2) == 0) e.based_on = draft_entry();
    for (std::size_t clause = 1 + dice_.below(3); clause <= 3; ++clause)
      e.clauses.push_back({std::to_string(clause), text(), {}, {}, {}});
    if (!talks_->text.critiques.empty())
      e.clauses.front().meets = {
          one_of(talks_->text.critiques, [](const CritiqueLife& life) { return life.event; })};
    return e;
  }

  const Case& case_;
  std::vector<std::string_view> names_ = speaker_names(case_);
  RandomStream dice_;
  HistoryShape shape_;
  const Talks* talks_ = nullptr;
  int minutes_ = 0;
  int labels_ = 0;
};

// A whole history of accepted events.
inline Talks random_talks(const Case& c, std::uint64_t seed, HistoryShape shape = {}) {
  RandomHistory history(c, seed, shape);
  Talks talks;
  while (talks.events.size() < shape.events) {
    Event event = history.next(talks);
    talks = apply(c, std::move(talks), std::move(event), later()).talks;
  }
  return talks;
}

}  // namespace caucus::for_tests
