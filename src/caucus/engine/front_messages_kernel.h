// How do frontiers travel in messages (elimination_kernel.h)? A content is a front; an issue's
// options and the points of another front shift it, and the shifted copies are joined
// (union_kernel.h).
//
// What has used less of a cap (more of a floor on amounts) is freer and drops what it strictly
// beats in less free contents; equal sums stay, so that packages are counted exactly. Sums that
// cannot reach a floor any more are dropped.
#pragma once

#include <algorithm>
#include <atomic>
#include <map>

#include "caucus/engine/elimination.h"
#include "caucus/engine/elimination_kernel.h"
#include "caucus/engine/linked_reduction.h"
#include "caucus/engine/union_kernel.h"

namespace caucus {

// Points of frontiers met so far; asked whether one of them is strictly better. Kept in trees of
// doubling size.
template <class Lanes>
class BetterPoints {
 public:
  using Vector = typename Lanes::Vector;

  explicit BetterPoints(const Lanes& lanes) : lanes_(lanes) {}

  bool beat(const Vector& sums) const {
    for (const Part& part : parts_) {
      const auto other = [&](std::uint32_t k) { return part.points[k] != sums; };
      if (part.tree.covering(sums, other) != BoxTree<Lanes>::none) return true;
    }
    return false;
  }
  void add(std::vector<Vector> points) {
    while (!parts_.empty() && parts_.back().points.size() <= 2 * points.size()) {
      const std::vector<Vector>& last = parts_.back().points;
      points.insert(points.end(), last.begin(), last.end());
      parts_.pop_back();
    }
    BoxTree<Lanes> tree(lanes_, points);
    parts_.push_back({std::move(points), std::move(tree)});
  }

 private:
  struct Part {
    std::vector<Vector> points;
    BoxTree<Lanes> tree;
  };

  const Lanes& lanes_;
  std::vector<Part> parts_;
};

// The most a table adds to a party's sum.
inline Int128 most_of(const TermTable& table, std::size_t parties, std::size_t q) {
  Int128 most = table.elsewhere.empty() ? 0 : table.elsewhere[q];
  for (std::size_t k = q; k < table.worth.size(); k += parties)
    most = std::max(most, table.worth[k]);
  return most;
}

// The algebra of fronts with one kind of lanes, over a reduced space.
template <class Lanes>
class FrontMessages {
 public:
  using Vector = typename Lanes::Vector;
  using Content = Front<Lanes>;
  using Part = typename Union<Lanes>::Copies;

  FrontMessages(const ReducedLinkedSpace& small, const Lanes& lanes,
                const EliminationOptions& options, const CancelToken& cancel);

  Content nothing() const;
  static std::size_t size(const Content& front) { return front.size(); }
  void prepare(Message<Content>& message) const;
  void add(Part& part, const Content& front, const OptionTaken& taken) const;
  void add(Part& part, const Content& a, const Content& b) const;
  FrontierEnd fill(Message<Content>& message, const Parts<Part>& parts);

  // Points of each message made, in order.
  std::vector<std::size_t> layer_points() && { return std::move(layer_points_); }

 private:
  using Cell = typename Message<Content>::Cell;

  std::vector<Int128> reached(const std::vector<bool>& inside) const;
  std::vector<WeightedFloor> weighted_needs(const Message<Content>& message) const;
  FrontierEnd unite(const Union<Lanes>& step, Message<Content>& message, const Parts<Part>& parts);
  void drop_less_free(Message<Content>& message) const;
  void drop_less_free(const std::vector<Cell*>& chain) const;

