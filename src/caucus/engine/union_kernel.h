// Which sums of several shifted frontiers are beaten by none? The step that every part of an
// elimination comes down to: frontiers of different options, or of two parts put together, each
// shifted by a constant, joined and filtered.
//
// One to three parties: the copies are merged largest first and swept, as in sweep_kernel.h. More:
// sums of one copy can only be beaten by another copy, so one tree per frontier answers the
// questions, as in difference_kernel.h; where copies are many they are joined sixteen at a time.
// Equal sums add up their packages and keep the first package.
//
// Complexity: all sums times the logarithm of the copies (three parties or less), or times sixteen
// questions per round of joining.
#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include "caucus/base/cancel.h"
#include "caucus/engine/box_tree_kernel.h"
#include "caucus/engine/layer_kernel.h"
#include "caucus/engine/sweep_kernel.h"

namespace caucus {

// Calls work(0) ... work(count - 1), each once, on so many threads.
template <class Work>
void for_each_index(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t k = next++; k < count; k = next++)
      work(k);
  };
  std::vector<std::jthread> others;
  for (unsigned t = 1; t < threads && t < count; ++t)
    others.emplace_back(run);
  run();
}

// A layer whose points carry their first package (packed_choice.h).
template <class Lanes>
struct Front {
  using Vector = typename Lanes::Vector;

  Layer<Vector> layer;
  std::vector<std::uint64_t> choices;  // [point * words]
  std::unique_ptr<BoxTree<Lanes>> tree;

  std::size_t size() const { return layer.size(); }
  // Only more than three parties ask trees.
  void plant(const Lanes& lanes) {
    if (lanes.parties() > 3 && tree == nullptr && size() > 0)
      tree = std::make_unique<BoxTree<Lanes>>(lanes, layer.points);
  }
};

// A front with something added to every point of it. Its tree stands where a union asks.
template <class Lanes>
struct ShiftedFront {
  const Front<Lanes>* from;
  typename Lanes::Vector shift;
  std::uint64_t packages;       // that add the shift
  const std::uint64_t* choice;  // the first of them; null: no issue is added

  typename Lanes::Vector sums(const Lanes& lanes, std::size_t point) const {
    return lanes.add(from->layer.points[point], shift);
  }
};

// FrontOfThree for sums too few to make a dense staircase worth its clearing.
template <class Lanes>
class SparseFrontOfThree {
 public:
  using Vector = typename Lanes::Vector;

  explicit SparseFrontOfThree(const Lanes& lanes) : lanes_(lanes) {}
  bool covers(const Vector& sums) const {
    return steps_.covers(lanes_.field(sums, 1), lanes_.field(sums, 2));
  }
  void insert(const Vector& sums) { steps_.insert(lanes_.field(sums, 1), lanes_.field(sums, 2)); }

 private:
  Lanes lanes_;
  SparseStaircase<typename Lanes::Number> steps_;
};

// The least sums with which floors can still be reached.
template <class Lanes>
struct Need {
  typename Lanes::Vector sums;
  std::vector<WeightedFloor> weighted;

  bool met_by(const Lanes& lanes, const typename Lanes::Vector& reached) const {
    if (!lanes.covers(reached, sums)) return false;
    for (const WeightedFloor& floor : weighted) {
      Int128 sum = 0;
      for (std::size_t q = 0; q < floor.weights.size(); ++q)
        sum += static_cast<Int128>(lanes.field(reached, q)) * floor.weights[q];
      if (sum < floor.least) return false;
    }
    return true;
  }
};

// What all unions of one elimination have in common.
struct UnionLimits {
  std::size_t words;       // of a package
  std::size_t points_max;  // give up, with what is there, beyond
  const CancelToken& cancel;
};

// The union of copies, of which those sums are kept that meet the need.
template <class Lanes>
class Union {
 public:
  using Vector = typename Lanes::Vector;
  using Copies = std::vector<ShiftedFront<Lanes>>;

  // `highest` bounds the sums of all copies.
  Union(const Lanes& lanes, const UnionLimits& limits, Need<Lanes> need, const Vector& highest)
      : lanes_(lanes), limits_(limits), need_(std::move(need)), highest_(highest) {}

