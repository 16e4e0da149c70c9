// The snake_case words of the events, and what every event holds that is not its own: texts and
// references.
#include "caucus/talks/event.h"

#include "caucus/base/enum_word.h"
#include "caucus/talks/event_parts.h"

namespace caucus {

std::string_view token(EventKind value) {
  static constexpr std::array<std::string_view, 28> words{
      "message",  "offer",          "proposal",       "answer",     "withdraw", "position",
      "line",     "precondition",   "understanding",  "read_back",  "draft",    "shown",
      "critique", "final_question", "final_answer",   "put_to",     "approval", "hop",
      "release",  "permission",     "deadline",       "attendance", "pressure", "talks_state",
      "expected", "note",           "off_the_record", "channel"};
  return enum_word(words, value);
}

std::string_view token(MessageKind value) {
  static constexpr std::array<std::string_view, 6> words{"clarification", "question", "probe",
                                                         "assurance",     "confirm",  "non_paper"};
  return enum_word(words, value);
}

std::string_view token(AnswerKind value) {
  static constexpr std::array<std::string_view, 5> words{"accept", "conditional_accept", "reject",
                                                         "counter", "no_answer_yet"};
  return enum_word(words, value);
}

std::string_view token(PreconditionStep value) {
  static constexpr std::array<std::string_view, 3> words{"set", "met", "dropped"};
  return enum_word(words, value);
}

std::string_view token(ShownStep value) {
  static constexpr std::array<std::string_view, 2> words{"shown", "returned"};
  return enum_word(words, value);
}

std::string_view token(Severity value) {
  static constexpr std::array<std::string_view, 3> words{"minor", "serious", "blocking"};
  return enum_word(words, value);
}

std::string_view token(FinalAnswerKind value) {
  static constexpr std::array<std::string_view, 3> words{"yes", "no", "yes_if"};
  return enum_word(words, value);
}

std::string_view token(HopState value) {
  static constexpr std::array<std::string_view, 6> words{
      "handed", "reached", "read", "put_to_principals", "answered", "lost"};
  return enum_word(words, value);
}

std::string_view token(DeadlineStep value) {
  static constexpr std::array<std::string_view, 3> words{"set", "moved", "passed"};
  return enum_word(words, value);
}

namespace {

// Calls `text` for every free text and `reference` for every event named, whatever the kind.
template <class Text, class Reference>
struct Parts {
  Text text;
  Reference reference;

  void maybe(const std::optional<EventId>& id) {
    if (id) reference(*id);
  }

  void operator()(const MessageEvent& e) {
    text(e.text);
    maybe(e.answers);
  }
  void operator()(const OfferEvent& e) {
    text(e.conditions);
    maybe(e.revises);
  }
  void operator()(const ProposalEvent& e) {
    text(e.text);
    text(e.deadline);
    maybe(e.revises);
  }
  void operator()(const AnswerEvent& e) {
    reference(e.to);
    text(e.text);
  }
  void operator()(const WithdrawEvent& e) {
    reference(e.what);
    text(e.because);
  }
  void operator()(const PositionEvent& e) { text(e.text); }
  void operator()(const LineEvent& e) {
    maybe(e.moves);
    text(e.text);
    text(e.owner);
  }
  void operator()(const PreconditionEvent& e) {
    maybe(e.which);
    text(e.text);
    text(e.before);
  }
  void operator()(const UnderstandingEvent& e) { text(e.text); }
  void operator()(const ReadBackEvent& e) {
    reference(e.what);
    text(e.text);
  }
  void operator()(const DraftEvent& e) {
    maybe(e.based_on);
    text(e.title);
    for (const ClauseText& clause : e.clauses) {
      text(clause.id);
      text(clause.text);
      for (const EventId& id : clause.from)
        reference(id);
      for (const EventId& id : clause.meets)
        reference(id);
    }
    for (const std::string& clause : e.without)
      text(clause);
  }
  void operator()(const ShownEvent& e) { reference(e.draft); }
  void operator()(const CritiqueEvent& e) {
    reference(e.draft);
    text(e.clause);
    text(e.concern);
    text(e.interest);
  }
  void operator()(const FinalQuestionEvent& e) { reference(e.draft); }
  void operator()(const FinalAnswerEvent& e) {
    reference(e.draft);
    text(e.text);
  }
  void operator()(const PutToEvent& e) { reference(e.what); }
  void operator()(const ApprovalEvent& e) {
    reference(e.what);
    text(e.text);
  }
  void operator()(const HopEvent& e) { reference(e.what); }
  void operator()(const ReleaseEvent& e) {
    reference(e.what);
    text(e.text);
  }
  void operator()(const PermissionEvent& e) { reference(e.what); }
  void operator()(const DeadlineEvent& e) { text(e.id); }
  void operator()(const AttendanceEvent& e) {
    text(e.meeting);
    text(e.because);
  }
  void operator()(const PressureEvent& e) {
    text(e.on);
    text(e.says);
    text(e.held_by);
  }
  void operator()(const TalksStateEvent& e) {
    maybe(e.cause);
    text(e.because);
  }
  void operator()(const ExpectedEvent& e) { text(e.text); }
  void operator()(const NoteEvent& e) {
    text(e.text);
    maybe(e.about);
  }
  void operator()(const OffTheRecordEvent&) {}
  void operator()(const ChannelEvent& e) { text(e.because); }
};

template <class Text, class Reference>
void walk(const Event& event, Text text, Reference reference) {
  Parts<Text, Reference> parts{std::move(text), std::move(reference)};
  std::visit([&](const auto& body) { parts(body); }, event.body);
  parts.maybe(event.corrects);
}

}  // namespace

std::vector<EventId> references(const Event& event) {
  std::vector<EventId> found;
  walk(
      event, [](const std::string&) {}, [&](const EventId& id) { found.push_back(id); });
  return found;
}

std::vector<std::string_view> texts_of(const Event& event) {
  std::vector<std::string_view> found{event.who, event.label};
  for (const std::string& source : event.sources)
    found.push_back(source);
  walk(
      event, [&](const std::string& text) { found.push_back(text); }, [](const EventId&) {});
  return found;
}

}  // namespace caucus
