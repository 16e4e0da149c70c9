// Bargaining points where issues are linked: the oracle of direct_point.h, answered by elimination.
//
// The elimination is done once (support_graph.h); after that a direction costs one pass over its
// graph. Slices are frontiers of the linked space with one weighted floor more. Exact as both.
#pragma once

#include "caucus/engine/direct_point.h"
#include "caucus/engine/elimination.h"
#include "caucus/engine/support_graph.h"

namespace caucus {

class LinkedOracle : public SumOracle {
 public:
  LinkedOracle(const LinkedSpace& linked, const EliminationOptions& options)
      : linked_(linked), options_(options), support_(linked, options), near_(linked) {}

  // complete; else the links are too many for this oracle, and nothing may be asked.
  FrontierEnd end() const { return support_.end(); }

  // The answers of SumOracle; only where end() is complete.
  std::size_t parties() const override { return linked_.space.parties; }
  std::optional<WeightedBest> best(const std::vector<std::int64_t>& weights) const override {
    return support_.possible() ? std::optional(support_.best(weights)) : std::nullopt;
  }
  std::vector<Int128> sums(const Choice& choice) const override { return sums_of(linked_, choice); }
  Choice improved(Choice choice, const Ranking& ranking) const override {
    return near_.improved(std::move(choice), ranking);
  }
  SumFrontier above(const std::vector<Int128>& floors, const WeightedFloor& floor,
                    const SumFrontierOptions& options, const CancelToken& cancel) const override;

 private:
  const LinkedSpace& linked_;  // its own floors are not looked at
  EliminationOptions options_;
  SupportGraph support_;
  LocalSearch near_;
};

}  // namespace caucus
