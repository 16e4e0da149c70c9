#include "caucus/engine/joined_issues.h"

#include <doctest/doctest.h>

#include "caucus/engine/brute_force_for_tests.h"
#include "caucus/engine/random_linked_space_for_tests.h"

namespace caucus {
namespace {

std::vector<bool> some_of(std::size_t links, RandomStream& dice) {
  std::vector<bool> some;
  for (std::size_t k = 0; k < links; ++k)
    some.push_back(dice.below(3) > 0);
  return some;
}

template <class Link>
std::vector<Link> of_those(const std::vector<Link>& links, const std::vector<bool>& asked) {
  std::vector<Link> some;
  for (std::size_t k = 0; k < links.size(); ++k)
    if (asked[k]) some.push_back(links[k]);
  return some;
}

Vector columns(const Vector& sums, const std::vector<std::size_t>& parties) {
  Vector some;
  for (const std::size_t q : parties)
    some.push_back(sums[q]);
  return some;
}

// The sums that none beats, of packages that obey what is asked; by looking at every package.
JudgedFrontier judged(const LinkedSpace& linked, const LinksAsked& asked) {
  LinkedSpace some = linked;
  some.rules = of_those(linked.rules, asked.rules);
  some.windows = of_those(linked.windows, asked.windows);
  JudgedFrontier all;
  for_each_package(linked.space, [&](const Choice& choice) {
    if (obeys(some, choice)) ++all[columns(sums_of(some, choice), asked.parties)].packages;
  });
  drop_beaten(all);
  return all;
}

void check_question(const LinkedSpace& linked, const LinksAsked& asked, IssueJoiner& joiner) {
  const JudgedFrontier expected = judged(linked, asked);
  const auto joined = joiner.joined(asked);
  REQUIRE(joined);
  REQUIRE(joined->possible == !expected.empty());
  if (!joined->possible) return;
  const SumFrontier found = sum_frontier(joined->space);
  REQUIRE(found.size() == expected.size());
  LinkedSpace some = linked;
  some.rules = of_those(linked.rules, asked.rules);
  some.windows = of_those(linked.windows, asked.windows);
  for (std::size_t k = 0; k < found.size(); ++k) {
    CHECK(expected.contains(row_of(found, k)));
    const Choice choice = joined->choice(found.choice(k));
    CHECK(obeys(some, choice));
    CHECK(columns(sums_of(some, choice), asked.parties) == row_of(found, k));
  }
}

TEST_CASE("Issues joined for one question after the other have the frontier of brute force") {
  std::size_t impossible = 0, alone = 0;
  for (std::uint64_t seed = 0; seed < test_cases(300); ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 5);
    RandomSpaceOptions wanted;
    wanted.parties = 1 + dice.below(4);
    wanted.issues = 1 + dice.below(6);
    wanted.options = 3;
    const LinkedSpace linked = arbitrary_linked_space(wanted, 10, dice);
    IssueJoiner joiner(linked);
    for (int question = 0; question < 6; ++question) {
      LinksAsked asked{
          some_of(linked.rules.size(), dice), some_of(linked.windows.size(), dice), {}};
      for (std::size_t q = 0; q < wanted.parties; ++q)
        if (dice.below(2) == 0) asked.parties.push_back(q);
      if (asked.parties.empty()) asked.parties.push_back(dice.below(wanted.parties));
      check_question(linked, asked, joiner);
      const auto joined = joiner.joined(asked);
      if (!joined->possible) ++impossible;
      if (joined->parts.size() > 1) ++alone;
    }
  }
  CHECK(impossible > 0);
  CHECK(alone > 0);
}

// Opposed issues, and one cap over all of them.
LinkedSpace capped(std::size_t issues) {
  LinkedSpace linked{opposed_space({issues, 5, 3, 1000}, 1)};
  SumWindow all;
  for (std::size_t i = 0; i < issues; ++i) {
    all.scope.push_back(i);
    all.amounts.push_back({0, 1, 2, 3, 4});
  }
  all.high = static_cast<std::int64_t>(2 * issues);
  linked.windows.push_back(all);
  return linked;
}

TEST_CASE("What is too much to be listed is not joined") {
  const LinkedSpace few = capped(12), many = capped(IssueJoiner::part_issues_max + 1);
  IssueJoiner joiner(few);
  CHECK_FALSE(joiner.joined({{}, {true}, {0, 1, 2}}));
  CHECK(joiner.joined({{}, {false}, {0, 1, 2}})->parts.size() == 12);
  CHECK(joiner.joined({{}, {true}, {0}})->parts.size() == 1);
  CHECK_FALSE(IssueJoiner(many).joined({{}, {true}, {0}}));
  CHECK(IssueJoiner(many).joined({{}, {false}, {0}}));
}

}  // namespace
}  // namespace caucus
