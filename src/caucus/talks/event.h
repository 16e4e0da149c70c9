// What happened at the talks? One entry: who said or did what, when, to whom, through which
// channel, on which terms it may be repeated, and where we know it from.
//
// An event is what a person says happened; whether it can have happened is decided by apply.h. It
// is never edited: a later event may correct it. Names (`who`, `to`, channels, bodies) are the ids
// of the case; issues and options are resolved to the case's numbers. Free text is the speaker's
// own and may hold anything that is valid UTF-8 (show it with shown() of base/text.h).
//
// Which fields and words a kind has on a line of a script: docs/reference/talks-script.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/base/interval.h"
#include "caucus/model/case.h"
#include "caucus/talks/event_id.h"
#include "caucus/talks/moment.h"
#include "caucus/talks/permission.h"

namespace caucus {

// The longest text of one event, in bytes.
inline constexpr std::size_t event_text_bytes_max = 64 * 1024;

// Equal when they settle the same issues alike.
inline bool operator==(const PartialPackage& a, const PartialPackage& b) {
  return a.terms == b.terms;
}

// The message kinds that have no event of their own. The others of the glossary are offers,
// answers and withdrawals.
enum class MessageKind : std::uint8_t {
  clarification,
  question,
  probe,
  assurance,
  confirm,
  non_paper
};

// Words without terms that stand or fall; a non-paper or a probe may name terms all the same.
struct MessageEvent {
  MessageKind kind = MessageKind::clarification;
  bool binding = false;
  std::string text;
  std::vector<IssueId> issues;     // what it is about, as far as said
  PartialPackage package;          // probe, non_paper: the terms it names
  std::optional<EventId> answers;  // the message or item it replies to
  friend bool operator==(const MessageEvent&, const MessageEvent&) = default;
};

// Terms put by a party.
struct OfferEvent {
  PartialPackage package;
  std::optional<Date> expires;     // the last day on which it may be accepted
  std::string conditions;          // in words; empty if none
  std::optional<EventId> revises;  // the offer it takes the place of
  friend bool operator==(const OfferEvent&, const OfferEvent&) = default;
};

// Terms put by the mediator. An idea is on nobody's table yet.
struct ProposalEvent {
  bool idea = false;
  PartialPackage package;
  std::optional<Date> expires;     // as of an offer
  std::string deadline;            // id of a deadline by which it must be answered; empty if none
  std::string text;                // what goes with the terms
  std::optional<EventId> revises;  // the idea or proposal it takes the place of
  friend bool operator==(const ProposalEvent&, const ProposalEvent&) = default;
};

enum class AnswerKind : std::uint8_t { accept, conditional_accept, reject, counter, no_answer_yet };

// The mediator's reading of an answer. It stands beside the answer and never replaces it.
struct AnswerReading {
  bool tactical = true;  // false: read as meant
  Sure sure = Sure::possible;
  friend bool operator==(const AnswerReading&, const AnswerReading&) = default;
};

// A party's answer to an offer or proposal.
struct AnswerEvent {
  AnswerKind kind = AnswerKind::no_answer_yet;
  EventId to;              // what is answered
  PartialPackage package;  // conditional: what it asks; reject: the terms it names as the
                           // reason; counter: its own terms
  std::string text;        // condition or reason in words
  std::optional<AnswerReading> reading;
  friend bool operator==(const AnswerEvent&, const AnswerEvent&) = default;
};

// The speaker takes back what it said, offered or accepted. What was withdrawn stays in the record.
struct WithdrawEvent {
  EventId what;
  std::string because;
  friend bool operator==(const WithdrawEvent&, const WithdrawEvent&) = default;
};

// `issue = a, b`, `issue != a`, `issue >= 42`, `total >= 800`: a statement about one subject.
// For an issue `options` are those that satisfy it, sorted; for a total `amount` does.
struct Requirement {
  Subject about;
  std::vector<OptionIndex> options;
  std::optional<Interval> amount;
  std::string written;  // from the operator on: "=promised_now", ">=42"

