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

// Room that one step leaves for the next.
struct ColumnRoom {
  std::vector<std::size_t> first;  // [option] the first party's part, and the second's
  std::vector<std::int32_t> second;
  std::vector<std::int32_t> reach;  // [place of the layer so far], see set_reach()
  std::vector<std::uint32_t> at;    // [place] of a point: which it is
  std::vector<std::int32_t> best;   // [place of the new layer]; -1 above it
  std::vector<std::int32_t> way;    // [place]: the first option that leads there; others_too
  std::vector<std::uint32_t> kept;  // places, largest first
};

class ColumnStep {
 public:
  using Lanes = PackedLanes<1>;
  using Vector = Lanes::Vector;

  ColumnStep(const Step<Lanes>& step, ColumnRoom& room)
      : step_(step), points_(step.from.points), room_(room) {
    if (points_.empty()) return;  // floors have cut all
    room_.first.clear();
    room_.second.clear();
    for (const Vector& option : step.options) {
      room_.first.push_back(static_cast<std::size_t>(step.lanes.field(option, 0)));
      room_.second.push_back(static_cast<Number>(step.lanes.field(option, 1)));
    }
    widest_ = *std::max_element(room_.first.begin(), room_.first.end());
    top_ = static_cast<std::size_t>(step_.lanes.field(points_[0], 0)) + widest_;
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
    set_kept();
    Stepped<Vector> out;
    const bool floors = step_.need != Vector{} || !step_.need_weighted.empty();
    resize(out, room_.kept.size());
    std::size_t count = 0;
    for (const std::uint32_t place : room_.kept) {
      const auto option = static_cast<std::size_t>(room_.way[place] & ~others_too);
      const std::uint32_t at = room_.at[place - room_.first[option]];
      const Vector sums = Lanes::add(points_[at], step_.options[option]);
      if (floors && !step_.reaches(sums)) continue;
      out.layer.points[count] = sums;
      out.layer.packages[count] =
          room_.way[place] < others_too
              ? multiply_counts(step_.from.packages[at], step_.members[option])
              : packages(place);
      out.trace.parent[count] = at;
      out.trace.option[count] = static_cast<std::uint16_t>(option);
      ++count;
    }
    resize(out, count);
    return out;
  }

 private:
  using Number = std::int32_t;
  using Four = Number __attribute__((vector_size(16)));

  static constexpr std::size_t places_max = std::size_t{1} << 16;
  static constexpr std::size_t places_per_point = 8;
  static constexpr Number others_too = Number{1} << 16;  // beside the number of an option
  static constexpr int none_byte = 0x80;  // a number of these is below 0 with any sum added

  static void resize(Stepped<Vector>& made, std::size_t points) {
    made.layer.points.resize(points);
    made.layer.packages.resize(points);
    made.trace.parent.resize(points);
    made.trace.option.resize(points);
  }

  static Four load(const Number* from) {
    Four four;
    std::memcpy(&four, from, sizeof four);
    return four;
  }

  static void store(Four four, Number* to) { std::memcpy(to, &four, sizeof four); }
  static Four all(Number number) { return Four{number, number, number, number}; }

  // Place x is at x + widest_: below 0 the column goes on as it begins, above its end is none.
  void set_reach() {
    room_.reach.resize(top_ + 2 * widest_ + 12);
    std::memset(room_.reach.data(), none_byte, room_.reach.size() * sizeof(Number));
    room_.at.resize(top_ + 1);
    Number* const column = room_.reach.data() + widest_;
    for (std::size_t k = 0; k < points_.size(); ++k) {
      const auto place = static_cast<std::size_t>(step_.lanes.field(points_[k], 0));
      column[place] = static_cast<Number>(step_.lanes.field(points_[k], 1));
      room_.at[place] = static_cast<std::uint32_t>(k);
    }
    Number most = -1;
    for (std::size_t place = top_ - widest_ + 1; place-- > 0;)
      column[place] = most = std::max(most, column[place]);
    std::fill(room_.reach.begin(), room_.reach.begin() + static_cast<std::ptrdiff_t>(widest_),
              most);
  }

  // The largest number and the first option that has it, of four places at a time.
  struct Found {
    Four best, way;

    void meet(const Number* from, Number second, Number option) {
      const Four sum = load(from) + all(second), others = (sum == best) & all(others_too);
      way = sum > best ? all(option) : way | others;
      best = sum > best ? sum : best;
    }
  };

  // Up to top_ some option reaches every place.
  void set_best() {
    room_.best.resize(top_ + 9);
    room_.way.resize(top_ + 9);
    const Number* const column = room_.reach.data() + widest_;
    for (std::size_t place = 0; place <= top_; place += 8) {
      Found low{all(-1), all(0)}, high = low;
      for (std::size_t v = 0; v < room_.first.size(); ++v) {
        const Number* const from = column + place - room_.first[v];
        low.meet(from, room_.second[v], static_cast<Number>(v));
        high.meet(from + 4, room_.second[v], static_cast<Number>(v));
      }
      store(low.best, &room_.best[place]);
      store(high.best, &room_.best[place + 4]);
      store(low.way, &room_.way[place]);
      store(high.way, &room_.way[place + 4]);
    }
    room_.best[top_ + 1] = -1;
  }

  // Where the column falls.
  void set_kept() {
    room_.kept.resize(top_ + 2);
    const Number* const best = room_.best.data();
    std::uint32_t* const kept = room_.kept.data();
    std::size_t count = 0;
    for (std::size_t place = top_ + 1; place-- > 0;) {
      kept[count] = static_cast<std::uint32_t>(place);
      count += best[place] > best[place + 1] ? 1 : 0;
    }
    room_.kept.resize(count);
  }

  // That lead to a place kept, by all options.
  std::uint64_t packages(std::size_t place) const {
    const Number* const column = room_.reach.data() + widest_ + place;
    std::uint64_t packages = 0;
    for (std::size_t v = 0; v < room_.first.size(); ++v)
      if (*(column - room_.first[v]) + room_.second[v] == room_.best[place])
        packages = add_counts(packages,
                              multiply_counts(step_.from.packages[room_.at[place - room_.first[v]]],
                                              step_.members[v]));
    return packages;
  }

  const Step<Lanes>& step_;
  const std::vector<Vector>& points_;
  ColumnRoom& room_;
  std::size_t widest_ = 0;  // of an option's first parts
  std::size_t top_ = 0;     // the largest place of the new layer
};

}  // namespace caucus
