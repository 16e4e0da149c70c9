// How far does a linked space reach in a direction? h(l), the largest weighted sum of any package
// that obeys rules and windows (floors ignored), exact, and a package that has it.
//
// The elimination is done once, without numbers: it leaves a graph of sums, a node per assignment
// of a separator and amounts of open windows, whose ways are options added to a node or two nodes
// put together. A direction is then one pass over the graph. Bounds on bargaining points ask
// thousands of directions.
//
// Exact in 128 bits: weighted sums must stay within 2^120. Complexity: the ways, and parties times
// the distinct rows of the options; memory: 16 bytes a way. Threads may share a support.
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/elimination_order.h"
#include "caucus/engine/linked_space.h"
#include "caucus/engine/packed_choice.h"
#include "caucus/engine/sum_frontier.h"

namespace caucus {

class SupportGraph {
 public:
  // Of the options only assignments_max, and points_max as the most ways, are looked at.
  explicit SupportGraph(const LinkedSpace& linked, const EliminationOptions& options = {},
                        const CancelToken& cancel = {});

  // complete; else why the graph was given up, and nothing can be asked.
  FrontierEnd end() const { return end_; }
  // Whether any package obeys; complete supports only.
  bool possible() const { return possible_; }

  // One weight per party, none negative. If every weight is positive, the package is the first in
  // the order of issues and options that has the sum. Only if possible().
  WeightedBest best(const std::vector<std::int64_t>& weights) const;

 private:
  friend class GraphMessages;  // the algebra that builds it

  // A node, and another one or an option: node 0, row 0 and the first bits stand for nothing.
  struct Way {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::uint32_t row = 0;
    std::uint32_t bits = 0;
  };

  bool earlier(const Way& a, const Way& b, const std::vector<std::uint64_t>& packed) const;
  std::uint64_t word(const Way& way, std::size_t k,
                     const std::vector<std::uint64_t>& packed) const {
    return packed[way.first * layout_.words() + k] | packed[way.second * layout_.words() + k] |
           option_bits_[way.bits + k];
  }

  FrontierEnd end_ = FrontierEnd::complete;
  bool possible_ = false;
  std::size_t parties_ = 0;
  std::vector<Way> ways_;
  std::vector<std::size_t> first_way_{0, 0};  // [node], and the end; node 0 has none
  std::vector<Int128> rows_;                  // [row * parties + q]
  std::vector<std::uint64_t> option_bits_;    // [bits ...]
  std::vector<Int128> shift_;                 // [q]
  ChoiceLayout layout_;
  std::vector<std::vector<std::uint16_t>> first_member_;  // [issue][reduced option]
};

}  // namespace caucus
