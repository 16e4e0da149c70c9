// The loop of best_product.h: the largest product of gains in a block of packages, in single
// precision. Written once, over `Lanes`, some numbers side by side; product_kernel() picks the one
// for this processor at run time. All give the same bits.
//
// What package k of the block adds to the base of party q stands in columns[q * count + k]. All
// gains of a package but the first count as 0 where they are negative, so that two losses do not
// make a gain.
#pragma once

#include <cstddef>
#include <utility>

namespace caucus {

inline constexpr std::size_t product_group = 32;  // packages of a block: a multiple of it

// The largest product over the packages: of base[q] + column. `count` > 0.
using ProductKernel = float (*)(const float* columns, std::size_t count, const float* base);

// For 1 to 7 parties.
ProductKernel product_kernel(std::size_t parties);

// What there is to choose from, for 1 to 7 parties each: what every processor can run that this
// build is for, and what needs AVX2 or AVX-512 (null where this build has none; ask the processor
// first: instructions.h).
const ProductKernel* product_kernels_anywhere();
const ProductKernel* product_kernels_avx2();
const ProductKernel* product_kernels_avx512();

// `Lanes` is a vector of `width` numbers: all of one, load, sum, product, the larger of two.
template <class Lanes, std::size_t parties>
float largest_product(const float* columns, std::size_t count, const float* base) {
  typename Lanes::Vector bases[parties];
  const auto zero = Lanes::all(0.0F);
  for (std::size_t q = 0; q < parties; ++q)
    bases[q] = Lanes::all(base[q]);
  const auto product = [&]<std::size_t... q>(std::size_t at, std::index_sequence<q...>) {
    auto made = Lanes::sum(bases[0], Lanes::load(columns + at));
    ((made = Lanes::product(
          made, Lanes::larger(Lanes::sum(bases[q + 1], Lanes::load(columns + (q + 1) * count + at)),
                              zero))),
     ...);
    return made;
  };
  // Two halves side by side, as the larger of two takes longer than it may.
  constexpr std::make_index_sequence<parties - 1> others;
  auto even = product(0, others), odd = even;
  for (std::size_t k = 0; k < count; k += 2 * Lanes::width) {
    even = Lanes::larger(even, product(k, others));
    odd = Lanes::larger(odd, product(k + Lanes::width, others));
  }
  return Lanes::largest(Lanes::larger(even, odd));
}

}  // namespace caucus
