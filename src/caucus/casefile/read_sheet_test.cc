// What a sheet says, and what is said of a sheet that is wrong.
#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

constexpr std::string_view frame = R"(
[[party]]
id = "north"
wings = ["hills"]
[[party]]
id = "south"
[[phase]]
id = "first"
[[issue]]
id = "truce"
range = { from = 7, to = 28, step = 7 }
unit = "day"
[[issue]]
id = "force"
options = ["none", "un", "two words"]
[[total]]
id = "twice"
is = "truce * 2"
)";

constexpr std::string_view head = "caucus = 1\nparty = \"north\"\n";

std::string sheet(std::string_view text) {
  return std::string(head) + std::string(text.substr(text.starts_with('\n')));
}

// A sheet that says everything a sheet can say about wishes.
const Case& wishes() {
  static const CaseReading reading = reading_of(frame, {sheet(R"(
by = "observer"
basis = "press"
as_of = 2024-01-01
[[position]]
issue = "truce"
wants = "10..21"
since = 2024-01-02
audience = "private"
firmness = "fixed"
wing = "hills"
[[position]]
issue = "force"
wants = ["two words", "none"]
[[position]]
issue = "twice"
wants = "20..40"
[[position]]
issue = "twice"
wants = 28
[[position]]
is = "truce > 7"
[[interest]]
says = "quiet"
issues = ["truce"]
[[red_line]]
is = "truce > 7"
owner = "hills"
[[bottom_line]]
id = "floor"
is = "truce > 14"
sure = "doubtful"
[[precondition]]
act = "a letter"
before = "talks"
met = 2024-01-03
[[precondition]]
is = "force == un"
before = "first"
[[offer]]
package = { truce = "14", force = "two words" }
)")});
  CHECK(listed(reading.faults) == "\n");
  return reading.value.value();
}

TEST_CASE("positions arrive in the sheet, also as statements about a package") {
  const Case& c = wishes();
  const Sheet& s = c.sheets[0];
  CHECK(s.by == "observer");
  REQUIRE(s.positions.size() == 5);
  CHECK(s.positions[0].wants == std::vector<OptionIndex>{1, 2});
  CHECK(to_string(*s.positions[0].amount) == "10..21");
  CHECK(s.positions[0].is.text == "truce in {14, 21}");
  CHECK(s.positions[0].wanted_text == "10..21");
  CHECK(s.positions[0].audience == Audience::private_);
  CHECK(s.positions[0].firmness == Firmness::fixed);
  CHECK(s.positions[0].id == "north.position.1");
  CHECK(s.positions[1].wants == std::vector<OptionIndex>{2, 0});
  CHECK(s.positions[1].is.root().options == std::vector<OptionIndex>{0, 2});
  CHECK(s.positions[1].is.text == "force in {\"two words\", none}");
  CHECK(s.positions[1].audience == Audience::inferred);
  CHECK(s.positions[2].about->total == TotalId(0));
  CHECK(s.positions[2].is.text == "twice >= 20 and twice <= 40");
  CHECK(s.positions[3].is.text == "twice == 28");
  CHECK_FALSE(s.positions[4].about);
  const Package at_14({1, 0});
  CHECK(truth(c, s.positions[2].is, at_14) == Truth::certain);
  CHECK(truth(c, s.positions[3].is, at_14) == Truth::certain);
  CHECK(truth(c, s.positions[2].is, Package({3, 0})) == Truth::impossible);
}

TEST_CASE("interests, lines, preconditions and offers arrive in the sheet") {
  const Sheet& s = wishes().sheets.at(0);
  CHECK(s.interests.at(0).issues == std::vector<IssueId>{IssueId(0)});
  REQUIRE(s.lines.size() == 4);
  CHECK(s.lines[0].id == "north.red_line.1");
  CHECK(s.lines[0].sure == Sure::likely);
  CHECK(s.lines[1].id == "floor");
  CHECK(s.lines[1].sure == Sure::doubtful);
  CHECK_FALSE(s.lines[2].is);
  CHECK(s.lines[2].before == "talks");
  CHECK(s.lines[3].id == "north.precondition.2");
  const std::vector<Term> terms{{IssueId(0), 1}, {IssueId(1), 2}};
  CHECK(s.offers.at(0).package.terms == terms);
  CHECK(s.preferences.empty());
}

TEST_CASE("everything a sheet can say about preferences arrives in it") {
  const CaseReading reading = reading_of(frame, {sheet(R"(
[[preference]]
issue = "truce"
points = { 7 = 0, 14.0 = "1/2", 21 = "20..40", 28 = 1_000 }
weight = 0.5
[[preference]]
issue = "force"
order = [["un", "none"], "two words"]
[[preference]]
issue = "twice"
points_per_unit = -2
points_at_zero = 3
[[priority]]
order = ["twice", ["force", "truce"]]
[[priority]]
words = { force = "low", truce = "vital", twice = "low" }
[[priority]]
weights = { truce = 0.2, twice = "0.1..0.3" }
[[term]]
when = "truce > 7"
points = 3
[[compare]]
prefers = { truce = 7 }
to = { truce = 14, force = "none" }
[no_agreement]
worth = "0.25..1/2"
)")});
  CHECK(listed(reading.faults) == "\n");
  REQUIRE(reading.value);
  const PreferenceStatements& p = reading.value->sheets.at(0).preferences;
  REQUIRE(p.preferences.size() == 3);
  const auto& points = std::get<OptionPoints>(p.preferences[0].says);
  CHECK(points.weight == Rational(1, 2));
  CHECK(points.points[1].low == Rational(1, 2));
  CHECK(points.points[1].exact());
  CHECK(points.points[2].high == Rational(40));
  CHECK(points.points[3].low == Rational(1000));
  const auto& order = std::get<OptionOrder>(p.preferences[1].says);
  CHECK(order.places == std::vector<std::vector<OptionIndex>>{{1, 0}, {2}});
  const auto& unit = std::get<PointsPerUnit>(p.preferences[2].says);
  CHECK(unit.per_unit == Rational(-2));
  CHECK(unit.at_zero == Rational(3));
  REQUIRE(p.priorities.size() == 3);
  const auto& first = std::get<PriorityOrder>(p.priorities[0].says);
  REQUIRE(first.places.size() == 2);
  CHECK(first.places[1][0].issue == IssueId(1));
  const auto& words = std::get<PriorityOrder>(p.priorities[1].says);
  CHECK(p.priorities[1].words);
  REQUIRE(words.places.size() == 2);
  CHECK(words.places[0][0].issue == IssueId(0));
  CHECK(words.places[1].size() == 2);
  const auto& weights = std::get<std::vector<WeightRange>>(p.priorities[2].says);
  CHECK(weights[1].share.high == Rational(3, 10));
  CHECK(p.terms.at(0).points == Rational(3));
  CHECK(p.comparisons.at(0).to.terms.size() == 2);
  CHECK(std::get<NoAgreementWorth>(p.no_agreement->says).worth.low == Rational(1, 4));
  CHECK(p.no_agreement->id == "north.no_agreement");
}

TEST_CASE("sheets stand in the order of the parties, and one party may have two") {
  const CaseReading reading =
      reading_of(frame, {"caucus = 1\nparty = \"south\"\n", std::string(head) + "by = \"a\"\n",
                         std::string(head) + "by = \"b\"\n"});
  REQUIRE(reading.value);
  REQUIRE(reading.value->sheets.size() == 3);
  CHECK(reading.value->sheets[0].by == "a");
  CHECK(reading.value->sheets[1].by == "b");
  CHECK(reading.value->sheets[2].party == PartyId(1));
  CHECK(faults_of(frame, {std::string(head), std::string(head)}) ==
        "\nviews/2.toml:2:9: `north` already has a sheet by `mediator`: views/1.toml (write "
        "another name as `by`)\n");
}

TEST_CASE("numbers below 1 need no quotes as keys of points") {
  const CaseReading reading = reading_of(
      "[[party]]\nid = \"north\"\n[[issue]]\nid = \"a\"\noptions = [0.5, -1, 0.25]\n",
      {sheet("[[preference]]\nissue = \"a\"\npoints = { 0.5 = 1, -1 = 2, \"1/4\" = 3 }\n")});
  CHECK(listed(reading.faults) == "\n");
  REQUIRE(reading.value);
  const auto& says = reading.value->sheets[0].preferences.preferences.at(0).says;
  CHECK(std::get<OptionPoints>(says).points[2].low == Rational(3));
}

}  // namespace
}  // namespace caucus
