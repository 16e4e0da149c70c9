#include "caucus/talks/enact.h"

#include <algorithm>

#include "caucus/base/assert.h"
#include "caucus/talks/apply.h"
#include "caucus/talks/direction.h"
#include "caucus/talks/lookups.h"
#include "caucus/talks/part_names.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

// One event at one place; each operator() is what one kind leads to.
class Effect {
 public:
  Effect(const Case& c, Talks& talks, EventIndex at)
      : case_(c),
        talks_(talks),
        at_(at),
        event_(talks.effective(at)),
        who_(speaker_of(c, event_.who)) {}

  std::vector<Warned> enact() {
    std::visit([this](const auto& body) { (*this)(body); }, event_.body);
    return std::move(warned_);
  }

  void operator()(const MessageEvent&) {}
  void operator()(const NoteEvent&) {}
  void operator()(const OffTheRecordEvent&) {}

  void operator()(const OfferEvent& e) {
    TermsLife& life = begin_terms(e.revises);
    life.by = who_.party;
    offered(e.package);
    put_to_audience(life);
    advance(TalksState::proposed);
  }

  void operator()(const ProposalEvent& e) {
    TermsLife& life = begin_terms(e.revises);
    put_to_audience(life);
    if (!e.idea) advance(TalksState::proposed);
  }

  void operator()(const AnswerEvent& e) {
    const EventIndex item = place_of(e.to);
    TermsLife& life = talks_.terms[talks_.place[item]];
    life.history.push_back(at_);
    PartyLife& party = party_of(life, *who_.party);
    const PartyStep before = party.step;
    const std::optional<EventIndex> earlier = party.answer;
    party.step = step_of(e.kind);
    party.answer = at_;
    const bool had_accepted = before == PartyStep::accepted || before == PartyStep::accepted_if;
    const bool takes_back = party.step == PartyStep::refused || party.step == PartyStep::countered;
    if (had_accepted && takes_back && earlier) step_back(BackwardKind::answer, {}, *earlier);
    if (e.kind == AnswerKind::counter) {
      TermsLife& counter = begin_terms(std::nullopt);
      counter.by = who_.party;
      offered(e.package);
      put_to_audience(counter);
      advance(TalksState::proposed);
    }
    if (e.kind == AnswerKind::accept || e.kind == AnswerKind::conditional_accept) {
      advance(TalksState::accepted_by_some);
      agree_if_approved(item);
    }
  }

  void operator()(const WithdrawEvent& e) {
    const EventIndex what = place_of(e.what);
    talks_.withdrawn.emplace(what, at_);
    const std::uint32_t place = talks_.place[what];
    switch (kind_of(talks_.effective(what))) {
      case EventKind::offer:
      case EventKind::proposal:
        talks_.terms[place].withdrawn = at_;
        talks_.terms[place].history.push_back(at_);
        if (who_.party) step_back(BackwardKind::offer, subjects_of(what), what);
        break;
      case EventKind::answer:
        take_back_answer(what);
        break;
      case EventKind::line:
        talks_.lines[place].withdrawn = at_;
        break;
      case EventKind::critique:
        talks_.text.critiques[place].withdrawn = at_;
        break;
      default:
        break;
    }
  }

  void operator()(const PositionEvent& e) {
    const auto [entry, is_new] =
        talks_.positions_at.try_emplace(std::pair(event_.who, subject_code(e.wants.about)),
                                        static_cast<std::uint32_t>(talks_.positions.size()));
    if (is_new) talks_.positions.push_back({event_.who, *who_.party, e.wants.about, {}});
    PositionLife& life = talks_.positions[entry->second];
    if (!life.history.empty()) {
      const EventIndex earlier = life.history.back();
      const auto& before = std::get<PositionEvent>(talks_.effective(earlier).body);
      if (demands_more(case_, *who_.party, before.wants, e.wants))
        step_back(BackwardKind::position, {e.wants.about}, earlier);
    }
    life.history.push_back(at_);
  }

  void operator()(const LineEvent& e) {
    if (!e.moves) {
      begin(talks_.lines.size());
      talks_.lines.push_back({*who_.party, e.kind, {at_}, std::nullopt});
      return;
    }
    const std::uint32_t place = talks_.place[place_of(*e.moves)];
    LineLife& life = talks_.lines[place];
    const EventIndex earlier = life.history.back();
    const auto& before = std::get<LineEvent>(talks_.effective(earlier).body);
    std::vector<Subject> tighter = narrower(before.requires_, e.requires_);
    if (!tighter.empty()) step_back(BackwardKind::line, std::move(tighter), earlier);
    life.history.push_back(at_);
    talks_.place[at_] = place;
  }

