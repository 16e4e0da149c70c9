// The frontier step for four parties and more, by difference queries for whole cells of neighbours.
//
// F beats nothing in itself, so f + s can only be beaten by some g + t with another option t, that
// is, if some g of F covers f + s - t. One tree over F (block_tree.h) answers all of them, leaf by
// leaf: sixteen neighbours f ask together, what beat the last of them is tried first, and most
// differences s - t lead nowhere far above the leaves. Equal sums are met once per option: the
// smallest option keeps the point, and the packages of the others are added to it. (If g + t equals
// f + s, no other point of F covers f + s - t, so the one answer tells which case it is.)
//
// Complexity: n k questions, sixteen at a time. Threads share them by chunks whose results are
// joined in order, so their number does not change the answer. The layer that comes of it is in no
// order. Sources: Klamroth, Lang, Stiglmayr 2022; Karathanasis, Kontogiannis, Zaroliagis 2025;
// asking for cells: Gray and Moore 2001 (two trees at once).
#pragma once

#include <atomic>
#include <bit>
#include <thread>

#include "caucus/base/cancel.h"
#include "caucus/engine/box_tree_kernel.h"
#include "caucus/engine/layer_kernel.h"

namespace caucus {

template <class Lanes>
class CellStep {
 public:
  using Vector = typename Lanes::Vector;

  CellStep(const Step<Lanes>& step, std::size_t points_max, unsigned threads,
           const CancelToken& cancel)
      : step_(step),
        tree_(corner_vectors(step.lanes, step.from.points), step.lanes.parties(), step.lanes.bits(),
              threads),
        options_(corner_vectors(step.lanes, step.options)),
        need_(corner_vector(step.lanes, step.need)),
        points_max_(points_max),
        threads_(threads),
        cancel_(cancel) {}

