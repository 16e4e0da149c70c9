#include "caucus/desk/talks_summary.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/lookups.h"
#include "caucus/talks/requirement.h"
#include "caucus/talks/script.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

// Is anybody still to answer, or could the terms yet become an agreement as they are?
bool is_open(TermsStatus status) {
  switch (status) {
    case TermsStatus::revised:
    case TermsStatus::withdrawn:
    case TermsStatus::expired:
    case TermsStatus::approved_by_all:
    case TermsStatus::refused:
    case TermsStatus::refused_after_acceptance:
    case TermsStatus::refused_by_body:
      return false;
    default:
      return true;
  }
}

class Summary {
 public:
  Summary(const Case& c, const Talks& talks, Date today) : case_(c), talks_(talks), today_(today) {}

  TalksSummary made() {
    out_.state = token(talks_.state_now());
    if (!talks_.states.empty()) {
      const StateEntry& state = talks_.states.back();
      out_.state_since = event(state.event).said;
      if (state.cause) out_.state_because = line(*state.cause);
    }
    out_.events = talks_.events.size();
    for (const Event& each : talks_.events)
      out_.last = std::max(out_.last.value_or(each.said), each.said);
    terms();
    text();
    hops();
    promises();
    steps_back();
    for (const EventIndex at : talks_.expected)
      out_.expectations.push_back(item("expected", at, "expected", line(at)));
    deadlines();
    return std::move(out_);
  }

 private:
  const Event& event(EventIndex at) const { return talks_.effective(at); }
  std::string line(EventIndex at) const { return event_line(case_, talks_, event(at)); }

  TalksItem item(std::string kind, EventIndex at, std::string_view status,
                 std::string words) const {
    TalksItem made;
    made.kind = std::move(kind);
    made.name = name_of_event(talks_.events[at]);
    made.who = event(at).who;
    made.status = status;
    made.words = std::move(words);
    made.since = event(at).said;
    made.age = today_ - made.since.day();
    return made;
  }

  void age_from(TalksItem& made, EventIndex last) const {
    made.age = today_ - event(last).said.day();
  }

  std::string terms_in_words(EventIndex at) const {
    std::string words;
    for (const Term& term : terms_of(event(at)).terms)
      words += (words.empty() ? "" : " ") + to_string(case_, term);
    if (!words.empty()) return words;
    if (const auto* proposal = std::get_if<ProposalEvent>(&event(at).body)) return proposal->text;
    if (const auto* offer = std::get_if<OfferEvent>(&event(at).body)) return offer->conditions;
    return words;
  }

  void add_bodies(TalksItem& made, const std::vector<BodyLife>& bodies) const {
    for (const BodyLife& body : bodies)
      made.standings.push_back(
          {body.body, std::string(token(body.step)), when(body.answer ? body.answer : body.put)});
  }

  std::optional<Moment> when(const std::optional<EventIndex>& at) const {
    return at ? std::optional(event(*at).said) : std::nullopt;
  }

  void terms() {
    for (const TermsLife& life : talks_.terms) {
      if (talks_.is_taken_out(life.item)) continue;
      const EventKind kind = kind_of(event(life.item));
      const TermsStatus status = status_of(case_, talks_, life, today_);
      TalksItem made = item(kind == EventKind::answer ? "counter" : std::string(token(kind)),
                            life.item, token(status), terms_in_words(life.item));
      made.open = is_open(status);
      age_from(made, life.history.back());
      for (const PartyLife& party : life.parties) {
        made.standings.push_back({case_.parties[party.party].id, std::string(token(party.step)),
                                  when(party.answer ? party.answer : party.put)});
        add_bodies(made, party.bodies);
      }
      out_.items.push_back(std::move(made));
    }
  }

  void text() {
    for (std::size_t at = 0; at < talks_.text.drafts.size(); ++at) {
      const DraftLife& draft = talks_.text.drafts[at];
      TalksItem made =
          item("draft", draft.event, state_of(case_, talks_, draft.event, today_),
               fmt::format("draft {}, {}", at + 1, counted(draft.clauses.size(), "clause")));
      made.open = at + 1 == talks_.text.drafts.size();
      for (const DraftReader& reader : draft.readers)
        made.standings.push_back({case_.parties[reader.party].id,
                                  reader.returned ? "returned" : "shown",
                                  when(reader.returned ? reader.returned : reader.shown)});
      for (const FinalAnswerGiven& given : draft.final_answers)
        made.standings.push_back(
            {case_.parties[given.party].id,
             std::string(token(std::get<FinalAnswerEvent>(event(given.answer).body).kind)),
             when(given.answer)});
      add_bodies(made, draft.bodies);
      out_.items.push_back(std::move(made));
    }
    for (const CritiqueLife& critique : talks_.text.critiques) {
      TalksItem made = item("critique", critique.event,
                            critique.open()   ? "open"
                            : critique.met_by ? "met"
                                              : "withdrawn",
                            std::get<CritiqueEvent>(event(critique.event).body).concern);
      made.open = critique.open();
      out_.items.push_back(std::move(made));
    }
  }

  void hops() {
    for (const HopLife& hop : talks_.hops) {
      TalksItem made =
          item("hop", hop.item, token(hop.state), fmt::format("{} to {}", hop.from, hop.to));
      made.since = event(hop.handed).said;
      made.open = hop.state != HopState::answered && hop.state != HopState::lost;
      age_from(made, hop.last);
      out_.items.push_back(std::move(made));
    }
  }

