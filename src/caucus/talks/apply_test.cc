#include "caucus/talks/apply.h"

#include <doctest/doctest.h>

#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

using for_tests::joined;
using for_tests::later;
using for_tests::play;
using for_tests::talks_case;

// Every line of the text says what it leads to.
void check(std::string_view text) {
  const auto played = play(talks_case(), text);
  CHECK_MESSAGE(played.wrong.empty(), joined(played.wrong));
}

TEST_CASE("a proposal lives with each party, one before the other") {
  check(R"(start 2024-03-01
day 1 qatar  proposes p0: idea truce_days=28         -> idea
state                                                -> exploring
day 1 qatar  proposes p1: truce_days=42 revises p0   -> proposed
state p0                                             -> revised by p1
state                                                -> proposed
day 2 israel accepts p1                              -> accepted_by israel, warning put_not_recorded
state p1                                             -> accepted_by_some
state                                                -> accepted_by_some
day 3 qatar passes p1 to hamas via doha              -> handed
day 4 leaders_in_hiding reads p1                     -> read
day 5 hamas no_answer_yet p1                         -> no_answer_from hamas
state p1                                             -> accepted_by_some
day 9 hamas rejects p1 because permanent_ceasefire=not_mentioned reading tactical likely
    -> refused_by hamas
state p1                                             -> refused_after_acceptance
day 9 qatar withdraws p1                             -> withdrawn
state p1                                             -> withdrawn
day 9 hamas accepts p1                               -> refused nothing_to_answer
)");
}

TEST_CASE("an agreement needs every delegation and every body") {
  check(R"(start 2024-03-01
day 1 qatar  proposes p1: truce_days=42 to israel, hamas    -> put_to israel, hamas
state p1                                                    -> put
day 2 israel accepts p1                                     -> accepted_by israel
day 2 hamas  accepts p1 if aid_level=increased              -> accepted_if_by hamas
state p1                                                    -> accepted_by_some
day 3 hamas  accepts p1                                     -> accepted_by hamas
state p1                                                    -> agreed_by_delegates
day 3 israel puts p1 before war_cabinet                     -> before war_cabinet
state p1                                                    -> before_bodies
day 4 war_cabinet consents_to p1 if "names first"           -> consents_if war_cabinet
day 4 decision_makers_in_gaza consents_to p1
    -> consents decision_makers_in_gaza, warning body_not_asked
day 4 mediator declares agreed because p1                   -> refused approval_missing
day 5 war_cabinet consents_to p1                            -> consents war_cabinet
day 5 leaders_in_hiding refuses p1 because "not yet"        -> refused_by_body leaders_in_hiding
state p1                                                    -> refused_by_body
day 6 leaders_in_hiding consents_to p1                      -> consents leaders_in_hiding
state p1                                                    -> approved_by_all
state                                                       -> agreed
day 7 mediator declares in_force was agreed because p1      -> state in_force
day 7 mediator declares completed was agreed                -> refused not_in_order
state                                                       -> in_force
)");
}

TEST_CASE("offers, counters and conditions") {
  check(R"(start 2024-03-01
day 1 israel offers o1: truce_days=14 civilians_released=35 expires 2024-03-04 -> offered
day 1 israel accepts o1                                   -> refused your_own_terms
day 2 qatar passes o1 to hamas                            -> handed
state o1                                                  -> put
day 3 hamas counters o1 with c1: truce_days=42            -> countered_by hamas
state o1                                                  -> countered
day 4 israel rejects c1 -> refused_by israel, warning put_not_recorded
state c1                                                  -> refused
day 5 hamas accepts o1                                    -> refused offer_expired
state o1                                                  -> expired
day 5 israel offers o2: truce_days=21 civilians_released=35 revises o1 to hamas -> put_to hamas
state o1                                                  -> revised by o2
day 6 israel offers o3: truce_days=14 civilians_released=35 -> offered, back, warning moves_back
day 6 hamas offers o4: permanent_ceasefire=not_mentioned  -> offered, warning crosses_own_red_line
day 6 hamas offers o5: permanent_ceasefire=promised_after_third_phase
    agreement_covers=first_phase_only -> offered, warning breaks_rule
)");
}

