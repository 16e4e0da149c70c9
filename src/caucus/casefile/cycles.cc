#include "caucus/casefile/cycles.h"

#include <algorithm>
#include <limits>

namespace caucus {
namespace {

class Search {
 public:
  explicit Search(const Needs& needs)
      : needs_(needs), number_(needs.size(), fresh), low_(needs.size(), 0) {}

  std::vector<std::vector<std::size_t>> groups() && {
    for (std::size_t at = 0; at < needs_.size(); ++at)
      if (number_[at] == fresh) visit(at);
    return std::move(groups_);
  }

 private:
  static constexpr std::size_t fresh = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t done = fresh - 1;
  struct Step {
    std::size_t at;
    std::size_t next;
  };

  void enter(std::size_t at) {
    number_[at] = low_[at] = count_++;
    open_.push_back(at);
    steps_.push_back({at, 0});
  }

  void visit(std::size_t root) {
    enter(root);
    while (!steps_.empty()) {
      Step& step = steps_.back();
      const std::size_t at = step.at;
      if (step.next < needs_[at].size()) {
        const std::size_t need = needs_[at][step.next++];
        if (number_[need] == fresh)
          enter(need);
        else if (number_[need] != done)
          low_[at] = std::min(low_[at], number_[need]);
        continue;
      }
      steps_.pop_back();
      if (!steps_.empty()) low_[steps_.back().at] = std::min(low_[steps_.back().at], low_[at]);
      if (low_[at] == number_[at]) close(at);
    }
  }

  void close(std::size_t root) {
    std::vector<std::size_t> group;
    std::size_t member;
    do {
      member = open_.back();
      open_.pop_back();
      number_[member] = done;
      group.push_back(member);
    } while (member != root);
    std::sort(group.begin(), group.end());
    groups_.push_back(std::move(group));
  }

  const Needs& needs_;
  std::vector<std::size_t> number_;
  std::vector<std::size_t> low_;
  std::vector<std::size_t> open_;
  std::vector<Step> steps_;
  std::vector<std::vector<std::size_t>> groups_;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<std::vector<std::size_t>> groups_in_order(const Needs& needs) {
  return Search(needs).groups();
}

bool is_cycle(const Needs& needs, const std::vector<std::size_t>& group) {
  if (group.size() > 1) return true;
  const std::vector<std::size_t>& own = needs[group.front()];
  return std::find(own.begin(), own.end(), group.front()) != own.end();
}

}  // namespace caucus
