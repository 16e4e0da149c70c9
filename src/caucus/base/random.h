// RandomStream: which dice does this game, on any machine, always throw?
//
// A counter-based generator: the n-th number of a stream is a pure function of the stream's four
// keys and n. So game 7 of match 3 of tournament 42 throws the same dice whether it is computed
// first or last, on one thread or on twenty, on this machine or that one:
//
//     RandomStream dice(tournament_seed, match, game);
//
// Different keys give streams that are independent for every practical purpose. Not for secrets.
//
// Portability: next_u64, uniform and below are the same bits everywhere. exponential and normal go
// through std::log, std::sqrt and std::cos, whose last bit may differ between C libraries.
// Errors: none, but below(0) is a BrokenInvariant. Complexity: constant per number.
// Source: Salmon, Moraes, Dror and Shaw, Parallel Random Numbers: As Easy as 1, 2, 3 (SC 2011);
// the generator is Threefry4x64 with 20 rounds.
#pragma once

#include <array>
#include <cstdint>

namespace caucus {

using RandomBlock = std::array<std::uint64_t, 4>;

// The function under every stream: four random words for a counter and a key.
RandomBlock random_block(const RandomBlock& counter, const RandomBlock& key);

class RandomStream {
 public:
  explicit RandomStream(std::uint64_t seed, std::uint64_t key1 = 0, std::uint64_t key2 = 0,
                        std::uint64_t key3 = 0)
      : key_{seed, key1, key2, key3} {}

  // Any 64 bits, all equally likely.
  std::uint64_t next_u64();
  // Strictly between 0 and 1: an odd multiple of 2^-53, all equally likely, mean exactly 1/2. Its
  // logarithm and that of 1 minus it are always finite.
  double uniform();
  // A whole number in 0..n-1, all exactly equally likely; n > 0. Lemire's method (2019), which
  // rejects and draws again with probability below n / 2^64.
  std::uint64_t below(std::uint64_t n);
  // Exponential with mean 1: -ln(1 - u).
  double exponential();
  // Normal with mean 0 and variance 1: Box and Muller (1958), two uniforms for every number.
  double normal();

 private:
  RandomBlock key_;
  std::uint64_t next_block_ = 0;
  RandomBlock block_{};
  unsigned used_ = 4;  // words of block_ already handed out
};

}  // namespace caucus
