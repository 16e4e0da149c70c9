// What became of an event, and of an offer or proposal as a whole, in the words of scripts.
#include <algorithm>

#include <fmt/format.h>

#include "caucus/talks/apply.h"
#include "caucus/talks/lookups.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

struct Tally {
  std::size_t needed = 0;
  std::size_t accepted = 0;  // without a condition
  std::size_t accepted_if = 0;
  std::size_t refused = 0;
  std::size_t countered = 0;
  std::size_t on_the_way = 0;
  std::size_t put = 0;
  std::size_t bodies = 0;  // whose consent is needed
  std::size_t bodies_asked = 0;
  std::size_t bodies_consent = 0;
  std::size_t bodies_refuse = 0;
};

void count_bodies(const Party& party, const PartyLife* with, Tally& tally) {
  for (const std::string& name : party.approval) {
    ++tally.bodies;
    if (!with) continue;
    const auto body = std::find_if(with->bodies.begin(), with->bodies.end(),
                                   [&](const BodyLife& each) { return each.body == name; });
    if (body == with->bodies.end()) continue;
    ++tally.bodies_asked;
    tally.bodies_consent += body->step == BodyStep::consents;
    tally.bodies_refuse += body->step == BodyStep::refuses;
  }
}

Tally tally_of(const Case& c, const TermsLife& life) {
  Tally tally;
  for (PartyId party : c.parties.ids()) {
    const PartyLife* with = life.with(party);
    count_bodies(c.parties[party], with, tally);
    if (life.by == party) continue;
    ++tally.needed;
    if (!with) continue;
    tally.accepted += with->step == PartyStep::accepted;
    tally.accepted_if += with->step == PartyStep::accepted_if;
    tally.refused += with->step == PartyStep::refused;
    tally.countered += with->step == PartyStep::countered;
    tally.on_the_way += with->step == PartyStep::on_the_way;
    tally.put += with->step != PartyStep::not_put && with->step != PartyStep::on_the_way;
  }
  return tally;
}

std::string names(const Case& c, const std::vector<PartyId>& parties) {
  std::string text;
  for (PartyId party : parties)
    text += (text.empty() ? "" : ", ") + c.parties[party].id;
  return text;
}

// One operator() per kind; the words of docs/reference/talks-script.md.
class Outcome {
 public:
  Outcome(const Case& c, const Talks& talks, EventIndex at)
      : case_(c), talks_(talks), at_(at), event_(talks.events[at]) {}

  std::string operator()(const MessageEvent&) const { return "noted"; }
  std::string operator()(const NoteEvent&) const { return "noted"; }
  std::string operator()(const OffTheRecordEvent&) const { return "noted"; }
  std::string operator()(const OfferEvent&) const { return put("offered") + back(); }
  std::string operator()(const ProposalEvent& e) const { return e.idea ? "idea" : put("proposed"); }

  std::string operator()(const AnswerEvent& e) const {
    const auto party = caucus_of(case_, event_);
    return fmt::format("{} {}", answered(e.kind), party ? case_.parties[*party].id : event_.who) +
           back();
  }

  std::string operator()(const WithdrawEvent&) const { return "withdrawn" + back(); }
  std::string operator()(const PositionEvent&) const { return "position" + back(); }
  std::string operator()(const LineEvent& e) const {
    const LineLife* line = talks_.line_of(at_);
    return fmt::format("{} {}", token(line ? line->kind : e.kind), e.moves ? "moved" : "set") +
           back();
  }
  std::string operator()(const PreconditionEvent& e) const {
    return fmt::format("precondition {}", token(e.step));
  }
  std::string operator()(const UnderstandingEvent&) const { return "understanding"; }
  std::string operator()(const ReadBackEvent& e) const {
    return e.confirmed ? "read_back confirmed" : "read_back differs";
  }
  std::string operator()(const DraftEvent&) const {
    return fmt::format("draft {}", talks_.place[at_] + 1);
  }
  std::string operator()(const ShownEvent& e) const {
    const auto party = caucus_of(case_, event_);
    if (e.step == ShownStep::returned && party) return "returned " + case_.parties[*party].id;
    return "shown " + names(case_, parties_of(case_, event_.to));
  }
  std::string operator()(const CritiqueEvent&) const { return "critique open"; }
  std::string operator()(const FinalQuestionEvent&) const { return "final_question"; }
  std::string operator()(const FinalAnswerEvent& e) const {
    return fmt::format("final_answer {}", token(e.kind));
  }
  std::string operator()(const PutToEvent& e) const { return "before " + e.body; }
  std::string operator()(const ApprovalEvent& e) const {
    const std::string_view step = !e.consents      ? "refused_by_body"
                                  : e.text.empty() ? "consents"
                                                   : "consents_if";
    return fmt::format("{} {}", step, event_.who);
  }
  std::string operator()(const HopEvent& e) const { return std::string(token(e.state)); }
  std::string operator()(const ReleaseEvent& e) const {
    std::string to;
    for (const std::string& name : e.to)
      to += (to.empty() ? "" : ", ") + name;
    return fmt::format("released {} as {}", to, token(e.form));
  }
  std::string operator()(const PermissionEvent&) const {
    return fmt::format("permits {}", token(event_.pass_on.form));
  }
  std::string operator()(const DeadlineEvent& e) const {
    return fmt::format("deadline {}", token(e.step));
  }
  std::string operator()(const AttendanceEvent& e) const {
    return e.present ? "present" : "absent";
  }
  std::string operator()(const PressureEvent&) const { return "pressure"; }
  std::string operator()(const TalksStateEvent& e) const {
    return fmt::format("state {}", token(e.to));
  }
  std::string operator()(const ExpectedEvent&) const { return "expected"; }
  std::string operator()(const ChannelEvent& e) const {
    return e.open ? "channel open" : "channel closed";
  }

