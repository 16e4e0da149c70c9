// Is there a package that pays everybody at least so much? Asked of CBC, the mixed-integer solver
// of COIN-OR, where our own search (box_search.h) grows too long.
//
// One binary per class of options that no box tells apart, one per box. The package that comes back
// is evaluated in whole numbers by the caller of CBC, here; that none comes back is CBC's word,
// which works in floating point: a proof of kind `mip`, weaker than one of whole numbers.
//
// Numbers: sums below 2^40, so that doubles hold what CBC adds up. CBC keeps global state: one
// question at a time. It prints nothing.
#pragma once

#include <cstddef>
#include <vector>

#include "caucus/engine/box_space.h"

namespace caucus {

bool mip_can_hold(const BoxSpace& space);

struct BoxMipOptions {
  double seconds_max = 600;  // of one question; CBC's own clock
  int nodes_max = 10'000'000;
};

struct BoxMipAnswer {
  bool decided = false;  // false: CBC gave up, or its package does not pay what it says
  bool found = false;
  Choice choice;  // pays at least `least`, checked; the largest sum of shares, as far as CBC knows
};

BoxMipAnswer mip_at_least(const BoxSpace& space, const std::vector<Int128>& least,
                          const BoxMipOptions& options = {});

}  // namespace caucus
