// What does one step of a frontier take and give? The sums over some of the issues that no other
// reachable sums over them beat, and how each was reached.
//
// One issue at a time, last issue first: F' = nondominated(F + options of the issue). Beaten sums
// can be dropped at once, because whatever is added to them could be added to what beats them.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "caucus/engine/sum_space.h"

namespace caucus {

// Counts of packages stop at this number, which then means "at least".
inline constexpr std::uint64_t packages_most = std::numeric_limits<std::uint64_t>::max();

inline std::uint64_t add_counts(std::uint64_t a, std::uint64_t b) {
  return a > packages_most - b ? packages_most : a + b;
}
inline std::uint64_t multiply_counts(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? packages_most : product;
}

// No two points equal, none beaten by another; sorted largest first where sweeps need it.
template <class Vector>
struct Layer {
  std::vector<Vector> points;
  std::vector<std::uint64_t> packages;

  std::size_t size() const { return points.size(); }
};

// How the points of a layer were reached: [point] the point before, and the option added to it.
struct Trace {
  std::vector<std::uint32_t> parent;
  std::vector<std::uint16_t> option;
};

// The traces of all steps so far, first step first.
class History {
 public:
  std::vector<Trace> steps;

  // Of two ways to reach the same sums in the step now made, does the first come earlier in the
  // order of packages? The newest issue counts most. Two ways differ within a few steps as a rule.
  bool earlier(std::uint16_t option_a, std::uint32_t parent_a, std::uint16_t option_b,
               std::uint32_t parent_b) const {
    for (std::size_t k = steps.size();; --k) {
      if (option_a != option_b) return option_a < option_b;
      if (parent_a == parent_b || k == 0) return false;
      const Trace& trace = steps[k - 1];
      option_a = trace.option[parent_a];
      option_b = trace.option[parent_b];
      parent_a = trace.parent[parent_a];
      parent_b = trace.parent[parent_b];
    }
  }

  // The options that lead to a point of the last layer, newest issue first.
  Choice choice(std::size_t point) const {
    Choice choice;
    choice.reserve(steps.size());
    for (std::size_t k = steps.size(); k-- > 0;) {
      choice.push_back(steps[k].option[point]);
      point = steps[k].parent[point];
    }
    return choice;
  }
};

// One issue to add to a layer.
template <class Lanes>
struct Step {
  using Vector = typename Lanes::Vector;

  const Lanes& lanes;
  const Layer<Vector>& from;
  const std::vector<Vector>& options;         // none beats another, no two are equal
  const std::vector<std::uint64_t>& members;  // how many options of the issue each stands for
  Vector need;                                // least sums with which the floors can be reached
  std::vector<WeightedFloor> need_weighted;   // the same of weighted floors
  const History& history;

  // Can these sums still lead to a package that counts?
  bool reaches(const Vector& sums) const {
    if (!lanes.covers(sums, need)) return false;
    for (const WeightedFloor& floor : need_weighted) {
      Int128 weighted = 0;
      for (std::size_t q = 0; q < floor.weights.size(); ++q)
        weighted += static_cast<Int128>(lanes.field(sums, q)) * floor.weights[q];
      if (weighted < floor.least) return false;
    }
    return true;
  }
};

// What came of it.
template <class Vector>
struct Stepped {
  Layer<Vector> layer;
  Trace trace;

  void reserve(std::size_t points) {
    layer.points.reserve(points);
    layer.packages.reserve(points);
    trace.parent.reserve(points);
    trace.option.reserve(points);
  }
  void push(const Vector& point, std::uint64_t packages, std::uint32_t parent,
            std::uint16_t option) {
    layer.points.push_back(point);
    layer.packages.push_back(packages);
    trace.parent.push_back(parent);
    trace.option.push_back(option);
  }
};

}  // namespace caucus
