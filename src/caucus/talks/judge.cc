#include "caucus/talks/judge.h"

#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/talks/apply.h"
#include "caucus/talks/direction.h"
#include "caucus/talks/event_parts.h"
#include "caucus/talks/lookups.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Keeps the refusal that comes first in the order of precedence.
class FirstRefusal {
 public:
  void add(Refusal why, std::string_view about = {}) {
    if (!first_ || why < first_->why) first_ = Refused{why, std::string(about)};
  }
  std::optional<Refused> take() { return std::move(first_); }

 private:
  std::optional<Refused> first_;
};

// Looks at everything that one kind of event needs; each operator() is one kind.
class Judge {
 public:
  Judge(const Case& c, const Talks& talks, const Event& event)
      : case_(c), talks_(talks), event_(event), who_(speaker_of(c, event.who)) {}

  std::optional<Refused> judge() {
    names();
    way();
    std::visit([this](const auto& body) { (*this)(body); }, event_.body);
    return found_.take();
  }

  void operator()(const MessageEvent& e) {
    if (e.answers) there(*e.answers);
    issues(e.issues);
    terms(e.package);
    if (e.text.empty() && e.package.terms.empty()) found_.add(Refusal::package_empty);
  }

  void operator()(const OfferEvent& e) {
    need_party();
    terms(e.package);
    if (e.package.terms.empty() && e.conditions.empty()) found_.add(Refusal::package_empty);
    if (e.revises) own_terms(*e.revises);
  }

  void operator()(const ProposalEvent& e) {
    need_mediator();
    terms(e.package);
    if (e.package.terms.empty() && e.text.empty()) found_.add(Refusal::package_empty);
    rules(e.package);
    if (e.revises) own_terms(*e.revises);
    if (!e.deadline.empty()) deadline_date(e.deadline);
  }

  void operator()(const AnswerEvent& e) {
    need_party();
    terms(e.package);
    if (e.kind == AnswerKind::counter && e.package.terms.empty() && e.text.empty())
      found_.add(Refusal::package_empty);
    if (e.kind == AnswerKind::conditional_accept && e.package.terms.empty() && e.text.empty())
      found_.add(Refusal::package_empty);
    const TermsLife* life = life_there(e.to);
    if (!life) return;
    if (life->withdrawn) return nothing_to_answer(life->item);
    if (life->by && life->by == who_.party)
      return found_.add(Refusal::your_own_terms, named(life->item));
    if (e.kind == AnswerKind::accept || e.kind == AnswerKind::conditional_accept) in_time(*life);
  }

  void operator()(const WithdrawEvent& e) {
    const auto what = there(e.what);
    if (!what) return;
    const Event& earlier = talks_.effective(*what);
    if (talks_.withdrawn.contains(*what)) nothing_to_answer(*what);
    own(earlier);
  }

  void operator()(const PositionEvent& e) {
    need_party();
    requirement(e.wants);
  }

  void operator()(const LineEvent& e) {
    need_party();
    for (const Requirement& each : e.requires_)
      requirement(each);
    if (e.requires_.empty() && e.text.empty()) found_.add(Refusal::package_empty);
    if (!e.moves) return;
    const auto what = there(*e.moves);
    if (!what) return;
    const LineLife* line = talks_.line_of(*what);
    if (!line || line->withdrawn) return nothing_to_answer(*what);
    if (line->party != who_.party) found_.add(Refusal::not_your_own, event_.who);
  }

  void operator()(const PreconditionEvent& e) {
    for (const Requirement& each : e.requires_)
      requirement(each);
    if (e.step == PreconditionStep::set) {
      need_party();
      if (e.requires_.empty() && e.text.empty()) found_.add(Refusal::package_empty);
      return;
    }
    const auto what = e.which ? there(*e.which) : std::nullopt;
    if (!e.which) found_.add(Refusal::nothing_to_answer);
    if (!what) return;
    const PreconditionLife* life = talks_.precondition_of(*what);
    if (!life) return nothing_to_answer(*what);
    if (life->step != PreconditionStep::set) found_.add(Refusal::not_in_order, named(*what));
    if (e.step == PreconditionStep::dropped) own(talks_.effective(life->set));
  }

