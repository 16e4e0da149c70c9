// The golden examples of the engine's definitions, and agreement with a naive judge over fractions.
#include "caucus/analysis/room.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"

namespace caucus {
namespace {

using namespace for_tests;

// One issue whose options a, b, c ... are worth what the rows say, in units of 1/20.
struct Golden {
  Case c;
  Utilities utilities;
};
Golden golden(const std::vector<std::vector<int>>& rows, const std::vector<int>& reservations) {
  Golden g;
  std::vector<int> amounts(rows.size(), 0);
  g.c = case_of({{"package", amounts}}, reservations.size());
  finish(g.c);
  for (std::size_t q = 0; q < reservations.size(); ++q) {
    give_preference(g.c, q);
    Utility utility;
    utility.party = PartyId(q);
    utility.best = Rational(20);
    utility.reservation = Rational(reservations[q], 20);
    WorthTable table{{IssueId(0)}, {}};
    for (const std::vector<int>& row : rows)
      table.worth.emplace_back(row[q]);
    utility.tables.push_back(std::move(table));
    g.utilities.push_back(std::move(utility));
  }
  return g;
}

char letter(const Package& package) {
  return static_cast<char>('a' + package[IssueId(0)]);
}
std::string letters(const std::vector<Point>& points) {
  std::string found;
  for (const Point& point : points)
    found += letter(point.package);
  std::sort(found.begin(), found.end());
  return found;
}
std::string at(const Room& room, PointKind kind) {
  for (const NamedPoint& point : room.points)
    if (point.kind == kind) return letters(point.ties);
  return "";
}

const std::vector<std::vector<int>> two_parties = {{16, 4}, {6, 19}, {15, 3}, {8, 10},
                                                   {12, 8}, {9, 9},  {19, 0}, {10, 6}};

TEST_CASE("golden: two parties") {
  const Golden g = golden(two_parties, {5, 5});
  RoomOptions options;
  const Room found = room(g.c, g.utilities, options, {});
  CHECK(found.packages == 8);
  CHECK(found.feasible == 8);
  CHECK(found.zone == 5);
  CHECK(letter(*found.example) == 'b');
  CHECK(letters(found.frontier) == "bdef");
  CHECK(found.ideal_gains == std::vector<Rational>{Rational(7, 20), Rational(14, 20)});
  CHECK(at(found, PointKind::nash) == "e");
  CHECK(at(found, PointKind::kalai_smorodinsky) == "d");
  CHECK(at(found, PointKind::egalitarian) == "f");
  CHECK(at(found, PointKind::utilitarian) == "b");
  CHECK(found.opposition_squared == Rational(197, 400));
  CHECK(found.method.complete);
  options.over = FrontierOver::feasible;
  CHECK(letters(room(g.c, g.utilities, options, {}).frontier) == "abdefg");
}

TEST_CASE("golden: two parties without room") {
  const Golden g = golden(two_parties, {13, 13});
  const Room found = room(g.c, g.utilities, {}, {});
  CHECK(found.zone == 0);
  CHECK_FALSE(found.example);
  CHECK(found.frontier.empty());
  CHECK(found.points.empty());
}

TEST_CASE("golden: three parties") {
  const Golden g = golden({{20, 15, 4},
                           {3, 13, 7},
                           {6, 12, 7},
                           {8, 6, 20},
                           {5, 10, 12},
                           {9, 14, 9},
                           {4, 14, 20},
                           {16, 14, 8},
                           {16, 5, 14}},
                          {2, 1, 4});
  const Room found = room(g.c, g.utilities, {}, {});
  CHECK(found.zone == 9);
  CHECK(letters(found.frontier) == "adefghi");
  CHECK(at(found, PointKind::utilitarian) == "a");
  CHECK(at(found, PointKind::utilitarian_relative) == "g");
  CHECK(at(found, PointKind::nash) == "h");
  CHECK(at(found, PointKind::egalitarian) == "f");
  CHECK(at(found, PointKind::kalai_smorodinsky) == "d");
}

TEST_CASE("golden: two negative gains do not make a good product") {
  const Golden g = golden({{6, 6, 6}, {0, 0, 20}}, {5, 5, 5});
  const Room found = room(g.c, g.utilities, {}, {});
  CHECK(at(found, PointKind::nash) == "a");
}

TEST_CASE("where no package gives every party a gain, the most gain first") {
  const Golden g = golden({{5, 20}, {9, 5}, {5, 19}}, {5, 5});
  const Room found = room(g.c, g.utilities, {}, {});
  CHECK(at(found, PointKind::nash) == "a");
  CHECK(found.points.front().degenerate);
  const Golden left_out = golden({{5, 20}, {5, 12}}, {5, 5});
  const Room one = room(left_out.c, left_out.utilities, {}, {});
  CHECK(one.points[1].left_out == std::vector<PartyId>{PartyId(0)});
  CHECK(one.points[1].shares == std::vector<Rational>{Rational(0), Rational(1)});
}

TEST_CASE("equal packages are one point, the first in case-file order shown") {
  const Golden g = golden({{3, 3}, {9, 9}, {9, 9}, {9, 9}}, {0, 0});
  const Room found = room(g.c, g.utilities, {}, {});
  REQUIRE(found.frontier.size() == 1);
  CHECK(found.frontier.front().packages == 3);
  CHECK(letter(found.frontier.front().package) == 'b');
  CHECK(found.frontier_packages == 3);
}

// --- The naive judge -----------------------------------------------------------------------------

struct Judged {
  Package package;
  std::vector<Rational> utilities;
  std::vector<Rational> gains;
};

bool beats(const std::vector<Rational>& x, const std::vector<Rational>& y) {
  bool more = false;
  for (std::size_t q = 0; q < x.size(); ++q) {
    if (x[q] < y[q]) return false;
    more = more || x[q] > y[q];
  }
  return more;
}

// What room() should say, by the definitions and nothing else.
class NaiveRoom {
 public:
  NaiveRoom(const Case& c, const Utilities& utilities) {
    const std::vector<Demand> standing = demands(c, {});
    for (const Package& package : all_packages(c)) {
      ++packages;
      const Truth rules = caucus::feasible(c, package);
      if (rules == Truth::impossible) continue;
      Judged judged{package, {}, {}};
      for (const Utility& utility : utilities) {
        judged.utilities.push_back(utility.of(c, package));
        judged.gains.push_back(judged.utilities.back() - utility.reservation);
      }
      ++feasible;
      certain += rules == Truth::certain;
      Rational distance;
      for (const Rational& u : judged.utilities)
        distance += (Rational(1) - u) * (Rational(1) - u);
      if (feasible == 1 || distance < opposition) opposition = distance;
      Truth met = rules;
      for (const Demand& demand : standing) {
        if (demand.is) {
          met = truth_and(met, truth(c, *demand.is, package));
        } else {
          for (std::size_t q = 0; q < utilities.size(); ++q)
            if (utilities[q].party == demand.party)
              met = truth_and(met, truth_of(judged.gains[q] >= 0));
        }
      }
      feasible_.push_back(judged);
      if (met == Truth::impossible) continue;
      zone_certain += met == Truth::certain;
      zone.push_back(judged);
      note_open_figures(c, standing, package);
    }
  }