  void promises() {
    for (const PreconditionLife& life : talks_.preconditions) {
      const auto& set = std::get<PreconditionEvent>(event(life.set).body);
      std::string words = set.text;
      for (const Requirement& each : set.requires_)
        words += (words.empty() ? "" : " ") + to_string(case_, each);
      TalksItem made = item("precondition", life.set, token(life.step), std::move(words));
      made.open = life.step == PreconditionStep::set;
      out_.items.push_back(std::move(made));
    }
    for (const UnderstandingLife& life : talks_.understandings) {
      const auto& body = std::get<UnderstandingEvent>(event(life.event).body);
      TalksItem made = item("understanding", life.event, token(life.status), body.text);
      made.open = life.status != UnderstandingStatus::confirmed;
      for (const auto& [party, at] : life.read_backs)
        made.standings.push_back(
            {case_.parties[party].id,
             std::get<ReadBackEvent>(event(at).body).confirmed ? "confirmed" : "differs",
             event(at).said});
      out_.items.push_back(std::move(made));
    }
  }

  void steps_back() {
    for (const BackwardStep& step : talks_.backwards) {
      out_.steps_back.push_back(
          item(std::string(token(step.kind)), step.event, "moves_back",
               fmt::format("from `{}` to `{}`", line(step.earlier), line(step.event))));
      // Who takes something back moves what was put, not the words that take it back.
      if (kind_of(event(step.event)) == EventKind::withdraw)
        out_.steps_back.back().name = name_of_event(talks_.events[step.earlier]);
    }
  }

  void deadlines() {
    std::vector<std::string> ids;
    for (const DeadlineLife& life : talks_.deadlines)
      ids.push_back(life.id);
    for (const Deadline& deadline : case_.deadlines)
      if (std::find(ids.begin(), ids.end(), deadline.id) == ids.end()) ids.push_back(deadline.id);
    for (const std::string& id : ids) {
      const auto standing = caucus::deadline_of(case_, talks_, id);
      if (!standing || !standing->date) continue;
      const DeadlineLife* life = talks_.deadline_of(id);
      TalksItem made;
      made.kind = "deadline";
      made.name = id;
      made.status = life && life->passed ? "passed" : token(standing->kind);
      made.since = Moment::of_day(*standing->date);
      made.age = today_ - *standing->date;
      made.open = made.age <= 0 && !(life && life->passed);
      out_.deadlines.push_back(std::move(made));
    }
  }

  const Case& case_;
  const Talks& talks_;
  Date today_;
  TalksSummary out_;
};

bool concerns(const Case& c, const Event& event, PartyId party) {
  if (caucus_of(c, event) == party) return true;
  const auto named = parties_of(c, event.to);
  if (std::binary_search(named.begin(), named.end(), party)) return true;
  if (const auto* hop = std::get_if<HopEvent>(&event.body))
    return speaker_of(c, hop->to).party == party || speaker_of(c, hop->from).party == party;
  if (const auto* release = std::get_if<ReleaseEvent>(&event.body)) {
    const auto to = parties_of(c, release->to);
    return std::binary_search(to.begin(), to.end(), party);
  }
  if (const auto* pressure = std::get_if<PressureEvent>(&event.body))
    return speaker_of(c, pressure->on).party == party;
  return false;
}

}  // namespace

TalksSummary summary_of(const Case& c, const Talks& talks, Date today) {
  return Summary(c, talks, today).made();
}

std::vector<TimelineLine> timeline_of(const TalksDesk& desk, const TimelineOptions& options) {
  const Case& c = desk.the_case();
  const Talks& talks = desk.talks();
  std::multimap<EventIndex, std::string> warnings;
  for (const NotedWarning& warning : talks.warnings)
    warnings.emplace(warning.event, token(warning.warned.what));
  std::vector<TimelineLine> entries;
  for (EventIndex at = 0; at < talks.events.size(); ++at) {
    const Event& event = talks.events[at];
    if (options.since && event.said.day() < *options.since) continue;
    if (options.with && !concerns(c, event, *options.with)) continue;
    TimelineLine entry;
    entry.name = name_of_event(event);
    entry.kind = token(kind_of(event));
    entry.line = event_line(c, talks, event);
    entry.outcome = outcome(c, talks, at);
    const auto caucus = caucus_of(c, event);
    entry.compartment = caucus ? c.parties[*caucus].id : std::string(own_channel);
    entry.said = event.said;
    if (at < desk.notings().size()) entry.noted_by = desk.notings()[at].by;
    for (auto [each, end] = warnings.equal_range(at); each != end; ++each)
      entry.warnings.push_back(each->second);
    if (const auto by = talks.corrected_by.find(at); by != talks.corrected_by.end())
      entry.corrected_by = name_of_event(talks.events[by->second]);
    entry.moves_back = std::any_of(talks.backwards.begin(), talks.backwards.end(),
                                   [&](const BackwardStep& step) { return step.event == at; });
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::string name_of_event(const Event& event) {
  return event.label.empty() ? "@" + to_string(event.id) : event.label;
}

std::optional<EventIndex> event_called(const Talks& talks, std::string_view name) {
  constexpr std::size_t digits_min = 8;
  if (!name.starts_with('@')) return talks.find_label(name);
  if (const auto id = event_id_from(name.substr(1))) return talks.find(*id);
  if (name.size() <= digits_min) return std::nullopt;
  std::optional<EventIndex> found;
  for (EventIndex at = 0; at < talks.events.size(); ++at) {
    if (!to_string(talks.events[at].id).starts_with(name.substr(1))) continue;
    if (found) return std::nullopt;
    found = at;
  }
  return found;
}

}  // namespace caucus
