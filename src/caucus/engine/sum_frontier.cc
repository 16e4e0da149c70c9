#include "caucus/engine/sum_frontier.h"

#include <algorithm>
#include <cmath>

#include "caucus/base/assert.h"
#include "caucus/engine/cell_kernel.h"
#include "caucus/engine/column_kernel.h"
#include "caucus/engine/difference_kernel.h"
#include "caucus/engine/sweep_kernel.h"

namespace caucus {
namespace {

// Guesses are believed from so many points on, and with so much room for error.
constexpr std::size_t foretelling_points = 100'000;
constexpr double foretelling_factor = 2;
// Sums that one step may look at, for every point that may be listed and at all: issues of many
// thousand options would otherwise take hours for a layer that is not too long.
constexpr Int128 sums_per_point = 1000;
constexpr Int128 sums_most = 500'000'000;

// Runs the steps of one reduced space with one kind of lanes.
template <class Lanes>
class FrontierBuilder {
 public:
  using Vector = typename Lanes::Vector;

  FrontierBuilder(const ReducedSpace& small, const Lanes& lanes, const SumFrontierOptions& options,
                  const CancelToken& cancel)
      : small_(small), space_(small.space), lanes_(lanes), options_(options), cancel_(cancel) {}

  void build(SumFrontier& out) && {
    Layer<Vector> layer;
    layer.points.push_back(Vector{});
    layer.packages.push_back(1);
    // What the issues still to come can add at most, and what they have added at most so far.
    std::vector<Int128> rest = sum_range(space_).most;
    std::vector<Int128> reached(space_.parties, 0);
    for (std::size_t i = space_.issues(); i-- > 0;) {
      for (std::size_t q = 0; q < space_.parties; ++q) {
        const Int128 most = most_of(i, q);
        rest[q] -= most;
        reached[q] += most;
      }
      if (static_cast<Int128>(layer.size()) * space_.options(i) >
          std::min(sums_most, sums_per_point * std::max<std::size_t>(options_.points_max, 1)))
        return give_up(out, FrontierEnd::too_wide);
      Stepped<Vector> stepped = add_issue(i, layer, rest, reached, out.history_);
      if (cancel_.cancelled()) return give_up(out, FrontierEnd::cancelled);
      if (stepped.layer.size() > options_.points_max)
        return give_up(out, FrontierEnd::too_many_points);
      layer = std::move(stepped.layer);
      out.history_.steps.push_back(std::move(stepped.trace));
      out.layer_points.push_back(layer.size());
      if (hopeless(out)) return give_up(out, FrontierEnd::too_many_points);
    }
    if (space_.parties > 3) put_in_order(layer, out.history_);
    out.packages = std::move(layer.packages);
    out.sums.resize(out.packages.size() * space_.parties);
    for (std::size_t k = 0; k < layer.points.size(); ++k) {
      Int128* row = out.sums.data() + k * space_.parties;
      lanes_.unpack(layer.points[k], row);
      for (std::size_t q = 0; q < space_.parties; ++q)
        row[q] += small_.shift[q];
    }
  }

 private:
  Int128 most_of(std::size_t issue, std::size_t q) const {
    Int128 most = 0;
    for (std::size_t v = 0; v < space_.options(issue); ++v)
      most = std::max(most, space_.row(issue, v)[q]);
    return most;
  }

  // What weighted floors ask of sums over the issues from this one on.
  std::vector<WeightedFloor> needs(std::size_t issue) const {
    std::vector<WeightedFloor> needs = space_.weighted_floors;
    for (WeightedFloor& floor : needs)
      for (std::size_t i = 0; i < issue; ++i) {
        Int128 most = weighted(space_.row(i, 0), floor.weights);
        for (std::size_t v = 1; v < space_.options(i); ++v)
          most = std::max(most, weighted(space_.row(i, v), floor.weights));
        floor.least -= most;
      }
    return needs;
  }

  Stepped<Vector> add_issue(std::size_t issue, const Layer<Vector>& from,
                            const std::vector<Int128>& rest, const std::vector<Int128>& reached,
                            const History& history) {
    std::vector<Vector> worth;
    std::vector<std::uint64_t> members;
    for (std::size_t v = 0; v < space_.options(issue); ++v) {
      worth.push_back(lanes_.pack(space_.row(issue, v)));
      members.push_back(small_.kept[issue][v].size());
    }
    std::vector<Int128> need(space_.parties, 0);
    for (std::size_t q = 0; q < space_.floors.size(); ++q)
      need[q] = std::max(Int128{0}, space_.floors[q] - rest[q]);
    for (std::size_t q = 0; q < space_.parties; ++q)
      if (need[q] > reached[q]) return {};  // no package reaches the floor
    const Step<Lanes> step{lanes_,       from,   worth, members, lanes_.pack(need.data()),
                           needs(issue), history};
    const Vector highest = lanes_.pack(reached.data());
    if (space_.parties == 1) return sweep<FrontOfOne<Lanes>>(step, highest);
    if (space_.parties == 2) return add_for_two(step, highest);
    if (space_.parties == 3) return sweep<FrontOfThree<Lanes>>(step, highest);
    if (lanes_.bits() <= corner_bits_max)
      return CellStep<Lanes>(step, options_.points_max, options_.threads, cancel_).run();
    return DifferenceStep<Lanes>(step, options_.points_max, cancel_).run(options_.threads);
  }

