#include "caucus/talks/script_build.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/script_parts.h"

namespace caucus {
namespace {

constexpr std::array<std::string_view, 6> message_verbs{"says",    "asks",     "probes",
                                                        "assures", "confirms", "hands_non_paper"};
constexpr std::array<MessageKind, 6> message_kinds{
    MessageKind::clarification, MessageKind::question, MessageKind::probe,
    MessageKind::assurance,     MessageKind::confirm,  MessageKind::non_paper};

constexpr std::array<std::string_view, 6> hop_verbs{
    "passes", "receives", "reads", "takes_to_principals", "sends_answer", "loses"};

// One function per kind of event; each takes what it needs from the parts of the line.
class Builder {
 public:
  Builder(ScriptParts& parts, const VerbRow& row, Event& event)
      : parts_(parts), row_(row), event_(event), main_(parts.slot("")) {}

  EventBody build() {
    switch (row_.kind) {
      case EventKind::message:
        return message();
      case EventKind::offer:
        return offer();
      case EventKind::proposal:
        return proposal();
      case EventKind::answer:
        return answer();
      case EventKind::withdraw:
        return WithdrawEvent{reference(), parts_.text(parts_.slot("because"))};
      case EventKind::position:
        return position();
      case EventKind::line:
        return line();
      case EventKind::precondition:
        return precondition();
      case EventKind::understanding:
        return understanding();
      case EventKind::read_back:
        return read_back();
      case EventKind::draft:
        return draft();
      case EventKind::shown:
        return ShownEvent{row_.verb == "shows" ? ShownStep::shown : ShownStep::returned,
                          reference(), parts_.flag("supervised")};
      case EventKind::critique:
        return critique();
      case EventKind::final_question:
        return FinalQuestionEvent{reference()};
      case EventKind::final_answer:
        return final_answer();
      default:
        return later_kinds();
    }
  }

 private:
  EventId reference() { return parts_.need_reference(main_, "what it is about: a label"); }

  EventBody later_kinds() {
    switch (row_.kind) {
      case EventKind::put_to: {
        PutToEvent put{reference(), parts_.body(parts_.slot("before"))};
        if (put.body.empty()) parts_.missing("`before` and a body");
        return put;
      }
      case EventKind::approval:
        return approval();
      case EventKind::hop:
        return hop();
      case EventKind::release:
        return release();
      case EventKind::permission:
        return PermissionEvent{reference()};
      case EventKind::deadline:
        return deadline();
      case EventKind::attendance:
        return AttendanceEvent{row_.verb == "attends", parts_.need_text(main_, "the meeting"),
                               parts_.text(parts_.slot("because"))};
      case EventKind::pressure:
        return pressure();
      case EventKind::talks_state:
        return talks_state();
      case EventKind::expected:
        return ExpectedEvent{parts_.text(main_), parts_.state(main_, false),
                             parts_.date(parts_.slot("on"))};
      case EventKind::note:
        return NoteEvent{parts_.text(main_), parts_.reference(parts_.slot("regarding"))};
      case EventKind::channel:
        return ChannelEvent{parts_.need_word(main_, "a channel"), row_.verb == "opens_channel",
                            parts_.text(parts_.slot("because"))};
      default:
        return OffTheRecordEvent{};
    }
  }

  EventBody message() {
    MessageEvent e;
    const auto verb = std::find(message_verbs.begin(), message_verbs.end(), row_.verb);
    e.kind = message_kinds.at(static_cast<std::size_t>(verb - message_verbs.begin()));
    e.binding = parts_.flag("binding");
    e.text = parts_.text(main_);
    if (e.kind == MessageKind::probe || e.kind == MessageKind::non_paper)
      e.package = parts_.terms(main_);
    if (e.text.empty() && e.package.terms.empty()) parts_.missing("what was said, in quotes");
    e.issues = parts_.issues(parts_.slot("about"));
    e.answers = parts_.reference(parts_.slot("in_reply_to"));
    return e;
  }

