#include "caucus/talks/open_items.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "caucus/base/enum_word.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

bool on_the_table(TermsStatus status) {
  return status != TermsStatus::withdrawn && status != TermsStatus::revised &&
         status != TermsStatus::expired && status != TermsStatus::approved_by_all;
}

// Collects what is open, kind by kind.
class Collector {
 public:
  Collector(const Case& c, const Talks& talks, Date day) : case_(c), talks_(talks), day_(day) {}

  std::vector<OpenItem> items() {
    for (const TermsLife& life : talks_.terms)
      if (on_the_table(status_of(case_, talks_, life, day_))) terms(life);
    for (const HopLife& leg : talks_.hops)
      if (leg.state < HopState::answered && !talks_.withdrawn.contains(leg.item))
        add(OpenItemKind::on_the_way, leg.handed, speaker_of(case_, leg.to).party, leg.to);
    questions();
    for (const PreconditionLife& life : talks_.preconditions)
      if (life.step == PreconditionStep::set)
        add(OpenItemKind::precondition, life.set, std::nullopt);
    for (const UnderstandingLife& life : talks_.understandings)
      understanding(life);
    for (const CritiqueLife& life : talks_.text.critiques)
      if (life.open()) add(OpenItemKind::critique, life.event, std::nullopt);
    for (const DraftLife& draft : talks_.text.drafts)
      drafts(draft);
    std::stable_sort(items_.begin(), items_.end(),
                     [](const OpenItem& a, const OpenItem& b) { return a.since < b.since; });
    deadlines();
    return std::move(items_);
  }

 private:
  Date day_of(EventIndex at) const { return talks_.effective(at).said.day(); }

  void add(OpenItemKind kind, EventIndex event, std::optional<PartyId> with,
           std::string name = {}) {
    const Date since = day_of(event);
    items_.push_back({kind, event, with, std::move(name), since, day_ - since});
  }

  // What is open about terms is open since the step, and is about the terms.
  void about(OpenItemKind kind, EventIndex item, EventIndex since, std::optional<PartyId> with,
             std::string name = {}) {
    add(kind, since, with, std::move(name));
    items_.back().event = item;
  }

  // Who gave the answer that leaves it open.
  std::string who(std::optional<EventIndex> answer) const {
    return answer ? talks_.effective(*answer).who : std::string();
  }

  void terms(const TermsLife& life) {
    for (const PartyLife& party : life.parties) {
      const EventIndex put = party.put.value_or(party.answer.value_or(life.item));
      if (party.step == PartyStep::put || party.step == PartyStep::no_answer)
        about(OpenItemKind::answer_awaited, life.item, put, party.party);
      if (party.step == PartyStep::accepted_if)
        about(OpenItemKind::condition_open, life.item, party.answer.value_or(put), party.party,
              who(party.answer));
      for (const BodyLife& body : party.bodies)
        if (body.step == BodyStep::put)
          about(OpenItemKind::body_awaited, life.item, body.put.value_or(life.item), party.party,
                body.body);
    }
  }

  void questions() {
    std::unordered_set<EventIndex> replied;
    std::vector<EventIndex> asked;
    for (EventIndex at = 0; at < talks_.events.size(); ++at) {
      if (talks_.is_correction(at)) continue;
      const auto* message = std::get_if<MessageEvent>(&talks_.effective(at).body);
      if (!message) continue;
      if (message->answers)
        if (const auto what = talks_.meant(*message->answers)) replied.insert(*what);
      if (message->kind == MessageKind::question && !talks_.withdrawn.contains(at))
        asked.push_back(at);
    }
    for (EventIndex at : asked) {
      if (replied.contains(at)) continue;
      const std::vector<PartyId> to = parties_of(case_, talks_.effective(at).to);
      add(OpenItemKind::question, at, to.empty() ? std::nullopt : std::optional(to.front()));
    }
  }

  void understanding(const UnderstandingLife& life) {
    for (const auto& [party, read_back] : life.read_backs)
      if (!std::get<ReadBackEvent>(talks_.effective(read_back).body).confirmed)
        about(OpenItemKind::understanding_differs, life.event, read_back, party, who(read_back));
    if (life.status == UnderstandingStatus::differs) return;
    for (PartyId party : life.between) {
      const bool done = std::any_of(life.read_backs.begin(), life.read_backs.end(),
                                    [&](const auto& given) { return given.first == party; });
      if (!done) add(OpenItemKind::read_back_awaited, life.event, party);
    }
  }

