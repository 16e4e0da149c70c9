// (k) What was put and what became of it: terms with their lives, what waits for whom and for how
// long, steps back, understandings. From the talks of the case, where it has any.
#include <algorithm>
#include <set>

#include "caucus/base/text.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"
#include "caucus/talks/apply.h"
#include "caucus/talks/page_day.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

// Terms that nobody waits for any more.
bool is_over(TermsStatus status) {
  return status == TermsStatus::revised || status == TermsStatus::withdrawn ||
         status == TermsStatus::expired || status == TermsStatus::approved_by_all;
}

Date day_of(const Talks& talks, EventIndex event) {
  return talks.effective(event).said.day();
}

// The day of the brief.
std::optional<Date> today(const Material& m) {
  return page_day(m.c, m.in.talks, m.c.as_of);
}

// "accepted by Israel and refused by Hamas".
std::string became_of(const Material& m, const TermsLife& life) {
  std::vector<std::string> parts;
  for (const PartyLife& with : life.parties) {
    const std::string name = m.c.parties[with.party].name;
    if (with.step == PartyStep::accepted) parts.push_back("accepted by " + name);
    if (with.step == PartyStep::accepted_if)
      parts.push_back("accepted by " + name + " on conditions");
    if (with.step == PartyStep::refused) parts.push_back("refused by " + name);
    if (with.step == PartyStep::countered) parts.push_back("countered by " + name);
    if (with.step == PartyStep::put || with.step == PartyStep::no_answer)
      parts.push_back("not answered by " + name);
  }
  return parts.empty() ? "no answer recorded" : list_in_words(parts);
}

class Said {
 public:
  Said(const Material& m, Date now) : m_(m), talks_(*m.in.talks), now_(now) {}

  SaidSection section() && {
    for (auto life = talks_.terms.rbegin(); life != talks_.terms.rend(); ++life)
      section_.terms.push_back(card(*life));
    for (const TermsLife& life : talks_.terms)
      if (!is_over(status_of(m_.c, talks_, life, now_))) waiting(life);
    on_the_way();
    preconditions();
    understandings();
    for (auto step = talks_.backwards.rbegin(); step != talks_.backwards.rend(); ++step)
      section_.backwards.push_back(step_back(*step));
    if (!talks_.terms.empty()) section_.last = last(talks_.terms.back());
    std::stable_sort(open_.begin(), open_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [since, sentence] : open_)
      section_.open.push_back(std::move(sentence));
    return std::move(section_);
  }

 private:
  std::string fact(EventIndex event) const { return event_fact(talks_, event); }
  std::string called(EventIndex event) const { return called_in_words(talks_, event); }
  std::string party(PartyId id) const { return m_.c.parties[id].name; }

  // "24 March 2024: Israel accepted the terms."
  Sentence dated(EventIndex event, const std::vector<EventIndex>& more = {}) const {
    std::vector<std::string> facts{fact(event)};
    for (EventIndex other : more)
      facts.push_back(fact(other));
    return {as_sentence(date_in_words(day_of(talks_, event)) + ": " +
                        event_in_words(m_.c, talks_, event)),
            std::move(facts)};
  }

  // "... Before that, on 6 March 2024: Hamas asked for ..."
  Sentence step_back(const BackwardStep& step) const {
    Sentence says = dated(step.event, {step.earlier});
    says.text += " Before that, on " + date_in_words(day_of(talks_, step.earlier)) + ": " +
                 event_in_words(m_.c, talks_, step.earlier) + ".";
    return says;
  }

  // "Last put: the terms “p1” of 24 March 2024, accepted by Israel and refused by Hamas."
  Sentence last(const TermsLife& life) const {
    const std::string day = date_in_words(day_of(talks_, life.item));
    const std::string name = called(life.item);
    return {as_sentence("last put: " + name + (name.ends_with(day) ? "" : " of " + day) + ", " +
                        became_of(m_, life)),
            {fact(life.item)}};
  }