  EventBody offer() {
    OfferEvent e;
    e.package = parts_.terms(main_);
    e.expires = parts_.date(parts_.slot("expires"));
    e.conditions = parts_.text(parts_.slot("if"));
    e.revises = parts_.reference(parts_.slot("revises"));
    return e;
  }

  EventBody proposal() {
    ProposalEvent e;
    e.idea = parts_.flag("idea");
    e.package = parts_.terms(main_);
    e.text = parts_.text(main_);
    e.expires = parts_.date(parts_.slot("expires"));
    e.deadline = parts_.word(parts_.slot("by_deadline"));
    e.revises = parts_.reference(parts_.slot("revises"));
    return e;
  }

  EventBody answer() {
    AnswerEvent e;
    e.to = reference();
    ScriptSlot* more = main_;
    if (row_.verb == "accepts") {
      more = parts_.slot("if");
      e.kind = more ? AnswerKind::conditional_accept : AnswerKind::accept;
    } else if (row_.verb == "rejects") {
      e.kind = AnswerKind::reject;
      more = parts_.slot("because");
      reading(e);
    } else if (row_.verb == "counters") {
      e.kind = AnswerKind::counter;
      more = parts_.slot("with");
      if (!more) parts_.missing("`with` and the terms of the counter");
    }
    e.package = parts_.terms(more);
    e.text = parts_.text(more);
    return e;
  }

  void reading(AnswerEvent& e) {
    ScriptSlot* slot = parts_.slot("reading");
    if (!slot) return;
    AnswerReading reading;
    for (const std::string& word : parts_.words(slot)) {
      if (word == "tactical" || word == "as_meant") {
        reading.tactical = word == "tactical";
        continue;
      }
      const auto sure = sure_called(word);
      if (!sure)
        parts_.fault(slot->word, fmt::format("{} is no reading of an answer", in_quotes(word)),
                     "`reading tactical likely`: tactical or as_meant, then certain, likely, "
                     "possible or doubtful");
      reading.sure = sure.value_or(reading.sure);
    }
    e.reading = reading;
  }

  static std::optional<Sure> sure_called(std::string_view word) {
    for (Sure sure : {Sure::certain, Sure::likely, Sure::possible, Sure::doubtful})
      if (token(sure) == word) return sure;
    return std::nullopt;
  }

  EventBody position() {
    PositionEvent e;
    std::vector<Requirement> wants = parts_.requirements(main_);
    if (wants.size() != 1)
      parts_.missing("one demand: issue=option, issue>=number or total>=number");
    else
      e.wants = std::move(wants.front());
    e.firmness = static_cast<Firmness>(parts_.one_of({"open", "leaning", "firm", "fixed"},
                                                     static_cast<std::size_t>(Firmness::firm)));
    e.text = parts_.text(main_);
    return e;
  }

  EventBody line() {
    LineEvent e;
    if (row_.verb == "moves")
      e.moves = reference();
    else
      e.kind = kind_of_line();
    e.requires_ = parts_.requirements(main_);
    e.text = parts_.text(main_);
    e.owner = parts_.word_or_text(parts_.slot("owner"));
    e.sure = static_cast<Sure>(parts_.one_of({"certain", "likely", "possible", "doubtful"},
                                             static_cast<std::size_t>(Sure::likely)));
    return e;
  }

  LineKind kind_of_line() {
    const std::size_t kind = parts_.one_of({"red_line", "bottom_line"}, 2);
    if (kind == 2) parts_.missing("`red_line` or `bottom_line`");
    return kind == 1 ? LineKind::bottom_line : LineKind::red_line;
  }

  EventBody precondition() {
    PreconditionEvent e;
    if (row_.verb == "demands") {
      e.requires_ = parts_.requirements(main_);
      e.before = parts_.word(parts_.slot("before"));
    } else {
      e.step = row_.verb == "meets" ? PreconditionStep::met : PreconditionStep::dropped;
      e.which = reference();
    }
    e.text = parts_.text(main_);
    return e;
  }

