// Exact utilities by the formula of the case language, central utilities by hand.
#include "caucus/analysis/utility.h"

#include <doctest/doctest.h>

#include "caucus/analysis/centroid.h"
#include "caucus/analysis/example_sheets.h"
#include "caucus/analysis/readings.h"
#include "caucus/analysis/vague_sheet.h"
#include "caucus/analysis/worth_tables.h"

namespace caucus {
namespace {

using example::Builder;

Package package(std::vector<OptionIndex> options) {
  return Package(std::move(options));
}

TEST_CASE("an exact sheet: points of options, of a total and of a combination, void issues 0") {
  Builder build;
  const IssueId truce = build.quantity({10, 20, 30});
  const IssueId monitors = build.issue(2);
  const IssueId report = build.issue(2);
  build.applies_if(report, example::is(monitors, 1));
  const TotalId effort = build.total(example::join(
      Operator::add,
      example::join(Operator::multiply, example::amount_of(monitors), example::amount_of(truce)),
      example::number(Rational(5))));
  build.party();
  build.points(truce, {0, 6, 10});
  build.points(monitors, {3, 0});
  build.points(report, {-2, 7});
  build.prefer(Subject{{}, effort}, PointsPerUnit{Rational(1, 2), Rational(1), Rational(2)});
  build.term(example::join(Operator::and_, example::is(truce, 2), example::is(monitors, 1)),
             Rational(-4));
  build.no_agreement(NoAgreementPoints{Rational(20)});
  const Case c = build.done();

  const Utilities utilities = central_utilities(c);
  REQUIRE(utilities.size() == 1);
  const Utility& u = utilities[0];
  CHECK(u.kind == UtilityKind::exact);
  CHECK_FALSE(u.rounded);
  // By hand: 2 * (1 + (monitors * truce + 5) / 2) = 7 + monitors * truce.
  // no monitors: truce + 3 + 7: 10, 16, 20. Monitors with report 0: truce + 7 + amount - 2:
  // 15, 31, 45 - 4 = 41; report 1: 24, 40, 50.
  CHECK(u.worst == Rational(10));
  CHECK(u.best == Rational(50));
  CHECK(u.of(c, package({0, 0, void_option})) == Rational(0));
  CHECK(u.of(c, package({2, 0, void_option})) == Rational(10, 40));
  CHECK(u.of(c, package({1, 1, 0})) == Rational(21, 40));
  CHECK(u.of(c, package({2, 1, 0})) == Rational(31, 40));
  CHECK(u.of(c, package({2, 1, 1})) == Rational(1));
  CHECK(u.reservation == Rational(10, 40));
  CHECK_FALSE(u.reservation_assumed);
}

TEST_CASE("a reservation value that is not stated is 0 and said to be assumed") {
  Builder build;
  const IssueId issue = build.issue(2);
  build.party();
  build.points(issue, {5, 5});
  const Case c = build.done();
  const Utility u = central_utilities(c).at(0);
  CHECK(u.reservation == Rational(0));
  CHECK(u.reservation_assumed);
  CHECK(u.span() == Rational(1));  // best equals worst
  CHECK(u.of(c, package({1})) == Rational(0));
}

TEST_CASE("a sheet is exact when all of it is in points") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  build.party();
  build.points(a, {0, 1});
  CHECK_FALSE(is_exact(build.done(), build.done().sheets[0]));  // nothing on b
  build.prefer(b, Indifferent{});
  CHECK(is_exact(build.done(), build.done().sheets[0]));
  build.no_agreement(NoAgreementWorth{{Rational(0), Rational(1)}});
  CHECK_FALSE(is_exact(build.done(), build.done().sheets[0]));
}

TEST_CASE("a doubtful comparison is not used: an exact sheet stays exact, a vague one as it was") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  build.party();
  build.points(a, {0, 3});
  build.points(b, {0, 1});
  const Case without = build.done();
  build.compare({{b, 1}}, {{a, 1}});
  Case c = build.done();
  CHECK_FALSE(is_exact(c, c.sheets[0]));
  CHECK(vague_sheet(c, c.sheets[0]).comparisons.size() == 1);
  c.sheets[0].preferences.comparisons[0].sure = Sure::doubtful;
  CHECK(is_exact(c, c.sheets[0]));
  CHECK(vague_sheet(c, c.sheets[0]).comparisons.empty());
  example::visit_packages(c, [&](const Package& p) {
    CHECK(central_utilities(c).at(0).of(c, p) == central_utilities(without).at(0).of(without, p));
  });
  for (const Sure sure : {Sure::certain, Sure::likely, Sure::possible}) {
    c.sheets[0].preferences.comparisons[0].sure = sure;
    CHECK(vague_sheet(c, c.sheets[0]).comparisons.size() == 1);
  }
}

