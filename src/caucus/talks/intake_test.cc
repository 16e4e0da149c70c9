// Are many events taken in as one after the other would be, with less work?

#include "caucus/talks/intake.h"

#include <doctest/doctest.h>

#include "caucus/base/random.h"
#include "caucus/talks/history_for_tests.h"
#include "caucus/talks/script.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

using for_tests::later;
using for_tests::talks_case;

// A correction of one of the events: the words of another of its kind in its place.
Event correction_of(const std::vector<Event>& events, RandomStream& dice) {
  const Event& wrong = events[dice.below(events.size())];
  Event right = events[dice.below(events.size())];
  if (kind_of(right) != kind_of(wrong)) right = wrong;
  right.id.bytes[0] = static_cast<std::byte>(dice.below(256));
  right.id.bytes[1] = static_cast<std::byte>(dice.below(256));
  right.label.clear();
  right.corrects = wrong.id;
  return right;
}

// Events of which some cannot have happened, and every third is a correction.
std::vector<Event> events_of(const Case& c, std::uint64_t seed) {
  for_tests::RandomHistory history(c, seed);
  RandomStream dice(seed, 7);
  Talks talks;
  std::vector<Event> events;
  for (int i = 0; i < 60; ++i) {
    events.push_back(events.size() > 3 && dice.below(3) == 0 ? correction_of(events, dice)
                                                             : history.next(talks));
    talks = apply(c, std::move(talks), events.back(), later()).talks;
  }
  return events;
}

TEST_CASE("events taken in together come out as one after the other") {
  const Case c = talks_case();
  std::size_t corrections = 0, refused = 0, differ = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Intake intake(c, {}, later());
    Talks talks;
    std::vector<std::pair<std::size_t, Refused>> expected;
    std::size_t which = 0, already_there = 0;
    for (const Event& event : events_of(c, seed)) {
      Applied applied = apply(c, std::move(talks), event, later());
      talks = std::move(applied.talks);
      if (applied.refused) expected.emplace_back(which, *applied.refused);
      if (!applied.refused && event.corrects) ++corrections;
      already_there += applied.already_there ? 1 : 0;
      ++which;
      intake.take(event);
      if (seed % 4 == 0 && which % 20 == 0) intake.settle();
    }
    intake.settle();
    std::vector<std::pair<std::size_t, Refused>> got;
    for (const Intake::NotTaken& each : intake.refused())
      got.emplace_back(each.which, each.refused);
    refused += got.size();
    CAPTURE(seed);
    CHECK(intake.applied() == intake.talks().events.size());
    CHECK(intake.already_there() == already_there);
    const Replayed again = replay(c, intake.talks().events, later());
    CHECK(!again.refused);
    CHECK(again.talks == intake.talks());
    if (got == expected && intake.talks() == talks) continue;
    // What a later entry made possible again was not refused meanwhile.
    CHECK(got.size() < expected.size());
    ++differ;
  }
  CHECK(differ <= 3);
  // Enough of both to say something.
  CHECK(corrections > 500);
  CHECK(refused > 500);
}

Event said(std::string label, std::size_t number) {
  Event event;
  for (std::size_t i = 0; i < 4; ++i)
    event.id.bytes[i] = static_cast<std::byte>(number >> (8 * i));
  event.id.bytes[15] = std::byte{1};
  event.who = "hamas";
  event.said = Moment::of_day(*Date::parse("2024-03-01"));
  event.label = std::move(label);
  MessageEvent message;
  message.text = "words";
  event.body = message;
  return event;
}

TEST_CASE("eight thousand corrections in a row are derived once") {
  const Case c = talks_case();
  Intake intake(c, {}, later());
  std::optional<EventId> last;
  for (std::size_t i = 0; i < 8'000; ++i) {
    Event event = said("", i);
    event.corrects = last;
    last = event.id;
    intake.take(std::move(event));
  }
  intake.settle();
  CHECK(intake.refused().empty());
  CHECK(intake.applied() == 8'000);
  CHECK(intake.derivations() == 1);
}

TEST_CASE("entries that are corrected at once are derived once, and the refused one is found") {
  const Case c = talks_case();
  Intake intake(c, {}, later());
  for (std::size_t i = 0; i < 4'000; ++i) {
    Event event = said("", 2 * i);
    Event better = said("", 2 * i + 1);
    better.corrects = event.id;
    // Who is unknown cannot have said it.
    if (i == 2'500) event.who = better.who = "nobody";
    intake.take(std::move(event));
    intake.take(std::move(better));
  }
  intake.settle();
  REQUIRE(intake.refused().size() == 2);
  CHECK(intake.refused()[0].which == 5'000);
  CHECK(intake.refused()[0].refused.why == Refusal::party_unknown);
  CHECK(intake.refused()[1].which == 5'001);
  CHECK(intake.refused()[1].refused.why == Refusal::nothing_to_answer);
  CHECK(intake.derivations() < 30);
}

}  // namespace
}  // namespace caucus
