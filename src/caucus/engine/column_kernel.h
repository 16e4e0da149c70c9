// The frontier step for two parties where the first party's sums are small: a column of numbers.
//
// reach[x] is the most that the second party has wherever the first has x or more. An option shifts
// the column; the largest number at each place, over all options, is the column of the new layer,
// and a point is kept where it falls. That is four places an instruction, without a branch, where a
// merge (sweep_kernel.h) looks at every sum. How a point was reached is asked only of those kept:
// an option leads to it if the shifted column has its number there. Of two ways to the same sums
// the smaller option is the earlier, and the same option cannot lead there twice.
//
// Complexity: places times options, and kept points times options. Source of the idea: a frontier
// of two is a monotone sequence, and adding an issue a maximum convolution (Bellman and Karush
// 1962).
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/layer_kernel.h"

namespace caucus {

class ColumnStep {
 public:
  using Lanes = PackedLanes<1>;
  using Vector = Lanes::Vector;

  explicit ColumnStep(const Step<Lanes>& step) : step_(step), points_(step.from.points) {
    for (const Vector& option : step.options) {
      first_.push_back(static_cast<std::size_t>(step.lanes.field(option, 0)));
      second_.push_back(static_cast<Number>(step.lanes.field(option, 1)));
    }
    if (points_.empty()) return;  // floors have cut all
    widest_ = *std::max_element(first_.begin(), first_.end());
    top_ = first_of(0) + widest_;
  }

  // Is this the faster way, and possible at all? A merge takes some ten times as long for a sum as
  // this for a place.
  bool pays() const {
    return step_.lanes.bits() <= 30 && top_ < places_max &&
           top_ < places_per_point * points_.size();
  }

  Stepped<Vector> run() && {
    set_reach();
    set_best();
    Stepped<Vector> out;
    const std::vector<std::uint32_t> kept = kept_places();
    out.reserve(kept.size());
    const bool floors = step_.need != Vector{} || !step_.need_weighted.empty();
    for (const std::uint32_t place : kept)
      push(place, floors, out);
    return out;
  }

 private:
  using Number = std::int32_t;
  using Four = Number __attribute__((vector_size(16)));

  static constexpr std::size_t places_max = std::size_t{1} << 16;
  static constexpr std::size_t places_per_point = 8;
  static constexpr Number none = -(Number{1} << 30);  // with any sum added still below 0

  static Four load(const Number* from) {
    Four four;
    std::memcpy(&four, from, sizeof four);
    return four;
  }

  std::size_t first_of(std::size_t point) const {
    return static_cast<std::size_t>(step_.lanes.field(points_[point], 0));
  }

  // Place x is at x + widest_: below 0 the column goes on as it begins, above its end is none.
  void set_reach() {
    reach_.assign(top_ + 2 * widest_ + 8, none);
    at_.resize(top_ + 1);
    std::size_t end = first_of(0) + 1;
    for (std::size_t k = 0; k < points_.size(); ++k) {
      const auto second = static_cast<Number>(step_.lanes.field(points_[k], 1));
      const bool last = k + 1 == points_.size();
      const std::size_t begin = last ? 0 : first_of(k + 1) + 1 + widest_;
      at_[end - 1] = static_cast<std::uint32_t>(k);
      for (std::size_t place = begin; place < end + widest_; ++place)
        reach_[place] = second;
      end = begin - widest_;
    }
  }

  void set_best() {
    best_.assign(top_ + 8, -1);
    for (std::size_t v = 0; v < first_.size(); ++v) {
      const Number* from = reach_.data() + widest_ - first_[v];
      const Four more{second_[v], second_[v], second_[v], second_[v]};
      for (std::size_t place = 0; place <= top_; place += 4) {
        const Four sum = load(from + place) + more, known = load(&best_[place]);
        const Four most = sum > known ? sum : known;
        std::memcpy(&best_[place], &most, sizeof most);
      }
    }
  }

  // Where the column falls, largest place first.
  std::vector<std::uint32_t> kept_places() const {
    std::vector<std::uint32_t> places(top_ + 2);
    std::size_t count = 0;
    for (std::size_t place = top_ + 1; place-- > 0;) {
      places[count] = static_cast<std::uint32_t>(place);
      count += best_[place] > best_[place + 1] ? 1 : 0;
    }
    places.resize(count);
    return places;
  }

  void push(std::size_t place, bool floors, Stepped<Vector>& out) const {
    const Number sum = best_[place];
    std::uint64_t packages = 0;
    std::size_t option = 0;
    for (std::size_t v = first_.size(); v-- > 0;) {
      if (reach_[place + widest_ - first_[v]] + second_[v] != sum) continue;
      option = v;
      packages = add_counts(
          packages, multiply_counts(step_.from.packages[at_[place - first_[v]]], step_.members[v]));
    }
    const std::uint32_t at = at_[place - first_[option]];
    const Vector sums = Lanes::add(points_[at], step_.options[option]);
    if (!floors || step_.reaches(sums))
      out.push(sums, packages, at, static_cast<std::uint16_t>(option));
  }

  const Step<Lanes>& step_;
  const std::vector<Vector>& points_;
  std::vector<std::size_t> first_;  // [option] the first party's part, and the second's
  std::vector<Number> second_;
  std::size_t widest_ = 0;  // of first_
  std::size_t top_ = 0;     // the largest place of the new layer
  std::vector<Number> reach_;
  std::vector<std::uint32_t> at_;  // [place] of a point: which it is
  std::vector<Number> best_;       // [place] of the new layer; -1 above it
};

}  // namespace caucus