TEST_CASE("a sheet of nothing but indifference has no utility, unless it is in points") {
  Builder build;
  const IssueId a = build.issue(2);
  build.issue(2);
  build.party();
  build.prefer(a, Indifferent{});
  CHECK_FALSE(has_utility(build.done(), build.done().sheets[0]));
  CHECK(central_utilities(build.done()).empty());
  build.prefer(IssueId(1), Indifferent{});
  CHECK(has_utility(build.done(), build.done().sheets[0]));
}

TEST_CASE("a total of powers too fine for 128 bits has a middle amount all the same") {
  Builder build;
  const IssueId a = build.quantity({0, 1});
  const IssueId b = build.quantity({0, 1, 2});
  Expression power = example::amount_of(a);
  for (int i = 1; i < 140; ++i)
    power = example::join(Operator::multiply, power, example::amount_of(a));
  build.party();
  build.prefer(Subject{{}, build.total(example::join(Operator::add, power, example::amount_of(b)))},
               Monotone{true});
  build.no_agreement(AsGoodAs{{{{b, 1}}}});
  const Case c = build.done();
  CHECK(central_utilities(c).at(0).reservation == Rational(1, 3));  // 1 of 0 .. 3
}

TEST_CASE("a large amount that never changes leaves the readings of a total alone") {
  const auto sheet_of = [](const Rational& added) {
    Builder build;
    const IssueId a = build.quantity({0, 1, 2});
    build.party();
    build.prefer(Subject{{},
                         build.total(example::join(Operator::add, example::amount_of(a),
                                                   example::number(added)))},
                 Monotone{true});
    return build.done();
  };
  const Case plain = sheet_of(Rational(0));
  const Case large = sheet_of(Rational(999'999'999'999'999'999));
  CHECK(vague_sheet(large, large.sheets[0]).can_be_sampled());
  const Readings drawn = readings(large, {20, 1}, {});
  REQUIRE(drawn.size() == 20);
  for (std::size_t r = 0; r < drawn.size(); ++r)
    CHECK(drawn.utility(0, r, package({1})) ==
          readings(plain, {20, 1}, {}).utility(0, r, package({1})));
}

TEST_CASE("terms that dwarf all points leave no readings, and say so") {
  Builder build;
  const IssueId a = build.issue(2);
  build.issue(2);
  build.party();
  build.points(a, {0, 1});
  build.term(example::is(a, 1), Rational(1'000'001));
  CHECK_FALSE(vague_sheet(build.done(), build.done().sheets[0]).can_be_sampled());
  const Readings none = readings(build.done(), {20, 1}, {});
  CHECK(none.size() == 0);
  CHECK_FALSE(none.complete);
}

TEST_CASE("points in ranges that a comparison makes equal can still be read") {
  Builder build;
  const IssueId a = build.issue(1);
  const IssueId b = build.issue(2);
  build.party();
  build.prefer(a, OptionOrder{{{0}}});
  build.prefer(b,
               OptionPoints{{{Rational(0), Rational(3)}, {Rational(0), Rational(3)}}, Rational(1)});
  build.compare({{a, 0}}, {{b, 1}});
  const Case c = build.done();
  const Readings drawn = readings(c, {50, 1}, {});
  REQUIRE(drawn.size() == 50);
  for (std::size_t r = 0; r < drawn.size(); ++r)
    CHECK(drawn.utility(0, r, package({0, 0})) >= 0);
}

TEST_CASE("a party without preferences has no utility; the first of two sheets counts") {
  Builder build;
  const IssueId a = build.issue(2);
  build.party();
  build.party();
  build.points(a, {0, 1});
  Case c = build.done();
  c.sheets.push_back(c.sheets.back());
  c.sheets.back().preferences.preferences.clear();
  const Utilities utilities = central_utilities(c);
  REQUIRE(utilities.size() == 1);
  CHECK(utilities[0].party == PartyId(1));
  CHECK(utilities[0].of(c, package({1})) == Rational(1));
}

TEST_CASE("a sum over many issues becomes tables over one issue each") {
  Builder build;
  Expression sum = example::number(Rational(3));
  for (int i = 0; i < 12; ++i)
    sum = example::join(i % 2 ? Operator::subtract : Operator::add, sum,
                        example::amount_of(build.issue(4)));
  const Case c = build.done();
  const std::vector<WorthTable> tables = amount_tables(c, sum);
  REQUIRE(tables.size() == 13);
  for (const WorthTable& table : tables)
    CHECK(table.scope.size() <= 1);
}

TEST_CASE("(a + 2)(b - a) multiplied out has the amount of the expression in every package") {
  Builder build;
  const IssueId a = build.quantity({1, 3, 4});
  const IssueId b = build.quantity({0, 5});
  const IssueId d = build.quantity({2, 7});
  build.applies_if(b, example::is(d, 1));
  const Expression product = example::join(
      Operator::multiply,
      example::join(Operator::add, example::amount_of(a), example::number(Rational(2))),
      example::join(Operator::subtract, example::amount_of(b), example::amount_of(a)));
  const Case c = build.done();
  const std::vector<WorthTable> tables = amount_tables(c, product);
  std::size_t seen = 0;
  example::visit_packages(c, [&](const Package& p) {
    Rational sum;
    for (const WorthTable& table : tables)
      sum += table.worth[entry_of(c, table, p)];
    CHECK(Interval::exactly(sum) == amount(c, product, p));
    ++seen;
  });
  CHECK(seen == 9);
}

TEST_CASE("rank-order centroids of textbooks") {
  CHECK(rank_order_centroid(1) == std::vector<Rational>{Rational(1)});
  CHECK(rank_order_centroid(2) == std::vector<Rational>{{3, 4}, {1, 4}});
  CHECK(rank_order_centroid(3) == std::vector<Rational>{{11, 18}, {5, 18}, {2, 18}});
  CHECK(rank_order_centroid(4) == std::vector<Rational>{{25, 48}, {13, 48}, {7, 48}, {3, 48}});
}

TEST_CASE("central utility: rank-order weights, evenly spaced values, shared ranks") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(3);
  const IssueId d = build.issue(4);
  build.party();
  build.prefer(a, Monotone{true});
  build.prefer(b, OptionOrder{{{2}, {0}, {1}}});
  build.prefer(d, OptionOrder{{{3}, {0, 1}, {2}}});
  build.priority({{b}, {a, d}});
  build.no_agreement(NoAgreementWorth{{Rational(1, 5), Rational(2, 5)}});
  const Case c = build.done();
  const Utility u = central_utilities(c).at(0);
  CHECK(u.kind == UtilityKind::central);
  CHECK_FALSE(u.rounded);
  const Rational shared(7, 36);  // of 5/18 and 2/18
  CHECK(u.of(c, package({0, 1, 2})) == Rational(0));
  CHECK(u.of(c, package({1, 2, 3})) == Rational(1));
  CHECK(u.of(c, package({1, 1, 2})) == shared);
  CHECK(u.of(c, package({0, 0, 2})) == Rational(11, 36));
  CHECK(u.of(c, package({0, 1, 0})) == shared / 2);  // the middle of 1/3 and 2/3
  CHECK(u.of(c, package({0, 1, 1})) == shared / 2);
  CHECK(u.reservation == Rational(3, 10));
}

TEST_CASE("central weights of subjects that the priority does not list") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(2);
  build.party();
  for (IssueId issue : {a, b, d})
    build.prefer(issue, Monotone{true});
  build.priority({{d}, {a}});
  const Case c = build.done();
  const Utility u = central_utilities(c).at(0);
  CHECK(u.of(c, package({0, 1, 0})) == Rational(1, 3));
  CHECK(u.of(c, package({0, 0, 1})) == Rational(2, 3) * Rational(3, 4));
  CHECK(u.of(c, package({1, 0, 0})) == Rational(2, 3) * Rational(1, 4));
}

