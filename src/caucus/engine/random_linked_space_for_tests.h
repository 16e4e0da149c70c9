// Which linked spaces do tests and benchmarks draw? Random ones, the same for a seed everywhere.
//
// Anything goes in the small ones: tables, full and sparse, rules that may contradict each other,
// windows of every kind. The chain has a rule between each issue and the next; the capped space a
// cap over all issues.
#pragma once

#include <algorithm>
#include <utility>

#include "caucus/engine/linked_space.h"
#include "caucus/engine/random_space_for_tests.h"

namespace caucus {

// 1 to `most` issues, at random.
inline Scope random_scope(std::size_t issues, std::size_t most, RandomStream& dice) {
  Scope scope;
  const std::size_t wanted = 1 + dice.below(most);
  while (scope.size() < std::min(wanted, issues)) {
    const std::size_t issue = dice.below(issues);
    if (std::find(scope.begin(), scope.end(), issue) == scope.end()) scope.push_back(issue);
  }
  std::sort(scope.begin(), scope.end());
  return scope;
}

inline TermTable random_table(const SumSpace& space, std::uint64_t spread, RandomStream& dice) {
  TermTable table;
  table.scope = random_scope(space.issues(), 3, dice);
  const auto draw = [&](std::vector<Int128>& worth) {
    for (std::size_t q = 0; q < space.parties; ++q)
      worth.push_back(static_cast<Int128>(dice.below(2 * spread + 1)) - Int128{spread});
  };
  const bool sparse = dice.below(2) == 0;
  for (std::uint64_t k = 0; k < combinations(space, table.scope); ++k) {
    if (sparse && dice.below(3) != 0) continue;
    if (sparse) table.cells.push_back(k);
    draw(table.worth);
  }
  if (sparse && dice.below(2) == 0) draw(table.elsewhere);
  return table;
}

// Forbids about one combination in `one_in`.
inline LinkRule random_rule(const SumSpace& space, Scope scope, std::uint64_t one_in,
                            RandomStream& dice) {
  LinkRule rule;
  rule.scope = std::move(scope);
  for (std::uint64_t k = 0; k < combinations(space, rule.scope); ++k)
    rule.allowed.push_back(dice.below(one_in) != 0);
  return rule;
}

inline SumWindow random_window(const SumSpace& space, RandomStream& dice) {
  SumWindow window;
  window.scope = random_scope(space.issues(), space.issues(), dice);
  std::int64_t some = 0;  // what some package uses
  for (const std::size_t i : window.scope) {
    auto& amounts = window.amounts.emplace_back();
    for (std::size_t v = 0; v < space.options(i); ++v)
      amounts.push_back(static_cast<std::int64_t>(dice.below(7)) - 2);
    some += amounts[dice.below(amounts.size())];
  }
  const std::uint64_t kind = dice.below(4);
  if (kind != 0) window.low = some - static_cast<std::int64_t>(kind == 3 ? 0 : dice.below(3));
  if (kind != 1) window.high = some + static_cast<std::int64_t>(kind == 3 ? 0 : dice.below(3));
  return window;
}

inline LinkedSpace arbitrary_linked_space(const RandomSpaceOptions& wanted, std::uint64_t spread,
                                          RandomStream& dice) {
  LinkedSpace linked{arbitrary_space(wanted, spread, dice)};
  const std::size_t issues = linked.space.issues();
  for (std::uint64_t k = dice.below(4); k > 0; --k)
    linked.tables.push_back(random_table(linked.space, spread, dice));
  for (std::uint64_t k = dice.below(4); k > 0; --k) {
    const std::uint64_t one_in[] = {2, 4, 10};
    linked.rules.push_back(
        random_rule(linked.space, random_scope(issues, 3, dice), one_in[dice.below(3)], dice));
  }
  for (std::uint64_t k = dice.below(3); k > 0; --k)
    linked.windows.push_back(random_window(linked.space, dice));
  return linked;
}

// Opposed issues in a row; a third of the options of neighbours exclude each other.
inline LinkedSpace chain_space(const RandomSpaceOptions& wanted, std::uint64_t seed) {
  LinkedSpace linked{opposed_space(wanted, seed)};
  RandomStream dice(seed, 1);
  for (std::size_t i = 0; i + 1 < wanted.issues; ++i) {
    linked.rules.push_back(random_rule(linked.space, {i, i + 1}, 3, dice));
    linked.rules.back().allowed[0] = true;  // the first options always go together
  }
  return linked;
}

// Opposed issues that use 0 to 9 of something, of which there is half of what could be used.
inline LinkedSpace capped_space(const RandomSpaceOptions& wanted, std::uint64_t seed) {
  LinkedSpace linked{opposed_space(wanted, seed)};
  RandomStream dice(seed, 1);
  SumWindow cap;
  std::int64_t most = 0;
  for (std::size_t i = 0; i < wanted.issues; ++i) {
    cap.scope.push_back(i);
    auto& amounts = cap.amounts.emplace_back();
    for (std::size_t v = 0; v < wanted.options; ++v)
      amounts.push_back(static_cast<std::int64_t>(dice.below(10)));
    most += *std::max_element(amounts.begin(), amounts.end());
  }
  cap.high = most / 2;
  linked.windows.push_back(std::move(cap));
  return linked;
}

}  // namespace caucus
