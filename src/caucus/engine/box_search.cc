#include "caucus/engine/box_search.h"

#include <algorithm>
#include <cmath>

#include "caucus/engine/packing_program.h"

namespace caucus {
namespace {

constexpr std::uint64_t steps_per_program = 1000;
// Then one vertex is decided and both halves are solved.
constexpr std::uint64_t steps_per_proof = 300;

enum class Place : std::uint8_t { open, in, out };

// Losses in whole numbers, for the vertices that are open.
struct Proof {
  std::vector<Int128> direction;                    // l, per party, all > 0
  Int128 most = 0;                                  // sum of y
  std::vector<std::vector<std::uint32_t>> cliques;  // with y > 0, of open vertices
  std::vector<Int128> weights;                      // y of those
  std::vector<Int128> loss;                         // s, per vertex of the graph
};

}  // namespace

class BoxSearch::Tree {
 public:
  explicit Tree(const BoxGraph& graph) : graph_(graph), p_(graph.parties), cliques_(graph.cliques) {
    unit_.assign(p_, 1);
    for (std::size_t v = 0; v < graph.size(); ++v)
      for (std::size_t q = 0; q < p_; ++q)
        unit_[q] += graph.row(v)[q];
    needed_.assign(cliques_.size(), false);
    joined_.assign(graph.size() * graph.size(), false);
    for (std::size_t v = 0; v < graph.size(); ++v)
      for (const std::uint32_t u : graph.neighbours[v])
        joined_[v * graph.size() + u] = true;
  }

  BoxSearchAnswer at_least(const std::vector<Int128>& least, std::uint64_t steps_max,
                           const CancelToken& cancel, BoxProofTree* record) {
    least_ = least;
    answer_ = {};
    record_ = record;
    if (record_) record_->clear();
    cancel_ = cancel;
    steps_end_ = steps_ + steps_max;
    for (const auto& [proof, most] : known_)
      if (dot(proof.direction, least_) > most) {
        note(proof);
        answer_.decided = true;
        return answer_;
      }
    place_.assign(graph_.size(), Place::open);
    sums_ = graph_.base;
    solve_node(true);
    answer_.decided = !stopped();
    return answer_;
  }

  std::uint64_t steps() const { return steps_; }

 private:
  bool stopped() const { return steps_ >= steps_end_ || cancelled_; }

  Int128 dot(const std::vector<Int128>& direction, const std::vector<Int128>& sums) const {
    Int128 sum = 0;
    for (std::size_t q = 0; q < p_; ++q)
      sum += direction[q] * sums[q];
    return sum;
  }

  // What weighted sums must at least come to: the needs, or once these are reached, one more.
  Int128 target(const Proof& proof) const {
    return dot(proof.direction, least_) + (answer_.found ? 1 : 0);
  }

  std::vector<std::uint32_t> open_vertices() const {
    std::vector<std::uint32_t> open;
    for (std::uint32_t v = 0; v < graph_.size(); ++v)
      if (place_[v] == Place::open) open.push_back(v);
    return open;
  }

  // A proof for what is open. While the best fractions overfill a clique not yet listed, it is
  // listed, for all questions to come, and the program solved again.
  Proof prove(std::vector<double>& fractions, std::size_t rounds) {
    const std::vector<std::uint32_t> open = open_vertices();
    for (;; --rounds) {
      steps_ += steps_per_program;
      if (cancel_.cancelled()) cancelled_ = true;
      Proof proof;
      const PackingDual dual = solve(program_of(open, proof));
      fractions.assign(graph_.size(), 0);
      for (std::uint32_t k = 0; k < open.size(); ++k)
        fractions[open[k]] = dual.fractions[k];
      if (rounds == 0 || stopped() || !add_overfilled(open, fractions)) {
        round(dual, open, proof);
        return proof;
      }
    }
  }

  PackingProgram program_of(const std::vector<std::uint32_t>& open, Proof& proof) const {
    std::vector<std::uint32_t> local(graph_.size(), 0);
    for (std::uint32_t k = 0; k < open.size(); ++k)
      local[open[k]] = k;
    PackingProgram program;
    program.vertices = open.size();
    std::vector<bool> in_clique(graph_.size(), false);
    const auto add = [&](std::vector<std::uint32_t> clique) {
      std::vector<std::uint32_t> columns;
      for (const std::uint32_t v : clique) {
        columns.push_back(local[v]);
        in_clique[v] = true;
      }
      program.cliques.push_back(std::move(columns));
      proof.cliques.push_back(std::move(clique));
    };
    for (std::size_t c = 0; c < cliques_.size(); ++c) {
      if (!needed_[c]) continue;
      std::vector<std::uint32_t> left;
      for (const std::uint32_t v : cliques_[c])
        if (place_[v] == Place::open) left.push_back(v);
      if (left.size() > 1) add(std::move(left));
    }
    for (const std::uint32_t v : open)
      if (!in_clique[v]) add({v});
    program.worth.resize(p_);
    for (std::size_t q = 0; q < p_; ++q) {
      for (const std::uint32_t v : open)
        program.worth[q].push_back(static_cast<double>(graph_.row(v)[q]) /
                                   static_cast<double>(unit_[q]));
      program.need.push_back(static_cast<double>(least_[q] - sums_[q]) /
                             static_cast<double>(unit_[q]));
    }
    return program;
  }