TEST_CASE("what expires unanswered has expired, what was refused has not") {
  check(R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 expires 2024-03-03 to hamas -> put_to hamas
day 3 mediator notes "still open"    -> noted
state p1                             -> put
day 4 mediator notes "a day late"    -> noted
state p1                             -> expired
day 4 hamas rejects p1               -> refused_by hamas
state p1                             -> refused
)");
}

TEST_CASE("steps back are first-class facts") {
  const auto played = play(talks_case(), R"(start 2024-03-01
day 1 hamas wants truce_days>=21                              -> position
day 2 hamas wants truce_days>=14                              -> position
day 3 hamas wants truce_days>=28                              -> position, back, warning moves_back
day 3 hamas wants withdrawal=none,from_territory              -> position
day 4 hamas wants withdrawal=from_territory                   -> position, back
day 5 hamas wants withdrawal=none,from_territory              -> position
day 5 hamas sets red_line r1: truce_days>=14                  -> red_line set
day 6 hamas moves r1 r2: truce_days>=21                       -> red_line moved, back
day 7 hamas moves r2 r3: truce_days>=14                       -> red_line moved
state r1                                                      -> moved
state r3                                                      -> stands
day 8 qatar proposes p1: truce_days=7 to hamas                -> put_to hamas
day 8 hamas accepts p1 a1:  -> accepted_by hamas, warning crosses_own_red_line
day 9 hamas rejects p1                                        -> refused_by hamas, back
day 9 hamas accepts p1 a2:                                    -> accepted_by hamas
day 9 hamas withdraws a2                                      -> withdrawn, back
state p1                                                      -> put
)");
  CHECK_MESSAGE(played.wrong.empty(), joined(played.wrong));
  const auto& steps = played.talks.backwards;
  REQUIRE(steps.size() == 5);
  CHECK(steps[0].kind == BackwardKind::position);
  CHECK(played.talks.events[steps[0].earlier].said.day() == *Date::parse("2024-03-02"));
  CHECK(steps[2].kind == BackwardKind::line);
  CHECK(steps[4].kind == BackwardKind::answer);
  for (const BackwardStep& step : steps)
    CHECK(step.party == PartyId(1));
}

TEST_CASE("without an order of its own, a party that returns to what it had left moves back") {
  check(R"(start 2024-03-01
day 1 israel offers meeting_place=Cairo                 -> offered
day 2 israel offers meeting_place="a neutral city"      -> offered
day 3 israel offers meeting_place=Cairo                 -> offered, back
)");
}

TEST_CASE("preconditions, understandings, deadlines, channels") {
  check(R"(start 2024-03-01
day 1 hamas demands d1: "water supply resumed" before talks           -> precondition set
day 2 israel meets d1 "the line is open again"                        -> precondition met
day 3 hamas drops d1                                                  -> refused not_in_order
state d1                                                              -> met
day 1 qatar records_understanding u1: "lists a day before" between israel, hamas -> understanding
day 2 israel reads_back u1 confirmed                                  -> read_back confirmed
state u1                                                              -> read_back_by_some
day 2 hamas reads_back u1 differs "two days before"                   -> read_back differs
state u1                                                              -> differs
day 3 hamas reads_back u1 confirmed                                   -> read_back confirmed
state u1                                                              -> confirmed
day 4 united_states moves_deadline ramadan on 2024-03-12              -> deadline moved
day 13 mediator sees_deadline_pass ramadan                            -> deadline passed
day 13 mediator sees_deadline_pass ramadan                            -> refused not_in_order
day 13 mediator sees_deadline_pass easter                             -> refused nothing_to_answer
day 14 mediator closes_channel cairo because "the line is down"       -> channel closed
day 14 egypt asks "are you there?" to hamas via cairo                 -> refused channel_closed
day 15 mediator opens_channel cairo                                   -> channel open
day 15 egypt asks "are you there?" to hamas via cairo                 -> noted
)");
}