  void operator()(const UnderstandingEvent& e) {
    issues(e.issues);
    terms(e.package);
    if (e.text.empty() && e.package.terms.empty()) found_.add(Refusal::package_empty);
    for (const std::string& name : e.between)
      if (!speaker_of(case_, name).party) found_.add(Refusal::party_unknown, name);
    if (parties_of(case_, e.between).size() < 2)
      found_.add(Refusal::party_unknown, "between two parties or more");
  }

  void operator()(const ReadBackEvent& e) {
    need_party();
    const auto what = there(e.what);
    if (!what) return;
    const UnderstandingLife* life = talks_.understanding_of(*what);
    if (!life) return nothing_to_answer(*what);
    const auto& between = life->between;
    if (who_.party && std::find(between.begin(), between.end(), *who_.party) == between.end())
      nothing_to_answer(*what);
  }

  void operator()(const DraftEvent& e) {
    if (!who_.mediates()) found_.add(Refusal::text_has_one_editor, event_.who);
    if (e.clauses.empty() && e.without.empty()) found_.add(Refusal::package_empty);
    for (const ClauseText& clause : e.clauses) {
      issues(clause.issues);
      for (const EventId& id : clause.from)
        there(id);
      for (const EventId& id : clause.meets)
        if (const auto what = there(id); what && !talks_.critique_of(*what))
          nothing_to_answer(*what);
    }
    const DraftLife* base = e.based_on ? draft_there(*e.based_on) : nullptr;
    for (const std::string& id : e.without)
      if (!base || !has_clause(*base, id)) found_.add(Refusal::clause_unknown, id);
    if (!talks_.text.drafts.empty()) still_open(talks_.text.drafts.back());
  }

  void operator()(const ShownEvent& e) {
    const DraftLife* draft = draft_there(e.draft);
    if (e.step == ShownStep::shown) {
      need_mediator();
      if (parties_of(case_, event_.to).empty())
        found_.add(Refusal::party_unknown, "shown to a party");
      return;
    }
    need_party();
    if (!draft || !who_.party) return;
    const DraftReader* reader = draft->reader(*who_.party);
    if (!reader) return found_.add(Refusal::draft_not_shown, named(draft->event));
    if (reader->returned) found_.add(Refusal::not_in_order, named(draft->event));
  }

  void operator()(const CritiqueEvent& e) {
    need_party();
    if (e.concern.empty()) found_.add(Refusal::package_empty);
    const DraftLife* draft = draft_there(e.draft);
    if (!draft) return;
    if (!has_clause(*draft, e.clause)) found_.add(Refusal::clause_unknown, e.clause);
    shown_to_speaker(*draft);
  }

  void operator()(const FinalQuestionEvent& e) {
    need_mediator();
    const DraftLife* draft = draft_there(e.draft);
    const std::vector<PartyId> asked = parties_of(case_, event_.to);
    if (asked.empty()) found_.add(Refusal::party_unknown, "asked of a party");
    if (!draft) return;
    for (PartyId party : asked) {
      if (!draft->reader(party)) found_.add(Refusal::draft_not_shown, case_.parties[party].id);
      if (std::binary_search(draft->final_asked.begin(), draft->final_asked.end(), party))
        found_.add(Refusal::already_final, case_.parties[party].id);
    }
    if (draft != &talks_.text.drafts.back())
      found_.add(Refusal::nothing_to_answer, named(draft->event));
  }

  void operator()(const FinalAnswerEvent& e) {
    need_party();
    const DraftLife* draft = draft_there(e.draft);
    if (!draft || !who_.party) return;
    shown_to_speaker(*draft);
    const auto& asked = draft->final_asked;
    if (!std::binary_search(asked.begin(), asked.end(), *who_.party))
      found_.add(Refusal::not_in_order, named(draft->event));
    for (const FinalAnswerGiven& given : draft->final_answers)
      if (given.party == *who_.party) found_.add(Refusal::already_final, named(draft->event));
  }

  void operator()(const PutToEvent& e) {
    need_party();
    if (who_.party && !is_approval_body(case_, *who_.party, e.body))
      found_.add(Refusal::body_unknown, e.body);
    approvable(e.what);
  }

