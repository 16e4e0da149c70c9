// Compiled for AVX2 and called only where the processor has it; so nothing here but loops over
// plain arrays, no function that another file could share.
#include "caucus/engine/product_kernel.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace caucus {

#if defined(__AVX2__)

namespace {

struct LanesAvx2 {
  using Vector = __m256;
  static constexpr std::size_t width = 8;
  static Vector all(float number) { return _mm256_set1_ps(number); }
  static Vector load(const float* numbers) { return _mm256_loadu_ps(numbers); }
  static Vector sum(Vector a, Vector b) { return _mm256_add_ps(a, b); }
  static Vector product(Vector a, Vector b) { return _mm256_mul_ps(a, b); }
  static Vector larger(Vector a, Vector b) { return _mm256_max_ps(a, b); }
  static float largest(Vector a) {
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    four = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(four, _mm_shuffle_ps(four, four, 1)));
  }
};

constexpr ProductKernel kernels[] = {largest_product<LanesAvx2, 1>, largest_product<LanesAvx2, 2>,
                                     largest_product<LanesAvx2, 3>, largest_product<LanesAvx2, 4>,
                                     largest_product<LanesAvx2, 5>, largest_product<LanesAvx2, 6>,
                                     largest_product<LanesAvx2, 7>};

}  // namespace

const ProductKernel* product_kernels_avx2() {
  return kernels;
}

#else

const ProductKernel* product_kernels_avx2() {
  return nullptr;
}

#endif

}  // namespace caucus
