// How is an answer about linked issues found without listing packages? By eliminating issue after
// issue: what has been eliminated is known by a message, one content per assignment of the issues
// it still depends on and per amounts it has used of open windows. What a content is, an algebra
// says: a frontier (front_messages_kernel.h) or a node of a graph of sums (support_graph.cc).
//
// Eliminating an issue joins, per assignment and amounts, the contents of the issue's options; two
// messages are put together content by content. Amounts from which a window can no longer be met
// are dropped, and amounts that leave the rest equally free are one.
//
// An algebra has
//   Content, Part                      what a message holds, and what makes up a new content
//   Content nothing()                  one package of no issue
//   std::size_t size(content)          0: no package
//   void prepare(message)              before its contents are used
//   void add(part, content, option)    a content with an option of the issue (OptionTaken)
//   void add(part, content, content)   two contents together
//   FrontierEnd fill(message, parts)   makes the contents of a message of their parts
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "caucus/engine/elimination_order.h"
#include "caucus/engine/linked_space.h"
#include "caucus/engine/sum_frontier.h"

namespace caucus {

// What one message has used of its open windows, in their order.
using Amounts = std::vector<std::int64_t>;

template <class Content>
struct Message {
  struct Cell {
    Amounts amounts;
    Content content;
  };

  Scope scope;                           // the issues it depends on
  std::vector<std::size_t> windows;      // open: some of their issues are inside, but not all
  std::vector<bool> inside;              // [issue] eliminated
  std::vector<std::vector<Cell>> cells;  // [assignment of scope], amounts ascending
};

// The parts of the contents of a new message: [assignment], by amounts used.
template <class Part>
using Parts = std::vector<std::map<Amounts, Part>>;

// An option of the issue eliminated, and what it adds in an assignment, tables included.
struct OptionTaken {
  std::size_t issue;
  std::size_t option;
  const std::vector<Int128>& sums;
};

template <class Algebra>
using MessageOf = Message<typename Algebra::Content>;

// Which windows a new message has to do with, and how it knows what they have used.
struct OpenWindow {
  static constexpr std::size_t none = ~std::size_t{0};

  const SumWindow* window;
  std::size_t in_first;   // place in the amounts of the first source, or none
  std::size_t in_second;  // the same of the second; of an issue: its place in
                          // the window's scope
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

// Runs one elimination over a reduced space.
template <class Algebra>
class Elimination {
 public:
  Elimination(const LinkedSpace& linked, Algebra& algebra)
      : linked_(linked),
        space_(linked.space),
        algebra_(algebra),
        taken_tables_(linked.tables.size()),
        taken_rules_(linked.rules.size()),
        choice_(space_.issues(), 0) {}

  // The content over all issues; none: no package counts, or end() says why it gave up.
  std::optional<typename Algebra::Content> run(const EliminationOrder& order);
  FrontierEnd end() const { return end_; }

 private:
  using Of = MessageOf<Algebra>;
  using Cell = typename Of::Cell;
  using PartsOf = Parts<typename Algebra::Part>;

  Of unit() const;
  Of shell(Scope scope, std::vector<bool> inside) const;
  Of group(const std::vector<std::size_t>& issues);
  std::optional<Of> bucket(std::vector<Of>& waiting, std::size_t issue);
  Of eliminate(std::size_t issue, Of child);
  Of together(Of a, Of b);
  Scope take_links(std::size_t issue, std::vector<const TermTable*>& tables,
                   std::vector<const LinkRule*>& rules);

  // The second source is an issue or a message: `second(window)` is its place there, or none.
  template <class Second>
  Ledger ledger(const Of& message, const Of& first, const Second& second) const;
  void fill(Of& message, const PartsOf& parts);
  std::size_t size(const Of& message) const;
  void choose(const Scope& scope, std::uint64_t assignment);
  std::uint64_t assignment(const Scope& scope) const {
    return combination_of(space_, scope, choice_);
  }