TEST_CASE("words on their way") {
  check(R"(start 2024-03-01
day 1 qatar says m1: "a question of days"                              -> noted
day 1 qatar passes m1 to decision_makers_in_gaza via doha              -> handed
day 2 decision_makers_in_gaza receives m1                              -> reached
day 2 decision_makers_in_gaza receives m1                              -> refused not_in_order
day 3 decision_makers_in_gaza passes m1 to leaders_in_hiding via doha  -> handed
state m1                                                               -> handed
day 5 leaders_in_hiding takes_to_principals m1                         -> put_to_principals
day 6 leaders_in_hiding sends_answer m1                                -> answered
day 6 egypt passes m1 to decision_makers_in_gaza via cairo -> handed, warning hop_skipped
day 7 egypt loses m1                                                   -> lost
state m1                                                               -> lost
day 8 courier receives m1                                              -> refused not_in_order
day 8 qatar passes m1 to israel via doha -> refused audience_not_member
)");
}

TEST_CASE("words of a party that were held are not handed to another without a warning") {
  check(R"(start 2024-03-01
day 1 israel says [hold] m1: "nobody is to hear this"                  -> noted
day 2 qatar passes m1 to decision_makers_in_gaza via doha -> handed, warning passes_what_was_held
day 2 qatar passes m1 to hamas                    -> handed, warning passes_what_was_held
day 3 israel permits [verbatim to hamas] m1                            -> permits verbatim
day 3 qatar passes m1 to leaders_in_hiding                             -> handed
day 4 israel says [paraphrase] m2: "the gist, if it must be"           -> noted
day 4 qatar passes m2 to hamas                    -> handed, warning passes_what_was_held
day 4 qatar passes m2 to israel                                        -> handed
day 5 israel says m3: "for them" to hamas                              -> noted
day 5 qatar passes m3 to hamas                                         -> handed
day 6 qatar says m4: "our own words"                                   -> noted
day 6 qatar passes m4 to hamas                                         -> handed
)");
}

TEST_CASE("terms with a relay are on the way, not put") {
  check(R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42                                 -> proposed
day 2 qatar passes p1 to decision_makers_in_gaza via doha              -> handed
state p1                                                               -> on_the_way
day 4 decision_makers_in_gaza receives p1                              -> reached
state p1                                                               -> put
)");
}

TEST_CASE("terms that were replaced can be accepted, and the state says which stand") {
  check(R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 to israel, hamas                -> put_to israel, hamas
day 2 qatar proposes p2: truce_days=28 revises p1 to israel            -> put_to israel
state p1                                                               -> revised by p2
day 3 hamas accepts p1   -> accepted_by hamas, warning answers_replaced_terms
state p1                                          -> revised by p2, accepted_by hamas
day 4 qatar proposes p3: truce_days=21 revises p2 to israel            -> put_to israel
state p1                                          -> revised by p3, accepted_by hamas
state p2                                                               -> revised by p3
state p3                                                               -> put
)");
}

TEST_CASE("pressure, attendance, expectations change nothing by themselves") {
  const auto played = play(talks_case(), R"(start 2024-03-01
day 1 "families of captives" presses israel "for an agreement" -> pressure, warning speaker_outside
day 1 mediator presses hamas "operations help" held_by "one official"     -> pressure
day 1 mediator presses hamas "operations hinder" held_by "another"        -> pressure
day 2 israel stays_away_from "Cairo" because "new demands"                -> absent
day 3 mediator expects resumed on 2024-03-09                              -> expected
state                                                                     -> exploring
day 4 mediator declares stalled because "nobody answers"                  -> state stalled
day 4 qatar proposes truce_days=42 to hamas                               -> put_to hamas
state                                                                     -> stalled
)");
  CHECK_MESSAGE(played.wrong.empty(), joined(played.wrong));
  CHECK(played.talks.pressures.size() == 3);
  CHECK(played.talks.expected.size() == 1);
  REQUIRE(played.talks.states.size() == 1);
  CHECK(played.talks.states[0].declared);
}

