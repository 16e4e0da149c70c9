#include "caucus/engine/linked_space.h"

#include <algorithm>

namespace caucus {

std::uint64_t combinations(const SumSpace& space, const Scope& scope) {
  constexpr std::uint64_t most = std::uint64_t{1} << 62;
  std::uint64_t count = 1;
  for (const std::size_t i : scope)
    if (__builtin_mul_overflow(count, space.options(i), &count) || count > most) return most;
  return count;
}

std::uint64_t combination_of(const SumSpace& space, const Scope& scope, const Choice& choice) {
  std::uint64_t number = 0;
  for (const std::size_t i : scope)
    number = number * space.options(i) + choice[i];
  return number;
}

const Int128* table_row(const TermTable& table, std::size_t parties, std::uint64_t combination) {
  std::uint64_t row = combination;
  if (!table.cells.empty()) {
    const auto cell = std::lower_bound(table.cells.begin(), table.cells.end(), combination);
    const bool listed = cell != table.cells.end() && *cell == combination;
    row = listed ? static_cast<std::uint64_t>(cell - table.cells.begin()) : table.worth.size();
  }
  if (row < table.worth.size() / parties) return table.worth.data() + row * parties;
  return table.elsewhere.empty() ? nullptr : table.elsewhere.data();
}

std::vector<Int128> sums_of(const LinkedSpace& linked, const Choice& choice) {
  const SumSpace& space = linked.space;
  std::vector<Int128> sums = sums_of(space, choice);
  for (const TermTable& table : linked.tables) {
    const std::uint64_t combination = combination_of(space, table.scope, choice);
    if (const Int128* row = table_row(table, space.parties, combination))
      for (std::size_t q = 0; q < space.parties; ++q)
        sums[q] += row[q];
  }
  return sums;
}

bool obeys(const SumSpace& space, const LinkRule& rule, const Choice& choice) {
  return rule.allowed[combination_of(space, rule.scope, choice)];
}

bool obeys(const SumWindow& window, const Choice& choice) {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < window.scope.size(); ++k)
    sum += window.amounts[k][choice[window.scope[k]]];
  return (!window.low || sum >= *window.low) && (!window.high || sum <= *window.high);
}

bool obeys(const LinkedSpace& linked, const Choice& choice) {
  for (const LinkRule& rule : linked.rules)
    if (!obeys(linked.space, rule, choice)) return false;
  for (const SumWindow& window : linked.windows)
    if (!obeys(window, choice)) return false;
  return true;
}

}  // namespace caucus
