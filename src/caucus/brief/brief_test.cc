// The brief as values: what each section says of a small case, and that every sentence cites facts.
#include "caucus/brief/brief.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "caucus/brief/document.h"
#include "caucus/brief/facts.h"
#include "caucus/brief/movement.h"
#include "caucus/brief/sample_brief.h"

namespace caucus {
namespace {

bool any_text(const std::vector<Sentence>& sentences, const std::string& part) {
  return std::any_of(sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
    return sentence.text.find(part) != std::string::npos;
  });
}

const Heap* heap_of(const std::vector<Heap>& heaps, const std::string& heading) {
  for (const Heap& heap : heaps)
    if (heap.heading == heading) return &heap;
  return nullptr;
}

TEST_CASE("every sentence cites at least one fact, and every fact it cites is in the appendix") {
  const SampleValues sample;
  const Brief made = brief(sample.inputs());
  std::set<std::string> known;
  for (const Fact& fact : made.facts)
    CHECK(known.insert(fact.id).second);
  const Document arranged = document(made);
  const auto sentences = sentences_of(arranged);
  CHECK(sentences.size() > 100);
  for (const Sentence* sentence : sentences) {
    CAPTURE(sentence->text);
    CHECK_FALSE(sentence->facts.empty());
    for (const std::string& fact : sentence->facts) {
      CAPTURE(fact);
      CHECK(known.contains(fact));
    }
  }
  for (const Fact& fact : made.facts)
    for (const std::string& source : fact.sources)
      CHECK(known.contains(source));
}

TEST_CASE("a brief of an empty case says so and still cites the case") {
  const Case c;
  const Room room;
  const Stuck stuck;
  const Readings readings;
  const std::vector<OptionNote> options;
  const std::vector<OpenQuestion> questions;
  const Brief made = brief({c, room, stuck, stuck, nullptr, options, questions, readings, {}, ""});
  CHECK(any_text(made.talks.now, "records no state"));
  const Document arranged = document(made);
  for (const Sentence* sentence : sentences_of(arranged))
    CHECK(sentence->facts == std::vector<std::string>{"case"});
}

TEST_CASE("the state is the last that happened; what is expected stands apart") {
  const SampleValues sample;
  const TalksSection talks = brief(sample.inputs()).talks;
  CHECK(any_text(talks.now, "The talks have been stalled since 20 March 2024, 12 days before"));
  CHECK_FALSE(any_text(talks.now, "resumed"));
  REQUIRE(talks.expected.size() == 1);
  CHECK(talks.expected.front().text ==
        "Expected, and not yet so: resumed on 8 April 2024, in 7 days. A round is announced.");
  CHECK(talks.history.size() == 2);
}

TEST_CASE("deadlines are counted from the date of the case") {
  const SampleValues sample;
  const TalksSection talks = brief(sample.inputs()).talks;
  REQUIRE(talks.deadlines.size() == 2);
  CHECK(talks.deadlines[0].days_left == -22);
  CHECK(talks.deadlines[0].says.text ==
        "Feast: 10 March 2024, passed 22 days ago; a soft deadline.");
  CHECK(talks.deadlines[1].days_left == 30);
}

TEST_CASE("movement is judged by the party's own order") {
  const Case c = sample_case();
  const Sheet& north = c.sheets.front();
  const auto all = histories(north);
  REQUIRE(all.size() == 2);
  CHECK(movements(c, north, all[0]) ==
        std::vector{Movement::first, Movement::towards, Movement::back});
  // Taking a second option that it likes less is a step towards the others.
  CHECK(movements(c, north, all[1]) == std::vector{Movement::first, Movement::towards});
  Position dearer = *all[1].back();
  dearer.wants = {0, 3};
  Position other = *all[1].back();
  other.wants = {1, 2};
  CHECK(step(c, north, dearer, other) == Movement::changed);
}

TEST_CASE("without an order of its own a party has only changed") {
  Case c = sample_case();
  c.sheets.front().preferences.preferences.clear();
  const auto all = histories(c.sheets.front());
  CHECK(movements(c, c.sheets.front(), all[0]) ==
        std::vector{Movement::first, Movement::changed, Movement::changed});
}

TEST_CASE("an order on a total judges the issues it rises with") {
  Case c = sample_case();
  Sheet& north = c.sheets.front();
  north.preferences.preferences.clear();
  north.preferences.preferences.push_back(
      {"north.preference.1", Subject{std::nullopt, TotalId(0)}, Monotone{false}, {}});
  const auto liked = liking(c, north, IssueId(1));
  REQUIRE(liked);
  CHECK((*liked)[0] > (*liked)[3]);
  CHECK_FALSE(liking(c, north, IssueId(0)));
  CHECK(movements(c, north, histories(north)[1]).back() == Movement::towards);
}

TEST_CASE("the matrix shows the position now, what it was, and the gap") {
  const SampleValues sample;
  const PositionsSection positions = brief(sample.inputs()).positions;
  REQUIRE(positions.rows.size() == 3);
  const HeldPosition& held = positions.rows[0].cells[0].held.front();
  CHECK(held.wants.text == "shut");
  CHECK(held.since == "15 Mar 2024");
  CHECK(held.audience == "public");
  CHECK(held.movement == Movement::back);
  CHECK(held.moved.text.find("before (10 Feb 2024): open by day") != std::string::npos);
  CHECK(positions.rows[0].gap.text == "Apart: North and South.");
  CHECK(positions.rows[1].gap.text == "Only North\u2019s position is recorded.");
  CHECK(positions.rows[2].gap.text == "Nobody\u2019s position is recorded.");
  REQUIRE(positions.backwards.size() == 1);
  CHECK(positions.backwards.front().text ==
        "North moved back to an earlier position on the crossing: before, \u201Copen by "
        "day\u201D; now, \u201Cshut\u201D (15 March 2024).");
  CHECK(positions.backwards.front().facts ==
        std::vector<std::string>{"north.position.3", "north.position.2"});
}

TEST_CASE("what changed has only what is dated after the day and not after the case") {
  const SampleValues sample;
  const auto changed = brief(sample.inputs()).changed;
  const Heap* states = heap_of(changed, "States of the talks");
  REQUIRE(states);
  CHECK(states->says.size() == 1);
  const Heap* deadlines = heap_of(changed, "Deadlines passed");
  REQUIRE(deadlines);
  CHECK(deadlines->says.size() == 1);
  const Heap* positions = heap_of(changed, "Positions");
  REQUIRE(positions);
  CHECK(positions->says.size() == 2);
  CHECK(any_text(positions->says, "moved back"));
  CHECK(heap_of(changed, "Figures")->says.size() == 1);
  CHECK(heap_of(changed, "Put or accepted, as read")->says.size() == 1);
}

TEST_CASE("what is missing is listed with the entries that lack it") {
  const SampleValues sample;
  const auto missing = brief(sample.inputs()).missing;
  CHECK(any_text(heap_of(missing, "Positions")->says, "recorded on: report"));
  CHECK(any_text(heap_of(missing, "Preferences")->says,
                 "What no agreement is worth to South is not written"));
  const auto& out = heap_of(missing, "Carrying it out")->says;
  CHECK(any_text(out, "no verifier is recorded, on: the crossing"));
  CHECK(any_text(out, "What must hold before the second phase is not recorded"));
  CHECK(any_text(out, "disputes"));
  CHECK(any_text(heap_of(missing, "Lines and consent")->says,
                 "Whose consent South needs is not recorded"));
}

TEST_CASE("numbers of a vague sheet are never shown as exact") {
  const SampleValues sample;
  const RoomSection room = brief(sample.inputs()).room;
  REQUIRE_FALSE(room.points.empty());
  for (const PointCard& point : room.points)
    for (const Sentence& worth : point.worth) {
      CHECK(worth.text.find("in a reading") != std::string::npos);
      CHECK(worth.text.find_first_of("0123456789") == std::string::npos);
    }
  REQUIRE(room.frontier);
  CHECK(room.frontier->x_reading);
  CHECK(room.frontier->y_reading);
}

TEST_CASE("options are told apart by the terms on which they differ") {
  const SampleValues sample;
  const OptionsSection options = brief(sample.inputs()).options;
  REQUIRE(options.cards.size() == 2);
  CHECK(options.cards[0].in_one_line.text == "Monitors: 10 people.");
  CHECK(options.cards[1].in_one_line.text == "Monitors: 0 people.");
  CHECK(options.terms.in_common.size() == 2);
}

TEST_CASE("what all the options have is told once, not on their cards") {
  const SampleValues sample;
  const OptionsSection options = brief(sample.inputs()).options;
  REQUIRE(options.lines_touched.size() == 1);
  CHECK(options.lines_touched.front().facts == std::vector<std::string>{"north_not_open"});
  CHECK(options.risks.size() == 1);
  REQUIRE(options.effects.size() == 2);
  CHECK(options.effects[0].gains.size() == 1);
  CHECK(options.approvals[0].text == "North needs the consent of: council.");
  CHECK(options.approvals[1].text == "Whose consent South needs is not recorded.");
  for (const OptionCard& card : options.cards) {
    CHECK(card.lines_touched.empty());
    CHECK(card.positions_not_met.empty());
    CHECK(card.risks.empty());
    CHECK(card.effects[0].gains.empty());
  }
  CHECK(options.cards[0].at_a_glance.text ==
        "Touches 1 line (1 of North; none certain); no worse than no agreement for all in 9 of 10 "
        "readings.");
}

TEST_CASE("reasons are one sentence and say so where the room is one that a way out opens") {
  SampleValues sample;
  sample.options[0].reasons = {OptionReason::balanced, OptionReason::fewest_lines};
  const OptionsSection open = brief(sample.inputs()).options;
  CHECK(open.premise.empty());
  CHECK(open.cards[0].why.says.text ==
        "Chosen because gains are balanced (Nash point); and because it touches the fewest and "
        "least firm lines.");
  sample.room.example.reset();
  sample.stuck.package.reset();
  sample.stuck.demands = {sample.stuck_with_positions.demands.front()};
  sample.stuck.relaxations = {Relaxation{}};
  sample.stuck.relaxations.front().demands = {0};
  sample.stuck.relaxations.front().sentence = "North lifts *a line* of 2024-03-15.";
  const Brief beyond = brief(sample.inputs());
  REQUIRE(beyond.options.premise.size() == 1);
  CHECK(beyond.options.premise.front().text ==
        "No package meets every demand that stands. These come from the room that the smallest "
        "ways out open.");
  CHECK(beyond.options.cards[0].why.says.text ==
        "Chosen because in the room that the smallest way out opens, gains are balanced (Nash "
        "point); and because it touches the fewest and least firm lines.");
  // A reason that is no point of a room does not speak of one.
  CHECK(beyond.options.cards[1].why.says.text ==
        "Chosen because it keeps the most terms of what the parties have put or accepted.");
}

TEST_CASE("an option that comes closest to what some ask for names them") {
  SampleValues sample;
  sample.options[0].reasons = {OptionReason::closest_to_party};
  sample.options[0].closest_to = {PartyId(1)};
  sample.options[0].rest_balanced = true;
  sample.options[1].reasons = {OptionReason::another_way, OptionReason::closest_to_party};
  sample.options[1].closest_to = {PartyId(0), PartyId(1)};
  const OptionsSection options = brief(sample.inputs()).options;
  CHECK(options.cards[0].in_a_word == "closest to what South asks for, the rest balanced");
  CHECK(options.cards[1].in_a_word == "another way");
  CHECK(
      options.cards[1].why.says.text ==
      "Chosen because it keeps the rules and differs from the other options; and because it meets "
      "the most of what each of North and South ask for now, of the packages that could be put.");
}

TEST_CASE("the front page has what every package of the room has, and a way out for each mover") {
  SampleValues sample;
  BriefInputs inputs = sample.inputs();
  inputs.zone_terms = {{IssueId(0), 0}};
  const Brief made = brief(inputs);
  REQUIRE(made.room.in_common.size() == 1);
  CHECK(
      made.room.in_common.front().says.text.starts_with("Every package in it has: the crossing:"));
  CHECK(any_text(made.front.room, "Every package in it has: the crossing:"));

  sample.stuck.relaxations = {Relaxation{}, Relaxation{}, Relaxation{}};
  const char* const who[] = {"North", "North again", "South"};
  for (std::size_t at = 0; at < 3; ++at) {
    sample.stuck.relaxations[at].owners = {PartyId(at < 2 ? 0 : 1)};
    sample.stuck.relaxations[at].sentence = std::string(who[at]) + " lifts *a line*.";
  }
  const std::vector<Sentence> ways = brief(sample.inputs()).front.ways_out;
  REQUIRE(ways.size() == 3);
  CHECK(ways[0].text == "Each of these is a smallest way out:");
  CHECK(ways[1].text == "North lifts \u201Ca line\u201D.");
  CHECK(ways[2].text == "South lifts \u201Ca line\u201D.");
}

TEST_CASE("readings that were given extra room say so, and by how much") {
  SampleValues sample;
  ReadingDiagnostics north;
  north.slack = 0.001;
  sample.readings.parties = {north};
  const RoomSection room = brief(sample.inputs()).room;
  const bool told = std::any_of(room.limits.begin(), room.limits.end(), [](const Judgement& limit) {
    return limit.says.text.find("may miss a statement by up to 0.001") != std::string::npos &&
           limit.says.facts == std::vector<std::string>{"north.sheet"};
  });
  CHECK(told);
  sample.readings.parties.front().slack = 0;
  for (const Judgement& limit : brief(sample.inputs()).room.limits)
    CHECK(limit.says.text.find("extra room") == std::string::npos);
}

TEST_CASE("a brief is the same wherever the case lies") {
  SampleValues here;
  SampleValues there;
  there.c.files = {"/somewhere/else/case.toml", "/somewhere/else/views/north.toml"};
  const Brief one = brief(here.inputs());
  const Brief other = brief(there.inputs());
  REQUIRE(one.facts.size() == other.facts.size());
  for (std::size_t at = 0; at < one.facts.size(); ++at)
    CHECK(one.facts[at].place == other.facts[at].place);
  CHECK(one.facts.back().place == other.facts.back().place);
}

}  // namespace
}  // namespace caucus