  friend bool operator==(const Requirement&, const Requirement&) = default;
};

// What a party demands now on one subject. The last one of a speaker on a subject is the position.
struct PositionEvent {
  Requirement wants;
  Firmness firmness = Firmness::firm;
  std::string text;
  friend bool operator==(const PositionEvent&, const PositionEvent&) = default;
};

// A red line or bottom line, set or moved. All requirements together; words for what has no issue.
struct LineEvent {
  LineKind kind = LineKind::red_line;  // never precondition
  std::optional<EventId> moves;        // the line that stands here from now on
  std::vector<Requirement> requires_;  // the package must satisfy each
  std::string text;
  std::string owner;  // the mandator, for a red line; empty if not stated
  Sure sure = Sure::likely;
  friend bool operator==(const LineEvent&, const LineEvent&) = default;
};

enum class PreconditionStep : std::uint8_t { set, met, dropped };

// An act demanded before talks or before the next step.
struct PreconditionEvent {
  PreconditionStep step = PreconditionStep::set;
  std::optional<EventId> which;        // met, dropped
  std::vector<Requirement> requires_;  // set: as of a line
  std::string text;                    // set: the act; met, dropped: how
  std::string before;                  // a phase id or "talks"; empty if not stated
  friend bool operator==(const PreconditionEvent&, const PreconditionEvent&) = default;
};

// Something agreed outside the text. It counts once every party has read it back alike.
struct UnderstandingEvent {
  std::string text;
  std::vector<IssueId> issues;
  std::vector<std::string> between;  // ids of parties, two or more
  PartialPackage package;            // as far as it settles terms
  friend bool operator==(const UnderstandingEvent&, const UnderstandingEvent&) = default;
};

struct ReadBackEvent {
  EventId what;
  bool confirmed = false;  // false: the speaker understood it otherwise
  std::string text;        // how it differs
  friend bool operator==(const ReadBackEvent&, const ReadBackEvent&) = default;
};

// One clause as written in a draft. `[a | b]` in the text are brackets, `<issue>` is a blank.
struct ClauseText {
  std::string id;  // "1", "4b": kept from draft to draft
  std::string text;
  std::vector<IssueId> issues;  // beside the blanks of the text
  std::vector<EventId> from;    // messages and answers behind it (for the mediator alone)
  std::vector<EventId> meets;   // critiques it is meant to meet
  friend bool operator==(const ClauseText&, const ClauseText&) = default;
};

// A version of the single negotiating text: whole, or as changes of an earlier draft.
struct DraftEvent {
  std::optional<EventId> based_on;   // clauses not named below stay as they are there
  std::vector<ClauseText> clauses;   // new or changed, in order; new ones come last
  std::vector<std::string> without;  // ids of clauses that are left out from here on
  std::string title;
  friend bool operator==(const DraftEvent&, const DraftEvent&) = default;
};

enum class ShownStep : std::uint8_t { shown, returned };

// A party saw a draft, or gave the copy back.
struct ShownEvent {
  ShownStep step = ShownStep::shown;
  EventId draft;
  bool supervised = false;  // read in the mediator's presence, no copy left
  friend bool operator==(const ShownEvent&, const ShownEvent&) = default;
};

enum class Severity : std::uint8_t { minor, serious, blocking };

// An objection to a clause, with the interest behind it.
struct CritiqueEvent {
  EventId draft;
  std::string clause;
  std::string concern;
  std::string interest;  // empty: a question to ask
  Severity severity = Severity::serious;
  friend bool operator==(const CritiqueEvent&, const CritiqueEvent&) = default;
};

// Asked once, about one draft, by the mediator; answered once by each party.
struct FinalQuestionEvent {
  EventId draft;
  friend bool operator==(const FinalQuestionEvent&, const FinalQuestionEvent&) = default;
};
enum class FinalAnswerKind : std::uint8_t { yes, no, yes_if };
struct FinalAnswerEvent {
  EventId draft;
  FinalAnswerKind kind = FinalAnswerKind::no;
  std::string text;  // condition or reason
  friend bool operator==(const FinalAnswerEvent&, const FinalAnswerEvent&) = default;
};

// A party lays terms or a draft before its own approval body.
struct PutToEvent {
  EventId what;
  std::string body;
  friend bool operator==(const PutToEvent&, const PutToEvent&) = default;
};

// The body's answer; `who` of the event is the body.
struct ApprovalEvent {
  EventId what;
  bool consents = false;
  std::string text;  // the condition of a consent, or the reason of a refusal
  friend bool operator==(const ApprovalEvent&, const ApprovalEvent&) = default;
};

enum class HopState : std::uint8_t { handed, reached, read, put_to_principals, answered, lost };

// One leg of the way of a message, offer, proposal or draft.
struct HopEvent {
  EventId what;
  HopState state = HopState::handed;
  std::string from;  // empty: whoever had it last
  std::string to;    // who gets or has it
  friend bool operator==(const HopEvent&, const HopEvent&) = default;
};

// The mediator passes something on. What the reader gets is `text`, or the words themselves.
struct ReleaseEvent {
  EventId what;
  std::vector<std::string> to;
  PassOnForm form = PassOnForm::hold;
  bool attributed = false;
  std::string text;  // what is said, where it is not verbatim
  friend bool operator==(const ReleaseEvent&, const ReleaseEvent&) = default;
};

// The speaker changes the pass-on permission of its own earlier words.
struct PermissionEvent {
  EventId what;  // the new permission is the event's own `pass_on`
  friend bool operator==(const PermissionEvent&, const PermissionEvent&) = default;
};

enum class DeadlineStep : std::uint8_t { set, moved, passed };
struct DeadlineEvent {
  DeadlineStep step = DeadlineStep::set;
  std::string id;            // of the case, or new
  std::optional<Date> date;  // set, moved
  DeadlineKind kind = DeadlineKind::soft;
  friend bool operator==(const DeadlineEvent&, const DeadlineEvent&) = default;
};

struct AttendanceEvent {
  bool present = true;
  std::string meeting;
  std::string because;  // why absent
  friend bool operator==(const AttendanceEvent&, const AttendanceEvent&) = default;
};

// Somebody's assessment of pressure on an actor; assessments that contradict each other coexist.
struct PressureEvent {
  std::string on;
  std::optional<IssueId> issue;
  std::string says;
  std::string held_by;  // whose assessment it is; empty: the writer's
  friend bool operator==(const PressureEvent&, const PressureEvent&) = default;
};

// A person says where the talks stand. See state.h for what follows from events by itself.
struct TalksStateEvent {
  std::optional<TalksState> from;  // as the writer understood it
  TalksState to = TalksState::exploring;
  std::optional<EventId> cause;
  std::string because;
  friend bool operator==(const TalksStateEvent&, const TalksStateEvent&) = default;
};

// What somebody expects to happen. Never a change of state.
struct ExpectedEvent {
  std::string text;
  std::optional<TalksState> state;
  std::optional<Date> on;
  friend bool operator==(const ExpectedEvent&, const ExpectedEvent&) = default;
};

// The mediator's own note: for nobody else.
struct NoteEvent {
  std::string text;
  std::optional<EventId> about;
  friend bool operator==(const NoteEvent&, const NoteEvent&) = default;
};

// The mediator chose to forget. There is deliberately nothing here, and apply() keeps nothing of
// the event but who and the day.
struct OffTheRecordEvent {
  friend bool operator==(const OffTheRecordEvent&, const OffTheRecordEvent&) = default;
};

// A channel is closed or opened again.
struct ChannelEvent {
  std::string channel;
  bool open = true;
  std::string because;
  friend bool operator==(const ChannelEvent&, const ChannelEvent&) = default;
};

// In the order of EventKind.
using EventBody =
    std::variant<MessageEvent, OfferEvent, ProposalEvent, AnswerEvent, WithdrawEvent, PositionEvent,
                 LineEvent, PreconditionEvent, UnderstandingEvent, ReadBackEvent, DraftEvent,
                 ShownEvent, CritiqueEvent, FinalQuestionEvent, FinalAnswerEvent, PutToEvent,
                 ApprovalEvent, HopEvent, ReleaseEvent, PermissionEvent, DeadlineEvent,
                 AttendanceEvent, PressureEvent, TalksStateEvent, ExpectedEvent, NoteEvent,
                 OffTheRecordEvent, ChannelEvent>;

enum class EventKind : std::uint8_t {
  message,
  offer,
  proposal,
  answer,
  withdraw,
  position,
  line,
  precondition,
  understanding,
  read_back,
  draft,
  shown,
  critique,
  final_question,
  final_answer,
  put_to,
  approval,
  hop,
  release,
  permission,
  deadline,
  attendance,
  pressure,
  talks_state,
  expected,
  note,
  off_the_record,
  channel,
};

struct Event {
  EventId id;
  std::string label;                 // "p1": how people refer to it; empty if never
  std::string who;                   // who said or did it: an id, `mediator`, or free words
  Moment said;                       // when
  std::optional<Moment> noted;       // when it was written down, where that was later
  std::string channel;               // id of a channel; empty if face to face or not known
  std::vector<std::string> to;       // the audience; empty: the mediator
  bool in_public = false;            // said for everybody to hear
  PassOn pass_on;                    // of the speaker's words; see permission.h
  std::vector<std::string> sources;  // ids of the case's sources, or other words
  std::optional<EventId> corrects;   // the entry that this one stands in place of
  EventBody body;

  // Equal in everything, ids included.
  friend bool operator==(const Event&, const Event&) = default;
};

// The kind of a body.
inline EventKind kind_of(const Event& event) {
  return static_cast<EventKind>(event.body.index());
}

// Tokens, the same in scripts, JSON and documents.
std::string_view token(EventKind);
std::string_view token(MessageKind);
std::string_view token(AnswerKind);
std::string_view token(PreconditionStep);
std::string_view token(ShownStep);
std::string_view token(Severity);
std::string_view token(FinalAnswerKind);
std::string_view token(HopState);
std::string_view token(DeadlineStep);

// The other entries an event names, in no particular order: what it answers, moves, cites.
std::vector<EventId> references(const Event& event);

}  // namespace caucus
