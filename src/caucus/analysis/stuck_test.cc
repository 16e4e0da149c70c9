// Sticking points and relaxations: the textbook example, all subsets by brute force, sentences.
#include "caucus/analysis/stuck.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/example_sheets.h"
#include "caucus/analysis/marco.h"
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

Expression negated(const Expression& statement) {
  Expression made = statement;
  ExpressionNode node;
  node.op = Operator::not_;
  node.left = static_cast<std::uint32_t>(made.nodes.size() - 1);
  made.nodes.push_back(node);
  return made;
}

void add_rule(Case& c, const Expression& statement) {
  c.rules.push_back({"rule." + std::to_string(c.rules.size() + 1), false, statement, "", {}});
}

void add_line(Case& c, PartyId party, const std::string& id, const Expression& statement,
              Sure sure = Sure::likely) {
  Line line;
  line.id = id;
  line.is = statement;
  line.sure = sure;
  c.sheets[party.index()].lines.push_back(line);
}

std::string names(const Stuck& stuck, const std::vector<std::size_t>& positions) {
  std::string text;
  for (std::size_t d : positions)
    text += (text.empty() ? "" : " ") + stuck.demands[d].id;
  return text;
}

std::vector<std::string> conflicts_of(const Stuck& stuck) {
  std::vector<std::string> found;
  for (const StickingPoint& point : stuck.sticking_points)
    found.push_back(names(stuck, point.demands));
  return found;
}

std::vector<std::string> relaxations_of(const Stuck& stuck) {
  std::vector<std::string> found;
  for (const Relaxation& relaxation : stuck.relaxations)
    found.push_back(names(stuck, relaxation.demands));
  return found;
}

// docs/design: truce, released by South, freed by North, aid share, withdrawal.
struct TruceCase {
  Builder b;
  IssueId truce = b.quantity({30, 42, 60, 90});
  IssueId released = b.quantity({20, 30, 40});
  IssueId freed = b.quantity({200, 400, 600, 800});
  IssueId share = b.quantity({0, 25, 50});
  IssueId withdrawal = b.issue(3);
  PartyId north = b.party("north");
  PartyId south = b.party("south");

  Case made() {
    Case c = b.done();
    c.parties[north].name = "North";
    c.parties[south].name = "South";
    const std::vector<std::string> issue_names{"truce", "released", "freed", "aid share",
                                               "withdrawal"};
    for (IssueId issue : c.issues.ids())
      c.issues[issue].name = issue_names[issue.index()];
    c.issues[truce].unit = "day";
    c.issues[share].unit = "percent";
    c.issues[withdrawal].quantity = false;
    const std::vector<std::string> reach{"none", "partial", "full"};
    for (std::size_t o = 0; o < 3; ++o)
      c.issues[withdrawal].options[o] = {reach[o], reach[o], Rational(0)};
    add_rules(c);
    add_lines(c);
    return c;
  }

  void add_rules(Case& c) const {
    add_rule(c, join(Operator::at_most, amount_of(freed),
                     join(Operator::multiply, number(20), amount_of(released))));
    add_rule(c, join(Operator::implies, is(withdrawal, 2), bound(truce, Operator::at_least, 60)));
    add_rule(c, join(Operator::implies, bound(released, Operator::equal, 40),
                     bound(truce, Operator::at_least, 56)));
    add_rule(c, join(Operator::implies,
                     join(Operator::and_, bound(share, Operator::at_least, 50),
                          negated(is(withdrawal, 2))),
                     bound(truce, Operator::at_least, 60)));
    add_rule(c, join(Operator::implies, bound(share, Operator::at_least, 25),
                     negated(is(withdrawal, 0))));
  }

  void add_lines(Case& c) const {
    add_line(c, north, "a1", bound(released, Operator::equal, 40));
    add_line(c, north, "a2", bound(freed, Operator::at_most, 400));
    add_line(c, north, "a3", negated(is(withdrawal, 2)));
    add_line(c, north, "a4", bound(truce, Operator::at_most, 42));
    add_line(c, south, "b1", bound(freed, Operator::at_least, 600));
    add_line(c, south, "b2", is(withdrawal, 2));
    add_line(c, south, "b3", bound(share, Operator::at_least, 50));
    add_line(c, south, "b4", bound(truce, Operator::at_least, 60));
  }
};

