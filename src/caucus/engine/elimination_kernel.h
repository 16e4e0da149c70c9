// How are the frontiers of linked issues found without listing packages? By eliminating issue after
// issue: what has been eliminated is known by a message, one frontier per assignment of the issues
// it still depends on and per amount it has used of each open window.
//
// Eliminating an issue is, per assignment and amounts, a union of shifted frontiers over the
// issue's options; two messages are put together by a union over the points of the smaller one
// (union_kernel.h). Amounts from which a window can no longer be met are dropped, and amounts that
// leave the rest equally free are one. What needs less of a cap (more of a floor on amounts) than
// others is freer, so that it drops what it strictly beats there; equal sums stay, so that packages
// are counted exactly. Sums that cannot reach a floor any more are dropped.
#pragma once

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "caucus/engine/elimination.h"
#include "caucus/engine/elimination_order.h"
#include "caucus/engine/linked_reduction.h"
#include "caucus/engine/union_kernel.h"

namespace caucus {

// What one message has used of its open windows, in their order.
using Amounts = std::vector<std::int64_t>;

template <class Lanes>
struct Message {
  struct Cell {
    Amounts amounts;
    Front<Lanes> front;  // never empty
  };

  Scope scope;                           // the issues it depends on
  std::vector<std::size_t> windows;      // open: some of their issues are inside, but not all
  std::vector<bool> inside;              // [issue] eliminated
  std::vector<Int128> reached;           // the most any party's sums can be
  std::vector<std::vector<Cell>> cells;  // [assignment of scope], amounts ascending

  std::size_t points() const {
    std::size_t points = 0;
    for (const auto& of_assignment : cells)
      for (const Cell& cell : of_assignment)
        points += cell.front.size();
    return points;
  }
};

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

// Which windows a new message has to do with, and how it knows what they have used.
struct OpenWindow {
  static constexpr std::size_t none = ~std::size_t{0};

  const SumWindow* window;
  std::size_t in_first;   // place in the amounts of the first source, or none
  std::size_t in_second;  // the same of the second; of an issue: its place in the window's scope
  Int128 rest;            // the most the issues outside can still add
  bool closes;            // no issue outside

  Int128 of_first(const Amounts& amounts) const { return in_first == none ? 0 : amounts[in_first]; }
  Int128 of_second(const Amounts& amounts) const {
    return in_second == none ? 0 : amounts[in_second];
  }
  Int128 of_option(std::size_t option) const {
    return in_second == none ? 0 : window->amounts[in_second][option];
  }

