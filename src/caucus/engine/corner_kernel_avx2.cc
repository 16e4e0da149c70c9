// Compiled for AVX2 and called only where the processor has it; so nothing here but loops over
// plain arrays, no function that another file could share.
#include "caucus/engine/corner_kernel.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace caucus {

#if defined(__AVX2__)

namespace {

struct SixteenNarrow {
  using Number = std::int16_t;
  using Limit = __m256i;
  static Limit of(const Number* number) { return _mm256_set1_epi16(*number); }
  static bool at_least(const Number* row, const Number* vector) {
    const auto eight = [](const Number* numbers) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(numbers));
    };
    return _mm_movemask_epi8(_mm_cmpgt_epi16(eight(vector), eight(row))) == 0;
  }
  static void add(const Number* column, const Number* difference, Number* out) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                        _mm256_add_epi16(at(column), of(difference)));
  }
  static __m256i at(const Number* column) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  }

  struct Out {
    __m256i out = _mm256_setzero_si256();

    void add_above(const Number* column, Limit limit) {
      out = _mm256_or_si256(out, _mm256_cmpgt_epi16(at(column), limit));
    }
    void add_below(const Number* column, Limit limit) {
      out = _mm256_or_si256(out, _mm256_cmpgt_epi16(limit, at(column)));
    }
    std::uint32_t bits() const {
      return static_cast<std::uint32_t>(_mm_movemask_epi8(
          _mm_packs_epi16(_mm256_castsi256_si128(out), _mm256_extracti128_si256(out, 1))));
    }
  };
};

struct SixteenWide {
  using Number = std::int32_t;
  using Limit = __m256i;
  static Limit of(const Number* number) { return _mm256_set1_epi32(*number); }
  static bool at_least(const Number* row, const Number* vector) {
    return _mm256_movemask_epi8(_mm256_cmpgt_epi32(at(vector), at(row))) == 0;
  }
  static void add(const Number* column, const Number* difference, Number* out) {
    for (int k = 0; k < 16; k += 8)
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + k),
                          _mm256_add_epi32(at(column + k), of(difference)));
  }
  static __m256i at(const Number* numbers) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(numbers));
  }

  struct Out {
    __m256i low = _mm256_setzero_si256(), high = low;

    void add_above(const Number* column, Limit limit) {
      low = _mm256_or_si256(low, _mm256_cmpgt_epi32(at(column), limit));
      high = _mm256_or_si256(high, _mm256_cmpgt_epi32(at(column + 8), limit));
    }
    void add_below(const Number* column, Limit limit) {
      low = _mm256_or_si256(low, _mm256_cmpgt_epi32(limit, at(column)));
      high = _mm256_or_si256(high, _mm256_cmpgt_epi32(limit, at(column + 8)));
    }
    std::uint32_t bits() const {
      return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(low))) |
             static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(high))) << 8;
    }
  };
};

template <class Sixteen>
constexpr CornerKernel<typename Sixteen::Number> kernels[] = {
    CornerLoops<Sixteen, 1>::kernel(), CornerLoops<Sixteen, 2>::kernel(),
    CornerLoops<Sixteen, 3>::kernel(), CornerLoops<Sixteen, 4>::kernel(),
    CornerLoops<Sixteen, 5>::kernel(), CornerLoops<Sixteen, 6>::kernel(),
    CornerLoops<Sixteen, 7>::kernel()};

}  // namespace

const CornerKernel<std::int16_t>* corner_kernels_avx2(std::int16_t) {
  return kernels<SixteenNarrow>;
}
const CornerKernel<std::int32_t>* corner_kernels_avx2(std::int32_t) {
  return kernels<SixteenWide>;
}

#else

const CornerKernel<std::int16_t>* corner_kernels_avx2(std::int16_t) {
  return nullptr;
}
const CornerKernel<std::int32_t>* corner_kernels_avx2(std::int32_t) {
  return nullptr;
}

#endif

}  // namespace caucus