Stuck stuck_lines(const Case& c, StuckOptions options = {}) {
  return stuck(c, {}, options, {});
}

TEST_CASE("the textbook case has six sticking points and six relaxations") {
  const Case c = TruceCase().made();
  const Stuck found = stuck_lines(c);
  CHECK(found.complete);
  // Several owners come first.
  CHECK(conflicts_of(found) ==
        std::vector<std::string>{"a2 b1", "a3 b2", "a4 b2", "a4 b3", "a4 b4", "a1 a4"});
  CHECK(relaxations_of(found) == std::vector<std::string>{"a2 a3 a4", "a2 a4 b2", "a3 a4 b1",
                                                          "a4 b1 b2", "a1 a2 b2 b3 b4",
                                                          "a1 b1 b2 b3 b4"});
  CHECK(found.sticking_points.back().owners == std::vector{PartyId(0)});
}

TEST_CASE("QuickXplain keeps the firmest demands") {
  const Case c = TruceCase().made();
  const Problem exact = problem(c, {}, demands(c, {}));
  ZoneTests tests(exact, 8, {}, {});
  CHECK(members(quick_xplain(tests, {0, 1, 2, 3, 4, 5, 6, 7}).demands) ==
        std::vector<std::size_t>{0, 3});
  ZoneTests again(exact, 8, {}, {});
  CHECK(members(quick_xplain(again, {7, 6, 5, 4, 3, 2, 1, 0}).demands) ==
        std::vector<std::size_t>{3, 7});
}

TEST_CASE("sentences name the demands, who moves, and how far at least") {
  const Case c = TruceCase().made();
  const Stuck found = stuck_lines(c);
  CHECK(found.sticking_points[0].sentence ==
        "These two cannot both stand: North's *freed is at most 400* and South's *freed is at "
        "least 600*. Either can.");
  CHECK(found.sticking_points[0].lifting[0] ==
        "Lifting this settles this conflict but not the other five.");
  CHECK(found.sticking_points[2].lifting[0] ==
        "Lifting this settles four of six conflicts, this one among them, but not the other two.");
  CHECK(found.sticking_points[5].sentence ==
        "These two cannot both stand: North's *released is 40* and North's *truce is at most 42 "
        "days*. Either can. This is a contradiction in North's own demands.");
  CHECK(found.relaxations[0].sentence ==
        "North moves from *freed is at most 400* to 600 or more, from *withdrawal: not 'full'* to "
        "*full* and from *truce is at most 42 days* to 60 days or more.");
  CHECK(found.ways_out.starts_with("Each of these makes room: North moves from"));
}

TEST_CASE("each shown package meets what it is shown for") {
  const Case c = TruceCase().made();
  const Stuck found = stuck_lines(c);
  const auto meets = [&](const Package& package, std::size_t d) {
    return truth(c, *found.demands[d].is, package) != Truth::impossible;
  };
  for (const StickingPoint& point : found.sticking_points)
    for (std::size_t k = 0; k < point.demands.size(); ++k) {
      CHECK(feasible(c, point.without[k]) != Truth::impossible);
      for (std::size_t d : point.demands)
        CHECK(meets(point.without[k], d) == (d != point.demands[k]));
    }
  for (const Relaxation& relaxation : found.relaxations)
    for (std::size_t d = 0; d < found.demands.size(); ++d) {
      const bool lifted = std::find(relaxation.demands.begin(), relaxation.demands.end(), d) !=
                          relaxation.demands.end();
      CHECK(meets(relaxation.package, d) == !lifted);
    }
}

TEST_CASE("firm demands are lifted last") {
  Builder b;
  const IssueId days = b.quantity({7, 14, 21});
  const PartyId north = b.party("north");
  const PartyId south = b.party("south");
  Case c = b.done();
  c.issues[days].name = "truce";
  c.parties[south].name = "South";
  add_line(c, north, "firm", bound(days, Operator::at_most, 7), Sure::certain);
  add_line(c, south, "soft1", bound(days, Operator::at_least, 14));
  add_line(c, south, "soft2", bound(days, Operator::at_least, 21));
  const Stuck found = stuck_lines(c);
  CHECK(relaxations_of(found) == std::vector<std::string>{"soft1 soft2", "firm"});
  CHECK(found.relaxations[0].sentence ==
        "South moves from *truce is at least 14* and *truce is at least 21* to 7 or less.");
}