  void drafts(const DraftLife& draft) {
    for (const DraftReader& reader : draft.readers)
      if (!reader.returned && !reader.supervised)
        about(OpenItemKind::draft_out, draft.event, reader.shown, reader.party);
    for (PartyId party : draft.final_asked) {
      const bool given =
          std::any_of(draft.final_answers.begin(), draft.final_answers.end(),
                      [&](const FinalAnswerGiven& answer) { return answer.party == party; });
      if (!given)
        about(OpenItemKind::final_answer_awaited, draft.event,
              draft.final_question.value_or(draft.event), party);
    }
  }

  void deadlines() {
    std::vector<OpenItem> found;
    const auto add_deadline = [&](const std::string& id, std::optional<EventIndex> event,
                                  Date date) {
      found.push_back({OpenItemKind::deadline, event, std::nullopt, id, date, day_ - date});
    };
    for (const DeadlineLife& life : talks_.deadlines)
      if (life.date && !life.passed) add_deadline(life.id, life.history.back(), *life.date);
    for (const Deadline& deadline : case_.deadlines)
      if (!talks_.deadline_of(deadline.id) && deadline.date >= day_)
        add_deadline(deadline.id, std::nullopt, deadline.date);
    std::stable_sort(found.begin(), found.end(),
                     [](const OpenItem& a, const OpenItem& b) { return a.since < b.since; });
    items_.insert(items_.end(), found.begin(), found.end());
  }

  const Case& case_;
  const Talks& talks_;
  Date day_;
  std::vector<OpenItem> items_;
};

std::optional<EventIndex> step_event(const PartyLife& life) {
  return life.answer ? life.answer : life.put;
}
std::optional<EventIndex> step_event(const BodyLife& life) {
  return life.answer ? life.answer : life.put;
}

const BodyLife* body_life(const PartyLife* with, std::string_view name) {
  if (!with) return nullptr;
  for (const BodyLife& body : with->bodies)
    if (body.body == name) return &body;
  return nullptr;
}

}  // namespace

std::vector<OpenItem> open_items(const Case& c, const Talks& talks, Date day) {
  return Collector(c, talks, day).items();
}

std::vector<TermsSummary> terms_summaries(const Case& c, const Talks& talks, Date day) {
  const auto age = [&](std::optional<EventIndex> at) {
    return at ? std::optional(day - talks.effective(*at).said.day()) : std::nullopt;
  };
  std::vector<TermsSummary> found;
  for (auto life = talks.terms.rbegin(); life != talks.terms.rend(); ++life) {
    TermsSummary summary{life->item,       talks.events[life->item].label,
                         life->by,         status_of(c, talks, *life, day),
                         *age(life->item), {}};
    for (PartyId party : c.parties.ids()) {
      const PartyLife* with = life->with(party);
      const auto event = with ? step_event(*with) : std::nullopt;
      const PartyStep step = with ? with->step : PartyStep::not_put;
      if (life->by != party)
        summary.lines.push_back({party, "", std::string(token(step)), event, age(event)});
      for (const std::string& name : c.parties[party].approval) {
        const BodyLife* body = body_life(with, name);
        const auto asked = body ? step_event(*body) : std::nullopt;
        summary.lines.push_back(
            {party, name, std::string(body ? token(body->step) : "not_asked"), asked, age(asked)});
      }
    }
    found.push_back(std::move(summary));
  }
  return found;
}

std::vector<ApprovalNeeded> approvals_needed(const Case& c, const Talks& talks, Date day) {
  std::vector<ApprovalNeeded> found;
  for (const TermsLife& life : talks.terms) {
    const bool accepted =
        std::any_of(life.parties.begin(), life.parties.end(), [](const PartyLife& party) {
          return party.step == PartyStep::accepted || party.step == PartyStep::accepted_if;
        });
    if (!accepted || !on_the_table(status_of(c, talks, life, day))) continue;
    for (PartyId party : c.parties.ids())
      for (const std::string& name : c.parties[party].approval) {
        const BodyLife* body = body_life(life.with(party), name);
        if (body && body->step == BodyStep::consents) continue;
        std::optional<std::int64_t> age;
        if (body && body->put) age = day - talks.effective(*body->put).said.day();
        found.push_back(
            {life.item, party, name, body ? std::optional(body->step) : std::nullopt, age});
      }
  }
  return found;
}

std::string_view token(OpenItemKind kind) {
  static constexpr std::array<std::string_view, 12> words{
      "answer_awaited", "condition_open", "body_awaited",         "on_the_way",
      "question",       "precondition",   "read_back_awaited",    "understanding_differs",
      "critique",       "draft_out",      "final_answer_awaited", "deadline"};
  return enum_word(words, kind);
}

}  // namespace caucus
