#include "caucus/engine/corner_kernel.h"

#include <algorithm>
#include <array>

#include "caucus/engine/instructions.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace caucus {
namespace {

#if defined(__SSE2__)

struct SixteenNarrow {
  using Number = std::int16_t;
  using Limit = __m128i;
  static Limit of(const Number* number) { return _mm_set1_epi16(*number); }
  static bool at_least(const Number* row, const Number* vector) {
    return _mm_movemask_epi8(_mm_cmpgt_epi16(at(vector), at(row))) == 0;
  }
  static void add(const Number* column, const Number* difference, Number* out) {
    for (int k = 0; k < 2; ++k)
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out) + k,
                       _mm_add_epi16(at(column + 8 * k), of(difference)));
  }
  static __m128i at(const Number* row) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(row));
  }

  struct Out {
    __m128i low = _mm_setzero_si128(), high = low;

    void add_above(const Number* column, Limit limit) {
      const auto* eight = reinterpret_cast<const __m128i*>(column);
      low = _mm_or_si128(low, _mm_cmpgt_epi16(_mm_loadu_si128(eight), limit));
      high = _mm_or_si128(high, _mm_cmpgt_epi16(_mm_loadu_si128(eight + 1), limit));
    }
    void add_below(const Number* column, Limit limit) {
      const auto* eight = reinterpret_cast<const __m128i*>(column);
      low = _mm_or_si128(low, _mm_cmpgt_epi16(limit, _mm_loadu_si128(eight)));
      high = _mm_or_si128(high, _mm_cmpgt_epi16(limit, _mm_loadu_si128(eight + 1)));
    }
    std::uint32_t bits() const {
      return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
    }
  };
};

struct SixteenWide {
  using Number = std::int32_t;
  using Limit = __m128i;
  static Limit of(const Number* number) { return _mm_set1_epi32(*number); }
  static bool at_least(const Number* row, const Number* vector) {
    return _mm_movemask_epi8(_mm_or_si128(_mm_cmpgt_epi32(at(vector, 0), at(row, 0)),
                                          _mm_cmpgt_epi32(at(vector, 1), at(row, 1)))) == 0;
  }
  static void add(const Number* column, const Number* difference, Number* out) {
    for (int k = 0; k < 4; ++k)
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out) + k,
                       _mm_add_epi32(at(column, k), of(difference)));
  }
  static __m128i at(const Number* column, int k) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(column) + k);
  }

  struct Out {
    __m128i four[4] = {};

    void add_above(const Number* column, Limit limit) {
      for (int k = 0; k < 4; ++k)
        four[k] = _mm_or_si128(four[k], _mm_cmpgt_epi32(at(column, k), limit));
    }
    void add_below(const Number* column, Limit limit) {
      for (int k = 0; k < 4; ++k)
        four[k] = _mm_or_si128(four[k], _mm_cmpgt_epi32(limit, at(column, k)));
    }
    std::uint32_t bits() const {
      return static_cast<std::uint32_t>(_mm_movemask_epi8(
          _mm_packs_epi16(_mm_packs_epi32(four[0], four[1]), _mm_packs_epi32(four[2], four[3]))));
    }
  };
};

#else

template <class N>
struct SixteenPlain {
  using Number = N;
  using Limit = std::int32_t;
  static Limit of(const Number* number) { return *number; }
  static void add(const Number* column, const Number* difference, Number* out) {
    for (std::size_t k = 0; k < 16; ++k)
      out[k] = static_cast<Number>(column[k] + *difference);
  }
  static bool at_least(const Number* row, const Number* vector) {
    bool all = true;
    for (std::size_t q = 0; q < corner_stride; ++q)
      all = all && row[q] >= vector[q];
    return all;
  }

  struct Out {
    std::array<bool, 16> out{};

    void add_above(const Number* column, Limit limit) {
      for (std::size_t k = 0; k < out.size(); ++k)
        out[k] |= column[k] > limit;
    }
    void add_below(const Number* column, Limit limit) {
      for (std::size_t k = 0; k < out.size(); ++k)
        out[k] |= column[k] < limit;
    }
    std::uint32_t bits() const {
      std::uint32_t bits = 0;
      for (std::size_t k = 0; k < out.size(); ++k)
        bits |= std::uint32_t{out[k]} << k;
      return bits;
    }
  };
};
using SixteenNarrow = SixteenPlain<std::int16_t>;
using SixteenWide = SixteenPlain<std::int32_t>;

#endif

template <class Sixteen>
constexpr std::array<CornerKernel<typename Sixteen::Number>, 7> kernels{
    CornerLoops<Sixteen, 1>::kernel(), CornerLoops<Sixteen, 2>::kernel(),
    CornerLoops<Sixteen, 3>::kernel(), CornerLoops<Sixteen, 4>::kernel(),
    CornerLoops<Sixteen, 5>::kernel(), CornerLoops<Sixteen, 6>::kernel(),
    CornerLoops<Sixteen, 7>::kernel()};

template <class Number>
const CornerKernel<Number>& kernel_here(std::size_t columns) {
  static const CornerKernel<Number>* const here =
      fastest(corner_kernels_anywhere(Number{}), corner_kernels_avx2(Number{}),
              corner_kernels_avx512(Number{}));
  return here[columns - 1];
}

}  // namespace

const CornerKernel<std::int16_t>* corner_kernels_anywhere(std::int16_t) {
  return kernels<SixteenNarrow>.data();
}
const CornerKernel<std::int32_t>* corner_kernels_anywhere(std::int32_t) {
  return kernels<SixteenWide>.data();
}

const CornerKernel<std::int16_t>& corner_kernel(std::size_t columns, std::int16_t) {
  return kernel_here<std::int16_t>(columns);
}
const CornerKernel<std::int32_t>& corner_kernel(std::size_t columns, std::int32_t) {
  return kernel_here<std::int32_t>(columns);
}

}  // namespace caucus