TEST_CASE("a position in the words of a line is not examined beside it") {
  TruceCase truce;
  Case c = truce.made();
  for (const int days : {42, 30}) {
    Position position;
    position.id = "north.position." + std::to_string(days);
    position.about = Subject{days == 42 ? truce.truce : truce.freed, {}};
    position.is = bound(truce.truce, Operator::at_most, days);
    c.sheets[0].positions.push_back(position);
  }
  StuckOptions options;
  options.demands.positions = true;
  const Stuck found = stuck_lines(c, options);
  CHECK(found.demands.size() == 9);
  CHECK(found.demands.back().id == "north.position.30");
}

TEST_CASE("rules that leave nothing are said to, before any demand is blamed") {
  Case c = TruceCase().made();
  add_rule(c, bound(IssueId(0), Operator::more, 90));
  const Stuck found = stuck_lines(c);
  CHECK(found.rules_leave_nothing);
  CHECK(found.sticking_points.empty());
  CHECK(found.complete);
}

TEST_CASE("where all demands can be met nothing is stuck") {
  Case c = TruceCase().made();
  StuckOptions options;
  options.demands.lifted = {"a2", "a3", "a4"};
  const Stuck found = stuck_lines(c, options);
  CHECK(found.sticking_points.empty());
  CHECK(found.relaxations.empty());
  REQUIRE(found.package.has_value());
  CHECK(feasible(c, *found.package) == Truth::certain);
}

TEST_CASE("a reservation value says what its owner reaches, and sinks by percents") {
  Builder b;
  const IssueId share = b.quantity({0, 25, 50, 75, 100});
  for (const int sign : {1, -1}) {
    b.party(sign > 0 ? "north" : "south");
    b.prefer(share, PointsPerUnit{Rational(sign), Rational(0), Rational(1)});
    b.no_agreement(NoAgreementPoints{Rational(sign > 0 ? 60 : -30)});
  }
  const Case c = b.done();
  const Stuck found = stuck(c, central_utilities(c), {}, {});
  REQUIRE(found.sticking_points.size() == 1);
  CHECK(found.sticking_points[0].team_notes[0] ==
        "If the others stand, " + c.parties[PartyId(0)].name +
            " reaches 25.0 of 100 at most; no agreement is read to be worth 60.0 to it.");
  REQUIRE(found.relaxations.size() == 2);
  CHECK(found.relaxations[0].steps[0] ==
        " accepts a package that is 35 percent of its scale worse than no agreement, as its "
        "sheet is read");
}

// Smallest sets that cannot stand, and smallest sets whose lifting makes room, from all subsets.
struct Lattice {
  std::set<std::vector<std::size_t>> conflicts;
  std::set<std::vector<std::size_t>> relaxations;
};

Lattice lattice_of(const Case& c, const std::vector<Demand>& demands) {
  std::set<std::size_t> met_by_some;
  example::visit_packages(c, [&](const Package& package) {
    if (feasible(c, package) == Truth::impossible) return;
    std::size_t met = 0;
    for (std::size_t d = 0; d < demands.size(); ++d)
      if (truth(c, *demands[d].is, package) != Truth::impossible) met |= std::size_t{1} << d;
    met_by_some.insert(met);
  });
  const std::size_t all = (std::size_t{1} << demands.size()) - 1;
  const auto stands = [&](std::size_t set) {
    return std::any_of(met_by_some.begin(), met_by_some.end(),
                       [&](std::size_t met) { return (met & set) == set; });
  };
  const auto listed = [&](std::size_t set) {
    std::vector<std::size_t> found;
    for (std::size_t d = 0; d < demands.size(); ++d)
      if (set >> d & 1) found.push_back(d);
    return found;
  };
  Lattice lattice;
  for (std::size_t set = 0; set <= all; ++set) {
    bool smallest_conflict = !stands(set);
    bool smallest_relaxation = stands(all & ~set);
    for (std::size_t d = 0; d < demands.size(); ++d) {
      if (!(set >> d & 1)) continue;
      const std::size_t less = set & ~(std::size_t{1} << d);
      smallest_conflict = smallest_conflict && stands(less);
      smallest_relaxation = smallest_relaxation && !stands(all & ~less);
    }
    if (smallest_conflict) lattice.conflicts.insert(listed(set));
    if (smallest_relaxation) lattice.relaxations.insert(listed(set));
  }
  return lattice;
}

