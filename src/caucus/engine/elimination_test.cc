#include "caucus/engine/elimination.h"

#include <doctest/doctest.h>

#include "caucus/engine/brute_force_for_tests.h"
#include "caucus/engine/elimination_order.h"
#include "caucus/engine/linked_reduction.h"
#include "caucus/engine/random_linked_space_for_tests.h"
#include "caucus/engine/support_graph.h"

namespace caucus {
namespace {

void check_frontier(const LinkedSpace& linked, const EliminationOptions& options) {
  check_judged(linked_frontier(linked, options), by_brute_force(linked));
}

void check_support(const LinkedSpace& linked, const std::vector<std::int64_t>& weights) {
  const SupportGraph support(linked);
  bool possible = false;
  WeightedBest expected;
  for_each_package(linked.space, [&](const Choice& choice) {
    if (!obeys(linked, choice)) return;
    const Int128 sum = weighted(sums_of(linked, choice).data(), weights);
    if (possible && sum <= expected.worth) return;
    possible = true;
    expected = {sum, choice};
  });
  REQUIRE(support.end() == FrontierEnd::complete);
  REQUIRE(support.possible() == possible);
  if (!possible) return;
  const WeightedBest found = support.best(weights);
  CHECK(found.worth == expected.worth);
  CHECK(obeys(linked, found.choice));
  CHECK(weighted(sums_of(linked, found.choice).data(), weights) == expected.worth);
  const bool positive = std::find(weights.begin(), weights.end(), 0) == weights.end();
  if (positive) CHECK(found.choice == expected.choice);
}

// Which kinds of links the space has; a case may count for several.
std::vector<std::string> kinds_of_links(const LinkedSpace& linked) {
  std::vector<std::string> kinds;
  if (!linked.tables.empty()) kinds.emplace_back("terms");
  if (!linked.rules.empty()) kinds.emplace_back("rules");
  if (!linked.windows.empty()) kinds.emplace_back("windows");
  if (kinds.size() == 3) kinds.emplace_back("all of them");
  if (kinds.empty()) kinds.emplace_back("nothing linked");
  for (const SumWindow& window : linked.windows)
    if (!window.low) return kinds.emplace_back("caps"), kinds;
  return kinds;
}

// Floors that some package, rules aside, just reaches.
void draw_floors(LinkedSpace& linked, RandomStream& dice) {
  Choice choice;
  for (std::size_t i = 0; i < linked.space.issues(); ++i)
    choice.push_back(static_cast<std::uint16_t>(dice.below(linked.space.options(i))));
  const Vector sums = sums_of(linked, choice);
  if (dice.below(3) == 0) linked.space.floors = sums;
  if (dice.below(3) != 0) return;
  WeightedFloor floor;
  for (std::size_t q = 0; q < linked.space.parties; ++q)
    floor.weights.push_back(static_cast<std::int64_t>(dice.below(5)));
  floor.least = weighted(sums.data(), floor.weights);
  linked.space.weighted_floors.push_back(floor);
}

TEST_CASE(
    "Linked frontiers have the points, counts and first packages of "
    "brute force") {
  const std::uint64_t cases = test_cases(3000);
  std::uint64_t empty = 0, longest = 0;
  CaseTally tally;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 2);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(7);
    wanted.issues = 1 + dice.below(5);
    wanted.options = 4;
    const std::uint64_t spreads[] = {1, 3, 10, 1000, 1'000'000'000, 1'000'000'000'000'000'000};
    LinkedSpace linked = arbitrary_linked_space(wanted, spreads[dice.below(6)], dice);
    if (dice.below(4) == 0) {  // sums of more than 64 bits
      for (auto& worths : linked.space.worth)
        for (Int128& worth : worths)
          worth *= Int128{1} << 56;
      for (TermTable& table : linked.tables)
        for (Int128& worth : table.worth)
          worth *= Int128{1} << 56;
    }
    draw_floors(linked, dice);
    EliminationOptions options;
    options.threads = 1 + static_cast<unsigned>(dice.below(3));
    check_frontier(linked, options);
    const std::size_t size = linked_frontier(linked, options).size();
    empty += size == 0 ? 1 : 0;
    longest = std::max<std::uint64_t>(longest, size);
    std::vector<std::int64_t> weights;
    for (std::size_t q = 0; q < wanted.parties; ++q)
      weights.push_back(static_cast<std::int64_t>(dice.below(9)));
    check_support(linked, weights);
    for (const std::string& links : kinds_of_links(linked))
      tally.add("elimination, " + links, wanted.parties);
  }
  for (const char* links : {"nothing linked", "terms", "rules", "windows", "caps", "all of them"})
    CHECK(tally.covers_parties(fmt::format("elimination, {}", links), 1, 7));
  tally.print_if_nightly();
  CHECK(empty > cases / 100);  // contradictions were among them
  CHECK(longest >= 8);         // and long frontiers
}

// Sums and how many packages reach them, without those that others beat; two or three parties.
using Counted = std::map<Vector, std::uint64_t>;

Counted unbeaten(const Counted& all) {
  Counted kept;
  std::map<Int128, Int128> steps;  // the third party's most, by the second party's sum
  for (auto at = all.rbegin(); at != all.rend(); ++at) {
    const Int128 second = at->first[1], third = at->first.size() > 2 ? at->first[2] : 0;
    const auto right = steps.lower_bound(second);
    if (right != steps.end() && right->second >= third) continue;
    steps[second] = third;
    for (auto left = steps.find(second); left != steps.begin() && std::prev(left)->second <= third;)
      steps.erase(std::prev(left));
    kept.insert(*at);
  }
  return kept;
}

Counted shifted_into(Counted sums, const Counted& from, const Int128* row) {
  for (const auto& [point, packages] : from) {
    Vector sum = point;
    for (std::size_t q = 0; q < sum.size(); ++q)
      sum[q] += row[q];
    sums[sum] = add_counts(sums[sum], packages);
  }
  return sums;
}

// A chain from its first issue to its last, a frontier per option of the issue.
Counted along_the_chain(const LinkedSpace& linked) {
  std::vector<Counted> last{{{Vector(linked.space.parties, 0), 1}}};
  for (std::size_t i = 0; i < linked.space.issues(); ++i) {
    std::vector<Counted> next(linked.space.options(i));
    for (std::size_t v = 0; v < next.size(); ++v) {
      for (std::size_t u = 0; u < last.size(); ++u)
        if (i == 0 || linked.rules[i - 1].allowed[u * next.size() + v])
          next[v] = shifted_into(std::move(next[v]), last[u], linked.space.row(i, v));
      next[v] = unbeaten(next[v]);
    }
    last = std::move(next);
  }
  const Vector nothing(linked.space.parties, 0);
  Counted all;
  for (const Counted& part : last)
    all = shifted_into(std::move(all), part, nothing.data());
  return unbeaten(all);
}

void check_same(const SumFrontier& found, const Counted& expected) {
  REQUIRE(found.end == FrontierEnd::complete);
  REQUIRE(found.size() == expected.size());
  auto judge = expected.rbegin();
  bool same = true;
  for (std::size_t k = 0; k < found.size(); ++k, ++judge)
    same = same && row_of(found, k) == judge->first && found.packages[k] == judge->second;
  CHECK(same);
}

TEST_CASE("A chain of 60 issues has the frontier of a plain walk along it") {
  for (const int parties : {2, 3}) {
    CAPTURE(parties);
    const RandomSpaceOptions wanted{60, 5, static_cast<std::size_t>(parties),
                                    parties == 2 ? 1000U : 40U};
    const LinkedSpace linked = chain_space(wanted, 3);
    CHECK(elimination_order(linked).widest == 5);
    const SumFrontier found = linked_frontier(linked);
    check_same(found, along_the_chain(linked));
    Int128 most = 0;
    for (std::size_t k = 0; k < found.size(); ++k) {
      most = std::max(most, 3 * found.row(k)[0] + 2 * found.row(k)[1]);
      if (k % 17 != 0) continue;
      CHECK(obeys(linked, found.choice(k)));
      CHECK(sums_of(linked, found.choice(k)) == row_of(found, k));
    }
    std::vector<std::int64_t> weights(wanted.parties, 0);
    weights[0] = 3;
    weights[1] = 2;
    const WeightedBest best = SupportGraph(linked).best(weights);
    CHECK(best.worth == most);
    CHECK(linked_support(linked, weights).most == most);
    CHECK(linked_support(linked, weights).choice == best.choice);
    CHECK(obeys(linked, best.choice));
  }
}

TEST_CASE("A phase that can be switched off costs one separator of two assignments") {
  // Issue 0 switches ten issues, whose last option says that they do not apply; three are free.
  for (const std::size_t parties : {2, 3}) {
    LinkedSpace linked{opposed_space({14, 4, parties, 60}, 5)};
    linked.space.worth[0].resize(2 * parties);
    SumSpace on = linked.space, off = linked.space;
    on.worth[0].resize(parties);
    off.worth[0].erase(off.worth[0].begin(), off.worth[0].begin() + static_cast<long>(parties));
    for (std::size_t i = 1; i <= 10; ++i) {
      linked.rules.push_back({{0, i}, {true, true, true, false, false, false, false, true}});
      on.worth[i].resize(3 * parties);
      off.worth[i].erase(off.worth[i].begin(), off.worth[i].end() - static_cast<long>(parties));
    }
    CHECK(elimination_order(linked).widest == 2);
    Counted both;
    for (const SumSpace& phase : {on, off}) {
      const SumFrontier part = sum_frontier(phase);
      for (std::size_t k = 0; k < part.size(); ++k)
        both[Vector(part.row(k), part.row(k) + parties)] += part.packages[k];
    }
    check_same(linked_frontier(linked), unbeaten(both));
  }
}

TEST_CASE(
    "A cap over everything: the same points and first packages on one "
    "thread or three") {
  for (const std::size_t parties : {3, 4}) {
    const LinkedSpace linked = capped_space({6, 4, parties, 50}, 9);
    check_frontier(linked, {});
    EliminationOptions three;
    three.threads = 3;
    check_frontier(linked, three);
  }
}

TEST_CASE("Contradictory rules leave no package, and that is the complete answer") {
  LinkedSpace linked{opposed_space({4, 3, 2, 100}, 1)};
  linked.rules.push_back({{0, 1}, std::vector<bool>(9, false)});
  CHECK(linked_frontier(linked).size() == 0);
  CHECK(linked_frontier(linked).end == FrontierEnd::complete);
  CHECK(!SupportGraph(linked).possible());
  linked.rules.clear();
  linked.windows.push_back({{0, 2}, {{0, 1, 2}, {0, 1, 2}}, 5, {}});
  CHECK(linked_frontier(linked).size() == 0);
  CHECK(linked_frontier(linked).end == FrontierEnd::complete);
}

TEST_CASE("What is too wide, too long or cancelled gives no points at all") {
  LinkedSpace wide{opposed_space({9, 6, 2, 1000}, 1)};
  RandomStream dice(1);
  for (std::size_t a = 0; a < 9; ++a)
    for (std::size_t b = a + 1; b < 9; ++b)
      wide.rules.push_back(random_rule(wide.space, {a, b}, 9, dice));
  CHECK(linked_frontier(wide).end == FrontierEnd::too_wide);
  CHECK(SupportGraph(wide).end() == FrontierEnd::too_wide);
  const LinkedSpace chain = chain_space({30, 5, 3, 1000}, 1);
  EliminationOptions few;
  few.points_max = 100;
  CHECK(linked_frontier(chain, few).end == FrontierEnd::too_many_points);
  CHECK(linked_frontier(chain, few).size() == 0);
  CHECK(SupportGraph(chain, few).end() == FrontierEnd::too_many_points);
  EliminationOptions narrow;
  narrow.frontiers_max = 10;
  CHECK(linked_frontier(capped_space({8, 5, 2, 100}, 1), narrow).end == FrontierEnd::too_wide);
  CancelSource source;
  source.cancel();
  CHECK(linked_frontier(chain, {}, source.token()).end == FrontierEnd::cancelled);
}

TEST_CASE("Reduction keeps what a rule needs and drops what a table cannot save") {
  LinkedSpace linked;
  linked.space.parties = 1;
  linked.space.worth = {{0, 5, 5, 3}, {0, 1}};
  linked.tables.push_back({{0, 1}, {0}, {4}, {}});  // (0, 0) is worth 4 more
  linked.rules.push_back({{0, 1}, {true, true, true, true, true, true, true, false}});
  const ReducedLinkedSpace small = reduced(linked);
  // Options 1 and 2 are the same; both beat 3, which allows less, and 0, which 4 cannot save.
  REQUIRE(small.kept.size() == 2);
  CHECK(small.kept[0] == std::vector<std::vector<std::uint16_t>>{{1, 2}});
  CHECK(small.kept[1] == std::vector<std::vector<std::uint16_t>>{{1}});
  const SumFrontier found = linked_frontier(linked);
  REQUIRE(found.size() == 1);
  CHECK(found.row(0)[0] == 6);
  CHECK(found.packages[0] == 2);
  CHECK(found.choice(0) == Choice{1, 1});
}

TEST_CASE("A space without issues has one package, of no worth") {
  LinkedSpace linked;
  linked.space.parties = 2;
  const SumFrontier found = linked_frontier(linked);
  REQUIRE(found.size() == 1);
  CHECK(found.row(0)[1] == 0);
  CHECK(found.choice(0).empty());
}

}  // namespace
}  // namespace caucus
