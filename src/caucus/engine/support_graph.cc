#include "caucus/engine/support_graph.h"

#include <algorithm>
#include <map>

#include "caucus/base/assert.h"
#include "caucus/engine/elimination_kernel.h"
#include "caucus/engine/linked_reduction.h"

namespace caucus {

// The algebra whose contents are nodes: what is added are ways, and nothing is computed.
class GraphMessages {
 public:
  struct Content {
    std::uint32_t node = none;
  };
  using Part = std::vector<SupportGraph::Way>;

  GraphMessages(const ReducedLinkedSpace& small, std::size_t ways_max, const CancelToken& cancel,
                SupportGraph& out)
      : out_(out), ways_max_(std::min<std::size_t>(ways_max, none / 2)), cancel_(cancel) {
    const SumSpace& space = small.linked.space;
    const std::size_t words = out_.layout_.words();
    out_.option_bits_.assign(words, 0);
    for (std::size_t i = 0; i < space.issues(); ++i) {
      first_bits_.push_back(out_.option_bits_.size());
      for (std::size_t v = 0; v < space.options(i); ++v) {
        out_.option_bits_.resize(out_.option_bits_.size() + words, 0);
        out_.layout_.put(i, v, &out_.option_bits_[out_.option_bits_.size() - words]);
      }
    }
    row_of(std::vector<Int128>(space.parties, 0));
  }

  static Content nothing() { return {0}; }
  static std::size_t size(const Content& content) { return content.node == none ? 0 : 1; }
  static void prepare(const Message<Content>&) {}

  void add(Part& part, const Content& content, const OptionTaken& taken) {
    const std::size_t bits = first_bits_[taken.issue] + taken.option * out_.layout_.words();
    part.push_back({content.node, 0, row_of(taken.sums), static_cast<std::uint32_t>(bits)});
  }
  static void add(Part& part, const Content& a, const Content& b) {
    part.push_back({a.node, b.node, 0, 0});
  }

  FrontierEnd fill(Message<Content>& message, const Parts<Part>& parts) {
    for (std::size_t a = 0; a < parts.size(); ++a) {
      auto cell = message.cells[a].begin();
      for (const auto& [amounts, part] : parts[a]) {
        (cell++)->content.node = static_cast<std::uint32_t>(out_.first_way_.size() - 1);
        out_.ways_.insert(out_.ways_.end(), part.begin(), part.end());
        out_.first_way_.push_back(out_.ways_.size());
      }
      if (out_.ways_.size() > ways_max_) return FrontierEnd::too_many_points;
    }
    return cancel_.cancelled() ? FrontierEnd::cancelled : FrontierEnd::complete;
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  std::uint32_t row_of(const std::vector<Int128>& sums) {
    const auto [row, added] = row_.emplace(sums, static_cast<std::uint32_t>(row_.size()));
    if (added) out_.rows_.insert(out_.rows_.end(), sums.begin(), sums.end());
    return row->second;
  }

  SupportGraph& out_;
  std::size_t ways_max_;
  const CancelToken& cancel_;
  std::vector<std::size_t> first_bits_;  // [issue]
  std::map<std::vector<Int128>, std::uint32_t> row_;
};

SupportGraph::SupportGraph(const LinkedSpace& linked, const EliminationOptions& options,
                           const CancelToken& cancel)
    : parties_(linked.space.parties) {
  const ReducedLinkedSpace small = reduced(linked);
  if (!small.possible) return;
  shift_ = small.shift;
  std::vector<std::size_t> kept;
  for (const auto& classes : small.kept) {
    kept.push_back(classes.size());
    std::vector<std::uint16_t>& first = first_member_.emplace_back();
    for (const auto& members : classes)
      first.push_back(members.front());
  }
  layout_ = ChoiceLayout(kept);
  const EliminationOrder order = elimination_order(small.linked);
  if (order.widest > options.assignments_max) {
    end_ = FrontierEnd::too_wide;
    return;
  }
  GraphMessages graph(small, options.points_max, cancel, *this);
  Elimination<GraphMessages> elimination(small.linked, graph);
  // The node of all issues is made last.
  possible_ = elimination.run(order).has_value();
  end_ = elimination.end();
}

bool SupportGraph::earlier(const Way& a, const Way& b,
                           const std::vector<std::uint64_t>& packed) const {
  for (std::size_t k = 0; k < layout_.words(); ++k) {
    const std::uint64_t x = word(a, k, packed), y = word(b, k, packed);
    if (x != y) return x < y;
  }
  return false;
}

WeightedBest SupportGraph::best(const std::vector<std::int64_t>& weights) const {
  CAUCUS_ASSERT(possible_, "some package obeys the rules");
  std::vector<Int128> worth;
  for (std::size_t k = 0; k < rows_.size(); k += parties_)
    worth.push_back(weighted(rows_.data() + k, weights));
  const std::size_t nodes = first_way_.size() - 1, words = layout_.words();
  std::vector<Int128> most(nodes, 0);
  std::vector<std::uint64_t> packed(nodes * words,
                                    0);  // the first package of each node's sum
  for (std::size_t node = 1; node < nodes; ++node) {
    const Way* chosen = &ways_[first_way_[node]];
    const auto sum = [&](const Way& way) {
      return most[way.first] + most[way.second] + worth[way.row];
    };
    most[node] = sum(*chosen);
    for (std::size_t k = first_way_[node] + 1; k < first_way_[node + 1]; ++k) {
      const Int128 other = sum(ways_[k]);
      if (other < most[node] || (other == most[node] && !earlier(ways_[k], *chosen, packed)))
        continue;
      most[node] = other;
      chosen = &ways_[k];
    }
    for (std::size_t k = 0; k < words; ++k)
      packed[node * words + k] = word(*chosen, k, packed);
  }
  WeightedBest best;
  best.worth = most[nodes - 1] + weighted(shift_.data(), weights);
  best.choice = layout_.unpacked(packed.data() + (nodes - 1) * words);
  for (std::size_t i = 0; i < best.choice.size(); ++i)
    best.choice[i] = first_member_[i][best.choice[i]];
  return best;
}

}  // namespace caucus