TEST_CASE("a correction stands in place of an entry, which stays") {
  const Case c = talks_case();
  const auto played = play(c, R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 to israel       -> put_to israel
day 2 israel accepts p1                                -> accepted_by israel
day 3 qatar proposes p2: truce_days=28 to israel, hamas corrects p1 -> corrected
state p1                                               -> accepted_by_some
day 4 hamas rejects p2                                 -> refused_by hamas
state p1                                               -> refused_after_acceptance
day 5 qatar proposes truce_days=7 corrects p1          -> refused already_corrected
day 5 israel offers truce_days=7 corrects p1           -> refused already_corrected
day 5 mediator notes "never said" corrects p2          -> refused correction_breaks_record
day 6 hamas says m1: "a word too much"                 -> noted
day 6 mediator notes n1: "not said" corrects m1        -> corrected
state m1                                               -> taken_out
day 6 qatar releases m1 to israel as paraphrase        -> refused nothing_to_answer
)");
  CHECK_MESSAGE(played.wrong.empty(), joined(played.wrong));
  REQUIRE(played.talks.events.size() == 6);
  const EventIndex p1 = *played.talks.find_label("p1");
  CHECK(terms_of(played.talks.events[p1]).terms.front().option == 5);
  CHECK(terms_of(played.talks.effective(p1)).terms.front().option == 3);
  const Replayed again = replay(c, played.talks.events, later());
  REQUIRE_FALSE(again.refused.has_value());
  CHECK(again.talks == played.talks);
}

TEST_CASE("the future, zones and the clock") {
  const Case c = talks_case();
  const auto refused_at = [&](const char* said, const char* now) {
    Event event;
    event.who = "hamas";
    event.said = Moment::parse(said).value();
    event.body = MessageEvent{.text = "words", .issues = {}, .package = {}, .answers = {}};
    return apply(c, {}, event, Moment::parse(now).value()).refused.has_value();
  };
  CHECK_FALSE(refused_at("2024-03-28", "2024-03-28"));
  CHECK_FALSE(refused_at("2024-03-28 23:59+14:00", "2024-03-28"));
  CHECK(refused_at("2024-03-29", "2024-03-28 09:59Z"));
  CHECK_FALSE(refused_at("2024-03-29", "2024-03-28 10:00Z"));  // it has begun in the far east
  CHECK(refused_at("2024-03-28 12:01Z", "2024-03-28 12:00Z"));
  CHECK_FALSE(refused_at("2024-03-28 14:00+02:00", "2024-03-28 12:00Z"));
  check(R"(start 2024-03-01
day 5 hamas says "late"                                     -> noted
day 4 hamas says "earlier"                                  -> noted, warning out_of_order
day 3 (noted 2024-03-06) hamas says "earlier still"         -> noted
day 3 (noted 2024-03-05) hamas says "and noted before"      -> noted, warning clock_backwards
day 3 (noted 2024-03-06) hamas says "and noted before"      -> noted, warning repeats
)");
}

TEST_CASE("what is noted twice is noted once") {
  const Case c = talks_case();
  const std::string text =
      "2024-03-01 qatar proposes p1: truce_days=42\n2024-03-02 hamas accepts p1\n";
  const ScriptRead read = read_script(c, text);
  REQUIRE(read.faults.empty());
  ScriptRun first = run_script(c, read.script, {}, later());
  CHECK(first.applied == 2);
  const Talks once = first.talks;
  const ScriptRun second = run_script(c, read_script(c, text).script, first.talks, later());
  CHECK(second.applied == 0);
  CHECK(second.already_there == 2);
  CHECK(second.talks == once);
}

}  // namespace
}  // namespace caucus
