#include "caucus/engine/linked_oracle.h"

namespace caucus {

SumFrontier LinkedOracle::above(const std::vector<Int128>& floors, const WeightedFloor& floor,
                                const SumFrontierOptions& options,
                                const CancelToken& cancel) const {
  LinkedSpace bounded = linked_;
  bounded.space.floors = floors;
  bounded.space.weighted_floors = {floor};
  EliminationOptions how = options_;
  how.points_max = options.points_max;
  how.threads = options.threads;
  return linked_frontier(bounded, how, cancel);
}

}  // namespace caucus
