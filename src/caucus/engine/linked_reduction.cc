#include "caucus/engine/linked_reduction.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace caucus {
namespace {

constexpr std::uint64_t comparisons_max = std::uint64_t{1} << 26;

// How free a window leaves the rest: the smaller the amount, the larger, or neither.
enum class Freer { smaller, larger, neither };

struct AmountsOfIssue {
  const std::vector<std::int64_t>* amounts;
  Freer freer;
};

// All that an issue takes part in, by its alive options.
struct IssueView {
  // [option][context]: what a table adds there; null is 0.
  std::vector<std::vector<const Int128*>> rows;
  std::vector<std::vector<bool>> allowed;  // [option][context of a rule]
  std::vector<AmountsOfIssue> amounts;
  std::vector<std::size_t> first_context;  // of each table, and the end
  std::vector<std::uint16_t> impossible;   // options some rule allows in no context
  bool compared = true;                    // false: too much to compare
};

// Drops options of one linked space until nothing changes.
class Reducer {
 public:
  explicit Reducer(const LinkedSpace& linked)
      : linked_(linked), space_(linked.space), kept_(space_.issues()), alive_(space_.issues()) {
    for (std::size_t i = 0; i < space_.issues(); ++i) {
      alive_[i].assign(space_.options(i), true);
      for (std::size_t v = 0; v < space_.options(i); ++v)
        kept_[i].push_back({static_cast<std::uint16_t>(v)});
    }
  }

  // False if an issue has no option left.
  bool run() {
    for (bool more = true; more;) {
      more = false;
      for (std::size_t i = 0; i < space_.issues(); ++i) {
        const std::size_t before = kept_[i].size();
        const IssueView view = view_of(i);
        drop_impossible(i, view);
        if (kept_[i].empty()) return false;
        drop_beaten(i, view);
        more = more || kept_[i].size() < before;
      }
    }
    return true;
  }

  std::vector<std::vector<std::vector<std::uint16_t>>> kept() && { return std::move(kept_); }

 private:
  std::size_t place(const Scope& scope, std::size_t issue) const {
    const auto found = std::lower_bound(scope.begin(), scope.end(), issue);
    return found != scope.end() && *found == issue ? static_cast<std::size_t>(found - scope.begin())
                                                   : scope.size();
  }

  // The context of a combination for one issue: the combination with option 0 there. None if
  // another issue of the scope has an option there that is gone.
  struct Split {
    bool alive = true;
    std::uint64_t context = 0;
    std::size_t option = 0;
  };
  Split split(const Scope& scope, std::size_t issue, std::uint64_t combination) const {
    Split split;
    split.context = combination;
    std::uint64_t stride = 1;
    for (std::size_t k = scope.size(); k-- > 0;) {
      const std::size_t options = space_.options(scope[k]);
      const std::size_t digit = combination % options;
      combination /= options;
      split.alive = split.alive && alive_[scope[k]][digit];
      if (scope[k] == issue) {
        split.option = digit;
        split.context -= digit * stride;
      }
      stride *= options;
    }
    return split;
  }

  IssueView view_of(std::size_t issue) const {
    IssueView view;
    view.rows.resize(space_.options(issue));
    view.allowed.resize(space_.options(issue));
    view.first_context.push_back(0);
    for (const TermTable& table : linked_.tables)
      if (place(table.scope, issue) < table.scope.size()) add_table(table, issue, view);
    for (const LinkRule& rule : linked_.rules)
      if (place(rule.scope, issue) < rule.scope.size()) add_rule(rule, issue, view);
    for (const SumWindow& window : linked_.windows) {
      const std::size_t at = place(window.scope, issue);
      if (at == window.scope.size()) continue;
      const Freer freer = !window.low   ? Freer::smaller
                          : window.high ? Freer::neither
                                        : Freer::larger;
      view.amounts.push_back({&window.amounts[at], freer});
    }
    const std::size_t options = kept_[issue].size();
    const std::uint64_t contexts =
        view.first_context.back() + view.allowed[kept_[issue].front().front()].size();
    view.compared = contexts == 0 || options * options <= comparisons_max / contexts;
    return view;
  }

