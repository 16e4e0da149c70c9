#include "caucus/brief/case_as_said.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "caucus/model/words.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

using for_tests::play;
using for_tests::talks_case;

constexpr PartyId israel(0);
constexpr PartyId hamas(1);

CaseAsSaid said(const Case& c, const std::string& script) {
  const auto played = play(c, script);
  CHECK_EQ(for_tests::joined(played.wrong), "");
  return case_as_said(c, played.talks);
}

// Lines of a party in words, one per line of text.
std::string lines_of(const Case& c, PartyId party) {
  std::string text;
  for (const Line& line : c.sheet_of(party)->lines)
    text += std::string(token(line.kind)) + ": " + in_words(c, *line.is) + "\n";
  return text;
}

// The case of the tests, with a line of a sheet on the days of the truce.
Case with_line(Operator op, int bound, const char* since) {
  Case c = talks_case();
  Expression is = for_tests::leaf(Operator::amount_of_issue, 1);
  ExpressionNode number;
  number.number = Rational(bound);
  is.nodes.push_back(number);
  ExpressionNode compared;
  compared.op = op;
  compared.right = 1;
  is.nodes.push_back(compared);
  Line line;
  line.id = "hamas.red_line.2";
  line.is = is;
  line.since = *Date::parse(since);
  c.sheets[1].lines.push_back(line);
  return c;
}

}  // namespace

TEST_CASE("lines said at the talks stand in the sheets, as a sheet would have them") {
  const Case c = talks_case();
  const CaseAsSaid made = said(c,
                               "2024-03-01 israel sets red_line truce_days<=28 certain\n"
                               "2024-03-01 israel sets bottom_line withdrawal!=none\n"
                               "2024-03-02 hamas sets red_line days_and_people>=40\n"
                               "2024-03-02 hamas sets red_line \"words alone\"\n");
  CHECK_EQ(lines_of(made.of, israel),
           "red_line: truce_days is at most 28\nbottom_line: withdrawal: not 'none'\n");
  CHECK_EQ(lines_of(made.of, hamas),
           "red_line: permanent_ceasefire: not 'not_mentioned'\n"
           "red_line:  is at least 40\n");  // the total has no name
  const Line& line = made.of.sheet_of(israel)->lines.front();
  CHECK(was_said(line.id));
  CHECK_EQ(line.sure, Sure::certain);
  CHECK_EQ(to_string(*line.since), "2024-03-01");
  CHECK_EQ(line.origin.place.file, said_file);
  CHECK(made.from == std::vector<RestsOn>{{0, 0}, {1, 1}, {2, 2}});
}

TEST_CASE("of two bounds of one party on one issue the later one counts") {
  const std::string tighter = "2024-03-05 hamas sets red_line truce_days>=35\n";
  const std::string looser = "2024-03-05 hamas sets red_line truce_days>=14\n";
  const std::string other_side = "2024-03-05 hamas sets red_line truce_days<=35\n";
  const Case before = with_line(Operator::at_least, 28, "2024-02-01");
  CHECK_EQ(said(before, tighter).replaced,
           std::map<std::string, EventIndex>{{"hamas.red_line.2", 0}});
  CHECK_EQ(said(before, looser).of.sheet_of(hamas)->lines.size(), 2);
  CHECK_EQ(in_words(before, *said(before, looser).of.sheet_of(hamas)->lines.back().is),
           "truce_days is at least 14");
  CHECK(said(before, other_side).replaced.empty());
  CHECK_EQ(said(before, other_side).of.sheet_of(hamas)->lines.size(), 3);
  // A sheet that was written later than the word is the later word.
  const CaseAsSaid later = said(with_line(Operator::at_least, 28, "2024-04-01"), tighter);
  CHECK(later.replaced.empty());
  CHECK_EQ(later.of.sheet_of(hamas)->lines.back().id, "hamas.red_line.2");
}

