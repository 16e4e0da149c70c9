#include "caucus/analysis/quick_xplain.h"

#include <span>

namespace caucus {
namespace {

// What of `open` is needed, beside `background`, for a conflict. `grown`: the background has grown
// since it was last tested.
DemandSet needed(ZoneTests& tests, const DemandSet& background, bool grown,
                 std::span<const std::size_t> open) {
  DemandSet found(tests.demands());
  if (grown && tests.can_stand(background) == Finding::none) return found;
  if (open.size() <= 1) {
    for (std::size_t demand : open)
      found.set(demand);
    return found;
  }
  const auto preferred = open.first(open.size() / 2);
  const auto rest = open.subspan(open.size() / 2);
  DemandSet with_preferred = background;
  for (std::size_t demand : preferred)
    with_preferred.set(demand);
  found = needed(tests, with_preferred, true, rest);
  found |= needed(tests, background | found, found.any(), preferred);
  return found;
}

}  // namespace

SmallestConflict quick_xplain(ZoneTests& tests, const std::vector<std::size_t>& among) {
  const std::size_t undecided_before = tests.undecided();
  SmallestConflict conflict{needed(tests, DemandSet(tests.demands()), true, among), 0};
  conflict.undecided = tests.undecided() - undecided_before;
  tests.remember_conflict(conflict.demands);
  return conflict;
}

}  // namespace caucus