  void operator()(const PreconditionEvent& e) {
    if (e.step == PreconditionStep::set) {
      begin(talks_.preconditions.size());
      talks_.preconditions.push_back({at_, e.step, at_});
      return;
    }
    PreconditionLife& life = talks_.preconditions[talks_.place[place_of(*e.which)]];
    life.step = e.step;
    life.last = at_;
  }

  void operator()(const UnderstandingEvent& e) {
    begin(talks_.understandings.size());
    talks_.understandings.push_back(
        {at_, parties_of(case_, e.between), {}, UnderstandingStatus::noted});
  }

  void operator()(const ReadBackEvent& e) {
    UnderstandingLife& life = talks_.understandings[talks_.place[place_of(e.what)]];
    const auto found = std::find_if(life.read_backs.begin(), life.read_backs.end(),
                                    [&](const auto& given) { return given.first == *who_.party; });
    if (found != life.read_backs.end())
      found->second = at_;
    else
      life.read_backs.emplace_back(*who_.party, at_);
    const bool differs =
        std::any_of(life.read_backs.begin(), life.read_backs.end(), [&](const auto& given) {
          return !std::get<ReadBackEvent>(talks_.effective(given.second).body).confirmed;
        });
    life.status = differs ? UnderstandingStatus::differs
                  : life.read_backs.size() == life.between.size()
                      ? UnderstandingStatus::confirmed
                      : UnderstandingStatus::read_back_by_some;
  }

  void operator()(const DraftEvent& e) {
    const auto number = static_cast<std::uint32_t>(talks_.text.drafts.size());
    DraftLife draft;
    draft.event = at_;
    if (e.based_on) draft.clauses = talks_.text.drafts[talks_.place[place_of(*e.based_on)]].clauses;
    for (std::uint32_t at = 0; at < e.clauses.size(); ++at)
      write_clause(draft, e.clauses[at].id, {at_, at});
    std::erase_if(draft.clauses, [&](const ClauseRef& ref) {
      const std::string& id = clause_at(talks_, ref).id;
      return std::find(e.without.begin(), e.without.end(), id) != e.without.end();
    });
    for (const ClauseText& clause : e.clauses)
      for (const EventId& id : clause.meets) {
        CritiqueLife& critique = talks_.text.critiques[talks_.place[place_of(id)]];
        if (!critique.met_by) critique.met_by = number;
      }
    begin(number);
    talks_.text.drafts.push_back(std::move(draft));
    advance(TalksState::drafting);
  }

  void operator()(const ShownEvent& e) {
    DraftLife& draft = talks_.text.drafts[talks_.place[place_of(e.draft)]];
    if (e.step == ShownStep::shown) {
      for (PartyId party : parties_of(case_, event_.to))
        draft.readers.push_back({party, at_, e.supervised, std::nullopt});
      return;
    }
    for (auto reader = draft.readers.rbegin(); reader != draft.readers.rend(); ++reader)
      if (reader->party == *who_.party) {
        reader->returned = at_;
        return;
      }
  }

  void operator()(const CritiqueEvent& e) {
    begin(talks_.text.critiques.size());
    CritiqueLife life{.event = at_,
                      .by = *who_.party,
                      .draft = talks_.place[place_of(e.draft)],
                      .clause = e.clause,
                      .met_by = std::nullopt,
                      .withdrawn = std::nullopt};
    talks_.text.critiques.push_back(std::move(life));
  }

  void operator()(const FinalQuestionEvent& e) {
    DraftLife& draft = talks_.text.drafts[talks_.place[place_of(e.draft)]];
    if (!draft.final_question) draft.final_question = at_;
    for (PartyId party : parties_of(case_, event_.to)) {
      auto& asked = draft.final_asked;
      asked.insert(std::lower_bound(asked.begin(), asked.end(), party), party);
    }
    advance(TalksState::proposed);
  }

  void operator()(const FinalAnswerEvent& e) {
    DraftLife& draft = talks_.text.drafts[talks_.place[place_of(e.draft)]];
    draft.final_answers.push_back({*who_.party, at_});
    if (e.kind != FinalAnswerKind::no) advance(TalksState::accepted_by_some);
  }

  void operator()(const PutToEvent& e) {
    BodyLife& body = body_of(e.what, e.body);
    body.step = BodyStep::put;
    body.put = at_;
  }

  void operator()(const ApprovalEvent& e) {
    BodyLife& body = body_of(e.what, event_.who);
    body.step = !e.consents      ? BodyStep::refuses
                : e.text.empty() ? BodyStep::consents
                                 : BodyStep::consents_if;
    body.answer = at_;
    if (e.consents && talks_.life_of(place_of(e.what))) agree_if_approved(place_of(e.what));
  }

