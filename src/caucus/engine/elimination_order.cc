#include "caucus/engine/elimination_order.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace caucus {
namespace {

using Neighbours = std::vector<std::vector<bool>>;  // [issue][issue]

enum class Heuristic { fewest_joined, fewest_assignments, as_given };

struct Attempt {
  std::vector<std::size_t> order;
  double work = 0;  // assignments of all cliques
  std::uint64_t widest = 1;
};

// One group's order by one heuristic.
class Walk {
 public:
  Walk(const SumSpace& space, Neighbours neighbours, Heuristic heuristic)
      : space_(space), neighbours_(std::move(neighbours)), heuristic_(heuristic) {}

  Attempt run(std::vector<std::size_t> issues) {
    Attempt attempt;
    while (!issues.empty()) {
      const auto next =
          std::min_element(issues.begin(), issues.end(),
                           [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
      const std::size_t issue = *next;
      issues.erase(next);
      attempt.order.push_back(issue);
      touched_ = around(issue);
      const std::uint64_t separator = combinations(space_, touched_);
      attempt.widest = std::max(attempt.widest, separator);
      attempt.work += static_cast<double>(separator) * static_cast<double>(space_.options(issue));
      for (const std::size_t a : touched_) {
        neighbours_[a][issue] = false;
        for (const std::size_t b : touched_)
          neighbours_[a][b] = a != b;
      }
    }
    return attempt;
  }

 private:
  // The smallest goes first.
  std::tuple<std::uint64_t, bool, std::size_t> rank(std::size_t issue) const {
    const bool untouched = std::find(touched_.begin(), touched_.end(), issue) == touched_.end();
    const Scope near = around(issue);
    switch (heuristic_) {
      case Heuristic::fewest_joined: {
        std::uint64_t joined = 0;
        for (const std::size_t a : near)
          for (const std::size_t b : near)
            joined += a < b && !neighbours_[a][b] ? 1 : 0;
        return {joined, untouched, issue};
      }
      case Heuristic::fewest_assignments:
        return {combinations(space_, near), untouched, issue};
      default:
        return {0, false, issue};
    }
  }

  Scope around(std::size_t issue) const {
    Scope near;
    for (std::size_t other = 0; other < neighbours_.size(); ++other)
      if (neighbours_[issue][other]) near.push_back(other);
    return near;
  }

  const SumSpace& space_;
  Neighbours neighbours_;
  Heuristic heuristic_;
  Scope touched_;
};

// Connected parts: the group of every issue, by the smallest issue in it.
std::vector<std::size_t> groups_of(const LinkedSpace& linked) {
  std::vector<std::size_t> root(linked.space.issues());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t issue) {
    while (root[issue] != issue)
      issue = root[issue] = root[root[issue]];
    return issue;
  };
  const auto join = [&](const Scope& scope) {
    for (const std::size_t issue : scope) {
      const std::size_t a = find(scope.front()), b = find(issue);
      root[std::max(a, b)] = std::min(a, b);
    }
  };
  for (const TermTable& table : linked.tables)
    join(table.scope);
  for (const LinkRule& rule : linked.rules)
    join(rule.scope);
  for (const SumWindow& window : linked.windows)
    join(window.scope);
  for (std::size_t i = 0; i < root.size(); ++i)
    root[i] = find(i);
  return root;
}

}  // namespace

EliminationOrder elimination_order(const LinkedSpace& linked) {
  const std::size_t n = linked.space.issues();
  Neighbours neighbours(n, std::vector<bool>(n, false));
  const auto join = [&](const Scope& scope) {
    for (const std::size_t a : scope)
      for (const std::size_t b : scope)
        if (a != b) neighbours[a][b] = true;
  };
  for (const TermTable& table : linked.tables)
    join(table.scope);
  for (const LinkRule& rule : linked.rules)
    join(rule.scope);
  const std::vector<std::size_t> group = groups_of(linked);
  EliminationOrder order;
  for (std::size_t first = 0; first < n; ++first) {
    if (group[first] != first) continue;
    std::vector<std::size_t> issues;
    for (std::size_t i = first; i < n; ++i)
      if (group[i] == first) issues.push_back(i);
    if (issues.size() == 1) {
      order.groups.push_back(std::move(issues));
      continue;
    }
    Attempt best;
    for (const Heuristic heuristic :
         {Heuristic::fewest_joined, Heuristic::fewest_assignments, Heuristic::as_given}) {
      Attempt attempt = Walk(linked.space, neighbours, heuristic).run(issues);
      if (best.order.empty() || attempt.work < best.work) best = std::move(attempt);
    }
    order.widest = std::max(order.widest, best.widest);
    order.groups.push_back(std::move(best.order));
  }
  return order;
}

}  // namespace caucus
