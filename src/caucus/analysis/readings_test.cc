// Readings agree with their sheets, are uniform, and are the same wherever they are drawn.
#include "caucus/analysis/readings.h"

#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "caucus/analysis/example_sheets.h"
#include "caucus/analysis/reading_sampler.h"
#include "caucus/analysis/slice_chains.h"
#include "caucus/base/random.h"

namespace caucus {
namespace {

using example::Builder;

const CancelToken never;

Package package(std::vector<OptionIndex> options) {
  return Package(std::move(options));
}

// A share found in `count` readings lies this near to the truth, but for one time in 15,000.
double near(double share, std::size_t count) {
  return 4 * std::sqrt(share * (1 - share) / static_cast<double>(count));
}

// The most and the least a table about that issue gives.
Rational spread(const Utility& u, IssueId issue) {
  for (const WorthTable& table : u.tables) {
    if (table.scope != std::vector<IssueId>{issue}) continue;
    const auto [low, high] = std::minmax_element(table.worth.begin(), table.worth.end());
    return *high - *low;
  }
  return {};
}

const std::vector<Rational>& worths(const Utility& u, IssueId issue) {
  for (const WorthTable& table : u.tables)
    if (table.scope == std::vector<IssueId>{issue}) return table.worth;
  broken_invariant("every issue of the test has a table", "", {__FILE__, __LINE__});
}

// A full package: the settled terms, and the first option of every other issue.
Package filled(const Case& c, const PartialPackage& partial) {
  std::vector<OptionIndex> options(c.issues.size(), 0);
  for (const Term& term : partial.terms)
    options[term.issue.index()] = term.option;
  return Package(options);
}

void check_preference(const Utility& u, const Preference& preference) {
  const auto& worth = worths(u, *preference.about.issue);
  if (const auto* order = std::get_if<OptionOrder>(&preference.says)) {
    for (std::size_t p = 0; p + 1 < order->places.size(); ++p)
      for (OptionIndex better : order->places[p])
        for (OptionIndex worse : order->places[p + 1])
          CHECK(worth[better] >= worth[worse]);
  } else if (const auto* monotone = std::get_if<Monotone>(&preference.says)) {
    for (std::size_t i = 0; i + 1 < worth.size(); ++i)
      CHECK((monotone->more ? worth[i] <= worth[i + 1] : worth[i] >= worth[i + 1]));
  }
}

// All statements of the sheet hold for the utility, as written. Issues only, none void.
void check_agrees(const Case& c, const PreferenceStatements& says, const Utility& u) {
  for (const Preference& preference : says.preferences)
    check_preference(u, preference);
  for (const Priority& priority : says.priorities) {
    if (const auto* order = std::get_if<PriorityOrder>(&priority.says)) {
      for (std::size_t p = 0; p + 1 < order->places.size(); ++p)
        for (const Subject& more : order->places[p])
          for (const Subject& less : order->places[p + 1])
            CHECK(spread(u, *more.issue) >= spread(u, *less.issue));
    } else {
      for (const WeightRange& range : std::get<std::vector<WeightRange>>(priority.says)) {
        CHECK(spread(u, *range.of.issue) / u.span() >= range.share.low - Rational(1, 100'000));
        CHECK(spread(u, *range.of.issue) / u.span() <= range.share.high + Rational(1, 100'000));
      }
    }
  }
  for (const Comparison& compare : says.comparisons)
    CHECK(u.of(c, filled(c, compare.prefers)) >= u.of(c, filled(c, compare.to)));
}

TEST_CASE("three yes/no questions: shares of readings known by hand") {
  Builder build;
  const IssueId one = build.issue(2);
  const IssueId two = build.issue(2);
  const IssueId three = build.issue(2);
  build.party();
  for (IssueId issue : {one, two, three})
    build.prefer(issue, Monotone{true});
  build.no_agreement(NoAgreementWorth{{Rational(1, 2), Rational(1, 2)}});
  constexpr std::size_t count = 20'000;
  const auto share = [&](const Case& c, const std::vector<OptionIndex>& options) {
    const Readings drawn = readings(c, {count, 7}, never);
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i)
      accepted += drawn.acceptable(0, i, package(options));
    return static_cast<double>(accepted) / count;
  };
  const Case before = build.done();
  CHECK(std::abs(share(before, {1, 0, 0}) - 0.25) < near(0.25, count));
  CHECK(std::abs(share(before, {1, 1, 0}) - 0.75) < near(0.75, count));
  build.compare({{one, 1}, {two, 0}}, {{one, 0}, {two, 1}});
  const Case after = build.done();
  CHECK(std::abs(share(after, {1, 0, 0}) - 0.5) < near(0.5, count));
  CHECK(std::abs(share(after, {1, 1, 0}) - 0.75) < near(0.75, count));
  CHECK(share(after, {1, 0, 1}) > 0.9999);  // 1, but for readings within rounding of the border
  CHECK(share(after, {0, 1, 0}) == 0);
}

TEST_CASE("the central utility is the mean of the readings") {
  Builder build;
  const IssueId a = build.issue(4);
  const IssueId b = build.issue(5);
  const IssueId d = build.issue(3);
  const IssueId e = build.issue(2);
  build.party();
  build.prefer(a, OptionOrder{{{1, 3}, {0}, {2}}});
  build.prefer(b, OptionOrder{{{4}, {0, 1, 2}, {3}}});
  build.prefer(d, Monotone{false});
  build.prefer(e, Monotone{true});
  build.priority({{d}, {a, b}});
  const Case c = build.done();
  constexpr std::size_t count = 20'000;
  const Readings drawn = readings(c, {count, 3}, never);
  CHECK(drawn.parties[0].method == ReadingMethod::direct);
  CHECK(drawn.parties[0].reliable);
  const Utility central = central_utilities(c).at(0);
  for (IssueId issue : {a, b, d, e}) {
    std::vector<double> sum(c.issues[issue].options.size());
    std::vector<double> squares(sum.size());
    for (std::size_t i = 0; i < count; ++i) {
      const Utilities one = drawn.at(i);
      for (std::size_t option = 0; option < sum.size(); ++option) {
        const double worth = worths(one[0], issue)[option].to_double();
        sum[option] += worth;
        squares[option] += worth * worth;
      }
    }
    for (std::size_t option = 0; option < sum.size(); ++option) {
      const double mean = sum[option] / count;
      const double error = std::sqrt((squares[option] / count - mean * mean) / count);
      CHECK(std::abs(mean - worths(central, issue)[option].to_double()) <= 4 * error + 1e-6);
    }
  }
}

TEST_CASE("weights are uniform on the simplex: the variance of a flat Dirichlet") {
  Builder build;
  build.party();
  for (int i = 0; i < 4; ++i)
    build.prefer(build.issue(2), Monotone{true});
  const Case c = build.done();
  constexpr std::size_t count = 40'000;
  const Readings drawn = readings(c, {count, 5}, never);
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double weight = drawn.utility(0, i, package({1, 0, 0, 0}));
    sum += weight;
    squares += weight * weight;
  }
  CHECK(sum / count == doctest::Approx(0.25).epsilon(0.02));
  CHECK(squares / count - 0.0625 == doctest::Approx(3.0 / 80).epsilon(0.04));
}

// Random statements on `issues` issues that one hidden utility agrees with.
Case random_sheet(std::uint64_t seed, std::size_t issues, std::size_t comparisons) {
  RandomStream random(seed);
  Builder build;
  std::vector<IssueId> all;
  std::vector<std::vector<double>> hidden;
  for (std::size_t j = 0; j < issues; ++j) {
    all.push_back(build.issue(2 + random.below(4)));
    hidden.emplace_back();
  }
  build.party();
  const Case frame = build.done();
  for (std::size_t j = 0; j < issues; ++j) {
    const std::size_t options = frame.issues[all[j]].options.size();
    const double weight = random.exponential();
    std::vector<OptionIndex> order(options);
    std::iota(order.begin(), order.end(), OptionIndex{0});
    hidden[j].push_back(0);
    for (std::size_t i = 1; i < options; ++i)
      hidden[j].push_back(hidden[j].back() + weight * random.exponential());
    if (j % 3 == 0) {
      build.prefer(all[j], Monotone{true});
    } else {
      OptionOrder places;
      for (std::size_t i = options; i-- > 0;) {
        const bool join = j % 3 == 2 && !places.places.empty() && random.below(3) == 0;
        if (!join) places.places.emplace_back();
        places.places.back().push_back(order[i]);
      }
      build.prefer(all[j], places);
    }
  }
  for (std::size_t k = 0; k < comparisons; ++k) {
    double excess = 0;
    std::vector<Term> x;
    std::vector<Term> y;
    for (std::size_t j = 0; j < issues; ++j) {
      if (random.below(issues) >= 3) continue;
      const auto a = static_cast<OptionIndex>(random.below(hidden[j].size()));
      const auto b = static_cast<OptionIndex>(random.below(hidden[j].size()));
      x.push_back({all[j], a});
      y.push_back({all[j], b});
      excess += hidden[j][a] - hidden[j][b];
    }
    if (excess < 0) std::swap(x, y);
    build.compare(x, y);
  }
  return build.done();
}

TEST_CASE("every reading agrees with every statement of its sheet") {
  std::size_t by_slices = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Case c = random_sheet(seed, 3 + seed % 5, 2 * seed);
    const Readings drawn = readings(c, {40, seed}, never);
    REQUIRE(drawn.size() == 40);
    CHECK(drawn.parties[0].slack == 0);
    by_slices += drawn.parties[0].method == ReadingMethod::slice;
    for (std::size_t i = 0; i < drawn.size(); ++i)
      check_agrees(c, c.sheets[0].preferences, drawn.at(i)[0]);
  }
  CHECK(by_slices > 0);
}

TEST_CASE("priorities in several entries and ranges of weights hold in every reading") {
  Builder build;
  std::vector<IssueId> issue;
  for (int i = 0; i < 6; ++i)
    issue.push_back(build.issue(3));
  build.party();
  for (int i = 0; i < 6; ++i)
    build.prefer(issue[static_cast<std::size_t>(i)], Monotone{i % 2 == 0});
  build.priority({{issue[0]}, {issue[1], issue[2]}, {issue[3]}});
  build.priority({{issue[4]}, {issue[3]}});
  build.shares({{issue[1], {Rational(1, 5), Rational(1, 4)}},
                {issue[5], {Rational(1, 10), Rational(1, 10)}}});
  const Case c = build.done();
  const Readings drawn = readings(c, {200, 9}, never);
  REQUIRE(drawn.size() == 200);
  for (std::size_t i = 0; i < drawn.size(); ++i)
    check_agrees(c, c.sheets[0].preferences, drawn.at(i)[0]);
  // The plain centroid weighs issue 1 with less than a fifth: the mean of readings stands in.
  const Utility central = central_utilities(c).at(0);
  CHECK(central.rounded);
  check_agrees(c, c.sheets[0].preferences, central);
}

TEST_CASE("points keep their proportions, within their ranges") {
  Builder build;
  const IssueId a = build.issue(3);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(2);
  build.party();
  OptionPoints ranged;
  ranged.points = {
      {Rational(0), Rational(0)}, {Rational(10), Rational(20)}, {Rational(40), Rational(60)}};
  build.prefer(a, ranged);
  build.points(b, {5, 30});
  build.prefer(d, Monotone{true});
  const Case c = build.done();
  const Readings drawn = readings(c, {500, 2}, never);
  CHECK(drawn.parties[0].method == ReadingMethod::direct);
  double middle = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const Utility u = drawn.at(i)[0];
    const double point = spread(u, b).to_double() / 25;  // worth of one point
    if (point < 1e-4) continue;                          // rounding would blur the ratios
    const auto& worth = worths(u, a);
    CHECK((worth[1] - worth[0]).to_double() / point >= 9.9);
    CHECK((worth[1] - worth[0]).to_double() / point <= 20.1);
    CHECK((worth[2] - worth[0]).to_double() / point >= 39.6);
    CHECK((worth[2] - worth[0]).to_double() / point <= 60.4);
    middle += spread(u, d).to_double() / u.span().to_double() / 500;
  }
  CHECK(middle == doctest::Approx(1.0 / 3).epsilon(0.15));  // one of three subjects
}

TEST_CASE("slices and rejection draw from the same distribution") {
  for (std::uint64_t seed : {2, 3, 5}) {
    const Case c = random_sheet(seed, 5, 6);
    const VagueSheet sheet = vague_sheet(c, c.sheets[0]);
    const ReadingSpace space(sheet);
    constexpr std::size_t count = 4'000;
    const SheetDraws dropped = draw_sheet(sheet, space, {count, 1, 1}, never);
    REQUIRE(dropped.diagnostics.method == ReadingMethod::rejection);
    const SliceChains chains = slice_chains(space, {.count = count, .seed = 1, .key = 1}, never);
    REQUIRE(chains.started);
    CHECK(chains.r_hat_max <= r_hat_wanted);
    CHECK(chains.effective_size_min >= effective_size_wanted(count));
    for (std::size_t at = 0; at < space.width(); ++at) {
      for (int power : {1, 2}) {
        const auto moments = [&](const std::vector<double>& rows) {
          double sum = 0;
          double squares = 0;
          for (std::size_t from = at; from < rows.size(); from += space.width()) {
            const double value = std::pow(rows[from], power);
            sum += value;
            squares += value * value;
          }
          const double n = static_cast<double>(rows.size() / space.width());
          return std::pair{sum / n, squares / n - (sum / n) * (sum / n)};
        };
        const auto [mean, variance] = moments(dropped.rows);
        const auto [slice_mean, slice_variance] = moments(chains.rows);
        const double error =
            std::sqrt(variance / count + slice_variance / chains.effective_size_min);
        CHECK(std::abs(mean - slice_mean) <= 4.5 * error + 1e-12);
      }
    }
  }
}

TEST_CASE("the same seed gives the same bytes, and other parties change nothing") {
  const auto build_party = [](Builder& build, const std::vector<IssueId>& issues) {
    for (IssueId issue : issues)
      build.prefer(issue, Monotone{true});
    for (std::size_t j = 0; j + 1 < issues.size(); ++j)
      build.compare({{issues[j], 1}, {issues[j + 1], 0}}, {{issues[j], 0}, {issues[j + 1], 1}});
    build.compare({{issues[0], 1}}, {{issues[1], 2}, {issues[2], 1}});
    build.no_agreement(NoAgreementWorth{{Rational(1, 5), Rational(3, 5)}});
  };
  const auto frame = [](Builder& build) {
    std::vector<IssueId> issues;
    for (int i = 0; i < 6; ++i)
      issues.push_back(build.issue(3));
    return issues;
  };
  Builder alone;
  const auto issues = frame(alone);
  alone.party("south");
  build_party(alone, issues);
  Builder two;
  frame(two);
  two.party("north");
  for (IssueId issue : issues)
    two.prefer(issue, Monotone{false});
  two.party("south");
  build_party(two, issues);

  const Readings a = readings(alone.done(), {60, 4}, never);
  const Readings again = readings(alone.done(), {60, 4}, never);
  const Readings b = readings(two.done(), {60, 4}, never);
  const Readings other = readings(alone.done(), {60, 5}, never);
  REQUIRE(a.size() == 60);
  CHECK(a.parties[0].method == ReadingMethod::slice);
  bool differs = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Utility u = a.at(i)[0];
    for (const Utility& same : {again.at(i)[0], b.at(i)[1]}) {
      CHECK(same.reservation == u.reservation);
      for (std::size_t t = 0; t < u.tables.size(); ++t)
        CHECK(same.tables[t].worth == u.tables[t].worth);
    }
    differs = differs || other.at(i)[0].tables[0].worth != u.tables[0].worth;
    CHECK(u.reservation >= Rational(1, 5));
    CHECK(u.reservation <= Rational(3, 5));
  }
  CHECK(differs);
}

TEST_CASE("quick answers equal the full utilities, with totals, terms and void issues") {
  Builder build;
  const IssueId a = build.quantity({0, 5, 20});
  const IssueId b = build.issue(3);
  const IssueId d = build.issue(2);
  build.applies_if(d, example::is(b, 1));
  const TotalId total =
      build.total(example::join(Operator::multiply, example::amount_of(a), example::amount_of(b)));
  build.party();
  build.prefer(a, Monotone{false});
  build.points(b, {3, 8, 1});
  build.points(d, {-4, 6});
  build.prefer(Subject{{}, total}, Monotone{true});
  build.term(example::join(Operator::and_, example::is(a, 0), example::is(b, 2)), Rational(5));
  build.no_agreement(AsGoodAs{{{{a, 1}, {b, 0}}}});
  build.party();
  build.points(a, {0, 1, 2});
  build.points(b, {0, 1, 2});
  build.points(d, {0, 1});
  const Case c = build.done();
  const Readings drawn = readings(c, {50, 8}, never);
  REQUIRE(drawn.parties.size() == 2);
  CHECK(drawn.parties[1].method == ReadingMethod::exact_sheet);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const Utilities full = drawn.at(i);
    for (std::size_t p = 0; p < 2; ++p) {
      Rational least = Rational(1);
      Rational most = Rational(0);
      example::visit_packages(c, [&](const Package& x) {
        const Rational u = full[p].of(c, x);
        least = std::min(least, u);
        most = std::max(most, u);
        CHECK(drawn.utility(p, i, x) == doctest::Approx(u.to_double()).epsilon(1e-12));
        CHECK(drawn.acceptable(p, i, x) == (u >= full[p].reservation));
      });
      CHECK(least == Rational(0));
      CHECK(most == Rational(1));
    }
    // As good as a package without b's choice that makes d apply: the same in every reading.
    CHECK(full[0].reservation.to_double() ==
          doctest::Approx(full[0].of(c, package({1, 0, void_option})).to_double()).epsilon(1e-4));
  }
}

