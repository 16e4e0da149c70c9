#include "caucus/engine/instructions.h"

namespace caucus {

bool processor_has([[maybe_unused]] Instructions instructions) {
#if defined(__x86_64__)
  if (instructions == Instructions::avx512)
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0;
  if (instructions == Instructions::avx2) return __builtin_cpu_supports("avx2") != 0;
#endif
  return instructions == Instructions::anywhere;
}

}  // namespace caucus
