#include "caucus/engine/corner_kernel.h"

#include <algorithm>
#include <array>

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
  static Limit plus(const Number* a, const Number* b) { return _mm_adds_epi16(of(a), of(b)); }
  static Limit less(const Number* a, const Number* b) { return _mm_subs_epi16(of(a), of(b)); }

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
  static Limit plus(const Number* a, const Number* b) { return _mm_set1_epi32(*a + *b); }
  static Limit less(const Number* a, const Number* b) { return _mm_set1_epi32(*a - *b); }

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
    static __m128i at(const Number* column, int k) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(column) + k);
    }
  };
};

#else

template <class N>
struct SixteenPlain {
  using Number = N;
  using Limit = std::int32_t;
  static Limit of(const Number* number) { return *number; }
  static Limit plus(const Number* a, const Number* b) { return Limit{*a} + *b; }
  static Limit less(const Number* a, const Number* b) { return Limit{*a} - *b; }

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
const CornerKernel<Number>* fastest() {
  const CornerKernel<Number>* const fast =
      processor_has_avx2() ? corner_kernels_avx2(Number{}) : nullptr;
  return fast != nullptr ? fast : corner_kernels_anywhere(Number{});
}

}  // namespace

bool processor_has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

const CornerKernel<std::int16_t>* corner_kernels_anywhere(std::int16_t) {
  return kernels<SixteenNarrow>.data();
}
const CornerKernel<std::int32_t>* corner_kernels_anywhere(std::int32_t) {
  return kernels<SixteenWide>.data();
}

const CornerKernel<std::int16_t>& corner_kernel(std::size_t columns, std::int16_t) {
  static const CornerKernel<std::int16_t>* const kernels_here = fastest<std::int16_t>();
  return kernels_here[columns - 1];
}
const CornerKernel<std::int32_t>& corner_kernel(std::size_t columns, std::int32_t) {
  static const CornerKernel<std::int32_t>* const kernels_here = fastest<std::int32_t>();
  return kernels_here[columns - 1];
}

}  // namespace caucus