TEST_CASE("what a sheet says already is not doubled, and what is taken back does not count") {
  const Case c = with_line(Operator::at_least, 28, "2024-02-01");
  const CaseAsSaid same = said(c, "2024-03-05 hamas sets red_line truce_days>=28\n");
  CHECK_EQ(same.of.sheet_of(hamas)->lines.size(), 2);
  CHECK_EQ(same.said_too.at("hamas.red_line.2"), std::vector<EventIndex>{0});
  const CaseAsSaid back = said(c,
                               "2024-03-05 israel sets red_line a: truce_days<=28\n"
                               "2024-03-06 israel withdraws a\n");
  CHECK(back.of.sheet_of(israel)->lines.empty());
  CHECK(back.from.empty());
}

TEST_CASE("a line that moved counts as it stands now, a correction in place of what it corrects") {
  const Case c = talks_case();
  const CaseAsSaid moved = said(c,
                                "2024-03-05 israel sets red_line a: truce_days<=28\n"
                                "2024-03-06 israel moves a b: truce_days<=35\n");
  CHECK_EQ(lines_of(moved.of, israel), "red_line: truce_days is at most 35\n");
  const CaseAsSaid corrected = said(c,
                                    "2024-03-05 israel sets red_line a: truce_days<=28\n"
                                    "2024-03-06 israel sets red_line truce_days<=14 corrects a\n");
  CHECK_EQ(lines_of(corrected.of, israel), "red_line: truce_days is at most 14\n");
  CHECK(corrected.from == std::vector<RestsOn>{{0, 1}});
}

TEST_CASE("the last position of a subject is the position now; parties without a sheet get one") {
  Case c = talks_case();
  c.sheets.erase(c.sheets.begin());
  const CaseAsSaid made = said(c,
                               "2024-03-05 israel wants truce_days=7,14 firm in_public\n"
                               "2024-03-08 israel wants truce_days=28\n");
  const Sheet* sheet = made.of.sheet_of(israel);
  REQUIRE(sheet != nullptr);
  REQUIRE_EQ(sheet->positions.size(), 2);
  CHECK_EQ(sheet->positions.front().audience, Audience::public_);
  CHECK_EQ(in_words(c, sheet->positions.back().is), "truce_days: 28");
  CHECK_EQ(made.of.sheets.size(), 2);
  CHECK(made.of.sheets[0].party < made.of.sheets[1].party);
}

TEST_CASE("words that a sheet was read from are not a position of their own") {
  Case c = talks_case();
  Position position;
  position.id = "israel.position.1";
  position.about = Subject{IssueId(1), std::nullopt};
  position.wants = {0, 1, 2};
  position.since = *Date::parse("2024-03-05");
  c.sheets[0].positions.push_back(position);
  const CaseAsSaid same = said(c, "2024-03-05 israel wants truce_days=7,14\n");
  CHECK_EQ(same.of.sheet_of(israel)->positions.size(), 1);
  CHECK_EQ(same.said_too.at("israel.position.1"), std::vector<EventIndex>{0});
  for (const char* other :
       {"2024-03-05 israel wants truce_days=35,42\n", "2024-03-06 israel wants truce_days=7,14\n"})
    CHECK_EQ(said(c, other).of.sheet_of(israel)->positions.size(), 2);
}

TEST_CASE("deadlines have the day that they were moved to") {
  const Case c = talks_case();
  const CaseAsSaid made = said(c,
                               "2024-03-05 qatar moves_deadline closing on 2024-03-27\n"
                               "2024-03-05 qatar sets_deadline reply on 2024-03-12 soft\n");
  const auto day = [&](std::string_view id) {
    const auto found = std::ranges::find(made.of.deadlines, id, &Deadline::id);
    return found == made.of.deadlines.end() ? "none" : to_string(found->date);
  };
  CHECK_EQ(day("closing"), "2024-03-27");
  CHECK_EQ(day("reply"), "2024-03-12");
  CHECK_EQ(day("ramadan"), "2024-03-10");
}

TEST_CASE("without words about terms the case is as it was written") {
  const Case c = talks_case();
  const CaseAsSaid made = said(c, "2024-03-05 israel says \"no news\"\n");
  CHECK(made.from.empty());
  CHECK_EQ(made.of.sheets.size(), c.sheets.size());
}

}  // namespace caucus