  EventBody understanding() {
    UnderstandingEvent e;
    e.text = parts_.text(main_);
    e.package = parts_.terms(main_);
    e.between = parts_.names(parts_.slot("between"));
    e.issues = parts_.issues(parts_.slot("about"));
    if (e.between.size() < 2) parts_.missing("`between` and two parties or more");
    return e;
  }

  EventBody read_back() {
    ReadBackEvent e;
    e.what = reference();
    const std::size_t how = parts_.one_of({"confirmed", "differs"}, 2);
    if (how == 2) parts_.missing("`confirmed` or `differs`");
    e.confirmed = how == 0;
    e.text = parts_.text(main_);
    return e;
  }

  EventBody draft() {
    DraftEvent e;
    e.title = parts_.text(main_);
    ClauseText* clause = nullptr;
    for (ScriptSlot& slot : parts_.slots()) {
      const std::string& word = slot.word.text;
      if (word == "from_draft")
        e.based_on = parts_.reference(&slot);
      else if (word == "without")
        e.without = parts_.words(&slot);
      else if (word == "clause")
        clause = &new_clause(e, slot);
      else if (word == "about" || word == "behind" || word == "meets")
        part_of_clause(clause, slot);
    }
    if (e.clauses.empty() && e.without.empty()) parts_.missing("at least one `clause ID \"TEXT\"`");
    return e;
  }

  ClauseText& new_clause(DraftEvent& e, ScriptSlot& slot) {
    ClauseText& clause = e.clauses.emplace_back();
    clause.id = parts_.word(&slot);
    clause.text = parts_.text(&slot);
    if (clause.id.empty() || clause.text.empty())
      parts_.fault(slot.word, "a clause without an id or without its text",
                   "write clause 3 \"TEXT\"");
    const auto same = std::count_if(e.clauses.begin(), e.clauses.end(),
                                    [&](const ClauseText& each) { return each.id == clause.id; });
    if (same > 1)
      parts_.fault(slot.word, fmt::format("clause {} stands twice", in_quotes(clause.id)),
                   "one text for each clause");
    return clause;
  }

  void part_of_clause(ClauseText* clause, ScriptSlot& slot) {
    if (!clause)
      return parts_.fault(slot.word, fmt::format("`{}` before any clause", slot.word.text),
                          "write it after the text of its clause");
    if (slot.word.text == "about")
      clause->issues = parts_.issues(&slot);
    else if (slot.word.text == "behind")
      clause->from = parts_.references(&slot);
    else
      clause->meets = parts_.references(&slot);
  }

  EventBody critique() {
    CritiqueEvent e;
    e.draft = reference();
    e.clause = parts_.need_word(parts_.slot("clause"), "`clause` and its id");
    e.concern = parts_.need_text(main_, "the concern, in quotes");
    e.interest = parts_.text(parts_.slot("interest"));
    e.severity = static_cast<Severity>(parts_.one_of({"minor", "serious", "blocking"},
                                                     static_cast<std::size_t>(Severity::serious)));
    return e;
  }

  EventBody final_answer() {
    FinalAnswerEvent e;
    e.draft = reference();
    const std::size_t kind = parts_.one_of({"yes", "no", "yes_if"}, 3);
    if (kind == 3) parts_.missing("`yes`, `no` or `yes_if`");
    e.kind = static_cast<FinalAnswerKind>(std::min<std::size_t>(kind, 2));
    e.text = parts_.text(main_);
    return e;
  }

  EventBody approval() {
    ApprovalEvent e;
    e.what = reference();
    e.consents = row_.verb == "consents_to";
    e.text = parts_.text(parts_.slot(e.consents ? "if" : "because"));
    return e;
  }

  EventBody hop() {
    HopEvent e;
    e.what = reference();
    const auto verb = std::find(hop_verbs.begin(), hop_verbs.end(), row_.verb);
    e.state = static_cast<HopState>(verb - hop_verbs.begin());
    if (ScriptSlot* from = parts_.slot("from")) e.from = parts_.name(from, "a name");
    if (e.state == HopState::handed) {
      if (event_.to.size() != 1) parts_.missing("`to` and one name");
      if (!event_.to.empty()) e.to = event_.to.front();
      event_.to.clear();
    }
    return e;
  }