  const LinkedSpace& linked_;
  const SumSpace& space_;
  const Lanes& lanes_;
  const EliminationOptions& options_;
  UnionLimits limits_;
  std::vector<std::vector<std::uint64_t>> option_bits_;  // [issue][option * words + k]
  std::vector<std::vector<std::uint64_t>> members_;      // [issue][option]
  std::vector<Int128> reachable_;                        // [q] the most over everything
  std::vector<std::size_t> layer_points_;
};

template <class Lanes>
FrontMessages<Lanes>::FrontMessages(const ReducedLinkedSpace& small, const Lanes& lanes,
                                    const EliminationOptions& options, const CancelToken& cancel)
    : linked_(small.linked),
      space_(small.linked.space),
      lanes_(lanes),
      options_(options),
      limits_{1, options.points_max, cancel} {
  std::vector<std::size_t> options_of(space_.issues());
  for (std::size_t i = 0; i < space_.issues(); ++i)
    options_of[i] = space_.options(i);
  const ChoiceLayout layout(options_of);
  limits_.words = layout.words();
  for (std::size_t i = 0; i < space_.issues(); ++i) {
    option_bits_.emplace_back(options_of[i] * limits_.words, 0);
    members_.emplace_back();
    for (std::size_t v = 0; v < options_of[i]; ++v) {
      layout.put(i, v, option_bits_[i].data() + v * limits_.words);
      members_[i].push_back(small.kept[i][v].size());
    }
  }
  reachable_ = reached(std::vector<bool>(space_.issues(), true));
}

template <class Lanes>
Front<Lanes> FrontMessages<Lanes>::nothing() const {
  Front<Lanes> front;
  front.layer.points.push_back(Vector{});
  front.layer.packages.push_back(1);
  front.choices.assign(limits_.words, 0);
  return front;
}

template <class Lanes>
void FrontMessages<Lanes>::prepare(Message<Content>& message) const {
  for (auto& cells : message.cells)
    for (Cell& cell : cells)
      cell.content.plant(lanes_);
}

template <class Lanes>
void FrontMessages<Lanes>::add(Part& part, const Content& front, const OptionTaken& taken) const {
  part.push_back({&front, lanes_.pack(taken.sums.data()), members_[taken.issue][taken.option],
                  option_bits_[taken.issue].data() + taken.option * limits_.words});
}

// Every point of the shorter front shifts the longer one.
template <class Lanes>
void FrontMessages<Lanes>::add(Part& part, const Content& a, const Content& b) const {
  const Content& from = a.size() >= b.size() ? a : b;
  const Content& each = a.size() >= b.size() ? b : a;
  for (std::size_t point = 0; point < each.size(); ++point)
    part.push_back({&from, each.layer.points[point], each.layer.packages[point],
                    each.choices.data() + point * limits_.words});
}

// The most the sums over these issues, and the tables with one of them, can be.
template <class Lanes>
std::vector<Int128> FrontMessages<Lanes>::reached(const std::vector<bool>& inside) const {
  std::vector<Int128> reached(space_.parties, 0);
  for (std::size_t q = 0; q < space_.parties; ++q) {
    for (std::size_t i = 0; i < space_.issues(); ++i) {
      if (!inside[i]) continue;
      Int128 most = 0;
      for (std::size_t v = 0; v < space_.options(i); ++v)
        most = std::max(most, space_.row(i, v)[q]);
      reached[q] += most;
    }
    // A table is added with the first of its issues.
    for (const TermTable& table : linked_.tables)
      if (std::any_of(table.scope.begin(), table.scope.end(),
                      [&](std::size_t i) { return inside[i]; }))
        reached[q] += most_of(table, space_.parties, q);
  }
  return reached;
}

// What weighted floors ask of the sums of a message: the floors less the most the rest can add.
template <class Lanes>
std::vector<WeightedFloor> FrontMessages<Lanes>::weighted_needs(
    const Message<Content>& message) const {
  std::vector<WeightedFloor> needs = space_.weighted_floors;
  const auto most = [&](const std::vector<Int128>& rows, const WeightedFloor& floor) {
    Int128 largest = 0;  // no worth of a reduced space is less
    for (std::size_t k = 0; k < rows.size(); k += space_.parties)
      largest = std::max(largest, weighted(rows.data() + k, floor.weights));
    return largest;
  };
  for (WeightedFloor& floor : needs) {
    for (std::size_t i = 0; i < space_.issues(); ++i)
      if (!message.inside[i]) floor.least -= most(space_.worth[i], floor);
    for (const TermTable& table : linked_.tables)
      if (std::none_of(table.scope.begin(), table.scope.end(),
                       [&](std::size_t i) { return message.inside[i]; }))
        floor.least -= std::max(most(table.worth, floor), most(table.elsewhere, floor));
  }
  return needs;
}

template <class Lanes>
FrontierEnd FrontMessages<Lanes>::fill(Message<Content>& message, const Parts<Part>& parts) {
  const std::vector<Int128> highest = reached(message.inside);
  std::vector<Int128> need(space_.parties, 0);
  for (std::size_t q = 0; q < space_.floors.size(); ++q)
    need[q] = std::max(Int128{0}, space_.floors[q] - (reachable_[q] - highest[q]));
  for (std::size_t q = 0; q < space_.parties; ++q)
    if (need[q] > highest[q]) return FrontierEnd::complete;  // no package reaches the floor
  const Union<Lanes> step(lanes_, limits_, {lanes_.pack(need.data()), weighted_needs(message)},
                          lanes_.pack(highest.data()));
  const FrontierEnd end = unite(step, message, parts);
  if (end != FrontierEnd::complete) return end;
  drop_less_free(message);
  std::size_t points = 0;
  for (const auto& cells : message.cells)
    for (const Cell& cell : cells)
      points += cell.content.size();
  layer_points_.push_back(points);
  return end;
}

template <class Lanes>
FrontierEnd FrontMessages<Lanes>::unite(const Union<Lanes>& step, Message<Content>& message,
                                        const Parts<Part>& parts) {
  struct Task {
    const Part* copies;
    Content* front;
  };
  std::vector<Task> tasks;
  for (std::size_t a = 0; a < parts.size(); ++a) {
    auto cell = message.cells[a].begin();
    for (const auto& [amounts, copies] : parts[a])
      tasks.push_back({&copies, &(cell++)->content});
  }
  if (tasks.size() > options_.frontiers_max) return FrontierEnd::too_wide;
  std::atomic<std::size_t> points{0};
  for_each_index(tasks.size(), options_.threads, [&](std::size_t k) {
    if (points > options_.points_max || limits_.cancel.cancelled()) return;
    *tasks[k].front = step.of(*tasks[k].copies, tasks.size() == 1 ? options_.threads : 1);
    points += tasks[k].front->size();
  });
  if (limits_.cancel.cancelled()) return FrontierEnd::cancelled;
  return points > options_.points_max ? FrontierEnd::too_many_points : FrontierEnd::complete;
}

// Chains of cells that differ in one window with one end only, the freest first.
template <class Lanes>
void FrontMessages<Lanes>::drop_less_free(Message<Content>& message) const {
  std::size_t at = 0;
  const auto one_end = [&](std::size_t w) {
    return !linked_.windows[w].low || !linked_.windows[w].high;
  };
  while (at < message.windows.size() && !one_end(message.windows[at]))
    ++at;
  if (at == message.windows.size()) return;
  const bool less_is_freer = !linked_.windows[message.windows[at]].low;
  for (auto& cells : message.cells) {
    std::map<Amounts, std::vector<Cell*>> chains;  // by the amounts of the other windows
    for (Cell& cell : cells) {
      Amounts others = cell.amounts;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
      chains[others].push_back(&cell);
    }
    for (auto& [others, chain] : chains) {
      if (!less_is_freer) std::reverse(chain.begin(), chain.end());
      drop_less_free(chain);
    }
  }
}

template <class Lanes>
void FrontMessages<Lanes>::drop_less_free(const std::vector<Cell*>& chain) const {
  if (chain.size() < 2) return;
  BetterPoints<Lanes> better(lanes_);
  for (Cell* cell : chain) {
    Front<Lanes>& front = cell->content;
    Front<Lanes> left;
    for (std::size_t k = 0; k < front.size(); ++k) {
      if (better.beat(front.layer.points[k])) continue;
      left.layer.points.push_back(front.layer.points[k]);
      left.layer.packages.push_back(front.layer.packages[k]);
      const auto choice = front.choices.begin() + static_cast<std::ptrdiff_t>(k * limits_.words);
      left.choices.insert(left.choices.end(), choice,
                          choice + static_cast<std::ptrdiff_t>(limits_.words));
    }
    front = std::move(left);
    if (front.size() > 0) better.add(front.layer.points);
  }
}

}  // namespace caucus