  // The amount to remember, the same for all that leave the rest equally free; none: no package.
  std::optional<std::int64_t> remembered(Int128 used) const {
    if (window->high && used > *window->high) return {};
    if (window->low && used + rest < *window->low) return {};
    const bool low_met = !window->low || used >= *window->low;
    const bool high_met = !window->high || used + rest <= *window->high;
    if (low_met && high_met) used = window->high ? *window->high - rest : Int128{*window->low};
    return static_cast<std::int64_t>(used);
  }
};

using Ledger = std::vector<OpenWindow>;

// Adds up what two sources have used; false: no package can come of it.
template <class Second>
bool remember(const Ledger& ledger, const Amounts& first, const Second& second, Amounts& amounts) {
  amounts.clear();
  for (const OpenWindow& open : ledger) {
    const auto amount = open.remembered(open.of_first(first) + second(open));
    if (!amount) return false;
    if (!open.closes) amounts.push_back(*amount);
  }
  return true;
}

// The most a table adds to a party's sum.
inline Int128 most_of(const TermTable& table, std::size_t parties, std::size_t q) {
  Int128 most = table.elsewhere.empty() ? 0 : table.elsewhere[q];
  for (std::size_t k = q; k < table.worth.size(); k += parties)
    most = std::max(most, table.worth[k]);
  return most;
}

// Where a number stands in an ascending list, or OpenWindow::none.
inline std::size_t place_in(const std::vector<std::size_t>& list, std::size_t number) {
  const auto found = std::lower_bound(list.begin(), list.end(), number);
  if (found == list.end() || *found != number) return OpenWindow::none;
  return static_cast<std::size_t>(found - list.begin());
}

inline Scope joined(const Scope& a, const Scope& b) {
  Scope all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

// Runs one elimination over a reduced space with one kind of lanes.
template <class Lanes>
class Eliminator {
 public:
  using Vector = typename Lanes::Vector;

  Eliminator(const ReducedLinkedSpace& small, const Lanes& lanes, const EliminationOptions& options,
             const CancelToken& cancel);

  // Fills sums, packages, packed choices and layer_points, or says why not.
  void build(const EliminationOrder& order, SumFrontier& out);

 private:
  using Cell = typename Message<Lanes>::Cell;
  using Messages = std::vector<Message<Lanes>>;
  using Copies = typename Union<Lanes>::Copies;
  // The copies that make up each frontier of a new message: [assignment], by amounts used.
  using Parts = std::vector<std::map<Amounts, Copies>>;

  Message<Lanes> unit() const;
  Message<Lanes> shell(Scope scope, std::vector<bool> inside) const;
  Message<Lanes> group(const std::vector<std::size_t>& issues);
  std::optional<Message<Lanes>> bucket(Messages& waiting, std::size_t issue);
  Message<Lanes> eliminate(std::size_t issue, Message<Lanes> child);
  Message<Lanes> together(Message<Lanes> a, Message<Lanes> b);
  Scope take_links(std::size_t issue, std::vector<const TermTable*>& tables,
                   std::vector<const LinkRule*>& rules);

  // The second source is an issue or a message: `second(window)` is its place there, or none.
  template <class Second>
  Ledger ledger(const Message<Lanes>& message, const Message<Lanes>& first,
                const Second& second) const;
  std::vector<WeightedFloor> weighted_needs(const Message<Lanes>& message) const;
  void plant(Message<Lanes>& message) const;
  void fill(Message<Lanes>& message, const Parts& parts);
  void drop_less_free(Message<Lanes>& message) const;
  void drop_less_free(const std::vector<Cell*>& chain) const;
  void choose(const Scope& scope, std::uint64_t assignment);
  std::uint64_t assignment(const Scope& scope) const {
    return combination_of(space_, scope, choice_);
  }
  const std::uint64_t* bits(std::size_t issue, std::size_t option) const {
    return option_bits_[issue].data() + option * limits_.words;
  }

  const LinkedSpace& linked_;
  const SumSpace& space_;
  const Lanes& lanes_;
  const EliminationOptions& options_;
  UnionLimits limits_;
  std::vector<std::vector<std::uint64_t>> option_bits_;  // [issue][option * words + k]
  std::vector<std::vector<std::uint64_t>> members_;      // [issue][option]
  std::vector<Int128> reachable_;                        // [q] the most over everything
  std::vector<bool> taken_tables_, taken_rules_;         // belong to a message already
  Choice choice_;                                        // the assignment looked at
  FrontierEnd end_ = FrontierEnd::complete;
  std::vector<std::size_t> layer_points_;
};

template <class Lanes>
Eliminator<Lanes>::Eliminator(const ReducedLinkedSpace& small, const Lanes& lanes,
                              const EliminationOptions& options, const CancelToken& cancel)
    : linked_(small.linked),
      space_(small.linked.space),
      lanes_(lanes),
      options_(options),
      limits_{1, options.points_max, cancel},
      taken_tables_(linked_.tables.size()),
      taken_rules_(linked_.rules.size()),
      choice_(space_.issues(), 0) {
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
  reachable_ = shell({}, std::vector<bool>(space_.issues(), true)).reached;
}

template <class Lanes>
void Eliminator<Lanes>::build(const EliminationOrder& order, SumFrontier& out) {
  Messages parts;
  if (order.groups.empty()) parts.push_back(unit());
  bool possible = true;
  for (auto issues = order.groups.begin(); possible && issues != order.groups.end(); ++issues) {
    parts.push_back(group(*issues));
    possible = parts.back().points() > 0;  // else no package counts, or it gave up
  }
  // The longest first: then the others, a few points each as a rule, are steps.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.points() > b.points(); });
  for (std::size_t k = 1; possible && k < parts.size(); ++k) {
    parts[0] = together(std::move(parts[0]), std::move(parts[k]));
    possible = parts[0].points() > 0 && end_ == FrontierEnd::complete;
  }
  out.end = end_;
  out.layer_points = std::move(layer_points_);
  if (!possible) return;
  Front<Lanes>& front = parts[0].cells[0][0].front;
  out.packages = std::move(front.layer.packages);
  out.packed_ = std::move(front.choices);
  out.sums.resize(front.layer.points.size() * space_.parties);
  for (std::size_t k = 0; k < front.layer.points.size(); ++k)
    lanes_.unpack(front.layer.points[k], out.sums.data() + k * space_.parties);
}

// The frontier over the issues of a group, as a message that depends on nothing.
template <class Lanes>
Message<Lanes> Eliminator<Lanes>::group(const std::vector<std::size_t>& issues) {
  Messages waiting;
  Message<Lanes> done = unit();
  for (const std::size_t issue : issues) {
    std::optional<Message<Lanes>> child = bucket(waiting, issue);
    if (end_ != FrontierEnd::complete) return {};
    Message<Lanes> message = eliminate(issue, child ? std::move(*child) : unit());
    if (end_ != FrontierEnd::complete || message.points() == 0) return {};
    if (message.scope.empty())
      done = together(std::move(done), std::move(message));
    else
      waiting.push_back(std::move(message));
  }
  return done;
}

// One package of no issue.
template <class Lanes>
Message<Lanes> Eliminator<Lanes>::unit() const {
  Message<Lanes> message = shell({}, std::vector<bool>(space_.issues(), false));
  message.cells.resize(1);
  Front<Lanes> front;
  front.layer.points.push_back(Vector{});
  front.layer.packages.push_back(1);
  front.choices.assign(limits_.words, 0);
  message.cells[0].push_back({{}, std::move(front)});
  return message;
}

// The messages that depend on the issue, put together: those first that make the least of it.
template <class Lanes>
std::optional<Message<Lanes>> Eliminator<Lanes>::bucket(Messages& waiting, std::size_t issue) {
  Messages inputs;
  for (Message<Lanes>& message : waiting)
    if (std::binary_search(message.scope.begin(), message.scope.end(), issue))
      inputs.push_back(std::move(message));
  std::erase_if(waiting, [&](const auto& m) { return m.cells.empty(); });
  while (inputs.size() > 1) {
    std::size_t first = 0, second = 1;
    std::pair<std::uint64_t, std::size_t> least{~std::uint64_t{0}, 0};
    for (std::size_t a = 0; a < inputs.size(); ++a)
      for (std::size_t b = a + 1; b < inputs.size(); ++b) {
        const std::pair work{combinations(space_, joined(inputs[a].scope, inputs[b].scope)),
                             inputs[a].points() * inputs[b].points()};
        if (work >= least) continue;
        least = work;
        first = a;
        second = b;
      }
    inputs[first] = together(std::move(inputs[first]), std::move(inputs[second]));
    inputs.erase(inputs.begin() + static_cast<std::ptrdiff_t>(second));
    if (end_ != FrontierEnd::complete) return {};
  }
  if (inputs.empty()) return {};
  return std::move(inputs[0]);
}

template <class Lanes>
Message<Lanes> Eliminator<Lanes>::eliminate(std::size_t issue, Message<Lanes> child) {
  std::vector<const TermTable*> tables;
  std::vector<const LinkRule*> rules;
  Scope scope = joined(child.scope, take_links(issue, tables, rules));
  std::erase(scope, issue);
  std::vector<bool> inside = child.inside;
  inside[issue] = true;
  Message<Lanes> message = shell(std::move(scope), std::move(inside));
  const Ledger open = ledger(
      message, child, [&](std::size_t w) { return place_in(linked_.windows[w].scope, issue); });
  plant(child);
  Parts parts(combinations(space_, message.scope));
  for (std::uint64_t a = 0; a < parts.size(); ++a) {
    choose(message.scope, a);
    for (std::size_t v = 0; v < space_.options(issue); ++v) {
      choice_[issue] = static_cast<std::uint16_t>(v);
      if (!std::all_of(rules.begin(), rules.end(), [&](const LinkRule* rule) {
            return rule->allowed[assignment(rule->scope)];
          }))
        continue;
      std::vector<Int128> sums(space_.row(issue, v), space_.row(issue, v) + space_.parties);
      for (const TermTable* table : tables)
        if (const Int128* row = table_row(*table, space_.parties, assignment(table->scope)))
          for (std::size_t q = 0; q < space_.parties; ++q)
            sums[q] += row[q];
      const Vector shift = lanes_.pack(sums.data());
      Amounts amounts;
      for (const Cell& cell : child.cells[assignment(child.scope)])
        if (remember(
                open, cell.amounts, [&](const OpenWindow& w) { return w.of_option(v); }, amounts))
          parts[a][amounts].push_back({&cell.front, shift, members_[issue][v], bits(issue, v)});
    }
  }
  fill(message, parts);
  return message;
}

template <class Lanes>
Message<Lanes> Eliminator<Lanes>::together(Message<Lanes> a, Message<Lanes> b) {
  std::vector<bool> inside = a.inside;
  for (std::size_t i = 0; i < inside.size(); ++i)
    inside[i] = inside[i] || b.inside[i];
  Message<Lanes> message = shell(joined(a.scope, b.scope), std::move(inside));
  const Ledger open = ledger(message, a, [&](std::size_t w) { return place_in(b.windows, w); });
  plant(a);
  plant(b);
  Parts parts(combinations(space_, message.scope));
  Amounts amounts;
  for (std::uint64_t k = 0; k < parts.size(); ++k) {
    choose(message.scope, k);
    for (const Cell& x : a.cells[assignment(a.scope)])
      for (const Cell& y : b.cells[assignment(b.scope)]) {
        const auto of_b = [&](const OpenWindow& w) { return w.of_second(y.amounts); };
        if (!remember(open, x.amounts, of_b, amounts)) continue;
        const bool longer = x.front.size() >= y.front.size();
        const Front<Lanes>& from = longer ? x.front : y.front;
        const Front<Lanes>& each = longer ? y.front : x.front;
        for (std::size_t point = 0; point < each.size(); ++point)
          parts[k][amounts].push_back({&from, each.layer.points[point], each.layer.packages[point],
                                       each.choices.data() + point * limits_.words});
      }
  }
  fill(message, parts);
  return message;
}

template <class Lanes>
Message<Lanes> Eliminator<Lanes>::shell(Scope scope, std::vector<bool> inside) const {
  Message<Lanes> message;
  const auto is_inside = [&](std::size_t issue) { return inside[issue]; };
  message.reached.assign(space_.parties, 0);
  for (std::size_t q = 0; q < space_.parties; ++q) {
    for (std::size_t i = 0; i < space_.issues(); ++i) {
      if (!inside[i]) continue;
      Int128 most = 0;
      for (std::size_t v = 0; v < space_.options(i); ++v)
        most = std::max(most, space_.row(i, v)[q]);
      message.reached[q] += most;
    }
    // A table is added with the first of its issues.
    for (const TermTable& table : linked_.tables)
      if (std::any_of(table.scope.begin(), table.scope.end(), is_inside))
        message.reached[q] += most_of(table, space_.parties, q);
  }
  for (std::size_t w = 0; w < linked_.windows.size(); ++w) {
    const Scope& of = linked_.windows[w].scope;
    if (std::any_of(of.begin(), of.end(), is_inside) &&
        !std::all_of(of.begin(), of.end(), is_inside))
      message.windows.push_back(w);
  }
  message.scope = std::move(scope);
  message.inside = std::move(inside);
  return message;
}

// The links of an issue that no issue before it has taken, and the issues they bring in.
template <class Lanes>
Scope Eliminator<Lanes>::take_links(std::size_t issue, std::vector<const TermTable*>& tables,
                                    std::vector<const LinkRule*>& rules) {
  Scope scope;
  const auto take = [&](const auto& all, std::vector<bool>& taken, auto& mine) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (taken[k] || place_in(all[k].scope, issue) == OpenWindow::none) continue;
      taken[k] = true;
      mine.push_back(&all[k]);
      scope = joined(scope, all[k].scope);
    }
  };
  take(linked_.tables, taken_tables_, tables);
  take(linked_.rules, taken_rules_, rules);
  return scope;
}

