#include "caucus/casefile/cycles.h"

#include <doctest/doctest.h>

namespace caucus {
namespace {

TEST_CASE("groups come after all they need, and cycles are groups") {
  const Needs needs{{1}, {2}, {1, 3}, {}, {4}};
  const auto groups = groups_in_order(needs);
  const std::vector<std::vector<std::size_t>> expected{{3}, {1, 2}, {0}, {4}};
  CHECK(groups == expected);
  CHECK_FALSE(is_cycle(needs, groups[0]));
  CHECK(is_cycle(needs, groups[1]));
  CHECK_FALSE(is_cycle(needs, groups[2]));
  CHECK(is_cycle(needs, groups[3]));
  CHECK(groups_in_order({}).empty());
}

TEST_CASE("a chain of a hundred thousand needs no stack") {
  Needs needs(100'000);
  for (std::size_t at = 0; at + 1 < needs.size(); ++at)
    needs[at].push_back(at + 1);
  const auto groups = groups_in_order(needs);
  REQUIRE(groups.size() == needs.size());
  CHECK(groups.front().front() == needs.size() - 1);
}

}  // namespace
}  // namespace caucus
