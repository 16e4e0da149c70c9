// Contradictions in sheets: proven, minimal, and never seen where a reading exists.
#include <algorithm>

#include <doctest/doctest.h>

#include "caucus/analysis/exact_linear.h"
#include "caucus/analysis/example_sheets.h"
#include "caucus/analysis/reading_sampler.h"
#include "caucus/analysis/readings.h"
#include "caucus/base/random.h"

namespace caucus {
namespace {

using example::Builder;

NumberRange percent(int low, int high) {
  return {Rational(low, 100), Rational(high, 100)};
}

std::vector<std::string> only(const std::vector<Contradiction>& found) {
  REQUIRE(found.size() == 1);
  return found[0].statements;
}

TEST_CASE("linear conditions: feasible, infeasible with its proof, equal and redundant rows") {
  const LinearSum x{{0, Rational(1)}};
  const LinearSum y{{1, Rational(1)}};
  const LinearSum both{{0, Rational(1)}, {1, Rational(1)}};
  const LinearSum minus_x{{0, Rational(-1)}};
  CHECK(feasible_point(2, {}).feasible);
  CHECK(feasible_point(2, {{both, Rational(1), true}, {x, Rational(1, 3), false}}).feasible);
  CHECK(feasible_point(2, {{both, Rational(1), true}, {both, Rational(1), true}}).feasible);
  CHECK_FALSE(feasible_point(2, {{both, Rational(-1), true}}).feasible);
  const LinearAnswer answer = feasible_point(2, {{y, Rational(0), false},
                                                 {both, Rational(1), true},
                                                 {minus_x, Rational(-1, 2), false},
                                                 {x, Rational(2, 3), false}});
  CHECK_FALSE(answer.feasible);
  CHECK(answer.proof == std::vector<std::size_t>{2, 3});
}

TEST_CASE("orders alone never contradict each other") {
  Builder build;
  const IssueId a = build.issue(3);
  const IssueId b = build.issue(2);
  build.party();
  build.prefer(a, OptionOrder{{{2, 0}, {1}}});
  build.prefer(b, Monotone{true});
  build.priority({{a}, {b}});
  build.priority({{b}, {a}});  // so they weigh the same
  CHECK(contradictions(build.done()).empty());
}

TEST_CASE("ranges of weights that add up to too much") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(2);
  build.party();
  for (IssueId issue : {a, b, d})
    build.prefer(issue, Monotone{true});
  build.shares({{a, percent(40, 100)}});
  build.shares({{b, percent(35, 100)}});
  build.shares({{d, percent(30, 100)}});
  CHECK(only(contradictions(build.done())) ==
        std::vector<std::string>{"p0.priority.1", "p0.priority.2", "p0.priority.3"});
}

TEST_CASE("a comparison against a priority, with the orders it rests on") {
  Builder build;
  const IssueId a = build.issue(3);
  const IssueId b = build.issue(3);
  const IssueId d = build.issue(2);
  build.party("north");
  build.prefer(a, Monotone{true});
  build.prefer(b, Monotone{true});
  build.prefer(d, Monotone{true});
  build.shares({{a, percent(50, 60)}});
  build.compare({{d, 1}}, {{d, 0}});                  // fits
  build.compare({{b, 1}, {a, 0}}, {{b, 0}, {a, 2}});  // half of b's way outweighs all of a
  build.shares({{d, percent(10, 20)}});
  const auto statements = only(contradictions(build.done()));
  // With b's order left out b would still weigh at most 40 percent; with a's left out, its last
  // option could be worth little.
  CHECK(statements == std::vector<std::string>{"north.compare.2", "north.preference.1",
                                               "north.priority.1", "north.priority.2"});
}

TEST_CASE("points against a priority order, and contradictions that do not overlap") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  build.party();
  build.points(a, {0, 10});
  build.points(b, {0, 30});
  build.priority({{a}, {b}});
  build.party();
  build.prefer(a, Monotone{true});
  build.prefer(b, Monotone{true});
  build.shares({{a, percent(70, 80)}, {b, percent(60, 80)}});
  build.shares({{a, percent(0, 10)}, {b, percent(0, 20)}});
  const auto found = contradictions(build.done());
  REQUIRE(found.size() == 3);
  CHECK(found[0].party == PartyId(0));
  CHECK(found[0].statements ==
        std::vector<std::string>{"p0.preference.1", "p0.preference.2", "p0.priority.1"});
  CHECK(found[1].statements == std::vector<std::string>{"p1.priority.1"});
  CHECK(found[2].statements == std::vector<std::string>{"p1.priority.2"});
}

// Statements at random, with no utility in mind.
Case random_statements(std::uint64_t seed) {
  RandomStream random(seed);
  Builder build;
  std::vector<IssueId> issues;
  for (std::size_t j = 0; j < 3 + random.below(3); ++j)
    issues.push_back(build.issue(2 + random.below(3)));
  build.party();
  const Case frame = build.done();
  for (IssueId issue : issues) {
    const std::size_t options = frame.issues[issue].options.size();
    if (random.below(4) == 0) {
      OptionPoints points;
      for (std::size_t i = 0; i < options; ++i) {
        const auto low = static_cast<int>(random.below(20));
        points.points.push_back({Rational(low), Rational(low + static_cast<int>(random.below(8)))});
      }
      build.prefer(issue, points);
    } else {
      build.prefer(issue, Monotone{random.below(2) == 0});
    }
  }
  for (std::size_t k = 0; k < 2 + random.below(4); ++k) {
    std::vector<Term> x;
    std::vector<Term> y;
    for (IssueId issue : issues) {
      const std::size_t options = frame.issues[issue].options.size();
      if (random.below(2) == 0) continue;
      x.push_back({issue, static_cast<OptionIndex>(random.below(options))});
      y.push_back({issue, static_cast<OptionIndex>(random.below(options))});
    }
    build.compare(x, y);
  }
  for (IssueId issue : issues)
    if (random.below(2) == 0) {
      const int low = static_cast<int>(random.below(35));
      build.shares({{issue, percent(low, low + 15)}});
    }
  return build.done();
}

TEST_CASE("what is reported cannot hold, every smaller set can, and readings know nothing of it") {
  std::size_t contradictory = 0;
  std::size_t with_readings = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const Case c = random_statements(seed);
    const VagueSheet sheet = vague_sheet(c, c.sheets[0]);
    const auto found = contradictions(c);
    CHECK(consistent(sheet) == found.empty());
    std::vector<std::string> seen;
    for (const Contradiction& contradiction : found) {
      ++contradictory;
      CHECK_FALSE(can_hold(sheet, contradiction.statements));
      for (const std::string& left_out : contradiction.statements) {
        std::vector<std::string> smaller = contradiction.statements;
        std::erase(smaller, left_out);
        CHECK(can_hold(sheet, smaller));
        CHECK(std::ranges::find(seen, left_out) == seen.end());
        seen.push_back(left_out);
      }
    }
    // Random points that agree with the sheet disprove every contradiction.
    const ReadingSpace space(sheet);
    ReadingPoint point = space.point();
    RandomStream random(seed, 1);
    for (int draw = 0; draw < 3'000; ++draw) {
      for (std::size_t i = 0; i < point.x.size(); ++i)
        point.x[i] = space.coordinates()[i] == CoordinateKind::exponential ? random.exponential()
                                                                           : random.uniform();
      space.settle(point);
      if (!space.inside(point, 0)) continue;
      CHECK(found.empty());
      ++with_readings;
      break;
    }
  }
  CHECK(contradictory > 20);
  CHECK(with_readings > 20);
}

}  // namespace
}  // namespace caucus
