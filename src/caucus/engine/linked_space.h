// What is there to add up where issues depend on each other? A sum space, and what links its
// issues: terms of several issues at once, rules that forbid combinations, and windows that bound a
// linear amount (people, days, trucks) over many issues.
//
// A package counts if it obeys every rule and window and reaches the floors. Its sums are those of
// the options plus those of the tables. Numbers: as in sum_space.h, tables included; amounts of a
// window must add up within 2^62 in magnitude.
//
// Combinations of a scope are numbered row by row, the last issue of the scope fastest; a scope
// must have fewer than 2^62 of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/engine/sum_space.h"

namespace caucus {

// Issues by index, each once, ascending.
using Scope = std::vector<std::size_t>;

// What combinations of options add to the sums, beyond the options themselves.
struct TermTable {
  Scope scope;
  // The combinations listed, ascending; empty: all of them, if `worth` has a row for each.
  std::vector<std::uint64_t> cells;
  std::vector<Int128> worth;      // [listed combination * parties + q]
  std::vector<Int128> elsewhere;  // [q], of combinations not listed; empty: 0
};

// Which combinations may occur.
struct LinkRule {
  Scope scope;
  std::vector<bool> allowed;  // [combination]
};

// The amounts of the options chosen must add up to at least `low` and at most `high`. Both the
// same: an equality. Only `high`: a cap.
struct SumWindow {
  Scope scope;
  std::vector<std::vector<std::int64_t>> amounts;  // [place in scope][option]
  std::optional<std::int64_t> low = {};
  std::optional<std::int64_t> high = {};
};

struct LinkedSpace {
  SumSpace space;
  std::vector<TermTable> tables = {};
  std::vector<LinkRule> rules = {};
  std::vector<SumWindow> windows = {};
};

// How many combinations the options of a scope have; 2^62 stands for more.
std::uint64_t combinations(const SumSpace& space, const Scope& scope);
// The number of the combination the package chooses in the scope. Complexity: the scope.
std::uint64_t combination_of(const SumSpace& space, const Scope& scope, const Choice& choice);
// What the table adds in a combination, one number per party; null: nothing. Complexity: the
// logarithm of the cells.
const Int128* table_row(const TermTable& table, std::size_t parties, std::uint64_t combination);

// What the package is worth to each party, tables included.
std::vector<Int128> sums_of(const LinkedSpace& linked, const Choice& choice);
// Does the package obey every rule and window? Floors are not looked at.
bool obeys(const LinkedSpace& linked, const Choice& choice);
bool obeys(const SumSpace& space, const LinkRule& rule, const Choice& choice);
bool obeys(const SumWindow& window, const Choice& choice);

}  // namespace caucus
