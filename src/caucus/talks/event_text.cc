#include "caucus/talks/event_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "caucus/base/hash.h"
#include "caucus/base/text.h"
#include "caucus/talks/requirement.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items)
    text += (text.empty() ? "" : ", ") + item;
  return text;
}

// Writes the words after WHO; each operator() is one kind of event.
class Words {
 public:
  Words(const Case& c, const Event& event, const EventNaming& naming)
      : case_(c), event_(event), naming_(naming) {}

  std::string written() {
    std::visit([this](const auto& body) { (*this)(body); }, event_.body);
    return std::move(out_);
  }

  void operator()(const MessageEvent& e) {
    static constexpr std::array<std::string_view, 6> verbs{
        "says", "asks", "probes", "assures", "confirms", "hands_non_paper"};
    verb(verbs.at(static_cast<std::size_t>(e.kind)));
    terms(e.package);
    text(e.text);
    issues("about", e.issues);
    slot("in_reply_to", e.answers);
    flag("binding", e.binding);
    common();
  }

  void operator()(const OfferEvent& e) {
    verb("offers");
    terms(e.package);
    date("expires", e.expires);
    text_slot("if", e.conditions);
    slot("revises", e.revises);
    common();
  }

  void operator()(const ProposalEvent& e) {
    verb("proposes");
    flag("idea", e.idea);
    terms(e.package);
    text(e.text);
    date("expires", e.expires);
    if (!e.deadline.empty()) add("by_deadline " + e.deadline);
    slot("revises", e.revises);
    common();
  }

  void operator()(const AnswerEvent& e) {
    static constexpr std::array<std::string_view, 5> verbs{"accepts", "accepts", "rejects",
                                                           "counters", "no_answer_yet"};
    verb(verbs.at(static_cast<std::size_t>(e.kind)), e.to);
    const bool more = !e.package.terms.empty() || !e.text.empty();
    if (e.kind == AnswerKind::counter) add("with");
    if (e.kind == AnswerKind::conditional_accept) add("if");
    if (e.kind == AnswerKind::reject && more) add("because");
    terms(e.package);
    text(e.text);
    if (e.reading)
      add(fmt::format("reading {} {}", e.reading->tactical ? "tactical" : "as_meant",
                      token(e.reading->sure)));
    common();
  }

  void operator()(const WithdrawEvent& e) {
    verb("withdraws", e.what);
    text_slot("because", e.because);
    common();
  }

  void operator()(const PositionEvent& e) {
    verb("wants");
    add(to_string(case_, e.wants));
    add(token(e.firmness));
    text(e.text);
    common();
  }

  void operator()(const LineEvent& e) {
    if (e.moves)
      verb("moves", *e.moves);
    else
      verb(e.kind == LineKind::red_line ? "sets red_line" : "sets bottom_line");
    requirements(e.requires_);
    text(e.text);
    name_slot("owner", e.owner);
    add(token(e.sure));
    common();
  }

  void operator()(const PreconditionEvent& e) {
    static constexpr std::array<std::string_view, 3> verbs{"demands", "meets", "drops"};
    verb(verbs.at(static_cast<std::size_t>(e.step)), e.which);
    requirements(e.requires_);
    text(e.text);
    if (!e.before.empty()) add("before " + e.before);
    common();
  }

  void operator()(const UnderstandingEvent& e) {
    verb("records_understanding");
    text(e.text);
    terms(e.package);
    add("between " + joined(e.between));
    issues("about", e.issues);
    common();
  }

  void operator()(const ReadBackEvent& e) {
    verb("reads_back", e.what);
    add(e.confirmed ? "confirmed" : "differs");
    text(e.text);
    common();
  }

  void operator()(const DraftEvent& e) {
    verb("drafts");
    text(e.title);
    slot("from_draft", e.based_on);
    if (!e.without.empty()) add("without " + joined(e.without));
    common();
    for (const ClauseText& clause : e.clauses) {
      if (naming_.clauses_apart) out_ += "\n   ";
      add("clause " + clause.id);
      text(clause.text);
      issues("about", clause.issues);
      references("behind", clause.from);
      references("meets", clause.meets);
    }
  }