  void add_table(const TermTable& table, std::size_t issue, IssueView& view) const {
    const std::size_t p = space_.parties;
    const Int128* elsewhere = table.elsewhere.empty() ? nullptr : table.elsewhere.data();
    std::unordered_map<std::uint64_t, std::size_t> contexts;
    for (std::size_t k = 0; k < table.worth.size() / p; ++k) {
      const Split at = split(table.scope, issue, table.cells.empty() ? k : table.cells[k]);
      if (!at.alive) continue;
      const std::size_t column =
          contexts.emplace(at.context, view.first_context.back() + contexts.size()).first->second;
      for (auto& rows : view.rows)
        if (rows.size() <= column) rows.resize(column + 1, elsewhere);
      view.rows[at.option][column] = table.worth.data() + k * p;
    }
    // Contexts without a cell: there every option adds the same.
    std::uint64_t all = 1;
    for (const std::size_t i : table.scope)
      if (i != issue) all = std::min(all * kept_[i].size(), std::uint64_t{1} << 40);
    std::size_t end = view.first_context.back() + contexts.size();
    if (contexts.size() < all) ++end;
    for (auto& rows : view.rows)
      rows.resize(end, elsewhere);
    view.first_context.push_back(end);
  }

  void add_rule(const LinkRule& rule, std::size_t issue, IssueView& view) const {
    std::unordered_map<std::uint64_t, std::size_t> contexts;
    const std::size_t first = view.allowed[0].size();
    for (std::uint64_t k = 0; k < rule.allowed.size(); ++k) {
      const Split at = split(rule.scope, issue, k);
      if (!at.alive) continue;
      const std::size_t column =
          contexts.emplace(at.context, first + contexts.size()).first->second;
      for (auto& allowed : view.allowed)
        if (allowed.size() <= column) allowed.resize(column + 1, false);
      if (rule.allowed[k]) view.allowed[at.option][column] = true;
    }
    for (const auto& members : kept_[issue]) {
      const auto& allowed = view.allowed[members.front()];
      const auto begin = allowed.begin() + static_cast<std::ptrdiff_t>(first);
      if (std::find(begin, allowed.end(), true) == allowed.end())
        view.impossible.push_back(members.front());
    }
  }

  void drop_impossible(std::size_t issue, const IssueView& view) {
    for (const std::uint16_t v : view.impossible) {
      alive_[issue][v] = false;
      std::erase_if(kept_[issue], [&](const auto& members) { return members.front() == v; });
    }
  }

  // By how much the first is better than the second in the worst context, party by party.
  std::vector<Int128> least_gain(std::size_t issue, const IssueView& view, std::uint16_t a,
                                 std::uint16_t b) const {
    std::vector<Int128> gain(space_.parties);
    for (std::size_t q = 0; q < space_.parties; ++q) {
      gain[q] = space_.row(issue, a)[q] - space_.row(issue, b)[q];
      for (std::size_t t = 0; t + 1 < view.first_context.size(); ++t) {
        std::optional<Int128> least;
        for (std::size_t c = view.first_context[t]; c < view.first_context[t + 1]; ++c) {
          const Int128 more = (view.rows[a][c] == nullptr ? 0 : view.rows[a][c][q]) -
                              (view.rows[b][c] == nullptr ? 0 : view.rows[b][c][q]);
          least = least ? std::min(*least, more) : more;
        }
        gain[q] += least.value_or(0);
      }
    }
    return gain;
  }

  static bool allows_all(const IssueView& view, std::uint16_t a, std::uint16_t b) {
    for (std::size_t c = 0; c < view.allowed[a].size(); ++c)
      if (view.allowed[b][c] && !view.allowed[a][c]) return false;
    return std::all_of(view.amounts.begin(), view.amounts.end(), [&](const AmountsOfIssue& of) {
      const std::int64_t x = (*of.amounts)[a], y = (*of.amounts)[b];
      return x == y || (of.freer == Freer::smaller && x < y) ||
             (of.freer == Freer::larger && x > y);
    });
  }

