#include "caucus/talks/talking_points.h"

#include <doctest/doctest.h>

#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

using for_tests::play;
using for_tests::talks_case;

constexpr PartyId israel{0};
constexpr PartyId hamas{1};

constexpr std::string_view script = R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 civilians_released=35 "both together"
    expires 2024-03-20 to israel, hamas
day 2 qatar asks q1: "could the truce be longer?" to israel
day 2 hamas accepts p1
day 3 hamas says [paraphrase] m1: "the promise first"
day 4 qatar releases m1 to israel as paraphrase "They look for a promise."
day 5 qatar drafts t1: "outline"
    clause 1 "The truce lasts <truce_days> days." behind m1
day 6 qatar shows t1 to israel
day 7 israel critiques t1 clause 1 k1: "too open" minor
)";

TEST_CASE("talking points say what the party may hear, each with its source") {
  const Case c = talks_case();
  const auto played = play(c, script);
  CHECK(for_tests::joined(played.wrong) == "");
  const auto page =
      talking_points(c, played.talks, {israel, Date::parse("2024-03-09").value(), {}});
  REQUIRE(page.given);
  CHECK(for_tests::joined(text_for(c, israel, *page.given)) ==
        "Talking points for israel, 2024-03-09\n"
        "On the table\n"
        "  truce_days: 42; civilians_released: 35; \"both together\"; open until 2024-03-20; "
        "before you since 2024-03-01 (8 days), no answer [2024-03-01 (entry 1)]\n"
        R"(Passed on to you
  passed on to you by qatar, in other words: "They look for a promise." [2024-03-04 (entry 3)]
Asked of you
  "could the truce be longer?" [2024-03-02 (entry 2)]
The text
  draft 1, clause 1: "The truce lasts <truce_days> days." [2024-03-06 (entry 4)]
  your critique of clause 1: "too open" [2024-03-07 (entry 5)]
Deadlines
  ramadan: 2024-03-10 (soft, in 1 day) [known to all]
  closing: 2024-03-20 (hard, in 11 days) [known to all]
)");
  CHECK_THROWS_AS(text_for(c, hamas, *page.given), BrokenInvariant);
}

TEST_CASE("an added statement that rests on a confidence stops the page") {
  const Case c = talks_case();
  const auto played = play(c, script);
  const Date day = Date::parse("2024-03-09").value();
  const EventIndex accepted = *played.talks.find(played.talks.events[2].id);
  const Statement gap("One of you has said yes.", Label::of_event(accepted));
  const auto page = talking_points(c, played.talks, {israel, day, {gap}});
  CHECK(!page.given);
  REQUIRE(page.leaks.size() == 1);
  CHECK(page.leaks[0].who == "hamas");
  CHECK(to_string(*page.leaks[0].day) == "2024-03-02");

  const Statement own("Your paper of Thursday is with us.", Label());
  CHECK(talking_points(c, played.talks, {israel, day, {own}}).given);
}

}  // namespace
}  // namespace caucus
