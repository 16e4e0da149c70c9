// Which choice makes a sum of tables largest? Exact maximisation by eliminating one variable after
// the other.
//
// Eliminating a variable adds up the tables that have it in their scope, keeps the best of its
// values for every combination of the others, and leaves one table fewer variables wide. The order
// is greedy by the size of the table made. Where that would exceed `entries_max`, the variable that
// most tables share is tried value by value instead, so memory stays bounded and the answer exact.
// Complexity: entries of the tables made; exponential only in the variables tried by value.
// Source: Bertele and Brioschi, Nonserial Dynamic Programming (1972); Dechter, Bucket Elimination
// (1999); cutset conditioning: Pearl (1988).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "caucus/base/rational.h"

namespace caucus {

// What a forbidden combination is worth: nothing makes up for it.
inline constexpr Int128 forbidden = Int128{-1} << 126;

struct SumFactor {
  std::vector<std::uint16_t> scope;  // increasing variable numbers
  std::vector<Int128> worth;         // row-major, the last variable fastest; or `forbidden`
};

struct LargestSum {
  Int128 worth = forbidden;          // forbidden: no choice is allowed
  std::vector<std::uint16_t> value;  // of each variable, one of the best choices
};

struct MaxSumLimits {
  std::size_t entries_max = 4'000'000;  // of a table made on the way
  std::uint64_t trials_max = std::numeric_limits<std::uint64_t>::max();  // values tried one by one
};

// The largest sum over all choices of 0 <= value[v] < widths[v]. Sums of entries that are not
// forbidden must stay within 2^125. Nothing only where trials_max is exceeded.
std::optional<LargestSum> max_sum(const std::vector<std::uint32_t>& widths,
                                  std::vector<SumFactor> factors, const MaxSumLimits& limits = {});

}  // namespace caucus
