// Random histories: what is rebuilt from the events is what was there live, a refusal changes
// nothing, and what is derived always fits together.
#include <set>

#include <doctest/doctest.h>

#include "caucus/base/nightly_for_tests.h"
#include "caucus/talks/event_text.h"
#include "caucus/talks/history_for_tests.h"

namespace caucus {
namespace {

using for_tests::HistoryShape;
using for_tests::later;
using for_tests::random_talks;
using for_tests::RandomHistory;
using for_tests::talks_case;

std::size_t histories() {
  return for_tests::day_or_night(1'000, 10'000);
}

// Nothing points past the events, every life is where its event says, no party stands twice.
void check_terms(const Talks& talks) {
  for (const TermsLife& life : talks.terms) {
    REQUIRE(life.item < talks.events.size());
    CHECK(talks.life_of(life.item) == &life);
    CHECK(life.history.front() == life.item);
    std::set<PartyId> parties;
    for (const PartyLife& party : life.parties) {
      CHECK(parties.insert(party.party).second);
      if (life.by == party.party) CHECK(party.step == PartyStep::not_put);  // its own bodies
      const bool answered = party.step >= PartyStep::no_answer;
      CHECK(answered == party.answer.has_value());
    }
    if (life.revises) CHECK(talks.life_of(*life.revises)->revised_by == life.item);
  }
}

void check_text(const Talks& talks) {
  for (std::size_t at = 0; at < talks.text.drafts.size(); ++at) {
    const DraftLife& draft = talks.text.drafts[at];
    CHECK(talks.draft_of(draft.event) == &draft);
    CHECK(draft.final_answers.size() <= draft.final_asked.size());
    for (PartyId party : draft.final_asked)
      CHECK(draft.reader(party) != nullptr);
  }
  for (const CritiqueLife& critique : talks.text.critiques) {
    CHECK(critique.draft < talks.text.drafts.size());
    if (critique.met_by) CHECK(*critique.met_by < talks.text.drafts.size());
  }
}

void check_invariants(const Talks& talks) {
  CHECK(talks.place.size() == talks.events.size());
  CHECK(talks.by_id.size() == talks.events.size());
  check_terms(talks);
  check_text(talks);
  for (const auto& [corrected, by] : talks.corrected_by) {
    CHECK(corrected < by);
    CHECK(talks.events[by].corrects == talks.events[corrected].id);
  }
  EventIndex before = 0;
  for (const StateEntry& entry : talks.states) {
    CHECK(entry.event >= before);
    before = entry.event;
    if (!entry.declared) CHECK(entry.is <= TalksState::agreed);
  }
  for (const BackwardStep& step : talks.backwards)
    CHECK(step.earlier < step.event);
  for (const UnderstandingLife& life : talks.understandings)
    CHECK((life.status == UnderstandingStatus::confirmed) <=
          (life.read_backs.size() == life.between.size()));
}

TEST_CASE("rebuilt from its events, the state is the live one") {
  const Case c = talks_case();
  std::set<EventKind> kinds;
  std::size_t corrections = 0;
  for (std::uint64_t seed = 1; seed <= histories(); ++seed) {
    const Talks live = random_talks(c, seed);
    const Replayed again = replay(c, live.events, later());
    REQUIRE_FALSE(again.refused.has_value());
    REQUIRE(again.talks == live);
    check_invariants(live);
    corrections += live.corrected_by.size();
    for (const Event& event : live.events)
      kinds.insert(kind_of(event));
  }
  CHECK(kinds.size() == std::variant_size_v<EventBody>);
  CHECK(corrections > histories() / 10);
  MESSAGE(histories(), " histories replayed, each equal to the live state");
}

TEST_CASE("a refusal changes nothing, and refusal_of foresees it") {
  const Case c = talks_case();
  std::set<Refusal> seen;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    RandomHistory history(c, 1'000'000 + seed);
    Talks talks;
    for (int step = 0; step < 60; ++step) {
      const Event event = history.next(talks);
      if (kind_of(event) == EventKind::off_the_record) continue;
      const Talks before = talks;
      const auto foreseen = refusal_of(c, talks, event, later());
      Applied applied = apply(c, std::move(talks), event, later());
      talks = std::move(applied.talks);
      if (!event.corrects) CHECK(foreseen == applied.refused);
      if (!applied.refused) {
        CHECK(talks.events.size() == before.events.size() + 1);
        continue;
      }
      seen.insert(applied.refused->why);
      CHECK(talks == before);
    }
  }
  CHECK(seen.size() > 10);
}

TEST_CASE("a random history is written as a script and read back the same") {
  const Case c = talks_case();
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Talks talks = random_talks(c, seed);
    const std::string written = write_script(c, script_of(c, talks));
    const ScriptRead read = read_script(c, written);
    for (const ScriptFault& fault : read.faults)
      FAIL((to_string(fault, "history") + "\n" + written));
    ScriptRun run = run_script(c, read.script, {}, later());
    CHECK(run.mismatches.empty());
    CHECK(run.talks == talks);
  }
}

}  // namespace
}  // namespace caucus
