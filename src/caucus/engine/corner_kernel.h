// The loops of block_tree.h: blocks of sixteen vectors in columns, compared with one vector at a
// time. Written once, over `Sixteen`, the comparison of sixteen numbers; corner_kernel() picks the
// one for this processor at run time. All give the same answers.
//
// A block holds `columns` times sixteen numbers, column by column; what no vector fills covers
// nothing, whatever is asked for (corner_filler). Vectors are corner_stride numbers apart, of which
// `columns` count.
//
// Numbers: std::int16_t, below 2^14, or std::int32_t, below 2^30, and what asks may have a
// difference of two of them added.
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

// Sixteen neighbours ask, with a difference added: does a vector of a tree cover us?
template <class Number>
struct CornerQuestion {
  const Number* asking;  // the block of the neighbours
  const Number* difference;
  const Number* least;      // of what they ask in each column, the difference added
  const Number* leaves;     // of the tree: vectors by sixteen,
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
  // have one; the others' stay as they are. Returns those who have none.
  std::uint32_t (*find)(const CornerQuestion<Number>& question, std::uint32_t wanted,
                        std::uint32_t* found);
};

// For 1 to 7 columns.
const CornerKernel<std::int16_t>& corner_kernel(std::size_t columns, std::int16_t);
const CornerKernel<std::int32_t>& corner_kernel(std::size_t columns, std::int32_t);

// What there is to choose from, for 1 to 7 columns each: what every processor can run that this
// build is for, and what needs AVX2 or AVX-512 (null where this build has none; ask the processor
// first: instructions.h).
const CornerKernel<std::int16_t>* corner_kernels_anywhere(std::int16_t);
const CornerKernel<std::int32_t>* corner_kernels_anywhere(std::int32_t);
const CornerKernel<std::int16_t>* corner_kernels_avx2(std::int16_t);
const CornerKernel<std::int32_t>* corner_kernels_avx2(std::int32_t);
const CornerKernel<std::int16_t>* corner_kernels_avx512(std::int16_t);
const CornerKernel<std::int32_t>* corner_kernels_avx512(std::int32_t);

// `Sixteen::of` is a number sixteen times over. A block's column is compared with it by
// `add_above` and `add_below`, whose answers are joined and turned into bits; `at_least` compares
// the rows of two vectors, all columns of them; `add` adds a number to a column. `append` may be
// there where bits become numbers without looking at each.
template <class Sixteen, std::size_t columns>
struct CornerLoops {
  using Number = typename Sixteen::Number;
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

  // Writes first + k for every bit k of the sixteen; returns how many. `out` has room for sixteen.
  static std::size_t append(std::uint32_t bits, std::uint32_t first, std::uint32_t* out) {
    if constexpr (requires { Sixteen::append(bits, first, out); }) {
      return Sixteen::append(bits, first, out);
    } else {
      std::size_t count = 0;
      for (; bits != 0; bits &= bits - 1)
        out[count++] = first + static_cast<std::uint32_t>(__builtin_ctz(bits));
      return count;
    }
  }

  static std::size_t descend(const Number* level, const std::uint32_t* places, std::size_t count,
                             const Number* vector, std::uint32_t* out) {
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint32_t place = places[k];
      found += append(at_least(level + std::size_t{place} * columns * group, vector), place * group,
                      out + found);
    }
    return found;
  }

  // From cells to leaves to pairs of a leaf and one who asks, each as a list before the next
  // begins: what passes a test is kept by moving the end of a list, which no processor guesses
  // wrong, where a branch would be wrong every other time.
  static std::uint32_t find(const CornerQuestion<Number>& question, std::uint32_t wanted,
                            std::uint32_t* found) {
    alignas(64) Number asking[columns * group];
    for (std::size_t q = 0; q < columns; ++q)
      Sixteen::add(question.asking + q * group, question.difference + q, asking + q * group);
    CornerQuestion<Number> ask = question;
    ask.asking = asking;
    std::uint32_t near[group], leaves[group * group];
    for (std::size_t c = 0; c < ask.count && wanted != 0;) {
      std::size_t cells = 0;
      for (; c < ask.count && cells < group; ++c) {
        near[cells] = ask.places[c];
        cells +=
            Sixteen::at_least(ask.cell_most + std::size_t{near[cells]} * corner_stride, ask.least);
      }
      std::size_t count = 0;
      for (std::size_t k = 0; k < cells; ++k) {
        const std::size_t cell = near[k];
        const bool here = (wanted & at_most(ask.asking, ask.cell_most + cell * corner_stride)) != 0;
        const std::uint32_t bits = at_least(ask.cells + cell * columns * group, ask.least);
        count += append(here ? bits : 0, near[k] * group, leaves + count);
      }
      for (std::size_t first = 0; first < count && wanted != 0; first += group)
        wanted = find_in_leaves(ask, leaves + first, count - first < group ? count - first : group,
                                wanted, found);
    }
    return wanted;
  }

  // Returns who of `wanted` has found nothing yet. What they ask has the difference added
  // already; at most sixteen leaves.
  static std::uint32_t find_in_leaves(const CornerQuestion<Number>& ask,
                                      const std::uint32_t* leaves, std::size_t count,
                                      std::uint32_t wanted, std::uint32_t* found) {
    std::uint32_t pairs[group * group];  // sixteen times the leaf, and who asks
    std::size_t asked = 0;
    for (std::size_t k = 0; k < count; ++k)
      asked += append(
          wanted & at_most(ask.asking, ask.leaf_most + std::size_t{leaves[k]} * corner_stride),
          leaves[k] * group, pairs + asked);
    for (std::size_t k = 0; k < asked; ++k) {
      const std::uint32_t who = pairs[k] % group, leaf = pairs[k] / group;
      const Number* block = ask.leaves + std::size_t{leaf} * columns * group;
      const std::uint32_t covering = inside([&](auto& out, std::size_t q) {
        out.add_below(block + q * group, Sixteen::of(ask.asking + q * group + who));
      });
      const bool first = covering != 0 && (wanted >> who & 1) != 0;
      const std::uint32_t place =
          leaf * group + static_cast<std::uint32_t>(__builtin_ctz(covering | 1U << group));
      found[who] = first ? place : found[who];
      wanted &= ~(std::uint32_t{first} << who);
    }
    return wanted;
  }

  static constexpr CornerKernel<Number> kernel() { return {at_most, at_least, descend, find}; }
};

}  // namespace caucus