  void operator()(const HopEvent& e) {
    const EventIndex what = place_of(e.what);
    if (e.state == HopState::handed) {
      talks_.hops_of.emplace(what, static_cast<std::uint32_t>(talks_.hops.size()));
      talks_.hops.push_back(
          {what, e.from.empty() ? event_.who : e.from, e.to, HopState::handed, at_, at_});
      return arrived(what, e.to, event_.channel.empty());
    }
    const auto place = open_hop(case_, talks_, what, event_);
    CAUCUS_ASSERT(place.has_value(), "judging has found the leg");
    HopLife& leg = talks_.hops[*place];
    leg.state = e.state;
    leg.last = at_;
    if (e.state != HopState::lost) arrived(what, leg.to, true);
  }

  void operator()(const ReleaseEvent& e) {
    const EventIndex what = place_of(e.what);
    talks_.releases.emplace(what, at_);
    if (!talks_.life_of(what)) return;
    for (const std::string& name : e.to)
      arrived(what, name, true);
  }

  void operator()(const PermissionEvent& e) { talks_.permissions[place_of(e.what)] = at_; }

  void operator()(const DeadlineEvent& e) {
    auto found = std::find_if(talks_.deadlines.begin(), talks_.deadlines.end(),
                              [&](const DeadlineLife& life) { return life.id == e.id; });
    if (found == talks_.deadlines.end()) {
      const auto standing = deadline_of(case_, talks_, e.id).value_or(StandingDeadline{});
      talks_.deadlines.push_back({e.id, standing.date, standing.kind, std::nullopt, {}});
      found = talks_.deadlines.end() - 1;
    }
    if (e.date) found->date = e.date;
    if (e.step == DeadlineStep::set) found->kind = e.kind;
    if (e.step == DeadlineStep::passed)
      found->passed = at_;
    else
      found->passed = std::nullopt;
    found->history.push_back(at_);
  }

  void operator()(const AttendanceEvent& e) {
    if (!e.present) talks_.absences.push_back(at_);
  }

  void operator()(const PressureEvent&) { talks_.pressures.push_back(at_); }

  void operator()(const TalksStateEvent& e) {
    const auto cause = e.cause ? talks_.meant(*e.cause) : std::nullopt;
    talks_.states.push_back({e.to, at_, cause, true});
  }

  void operator()(const ExpectedEvent&) { talks_.expected.push_back(at_); }

  void operator()(const ChannelEvent& e) {
    if (e.open)
      talks_.closed_channels.erase(e.channel);
    else
      talks_.closed_channels.emplace(e.channel, at_);
  }

 private:
  EventIndex place_of(const EventId& id) const {
    const auto found = talks_.meant(id);
    CAUCUS_ASSERT(found.has_value(), "judging has found what is named");
    return *found;
  }

  void begin(std::size_t place) { talks_.place[at_] = static_cast<std::uint32_t>(place); }

  TermsLife& begin_terms(const std::optional<EventId>& revises) {
    begin(talks_.terms.size());
    TermsLife life;
    life.item = at_;
    life.history.push_back(at_);
    if (revises) {
      life.revises = place_of(*revises);
      TermsLife& earlier = talks_.terms[talks_.place[*life.revises]];
      earlier.revised_by = at_;
      earlier.history.push_back(at_);
    }
    return talks_.terms.emplace_back(std::move(life));
  }

  static PartyStep step_of(AnswerKind kind) {
    switch (kind) {
      case AnswerKind::accept:
        return PartyStep::accepted;
      case AnswerKind::conditional_accept:
        return PartyStep::accepted_if;
      case AnswerKind::reject:
        return PartyStep::refused;
      case AnswerKind::counter:
        return PartyStep::countered;
      case AnswerKind::no_answer_yet:
        break;
    }
    return PartyStep::no_answer;
  }

  static PartyLife& party_of(TermsLife& life, PartyId party) {
    for (PartyLife& each : life.parties)
      if (each.party == party) return each;
    return life.parties.emplace_back(
        PartyLife{party, PartyStep::not_put, std::nullopt, std::nullopt, {}});
  }

  BodyLife& body_of(const EventId& what, const std::string& name) {
    const EventIndex item = place_of(what);
    if (talks_.life_of(item)) {
      TermsLife& life = talks_.terms[talks_.place[item]];
      life.history.push_back(at_);
      return named_body(party_of(life, *who_.party).bodies, own_part_name(case_, name));
    }
    return named_body(talks_.text.drafts[talks_.place[item]].bodies, name);
  }

  static BodyLife& named_body(std::vector<BodyLife>& bodies, const std::string& name) {
    for (BodyLife& body : bodies)
      if (body.body == name) return body;
    return bodies.emplace_back(BodyLife{name, BodyStep::put, std::nullopt, std::nullopt});
  }

  void put_to_audience(TermsLife& life) {
    for (PartyId party : parties_of(case_, event_.to))
      if (life.by != party) reach(life, party, true);
  }