  // Stops early, with what it has, when cancelled or once more than points_max are kept; the caller
  // must then not use the layer.
  Stepped<Vector> run() {
    const std::size_t chunks = (tree_.leaves() + chunk_leaves - 1) / chunk_leaves;
    std::vector<Stepped<Vector>> kept(chunks);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t c = next++; c < chunks && !stopped_; c = next++)
        kept[c] = chunk(static_cast<std::uint32_t>(c * chunk_leaves));
    };
    {
      std::vector<std::jthread> others;
      for (unsigned t = 1; t < threads_ && t < chunks; ++t)
        others.emplace_back(work);
      work();
    }
    return joined(kept);
  }

 private:
  static constexpr std::size_t group = BlockTree::group;
  static constexpr std::uint32_t chunk_leaves = 64;

  // The questions of one option s against another, t.
  struct Rival {
    std::size_t option;  // t
    CornerVector difference;
    CellSearch search;
    CornerVector last;  // what covered the last sums, less the difference
    std::uint32_t last_at;
  };
  struct Rivals {
    std::vector<Rival> all;
    std::vector<std::size_t> order;  // who beat the most of late comes first
  };
  // Sixteen neighbours with one option: who is still in, and the packages of equal sums with later
  // options.
  struct Leaf {
    std::uint32_t index;
    std::uint32_t in;
    std::array<std::uint64_t, group> packages;
  };

  static CornerVector minus(const CornerVector& a, const CornerVector& b) {
    CornerVector c;
    for (std::size_t q = 0; q < c.size(); ++q)
      c[q] = a[q] - b[q];
    return c;
  }
  std::uint32_t point(const Leaf& leaf, std::size_t k) const {
    return tree_.order()[leaf.index * group + k];
  }

  Rivals rivals(std::size_t s) const {
    Rivals rivals;
    if (step_.from.size() == 1) return rivals;  // options do not beat each other
    for (std::size_t t = 0; t < options_.size(); ++t) {
      if (t == s) continue;
      const CornerVector difference = minus(options_[s], options_[t]);
      rivals.order.push_back(rivals.all.size());
      rivals.all.push_back({t, difference, CellSearch(tree_, tree_, difference),
                            minus(tree_.vector(0), difference), 0});
    }
    return rivals;
  }

  Stepped<Vector> chunk(std::uint32_t begin) {
    Stepped<Vector> kept;
    if (cancel_.cancelled() || found_ > points_max_) stopped_ = true;
    const auto end = std::min<std::size_t>(begin + chunk_leaves, tree_.leaves());
    for (std::size_t s = 0; s < options_.size(); ++s) {
      Rivals asked = rivals(s);
      for (std::uint32_t leaf = begin; leaf < end; ++leaf)
        keep_from(leaf, s, asked, kept);
    }
    found_ += kept.layer.size();
    return kept;
  }

  void keep_from(std::uint32_t index, std::size_t s, Rivals& rivals, Stepped<Vector>& kept) const {
    Leaf leaf{index, tree_.at_least(index, minus(need_, options_[s])), {}};
    const std::size_t size = std::min(group, tree_.order().size() - index * group);
    leaf.in &= (std::uint32_t{1} << size) - 1;
    if (!step_.need_weighted.empty())
      for (std::uint32_t left = leaf.in; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        if (!step_.reaches(step_.lanes.add(step_.from.points[point(leaf, k)], step_.options[s])))
          leaf.in &= ~(std::uint32_t{1} << k);
      }
    std::vector<std::size_t>& order = rivals.order;
    for (std::size_t r = 0; r < order.size() && leaf.in != 0; ++r)
      if (drop_beaten(leaf, s, rivals.all[order[r]])) std::swap(order[r], order[r / 2]);
    for (std::uint32_t left = leaf.in; left != 0; left &= left - 1) {
      const auto k = static_cast<std::size_t>(std::countr_zero(left));
      const std::uint32_t f = point(leaf, k);
      kept.push(
          step_.lanes.add(step_.from.points[f], step_.options[s]),
          add_counts(multiply_counts(step_.from.packages[f], step_.members[s]), leaf.packages[k]),
          f, static_cast<std::uint16_t>(s));
    }
  }

  // Also adds up the packages of equal sums with later options. Whether any was beaten.
  bool drop_beaten(Leaf& leaf, std::size_t s, Rival& rival) const {
    const std::uint32_t before = leaf.in;
    CellSearch::Found found;
    const std::uint32_t alike = leaf.in & tree_.at_most(leaf.index, rival.last);
    found.fill(rival.last_at);
    std::uint32_t beaten = leaf.in & ~rival.search.find(leaf.index, leaf.in & ~alike, found);
    if (rival.option > s)
      for (std::uint32_t left = beaten; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        const std::uint32_t f = point(leaf, k), by = tree_.order()[found[k]];
        if (step_.lanes.add(step_.from.points[f], step_.options[s]) !=
            step_.lanes.add(step_.from.points[by], step_.options[rival.option]))
          continue;
        leaf.packages[k] =
            add_counts(leaf.packages[k],
                       multiply_counts(step_.from.packages[by], step_.members[rival.option]));
        beaten &= ~(std::uint32_t{1} << k);
      }
    leaf.in &= ~beaten;
    if (const std::uint32_t anew = beaten & ~alike; anew != 0) {
      rival.last_at = found[static_cast<std::size_t>(std::bit_width(anew) - 1)];
      rival.last = minus(tree_.vector(rival.last_at), rival.difference);
    }
    return leaf.in != before;
  }

  static Stepped<Vector> joined(const std::vector<Stepped<Vector>>& chunks) {
    std::size_t size = 0;
    for (const Stepped<Vector>& kept : chunks)
      size += kept.layer.size();
    Stepped<Vector> all;
    all.reserve(size);
    const auto append = [](auto& to, const auto& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    for (const Stepped<Vector>& kept : chunks) {
      append(all.layer.points, kept.layer.points);
      append(all.layer.packages, kept.layer.packages);
      append(all.trace.parent, kept.trace.parent);
      append(all.trace.option, kept.trace.option);
    }
    return all;
  }

  const Step<Lanes>& step_;
  BlockTree tree_;
  std::vector<CornerVector> options_;
  CornerVector need_;
  std::size_t points_max_;
  unsigned threads_;
  const CancelToken& cancel_;
  std::atomic<std::size_t> found_{0};
  std::atomic<bool> stopped_{false};
};

}  // namespace caucus
