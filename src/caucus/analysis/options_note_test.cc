// Options, their effects in words, their standing in readings, and the questions that are open.
#include "caucus/analysis/options_note.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "caucus/analysis/example_sheets.h"
#include "caucus/analysis/find_package.h"
#include "caucus/analysis/option_candidates.h"
#include "caucus/analysis/option_effects.h"
#include "caucus/analysis/wishes.h"
#include "caucus/base/random.h"

namespace caucus {
namespace {

using example::amount_of;
using example::Builder;
using example::is;
using example::join;
using example::number;

Expression bound(IssueId issue, Operator op, int amount) {
  return join(op, amount_of(issue), number(amount));
}

Expression one_of(IssueId issue, std::vector<OptionIndex> options) {
  Expression made = is(issue, 0);
  made.nodes.front().op = Operator::issue_in;
  made.nodes.front().options = std::move(options);
  return made;
}

void add_line(Case& c, PartyId party, const std::string& id, const Expression& statement,
              Sure sure = Sure::likely) {
  Line line;
  line.id = id;
  line.is = statement;
  line.sure = sure;
  c.sheets[party.index()].lines.push_back(line);
}

Position& add_position(Case& c, PartyId party, IssueId issue, std::vector<OptionIndex> wants,
                       int since_day) {
  Sheet& sheet = c.sheets[party.index()];
  Position position;
  position.id = c.parties[party].id + ".position." + std::to_string(sheet.positions.size() + 1);
  position.about = Subject{issue, {}};
  position.is = one_of(issue, wants);
  position.wants = std::move(wants);
  position.since = Date::from_calendar(2024, 3, since_day);
  sheet.positions.push_back(position);
  return sheet.positions.back();
}

// Days of truce, releases, monitors; North wants few days and many releases, South the reverse.
struct Talks {
  Builder b;
  IssueId truce = b.quantity({7, 14, 28, 42});
  IssueId releases = b.quantity({0, 10, 20, 40});
  IssueId monitors = b.issue(3);
  PartyId north = b.party("north");
  PartyId south = PartyId(1);

  Case vague() {
    b.prefer(truce, Monotone{false});
    b.prefer(releases, Monotone{true});
    b.prefer(monitors, OptionOrder{{{0}, {1}, {2}}});
    b.no_agreement(NoAgreementWorth{{Rational(1, 10), Rational(6, 10)}});
    south = b.party("south");
    b.prefer(truce, Monotone{true});
    b.prefer(releases, Monotone{false});
    b.prefer(monitors, OptionOrder{{{2}, {1}, {0}}});
    b.no_agreement(NoAgreementWorth{{Rational(1, 10), Rational(6, 10)}});
    Case c = b.done();
    const std::vector<std::string> names{"truce", "releases", "monitors"};
    for (IssueId issue : c.issues.ids())
      c.issues[issue].name = names[issue.index()];
    c.issues[truce].unit = "day";
    c.issues[monitors].quantity = false;
    const std::vector<std::string> options{"none", "observers", "monitors"};
    for (std::size_t o = 0; o < 3; ++o)
      c.issues[monitors].options[o] = {options[o], options[o], Rational(0)};
    for (PartyId party : {north, south})
      c.parties[party].name = party == north ? "North" : "South";
    return c;
  }
};

struct Analysed {
  Case c;
  Utilities central;
  Readings drawn;
  Room space;
  Stuck blocks;

  explicit Analysed(Case of)
      : c(std::move(of)),
        central(central_utilities(c)),
        drawn(readings(c, {}, {})),
        space(room(c, central, {}, {})),
        blocks(stuck(c, central, {}, {})) {}

