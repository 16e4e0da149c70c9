#include "caucus/engine/product_kernel.h"

#include <algorithm>
#include <array>

#include "caucus/engine/instructions.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace caucus {
namespace {

#if defined(__SSE2__)

struct Lanes {
  using Vector = __m128;
  static constexpr std::size_t width = 4;
  static Vector all(float number) { return _mm_set1_ps(number); }
  static Vector load(const float* numbers) { return _mm_loadu_ps(numbers); }
  static Vector sum(Vector a, Vector b) { return _mm_add_ps(a, b); }
  static Vector product(Vector a, Vector b) { return _mm_mul_ps(a, b); }
  static Vector larger(Vector a, Vector b) { return _mm_max_ps(a, b); }
  static float largest(Vector a) {
    alignas(16) std::array<float, width> numbers;
    _mm_store_ps(numbers.data(), a);
    return *std::max_element(numbers.begin(), numbers.end());
  }
};

#else

struct Lanes {
  using Vector = float;
  static constexpr std::size_t width = 1;
  static Vector all(float number) { return number; }
  static Vector load(const float* numbers) { return *numbers; }
  static Vector sum(Vector a, Vector b) { return a + b; }
  static Vector product(Vector a, Vector b) { return a * b; }
  static Vector larger(Vector a, Vector b) { return a > b ? a : b; }
  static float largest(Vector a) { return a; }
};

#endif

constexpr std::array<ProductKernel, 7> kernels{largest_product<Lanes, 1>, largest_product<Lanes, 2>,
                                               largest_product<Lanes, 3>, largest_product<Lanes, 4>,
                                               largest_product<Lanes, 5>, largest_product<Lanes, 6>,
                                               largest_product<Lanes, 7>};

}  // namespace

const ProductKernel* product_kernels_anywhere() {
  return kernels.data();
}

ProductKernel product_kernel(std::size_t parties) {
  static const ProductKernel* const kernels_here =
      fastest(product_kernels_anywhere(), product_kernels_avx2(), product_kernels_avx512());
  return kernels_here[parties - 1];
}

}  // namespace caucus
