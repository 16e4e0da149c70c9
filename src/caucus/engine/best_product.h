// Which package gives the largest product of gains? By looking at every package, none left out:
// what judges direct_point.h where other ways of looking at each would take hours.
//
// The last issues are combined into a block whose sums are laid out once; the issues before them
// turn as an odometer. The product of every package is taken in single precision, rounded so that
// it is too small by at most 2^-18 of itself (product_kernel.h). A block in which none comes within
// that of the best known is done with; else its packages are compared in whole numbers.
//
// Errors: nothing where numbers are too large: worths and the reservation of a party, added without
// their signs, 60 bits at most, and 118 over all parties.
// Complexity: the packages, 4 to 5 x 10^9 a second on one thread with AVX2 and three parties; a
// block with equally good packages costs ten times as much. Memory: the block, some 50 KiB.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/engine/sum_space.h"

namespace caucus {

struct BestProduct {
  UInt128 product = 0;     // 0: no package gives every party a gain, then the rest is empty
  std::uint64_t tied = 0;  // packages that reach it
  Choice first;            // of these, in the order of issues and options
};

// Gains over `reservations`, one per party. Floors of the space are not looked at.
std::optional<BestProduct> best_product(const SumSpace& space,
                                        const std::vector<Int128>& reservations);

}  // namespace caucus