  TermsCard card(const TermsLife& life) const {
    TermsCard card;
    const TermsStatus status = status_of(m_.c, talks_, life, now_);
    card.name = called(life.item) + " (" + words_of(token(status)) + ")";
    card.name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(card.name[0])));
    for (EventIndex event : life.history)
      card.life.push_back(event == life.revised_by
                              ? Sentence{as_sentence(date_in_words(day_of(talks_, event)) + ": " +
                                                     called(event) + " took their place"),
                                         {fact(event)}}
                              : dated(event));
    return card;
  }

  void wait(Date since, const std::string& says, std::vector<std::string> facts) {
    open_.push_back({since, {as_sentence(says), std::move(facts)}});
  }

  // The newest leg to the party was lost: nobody waits for its answer.
  bool lost_to(EventIndex item, PartyId party) const {
    for (auto hop = talks_.hops.rbegin(); hop != talks_.hops.rend(); ++hop)
      if (hop->item == item && speaker_of(m_.c, hop->to).party == party)
        return hop->state == HopState::lost;
    return false;
  }

  // Who has not answered, party by party and body by body.
  void waiting(const TermsLife& life) {
    for (const PartyLife& with : life.parties) {
      if ((with.step == PartyStep::put && !lost_to(life.item, with.party)) ||
          with.step == PartyStep::no_answer) {
        const EventIndex from = with.put.value_or(life.item);
        wait(day_of(talks_, from),
             party(with.party) + " has not answered " + called(life.item) +
                 for_how_long(day_of(talks_, from), now_) + "; no answer is not a refusal",
             {fact(life.item), fact(from)});
      }
      for (const BodyLife& body : with.bodies)
        if (body.step == BodyStep::put && body.put)
          wait(day_of(talks_, *body.put),
               speaker_in_words(m_.c, body.body) + " has not answered on " + called(life.item) +
                   for_how_long(day_of(talks_, *body.put), now_),
               {fact(life.item), fact(*body.put)});
    }
  }

  // Whoever answers has the thing, whatever is recorded of its way.
  bool answered(const HopLife& hop) const {
    const TermsLife* life = talks_.life_of(hop.item);
    const auto reader = speaker_of(m_.c, hop.to).party;
    const PartyLife* with = life && reader ? life->with(*reader) : nullptr;
    return with && with->answer && *with->answer > hop.handed;
  }

  // The newest leg of each thing that has not arrived.
  void on_the_way() {
    std::set<EventIndex> told;
    for (auto hop = talks_.hops.rbegin(); hop != talks_.hops.rend(); ++hop) {
      if (!told.insert(hop->item).second) continue;
      if (answered(*hop)) continue;
      const std::string to = hop->to.empty() ? "its reader" : speaker_in_words(m_.c, hop->to);
      if (hop->state == HopState::handed)
        wait(day_of(talks_, hop->handed),
             called(hop->item) + " set out to " + to + " on " +
                 date_in_words(day_of(talks_, hop->handed)) + "; that it arrived is not recorded",
             {fact(hop->item), fact(hop->handed)});
      if (hop->state == HopState::lost)
        wait(day_of(talks_, hop->last), called(hop->item) + " was lost on the way to " + to,
             {fact(hop->item), fact(hop->last)});
    }
  }

  void preconditions() {
    for (const PreconditionLife& act : talks_.preconditions)
      if (act.step == PreconditionStep::set && !talks_.withdrawn.contains(act.set))
        section_.acts.push_back(
            {as_sentence(date_in_words(day_of(talks_, act.set)) + ": " +
                         event_in_words(m_.c, talks_, act.set) + "; not met as far as recorded"),
             {fact(act.set)}});
  }

  void understandings() {
    for (const UnderstandingLife& life : talks_.understandings) {
      Sentence says = dated(life.event);
      says.text.pop_back();
      std::vector<std::string> silent;
      for (PartyId id : life.between)
        if (std::none_of(life.read_backs.begin(), life.read_backs.end(),
                         [&](const auto& read) { return read.first == id; }))
          silent.push_back(party(id));
      for (const auto& [id, event] : life.read_backs) {
        says.text += ". " + event_in_words(m_.c, talks_, event);
        says.facts.push_back(fact(event));
      }
      if (!silent.empty()) says.text += ". Not read back by " + list_in_words(silent);
      says.text = as_sentence(says.text);
      section_.understandings.push_back(std::move(says));
    }
  }

  const Material& m_;
  const Talks& talks_;
  const Date now_;
  SaidSection section_;
  std::vector<std::pair<Date, Sentence>> open_;
};