  // Points of the frontier with their packages, largest first.
  using Points = std::map<std::vector<Rational>, std::vector<Package>, std::greater<>>;
  static Points frontier(const std::vector<Judged>& among) {
    Points points;
    for (const Judged& x : among)
      if (std::none_of(among.begin(), among.end(),
                       [&](const Judged& y) { return beats(y.utilities, x.utilities); }))
        points[x.utilities].push_back(x.package);
    return points;
  }

  std::vector<Rational> ideal() const {
    std::vector<Rational> best;
    for (const Judged& x : zone) {
      best.resize(x.gains.size(), Rational(-1000));
      for (std::size_t q = 0; q < best.size(); ++q)
        best[q] = std::max(best[q], x.gains[q]);
    }
    return best;
  }

  std::vector<Rational> shares(const Judged& x, bool sorted) const {
    const std::vector<Rational> best = ideal();
    std::vector<Rational> found;
    for (std::size_t q = 0; q < best.size(); ++q)
      if (best[q] > 0) found.push_back(x.gains[q] / best[q]);
    if (sorted) std::sort(found.begin(), found.end());
    return found;
  }

  // A vector by which packages compare lexicographically for the kind.
  std::vector<Rational> merit(PointKind kind, const Judged& x) const {
    std::vector<Rational> found;
    switch (kind) {
      case PointKind::nash: {
        Rational product(1);
        Int128 positive = 0;
        for (const Rational& gain : x.gains) {
          if (gain > 0) product *= gain;
          positive += gain > 0;
        }
        return {Rational(positive), product};
      }
      case PointKind::kalai_smorodinsky:
        return shares(x, true);
      case PointKind::egalitarian:
        found = x.gains;
        std::sort(found.begin(), found.end());
        return found;
      case PointKind::utilitarian:
        return {total(x.utilities)};
      case PointKind::utilitarian_relative:
        return {total(shares(x, false))};
    }
    return found;
  }