// A statement about one or two of the issues.
Expression random_statement(RandomStream& dice, std::size_t issues) {
  const IssueId one(static_cast<std::size_t>(dice.below(issues)));
  const IssueId other(static_cast<std::size_t>(dice.below(issues)));
  const int amount = static_cast<int>(dice.below(4));
  switch (dice.below(4)) {
    case 0:
      return bound(one, Operator::at_most, amount);
    case 1:
      return bound(one, Operator::at_least, amount);
    case 2:
      return join(Operator::at_least, join(Operator::add, amount_of(one), amount_of(other)),
                  number(amount + 2));
    default:
      return join(Operator::implies, bound(one, Operator::at_least, amount),
                  bound(other, Operator::at_most, 1));
  }
}

Case random_case(RandomStream& dice) {
  Builder b;
  for (std::size_t i = 0; i < 4; ++i)
    b.quantity({0, 1, 2, 3});
  b.party("p");
  b.party("q");
  Case c = b.done();
  for (int k = 0; k < 2; ++k)
    add_rule(c, random_statement(dice, 4));
  const std::size_t count = 4 + static_cast<std::size_t>(dice.below(7));
  for (std::size_t d = 0; d < count; ++d)
    add_line(c, PartyId(d % 2), "d" + std::to_string(d), random_statement(dice, 4),
             dice.below(2) == 0 ? Sure::certain : Sure::likely);
  return c;
}

TEST_CASE("sticking points and relaxations are those of the lattice of all subsets") {
  std::size_t stuck_cases = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed);
    const Case c = random_case(dice);
    for (const std::size_t shown : {std::size_t{1}, std::size_t{5'000}}) {
      StuckOptions options;
      options.sticking_points_max = 5'000;
      options.relaxations_max = shown;  // 1: MARCO finds what the hitting sets did not
      const Stuck found = stuck_lines(c, options);
      const Lattice lattice = lattice_of(c, found.demands);
      REQUIRE(found.complete);
      if (found.rules_leave_nothing) {
        CHECK(lattice.conflicts == std::set<std::vector<std::size_t>>{{}});
        continue;
      }
      std::set<std::vector<std::size_t>> conflicts;
      for (const StickingPoint& point : found.sticking_points)
        conflicts.insert(point.demands);
      CHECK(conflicts == lattice.conflicts);
      CHECK(found.sticking_points_found == conflicts.size());
      if (conflicts.empty()) continue;
      ++stuck_cases;
      CHECK(found.relaxations_found == lattice.relaxations.size());
      std::set<std::vector<std::size_t>> relaxations;
      for (const Relaxation& relaxation : found.relaxations)
        relaxations.insert(relaxation.demands);
      if (shown > 1) CHECK(relaxations == lattice.relaxations);
    }
  }
  CHECK(stuck_cases > 100);
}

TEST_CASE("the same case gives the same answer, and a stop is said") {
  const Case c = TruceCase().made();
  const Stuck first = stuck_lines(c);
  const Stuck second = stuck_lines(c);
  for (std::size_t k = 0; k < first.relaxations.size(); ++k) {
    CHECK(first.relaxations[k].sentence == second.relaxations[k].sentence);
    CHECK(first.relaxations[k].package == second.relaxations[k].package);
  }
  CancelSource source;
  source.cancel();
  const Stuck stopped = stuck(c, {}, {}, source.token());
  CHECK_FALSE(stopped.complete);
  CHECK_FALSE(stopped.method.note.empty());
}

