// Is there a package that pays everybody at least so much? Decided in whole numbers, with a proof
// that needs no trust in a solver.
//
// For weights l of the parties and y >= 0 of the cliques of a box graph, let s_v be the sum of y
// over the cliques of v, less l . worth_v, all s_v >= 0. Then every independent set is worth
//
//   l . worth  =  sum of y  -  sum of s_v over the set  -  sum of y over cliques it does not meet,
//
// so taking a vertex or leaving a clique has a known loss, and a set that reaches the needs loses
// at most  sum of y - l . need.  Vertices that lose more are out, cliques that lose more must be
// met; the few choices left are searched. Weights come from a linear program (packing_program.h),
// rounded to whole numbers and repaired; where a search grows long, one vertex is decided and both
// halves get weights of their own.
//
// Exact for sums below 2^62. Source of the bound: linear duality and fixing by reduced cost
// (Dantzig, Fulkerson and Johnson 1954). Worst case exponential; hence the budget.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/box_graph.h"

namespace caucus {

struct BoxSearchAnswer {
  bool decided = false;               // false: the budget was used up, or the token cancelled
  bool found = false;                 // a package reaches the needs
  std::vector<std::uint32_t> chosen;  // its vertices; no package beats their sums, if decided
};

// What a question that found nothing rests on: a tree of proofs, the root first. Each node's proof
// is over the vertices that are open there. What loses more than is left is decided at once (a
// vertex out; the last open vertex of a clique in); the rest is searched, or one vertex is split:
// `in` and `out` are the nodes of both halves, absent where that alone leaves nothing.
struct BoxProofNode {
  std::vector<Int128> direction;                    // l, per party
  std::vector<std::vector<std::uint32_t>> cliques;  // vertices joined pairwise
  std::vector<Int128> weights;                      // y, per clique, > 0
  std::optional<std::uint32_t> split = {};
  std::optional<std::uint32_t> in = {};
  std::optional<std::uint32_t> out = {};
};
using BoxProofTree = std::vector<BoxProofNode>;

class BoxSearch {
 public:
  // The graph must outlive it.
  explicit BoxSearch(const BoxGraph& graph);
  ~BoxSearch();

  // A set whose sums (base included) are at least `least` for everybody and that no other set
  // beats. A step is a vertex decided, or 1/1000 of a linear program.
  // With `record`, the proof that there is none is kept there; what it holds of any other answer is
  // no proof.
  BoxSearchAnswer at_least(const std::vector<Int128>& least, std::uint64_t steps_max,
                           const CancelToken& cancel, BoxProofTree* record = nullptr);

  std::uint64_t steps() const;  // taken so far, over all questions

 private:
  class Tree;
  std::unique_ptr<Tree> tree_;
};

}  // namespace caucus
