// Random box spaces: small ones with every oddity for comparison with brute force, and large ones
// as the research scenarios have them (a few bounds of six to nine options of ten).
//
// Complexity: linear in the boxes.
#pragma once

#include "caucus/base/random.h"
#include "caucus/engine/box_space.h"

namespace caucus {

// One to seven parties, up to 5 issues of up to 4 options, up to 3 of up to 3 for more than three
// parties; boxes of either kind and sign, some of them never or always paid, some with two bounds
// on an issue; sometimes caps.
inline BoxSpace random_small_box_space(RandomStream& dice) {
  BoxSpace space;
  space.parties = 1 + dice.below(dice.below(3) == 0 ? 7 : 3);
  const bool many = space.parties > 3;
  for (std::size_t i = 0; i <= dice.below(many ? 3 : 5); ++i)
    space.options.push_back(static_cast<std::uint32_t>(1 + dice.below(many ? 3 : 4)));
  const std::uint64_t boxes = dice.below((many ? 6 : 12) * space.parties);
  for (std::uint64_t k = 0; k < boxes; ++k) {
    SpaceBox box;
    box.party = dice.below(space.parties);
    box.worth = static_cast<Int128>(dice.below(30)) - (dice.below(3) == 0 ? 12 : 0);
    box.excludes = dice.below(3) == 0;
    const std::uint64_t bounds = dice.below(4);
    for (std::uint64_t b = 0; b < bounds; ++b) {
      SpaceBound bound;
      bound.issue = static_cast<std::uint32_t>(dice.below(space.options.size()));
      bound.low = static_cast<std::uint16_t>(dice.below(4));
      bound.high = static_cast<std::uint16_t>(bound.low + dice.below(3));
      if (dice.below(12) == 0) std::swap(bound.low, bound.high);
      box.bounds.push_back(bound);
    }
    space.boxes.push_back(box);
  }
  if (dice.below(3) == 0)
    for (std::size_t q = 0; q < space.parties; ++q)
      space.caps.push_back(dice.below(2) == 0 ? std::optional(Int128{40}) : std::nullopt);
  return space;
}

// As the research scenarios of boxes: ten options per issue, one to four bounds of one to nine
// options per box, worths of 1 to 100, `boxes` per party; every eighth box excludes where asked.
inline BoxSpace random_wide_box_space(RandomStream& dice, std::size_t parties, std::size_t issues,
                                      std::size_t boxes, bool excludes) {
  BoxSpace space;
  space.parties = parties;
  space.options.assign(issues, 10);
  for (std::size_t q = 0; q < parties; ++q)
    for (std::size_t k = 0; k < boxes; ++k) {
      SpaceBox box;
      box.party = q;
      box.worth = static_cast<Int128>(1 + dice.below(100));
      box.excludes = excludes && dice.below(8) == 0;
      const std::uint64_t bounds = 1 + dice.below(4);
      for (std::uint64_t b = 0; b < bounds; ++b) {
        SpaceBound bound;
        bound.issue = static_cast<std::uint32_t>(dice.below(issues));
        const std::uint64_t width = dice.below(5) == 0 ? 1 + dice.below(5) : 6 + dice.below(4);
        bound.low = static_cast<std::uint16_t>(dice.below(11 - width));
        bound.high = static_cast<std::uint16_t>(bound.low + width - 1);
        box.bounds.push_back(bound);
      }
      space.boxes.push_back(box);
    }
  return space;
}

}  // namespace caucus
