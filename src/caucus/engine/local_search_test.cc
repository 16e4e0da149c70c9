// What a local search ends at obeys, is no worse, and has nothing better next to it.
#include "caucus/engine/local_search.h"

#include <doctest/doctest.h>

#include "caucus/engine/random_linked_space_for_tests.h"

namespace caucus {
namespace {

Rank rank_of(const std::vector<Int128>& sums) {
  double least = 1e300, all = 0;
  for (const Int128& sum : sums) {
    least = std::min(least, static_cast<double>(sum));
    all += static_cast<double>(sum);
  }
  return {least, all};
}

// The packages that differ in one issue.
void visit_near(const SumSpace& space, const Choice& choice,
                const std::function<void(const Choice&)>& visit) {
  for (std::size_t i = 0; i < space.issues(); ++i)
    for (std::uint16_t v = 0; v < space.options(i); ++v) {
      Choice near = choice;
      near[i] = v;
      visit(near);
    }
}

TEST_CASE("a local search ends where nothing next to it is better") {
  std::size_t moved = 0;
  for (std::uint64_t k = 0; k < 500; ++k) {
    RandomStream dice(23, k);
    const LinkedSpace linked =
        arbitrary_linked_space({.issues = 5, .options = 4, .parties = 2 + dice.below(3)}, 9, dice);
    const LocalSearch search(linked);
    Choice start(linked.space.issues());
    for (std::size_t i = 0; i < start.size(); ++i)
      start[i] = static_cast<std::uint16_t>(dice.below(linked.space.options(i)));
    if (!obeys(linked, start)) continue;
    const Choice end = search.improved(start, rank_of);
    const Rank rank = rank_of(sums_of(linked, end));
    CHECK(obeys(linked, end));
    CHECK(rank >= rank_of(sums_of(linked, start)));
    moved += end != start;
    visit_near(linked.space, end, [&](const Choice& near) {
      if (obeys(linked, near)) CHECK(rank_of(sums_of(linked, near)) <= rank);
    });
  }
  CHECK(moved > 50);
}

}  // namespace
}  // namespace caucus
