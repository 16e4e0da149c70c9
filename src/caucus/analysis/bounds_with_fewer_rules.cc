#include "caucus/analysis/bounds_with_fewer_rules.h"

#include <algorithm>
#include <memory>

#include "caucus/engine/linked_oracle.h"

namespace caucus {
namespace {

constexpr int eliminations_max = 64;

class FewerRules {
 public:
  FewerRules(const LinkedSpace& linked, const std::vector<Int128>& unit,
             const std::vector<Int128>& constant, const EliminationOptions& options)
      : linked_(linked), unit_(unit), constant_(constant), options_(options) {}

  std::vector<OuterBound> find() && {
    LinkedSpace bare{linked_.space, linked_.tables};
    if (!oracle(bare)) drop_tables();
    bound(0, linked_.rules.size() + linked_.windows.size());
    if (!possible_) return {};
    return std::move(bounds_);
  }

 private:
  // Null where it is too wide.
  std::unique_ptr<LinkedOracle> oracle(const LinkedSpace& space) const {
    auto made = std::make_unique<LinkedOracle>(space, options_);
    return made->end() == FrontierEnd::complete ? std::move(made) : nullptr;
  }

  // What each table pays every party at most is paid in any case.
  void drop_tables() {
    for (const TermTable& table : linked_.tables)
      for (std::size_t q = 0; q < unit_.size(); ++q) {
        Int128 most = table.elsewhere.empty() ? Int128{0} : table.elsewhere[q];
        for (std::size_t row = q; row < table.worth.size(); row += unit_.size())
          most = std::max(most, table.worth[row]);
        constant_[q] += most;
      }
    tables_ = false;
  }

  // Bounds by these of the rules and windows, one after the other.
  void bound(std::size_t begin, std::size_t end) {
    if (eliminations_ == eliminations_max) return;
    ++eliminations_;
    LinkedSpace some{linked_.space};
    if (tables_) some.tables = linked_.tables;
    const std::size_t rules = linked_.rules.size();
    for (std::size_t k = begin; k < end; ++k)
      if (k < rules)
        some.rules.push_back(linked_.rules[k]);
      else
        some.windows.push_back(linked_.windows[k - rules]);
    if (const auto asked = oracle(some)) return take(*asked);
    if (end - begin < 2) return bound(end, end);
    bound(begin, begin + (end - begin) / 2);
    bound(begin + (end - begin) / 2, end);
  }

  void take(const SumOracle& oracle) {
    std::vector<OuterBound> found = outer_bounds(oracle, unit_, constant_);
    if (found.empty()) possible_ = false;
    for (OuterBound& bound : found) {
      if (!tables_ || !obeys(linked_, bound.choice)) {
        bound.utilities.clear();
        bound.choice.clear();
      }
      const auto known = std::find_if(bounds_.begin(), bounds_.end(), [&](const OuterBound& other) {
        return other.parties == bound.parties;
      });
      if (known == bounds_.end())
        bounds_.push_back(std::move(bound));
      else if (bound.most < known->most || (bound.most == known->most && known->choice.empty()))
        *known = std::move(bound);
    }
  }

  const LinkedSpace& linked_;
  const std::vector<Int128>& unit_;
  std::vector<Int128> constant_;
  EliminationOptions options_;
  bool tables_ = true;
  bool possible_ = true;
  int eliminations_ = 0;
  std::vector<OuterBound> bounds_;
};

}  // namespace

std::vector<OuterBound> bounds_with_fewer_rules(const LinkedSpace& linked,
                                                const std::vector<Int128>& unit,
                                                const std::vector<Int128>& constant,
                                                const EliminationOptions& options) {
  return FewerRules(linked, unit, constant, options).find();
}

}  // namespace caucus
