#include "caucus/analysis/hitting_set.h"

#include <algorithm>

namespace caucus {
namespace {

class HittingSearch {
 public:
  explicit HittingSearch(const HittingSetTask& task)
      : task_(task), chosen_(task.cost.size()), excluded_(task.cost.size()) {}

  HittingSetAnswer run() {
    descend(0);
    answer_.complete = steps_ <= task_.steps_max;
    return answer_;
  }

 private:
  // The untouched conflict with the fewest demands left to choose, and what its kind must still
  // cost at least. Nothing if one cannot be touched any more.
  struct Outlook {
    const DemandSet* branch = nullptr;
    UInt128 at_least = 0;
    bool dead = false;
  };

  Outlook look() const {
    Outlook outlook;
    std::size_t fewest = 0;
    DemandSet counted(chosen_.size());
    for (const DemandSet& conflict : task_.conflicts) {
      if (conflict.intersects(chosen_)) continue;
      const DemandSet left = conflict - excluded_;
      const std::size_t count = left.count();
      if (count == 0) {
        outlook.dead = true;
        return outlook;
      }
      if (!outlook.branch || count < fewest) {
        outlook.branch = &conflict;
        fewest = count;
      }
      if (left.intersects(counted)) continue;
      counted |= left;
      outlook.at_least += cheapest_of(left);
    }
    return outlook;
  }

  UInt128 cheapest_of(const DemandSet& set) const {
    UInt128 least = ~UInt128{0};
    for (std::size_t at : members(set))
      least = std::min(least, task_.cost[at]);
    return least;
  }

  bool is_blocked() const {
    return std::any_of(task_.blocked.begin(), task_.blocked.end(),
                       [&](const DemandSet& blocked) { return blocked.is_subset_of(chosen_); });
  }

  void descend(UInt128 cost) {
    if (++steps_ > task_.steps_max || is_blocked()) return;
    const Outlook outlook = look();
    if (outlook.dead || (answer_.set && cost + outlook.at_least > best_)) return;
    if (!outlook.branch) {
      keep(cost);
      return;
    }
    std::vector<std::size_t> order = members(*outlook.branch - excluded_);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return task_.cost[a] < task_.cost[b]; });
    for (std::size_t demand : order) {
      chosen_.set(demand);
      descend(cost + task_.cost[demand]);
      chosen_.reset(demand);
      excluded_.set(demand);  // the branches after this one are those without it
    }
    for (std::size_t demand : order)
      excluded_.reset(demand);
  }

  void keep(UInt128 cost) {
    if (answer_.set && cost == best_ && members(*answer_.set) <= members(chosen_)) return;
    answer_.set = chosen_;
    best_ = cost;
  }

  const HittingSetTask& task_;
  DemandSet chosen_;
  DemandSet excluded_;
  HittingSetAnswer answer_;
  UInt128 best_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace

HittingSetAnswer cheapest_hitting_set(const HittingSetTask& task) {
  return HittingSearch(task).run();
}

}  // namespace caucus
