// Compiled for AVX-512 and called only where the processor has it; so nothing here but loops over
// plain arrays, no function that another file could share.
#include "caucus/engine/product_kernel.h"

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace caucus {

#if defined(__AVX512F__)

namespace {

struct LanesAvx512 {
  using Vector = __m512;
  static constexpr std::size_t width = 16;
  static Vector all(float number) { return _mm512_set1_ps(number); }
  static Vector load(const float* numbers) { return _mm512_loadu_ps(numbers); }
  static Vector sum(Vector a, Vector b) { return _mm512_add_ps(a, b); }
  static Vector product(Vector a, Vector b) { return _mm512_mul_ps(a, b); }
  // With a mask of ones, as g++ 12 warns of what the plain one leaves undefined (its bug 105593).
  static Vector larger(Vector a, Vector b) { return _mm512_maskz_max_ps(0xFFFF, a, b); }
  static float largest(Vector a) {
    alignas(64) float numbers[width];
    _mm512_store_ps(numbers, a);
    float most = numbers[0];
    for (const float number : numbers)
      most = number > most ? number : most;
    return most;
  }
};

constexpr ProductKernel kernels[] = {
    largest_product<LanesAvx512, 1>, largest_product<LanesAvx512, 2>,
    largest_product<LanesAvx512, 3>, largest_product<LanesAvx512, 4>,
    largest_product<LanesAvx512, 5>, largest_product<LanesAvx512, 6>,
    largest_product<LanesAvx512, 7>};

}  // namespace

const ProductKernel* product_kernels_avx512() {
  return kernels;
}

#else

const ProductKernel* product_kernels_avx512() {
  return nullptr;
}

#endif

}  // namespace caucus