template <class Lanes>
template <class Second>
Ledger Eliminator<Lanes>::ledger(const Message<Lanes>& message, const Message<Lanes>& first,
                                 const Second& second) const {
  Ledger ledger;
  for (std::size_t w = 0; w < linked_.windows.size(); ++w) {
    const SumWindow& window = linked_.windows[w];
    OpenWindow open{&window, place_in(first.windows, w), second(w), 0, true};
    if (open.in_first == OpenWindow::none && open.in_second == OpenWindow::none) continue;
    for (std::size_t k = 0; k < window.scope.size(); ++k) {
      if (message.inside[window.scope[k]]) continue;
      open.closes = false;
      open.rest += *std::max_element(window.amounts[k].begin(), window.amounts[k].end());
    }
    ledger.push_back(open);
  }
  return ledger;
}

// What weighted floors ask of the sums of a message: the floors less the most the rest can add.
template <class Lanes>
std::vector<WeightedFloor> Eliminator<Lanes>::weighted_needs(const Message<Lanes>& message) const {
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
void Eliminator<Lanes>::choose(const Scope& scope, std::uint64_t assignment) {
  for (std::size_t k = scope.size(); k-- > 0;) {
    choice_[scope[k]] = static_cast<std::uint16_t>(assignment % space_.options(scope[k]));
    assignment /= space_.options(scope[k]);
  }
}

template <class Lanes>
void Eliminator<Lanes>::plant(Message<Lanes>& message) const {
  for (auto& cells : message.cells)
    for (Cell& cell : cells)
      cell.front.plant(lanes_);
}

// Makes the frontiers of a message of their parts, or says why it gives up.
template <class Lanes>
void Eliminator<Lanes>::fill(Message<Lanes>& message, const Parts& parts) {
  message.cells.resize(parts.size());
  std::vector<Int128> need(space_.parties, 0);
  for (std::size_t q = 0; q < space_.floors.size(); ++q)
    need[q] = std::max(Int128{0}, space_.floors[q] - (reachable_[q] - message.reached[q]));
  for (std::size_t q = 0; q < space_.parties; ++q)
    if (need[q] > message.reached[q]) return;  // no package reaches the floor
  struct Task {
    const Copies* copies;
    Cell* cell;
  };
  std::vector<Task> tasks;
  for (std::size_t a = 0; a < parts.size(); ++a) {
    message.cells[a].reserve(parts[a].size());
    for (const auto& [amounts, copies] : parts[a]) {
      message.cells[a].push_back({amounts, {}});
      tasks.push_back({&copies, &message.cells[a].back()});
    }
  }
  if (tasks.size() > options_.frontiers_max) end_ = FrontierEnd::too_wide;
  if (end_ != FrontierEnd::complete) return;
  const Union<Lanes> step(lanes_, limits_, {lanes_.pack(need.data()), weighted_needs(message)},
                          lanes_.pack(message.reached.data()));
  std::atomic<std::size_t> points{0};
  for_each_index(tasks.size(), options_.threads, [&](std::size_t k) {
    if (points > options_.points_max || limits_.cancel.cancelled()) return;
    tasks[k].cell->front = step.of(*tasks[k].copies, tasks.size() == 1 ? options_.threads : 1);
    points += tasks[k].cell->front.size();
  });
  if (limits_.cancel.cancelled())
    end_ = FrontierEnd::cancelled;
  else if (points > options_.points_max)
    end_ = FrontierEnd::too_many_points;
  if (end_ != FrontierEnd::complete) return;
  drop_less_free(message);
  for (auto& cells : message.cells)
    std::erase_if(cells, [](const Cell& cell) { return cell.front.size() == 0; });
  layer_points_.push_back(message.points());
}

// Chains of cells that differ in one window with one end only, the freest first.
template <class Lanes>
void Eliminator<Lanes>::drop_less_free(Message<Lanes>& message) const {
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
void Eliminator<Lanes>::drop_less_free(const std::vector<Cell*>& chain) const {
  if (chain.size() < 2) return;
  BetterPoints<Lanes> better(lanes_);
  for (Cell* cell : chain) {
    Front<Lanes>& front = cell->front;
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