  // Utilities of all tied packages, each once, in the order in which they are to be shown.
  std::vector<std::vector<Rational>> tied(PointKind kind) const {
    std::vector<std::vector<Rational>> merits;
    for (const Judged& x : zone)
      merits.push_back(merit(kind, x));
    const auto best = *std::max_element(merits.begin(), merits.end());
    std::vector<const Judged*> found;
    for (std::size_t k = 0; k < zone.size(); ++k)
      if (merits[k] == best) found.push_back(&zone[k]);
    std::stable_sort(found.begin(), found.end(), [&](const Judged* a, const Judged* b) {
      return shares(*a, true) > shares(*b, true);
    });
    std::vector<std::vector<Rational>> rows;
    for (const Judged* x : found)
      if (std::find(rows.begin(), rows.end(), x->utilities) == rows.end())
        rows.push_back(x->utilities);
    return rows;
  }

  std::uint64_t packages = 0;
  std::uint64_t feasible = 0;
  std::uint64_t certain = 0;
  std::uint64_t zone_certain = 0;
  Rational opposition;
  std::vector<Judged> zone;
  std::vector<Judged> feasible_;
  std::vector<QuantityId> hangs_on;

 private:
  static Rational total(const std::vector<Rational>& numbers) {
    Rational sum;
    for (const Rational& number : numbers)
      sum += number;
    return sum;
  }