// Issues that the terms settle otherwise than the package.
std::vector<IssueId> differing(const PartialPackage& terms, const Package& package) {
  std::vector<IssueId> issues;
  for (const Term& term : terms.terms)
    if (package[term.issue] != term.option) issues.push_back(term.issue);
  return issues;
}

}  // namespace

std::string for_how_long(Date since, Date now) {
  return now > since ? ", for " + counted(static_cast<std::size_t>(now - since), "day") : "";
}

SaidSection said_section(const Material& m) {
  if (m.in.talks == nullptr || m.in.talks->events.empty()) return {};
  return Said(m, *today(m)).section();
}

Sentence tried_before(const Material& m, const Package& package) {
  if (m.in.talks == nullptr) return {};
  const TermsLife* nearest = nullptr;
  std::vector<IssueId> different;
  std::size_t alike = 0;
  for (const TermsLife& life : m.in.talks->terms) {
    const PartialPackage& terms = terms_of(m.in.talks->effective(life.item));
    std::vector<IssueId> here = differing(terms, package);
    const std::size_t same = terms.terms.size() - here.size();
    // Of equals the one that was put last.
    const bool better = same > alike || (same == alike && here.size() <= different.size());
    if (same == 0 || (nearest && !better)) continue;
    nearest = &life;
    different = std::move(here);
    alike = same;
  }
  if (nearest == nullptr) return {};
  std::vector<std::string> names;
  for (IssueId issue : different)
    names.push_back(m.c.issues[issue].name);
  const std::string what = called_in_words(*m.in.talks, nearest->item);
  const std::string all = counted(alike + different.size(), "term");
  std::string says = "nearest to what was put before: " + what + " (" + became_of(m, *nearest) +
                     "); of the " + all + " there it keeps ";
  says += names.empty() ? "every one"
                        : std::to_string(alike) + " and has otherwise: " + list_in_words(names);
  return {as_sentence(says), {event_fact(*m.in.talks, nearest->item)}};
}

std::vector<EventIndex> told_events(const Talks& talks, std::optional<Date> since) {
  std::set<EventIndex> told;
  for (const TermsLife& life : talks.terms)
    told.insert(life.history.begin(), life.history.end());
  for (const HopLife& hop : talks.hops)
    told.insert({hop.item, hop.handed, hop.last});
  for (const PreconditionLife& act : talks.preconditions)
    told.insert({act.set, act.last});
  for (const PositionLife& life : talks.positions)
    told.insert(life.history.begin(), life.history.end());
  for (const LineLife& life : talks.lines)
    told.insert(life.history.begin(), life.history.end());
  for (const UnderstandingLife& life : talks.understandings) {
    told.insert(life.event);
    for (const auto& [party, event] : life.read_backs)
      told.insert(event);
  }
  for (const BackwardStep& step : talks.backwards)
    told.insert({step.event, step.earlier});
  for (const StateEntry& state : talks.states)
    told.insert(state.event);
  for (EventIndex at = 0; since && at < talks.events.size(); ++at)
    if (is_news(talks, at, *since)) told.insert(at);
  return {told.begin(), told.end()};
}

bool is_news(const Talks& talks, EventIndex event, Date since) {
  if (talks.is_correction(event) || talks.is_taken_out(event)) return false;
  const EventKind kind = kind_of(talks.effective(event));
  const bool own = kind == EventKind::note || kind == EventKind::off_the_record ||
                   kind == EventKind::permission || kind == EventKind::hop;
  return !own && day_of(talks, event) > since;
}

}  // namespace caucus
