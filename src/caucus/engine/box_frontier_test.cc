#include "caucus/engine/box_frontier.h"

#include <doctest/doctest.h>

#include "caucus/engine/box_graph.h"
#include "caucus/engine/box_mip.h"
#include "caucus/engine/brute_force_for_tests.h"
#include "caucus/engine/random_box_space_for_tests.h"

namespace caucus {
namespace {

// What a package pays, written down once more from the words of box_space.h.
Vector judged(const BoxSpace& space, const Choice& choice) {
  Vector row(space.parties, 0);
  for (const SpaceBox& box : space.boxes) {
    bool holds = true;
    for (const SpaceBound& bound : box.bounds)
      holds = holds && choice[bound.issue] >= bound.low && choice[bound.issue] <= bound.high;
    if (box.bounds.empty() || holds != box.excludes) row[box.party] += box.worth;
  }
  for (std::size_t q = 0; q < space.caps.size(); ++q)
    if (space.caps[q] && row[q] > *space.caps[q]) row[q] = *space.caps[q];
  return row;
}

// All frontier points and how many packages reach them.
JudgedFrontier brute_force(const BoxSpace& space) {
  JudgedFrontier all;
  for_each_choice(
      space.options.size(), [&](std::size_t i) { return space.options[i]; },
      [&](const Choice& choice) { ++all[judged(space, choice)].packages; });
  drop_beaten(all);
  return all;
}

BoxFrontier asked(const BoxSpace& space, BoxMethod method) {
  BoxFrontierOptions options;
  options.method = method;
  return box_frontier(space, options);
}

void compare(const BoxSpace& space, const BoxFrontier& found, const JudgedFrontier& expected) {
  REQUIRE(found.end == BoxEnd::complete);
  REQUIRE(found.size() == expected.size());
  auto judge = expected.rbegin();
  for (std::size_t k = 0; k < found.size(); ++k, ++judge) {
    const Vector row(found.row(k), found.row(k) + space.parties);
    CHECK(row == judge->first);
    CHECK(judged(space, found.choices[k]) == row);
    if (!found.packages.empty()) CHECK(found.packages[k] == judge->second.packages);
  }
}

TEST_CASE("Enumeration and search find the frontier of brute force") {
  const std::uint64_t cases = test_cases(1500);
  CaseTally tally;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 11);
    const BoxSpace space = random_small_box_space(dice);
    const auto expected = brute_force(space);
    const BoxFrontier listed = asked(space, BoxMethod::enumeration);
    CHECK(listed.proof == BoxProof::exhaustive);
    CHECK(listed.packages.size() == listed.size());
    compare(space, listed, expected);
    const BoxFrontier searched = asked(space, BoxMethod::search);
    CHECK(searched.proof == BoxProof::whole_numbers);
    CHECK(searched.packages.empty());
    compare(space, searched, expected);
    tally.add("boxes, enumeration", space.parties);
    tally.add("boxes, search", space.parties);
  }
  CHECK(tally.covers_parties("boxes, search", 1, 7));
  tally.print_if_nightly();
}

TEST_CASE("CBC finds the frontier of brute force") {
  const std::uint64_t cases = std::min(test_cases(60), std::uint64_t{500});  // CBC is slow
  CaseTally tally;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 12);
    const BoxSpace space = random_small_box_space(dice);
    const BoxFrontier found = asked(space, BoxMethod::mip);
    CHECK(found.proof == BoxProof::mip);
    compare(space, found, brute_force(space));
    tally.add("boxes, CBC", space.parties);
  }
  CHECK(tally.covers_parties("boxes, CBC", 1, 7));
  tally.print_if_nightly();
}

TEST_CASE("Search and enumeration agree where neither is idle") {
  const std::uint64_t cases = std::min(test_cases(12), std::uint64_t{100});  // 0.1 s each
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 13);
    const BoxSpace space = random_wide_box_space(dice, 2 + seed % 2, 5, 12, seed % 3 == 0);
    const BoxFrontier listed = asked(space, BoxMethod::enumeration);
    const BoxFrontier searched = asked(space, BoxMethod::search);
    REQUIRE(searched.end == BoxEnd::complete);
    CHECK(searched.sums == listed.sums);
  }
}

TEST_CASE("Worths of 60 bits are searched in whole numbers; larger ones are refused") {
  RandomStream dice(5, 14);
  BoxSpace space = random_wide_box_space(dice, 2, 3, 12, true);
  const BoxFrontier small = asked(space, BoxMethod::search);
  for (SpaceBox& box : space.boxes)
    box.worth = box.worth * (Int128{1} << 50) + 1;
  CHECK(worths_fit(space));
  CHECK_FALSE(mip_can_hold(space));
  const BoxFrontier searched = asked(space, BoxMethod::search);
  CHECK(searched.sums == asked(space, BoxMethod::enumeration).sums);
  CHECK(searched.size() >= small.size());
  for (SpaceBox& box : space.boxes)
    box.worth *= 1 << 8;
  CHECK(asked(space, BoxMethod::search).end == BoxEnd::too_large);
}

TEST_CASE("A search stops when told, and when its budget is used up, and never shows a part") {
  RandomStream dice(3, 15);
  const BoxSpace space = random_wide_box_space(dice, 2, 10, 20, false);
  BoxFrontierOptions options;
  StepBudget looks(3);
  const BoxFrontier stopped = box_frontier(space, options, looks.token());
  CHECK(stopped.end == BoxEnd::cancelled);
  CHECK(stopped.size() == 0);
  options.method = BoxMethod::search;
  options.steps_max = 1;
  const BoxFrontier spent = box_frontier(space, options);
  CHECK(spent.end == BoxEnd::undecided);
  CHECK(spent.size() == 0);
  options.steps_max = 20'000'000;
  options.points_max = 1;
  CHECK(box_frontier(space, options).end == BoxEnd::too_many_points);
}

TEST_CASE("Where the search's budget ends CBC goes on, and the proof says so") {
  RandomStream dice(8, 16);
  const BoxSpace space = random_wide_box_space(dice, 2, 4, 10, false);
  BoxFrontierOptions options;
  options.packages_max = 0;
  options.steps_max = 1;
  const BoxFrontier found = box_frontier(space, options);
  REQUIRE(found.end == BoxEnd::complete);
  CHECK(found.proof == BoxProof::mip);
  CHECK(found.sums == asked(space, BoxMethod::enumeration).sums);
}

}  // namespace
}  // namespace caucus