  // When cancelled, or with too many points, the front is not to be used.
  Front<Lanes> of(const Copies& copies, unsigned threads) const {
    Front<Lanes> out;
    if (copies.size() == 1) return alone(copies.front());
    if (lanes_.parties() == 1) return sweep(copies, FrontOfOne<Lanes>(lanes_, highest_));
    if (lanes_.parties() == 2) return sweep(copies, FrontOfTwo<Lanes>(lanes_, highest_));
    if (lanes_.parties() == 3)
      return crowded(copies) ? sweep(copies, FrontOfThree<Lanes>(lanes_, highest_))
                             : sweep(copies, SparseFrontOfThree<Lanes>(lanes_));
    return by_differences(copies, threads);
  }

 private:
  static constexpr std::size_t group = 16;
  static constexpr std::size_t chunk_points = 1024;

  // One way to reach a sum: a point of a copy.
  struct Way {
    std::uint32_t copy, point;
  };
  struct Kept {
    Vector sums;
    std::uint64_t packages;
    Way first;
  };

  // A staircase of far more places than sums costs more to clear than to walk.
  bool crowded(const Copies& copies) const {
    Int128 sums = 0;
    for (const auto& copy : copies)
      sums += copy.from->size();
    return static_cast<Int128>(lanes_.field(highest_, 1)) <= 1024 + 16 * sums;
  }

  std::uint64_t packages(const Copies& copies, Way way) const {
    return multiply_counts(copies[way.copy].from->layer.packages[way.point],
                           copies[way.copy].packages);
  }
  std::uint64_t word(const Copies& copies, Way way, std::size_t k) const {
    const ShiftedFront<Lanes>& copy = copies[way.copy];
    const std::uint64_t before = copy.from->choices[way.point * limits_.words + k];
    return copy.choice == nullptr ? before : before | copy.choice[k];
  }
  bool earlier(const Copies& copies, Way a, Way b) const {
    for (std::size_t k = 0; k < limits_.words; ++k) {
      const std::uint64_t x = word(copies, a, k), y = word(copies, b, k);
      if (x != y) return x < y;
    }
    return false;
  }
  void push(Front<Lanes>& out, const Copies& copies, const Kept& kept) const {
    out.layer.points.push_back(kept.sums);
    out.layer.packages.push_back(kept.packages);
    for (std::size_t k = 0; k < limits_.words; ++k)
      out.choices.push_back(word(copies, kept.first, k));
  }

  Front<Lanes> alone(const ShiftedFront<Lanes>& copy) const {
    Front<Lanes> out;
    const Copies copies{copy};
    for (std::uint32_t f = 0; f < copy.from->size(); ++f) {
      const Kept kept{copy.sums(lanes_, f), packages(copies, {0, f}), {0, f}};
      if (need_.met_by(lanes_, kept.sums)) push(out, copies, kept);
    }
    return out;
  }

  template <class Stairs>
  Front<Lanes> sweep(const Copies& copies, Stairs stairs) const;
  Front<Lanes> by_differences(const Copies& copies, unsigned threads) const;
  Front<Lanes> few_by_differences(const Copies& copies, unsigned threads) const;

  // What beat the last sums of a copy: asked first, as neighbours are beaten alike.
  struct Recent {
    std::vector<std::uint32_t> order[group];
    std::uint32_t point[group][group] = {};
  };
  bool beaten(const Copies& copies, Kept& kept, Recent& recent) const;

  const Lanes& lanes_;
  const UnionLimits& limits_;
  Need<Lanes> need_;
  Vector highest_;
};

template <class Lanes>
template <class Stairs>
Front<Lanes> Union<Lanes>::sweep(const Copies& copies, Stairs stairs) const {
  struct Head {
    Vector sums;
    Way way;
  };
  Front<Lanes> out;
  Kept last{};
  bool any = false;
  // Moves on to the next sum of the copy that is not covered yet; false at its end.
  const auto settle = [&](Head& head) {
    const ShiftedFront<Lanes>& copy = copies[head.way.copy];
    for (const std::size_t end = copy.from->size(); head.way.point < end; ++head.way.point) {
      head.sums = copy.sums(lanes_, head.way.point);
      if (any && head.sums == last.sums) return true;
      if (!stairs.covers(head.sums) && need_.met_by(lanes_, head.sums)) return true;
    }
    return false;
  };
  const auto smaller = [](const Head& a, const Head& b) { return a.sums < b.sums; };

  std::vector<Head> heads;
  for (std::uint32_t c = 0; c < copies.size(); ++c) {
    Head head{Vector{}, {c, 0}};
    if (settle(head)) heads.push_back(head);
  }
  std::make_heap(heads.begin(), heads.end(), smaller);
  for (std::size_t turn = 1; !heads.empty(); ++turn) {
    if (turn % 4096 == 0 && (limits_.cancel.cancelled() || out.size() > limits_.points_max)) break;
    std::pop_heap(heads.begin(), heads.end(), smaller);
    Head& head = heads.back();
    if (any && head.sums == last.sums) {
      last.packages = add_counts(last.packages, packages(copies, head.way));
      if (earlier(copies, head.way, last.first)) last.first = head.way;
    } else if (!stairs.covers(head.sums)) {
      if (any) push(out, copies, last);
      last = {head.sums, packages(copies, head.way), head.way};
      any = true;
      stairs.insert(head.sums);
    }
    ++head.way.point;
    if (settle(head))
      std::push_heap(heads.begin(), heads.end(), smaller);
    else
      heads.pop_back();
  }
  if (any) push(out, copies, last);
  return out;
}

