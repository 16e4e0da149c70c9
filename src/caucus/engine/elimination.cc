#include "caucus/engine/elimination.h"

#include <algorithm>

#include "caucus/base/assert.h"
#include "caucus/engine/front_messages_kernel.h"
#include "caucus/engine/support_graph.h"

namespace caucus {
namespace {

// The most any package of a reduced space is worth to a party, rules aside.
Int128 most_of_any(const LinkedSpace& linked) {
  std::vector<Int128> most = sum_range(linked.space).most;
  for (std::size_t q = 0; q < most.size(); ++q)
    for (const TermTable& table : linked.tables)
      most[q] += most_of(table, linked.space.parties, q);
  return *std::max_element(most.begin(), most.end());
}

}  // namespace

SumFrontier linked_frontier(const LinkedSpace& linked, const EliminationOptions& options,
                            const CancelToken& cancel) {
  const std::size_t parties = linked.space.parties;
  CAUCUS_ASSERT(parties >= 1 && parties <= parties_max, "one to seven parties");
  SumFrontier out;
  out.parties = parties;
  out.kernel = "elimination";
  const ReducedLinkedSpace small = reduced(linked);
  if (!small.possible) return out;
  std::vector<std::size_t> kept;
  for (const auto& classes : small.kept) {
    kept.push_back(classes.size());
    std::vector<std::uint16_t> first;
    for (const auto& members : classes)
      first.push_back(members.front());
    out.first_member_.push_back(std::move(first));
  }
  out.layout_ = ChoiceLayout(kept);
  const EliminationOrder order = elimination_order(small.linked);
  if (order.widest > options.assignments_max) {
    out.end = FrontierEnd::too_wide;
    return out;
  }
  out.bits = std::max(1U, bits_of(most_of_any(small.linked)));
  with_lanes(parties, out.bits, [&](const auto& lanes) {
    using Lanes = std::remove_cvref_t<decltype(lanes)>;
    FrontMessages<Lanes> messages(small, lanes, options, cancel);
    Elimination<FrontMessages<Lanes>> elimination(small.linked, messages);
    auto front = elimination.run(order);
    out.end = elimination.end();
    out.layer_points = std::move(messages).layer_points();
    if (!front) return;
    out.packages = std::move(front->layer.packages);
    out.packed_ = std::move(front->choices);
    out.sums.resize(front->layer.points.size() * parties);
    for (std::size_t k = 0; k < front->layer.points.size(); ++k)
      lanes.unpack(front->layer.points[k], out.sums.data() + k * parties);
  });
  for (std::size_t k = 0; k < out.sums.size(); ++k)
    out.sums[k] += small.shift[k % parties];
  return out;
}

LinkedSupport linked_support(const LinkedSpace& linked, const std::vector<std::int64_t>& weights,
                             const EliminationOptions& options, const CancelToken& cancel) {
  const SupportGraph graph(linked, options, cancel);
  LinkedSupport support{graph.end(), graph.possible(), 0, {}};
  if (!support.possible) return support;
  WeightedBest best = graph.best(weights);
  support.most = best.worth;
  support.choice = std::move(best.choice);
  return support;
}

}  // namespace caucus