TEST_CASE("exact shares are kept, and the others divide what is left") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(2);
  build.party();
  for (IssueId issue : {a, b, d})
    build.prefer(issue, Monotone{true});
  build.shares({{b, {Rational(1, 5), Rational(1, 5)}}});
  const Case c = build.done();
  const Utility u = central_utilities(c).at(0);
  CHECK(u.of(c, package({0, 1, 0})) == Rational(1, 5));
  CHECK(u.of(c, package({1, 0, 0})) == Rational(2, 5));
}

TEST_CASE("points in a vague sheet keep their proportions, ranges count with their middle") {
  Builder build;
  const IssueId a = build.issue(3);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(2);
  build.party();
  OptionPoints ranged;
  ranged.points = {
      {Rational(0), Rational(0)}, {Rational(10), Rational(20)}, {Rational(50), Rational(70)}};
  build.prefer(a, ranged);
  build.points(b, {25, 5});
  build.prefer(d, Monotone{false});
  const Case c = build.done();
  const Utility u = central_utilities(c).at(0);
  // d weighs 1/3; a and b share 2/3 as 60 to 20.
  CHECK(u.of(c, package({0, 1, 0})) == Rational(1, 3));
  CHECK(u.of(c, package({2, 1, 1})) == Rational(1, 2));
  CHECK(u.of(c, package({1, 1, 1})) == Rational(1, 8));
  CHECK(u.of(c, package({0, 0, 1})) == Rational(1, 6));
}