  // Something came to somebody, or is on its way there.
  void arrived(EventIndex what, const std::string& name, bool there) {
    if (!talks_.life_of(what)) return;
    TermsLife& life = talks_.terms[talks_.place[what]];
    life.history.push_back(at_);
    const Speaker to = speaker_of(case_, name);
    if (to.party && life.by != to.party) reach(life, *to.party, there);
    if (to.party || event_.channel.empty()) return;
    for (const Channel& channel : case_.channels)  // at a relay, so on the way to its party
      if (channel.id == event_.channel && life.by != channel.to) reach(life, channel.to, false);
  }

  // An answer that was given already is not undone by later news of the way.
  void reach(TermsLife& life, PartyId party, bool there) {
    PartyLife& with = party_of(life, party);
    if (there && !with.put) with.put = at_;
    if (with.step == PartyStep::not_put || with.step == PartyStep::on_the_way)
      with.step = there || with.step == PartyStep::put ? PartyStep::put : PartyStep::on_the_way;
  }

  void take_back_answer(EventIndex what) {
    const auto& answer = std::get<AnswerEvent>(talks_.effective(what).body);
    TermsLife& life = talks_.terms[talks_.place[place_of(answer.to)]];
    life.history.push_back(at_);
    PartyLife& party = party_of(life, *who_.party);
    if (party.answer == what) {
      const bool had_accepted =
          party.step == PartyStep::accepted || party.step == PartyStep::accepted_if;
      party.step = PartyStep::put;
      party.answer = std::nullopt;
      if (had_accepted) step_back(BackwardKind::answer, {}, what);
    }
    if (answer.kind == AnswerKind::counter) {
      talks_.terms[talks_.place[what]].withdrawn = at_;
      step_back(BackwardKind::offer, subjects_of(what), what);
    }
  }

  std::vector<Subject> subjects_of(EventIndex item) const {
    std::vector<Subject> subjects;
    for (const Term& term : terms_of(talks_.effective(item)).terms)
      subjects.push_back({term.issue, std::nullopt});
    return subjects;
  }

  // Compares with what the party has offered before on each issue, and remembers it.
  void offered(const PartialPackage& terms) {
    std::vector<Subject> back;
    EventIndex earlier = 0;
    for (const Term& term : terms.terms) {
      const auto [entry, is_new] =
          talks_.offered.try_emplace({*who_.party, term.issue}, OfferedTerm{term.option, at_, {}});
      OfferedTerm& before = entry->second;
      if (is_new || before.option == term.option) {
        before.event = at_;
        continue;
      }
      const auto better = likes_better(case_, *who_.party, term.issue, term.option, before.option);
      const bool returned = std::binary_search(before.left.begin(), before.left.end(), term.option);
      if (better ? *better > 0 : returned) {
        back.push_back({term.issue, std::nullopt});
        earlier = std::max(earlier, before.event);
      }
      const auto at = std::lower_bound(before.left.begin(), before.left.end(), before.option);
      if (at == before.left.end() || *at != before.option) before.left.insert(at, before.option);
      before.option = term.option;
      before.event = at_;
    }
    if (!back.empty()) step_back(BackwardKind::offer, std::move(back), earlier);
  }

  void step_back(BackwardKind kind, std::vector<Subject> subjects, EventIndex earlier) {
    talks_.backwards.push_back({at_, kind, *who_.party, std::move(subjects), earlier});
    warned_.push_back({Warning::moves_back, talks_.events[earlier].label});
  }

  void write_clause(DraftLife& draft, const std::string& id, ClauseRef ref) {
    for (ClauseRef& each : draft.clauses)
      if (clause_at(talks_, each).id == id) {
        each = ref;
        return;
      }
    draft.clauses.push_back(ref);
  }

  // What follows by itself only ever leads forwards; that talks stall, stop or go on again is for a
  // person to say.
  void advance(TalksState to) {
    const TalksState now = talks_.state_now();
    const bool under_way = now <= TalksState::accepted_by_some || now == TalksState::resumed;
    const bool forwards = now == TalksState::resumed || now < to;
    if (under_way && forwards) talks_.states.push_back({to, at_, at_, false});
  }

  void agree_if_approved(EventIndex item) {
    const TermsLife& life = talks_.terms[talks_.place[item]];
    if (status_of(case_, talks_, life, event_.said.day()) != TermsStatus::approved_by_all) return;
    const TalksState now = talks_.state_now();
    if (now != TalksState::agreed && now != TalksState::in_force && now != TalksState::completed)
      talks_.states.push_back({TalksState::agreed, at_, item, false});
  }

  const Case& case_;
  Talks& talks_;
  EventIndex at_;
  const Event& event_;
  Speaker who_;
  std::vector<Warned> warned_;
};

}  // namespace

std::vector<Warned> enact(const Case& c, Talks& talks, EventIndex at) {
  return Effect(c, talks, at).enact();
}

}  // namespace caucus