TEST_CASE("shares that are all exact leave only the values open") {
  Builder build;
  const IssueId a = build.issue(3);
  const IssueId b = build.issue(3);
  build.party();
  build.prefer(a, Monotone{true});
  build.prefer(b, Monotone{true});
  build.shares({{a, {Rational(3, 10), Rational(3, 10)}}, {b, {Rational(7, 10), Rational(7, 10)}}});
  const Case c = build.done();
  const Readings drawn = readings(c, {30, 1}, never);
  CHECK(drawn.parties[0].method == ReadingMethod::direct);
  for (std::size_t i = 0; i < drawn.size(); ++i)
    CHECK(drawn.at(i)[0].of(c, package({2, 0})) == Rational(3, 10));
}

TEST_CASE("statements that leave no room are met within the slack, and said not to be reliable") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  const IssueId d = build.issue(2);
  build.party();
  for (IssueId issue : {a, b, d})
    build.prefer(issue, Monotone{true});
  build.compare({{a, 1}, {b, 0}}, {{a, 0}, {b, 1}});
  build.compare({{a, 0}, {b, 1}}, {{a, 1}, {b, 0}});
  const Case c = build.done();
  const Readings drawn = readings(c, {50, 1}, never);
  CHECK(drawn.parties[0].method == ReadingMethod::slice);
  CHECK(drawn.parties[0].slack == flat_slack);
  CHECK_FALSE(drawn.parties[0].reliable);
  for (std::size_t i = 0; i < drawn.size(); ++i)
    CHECK(std::abs(drawn.utility(0, i, package({1, 0, 0})) -
                   drawn.utility(0, i, package({0, 1, 0}))) <= 2 * flat_slack);
}

