#include "caucus/brief/event_words.h"

#include <variant>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/model/words.h"
#include "caucus/talks/part_names.h"

namespace caucus {
namespace {

std::string noun_of(const Event& event) {
  switch (kind_of(event)) {
    case EventKind::offer:
      return "the offer";
    case EventKind::proposal:
      return std::get<ProposalEvent>(event.body).idea ? "the idea" : "the terms";
    case EventKind::answer:
      return std::get<AnswerEvent>(event.body).kind == AnswerKind::counter ? "the counter-offer"
                                                                           : "the answer";
    case EventKind::line:
      return "the line";
    case EventKind::precondition:
      return "the precondition";
    case EventKind::understanding:
      return "the understanding";
    case EventKind::draft:
      return "the draft";
    case EventKind::critique:
      return "the critique";
    case EventKind::position:
      return "the position";
    case EventKind::message:
      return "the message";
    default:
      return "the entry";
  }
}

std::string quoted(std::string_view words) {
  return "\u201C" + shown(words) + "\u201D";
}

// Turns the body of an event into what follows the speaker's name.
class Teller {
 public:
  Teller(const Case& c, const Talks& talks, const Event& event)
      : c_(c), talks_(talks), event_(event) {}

  std::string operator()(const MessageEvent& said) const {
    std::string verb = said.kind == MessageKind::question    ? " asked"
                       : said.kind == MessageKind::probe     ? " probed"
                       : said.kind == MessageKind::assurance ? " gave an assurance"
                       : said.kind == MessageKind::confirm   ? " confirmed"
                       : said.kind == MessageKind::non_paper ? " handed a non-paper"
                                                             : " said";
    if (said.answers) verb += ", in reply to " + called(*said.answers);
    return verb + to_whom() + terms(": ", said.package) +
           text(said.package.terms.empty() ? ": " : ", ", said.text);
  }
  std::string operator()(const OfferEvent& offer) const {
    return " offered" + to_whom() + terms(": ", offer.package) + text("; if ", offer.conditions) +
           until(offer.expires);
  }
  std::string operator()(const ProposalEvent& put) const {
    return (put.idea ? " had the idea" : " put terms") + to_whom() + terms(": ", put.package) +
           text("; ", put.text) + until(put.expires);
  }
  std::string operator()(const AnswerEvent& answer) const {
    const std::string what = " " + called(answer.to);
    std::string says;
    if (answer.kind == AnswerKind::accept) says = " accepted" + what;
    if (answer.kind == AnswerKind::conditional_accept) says = " accepted" + what + " on conditions";
    if (answer.kind == AnswerKind::reject) says = " refused" + what;
    if (answer.kind == AnswerKind::counter) says = " countered" + what;
    if (answer.kind == AnswerKind::no_answer_yet) says = " has given no answer to" + what;
    says += terms(": ", answer.package) + text(": ", answer.text);
    if (answer.reading)
      says += answer.reading->tactical ? " (read by the team as tactical, " : " (read as meant, ";
    if (answer.reading) says += std::string(token(answer.reading->sure)) + ")";
    return says;
  }
  std::string operator()(const WithdrawEvent& back) const {
    return " took back " + called(back.what) + text(": ", back.because);
  }
  std::string operator()(const PositionEvent& position) const {
    return " asked for " + requirement(position.wants) + text(": ", position.text);
  }
  std::string operator()(const LineEvent& line) const {
    std::string says = line.moves ? " moved " + called(*line.moves) + " to"
                                  : " set a " + words_of(token(line.kind));
    return says + ": " + requirements(line.requires_, line.text);
  }
  std::string operator()(const PreconditionEvent& act) const {
    if (act.step == PreconditionStep::met) return " met " + named(act.which) + text(": ", act.text);
    if (act.step == PreconditionStep::dropped)
      return " dropped " + named(act.which) + text(": ", act.text);
    return " demanded first: " + requirements(act.requires_, act.text);
  }
  std::string operator()(const UnderstandingEvent& agreed) const {
    std::vector<std::string> names;
    for (const std::string& party : agreed.between)
      names.push_back(c_.name_of(party));
    return " noted an understanding between " + list_in_words(names) + terms(": ", agreed.package) +
           text(": ", agreed.text);
  }
  std::string operator()(const ReadBackEvent& read) const {
    return (read.confirmed ? " read back alike " : " understood otherwise ") + called(read.what) +
           text(": ", read.text);
  }
  std::string operator()(const DraftEvent& draft) const {
    return " drafted " + own_name() + " (" + counted(draft.clauses.size(), "clause") +
           (draft.based_on ? " new or changed)" : ")");
  }
  std::string operator()(const ShownEvent& step) const {
    if (step.step == ShownStep::returned) return " gave back " + called(step.draft);
    return " showed " + called(step.draft) + to_whom() +
           (step.supervised ? ", to be read in the mediator's presence" : "");
  }
  std::string operator()(const CritiqueEvent& critique) const {
    return " objected to clause " + critique.clause + " of " + called(critique.draft) +
           text(": ", critique.concern);
  }
  std::string operator()(const FinalQuestionEvent& asked) const {
    return " asked for the final answer on " + called(asked.draft) + to_whom();
  }
  std::string operator()(const FinalAnswerEvent& answer) const {
    return std::string(answer.kind == FinalAnswerKind::yes  ? " said yes"
                       : answer.kind == FinalAnswerKind::no ? " said no"
                                                            : " said yes on conditions") +
           " to " + called(answer.draft) + text(": ", answer.text);
  }
  std::string operator()(const PutToEvent& put) const {
    return " laid " + called(put.what) + " before " + speaker_in_words(c_, put.body);
  }
  std::string operator()(const ApprovalEvent& approval) const {
    return (approval.consents ? " consented to " : " refused its consent to ") +
           called(approval.what) + text(approval.consents ? ", if " : ": ", approval.text);
  }
  std::string operator()(const HopEvent& hop) const {
    const std::string what = called(hop.what);
    switch (hop.state) {
      case HopState::handed:
        return " handed on " + what + (hop.to.empty() ? "" : " to " + who(hop.to));
      case HopState::reached:
        return " got " + what;
      case HopState::read:
        return " read " + what;
      case HopState::put_to_principals:
        return " took " + what + " to the principals";
      case HopState::answered:
        return " sent the answer to " + what;
      case HopState::lost:
        return " lost " + what + " on the way";
    }
    return "";
  }
  std::string operator()(const ReleaseEvent& release) const {
    std::vector<std::string> names;
    for (const std::string& one : release.to)
      names.push_back(who(one));
    return " passed on " + called(release.what) + " to " + list_in_words(names) + " (" +
           words_of(token(release.form)) + ")";
  }
  std::string operator()(const PermissionEvent& permission) const {
    return " changed what may be passed on of " + called(permission.what) + ": " +
           words_of(token(event_.pass_on.form));
  }
  std::string operator()(const DeadlineEvent& deadline) const {
    const std::string name = c_.name_of(deadline.id);
    if (deadline.step == DeadlineStep::passed) return " noted that a deadline passed: " + name;
    return std::string(deadline.step == DeadlineStep::set ? " set" : " moved") +
           " a deadline: " + name + (deadline.date ? ", " + date_in_words(*deadline.date) : "");
  }
  std::string operator()(const AttendanceEvent& meeting) const {
    return (meeting.present ? " took part: " : " stayed away: ") + shown(meeting.meeting) +
           text("; ", meeting.because);
  }
  std::string operator()(const PressureEvent& pressure) const {
    return " pressed " + who(pressure.on) + text(": ", pressure.says) +
           (pressure.held_by.empty() ? "" : " (as " + who(pressure.held_by) + " has it)");
  }
  std::string operator()(const TalksStateEvent& state) const {
    return " noted the state of the talks: " + words_of(token(state.to)) +
           text(". ", state.because);
  }
  std::string operator()(const ExpectedEvent& expected) const {
    return " expected, and not yet so" +
           (expected.state ? ": " + words_of(token(*expected.state)) : "") +
           (expected.on ? ", " + date_in_words(*expected.on) : "") + text(": ", expected.text);
  }
  std::string operator()(const NoteEvent& note) const { return " noted" + text(": ", note.text); }
  std::string operator()(const OffTheRecordEvent&) const { return " went off the record"; }
  std::string operator()(const ChannelEvent& channel) const {
    std::string name = channel.channel;
    for (const Channel& known : c_.channels)
      if (known.id == channel.channel) name = known.name;
    return (channel.open ? " opened the channel " : " closed the channel ") + name +
           text(": ", channel.because);
  }