  EventBody release() {
    ReleaseEvent e;
    e.what = reference();
    e.to = std::move(event_.to);
    event_.to.clear();
    e.attributed = parts_.flag("attributed");
    e.text = parts_.text(main_);
    if (e.to.empty()) parts_.missing("`to` and a name");
    ScriptSlot* as = parts_.slot("as");
    const auto form = pass_on_form(parts_.word(as));
    if (!form || *form == PassOnForm::hold)
      parts_.missing("`as` and verbatim, paraphrase, as_mediator_idea or as_question");
    else
      e.form = *form;
    return e;
  }

  EventBody deadline() {
    DeadlineEvent e;
    e.step = row_.verb == "sets_deadline"    ? DeadlineStep::set
             : row_.verb == "moves_deadline" ? DeadlineStep::moved
                                             : DeadlineStep::passed;
    e.id = parts_.need_word(main_, "the deadline's id");
    if (e.step != DeadlineStep::passed) {
      e.date = parts_.date(parts_.slot("on"));
      if (!e.date) parts_.missing("`on` and a date");
    }
    e.kind = parts_.one_of({"soft", "hard"}, 0) == 1 ? DeadlineKind::hard : DeadlineKind::soft;
    return e;
  }

  EventBody pressure() {
    PressureEvent e;
    e.on = parts_.name(main_, "a name: on whom");
    e.says = parts_.text(main_);
    const std::vector<IssueId> issues = parts_.issues(parts_.slot("about"));
    if (!issues.empty()) e.issue = issues.front();
    e.held_by = parts_.word_or_text(parts_.slot("held_by"));
    return e;
  }

  EventBody talks_state() {
    TalksStateEvent e;
    e.to = parts_.state(main_, true).value_or(e.to);
    if (ScriptSlot* was = parts_.slot("was")) e.from = parts_.state(was, true);
    ScriptSlot* because = parts_.slot("because");
    e.cause = parts_.reference(because);
    e.because = parts_.text(because ? because : main_);
    return e;
  }

  ScriptParts& parts_;
  const VerbRow& row_;
  Event& event_;
  ScriptSlot* main_;
};

}  // namespace

std::optional<EventId> KnownLabels::find(const std::string& label) const {
  if (const auto found = here.find(label); found != here.end()) return found->second;
  if (!before) return std::nullopt;
  const auto at = before->find_label(label);
  return at ? std::optional(before->events[*at].id) : std::nullopt;
}

std::string KnownLabels::instead_of(std::string_view label) const {
  constexpr std::size_t looked_up_max = 1'000;  // more would cost more than the hint is worth
  std::vector<std::string_view> known;
  if (here.size() <= looked_up_max)
    for (const auto& [each, id] : here)
      known.push_back(each);
  std::sort(known.begin(), known.end());
  std::string last;
  std::size_t named = 0;
  const std::size_t events = before ? before->events.size() : 0;
  for (std::size_t at = events; at-- > 0 && events - at <= looked_up_max;) {
    const std::string& each = before->events[at].label;
    if (each.empty()) continue;
    known.push_back(each);
    if (++named <= 3) last += (last.empty() ? "`" : ", `") + each + "`";
  }
  if (std::string hint = meant_hint(label, std::move(known)); !hint.empty()) return hint;
  if (!before) return "the label of an entry above, or `@` and its id";
  if (last.empty()) return "no entry has a name yet: write `m1:` after the verb to give one";
  return "the last with names are " + last + "; `caucus talks state` shows what is open";
}

bool build_event(const BuildInput& input, const VerbRow& row, std::vector<ScriptToken> rest,
                 Event& event) {
  ScriptParts parts(input, row, event);
  parts.verb(rest.front());
  rest.erase(rest.begin());
  parts.sort(std::move(rest));
  parts.common();
  event.body = Builder(parts, row, event).build();
  parts.unused();
  return parts.has_id();
}

}  // namespace caucus