  OptionInputs in() const { return {central, drawn, space, blocks}; }
  std::vector<OptionNote> notes() const { return options_note(c, in(), {}); }
};

void check_distinct(const std::vector<OptionNote>& notes) {
  std::set<Package> seen;
  for (const OptionNote& note : notes) {
    CHECK(seen.insert(note.package).second);
    CHECK_FALSE(note.reasons.empty());
  }
}

TEST_CASE("where the zone is open, three options and more come from it") {
  const Analysed a(Talks().vague());
  const std::vector<OptionNote> notes = a.notes();
  REQUIRE(notes.size() >= options_wanted);
  check_distinct(notes);
  for (const OptionNote& note : notes) {
    CHECK(feasible(a.c, note.package) != Truth::impossible);
    if (std::find(note.reasons.begin(), note.reasons.end(), OptionReason::fewest_lines) ==
        note.reasons.end())
      CHECK(note.lines_touched.empty());
    CHECK(note.acceptable_to_all.of == a.drawn.size());
  }
}

TEST_CASE("where the zone is empty, options come from what the cheapest relaxations open") {
  Talks talks;
  Case c = talks.vague();
  add_line(c, talks.north, "short", bound(talks.truce, Operator::at_most, 14));
  add_line(c, talks.south, "long", bound(talks.truce, Operator::at_least, 28));
  const Analysed a(std::move(c));
  REQUIRE(a.blocks.sticking_points.size() == 1);
  const std::vector<OptionNote> notes = a.notes();
  REQUIRE(notes.size() >= options_wanted);
  check_distinct(notes);
  CHECK(notes.front().reasons.front() == OptionReason::fewest_lines);
  for (const OptionNote& note : notes)
    CHECK((note.lines_touched == std::vector<std::string>{"short"} ||
           note.lines_touched == std::vector<std::string>{"long"}));
}

TEST_CASE("each party finds an option that goes as far its way as the lines let") {
  Talks talks;
  Case c = talks.vague();
  // South asks for more, and more firmly; that North asks for less does not count against it.
  add_position(c, talks.north, talks.truce, {0}, 1).firmness = Firmness::leaning;
  for (const IssueId issue : {talks.truce, talks.releases, talks.monitors})
    add_position(c, PartyId(1), issue, {issue == talks.releases ? OptionIndex{0} : OptionIndex{2}},
                 1)
        .firmness = Firmness::firm;
  const Analysed a(std::move(c));
  const std::vector<OptionNote> notes = a.notes();
  check_distinct(notes);
  for (PartyId party : a.c.parties.ids()) {
    const auto closest = [&](const OptionNote& note) {
      return std::find(note.closest_to.begin(), note.closest_to.end(), party) !=
             note.closest_to.end();
    };
    REQUIRE(std::count_if(notes.begin(), notes.end(), closest) == 1);
    const OptionNote& own = *std::find_if(notes.begin(), notes.end(), closest);
    CHECK(std::find(own.reasons.begin(), own.reasons.end(), OptionReason::closest_to_party) !=
          own.reasons.end());
    // No package of the zone meets more of its positions.
    const auto met = [&](const Package& package) {
      const auto now = positions_now(a.c, party);
      return std::count_if(now.begin(), now.end(), [&](const Position* position) {
        return truth(a.c, position->is, package) != Truth::impossible;
      });
    };
    example::visit_packages(a.c, [&](const Package& package) {
      const bool in_zone = std::all_of(a.central.begin(), a.central.end(), [&](const Utility& u) {
        return u.of(a.c, package) >= u.reservation;
      });
      if (in_zone) CHECK(met(package) <= met(own.package));
    });
  }
}

TEST_CASE("where there are no lines no option is chosen for touching few") {
  const Analysed a(Talks().vague());
  for (const OptionNote& note : a.notes())
    CHECK(std::find(note.reasons.begin(), note.reasons.end(), OptionReason::fewest_lines) ==
          note.reasons.end());
  Builder b;
  const IssueId only = b.quantity({1, 2, 3});
  b.party("north");
  b.points(only, {1, 1, 1});
  const auto notes = Analysed(b.done()).notes();
  REQUIRE(notes.size() == 3);
  CHECK(notes.back().reasons == std::vector{OptionReason::another_way});
}

TEST_CASE("a case with two packages has two options, and one that keeps no rule has none") {
  Builder b;
  const IssueId only = b.quantity({1, 2});
  b.party("north");
  Case c = b.done();
  add_line(c, PartyId(0), "first", bound(only, Operator::at_most, 1));
  const Analysed two(c);
  const auto notes = two.notes();
  REQUIRE(notes.size() == 2);
  check_distinct(notes);
  CHECK(notes[0].lines_touched.empty());
  CHECK(notes[1].lines_touched == std::vector<std::string>{"first"});
  c.rules.push_back({"none", false, bound(only, Operator::more, 2), "", {}});
  CHECK(Analysed(c).notes().empty());
}

TEST_CASE("gains and gives are said by positions first, then by the order of the sheet") {
  Talks talks;
  Case c = talks.vague();
  add_position(c, talks.north, talks.truce, {0, 1}, 1);
  const Package package = c.canonical(Package({3, 3, 2}));
  const GainsAndGives north = gains_and_gives(c, central_utilities(c), talks.north, package);
  CHECK(north.gains == std::vector<std::string>{"releases: 40, what its sheet puts first"});
  CHECK(north.gives ==
        std::vector<std::string>{"truce: 42 days, where it asks for 7 days or 14 days",
                                 "monitors: monitors, where its sheet puts none first"});
  const GainsAndGives south = gains_and_gives(c, central_utilities(c), talks.south, package);
  CHECK(south.gains == std::vector<std::string>{"truce: 42 days, what its sheet puts first",
                                                "monitors: monitors, what its sheet puts first"});
}

TEST_CASE("what is asked for but little wished for is no plain gain") {
  Talks talks;
  Case c = talks.vague();
  add_position(c, talks.north, talks.truce, {0, 1, 3}, 1);
  const Utilities central = central_utilities(c);
  const auto truce_of = [&](OptionIndex truce) {
    return gains_and_gives(c, central, talks.north, c.canonical(Package({truce, 1, 1})));
  };
  CHECK(truce_of(0).gains.front() == "truce: 7 days, as it asks");
  CHECK(truce_of(1).gains.front() ==
        "truce: 14 days, within what it asks for; its sheet puts 7 days first");
  CHECK(truce_of(3).gives.front() ==
        "truce: 42 days, within what it asks for; its sheet puts 7 days first");
}

TEST_CASE("each risk names the fact behind it") {
  Talks talks;
  Case c = talks.vague();
  add_line(c, talks.north, "n1", bound(talks.truce, Operator::at_most, 14), Sure::possible);
  add_position(c, talks.south, talks.releases, {1, 2}, 1);
  add_position(c, talks.south, talks.releases, {0}, 20);
  c.issues[talks.releases].debtor = "south";
  c.as_of = Date::from_calendar(2024, 3, 28);
  Deadline deadline{"fair", "the fair", *Date::from_calendar(2024, 3, 10), DeadlineKind::soft, {},
                    {},     {}};
  c.deadlines.push_back(deadline);
  OptionNote note;
  note.package = c.canonical(Package({2, 2, 1}));
  note.to_verify = issues_to_verify(c, note.package);
  CHECK(note.to_verify == std::vector{talks.releases});
  CHECK(risks_of(c, central_utilities(c), note) ==
        std::vector<std::string>{
            "It does not meet North's *truce is at most 14 days*, which is read as a line "
            "(possible).",
            "South moved: what it asked for on 2024-03-01, *releases: 10 or 20*, this "
            "package has; what it asks for since 2024-03-20, *releases: 0*, it has not.",
            "Nobody is named to verify *releases*.",
            "A deadline has passed without agreement: the fair (2024-03-10)."});
}

TEST_CASE("standing counts readings, and exact sheets have none to count") {
  const Analysed a(Talks().vague());
  OverReadings over(a.c, a.central, a.drawn, a.blocks.demands);
  const Package package = a.c.canonical(Package({1, 2, 1}));
  std::size_t north = 0;
  std::size_t all = 0;
  for (std::size_t r = 0; r < a.drawn.size(); ++r) {
    const Utilities reading = a.drawn.at(r);
    const bool n = reading[0].of(a.c, package) >= reading[0].reservation;
    const bool s = reading[1].of(a.c, package) >= reading[1].reservation;
    north += n ? 1 : 0;
    all += n && s ? 1 : 0;
  }
  CHECK(over.acceptable(PartyId(0), package).stands == north);
  CHECK(over.acceptable_to_all(package).stands == all);
  const Standing open = over.zone_open({});
  std::size_t open_in = 0;
  for (std::size_t r = 0; r < a.drawn.size(); ++r) {
    const Room one = room(a.c, a.drawn.at(r), {}, {});
    open_in += one.zone > 0 ? 1 : 0;
  }
  CHECK(open == Standing{open_in, a.drawn.size(), a.space.zone > 0});

  Builder b;
  const IssueId share = b.quantity({0, 1, 2});
  b.party("north");
  b.points(share, {0, 1, 2});
  const Analysed exact(b.done());
  OverReadings none(exact.c, exact.central, exact.drawn, exact.blocks.demands);
  CHECK_FALSE(none.sampled());
  CHECK(none.acceptable_to_all(exact.c.canonical(Package({0}))) == Standing{0, 0, true});
  CHECK(none.on_frontier(exact.c.canonical(Package({2})), 1'000, {}) == Standing{0, 0, true});
  CHECK(none.on_frontier(exact.c.canonical(Package({1})), 1'000, {}) == Standing{0, 0, false});
}

TEST_CASE("a package is on the frontier in a reading where no other beats it") {
  const Analysed a(Talks().vague());
  OverReadings over(a.c, a.central, a.drawn, a.blocks.demands);
  RandomStream dice(7);
  for (int round = 0; round < 8; ++round) {
    const Package package = a.c.canonical(
        Package({static_cast<OptionIndex>(dice.below(4)), static_cast<OptionIndex>(dice.below(4)),
                 static_cast<OptionIndex>(dice.below(3))}));
    std::size_t stands = 0;
    for (std::size_t r = 0; r < a.drawn.size(); ++r) {
      const Utilities reading = a.drawn.at(r);
      const Rational u = reading[0].of(a.c, package);
      const Rational v = reading[1].of(a.c, package);
      bool beaten = false;
      example::visit_packages(a.c, [&](const Package& other) {
        const Rational x = reading[0].of(a.c, other);
        const Rational y = reading[1].of(a.c, other);
        // The floors of the demands stand too where the package itself meets them.
        beaten = beaten || (x >= u && y >= v && (x > u || y > v));
      });
      stands += beaten ? 0 : 1;
    }
    const Standing standing = over.on_frontier(package, 100'000, {});
    CHECK(standing.of == a.drawn.size());
    CHECK(standing.stands == stands);
  }
}

TEST_CASE("the questions that decide whether there is room come first") {
  Talks talks;
  Case c = talks.vague();
  add_line(c, talks.north, "short", bound(talks.truce, Operator::at_most, 14), Sure::possible);
  add_line(c, talks.south, "long", bound(talks.truce, Operator::at_least, 28));
  add_position(c, talks.north, talks.monitors, {0}, 1);
  Line act;
  act.id = "south.precondition.1";
  act.kind = LineKind::precondition;
  act.act = "the roads are opened";
  act.before = "talks";
  c.sheets[1].lines.push_back(act);
  const Analysed a(std::move(c));
  const auto questions = open_questions(a.c, a.in(), a.notes(), {});
  REQUIRE(questions.size() >= 3);
  CHECK(questions[0].to == "north");
  CHECK(questions[0].question ==
        "Is *truce is at most 14 days* something North could not agree without, or what it asks "
        "for now?");
  CHECK(questions[0].because ==
        "If it is a line, no package meets all demands; if it is not, there is room. It is only "
        "read as possible.");
  CHECK(questions[0].facts == std::vector<std::string>{"short"});
  const auto asked = [&](const std::string& question) {
    return std::any_of(questions.begin(), questions.end(),
                       [&](const OpenQuestion& q) { return q.question == question; });
  };
  CHECK(asked("What does South ask for on monitors?"));
  CHECK(
      asked("Does South still ask for *the roads are opened* before talks, and what would show "
            "that it was done?"));
  CHECK(questions.size() <= 10);
}

TEST_CASE("the same case gives the same options and questions") {
  const Analysed one(Talks().vague());
  const Analysed two(Talks().vague());
  const auto first = one.notes();
  const auto second = two.notes();
  REQUIRE(first.size() == second.size());
  for (std::size_t k = 0; k < first.size(); ++k) {
    CHECK(first[k].package == second[k].package);
    CHECK(first[k].on_frontier == second[k].on_frontier);
    CHECK(first[k].risks == second[k].risks);
  }
  const auto asked = open_questions(one.c, one.in(), first, {});
  const auto again = open_questions(two.c, two.in(), second, {});
  REQUIRE(asked.size() == again.size());
  for (std::size_t k = 0; k < asked.size(); ++k)
    CHECK(asked[k].question == again[k].question);
}

}  // namespace
}  // namespace caucus