 private:
  std::string who(std::string_view id) const { return speaker_in_words(c_, id); }

  std::string called(const EventId& id) const {
    const auto at = talks_.find(id);
    return at ? called_in_words(talks_, *at) : "an entry that is not here";
  }
  std::string named(const std::optional<EventId>& id) const {
    return id ? called(*id) : "a precondition";
  }
  std::string own_name() const { return event_.label.empty() ? "a text" : quoted(event_.label); }
  std::string to_whom() const {
    std::vector<std::string> names;
    for (const std::string& one : event_.to)
      names.push_back(who(one));
    if (event_.in_public) return " in public";
    return names.empty() ? "" : " to " + list_in_words(names);
  }
  std::string terms(std::string_view before, const PartialPackage& package) const {
    return package.terms.empty() ? "" : std::string(before) + in_words(c_, package);
  }
  static std::string text(std::string_view before, std::string_view words) {
    return words.empty() ? "" : std::string(before) + quoted(words);
  }
  static std::string until(const std::optional<Date>& expires) {
    return expires ? "; open until " + date_in_words(*expires) : "";
  }
  std::string requirement(const Requirement& wants) const {
    const std::string name = subject_in_words(c_, wants.about);
    if (!wants.about.issue || wants.options.empty()) return name + " " + wants.written;
    std::vector<std::string> options;
    for (const OptionIndex option : wants.options)
      options.push_back(option_in_words(c_, *wants.about.issue, option));
    return name + ": " + join_in_words(options, "or");
  }
  std::string requirements(const std::vector<Requirement>& all, std::string_view words) const {
    std::vector<std::string> each;
    for (const Requirement& one : all)
      each.push_back(requirement(one));
    return join_in_words(each) + text(each.empty() ? "" : "; ", words);
  }

  const Case& c_;
  const Talks& talks_;
  const Event& event_;
};

}  // namespace

std::string speaker_in_words(const Case& c, std::string_view who) {
  if (const auto named = part_named(c, who))
    return shown(c.name_of(named->part)) + " of " + c.parties[named->party].name;
  return who == "mediator" ? "the mediator" : shown(c.name_of(who));
}

std::string called_in_words(const Talks& talks, EventIndex index) {
  const Event& event = talks.effective(index);
  const std::string& label = talks.events[index].label;
  return noun_of(event) +
         (label.empty() ? " of " + date_in_words(event.said.day()) : " " + quoted(label));
}

std::string event_fact(const Talks& talks, EventIndex index) {
  const std::string& label = talks.events[index].label;
  return "event." + (label.empty() ? std::to_string(index + 1) : label);
}

std::string event_in_words(const Case& c, const Talks& talks, EventIndex index) {
  const Event& event = talks.effective(index);
  return speaker_in_words(c, event.who) + std::visit(Teller(c, talks, event), event.body);
}

}  // namespace caucus