  void operator()(const ApprovalEvent& e) {
    if (!who_.party || !is_approval_body(case_, *who_.party, event_.who))
      found_.add(Refusal::body_unknown, event_.who);
    approvable(e.what);
  }

  void operator()(const HopEvent& e) {
    const auto what = there(e.what);
    known(e.from);
    if (e.state == HopState::handed) {
      if (e.to.empty()) return found_.add(Refusal::party_unknown, "handed to somebody");
      known(e.to);
      return member(e.to);
    }
    if (what && !open_hop(case_, talks_, *what, event_))
      found_.add(Refusal::not_in_order, named(*what));
  }

  void operator()(const ReleaseEvent& e) {
    need_mediator();
    if (e.to.empty()) found_.add(Refusal::party_unknown, "released to somebody");
    for (const std::string& name : e.to)
      known(name);
    const auto what = there(e.what);
    if (!what) return;
    const Event& source = talks_.effective(*what);
    if (source.in_public || speaker_of(case_, source.who).mediates()) return;
    for (const std::string& name : e.to)
      if (!permits(talks_.permission_of(*what), {e.form, name, e.attributed}, event_.said.day()))
        found_.add(Refusal::pass_on_not_permitted, name);
  }

  void operator()(const PermissionEvent& e) {
    if (const auto what = there(e.what)) own(talks_.effective(*what));
  }

  void operator()(const DeadlineEvent& e) {
    if (e.step == DeadlineStep::set) return;
    if (deadline_date(e.id) && e.step == DeadlineStep::passed) {
      const DeadlineLife* life = talks_.deadline_of(e.id);
      if (life && life->passed) found_.add(Refusal::not_in_order, e.id);
    }
  }

  void operator()(const AttendanceEvent&) {}

  void operator()(const PressureEvent& e) {
    known(e.on);
    if (e.issue && !case_.issues.contains(*e.issue)) found_.add(Refusal::unknown_issue);
  }

  void operator()(const TalksStateEvent& e) {
    need_mediator();
    if (e.from && *e.from != talks_.state_now())
      found_.add(Refusal::not_in_order, token(talks_.state_now()));
    const auto cause = e.cause ? there(*e.cause) : std::nullopt;
    if (!cause || (e.to != TalksState::agreed && e.to != TalksState::in_force)) return;
    const TermsLife* life = talks_.life_of(*cause);
    if (!life) return;
    const TermsStatus status = status_of(case_, talks_, *life, event_.said.day());
    if (status != TermsStatus::approved_by_all)
      found_.add(Refusal::approval_missing, named(*cause));
  }

  void operator()(const ExpectedEvent& e) {
    if (e.text.empty() && !e.state) found_.add(Refusal::package_empty);
  }

  void operator()(const NoteEvent& e) {
    need_mediator();
    if (e.about) there(*e.about);
  }

  void operator()(const OffTheRecordEvent&) { need_mediator(); }

  void operator()(const ChannelEvent& e) {
    if (!has_channel(e.channel)) return found_.add(Refusal::channel_unknown, e.channel);
    if (e.open != talks_.closed_channels.contains(e.channel))
      found_.add(Refusal::not_in_order, e.channel);
  }

 private:
  // Who is named, whatever the kind.
  void names() {
    const EventKind kind = kind_of(event_);
    const bool may_be_outside = kind == EventKind::pressure || kind == EventKind::expected;
    if (who_.kind == SpeakerKind::outside && (!may_be_outside || event_.who.empty()))
      found_.add(Refusal::party_unknown, event_.who);
    for (const std::string& name : event_.to)
      known(name);
    for (const std::string& name : event_.pass_on.to)
      known(name);
  }

  // By which way it went.
  void way() {
    if (event_.channel.empty()) return;
    if (!has_channel(event_.channel)) return found_.add(Refusal::channel_unknown, event_.channel);
    if (talks_.closed_channels.contains(event_.channel))
      found_.add(Refusal::channel_closed, event_.channel);
    if (who_.party) member(event_.who);
    for (const std::string& name : event_.to)
      member(name);
  }

