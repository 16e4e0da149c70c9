// The frontier step for one, two and three parties: merge the shifted copies of a frontier and keep
// what nothing before it covers.
//
// Every copy F + option is sorted, so a heap of their heads yields all sums largest first; a sum
// can then only be covered by one that came before. Two parties: keep a sum if the second party
// gets more than ever before. Three: if no earlier sum gives the second and the third at least as
// much, which a staircase answers. A copy whose next sums are covered already moves past them
// without touching the heap, so most sums cost one look.
//
// Complexity: n k looks, and log k for each sum that enters the heap. Source of the merging for two
// parties: Funke, Hespe, Sanders, Storandt, Truschel 2024.
#pragma once

#include <algorithm>
#include <variant>

#include "caucus/base/cancel.h"
#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/layer_kernel.h"
#include "caucus/engine/staircase_kernel.h"

namespace caucus {

// What has been kept so far covers a sum if it gives every party at least as much. Sums are asked
// about largest first.
template <class Lanes>
class FrontOfOne {
 public:
  using Vector = typename Lanes::Vector;

  FrontOfOne(const Lanes&, const Vector&) {}
  bool covers(const Vector&) const { return any_; }
  void insert(const Vector&) { any_ = true; }

 private:
  bool any_ = false;
};

template <class Lanes>
class FrontOfTwo {
 public:
  using Vector = typename Lanes::Vector;

  FrontOfTwo(const Lanes& lanes, const Vector&) : lanes_(lanes) {}
  bool covers(const Vector& sums) const { return lanes_.field(sums, 1) < enough_; }
  void insert(const Vector& sums) { enough_ = lanes_.field(sums, 1) + 1; }

 private:
  Lanes lanes_;
  typename Lanes::Number enough_ = 0;  // one more than the second party got so far
};

// `highest` bounds the sums.
template <class Lanes>
class FrontOfThree {
 public:
  using Vector = typename Lanes::Vector;
  using Number = typename Lanes::Number;

  FrontOfThree(const Lanes& lanes, const Vector& highest) : lanes_(lanes) {
    const Number last = lanes.field(highest, 1);
    dense_ = last < Number{DenseStaircase::places_max} &&
             lanes.field(highest, 2) < Number{DenseStaircase::heights_max};
    if (dense_) few_.clear(static_cast<std::uint64_t>(last));
  }
  bool covers(const Vector& sums) const {
    const Number place = lanes_.field(sums, 1), height = lanes_.field(sums, 2);
    if (dense_)
      return few_.covers(static_cast<std::uint64_t>(place), static_cast<std::uint64_t>(height));
    return many_.covers(place, height);
  }
  void insert(const Vector& sums) {
    const Number place = lanes_.field(sums, 1), height = lanes_.field(sums, 2);
    if (dense_)
      few_.insert(static_cast<std::uint64_t>(place), static_cast<std::uint64_t>(height));
    else
      many_.insert(place, height);
  }

 private:
  Lanes lanes_;
  bool dense_ = true;
  DenseStaircase few_;
  SparseStaircase<Number> many_;
};

// Heads of sorted copies; the largest sums come first.
template <class Head>
class HeadHeap {
 public:
  bool empty() const { return heads_.empty(); }
  void add(const Head& head) {
    heads_.push_back(head);
    std::push_heap(heads_.begin(), heads_.end(), smaller);
  }
  const Head& top() const { return heads_.front(); }
  // Changes places with the top, which the given head must not exceed.
  void swap_with_top(Head& head) {
    const Head out = heads_.front();
    std::size_t at = 0;
    for (std::size_t child = 1; child < heads_.size(); child = 2 * at + 1) {
      child += child + 1 < heads_.size() && heads_[child].sums < heads_[child + 1].sums;
      if (!(head.sums < heads_[child].sums)) break;
      heads_[at] = heads_[child];
      at = child;
    }
    heads_[at] = head;
    head = out;
  }
  Head take_top() {
    std::pop_heap(heads_.begin(), heads_.end(), smaller);
    const Head top = heads_.back();
    heads_.pop_back();
    return top;
  }

 private:
  static bool smaller(const Head& a, const Head& b) { return a.sums < b.sums; }

  std::vector<Head> heads_;
};

// Stops early, with what it has, when cancelled or once more than points_max are kept; the caller
// must then not use the layer.
template <class Lanes, class Front>
Stepped<typename Lanes::Vector> sweep_step(const Step<Lanes>& step, Front front,
                                           std::size_t points_max, const CancelToken& cancel) {
  using Vector = typename Lanes::Vector;
  struct Head {
    Vector sums;
    std::uint16_t option;
    std::uint32_t at;  // point of step.from
  };
  const Lanes lanes = step.lanes;
  const Vector* const points = step.from.points.data();
  const auto size = static_cast<std::uint32_t>(step.from.size());
  const bool floors = step.need != Vector{} || !step.need_weighted.empty();
  Stepped<Vector> out;
  out.reserve(step.from.size());
  Vector last{};
  bool any = false;
  // Moves on to the next sum of the copy that is not covered yet; false at its end.
  const auto settle = [&](Head& head) {
    const Vector option = step.options[head.option];
    for (std::uint32_t at = head.at; at < size; ++at) {
      const Vector sums = lanes.add(points[at], option);
      if (front.covers(sums) ? !any || sums != last : floors && !step.reaches(sums)) continue;
      head.sums = sums;
      head.at = at;
      return true;
    }
    return false;
  };
  const auto take = [&](const Head& head) {
    const std::uint64_t packages =
        multiply_counts(step.from.packages[head.at], step.members[head.option]);
    if (any && head.sums == last) {
      out.layer.packages.back() = add_counts(out.layer.packages.back(), packages);
      if (step.history.earlier(head.option, head.at, out.trace.option.back(),
                               out.trace.parent.back())) {
        out.trace.option.back() = head.option;
        out.trace.parent.back() = head.at;
      }
    } else if (!front.covers(head.sums)) {
      front.insert(head.sums);
      out.push(head.sums, packages, head.at, head.option);
      last = head.sums;
      any = true;
    }
  };

  HeadHeap<Head> heads;
  for (std::size_t v = 0; v < step.options.size(); ++v) {
    Head head{Vector{}, static_cast<std::uint16_t>(v), 0};
    if (settle(head)) heads.add(head);
  }
  for (std::size_t turn = 0; !heads.empty();) {
    Head head = heads.take_top();
    // Goes on with the copy it is in for as long as that has the largest sums.
    for (bool more = true; more; ++turn) {
      if (turn % 4096 == 4095 && (cancel.cancelled() || out.layer.size() > points_max)) return out;
      take(head);
      ++head.at;
      more = settle(head);
      if (more && !heads.empty() && head.sums < heads.top().sums) heads.swap_with_top(head);
    }
  }
  return out;
}

}  // namespace caucus
