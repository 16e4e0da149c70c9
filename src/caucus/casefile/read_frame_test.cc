// What case.toml says, and what is said of a case.toml that is wrong.
#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

// A frame that says everything a frame can say.
constexpr std::string_view whole_frame_text = R"(
field = "ceasefire"
as_of = 2024-03-28
about_percent = 20
note = "of the case"
[names]
un = "the United Nations"
held.total = "all who are held"
# the north
# of the valley
[[party]]
id = "north"
wings = ["hills", "coast"]
approval = ["council"]
principal = "chair"
delegation = "team"
sources = ["s1"]
note = "of the party"
[[party]]
id = "south_bank"
name = "South"
[[mediator]]
id = "envoy"
ally_of = ["south_bank"]
[[guarantor]]
id = "envoy"
[[holder]]
id = "others"
of = "held.civilians"
[[channel]]
id = "line"
to = "north"
hops = ["envoy", "coast"]
delay = ["0d..1d", "2d"]
lossy = true
[[pressure]]
by = "The press"
on = "hills"
says = "It is too slow."
issue = "truce"
[[phase]]
id = "first"
lasts = "6w"
[[phase]]
id = "second"
after = "first"
conditions = ["the first is over"]
applies_if = "truce > 7"
[[category]]
id = "held"
unit = "person"
[[category]]
id = "held.civilians"
[[issue]]
id = "truce"
range = { from = 0.5, to = 14, step = 4.5 }
unit = "day"
[[issue]]
id = "force"
options = ["none", "un", "two words"]
phase = "second"
applies_if = "truce < 14"
topic = "dispute_resolution"
debtor = "others"
creditor = "north"
verifier = "un"
category = "held.civilians"
[[total]]
id = "twice"
is = "2 * truce"
[[rule]]
is = "twice < 100"
why = "enough"
[[rule]]
id = "r"
is = "force != un"
[[norm]]
is = "truce < 14"
[[deadline]]
id = "day"
date = 2024-04-01
kind = "hard"
held_by = ["envoy"]
phase = "first"
[[state]]
is = "stalled"
on = 2024-01-01
because = "x"
expected = true
[[source]]
id = "s1"
reliability = "B"
date = 2024-01-02
# at the end
)";

const Case& whole_frame() {
  static const CaseReading reading = reading_of(whole_frame_text);
  CHECK(listed(reading.faults) == "\n");
  return reading.value.value();
}

TEST_CASE("a frame arrives in the case: the keys before the first heading, [names] and comments") {
  const Case& c = whole_frame();
  CHECK(c.title == "Talks");
  CHECK(c.field == "ceasefire");
  CHECK(c.as_of == Date::from_calendar(2024, 3, 28));
  CHECK(c.about_percent == Rational(20));
  CHECK(c.note == "of the case");
  CHECK(c.trailing_comment == "at the end");
}

TEST_CASE("a frame arrives in the case: parties, actors, channels, pressure and phases") {
  const Case& c = whole_frame();
  REQUIRE(c.parties.size() == 2);
  const Party& north = c.parties[PartyId(0)];
  CHECK(north.name == "north");
  CHECK(north.approval == std::vector<std::string>{"council"});
  CHECK(north.principal == "chair");
  CHECK(north.origin.comment == "the north\nof the valley");
  CHECK(north.origin.note == "of the party");
  CHECK(north.origin.sources == std::vector<SourceId>{SourceId(0)});
  CHECK(north.origin.place == Place{0, 12, 1});
  REQUIRE(c.actors.size() == 3);
  CHECK(c.actors[0].ally_of == std::vector<PartyId>{PartyId(1)});
  CHECK(c.actors[1].of == "held.civilians");
  CHECK(c.channels.at(0).delay.at(1).is_single());
  CHECK(c.pressures.at(0).issue == IssueId(0));
  CHECK(c.phases[PhaseId(0)].lasts->days() == 42);
  CHECK(c.phases[PhaseId(1)].after == PhaseId(0));
}

TEST_CASE(
    "a frame arrives in the case: issues with their options and where they apply, and totals") {
  const Case& c = whole_frame();
  const Issue& truce = c.issues[IssueId(0)];
  CHECK(truce.from_range);
  REQUIRE(truce.options.size() == 4);
  CHECK(truce.options[0].id == "0.5");
  CHECK(truce.options[1].id == "5");
  CHECK(truce.options[3].value == Rational(14));
  const Issue& force = c.issues[IssueId(1)];
  CHECK(force.options[1].name == "the United Nations");
  CHECK(force.options[2].name == "two words");
  CHECK(force.verifier == "un");
  CHECK(force.applies_if->text == "truce < 14");
  CHECK(force.applies_if_joined->text == "(truce > 7) and (truce < 14)");
  CHECK(c.evaluation_order() == std::vector<IssueId>{IssueId(0), IssueId(1)});
  CHECK(c.totals[TotalId(0)].unit == "day");
}

TEST_CASE("a frame arrives in the case: rules, norms, deadlines, states and sources") {
  const Case& c = whole_frame();
  REQUIRE(c.rules.size() == 3);
  CHECK(c.rules[RuleId(0)].id == "rule.1");
  CHECK(c.rules[RuleId(1)].id == "r");
  CHECK(c.rules[RuleId(2)].id == "norm.1");
  CHECK(c.rules[RuleId(2)].norm);
  CHECK(c.deadlines.at(0).kind == DeadlineKind::hard);
  CHECK(c.states.at(0).is == TalksState::stalled);
  CHECK(c.states.at(0).expected);
  CHECK(c.sources[SourceId(0)].reliability == 'B');
  CHECK(c.name_of("held.total") == "all who are held");
}

TEST_CASE("options may be numbers in any form, and keep the order in which they were written") {
  const CaseReading reading = reading_of(R"(
[[issue]]
id = "a"
options = [24, "1/3", 0.50, 1_000]
[[issue]]
id = "b"
options = ["1", "2"]
)");
  REQUIRE(reading.value);
  const Issue& a = reading.value->issues[IssueId(0)];
  CHECK(a.quantity);
  CHECK_FALSE(a.from_range);
  CHECK(a.options[1].value == Rational(1, 3));
  CHECK(a.options[2].id == "0.50");
  CHECK(a.options[3].id == "1000");
  CHECK(reading.value->issues[IssueId(1)].quantity);
}

}  // namespace
}  // namespace caucus