  bool has_channel(std::string_view id) const {
    return std::any_of(case_.channels.begin(), case_.channels.end(),
                       [&](const Channel& channel) { return channel.id == id; });
  }

  // Whether the event's channel leads to somebody; without a channel everybody is face to face.
  void member(std::string_view name) {
    const auto channel =
        std::find_if(case_.channels.begin(), case_.channels.end(),
                     [&](const Channel& each) { return each.id == event_.channel; });
    if (channel == case_.channels.end() || holds(channel->hops, name)) return;
    const Speaker speaker = speaker_of(case_, name);
    if (speaker.party ? *speaker.party != channel->to : !speaker.mediates())
      found_.add(Refusal::audience_not_member, name);
  }

  void known(std::string_view name) {
    if (!name.empty() && speaker_of(case_, name).kind == SpeakerKind::outside)
      found_.add(Refusal::party_unknown, name);
  }

  void need_mediator() {
    if (!who_.mediates()) found_.add(Refusal::not_the_mediator, event_.who);
  }
  void need_party() {
    if (!who_.party) found_.add(Refusal::not_a_party, event_.who);
  }

  void issues(const std::vector<IssueId>& named_issues) {
    for (IssueId issue : named_issues)
      if (!case_.issues.contains(issue)) found_.add(Refusal::unknown_issue);
  }

  void option(IssueId issue, OptionIndex option_at) {
    if (!case_.issues.contains(issue)) return found_.add(Refusal::unknown_issue);
    if (option_at >= case_.issues[issue].options.size())
      found_.add(Refusal::unknown_option, case_.issues[issue].id);
  }

  void terms(const PartialPackage& package) {
    for (const Term& term : package.terms)
      option(term.issue, term.option);
  }

  void requirement(const Requirement& wanted) {
    if (wanted.about.issue)
      for (OptionIndex each : wanted.options)
        option(*wanted.about.issue, each);
    else if (!wanted.about.total || !case_.totals.contains(*wanted.about.total))
      found_.add(Refusal::unknown_issue);
  }

  void rules(const PartialPackage& package) {
    if (const Rule* rule = broken_rule(case_, package))
      found_.add(Refusal::package_breaks_rule, rule->id);
  }

  // The entry if it is there and in effect; otherwise there is nothing to answer.
  std::optional<EventIndex> there(const EventId& id) {
    const auto found = talks_.meant(id);
    if (found && !talks_.is_taken_out(*found)) return found;
    found_.add(Refusal::nothing_to_answer, found ? named(*found) : "@" + to_string(id));
    return std::nullopt;
  }

  const TermsLife* life_there(const EventId& id) {
    const auto what = there(id);
    if (!what) return nullptr;
    const TermsLife* life = talks_.life_of(*what);
    if (!life) nothing_to_answer(*what);
    return life;
  }

  const DraftLife* draft_there(const EventId& id) {
    const auto what = there(id);
    if (!what) return nullptr;
    const DraftLife* draft = talks_.draft_of(*what);
    if (!draft) nothing_to_answer(*what);
    return draft;
  }

  void nothing_to_answer(EventIndex what) { found_.add(Refusal::nothing_to_answer, named(what)); }

  // Terms of the speaker's own, which this event takes the place of.
  void own_terms(const EventId& id) {
    const TermsLife* life = life_there(id);
    if (!life) return;
    if (life->withdrawn || life->revised_by) nothing_to_answer(life->item);
    own(talks_.effective(life->item));
  }

  void own(const Event& earlier) {
    const Speaker speaker = speaker_of(case_, earlier.who);
    const bool same = speaker.party        ? speaker.party == who_.party
                      : speaker.mediates() ? who_.mediates()
                                           : earlier.who == event_.who;
    if (!same) found_.add(Refusal::not_your_own, event_.who);
  }