  // Cliques known but not in use; else new ones, from every vertex that is partly in, greedily
  // along the largest fractions.
  bool add_overfilled(const std::vector<std::uint32_t>& open,
                      const std::vector<double>& fractions) {
    std::vector<std::uint32_t> order;
    for (const std::uint32_t v : open)
      if (fractions[v] > 0.01) order.push_back(v);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return fractions[a] > fractions[b]; });
    bool added = false;
    for (std::size_t c = 0; c < cliques_.size(); ++c) {
      double sum = 0;
      for (const std::uint32_t v : cliques_[c])
        sum += fractions[v];
      if (needed_[c] || sum < 1.01) continue;
      added = needed_[c] = true;
    }
    if (added) return true;
    std::vector<bool> started(graph_.size(), false);
    for (const std::uint32_t start : order) {
      if (started[start]) continue;
      std::vector<std::uint32_t> clique{start};
      double sum = fractions[start];
      const auto grow = [&](const std::vector<std::uint32_t>& candidates) {
        for (const std::uint32_t v : candidates) {
          const bool joined = std::all_of(clique.begin(), clique.end(), [&](std::uint32_t u) {
            return u != v && joined_[u * graph_.size() + v];
          });
          if (!joined) continue;
          clique.push_back(v);
          sum += fractions[v];
        }
      };
      grow(order);
      if (sum < 1.01) continue;
      for (const std::uint32_t v : clique)
        started[v] = true;
      grow(graph_.neighbours[start]);
      std::sort(clique.begin(), clique.end());
      cliques_.push_back(std::move(clique));
      needed_.push_back(true);
      added = true;
    }
    return added;
  }

  // Whole numbers: a direction scaled so that a party's sums come to 2^100 at most, and weights
  // raised until no loss is negative.
  void round(const PackingDual& dual, const std::vector<std::uint32_t>& open, Proof& proof) const {
    constexpr double fine = 1e9;
    Int128 widest = 1;
    for (const Int128 unit : unit_)
      widest = std::max(widest, unit);
    const double scale = fine * static_cast<double>(widest);
    for (std::size_t q = 0; q < p_; ++q)
      proof.direction.push_back(
          1 + static_cast<Int128>(dual.direction[q] * scale / static_cast<double>(unit_[q])));
    for (std::size_t c = 0; c < proof.cliques.size(); ++c)
      proof.weights.push_back(static_cast<Int128>(dual.weights[c] * scale));
    proof.loss.assign(graph_.size(), 0);
    std::vector<std::uint32_t> some_clique(graph_.size(), 0);
    for (std::uint32_t c = 0; c < proof.cliques.size(); ++c)
      for (const std::uint32_t v : proof.cliques[c]) {
        proof.loss[v] += proof.weights[c];
        if (proof.weights[c] >= proof.weights[some_clique[v]] || proof.loss[v] == proof.weights[c])
          some_clique[v] = c;
      }
    for (const std::uint32_t v : open)
      for (std::size_t q = 0; q < p_; ++q)
        proof.loss[v] -= proof.direction[q] * graph_.row(v)[q];
    for (const std::uint32_t v : open) {
      if (proof.loss[v] >= 0) continue;
      const std::uint32_t c = some_clique[v];
      const Int128 lack = -proof.loss[v];
      proof.weights[c] += lack;
      for (const std::uint32_t u : proof.cliques[c])
        proof.loss[u] += lack;
    }
    std::size_t kept = 0;
    for (std::size_t c = 0; c < proof.cliques.size(); ++c) {
      if (proof.weights[c] == 0) continue;
      proof.most += proof.weights[c];
      std::swap(proof.weights[kept], proof.weights[c]);
      std::swap(proof.cliques[kept++], proof.cliques[c]);
    }
    proof.weights.resize(kept);
    proof.cliques.resize(kept);
  }

  // The number of the node that records the proof.
  std::uint32_t note(const Proof& proof) {
    if (!record_) return 0;
    record_->push_back({proof.direction, proof.cliques, proof.weights});
    return static_cast<std::uint32_t>(record_->size() - 1);
  }

  // Everything reachable from the places as they are; places and sums are as before afterwards.
  void solve_node(bool root) {
    std::vector<double> fractions;
    const Proof proof = prove(fractions, root ? 20 : 4);
    if (root) {
      Int128 most = proof.most + dot(proof.direction, graph_.base);
      known_.emplace_back(proof, most);
    }
    const std::uint32_t node = note(proof);
    Search search(*this, proof);
    if (search.run() || stopped()) return;
    const std::uint32_t v = search.most_open(fractions);
    if (record_) (*record_)[node].split = v;
    const std::size_t mark = search.mark();
    if (search.include(v) && search.settle()) {
      if (record_) (*record_)[node].in = static_cast<std::uint32_t>(record_->size());
      solve_node(false);
    }
    if (stopped()) return;
    search.undo(mark);
    search.retarget();
    if (search.exclude(v) && search.settle()) {
      if (record_) (*record_)[node].out = static_cast<std::uint32_t>(record_->size());
      solve_node(false);
    }
    if (stopped()) return;
    search.undo(0);
  }

  // The search under one proof.
  class Search {
   public:
    Search(Tree& tree, const Proof& proof)
        : tree_(tree),
          proof_(proof),
          of_(tree.graph_.size()),
          open_(proof.cliques.size()),
          met_(proof.cliques.size(), 0) {
      for (std::uint32_t c = 0; c < proof.cliques.size(); ++c) {
        open_[c] = static_cast<std::uint32_t>(proof.cliques[c].size());
        for (const std::uint32_t v : proof.cliques[c])
          of_[v].push_back(c);
      }
      target_ = tree_.target(proof);
      left_ = proof.most + tree_.dot(proof.direction, tree_.sums_) - target_;
      steps_end_ = tree.steps_ + steps_per_proof;
    }

    // True: everything was looked at. False: it grew too long; what the proof settles at once is
    // settled, and the caller has to undo it.
    bool run() {
      if (left_ < 0) return true;
      if (!settle()) {
        undo(0);
        return true;
      }
      const std::size_t mark = trail_.size();
      const bool done = descend();
      undo(done ? 0 : mark);
      if (done) return true;
      // The allowance may have shrunk on the way.
      if (left_ >= 0 && settle()) return false;
      undo(0);
      return true;
    }

    // An open vertex halfway in.
    std::uint32_t most_open(const std::vector<double>& fractions) const {
      std::uint32_t best = 0;
      double nearest = 2;
      Int128 heaviest = -1;
      for (std::uint32_t v = 0; v < fractions.size(); ++v) {
        if (tree_.place_[v] != Place::open) continue;
        const double away = std::abs(fractions[v] - 0.5);
        Int128 weight = 0;
        for (std::size_t q = 0; q < tree_.p_; ++q)
          weight += proof_.direction[q] * tree_.graph_.row(v)[q];
        if (away > nearest + 1e-6 || (away > nearest - 1e-6 && weight <= heaviest)) continue;
        nearest = std::min(nearest, away);
        heaviest = weight;
        best = v;
      }
      return best;
    }

    bool include(std::uint32_t v) {
      move(v, Place::in);
      for (std::size_t q = 0; q < tree_.p_; ++q)
        tree_.sums_[q] += tree_.graph_.row(v)[q];
      left_ -= proof_.loss[v];
      for (const std::uint32_t c : of_[v]) {
        ++met_[c];
        --open_[c];
      }
      for (const std::uint32_t u : tree_.graph_.neighbours[v])
        if (tree_.place_[u] == Place::open) exclude(u);
      return left_ >= 0;
    }

    bool exclude(std::uint32_t v) {
      move(v, Place::out);
      for (const std::uint32_t c : of_[v])
        if (--open_[c] == 0 && met_[c] == 0) left_ -= proof_.weights[c];
      return left_ >= 0;
    }

    // Whatever loses more than is left is decided. False: nothing is left.
    bool settle() {
      for (bool again = true; again;) {
        again = false;
        if (left_ < 0) return false;
        for (std::uint32_t v = 0; v < of_.size(); ++v)
          if (tree_.place_[v] == Place::open && proof_.loss[v] > left_ && !exclude(v)) return false;
        for (std::uint32_t c = 0; c < open_.size(); ++c) {
          if (met_[c] > 0 || open_[c] != 1 || proof_.weights[c] <= left_) continue;
          again = true;
          if (!include(open_vertex(c))) return false;
        }
      }
      return true;
    }

    void undo(std::size_t mark) {
      for (; trail_.size() > mark; trail_.pop_back()) {
        const std::uint32_t v = trail_.back();
        if (tree_.place_[v] == Place::in) {
          for (std::size_t q = 0; q < tree_.p_; ++q)
            tree_.sums_[q] -= tree_.graph_.row(v)[q];
          left_ += proof_.loss[v];
          for (const std::uint32_t c : of_[v]) {
            --met_[c];
            ++open_[c];
          }
        } else {
          for (const std::uint32_t c : of_[v])
            if (open_[c]++ == 0 && met_[c] == 0) left_ += proof_.weights[c];
        }
        tree_.place_[v] = Place::open;
      }
    }

    // Sums found meanwhile leave less to lose.
    void retarget() {
      const Int128 now = tree_.target(proof_);
      left_ += target_ - now;
      target_ = now;
    }

    std::size_t mark() const { return trail_.size(); }

   private:
    void move(std::uint32_t v, Place place) {
      tree_.place_[v] = place;
      trail_.push_back(v);
    }

    std::uint32_t open_vertex(std::uint32_t c) const {
      for (const std::uint32_t v : proof_.cliques[c])
        if (tree_.place_[v] == Place::open) return v;
      return 0;
    }

    // False: too long.
    bool descend() {
      if (++tree_.steps_ >= steps_end_ || tree_.stopped()) return false;
      std::uint32_t chosen = static_cast<std::uint32_t>(of_.size());
      Int128 heaviest = 0;
      for (std::uint32_t c = 0; c < open_.size(); ++c) {
        if (met_[c] > 0 || open_[c] == 0 || proof_.weights[c] <= heaviest) continue;
        heaviest = proof_.weights[c];
        chosen = c;
      }
      if (heaviest == 0) {
        accept();
        return true;
      }
      std::uint32_t best = open_vertex(chosen);
      for (const std::uint32_t v : proof_.cliques[chosen])
        if (tree_.place_[v] == Place::open && proof_.loss[v] < proof_.loss[best]) best = v;
      const std::size_t mark = trail_.size();
      if (include(best) && settle() && !descend()) return false;
      undo(mark);
      if (exclude(best) && settle() && !descend()) return false;
      undo(mark);
      return true;
    }

    // All is decided: do the sums reach the needs, and beat what is there?
    void accept() {
      bool more = false;
      for (std::size_t q = 0; q < tree_.p_; ++q) {
        if (tree_.sums_[q] < tree_.least_[q]) return;
        more = more || tree_.sums_[q] > tree_.least_[q];
      }
      if (tree_.answer_.found && !more) return;
      tree_.least_ = tree_.sums_;
      tree_.answer_.found = true;
      tree_.answer_.chosen.clear();
      for (std::uint32_t v = 0; v < of_.size(); ++v)
        if (tree_.place_[v] == Place::in) tree_.answer_.chosen.push_back(v);
      retarget();
    }

    Tree& tree_;
    const Proof& proof_;
    std::vector<std::vector<std::uint32_t>> of_;  // cliques of a vertex
    std::vector<std::uint32_t> open_, met_;       // per clique: vertices open, vertices in
    std::vector<std::uint32_t> trail_;
    Int128 target_ = 0, left_ = 0;  // left_: what the rest may still lose
    std::uint64_t steps_end_ = 0;
  };

  const BoxGraph& graph_;
  std::size_t p_;
  std::vector<std::vector<std::uint32_t>> cliques_;  // of the graph, and those that proved useful
  std::vector<bool> needed_;  // [clique]: some fractions overfilled it without
  std::vector<bool> joined_;  // [vertex * vertices + vertex]
  std::vector<Int128> unit_;
  std::vector<std::pair<Proof, Int128>> known_;  // of roots, and the largest weighted sum
  std::vector<Place> place_;
  std::vector<Int128> sums_, least_;
  BoxSearchAnswer answer_;
  BoxProofTree* record_ = nullptr;
  CancelToken cancel_;
  bool cancelled_ = false;
  std::uint64_t steps_ = 0, steps_end_ = 0;
};

BoxSearch::BoxSearch(const BoxGraph& graph) : tree_(std::make_unique<Tree>(graph)) {}
BoxSearch::~BoxSearch() = default;

BoxSearchAnswer BoxSearch::at_least(const std::vector<Int128>& least, std::uint64_t steps_max,
                                    const CancelToken& cancel, BoxProofTree* record) {
  return tree_->at_least(least, steps_max, cancel, record);
}

std::uint64_t BoxSearch::steps() const {
  return tree_->steps();
}

}  // namespace caucus
