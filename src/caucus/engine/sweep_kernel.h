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
  bool covers(const Vector& sums) const {
    return any_ && static_cast<Int128>(lanes_.field(sums, 1)) <= best_;
  }
  void insert(const Vector& sums) {
    best_ = static_cast<Int128>(lanes_.field(sums, 1));
    any_ = true;
  }

 private:
  const Lanes& lanes_;
  Int128 best_ = 0;
  bool any_ = false;
};

// `highest` bounds the second party's sums.
template <class Lanes>
class FrontOfThree {
 public:
  using Vector = typename Lanes::Vector;

  FrontOfThree(const Lanes& lanes, const Vector& highest) : lanes_(lanes) {
    const auto last = static_cast<Int128>(lanes.field(highest, 1));
    dense_ = last < static_cast<Int128>(DenseStaircase::places_max) &&
             static_cast<Int128>(lanes.field(highest, 2)) < Int128{1} << 63;
    if (dense_) few_.clear(static_cast<std::uint64_t>(last));
  }
  bool covers(const Vector& sums) const {
    if (dense_)
      return few_.covers(static_cast<std::uint64_t>(lanes_.field(sums, 1)),
                         static_cast<std::uint64_t>(lanes_.field(sums, 2)));
    return many_.covers(static_cast<Int128>(lanes_.field(sums, 1)),
                        static_cast<Int128>(lanes_.field(sums, 2)));
  }
  void insert(const Vector& sums) {
    if (dense_)
      few_.insert(static_cast<std::uint64_t>(lanes_.field(sums, 1)),
                  static_cast<std::uint64_t>(lanes_.field(sums, 2)));
    else
      many_.insert(static_cast<Int128>(lanes_.field(sums, 1)),
                   static_cast<Int128>(lanes_.field(sums, 2)));
  }

 private:
  const Lanes& lanes_;
  bool dense_ = true;
  DenseStaircase few_;
  SparseStaircase<Int128> many_;
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
  const Lanes& lanes = step.lanes;
  const std::vector<Vector>& points = step.from.points;
  Stepped<Vector> out;
  const auto is_last = [&](const Vector& sums) {
    return !out.layer.points.empty() && out.layer.points.back() == sums;
  };
  const auto matters = [&](const Vector& sums) {
    return is_last(sums) || (!front.covers(sums) && step.reaches(sums));
  };
  // Moves on to the next sum of the copy that is not covered yet; false at its end.
  const auto settle = [&](Head& head) {
    for (; head.at < points.size(); ++head.at) {
      head.sums = lanes.add(points[head.at], step.options[head.option]);
      if (matters(head.sums)) return true;
    }
    return false;
  };
  const auto smaller = [](const Head& a, const Head& b) { return a.sums < b.sums; };

  std::vector<Head> heads;
  for (std::size_t v = 0; v < step.options.size(); ++v) {
    Head head{Vector{}, static_cast<std::uint16_t>(v), 0};
    if (settle(head)) heads.push_back(head);
  }
  std::make_heap(heads.begin(), heads.end(), smaller);
  for (std::size_t turn = 1; !heads.empty(); ++turn) {
    if (turn % 4096 == 0 && (cancel.cancelled() || out.layer.size() > points_max)) break;
    std::pop_heap(heads.begin(), heads.end(), smaller);
    Head& head = heads.back();
    const std::uint64_t packages =
        multiply_counts(step.from.packages[head.at], step.members[head.option]);
    if (is_last(head.sums)) {
      out.layer.packages.back() = add_counts(out.layer.packages.back(), packages);
      if (step.history.earlier(head.option, head.at, out.trace.option.back(),
                               out.trace.parent.back())) {
        out.trace.option.back() = head.option;
        out.trace.parent.back() = head.at;
      }
    } else if (!front.covers(head.sums)) {
      front.insert(head.sums);
      out.push(head.sums, packages, head.at, head.option);
    }
    ++head.at;
    if (settle(head))
      std::push_heap(heads.begin(), heads.end(), smaller);
    else
      heads.pop_back();
  }
  return out;
}

}  // namespace caucus
