// Points are chosen exactly where doubles cannot tell, ties are counted and shown in order. The
// definitions themselves are tested with the golden examples and the naive judge of room_test.cc.
#include "caucus/analysis/bargaining_point.h"

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"

namespace caucus {
namespace {

using namespace for_tests;

// One issue whose options are worth what the rows say, on the scale 0..scale.
struct Rows {
  Case c;
  Utilities utilities;

  Rows(const std::vector<std::vector<std::int64_t>>& rows, std::int64_t scale) {
    const std::vector<int> amounts(rows.size(), 0);
    c = case_of({{"package", amounts}}, rows.front().size());
    finish(c);
    for (std::size_t q = 0; q < rows.front().size(); ++q) {
      Utility utility;
      utility.party = PartyId(q);
      utility.best = Rational(scale);
      WorthTable table{{IssueId(0)}, {}};
      for (const auto& row : rows)
        table.worth.emplace_back(row[q]);
      utility.tables.push_back(std::move(table));
      utilities.push_back(std::move(utility));
    }
  }

  NamedPoint point(PointKind kind) const {
    const Problem exact = problem(c, utilities, {});
    PointList points;
    points.parties = utilities.size();
    for (std::size_t k = 0; k < c.issues[IssueId(0)].options.size(); ++k) {
      const auto option = static_cast<OptionIndex>(k);
      points.push_back(exact.sums(Package({option})).data(), k, 1);
    }
    for (NamedPoint& found : bargaining_points(exact, frontier_of(std::move(points))))
      if (found.kind == kind) return std::move(found);
    return {};
  }
  OptionIndex chosen(PointKind kind) const { return point(kind).ties.front().package[IssueId(0)]; }
};

constexpr std::int64_t billion = 1'000'000'000;

TEST_CASE("products that agree in eighteen digits are told apart") {
  const Rows rows({{billion + 1, billion - 1}, {billion, billion}, {billion - 1, billion + 1}},
                  4 * billion);
  CHECK(rows.chosen(PointKind::nash) == 1);
  CHECK(rows.point(PointKind::nash).tied == 1);
}

TEST_CASE("shares that agree in fifteen digits are told apart") {
  constexpr std::int64_t large = billion * billion;
  const Rows rows({{large, 0}, {large / 2, large / 2 - 1}, {large / 2 - 2, large / 2}, {0, large}},
                  large);
  CHECK(rows.chosen(PointKind::kalai_smorodinsky) == 1);
  CHECK(rows.chosen(PointKind::egalitarian) == 1);
}

TEST_CASE("sums that agree in eighteen digits are told apart") {
  constexpr std::int64_t large = billion * billion;
  const Rows rows({{large, 0}, {large / 2, large / 2 + 1}, {0, large}}, large);
  CHECK(rows.chosen(PointKind::utilitarian) == 1);
  CHECK(rows.chosen(PointKind::utilitarian_relative) == 1);
  CHECK(rows.point(PointKind::utilitarian).tied == 1);
}

TEST_CASE("twelve tied points: ten are shown, the most even shares first") {
  std::vector<std::vector<std::int64_t>> straight;
  for (std::int64_t k = 0; k < 12; ++k)
    straight.push_back({11 - k, k});
  const Rows rows(straight, 11);
  const NamedPoint point = rows.point(PointKind::utilitarian);
  CHECK(point.tied == 12);
  REQUIRE(point.ties.size() == 10);
  CHECK(point.ties[0].package[IssueId(0)] == 5);  // 6 and 5; before 5 and 6 in case-file order
  CHECK(point.ties[1].package[IssueId(0)] == 6);
  CHECK(point.shares == std::vector<Rational>{Rational(6, 11), Rational(5, 11)});
}

TEST_CASE("gains in other units than the scale stay exact") {
  Rows rows({{7, 3}, {3, 7}}, 10);
  rows.utilities[0].reservation = Rational(1, 7);
  const NamedPoint point = rows.point(PointKind::nash);
  CHECK(point.ties.front().package[IssueId(0)] == 0);
  CHECK(point.gains[0] == Rational(7, 10) - Rational(1, 7));
}

TEST_CASE("with no frontier there are no points") {
  const Rows rows({{1, 1}}, 1);
  const Problem exact = problem(rows.c, rows.utilities, {});
  PointList none;
  none.parties = 2;
  CHECK(bargaining_points(exact, none).empty());
  CHECK(ideal_gains(exact, none).empty());
}

}  // namespace
}  // namespace caucus