TEST_CASE("a contradictory sheet has its plain centroid for every reading") {
  Builder build;
  const IssueId a = build.issue(2);
  const IssueId b = build.issue(2);
  build.party();
  build.prefer(a, Monotone{true});
  build.prefer(b, Monotone{true});
  build.shares({{a, {Rational(3, 5), Rational(1)}}, {b, {Rational(1, 2), Rational(1)}}});
  const Case c = build.done();
  const Readings drawn = readings(c, {5, 1}, never);
  CHECK(drawn.parties[0].method == ReadingMethod::contradictory);
  CHECK_FALSE(drawn.parties[0].reliable);
  REQUIRE(drawn.size() == 5);
  CHECK(drawn.at(4)[0].of(c, package({1, 0})) == Rational(1, 2));
}

TEST_CASE("a cancelled request says so and holds nothing") {
  CancelSource source;
  source.cancel();
  const Readings drawn = readings(random_sheet(1, 4, 3), {100, 1}, source.token());
  CHECK_FALSE(drawn.complete);
  CHECK(drawn.size() == 0);
  const Case tight = random_sheet(8, 10, 40);
  StepBudget budget(60);
  const Readings later = readings(tight, {100, 1}, budget.token());
  CHECK_FALSE(later.complete);
  CHECK(later.size() == 0);
}

}  // namespace
}  // namespace caucus
