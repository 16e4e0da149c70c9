#include "caucus/base/random.h"

#include <cmath>
#include <numbers>

#include <Random123/threefry.h>

#include "caucus/base/assert.h"

namespace caucus {

RandomBlock random_block(const RandomBlock& counter, const RandomBlock& key) {
  r123::Threefry4x64::ctr_type counter_words;
  r123::Threefry4x64::key_type key_words;
  for (unsigned i = 0; i < 4; ++i) {
    counter_words[i] = counter[i];
    key_words[i] = key[i];
  }
  const auto words = r123::Threefry4x64{}(counter_words, key_words);
  return {words[0], words[1], words[2], words[3]};
}

std::uint64_t RandomStream::next_u64() {
  if (used_ == block_.size()) {
    block_ = random_block({next_block_++, 0, 0, 0}, key_);
    used_ = 0;
  }
  return block_[used_++];
}

double RandomStream::uniform() {
  // The odd multiple (2k + 1) * 2^-53 with a k of 52 bits is exact in a double; adding a half to 53
  // random bits would round the largest of them up to 1.
  const std::uint64_t odd = ((next_u64() >> 12) << 1) | 1;
  return static_cast<double>(odd) * 0x1p-53;
}

std::uint64_t RandomStream::below(std::uint64_t n) {
  CAUCUS_ASSERT(n > 0, "there is a number below the bound");
  __extension__ using Wide = unsigned __int128;
  Wide product = Wide{next_u64()} * n;
  auto low = static_cast<std::uint64_t>(product);
  if (low < n) {
    // 2^64 mod n of the low words would make the first few results likelier than the others.
    const std::uint64_t unfair = (0 - n) % n;
    while (low < unfair) {
      product = Wide{next_u64()} * n;
      low = static_cast<std::uint64_t>(product);
    }
  }
  return static_cast<std::uint64_t>(product >> 64);
}

double RandomStream::exponential() {
  return -std::log(1.0 - uniform());
}

double RandomStream::normal() {
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  const double angle = 2.0 * std::numbers::pi * uniform();
  return radius * std::cos(angle);
}

}  // namespace caucus
