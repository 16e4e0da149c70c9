#include "caucus/base/sha_blocks.h"

#include "caucus/base/assert.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace caucus {

#if defined(__x86_64__)

namespace {

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
alignas(16) constexpr std::uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

bool ask_processor() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSE4_1) == 0 || (c & bit_SSSE3) == 0)
    return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

int word(std::uint32_t number) {
  return static_cast<int>(number);
}

// The next four words of the schedule from the sixteen before them, oldest first.
__attribute__((target("sha,sse4.1"))) __m128i next_words(__m128i a, __m128i b, __m128i c,
                                                         __m128i d) {
  const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));
  return _mm_sha256msg2_epu32(sum, d);
}

// Four big-endian words.
__attribute__((target("sha,sse4.1"))) __m128i load(const unsigned char* bytes) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)), big_endian);
}

// Two rounds make the new abef; what was abef is then cdgh.
__attribute__((target("sha,sse4.1"))) void four_rounds(__m128i& abef, __m128i& cdgh, __m128i words,
                                                       const std::uint32_t* constants) {
  const __m128i input =
      _mm_add_epi32(words, _mm_load_si128(reinterpret_cast<const __m128i*>(constants)));
  cdgh = _mm_sha256rnds2_epu32(cdgh, abef, input);
  abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(input, 0x0e));
}

}  // namespace

bool has_sha_instructions() {
  static const bool has = ask_processor();
  return has;
}

__attribute__((target("sha,sse4.1"))) void take_sha_blocks(std::array<std::uint32_t, 8>& state,
                                                           const unsigned char* bytes,
                                                           std::size_t count) {
  // The instructions want the eight words of the state as abef and cdgh, the first word highest.
  __m128i abef = _mm_set_epi32(word(state[0]), word(state[1]), word(state[4]), word(state[5]));
  __m128i cdgh = _mm_set_epi32(word(state[2]), word(state[3]), word(state[6]), word(state[7]));
  for (; count > 0; --count, bytes += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i a = load(bytes), b = load(bytes + 16), c = load(bytes + 32), d = load(bytes + 48);
    const std::uint32_t* constants = round_constants;
    // Four variables and no array with a changing index: the words stay in registers.
    while (true) {
      four_rounds(abef, cdgh, a, constants);
      four_rounds(abef, cdgh, b, constants + 4);
      four_rounds(abef, cdgh, c, constants + 8);
      four_rounds(abef, cdgh, d, constants + 12);
      constants += 16;
      if (constants == round_constants + 64) break;
      a = next_words(a, b, c, d);
      b = next_words(b, c, d, a);
      c = next_words(c, d, a, b);
      d = next_words(d, a, b, c);
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const auto lane = [](int number) { return static_cast<std::uint32_t>(number); };
  state = {lane(_mm_extract_epi32(abef, 3)), lane(_mm_extract_epi32(abef, 2)),
           lane(_mm_extract_epi32(cdgh, 3)), lane(_mm_extract_epi32(cdgh, 2)),
           lane(_mm_extract_epi32(abef, 1)), lane(_mm_extract_epi32(abef, 0)),
           lane(_mm_extract_epi32(cdgh, 1)), lane(_mm_extract_epi32(cdgh, 0))};
}

#else

bool has_sha_instructions() {
  return false;
}

void take_sha_blocks(std::array<std::uint32_t, 8>& /*state*/, const unsigned char* /*bytes*/,
                     std::size_t /*count*/) {
  broken_invariant("only where the processor has the instructions", "take_sha_blocks",
                   {__FILE__, __LINE__});
}

#endif

}  // namespace caucus
