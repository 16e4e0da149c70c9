// The loops of block_tree.h: blocks of sixteen vectors in columns, compared with one vector at a
// time. Written once, over `Sixteen`, the comparison of sixteen numbers; corner_kernel() picks the
// one for this processor at run time. All give the same answers.
//
// A block holds `columns` times sixteen numbers, column by column; what no vector fills covers
// nothing, whatever is asked for (corner_filler). Vectors are corner_stride numbers apart, of which
// `columns` count.
//
// Numbers: std::int16_t, below 2^14, or std::int32_t, below 2^30; differences of two of them added
// or subtracted. Sums beyond 16 bits stop at the ends, which decides nothing wrongly, as no number
// stored is at an end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace caucus {

inline constexpr std::size_t corner_stride = 8;

// Below every number with a difference added.
template <class Number>
inline constexpr Number corner_filler = std::numeric_limits<Number>::min() / 2;

// Sixteen neighbours ask, with a difference added: does a vector of another tree cover us?
template <class Number>
struct CornerQuestion {
  const Number* asking;  // the block of the neighbours
  const Number* least;   // of what they ask in each column, the difference added
  const Number* difference;
  const Number* leaves;     // of the other tree: vectors by sixteen,
  const Number* leaf_most;  // the most of each leaf [leaf * corner_stride]
  const Number* cells;      // the same of leaves by sixteen
  const Number* cell_most;
  const std::uint32_t* places;  // the cells to look in
  std::size_t count;
};

template <class Number>
struct CornerKernel {
  // Which of the sixteen are at most, which at least the vector? A bit each.
  std::uint32_t (*at_most)(const Number* block, const Number* vector);
  std::uint32_t (*at_least)(const Number* block, const Number* vector);
  // Of the blocks at these places, the children that are at least the vector, by their places one
  // level down; returns how many. `out` has room for sixteen per block.
  std::size_t (*descend)(const Number* level, const std::uint32_t* places, std::size_t count,
                         const Number* vector, std::uint32_t* out);
  // Notes in found[k] the position of a covering vector for those neighbours k of `wanted` that
  // have one; the others' stay as they are.
  void (*find)(const CornerQuestion<Number>& question, std::uint32_t wanted, std::uint32_t* found);
};

// For 1 to 7 columns.
const CornerKernel<std::int16_t>& corner_kernel(std::size_t columns, std::int16_t);
const CornerKernel<std::int32_t>& corner_kernel(std::size_t columns, std::int32_t);

// What there is to choose from, for 1 to 7 columns each: what every processor can run that this
// build is for, and what needs AVX2 (null where this build has none; ask the processor first).
const CornerKernel<std::int16_t>* corner_kernels_anywhere(std::int16_t);
const CornerKernel<std::int32_t>* corner_kernels_anywhere(std::int32_t);
const CornerKernel<std::int16_t>* corner_kernels_avx2(std::int16_t);
const CornerKernel<std::int32_t>* corner_kernels_avx2(std::int32_t);
bool processor_has_avx2();

// `Sixteen::Limit` is a number sixteen times over: `of` one, `sum` and `difference` of two. A block
// column is compared with it by `above` and `below`, whose answers are joined and turned into bits.
template <class Sixteen, std::size_t columns>
struct CornerLoops {
  using Number = typename Sixteen::Number;
  using Limit = typename Sixteen::Limit;
  static constexpr std::uint32_t group = 16;
  static constexpr std::uint32_t all = 0xFFFF;

  // Adds every column, one after the other without a loop; those not outside remain.
  template <class Add>
  static std::uint32_t inside(const Add& add) {
    typename Sixteen::Out out;
    [&]<std::size_t... q>(std::index_sequence<q...>) {
      (add(out, q), ...);
    }
    (std::make_index_sequence<columns>{});
    return ~out.bits() & all;
  }
  static std::uint32_t at_most(const Number* block, const Number* vector) {
    return inside([&](auto& out, std::size_t q) {
      out.add_above(block + q * group, Sixteen::of(vector + q));
    });
  }
  static std::uint32_t at_least(const Number* block, const Number* vector) {
    return inside([&](auto& out, std::size_t q) {
      out.add_below(block + q * group, Sixteen::of(vector + q));
    });
  }
  static std::uint32_t at_most_less(const Number* block, const Number* most,
                                    const Number* difference) {
    return inside([&](auto& out, std::size_t q) {
      out.add_above(block + q * group, Sixteen::less(most + q, difference + q));
    });
  }

  static std::size_t descend(const Number* level, const std::uint32_t* places, std::size_t count,
                             const Number* vector, std::uint32_t* out) {
    std::uint32_t* end = out;
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint32_t place = places[k];
      for (std::uint32_t bits = at_least(level + std::size_t{place} * columns * group, vector);
           bits != 0; bits &= bits - 1)
        *end++ = place * group + static_cast<std::uint32_t>(__builtin_ctz(bits));
    }
    return static_cast<std::size_t>(end - out);
  }

  static void find(const CornerQuestion<Number>& ask, std::uint32_t wanted, std::uint32_t* found) {
    for (std::size_t c = 0; c < ask.count && wanted != 0; ++c) {
      const std::uint32_t cell = ask.places[c];
      const std::uint32_t here =
          wanted & at_most_less(ask.asking, ask.cell_most + std::size_t{cell} * corner_stride,
                                ask.difference);
      if (here == 0) continue;
      for (std::uint32_t bits =
               at_least(ask.cells + std::size_t{cell} * columns * group, ask.least);
           bits != 0; bits &= bits - 1)
        wanted = find_in_leaf(ask, cell * group + static_cast<std::uint32_t>(__builtin_ctz(bits)),
                              here, wanted, found);
    }
  }

  // Returns who of `wanted` has found nothing yet.
  static std::uint32_t find_in_leaf(const CornerQuestion<Number>& ask, std::uint32_t leaf,
                                    std::uint32_t here, std::uint32_t wanted,
                                    std::uint32_t* found) {
    const Number* block = ask.leaves + std::size_t{leaf} * columns * group;
    for (std::uint32_t bits =
             here & wanted &
             at_most_less(ask.asking, ask.leaf_most + std::size_t{leaf} * corner_stride,
                          ask.difference);
         bits != 0; bits &= bits - 1) {
      const auto k = static_cast<std::uint32_t>(__builtin_ctz(bits));
      const std::uint32_t covering = inside([&](auto& out, std::size_t q) {
        out.add_below(block + q * group,
                      Sixteen::plus(ask.asking + q * group + k, ask.difference + q));
      });
      if (covering == 0) continue;
      found[k] = leaf * group + static_cast<std::uint32_t>(__builtin_ctz(covering));
      wanted &= ~(std::uint32_t{1} << k);
    }
    return wanted;
  }

  static constexpr CornerKernel<Number> kernel() { return {at_most, at_least, descend, find}; }
};

}  // namespace caucus
