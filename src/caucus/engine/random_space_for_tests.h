// Which spaces do tests and benchmarks draw? Random ones from a fixed seed, all the same for a seed
// on every machine.
//
// monotone options, the first two parties against each other on every issue and the others either
// way: the hardest case for a frontier, and the one in the published comparisons.
#pragma once

#include <algorithm>
#include <cstdlib>

#include "caucus/base/random.h"
#include "caucus/engine/sum_space.h"

namespace caucus {

struct RandomSpaceOptions {
  std::size_t issues = 10;
  std::size_t options = 5;
  std::size_t parties = 2;
  std::uint64_t scale = 1000;  // about what the best package is worth to a party
};

// Opposed worths that rise or fall along the options, from 0.
inline SumSpace opposed_space(const RandomSpaceOptions& wanted, std::uint64_t seed) {
  RandomStream dice(seed);
  SumSpace space;
  space.parties = wanted.parties;
  space.worth.assign(wanted.issues, std::vector<Int128>(wanted.options * wanted.parties, 0));
  for (std::size_t q = 0; q < wanted.parties; ++q) {
    std::vector<std::uint64_t> weights;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < wanted.issues; ++i)
      sum += weights.emplace_back(1 + dice.below(1000));
    for (std::size_t i = 0; i < wanted.issues; ++i) {
      std::vector<std::uint64_t> values{0, 1'000'000};
      while (values.size() < wanted.options)
        values.push_back(dice.below(1'000'001));
      values.resize(wanted.options);
      std::sort(values.begin(), values.end());
      const bool falls = q == 1 || (q > 1 && dice.below(2) == 0);
      if (falls) std::reverse(values.begin(), values.end());
      for (std::size_t v = 0; v < wanted.options; ++v)
        space.worth[i][v * wanted.parties + q] =
            Int128{wanted.scale} * weights[i] * values[v] / sum / 1'000'000;
    }
  }
  return space;
}

// Anything: worths from -spread to spread, repeated values likely when spread is small.
inline SumSpace arbitrary_space(const RandomSpaceOptions& wanted, std::uint64_t spread,
                                RandomStream& dice) {
  SumSpace space;
  space.parties = wanted.parties;
  for (std::size_t i = 0; i < wanted.issues; ++i) {
    const std::size_t options = 1 + dice.below(wanted.options);
    std::vector<Int128> worth;
    for (std::size_t k = 0; k < options * wanted.parties; ++k)
      worth.push_back(static_cast<Int128>(dice.below(2 * spread + 1)) - Int128{spread});
    space.worth.push_back(std::move(worth));
  }
  return space;
}

// How many random cases a property test tries: few in a quick run, more in the nightly one, which
// sets CAUCUS_TEST_CASES.
inline std::uint64_t test_cases(std::uint64_t quick) {
  const char* wanted = std::getenv("CAUCUS_TEST_CASES");
  const std::uint64_t cases = wanted == nullptr ? 0 : std::strtoull(wanted, nullptr, 10);
  return cases > quick ? cases : quick;
}

}  // namespace caucus
