#include "caucus/engine/box_space.h"

#include <algorithm>

namespace caucus {
namespace {

bool pays(const SpaceBox& box, const Choice& choice) {
  if (box.bounds.empty()) return true;
  const bool all = std::all_of(box.bounds.begin(), box.bounds.end(), [&](const SpaceBound& bound) {
    return bound.low <= choice[bound.issue] && choice[bound.issue] <= bound.high;
  });
  return all != box.excludes;
}

}  // namespace

bool worths_fit(const BoxSpace& space) {
  constexpr Int128 most = Int128{1} << 62;
  std::vector<Int128> reach(space.parties, 0);
  for (std::size_t q = 0; q < space.caps.size(); ++q)
    if (space.caps[q] && (*space.caps[q] >= most || *space.caps[q] <= -most)) return false;
  for (const SpaceBox& box : space.boxes) {
    if (box.worth >= most || box.worth <= -most) return false;
    reach[box.party] += box.worth < 0 ? -box.worth : box.worth;
    if (reach[box.party] >= most) return false;
  }
  return true;
}

std::vector<Int128> sums_of(const BoxSpace& space, const Choice& choice) {
  std::vector<Int128> sums(space.parties, 0);
  for (const SpaceBox& box : space.boxes)
    if (pays(box, choice)) sums[box.party] += box.worth;
  return sums;
}

std::vector<Int128> capped_sums_of(const BoxSpace& space, const Choice& choice) {
  std::vector<Int128> sums = sums_of(space, choice);
  for (std::size_t q = 0; q < space.caps.size(); ++q)
    if (space.caps[q]) sums[q] = std::min(sums[q], *space.caps[q]);
  return sums;
}

std::vector<Int128> least_sums(const BoxSpace& space) {
  std::vector<Int128> least(space.parties, 0);
  for (const SpaceBox& box : space.boxes)
    if (box.worth < 0 || box.bounds.empty()) least[box.party] += box.worth;
  return least;
}

std::vector<std::vector<std::uint16_t>> option_classes(const BoxSpace& space) {
  std::vector<std::vector<std::uint16_t>> starts(space.options.size(), {0});
  for (const SpaceBox& box : space.boxes)
    for (const SpaceBound& bound : box.bounds) {
      const std::uint32_t options = space.options[bound.issue];
      if (bound.low < options) starts[bound.issue].push_back(bound.low);
      if (bound.high + 1U < options)
        starts[bound.issue].push_back(static_cast<std::uint16_t>(bound.high + 1));
    }
  for (std::vector<std::uint16_t>& of : starts) {
    std::sort(of.begin(), of.end());
    of.erase(std::unique(of.begin(), of.end()), of.end());
  }
  return starts;
}

}  // namespace caucus