  Stepped<Vector> add_for_two(const Step<Lanes>& step, const Vector& highest) {
    if constexpr (std::is_same_v<Lanes, ColumnStep::Lanes>)
      if (ColumnStep column(step, room_); column.pays()) return std::move(column).run();
    return sweep<FrontOfTwo<Lanes>>(step, highest);
  }

  template <class Front>
  Stepped<Vector> sweep(const Step<Lanes>& step, const Vector& highest) const {
    return sweep_step<Lanes, Front>(step, Front(lanes_, highest), options_.points_max, cancel_);
  }

  // Largest first; the kernel for many parties leaves them in no order.
  static void put_in_order(Layer<Vector>& layer, History& history) {
    std::vector<std::pair<Vector, std::uint32_t>> order;
    order.reserve(layer.size());
    for (std::uint32_t k = 0; k < layer.size(); ++k)
      order.emplace_back(layer.points[k], k);
    std::sort(order.begin(), order.end(),
              [](const auto& a, const auto& b) { return a.first > b.first; });
    Stepped<Vector> sorted;
    sorted.reserve(layer.size());
    for (const auto& [sums, k] : order)
      sorted.push(sums, layer.packages[k], history.steps.back().parent[k],
                  history.steps.back().option[k]);
    layer = std::move(sorted.layer);
    history.steps.back() = std::move(sorted.trace);
  }

  // Will the frontier be far too long, by all that the layers say? Floors cut the last layers, so
  // with them nothing is foretold.
  bool hopeless(SumFrontier& out) const {
    if (out.layer_points.back() < foretelling_points || !space_.floors.empty() ||
        !space_.weighted_floors.empty())
      return false;
    std::vector<std::size_t> grown;  // layers of issues that leave something to choose
    std::size_t choices = 0;
    for (std::size_t i = space_.issues(), k = 0; i-- > 0; ++k) {
      if (space_.options(i) == 1) continue;
      ++choices;
      if (k < out.layer_points.size()) grown.push_back(out.layer_points[k]);
    }
    const double points = foretold_points(grown, choices, space_.parties);
    const bool far = points > foretelling_factor * static_cast<double>(options_.points_max);
    if (far) out.foretold = points;
    return far;
  }

  static void give_up(SumFrontier& out, FrontierEnd end) {
    out.end = end;
    out.history_.steps.clear();
  }

  const ReducedSpace& small_;
  const SumSpace& space_;
  const Lanes& lanes_;
  const SumFrontierOptions& options_;
  const CancelToken& cancel_;
  ColumnRoom room_;
};

}  // namespace

Choice SumFrontier::choice(std::size_t point) const {
  Choice choice = packed_.empty() ? history_.choice(point)
                                  : layout_.unpacked(packed_.data() + point * layout_.words());
  for (std::size_t i = 0; i < choice.size(); ++i)
    choice[i] = first_member_[i][choice[i]];
  return choice;
}

double foretold_points(const std::vector<std::size_t>& layer_points, std::size_t issues,
                       std::size_t parties) {
  const std::size_t k = layer_points.size();
  if (k < 6) return 0;
  const auto now = static_cast<double>(layer_points.back());
  // The slower growth of the last three steps and of the second half of the issues so far.
  double exponent = 2 * static_cast<double>(parties - 1);
  for (const std::size_t before : {k - 3, k / 2})
    exponent =
        std::min(exponent, std::log(now / static_cast<double>(layer_points[before - 1])) /
                               std::log(static_cast<double>(k) / static_cast<double>(before)));
  return now *
         std::pow(static_cast<double>(issues) / static_cast<double>(k), std::max(exponent, 0.0));
}

SumFrontier single_point(const std::vector<Int128>& sums, const Choice& choice) {
  SumFrontier point;
  point.parties = sums.size();
  point.sums = sums;
  point.packages = {1};
  point.history_.steps.assign(choice.size(), Trace{{0}, {0}});
  for (const std::uint16_t option : choice)
    point.first_member_.push_back({option});
  return point;
}

SumFrontier sum_frontier(const SumSpace& space, const SumFrontierOptions& options,
                         const CancelToken& cancel) {
  CAUCUS_ASSERT(space.parties >= 1 && space.parties <= parties_max, "one to seven parties");
  const ReducedSpace small = reduced(space);
  SumFrontier out;
  out.parties = space.parties;
  for (const auto& classes : small.kept) {
    std::vector<std::uint16_t> first;
    for (const auto& members : classes)
      first.push_back(members.front());
    out.first_member_.push_back(std::move(first));
  }
  const std::vector<Int128> most = sum_range(small.space).most;
  out.bits = std::max(1U, bits_of(*std::max_element(most.begin(), most.end())));
  out.kernel = space.parties <= 3            ? "sweep"
               : out.bits <= corner_bits_max ? "cells"
                                             : "difference_queries";
  with_lanes(space.parties, out.bits, [&](const auto& lanes) {
    using Lanes = std::remove_cvref_t<decltype(lanes)>;
    FrontierBuilder<Lanes>(small, lanes, options, cancel).build(out);
  });
  return out;
}

}  // namespace caucus