  enum class Order { beats, same, neither };
  Order compare(std::size_t issue, const IssueView& view, std::uint16_t a, std::uint16_t b) const {
    // Without tables most pairs end here.
    if (view.first_context.size() == 1)
      for (std::size_t q = 0; q < space_.parties; ++q)
        if (space_.row(issue, a)[q] < space_.row(issue, b)[q]) return Order::neither;
    if (!allows_all(view, a, b)) return Order::neither;
    const std::vector<Int128> gain = least_gain(issue, view, a, b);
    bool more = false;
    for (const Int128 one : gain) {
      if (one < 0) return Order::neither;
      more = more || one > 0;
    }
    if (more) return Order::beats;
    if (!allows_all(view, b, a)) return Order::neither;
    for (const AmountsOfIssue& of : view.amounts)
      if ((*of.amounts)[a] != (*of.amounts)[b]) return Order::neither;
    for (const Int128 one : least_gain(issue, view, b, a))
      if (one != 0) return Order::neither;
    return Order::same;
  }

  void drop_beaten(std::size_t issue, const IssueView& view) {
    if (!view.compared) return;
    auto& classes = kept_[issue];
    // Largest first, so that most options meet what beats them at once.
    std::sort(classes.begin(), classes.end(), [&](const auto& x, const auto& y) {
      const Int128* a = space_.row(issue, x.front());
      const Int128* b = space_.row(issue, y.front());
      if (std::equal(a, a + space_.parties, b)) return x.front() < y.front();
      return std::lexicographical_compare(b, b + space_.parties, a, a + space_.parties);
    });
    std::vector<std::vector<std::uint16_t>> left;
    for (auto& members : classes)
      if (!joins(issue, view, members, left)) {
        std::erase_if(left, [&](const auto& other) {
          return compare(issue, view, members.front(), other.front()) == Order::beats;
        });
        left.push_back(std::move(members));
      }
    std::fill(alive_[issue].begin(), alive_[issue].end(), false);
    for (auto& members : left) {
      std::sort(members.begin(), members.end());
      alive_[issue][members.front()] = true;
    }
    std::sort(left.begin(), left.end());
    classes = std::move(left);
  }

  // Is the class beaten by one that is left, or the same as one? Then it is settled.
  bool joins(std::size_t issue, const IssueView& view, const std::vector<std::uint16_t>& members,
             std::vector<std::vector<std::uint16_t>>& left) const {
    for (auto& other : left) {
      const Order order = compare(issue, view, other.front(), members.front());
      if (order == Order::same) other.insert(other.end(), members.begin(), members.end());
      if (order != Order::neither) return true;
    }
    return false;
  }

  const LinkedSpace& linked_;
  const SumSpace& space_;
  std::vector<std::vector<std::vector<std::uint16_t>>> kept_;
  std::vector<std::vector<bool>> alive_;  // [issue][option]: stands for a class
};

// Rebuilds a linked space over the classes that are left.
class Projection {
 public:
  Projection(const LinkedSpace& linked, ReducedLinkedSpace& small)
      : linked_(linked), small_(small), place_(linked.space.issues()) {
    for (std::size_t i = 0; i < place_.size(); ++i) {
      place_[i].assign(linked.space.options(i), none);
      for (std::size_t v = 0; v < small.kept[i].size(); ++v)
        place_[i][small.kept[i][v].front()] = v;
    }
  }

