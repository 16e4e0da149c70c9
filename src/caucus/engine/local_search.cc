#include "caucus/engine/local_search.h"

namespace caucus {
namespace {

constexpr int sweeps_max = 50;

}  // namespace

// The package as it stands, its sums and its rank.
class LocalSearch::Walk {
 public:
  Walk(const LocalSearch& of, Choice choice, const Ranking& ranking)
      : of_(of), space_(of.space_), ranking_(ranking), choice_(std::move(choice)) {
    sums_ = of.linked_ ? sums_of(*of.linked_, choice_) : sums_of(space_, choice_);
    rank_ = ranking_(sums_);
  }

  Choice choice() && { return std::move(choice_); }

  bool change_one() {
    bool moved = false;
    for (std::size_t i = 0; i < space_.issues(); ++i)
      for (std::uint16_t v = 0; v < space_.options(i); ++v) {
        const std::uint16_t before = choice_[i];
        if (v == before) continue;
        choose(i, v);
        if (obeys_at(i) && better())
          moved = true;
        else
          choose(i, before);
      }
    return moved;
  }

 private:
  bool better() {
    const Rank rank = ranking_(sums_);
    if (!(rank > rank_)) return false;
    rank_ = rank;
    return true;
  }

  void choose(std::size_t issue, std::uint16_t option) {
    for (std::size_t q = 0; q < sums_.size(); ++q)
      sums_[q] += space_.row(issue, option)[q] - space_.row(issue, choice_[issue])[q];
    add_tables(issue, -1);
    choice_[issue] = option;
    add_tables(issue, 1);
  }

  void add_tables(std::size_t issue, int sign) {
    if (!of_.linked_) return;
    for (const std::size_t k : of_.touching_[issue].tables) {
      const TermTable& table = of_.linked_->tables[k];
      const std::uint64_t combination = combination_of(space_, table.scope, choice_);
      if (const Int128* row = table_row(table, sums_.size(), combination))
        for (std::size_t q = 0; q < sums_.size(); ++q)
          sums_[q] += sign * row[q];
    }
  }

  bool obeys_at(std::size_t issue) const {
    if (!of_.linked_) return true;
    for (const std::size_t k : of_.touching_[issue].rules)
      if (!obeys(space_, of_.linked_->rules[k], choice_)) return false;
    for (const std::size_t k : of_.touching_[issue].windows)
      if (!obeys(of_.linked_->windows[k], choice_)) return false;
    return true;
  }

  const LocalSearch& of_;
  const SumSpace& space_;
  const Ranking& ranking_;
  Choice choice_;
  std::vector<Int128> sums_;
  Rank rank_;
};

LocalSearch::LocalSearch(const LinkedSpace& linked)
    : space_(linked.space), linked_(&linked), touching_(linked.space.issues()) {
  for (std::size_t k = 0; k < linked.tables.size(); ++k)
    for (const std::size_t issue : linked.tables[k].scope)
      touching_[issue].tables.push_back(k);
  for (std::size_t k = 0; k < linked.rules.size(); ++k)
    for (const std::size_t issue : linked.rules[k].scope)
      touching_[issue].rules.push_back(k);
  for (std::size_t k = 0; k < linked.windows.size(); ++k)
    for (const std::size_t issue : linked.windows[k].scope)
      touching_[issue].windows.push_back(k);
}

Choice LocalSearch::improved(Choice choice, const Ranking& ranking) const {
  Walk walk(*this, std::move(choice), ranking);
  for (int sweep = 0; sweep < sweeps_max && walk.change_one();)
    ++sweep;
  return std::move(walk).choice();
}

}  // namespace caucus
