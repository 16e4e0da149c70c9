// Which loops does this processor run fastest? Kernels compiled once for any processor the build is
// for, once for AVX2 and once for AVX-512 are chosen from when the program runs. All variants of a
// kernel give the same bits, which their tests compare.
#pragma once

#include <cstdint>

namespace caucus {

// avx512: with the parts for bytes and words, and for short vectors (BW, VL).
enum class Instructions : std::uint8_t { anywhere, avx2, avx512 };

bool processor_has(Instructions instructions);

// The fastest of the tables that there is and that this processor runs; null: the build has none.
template <class Kernel>
const Kernel* fastest(const Kernel* anywhere, const Kernel* avx2, const Kernel* avx512) {
  if (avx512 != nullptr && processor_has(Instructions::avx512)) return avx512;
  if (avx2 != nullptr && processor_has(Instructions::avx2)) return avx2;
  return anywhere;
}

}  // namespace caucus
