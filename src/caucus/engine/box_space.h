// What is there to add up, where parties are paid by hyper-rectangles? A product space in whole
// numbers whose summands are boxes: each pays one party where the options of some issues lie in
// given ranges, or where they do not. What an option adds by itself is a box of one issue.
//
// The engine knows no divisor and no names; analysis turns a scenario into this and back.
//
// Numbers: worths of either sign; the magnitudes of all worths of a party, added up, must stay
// below 2^62. Larger is better. 1 to 7 parties. Sums above a party's cap count as the cap, as the
// research formats have it, so the frontier is that of the capped sums.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/engine/sum_space.h"

namespace caucus {

// The option of the issue lies in low..high, closed; never where low > high.
struct SpaceBound {
  std::uint32_t issue = 0;
  std::uint16_t low = 0;
  std::uint16_t high = 0;

  friend auto operator<=>(const SpaceBound&, const SpaceBound&) = default;
};

// Pays the party its worth where all bounds hold; with `excludes` where at least one does not. A
// box without bounds always pays.
struct SpaceBox {
  std::size_t party = 0;
  Int128 worth = 0;
  bool excludes = false;
  std::vector<SpaceBound> bounds;  // of one issue several are allowed
};

struct BoxSpace {
  std::size_t parties = 0;
  std::vector<std::uint32_t> options;  // per issue, 1 to 65,535
  std::vector<SpaceBox> boxes;
  std::vector<std::optional<Int128>> caps;  // per party; empty: none
};

// Do the magnitudes of every party's worths, and its cap, add up to less than 2^62?
bool worths_fit(const BoxSpace& space);

// What the package is worth to each party, before caps. Complexity: linear in the bounds.
std::vector<Int128> sums_of(const BoxSpace& space, const Choice& choice);

// The same with caps applied.
std::vector<Int128> capped_sums_of(const BoxSpace& space, const Choice& choice);

// What every package pays at least, party by party: the sum of what is always paid and of every
// negative worth.
std::vector<Int128> least_sums(const BoxSpace& space);

// For each issue the options at which some box begins or has just ended, 0 first: options between
// two of them are told apart by no box. Complexity: bounds times their logarithm.
std::vector<std::vector<std::uint16_t>> option_classes(const BoxSpace& space);

}  // namespace caucus