  void in_time(const TermsLife& life) {
    const Event& item = talks_.effective(life.item);
    if (const auto expires = expiry_of(item); expires && event_.said.day() > *expires)
      found_.add(Refusal::offer_expired, named(life.item));
    const auto* proposal = std::get_if<ProposalEvent>(&item.body);
    if (!proposal || proposal->deadline.empty()) return;
    const auto deadline = deadline_of(case_, talks_, proposal->deadline);
    if (deadline && deadline->kind == DeadlineKind::hard && deadline->date &&
        event_.said.day() > *deadline->date)
      found_.add(Refusal::deadline_passed, proposal->deadline);
  }

  bool deadline_date(std::string_view id) {
    if (deadline_of(case_, talks_, id)) return true;
    found_.add(Refusal::nothing_to_answer, id);
    return false;
  }

  void approvable(const EventId& id) {
    const auto what = there(id);
    if (!what) return;
    const TermsLife* life = talks_.life_of(*what);
    if (life ? life->withdrawn.has_value() : talks_.draft_of(*what) == nullptr)
      nothing_to_answer(*what);
  }

  bool has_clause(const DraftLife& draft, std::string_view id) const {
    return std::any_of(draft.clauses.begin(), draft.clauses.end(),
                       [&](const ClauseRef& ref) { return clause_at(talks_, ref).id == id; });
  }

  void shown_to_speaker(const DraftLife& draft) {
    if (who_.party && !draft.reader(*who_.party))
      found_.add(Refusal::draft_not_shown, named(draft.event));
  }

  // No new draft while everybody asked about the last one has said yes or is still to answer.
  void still_open(const DraftLife& last) {
    if (!last.final_question) return;
    for (const FinalAnswerGiven& given : last.final_answers) {
      const auto& answer = std::get<FinalAnswerEvent>(talks_.effective(given.answer).body);
      if (answer.kind != FinalAnswerKind::yes) return;
    }
    found_.add(Refusal::already_final, named(last.event));
  }

  // What people call an entry.
  std::string named(EventIndex index) const {
    const Event& event = talks_.events[index];
    return event.label.empty() ? "@" + to_string(event.id) : event.label;
  }

  const Case& case_;
  const Talks& talks_;
  const Event& event_;
  Speaker who_;
  FirstRefusal found_;
};

}  // namespace

std::optional<Refused> refusal_of_content(const Case& c, const Talks& talks, const Event& event) {
  return Judge(c, talks, event).judge();
}

std::optional<Refused> refusal_of_limits(const Event& event, const Moment& now) {
  FirstRefusal found;
  for (std::string_view text : texts_of(event))
    if (text.size() > event_text_bytes_max || invalid_utf8_at(text))
      found.add(Refusal::text_too_long);
  if (begins_after(event.said, now)) found.add(Refusal::in_the_future, to_string(event.said));
  if (event.noted && begins_after(*event.noted, now))
    found.add(Refusal::in_the_future, to_string(*event.noted));
  return found.take();
}

std::optional<Refused> refusal_of_frame(const Case& c, const Talks& talks, const Event& event,
                                        const Moment& now) {
  FirstRefusal found;
  if (const auto limits = refusal_of_limits(event, now)) found.add(limits->why, limits->about);
  if (talks.find(event.id))
    found.add(Refusal::duplicate_with_different_terms, "@" + to_string(event.id));
  if (!event.label.empty() && talks.find_label(event.label))
    found.add(Refusal::duplicate_with_different_terms, event.label);
  if (!event.corrects) return found.take();

  const auto what = talks.find(*event.corrects);
  if (!what) {
    found.add(Refusal::nothing_to_answer, "@" + to_string(*event.corrects));
    return found.take();
  }
  if (talks.corrected_by.contains(*what))
    found.add(Refusal::already_corrected, talks.events[*what].label);
  const bool same_kind = kind_of(talks.events[*what]) == kind_of(event);
  if (!same_kind && kind_of(event) != EventKind::note)
    found.add(Refusal::correction_breaks_record, token(kind_of(talks.events[*what])));
  if (kind_of(event) == EventKind::note && !speaker_of(c, event.who).mediates())
    found.add(Refusal::not_the_mediator, event.who);
  return found.take();
}

std::optional<Refused> earlier(std::optional<Refused> a, std::optional<Refused> b) {
  if (!a) return b;
  if (!b) return a;
  return b->why < a->why ? b : a;
}

}  // namespace caucus