  void operator()(const ShownEvent& e) {
    verb(e.step == ShownStep::shown ? "shows" : "returns", e.draft);
    flag("supervised", e.supervised);
    common();
  }

  void operator()(const CritiqueEvent& e) {
    verb("critiques", e.draft);
    add("clause " + e.clause);
    text(e.concern);
    text_slot("interest", e.interest);
    add(token(e.severity));
    common();
  }

  void operator()(const FinalQuestionEvent& e) {
    verb("asks_final_answer", e.draft);
    common();
  }

  void operator()(const FinalAnswerEvent& e) {
    verb("answers_finally", e.draft);
    add(token(e.kind));
    text(e.text);
    common();
  }

  void operator()(const PutToEvent& e) {
    verb("puts", e.what);
    add("before " + e.body);
    common();
  }

  void operator()(const ApprovalEvent& e) {
    verb(e.consents ? "consents_to" : "refuses", e.what);
    text_slot(e.consents ? "if" : "because", e.text);
    common();
  }

  void operator()(const HopEvent& e) {
    static constexpr std::array<std::string_view, 6> verbs{
        "passes", "receives", "reads", "takes_to_principals", "sends_answer", "loses"};
    verb(verbs.at(static_cast<std::size_t>(e.state)), e.what);
    if (!e.to.empty()) add("to " + e.to);
    if (!e.from.empty()) add("from " + e.from);
    common();
  }

  void operator()(const ReleaseEvent& e) {
    verb("releases", e.what);
    add("to " + joined(e.to));
    add(fmt::format("as {}", token(e.form)));
    text(e.text);
    flag("attributed", e.attributed);
    common();
  }

  void operator()(const PermissionEvent& e) {
    verb("permits", e.what);
    common();
  }

  void operator()(const DeadlineEvent& e) {
    static constexpr std::array<std::string_view, 3> verbs{"sets_deadline", "moves_deadline",
                                                           "sees_deadline_pass"};
    verb(verbs.at(static_cast<std::size_t>(e.step)));
    add(e.id);
    date("on", e.date);
    if (e.step == DeadlineStep::set) add(token(e.kind));
    common();
  }

  void operator()(const AttendanceEvent& e) {
    verb(e.present ? "attends" : "stays_away_from");
    text(e.meeting);
    text_slot("because", e.because);
    common();
  }

  void operator()(const PressureEvent& e) {
    verb("presses");
    add(e.on);
    text(e.says);
    if (e.issue) issues("about", {*e.issue});
    name_slot("held_by", e.held_by);
    common();
  }

  void operator()(const TalksStateEvent& e) {
    verb("declares");
    add(token(e.to));
    if (e.from) add(fmt::format("was {}", token(*e.from)));
    if (e.cause || !e.because.empty()) add("because");
    if (e.cause) add(naming_.reference(*e.cause));
    text(e.because);
    common();
  }

  void operator()(const ExpectedEvent& e) {
    verb("expects");
    if (e.state) add(token(*e.state));
    text(e.text);
    date("on", e.on);
    common();
  }

  void operator()(const NoteEvent& e) {
    verb("notes");
    text(e.text);
    slot("regarding", e.about);
    common();
  }

  void operator()(const OffTheRecordEvent&) {
    verb("off_the_record");
    common();
  }

  void operator()(const ChannelEvent& e) {
    verb(e.open ? "opens_channel" : "closes_channel");
    add(e.channel);
    text_slot("because", e.because);
    common();
  }

 private:
  void add(std::string_view word) {
    out_ += ' ';
    out_ += word;
  }

  // The verb, the pass-on permission, what it is about, the label.
  void verb(std::string_view verb, const std::optional<EventId>& about = std::nullopt) {
    add(verb);
    const PassOn& pass_on = event_.pass_on;
    if (pass_on != PassOn{}) {
      std::string said(token(pass_on.form));
      if (!pass_on.to.empty()) said += " to " + joined(pass_on.to);
      if (pass_on.until) said += " until " + to_string(*pass_on.until);
      if (!pass_on.attributed) said += " unattributed";
      add("[" + said + "]");
    }
    if (about) add(naming_.reference(*about));
    if (naming_.with_label && !event_.label.empty()) add(event_.label + ":");
  }