TEST_CASE("a small budget of tests is kept, and what it did not decide is said") {
  const Case c = TruceCase().made();
  for (std::size_t tests = 0; tests < 30; ++tests) {
    StuckOptions options;
    options.tests_max = tests;
    const Stuck found = stuck_lines(c, options);
    if (found.complete) {
      CHECK(found.sticking_points.size() == 6);
      CHECK(found.relaxations.size() == 6);
    } else {
      CHECK_FALSE(found.method.note.empty());
    }
    for (const StickingPoint& point : found.sticking_points)
      if (!point.proven_minimal)
        CHECK(point.sentence.find("could not show that this set is smallest") != std::string::npos);
  }
}

// One issue of so many days. The first party's lines ask for at least 0, 1, ... days, in turn,
// those after the first `step` of them for a thousandth of that; the other party wants two at most.
Case many_lines(std::size_t days, std::size_t lines, std::size_t step) {
  std::vector<int> amounts;
  for (std::size_t day = 0; day < days; ++day)
    amounts.push_back(static_cast<int>(day));
  Case c = for_tests::case_of({{"truce", amounts}}, 2);
  for_tests::finish(c);
  for (std::size_t k = 0; k < lines; ++k)
    c.sheets[0].lines.push_back(for_tests::line_of(
        "at_least" + std::to_string(k),
        for_tests::join(Operator::at_least, for_tests::amount_of(0),
                        for_tests::number(
                            Rational(static_cast<Int128>(k % step), 1 + (k < step ? 0 : 1000))))));
  c.sheets[1].lines.push_back(for_tests::line_of(
      "at_most",
      for_tests::join(Operator::at_most, for_tests::amount_of(0), for_tests::number(Rational(2)))));
  return c;
}

TEST_CASE("thousands of lines that ask for the same are examined as one, and counted") {
  const Case c = many_lines(8, 5000, 4);
  const Stuck found = stuck_lines(c);
  // At least 0, 1, 2, 3 days; above 0 by thousandths is 1 day too; at most 2 days.
  CHECK(found.demands.size() == 5);
  CHECK(found.complete);
  REQUIRE(found.sticking_points.size() == 1);
  CHECK(found.sticking_points.front().demands.size() == 2);
  CHECK(found.relaxations.size() == 2);
  CHECK(found.method.note.find("ask for the same") != std::string::npos);
  CHECK(found.demands[1].in_words.find("others that ask the same") != std::string::npos);
}

TEST_CASE("of hundreds of different lines some of what blocks is told within a budget") {
  const Case c = many_lines(400, 400, 400);
  StepBudget looks(20'000);
  const Stuck found = stuck(c, {}, {}, looks.token());
  CHECK(found.demands.size() == 401);
  CHECK(found.method.note.find("Stopped") == std::string::npos);
  REQUIRE_FALSE(found.sticking_points.empty());
  CHECK(found.sticking_points.front().demands.size() == 2);
  REQUIRE_FALSE(found.relaxations.empty());
  CHECK(found.relaxations.front().demands.size() == 1);
}

// So many days; each line of one party asks for more than a line of the other allows.
TEST_CASE(
    "of thousands of different lines on one issue the first conflicts and a way out are told") {
  std::vector<int> amounts;
  for (int day = 0; day < 300; ++day)
    amounts.push_back(day);
  Case c = for_tests::case_of({{"truce", amounts}}, 2);
  for_tests::finish(c);
  for (std::size_t k = 0; k < 150; ++k)
    for (const std::size_t q : {0, 1})
      c.sheets[q].lines.push_back(for_tests::line_of(
          "line" + std::to_string(q) + std::to_string(k),
          for_tests::join(q == 0 ? Operator::at_least : Operator::at_most, for_tests::amount_of(0),
                          for_tests::number(Rational(static_cast<Int128>(100 + k))))));
  StuckOptions options;
  options.tests_max = 4'000;
  const Stuck found = stuck(c, {}, options, {});
  CHECK(found.demands.size() == 300);
  CHECK_FALSE(found.complete);
  REQUIRE(found.sticking_points.size() > 1);
  for (const StickingPoint& point : found.sticking_points) {
    CHECK(point.proven_minimal);
    CHECK(point.demands.size() == 2);
  }
  CHECK_FALSE(found.relaxations.empty());
}

}  // namespace
}  // namespace caucus