  // As far as conjuncts tell: a figure in a conjunct that is certain leaves nothing open.
  void note_open_figures(const Case& c, const std::vector<Demand>& standing,
                         const Package& package) {
    const auto note = [&](const Expression& is) {
      if (is.root().op == Operator::and_ || truth(c, is, package) != Truth::possible) return;
      for (QuantityId quantity : quantities(c, is))
        if (std::find(hangs_on.begin(), hangs_on.end(), quantity) == hangs_on.end())
          hangs_on.push_back(quantity);
      std::sort(hangs_on.begin(), hangs_on.end());
    };
    for (const Rule& rule : c.rules)
      note(rule.is);
    for (const Demand& demand : standing)
      if (demand.is) note(*demand.is);
  }
};

void check_frontier(const std::vector<Point>& found, const NaiveRoom::Points& expected) {
  REQUIRE(found.size() == expected.size());
  std::size_t k = 0;
  for (const auto& [utilities, packages] : expected) {
    CHECK(found[k].utilities == utilities);
    CHECK(found[k].package == packages.front());
    CHECK(found[k].packages == packages.size());
    ++k;
  }
}

bool has_conjunctions(const Case& c) {
  const auto has = [](const Expression& e) { return e.root().op == Operator::and_; };
  for (const Rule& rule : c.rules)
    if (has(rule.is)) return true;
  for (const Sheet& sheet : c.sheets)
    for (const Line& line : sheet.lines)
      if (has(*line.is)) return true;
  return false;
}

// Whether there is room.
bool check_against_naive(const Case& c, const Utilities& utilities, const RoomOptions& options) {
  const NaiveRoom naive(c, utilities);
  const Room found = room(c, utilities, options, {});
  REQUIRE(found.method.complete);
  CHECK(found.packages == naive.packages);
  CHECK(found.feasible == naive.feasible);
  CHECK(found.certain == naive.certain);
  CHECK(found.zone == naive.zone.size());
  CHECK(found.zone_certain == naive.zone_certain);
  CHECK(found.opposition_squared == naive.opposition);
  if (!has_conjunctions(c)) CHECK(found.hangs_on == naive.hangs_on);
  check_frontier(
      found.frontier,
      NaiveRoom::frontier(options.over == FrontierOver::zone ? naive.zone : naive.feasible_));
  CHECK(found.ideal_gains == naive.ideal());
  REQUIRE(found.points.empty() == naive.zone.empty());
  if (naive.zone.empty()) return false;
  CHECK(*found.example == naive.zone.front().package);
  for (const NamedPoint& point : found.points) {
    const auto rows = naive.tied(point.kind);
    CHECK(point.tied == rows.size());
    REQUIRE(point.ties.size() == std::min<std::size_t>(rows.size(), 10));
    for (std::size_t k = 0; k < point.ties.size(); ++k)
      CHECK(point.ties[k].utilities == rows[k]);
  }
  return true;
}

std::uint64_t cases_wanted() {
  const char* wanted = std::getenv("CAUCUS_TEST_CASES");
  return wanted ? std::strtoull(wanted, nullptr, 10) : 10'000;
}

TEST_CASE("random cases agree with the definitions") {
  const std::uint64_t cases = cases_wanted();
  std::uint64_t open = 0;
  for (std::uint64_t k = 0; k < cases; ++k) {
    RandomStream dice(7, k);
    RandomShape shape;
    shape.parties = 1 + dice.below(dice.below(4) == 0 ? 7 : 3);
    shape.issues_max = 2 + dice.below(3);
    shape.options_max = 2 + dice.below(2);
    shape.rules_max = dice.below(3);
    shape.lines_max = dice.below(2);
    const Case c = random_case(dice, shape);
    const Utilities utilities = random_utilities(c, dice);
    RoomOptions options;
    options.over = dice.below(2) == 0 ? FrontierOver::zone : FrontierOver::feasible;
    options.threads = dice.below(50) == 0 ? 2 : 1;
    CAPTURE(k);
    open += check_against_naive(c, utilities, options);
  }
  CHECK(open > cases / 5);  // or the points were hardly tested
}

// --- Properties ----------------------------------------------------------------------------------

void check_equal(const Room& a, const Room& b) {
  CHECK(a.feasible == b.feasible);
  CHECK(a.certain == b.certain);
  CHECK(a.zone == b.zone);
  CHECK(a.zone_certain == b.zone_certain);
  CHECK(a.hangs_on == b.hangs_on);
  CHECK(a.ideal_gains == b.ideal_gains);
  CHECK(a.opposition_squared == b.opposition_squared);
  CHECK(a.example == b.example);
  REQUIRE(a.frontier.size() == b.frontier.size());
  for (std::size_t k = 0; k < a.frontier.size(); ++k) {
    CHECK(a.frontier[k].utilities == b.frontier[k].utilities);
    CHECK(a.frontier[k].package == b.frontier[k].package);
    CHECK(a.frontier[k].packages == b.frontier[k].packages);
  }
  REQUIRE(a.points.size() == b.points.size());
  for (std::size_t k = 0; k < a.points.size(); ++k) {
    CHECK(a.points[k].tied == b.points[k].tied);
    CHECK(a.points[k].gains == b.points[k].gains);
    REQUIRE(a.points[k].ties.size() == b.points[k].ties.size());
    for (std::size_t t = 0; t < a.points[k].ties.size(); ++t)
      CHECK(a.points[k].ties[t].package == b.points[k].ties[t].package);
  }
}

// A case large enough for many blocks and chunks.
struct Large {
  Case c;
  Utilities utilities;
};
Large large_case(std::uint64_t k) {
  RandomStream dice(47, k);
  RandomShape shape;
  shape.issues_max = 9;
  shape.options_max = 5;
  Large large;
  do
    large.c = random_case(dice, shape);
  while (large.c.issues.size() < 7);
  large.utilities = random_utilities(large.c, dice);
  return large;
}

TEST_CASE("one thread and several say the same") {
  for (std::uint64_t k = 0; k < 20; ++k) {
    const Large large = large_case(k);
    RoomOptions options;
    options.over = k % 2 == 0 ? FrontierOver::zone : FrontierOver::feasible;
    const Room one = room(large.c, large.utilities, options, {});
    options.threads = 3;
    CAPTURE(k);
    check_equal(one, room(large.c, large.utilities, options, {}));
  }
}

TEST_CASE("the order of the parties changes nothing but the order of the parties") {
  for (std::uint64_t k = 0; k < 200; ++k) {
    RandomStream dice(53, k);
    const Case c = random_case(dice, {});
    Utilities utilities = random_utilities(c, dice);
    const Room before = room(c, utilities, {}, {});
    std::reverse(utilities.begin(), utilities.end());
    const Room after = room(c, utilities, {}, {});
    CAPTURE(k);
    CHECK(before.zone == after.zone);
    CHECK(before.opposition_squared == after.opposition_squared);
    CHECK(before.frontier_packages == after.frontier_packages);
    REQUIRE(before.points.size() == after.points.size());
    for (std::size_t p = 0; p < before.points.size(); ++p) {
      auto gains = after.points[p].gains;
      std::reverse(gains.begin(), gains.end());
      CHECK(before.points[p].tied == after.points[p].tied);
      // Where shares tie to the last, the first package in case-file order decides on both sides.
      CHECK(before.points[p].gains == gains);
      CHECK(before.points[p].ties.front().package == after.points[p].ties.front().package);
    }
  }
}

TEST_CASE("a party's points times five, and some for free, change nothing") {
  for (std::uint64_t k = 0; k < 200; ++k) {
    RandomStream dice(59, k);
    const Case c = random_case(dice, {});
    Utilities utilities = random_utilities(c, dice);
    const Room before = room(c, utilities, {}, {});
    Utility& scaled = utilities.front();
    const bool flat = scaled.best == scaled.worst;
    for (WorthTable& table : scaled.tables)
      for (Rational& worth : table.worth)
        worth *= flat ? Rational(1) : Rational(5);
    scaled.tables.push_back({{}, {Rational(7, 3)}});
    scaled.worst = scaled.worst * (flat ? Rational(1) : Rational(5)) + Rational(7, 3);
    scaled.best = scaled.best * (flat ? Rational(1) : Rational(5)) + Rational(7, 3);
    CAPTURE(k);
    check_equal(before, room(c, utilities, {}, {}));
  }
}

TEST_CASE("lifting a demand never shrinks the zone") {
  for (std::uint64_t k = 0; k < 300; ++k) {
    RandomStream dice(61, k);
    const Case c = random_case(dice, {});
    const Utilities utilities = random_utilities(c, dice);
    RoomOptions options;
    const Room before = room(c, utilities, options, {});
    for (const Demand& demand : before.standing) {
      options.demands.lifted = {demand.id};
      const Room after = room(c, utilities, options, {});
      CHECK(after.standing.size() + 1 == before.standing.size());
      CHECK(after.zone >= before.zone);
      CHECK(after.points.empty() == (after.zone == 0));
    }
  }
}

// Eight parties are more than the engine takes, so the search is what is left (large_room.h).
TEST_CASE("too many packages and parties: the search agrees with the enumeration") {
  std::size_t open = 0, compared = 0;
  for (std::uint64_t k = 0; k < 2000; ++k) {
    RandomStream dice(67, k);
    RandomShape shape;
    shape.parties = 8;
    shape.lines_max = dice.below(2);
    const Case c = random_case(dice, shape);
    const Utilities utilities = random_utilities(c, dice);
    RoomOptions options;
    options.demands.reservations = dice.below(4) == 0;  // or hardly any zone of eight is open
    const Room all = room(c, utilities, options, {});
    options.packages_max = 0;
    const Room searched = room(c, utilities, options, {});
    CAPTURE(k);
    CHECK_FALSE(searched.counted);
    CHECK(searched.method.name == "search");
    CHECK_FALSE(searched.method.complete);
    CHECK(searched.decided);
    REQUIRE(searched.example.has_value() == (all.zone > 0));
    CHECK(searched.frontier.empty());
    if (all.zone == 0) continue;
    ++open;
    CHECK(searched.ideal_gains == all.ideal_gains);
    // Eight scales may have no common one that is small enough; then there is no point.
    if (searched.points.empty()) continue;
    REQUIRE(searched.points.size() == 1);
    ++compared;
    const auto sum = [](const std::vector<Rational>& numbers) {
      Rational total;
      for (const Rational& number : numbers)
        total += number;
      return total;
    };
    CHECK(sum(searched.points[0].ties[0].utilities) == sum(all.points[3].ties[0].utilities));
  }
  CHECK(open > 100);
  CHECK(compared > 100);
}

TEST_CASE("cancelled, it says how far it came") {
  const Golden g = golden(two_parties, {5, 5});
  CancelSource source;
  source.cancel();
  const Room found = room(g.c, g.utilities, {}, source.token());
  CHECK_FALSE(found.method.complete);
  CHECK(found.method.note.starts_with("stopped after 0 of 8 packages"));
  CHECK_FALSE(found.decided);
}

TEST_CASE("preferences that need too many bits are said to, and the rest is still counted") {
  Golden g = golden(two_parties, {5, 5});
  g.utilities[0].tables[0].worth[0] = Rational(1, Int128{1} << 70);
  const Room found = room(g.c, g.utilities, {}, {});
  CHECK(found.feasible == 8);
  CHECK_FALSE(found.decided);
  CHECK_FALSE(found.method.complete);
  CHECK(found.method.note.find("preferences of a need") != std::string::npos);
}

}  // namespace
}  // namespace caucus