  void text(std::string_view said) {
    if (!said.empty()) add(quoted_text(said));
  }
  void text_slot(std::string_view slot_word, std::string_view said) {
    if (said.empty()) return;
    add(slot_word);
    text(said);
  }
  // A name of the case as a word, any other in quotes.
  void name_slot(std::string_view slot_word, std::string_view name) {
    if (name.empty()) return;
    add(slot_word);
    if (speaker_of(case_, name).kind == SpeakerKind::outside)
      text(name);
    else
      add(name);
  }
  void slot(std::string_view slot_word, const std::optional<EventId>& id) {
    if (id) add(fmt::format("{} {}", slot_word, naming_.reference(*id)));
  }
  void references(std::string_view slot_word, const std::vector<EventId>& ids) {
    if (ids.empty()) return;
    add(slot_word);
    for (const EventId& id : ids)
      add(naming_.reference(id));
  }
  void date(std::string_view slot_word, const std::optional<Date>& day) {
    if (day) add(fmt::format("{} {}", slot_word, to_string(*day)));
  }
  void issues(std::string_view slot_word, const std::vector<IssueId>& named) {
    if (named.empty()) return;
    std::vector<std::string> ids;
    for (IssueId issue : named)
      ids.push_back(case_.issues[issue].id);
    add(fmt::format("{} {}", slot_word, joined(ids)));
  }
  void terms(const PartialPackage& package) {
    for (const Term& term : package.terms)
      add(to_string(case_, term));
  }
  void requirements(const std::vector<Requirement>& all) {
    for (const Requirement& each : all)
      add(to_string(case_, each));
  }
  void flag(std::string_view word, bool set) {
    if (set) add(word);
  }

  void common() {
    if (!event_.to.empty()) add("to " + joined(event_.to));
    if (!event_.channel.empty()) add("via " + event_.channel);
    flag("in_public", event_.in_public);
    slot("corrects", event_.corrects);
    if (event_.sources.empty()) return;
    add("{" + joined(event_.sources) + "}");
  }

  const Case& case_;
  const Event& event_;
  const EventNaming& naming_;
  std::string out_;
};

std::string when(const Moment& moment, const std::optional<Date>& start) {
  if (start && !moment.has_clock() && moment.day() >= *start)
    return fmt::format("day {}", moment.day() - *start + 1);
  return to_string(moment);
}

}  // namespace

std::string quoted_text(std::string_view text) {
  std::string quoted = "\"";
  while (true) {
    const std::size_t end = text.find('\n');
    for (char c : shown(text.substr(0, end))) {
      if (c == '"') quoted += '\\';
      quoted += c;
    }
    if (end == std::string_view::npos) break;
    quoted += "\\n";
    text.remove_prefix(end + 1);
  }
  return quoted + "\"";
}

std::string event_text(const Case& c, const Event& event, const EventNaming& naming) {
  std::string text = when(event.said, naming.start);
  if (event.noted) text += fmt::format(" (noted {})", to_string(*event.noted));
  text += ' ';
  text +=
      speaker_of(c, event.who).kind == SpeakerKind::outside ? quoted_text(event.who) : event.who;
  return text + Words(c, event, naming).written();
}

EventId ContentIds::next(const Case& c, const Event& event) {
  const EventNaming by_id{[](const EventId& id) { return "@" + to_string(id); }, false};
  const auto first_bytes = [](std::string_view words) {
    const Digest digest = sha256(words);
    EventId id;
    std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
    return id;
  };
  const std::string words = "caucus talks event\n" + event_text(c, event, by_id);
  const EventId id = first_bytes(words);
  const std::uint32_t count = seen_[id]++;
  return count == 0 ? id : first_bytes(fmt::format("{}\n{}", words, count + 1));
}

}  // namespace caucus