TEST_CASE("points everywhere and a vague no_agreement give the formula of exact sheets") {
  Builder build;
  const IssueId a = build.issue(3);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(2);
  build.applies_if(d, example::is(b, 0));
  build.party();
  build.points(a, {4, 9, 30});
  build.points(b, {6, -1});
  build.points(d, {5, 8});
  build.term(example::join(Operator::and_, example::is(a, 2), example::is(b, 1)), Rational(11));
  const Case exact = build.done();
  build.no_agreement(NoAgreementWorth{{Rational(1, 2), Rational(1, 2)}});
  const Case vague = build.done();
  const Utility u = central_utilities(exact).at(0);
  const Utility v = central_utilities(vague).at(0);
  CHECK(u.kind == UtilityKind::exact);
  CHECK(v.kind == UtilityKind::central);
  CHECK(v.reservation == Rational(1, 2));
  example::visit_packages(exact,
                          [&](const Package& p) { CHECK(u.of(exact, p) == v.of(vague, p)); });
}

TEST_CASE("a total is worth its amount linearly, and no agreement can be as good as a package") {
  Builder build;
  const IssueId a = build.quantity({0, 2, 10});
  const IssueId b = build.quantity({0, 10});
  const TotalId sum =
      build.total(example::join(Operator::add, example::amount_of(a), example::amount_of(b)));
  build.party();
  build.prefer(Subject{{}, sum}, Monotone{false});
  build.prefer(b, Monotone{true});
  build.no_agreement(AsGoodAs{{{{a, 1}}}});
  const Case c = build.done();
  const Utility u = central_utilities(c).at(0);
  // Half the total, half b: b = 10 adds 1/2 and takes 1/4.
  CHECK(u.worst == Rational(1, 4));
  CHECK(u.best == Rational(3, 4));
  CHECK(u.of(c, package({0, 1})) == Rational(1));
  CHECK(u.of(c, package({2, 0})) == Rational(0));
  CHECK(u.of(c, package({1, 0})) == Rational(2, 5));
  // b open: half of its weight, and 5 in the total: 1/4 + 13/40 = 23/40, of 1/4 .. 3/4.
  CHECK(u.reservation == Rational(13, 20));
}

TEST_CASE("what does not fit in 62 bits is rounded, and says so") {
  Builder build;
  std::vector<std::vector<IssueId>> order;
  build.party();
  for (int i = 0; i < 120; ++i) {
    const IssueId issue = build.issue(3);
    build.prefer(issue, Monotone{true});
    order.push_back({issue});
  }
  build.priority(order);
  const Case c = build.done();
  const Utility u = central_utilities(c).at(0);
  CHECK(u.rounded);
  double tail = 0;
  for (int k = 120; k > 0; --k)
    tail += 1.0 / k;
  CHECK(u.tables[0].worth[2].to_double() == doctest::Approx(tail / 120).epsilon(1e-6));
  CHECK(u.of(c, package(std::vector<OptionIndex>(120, 2))) == Rational(1));
  CHECK(u.of(c, package(std::vector<OptionIndex>(120, 0))) == Rational(0));
}

}  // namespace
}  // namespace caucus