  void run() {
    SumSpace& space = small_.linked.space;
    space.parties = linked_.space.parties;
    small_.shift.assign(space.parties, 0);
    for (std::size_t i = 0; i < place_.size(); ++i) {
      std::vector<Int128> worth;
      for (const auto& members : small_.kept[i]) {
        const Int128* row = linked_.space.row(i, members.front());
        worth.insert(worth.end(), row, row + space.parties);
      }
      raise(worth, nullptr);
      space.worth.push_back(std::move(worth));
    }
    for (const TermTable& table : linked_.tables)
      add(table);
    for (const LinkRule& rule : linked_.rules)
      add(rule);
    for (const SumWindow& window : linked_.windows)
      add(window);
    for (std::size_t q = 0; q < linked_.space.floors.size(); ++q)
      space.floors.push_back(linked_.space.floors[q] - small_.shift[q]);
    for (const WeightedFloor& floor : linked_.space.weighted_floors)
      space.weighted_floors.push_back(
          {floor.weights, floor.least - weighted(small_.shift.data(), floor.weights)});
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  // Makes the least worth of each party 0; the shift takes what that adds.
  void raise(std::vector<Int128>& worth, std::vector<Int128>* elsewhere) {
    const std::size_t p = small_.shift.size();
    for (std::size_t q = 0; q < p; ++q) {
      std::optional<Int128> least;
      if (elsewhere != nullptr) least = (*elsewhere)[q];
      for (std::size_t k = q; k < worth.size(); k += p)
        least = least ? std::min(*least, worth[k]) : worth[k];
      const Int128 lift = least.value_or(0);
      for (std::size_t k = q; k < worth.size(); k += p)
        worth[k] -= lift;
      if (elsewhere != nullptr) (*elsewhere)[q] -= lift;
      small_.shift[q] += lift;
    }
  }

  // The number a combination has among those left, or none.
  std::uint64_t left(const Scope& scope, std::uint64_t combination) const {
    std::uint64_t number = 0, stride = 1;
    for (std::size_t k = scope.size(); k-- > 0;) {
      const std::size_t options = linked_.space.options(scope[k]);
      const std::size_t digit = place_[scope[k]][combination % options];
      if (digit == none) return none;
      combination /= options;
      number += digit * stride;
      stride *= small_.kept[scope[k]].size();
    }
    return number;
  }

  void add(const TermTable& table) {
    const std::size_t p = small_.shift.size();
    TermTable out;
    out.scope = table.scope;
    for (std::size_t k = 0; k < table.worth.size() / p; ++k) {
      const std::uint64_t cell = left(table.scope, table.cells.empty() ? k : table.cells[k]);
      if (cell == none) continue;
      out.cells.push_back(cell);
      const Int128* row = table.worth.data() + k * p;
      out.worth.insert(out.worth.end(), row, row + p);
    }
    out.elsewhere = table.elsewhere;
    out.elsewhere.resize(p, 0);
    if (out.cells.size() == combinations(small_.linked.space, table.scope)) {
      out.cells.clear();
      raise(out.worth, nullptr);
    } else {
      raise(out.worth, &out.elsewhere);
    }
    small_.linked.tables.push_back(std::move(out));
  }

  void add(const LinkRule& rule) {
    LinkRule out;
    out.scope = rule.scope;
    for (std::uint64_t k = 0; k < rule.allowed.size(); ++k)
      if (left(rule.scope, k) != none) out.allowed.push_back(rule.allowed[k]);
    if (std::find(out.allowed.begin(), out.allowed.end(), false) != out.allowed.end())
      small_.linked.rules.push_back(std::move(out));
  }

  void add(const SumWindow& window) {
    SumWindow out;
    std::int64_t shift = 0, most = 0;
    for (std::size_t k = 0; k < window.scope.size(); ++k) {
      const std::size_t issue = window.scope[k];
      std::vector<std::int64_t> amounts;
      for (const auto& members : small_.kept[issue])
        amounts.push_back(window.amounts[k][members.front()]);
      const auto [least, largest] = std::minmax_element(amounts.begin(), amounts.end());
      const std::int64_t lift = *least, spread = *largest - lift;
      shift += lift;
      if (spread == 0) continue;
      for (std::int64_t& amount : amounts)
        amount -= lift;
      most += spread;
      out.scope.push_back(issue);
      out.amounts.push_back(std::move(amounts));
    }
    // Ends that every package respects are no ends.
    const Int128 low = window.low ? Int128{*window.low} - shift : Int128{0};
    const Int128 high = window.high ? Int128{*window.high} - shift : Int128{most};
    if (low > most || high < 0 || low > high) small_.possible = false;
    if (!small_.possible) return;
    if (low > 0) out.low = static_cast<std::int64_t>(low);
    if (high < most) out.high = static_cast<std::int64_t>(high);
    if (out.low || out.high) small_.linked.windows.push_back(std::move(out));
  }

  const LinkedSpace& linked_;
  ReducedLinkedSpace& small_;
  std::vector<std::vector<std::size_t>> place_;  // [issue][option]: its class, or none
};

}  // namespace

ReducedLinkedSpace reduced(const LinkedSpace& linked) {
  ReducedLinkedSpace small;
  Reducer reducer(linked);
  small.possible = reducer.run();
  small.kept = std::move(reducer).kept();
  if (small.possible) Projection(linked, small).run();
  return small;
}

}  // namespace caucus