template <class Lanes>
Front<Lanes> Union<Lanes>::by_differences(const Copies& copies, unsigned threads) const {
  if (copies.size() <= group) return few_by_differences(copies, threads);
  std::vector<Front<Lanes>> joined;
  for (std::size_t first = 0; first < copies.size(); first += group) {
    const auto begin = copies.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = copies.size() - first > group ? begin + group : copies.end();
    joined.push_back(few_by_differences(Copies(begin, end), threads));
    if (limits_.cancel.cancelled() || joined.back().size() > limits_.points_max)
      return std::move(joined.back());
    joined.back().plant(lanes_);
  }
  Copies next;
  for (const Front<Lanes>& front : joined)
    next.push_back({&front, Vector{}, 1, nullptr});
  return by_differences(next, threads);
}

template <class Lanes>
Front<Lanes> Union<Lanes>::few_by_differences(const Copies& copies, unsigned threads) const {
  std::vector<Way> chunks;
  for (std::uint32_t c = 0; c < copies.size(); ++c)
    for (std::size_t f = 0; f < copies[c].from->size(); f += chunk_points)
      chunks.push_back({c, static_cast<std::uint32_t>(f)});
  std::vector<std::vector<Kept>> found(chunks.size());
  std::atomic<std::size_t> points{0};
  for_each_index(chunks.size(), threads, [&](std::size_t k) {
    if (limits_.cancel.cancelled() || points > limits_.points_max) return;
    Recent recent;
    for (std::uint32_t s = 0; s < copies.size(); ++s)
      for (std::uint32_t t = 0; t < copies.size(); ++t)
        if (t != s && copies[t].from->size() > 0) recent.order[s].push_back(t);
    Way way = chunks[k];
    const ShiftedFront<Lanes>& copy = copies[way.copy];
    const std::size_t end = std::min(way.point + chunk_points, copy.from->size());
    for (; way.point < end; ++way.point) {
      Kept kept{copy.sums(lanes_, way.point), packages(copies, way), way};
      if (need_.met_by(lanes_, kept.sums) && !beaten(copies, kept, recent))
        found[k].push_back(kept);
    }
    points += found[k].size();
  });
  std::vector<Kept> all;
  for (const std::vector<Kept>& part : found)
    all.insert(all.end(), part.begin(), part.end());
  std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.sums > b.sums; });
  Front<Lanes> out;
  for (const Kept& kept : all)
    push(out, copies, kept);
  return out;
}

// Equal sums of an earlier copy beat: that copy takes the packages. Of a later one they are added.
template <class Lanes>
bool Union<Lanes>::beaten(const Copies& copies, Kept& kept, Recent& recent) const {
  const std::uint32_t s = kept.first.copy;
  std::vector<std::uint32_t>& order = recent.order[s];
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::uint32_t t = order[k];
    const ShiftedFront<Lanes>& other = copies[t];
    // What the other copy's shift alone exceeds is covered by 0; then nothing there is equal.
    const Vector rest = lanes_.less(kept.sums, other.shift);
    std::uint32_t& last = recent.point[s][t];
    std::uint32_t by = last;
    if (!lanes_.covers(other.from->layer.points[by], rest)) {
      by = other.from->tree->covering(rest);
      if (by == BoxTree<Lanes>::none) continue;
      last = by;
    }
    if (t < s || other.sums(lanes_, by) != kept.sums) {
      std::swap(order[k], order[k / 2]);
      return true;
    }
    kept.packages = add_counts(kept.packages, packages(copies, {t, by}));
    if (earlier(copies, {t, by}, kept.first)) kept.first = {t, by};
  }
  return false;
}

}  // namespace caucus
