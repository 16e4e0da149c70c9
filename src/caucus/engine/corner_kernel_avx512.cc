// Compiled for AVX-512 and called only where the processor has it; so nothing here but loops over
// plain arrays, no function that another file could share.
#include "caucus/engine/corner_kernel.h"

#if defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>
#endif

namespace caucus {

#if defined(__AVX512BW__) && defined(__AVX512VL__)

namespace {

// Comparisons give bits at once, and bits become numbers by one instruction.
std::size_t append_bits(std::uint32_t bits, std::uint32_t first, std::uint32_t* out) {
  const __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i numbers = _mm512_add_epi32(places, _mm512_set1_epi32(static_cast<int>(first)));
  _mm512_storeu_si512(out, _mm512_maskz_compress_epi32(static_cast<__mmask16>(bits), numbers));
  return static_cast<std::size_t>(__builtin_popcount(bits));
}

struct SixteenNarrow {
  using Number = std::int16_t;
  using Limit = __m256i;
  static Limit of(const Number* number) { return _mm256_set1_epi16(*number); }
  static bool at_least(const Number* row, const Number* vector) {
    const auto eight = [](const Number* numbers) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(numbers));
    };
    return _mm_cmpgt_epi16_mask(eight(vector), eight(row)) == 0;
  }
  static void add(const Number* column, const Number* difference, Number* out) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                        _mm256_add_epi16(at(column), of(difference)));
  }
  static __m256i at(const Number* column) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  }
  static std::size_t append(std::uint32_t bits, std::uint32_t first, std::uint32_t* out) {
    return append_bits(bits, first, out);
  }

  struct Out {
    __mmask16 out = 0;

    void add_above(const Number* column, Limit limit) {
      out = _kor_mask16(out, _mm256_cmpgt_epi16_mask(at(column), limit));
    }
    void add_below(const Number* column, Limit limit) {
      out = _kor_mask16(out, _mm256_cmpgt_epi16_mask(limit, at(column)));
    }
    std::uint32_t bits() const { return _cvtmask16_u32(out); }
  };
};

struct SixteenWide {
  using Number = std::int32_t;
  using Limit = __m512i;
  static Limit of(const Number* number) { return _mm512_set1_epi32(*number); }
  static bool at_least(const Number* row, const Number* vector) {
    const auto eight = [](const Number* numbers) {
      return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(numbers));
    };
    return _mm256_cmpgt_epi32_mask(eight(vector), eight(row)) == 0;
  }
  static void add(const Number* column, const Number* difference, Number* out) {
    _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_loadu_si512(column), of(difference)));
  }
  static std::size_t append(std::uint32_t bits, std::uint32_t first, std::uint32_t* out) {
    return append_bits(bits, first, out);
  }

  struct Out {
    __mmask16 out = 0;

    void add_above(const Number* column, Limit limit) {
      out = _kor_mask16(out, _mm512_cmpgt_epi32_mask(_mm512_loadu_si512(column), limit));
    }
    void add_below(const Number* column, Limit limit) {
      out = _kor_mask16(out, _mm512_cmpgt_epi32_mask(limit, _mm512_loadu_si512(column)));
    }
    std::uint32_t bits() const { return _cvtmask16_u32(out); }
  };
};

template <class Sixteen>
constexpr CornerKernel<typename Sixteen::Number> kernels[] = {
    CornerLoops<Sixteen, 1>::kernel(), CornerLoops<Sixteen, 2>::kernel(),
    CornerLoops<Sixteen, 3>::kernel(), CornerLoops<Sixteen, 4>::kernel(),
    CornerLoops<Sixteen, 5>::kernel(), CornerLoops<Sixteen, 6>::kernel(),
    CornerLoops<Sixteen, 7>::kernel()};

}  // namespace

const CornerKernel<std::int16_t>* corner_kernels_avx512(std::int16_t) {
  return kernels<SixteenNarrow>;
}
const CornerKernel<std::int32_t>* corner_kernels_avx512(std::int32_t) {
  return kernels<SixteenWide>;
}

#else

const CornerKernel<std::int16_t>* corner_kernels_avx512(std::int16_t) {
  return nullptr;
}
const CornerKernel<std::int32_t>* corner_kernels_avx512(std::int32_t) {
  return nullptr;
}

#endif

}  // namespace caucus