  const LinkedSpace& linked_;
  const SumSpace& space_;
  Algebra& algebra_;
  std::vector<bool> taken_tables_, taken_rules_;  // belong to a message already
  Choice choice_;                                 // the assignment looked at
  FrontierEnd end_ = FrontierEnd::complete;
};

template <class Algebra>
std::optional<typename Algebra::Content> Elimination<Algebra>::run(const EliminationOrder& order) {
  std::vector<Of> parts;
  if (order.groups.empty()) parts.push_back(unit());
  for (const std::vector<std::size_t>& issues : order.groups) {
    parts.push_back(group(issues));
    if (size(parts.back()) == 0) return {};
  }
  // The longest first: then the others, a few points each as a rule, are steps.
  std::stable_sort(parts.begin(), parts.end(),
                   [&](const Of& a, const Of& b) { return size(a) > size(b); });
  for (std::size_t k = 1; k < parts.size(); ++k) {
    parts[0] = together(std::move(parts[0]), std::move(parts[k]));
    if (size(parts[0]) == 0) return {};
  }
  return std::move(parts[0].cells[0][0].content);
}

// The content over the issues of a group, as a message that depends on nothing.
template <class Algebra>
MessageOf<Algebra> Elimination<Algebra>::group(const std::vector<std::size_t>& issues) {
  std::vector<Of> waiting;
  Of done = unit();
  for (const std::size_t issue : issues) {
    std::optional<Of> child = bucket(waiting, issue);
    if (end_ != FrontierEnd::complete) return {};
    Of message = eliminate(issue, child ? std::move(*child) : unit());
    if (size(message) == 0) return {};
    if (message.scope.empty())
      done = together(std::move(done), std::move(message));
    else
      waiting.push_back(std::move(message));
  }
  return done;
}

// One package of no issue.
template <class Algebra>
MessageOf<Algebra> Elimination<Algebra>::unit() const {
  Of message = shell({}, std::vector<bool>(space_.issues(), false));
  message.cells.resize(1);
  message.cells[0].push_back({{}, algebra_.nothing()});
  return message;
}

// The messages that depend on the issue, put together: those first that make the least of it.
template <class Algebra>
std::optional<MessageOf<Algebra>> Elimination<Algebra>::bucket(std::vector<Of>& waiting,
                                                               std::size_t issue) {
  std::vector<Of> inputs;
  for (Of& message : waiting)
    if (std::binary_search(message.scope.begin(), message.scope.end(), issue))
      inputs.push_back(std::move(message));
  std::erase_if(waiting, [&](const auto& m) { return m.cells.empty(); });
  while (inputs.size() > 1) {
    std::size_t first = 0, second = 1;
    std::pair<std::uint64_t, std::size_t> least{~std::uint64_t{0}, 0};
    for (std::size_t a = 0; a < inputs.size(); ++a)
      for (std::size_t b = a + 1; b < inputs.size(); ++b) {
        const std::pair work{combinations(space_, joined(inputs[a].scope, inputs[b].scope)),
                             size(inputs[a]) * size(inputs[b])};
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

template <class Algebra>
MessageOf<Algebra> Elimination<Algebra>::eliminate(std::size_t issue, Of child) {
  std::vector<const TermTable*> tables;
  std::vector<const LinkRule*> rules;
  Scope scope = joined(child.scope, take_links(issue, tables, rules));
  std::erase(scope, issue);
  std::vector<bool> inside = child.inside;
  inside[issue] = true;
  Of message = shell(std::move(scope), std::move(inside));
  const Ledger open = ledger(
      message, child, [&](std::size_t w) { return place_in(linked_.windows[w].scope, issue); });
  algebra_.prepare(child);
  PartsOf parts(combinations(space_, message.scope));
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
      Amounts amounts;
      for (const Cell& cell : child.cells[assignment(child.scope)])
        if (remember(
                open, cell.amounts, [&](const OpenWindow& w) { return w.of_option(v); }, amounts))
          algebra_.add(parts[a][amounts], cell.content, OptionTaken{issue, v, sums});
    }
  }
  fill(message, parts);
  return message;
}

template <class Algebra>
MessageOf<Algebra> Elimination<Algebra>::together(Of a, Of b) {
  std::vector<bool> inside = a.inside;
  for (std::size_t i = 0; i < inside.size(); ++i)
    inside[i] = inside[i] || b.inside[i];
  Of message = shell(joined(a.scope, b.scope), std::move(inside));
  const Ledger open = ledger(message, a, [&](std::size_t w) { return place_in(b.windows, w); });
  algebra_.prepare(a);
  algebra_.prepare(b);
  PartsOf parts(combinations(space_, message.scope));
  Amounts amounts;
  for (std::uint64_t k = 0; k < parts.size(); ++k) {
    choose(message.scope, k);
    for (const Cell& x : a.cells[assignment(a.scope)])
      for (const Cell& y : b.cells[assignment(b.scope)]) {
        const auto of_b = [&](const OpenWindow& w) { return w.of_second(y.amounts); };
        if (!remember(open, x.amounts, of_b, amounts)) continue;
        algebra_.add(parts[k][amounts], x.content, y.content);
      }
  }
  fill(message, parts);
  return message;
}

template <class Algebra>
MessageOf<Algebra> Elimination<Algebra>::shell(Scope scope, std::vector<bool> inside) const {
  Of message;
  const auto is_inside = [&](std::size_t issue) { return inside[issue]; };
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
template <class Algebra>
Scope Elimination<Algebra>::take_links(std::size_t issue, std::vector<const TermTable*>& tables,
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

template <class Algebra>
template <class Second>
Ledger Elimination<Algebra>::ledger(const Of& message, const Of& first,
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

template <class Algebra>
void Elimination<Algebra>::choose(const Scope& scope, std::uint64_t assignment) {
  for (std::size_t k = scope.size(); k-- > 0;) {
    choice_[scope[k]] = static_cast<std::uint16_t>(assignment % space_.options(scope[k]));
    assignment /= space_.options(scope[k]);
  }
}

template <class Algebra>
std::size_t Elimination<Algebra>::size(const Of& message) const {
  std::size_t sum = 0;
  for (const auto& cells : message.cells)
    for (const Cell& cell : cells)
      sum += algebra_.size(cell.content);
  return sum;
}

template <class Algebra>
void Elimination<Algebra>::fill(Of& message, const PartsOf& parts) {
  message.cells.resize(parts.size());
  for (std::size_t a = 0; a < parts.size(); ++a)
    for (const auto& [amounts, part] : parts[a])
      message.cells[a].push_back({amounts, {}});
  end_ = algebra_.fill(message, parts);
  if (end_ != FrontierEnd::complete) message.cells.clear();
  for (auto& cells : message.cells)
    std::erase_if(cells, [&](const Cell& cell) { return algebra_.size(cell.content) == 0; });
}

}  // namespace caucus