 private:
  static std::string_view answered(AnswerKind kind) {
    switch (kind) {
      case AnswerKind::accept:
        return "accepted_by";
      case AnswerKind::conditional_accept:
        return "accepted_if_by";
      case AnswerKind::reject:
        return "refused_by";
      case AnswerKind::counter:
        return "countered_by";
      case AnswerKind::no_answer_yet:
        break;
    }
    return "no_answer_from";
  }

  std::string put(std::string_view otherwise) const {
    std::vector<PartyId> to = parties_of(case_, event_.to);
    if (const auto by = caucus_of(case_, event_)) std::erase(to, *by);
    return to.empty() ? std::string(otherwise) : "put_to " + names(case_, to);
  }

  std::string back() const {
    const auto& steps = talks_.backwards;  // in the order of their events, but for corrections
    const bool moved = std::any_of(steps.rbegin(), steps.rend(),
                                   [&](const BackwardStep& step) { return step.event == at_; });
    return moved ? ", back" : "";
  }

  const Case& case_;
  const Talks& talks_;
  EventIndex at_;
  const Event& event_;
};

}  // namespace

TermsStatus status_of(const Case& c, const Talks& talks, const TermsLife& life, Date day) {
  if (life.withdrawn) return TermsStatus::withdrawn;
  if (life.revised_by) return TermsStatus::revised;
  const Tally tally = tally_of(c, life);
  if (tally.bodies_refuse > 0) return TermsStatus::refused_by_body;
  if (tally.needed > 0 && tally.accepted == tally.needed) {
    if (tally.bodies_consent == tally.bodies) return TermsStatus::approved_by_all;
    return tally.bodies_asked > 0 ? TermsStatus::before_bodies : TermsStatus::agreed_by_delegates;
  }
  const std::size_t accepted = tally.accepted + tally.accepted_if;
  if (tally.refused > 0)
    return accepted > 0 ? TermsStatus::refused_after_acceptance : TermsStatus::refused;
  const Event& item = talks.effective(life.item);
  if (const auto expires = expiry_of(item); expires && day > *expires) return TermsStatus::expired;
  if (accepted > 0) return TermsStatus::accepted_by_some;
  if (tally.countered > 0) return TermsStatus::countered;
  if (tally.put > 0) return TermsStatus::put;
  if (tally.on_the_way > 0) return TermsStatus::on_the_way;
  const auto* proposal = std::get_if<ProposalEvent>(&item.body);
  return proposal && proposal->idea ? TermsStatus::idea : TermsStatus::proposed;
}

// "revised by p2": the terms that stand now in place of these, which may have been revised in turn;
// and, since that is what happened, who has accepted these all the same.
std::string state_of_revised(const Case& c, const Talks& talks, const TermsLife& life) {
  const TermsLife* now = &life;
  while (now->revised_by)
    now = talks.life_of(*now->revised_by);
  const std::string& label = talks.events[now->item].label;
  std::string text(token(TermsStatus::revised));
  if (!label.empty()) text += " by " + label;
  std::vector<PartyId> accepted;
  for (const PartyLife& with : life.parties)
    if (with.step == PartyStep::accepted || with.step == PartyStep::accepted_if)
      accepted.push_back(with.party);
  std::sort(accepted.begin(), accepted.end());
  return accepted.empty() ? text : text + ", accepted_by " + names(c, accepted);
}

std::string state_of(const Case& c, const Talks& talks, EventIndex event, Date day) {
  if (talks.is_taken_out(event)) return "taken_out";
  if (const TermsLife* life = talks.life_of(event)) {
    const TermsStatus status = status_of(c, talks, *life, day);
    if (status == TermsStatus::revised) return state_of_revised(c, talks, *life);
    return std::string(token(status));
  }
  if (const CritiqueLife* critique = talks.critique_of(event))
    return critique->withdrawn ? "withdrawn" : critique->met_by ? "met" : "open";
  if (const UnderstandingLife* life = talks.understanding_of(event))
    return std::string(token(life->status));
  if (const PreconditionLife* life = talks.precondition_of(event))
    return std::string(token(life->step));
  if (const LineLife* line = talks.line_of(event))
    return line->withdrawn ? "withdrawn" : line->history.back() == event ? "stands" : "moved";
  if (const DraftLife* draft = talks.draft_of(event)) {
    std::vector<PartyId> seen;
    for (const DraftReader& reader : draft->readers)
      if (std::find(seen.begin(), seen.end(), reader.party) == seen.end())
        seen.push_back(reader.party);
    return seen.empty() ? "not_shown" : "shown " + names(c, seen);
  }
  if (talks.withdrawn.contains(event)) return "withdrawn";
  const HopLife* newest = nullptr;
  const auto [first, last] = talks.hops_of.equal_range(event);
  for (auto at = first; at != last; ++at)
    if (const HopLife& leg = talks.hops[at->second]; !newest || &leg > newest) newest = &leg;
  return newest ? std::string(token(newest->state)) : "noted";
}

std::string outcome(const Case& c, const Talks& talks, EventIndex event) {
  if (talks.is_correction(event)) return "corrected";
  return std::visit(Outcome(c, talks, event), talks.events[event].body);
}

}  // namespace caucus
