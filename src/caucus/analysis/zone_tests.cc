#include "caucus/analysis/zone_tests.h"

#include <algorithm>

namespace caucus {

DemandSet ZoneTests::met_by(const Package& package) const {
  const PackageSpace& space = *problem_.space;
  DemandSet met(demands_);
  std::vector<std::int64_t> sums;
  if (problem_.refusal.empty()) sums = problem_.sums(package);
  for (std::size_t d = 0; d < demands_; ++d) {
    if (space.demands[d].is) {
      met.assign(d, truth(*space.of, *space.demands[d].is, package) != Truth::impossible);
    } else if (problem_.refusal.empty()) {
      const auto q = problem_.floor_of_demand(d);
      met.assign(d, !q || sums[*q] >= problem_.parties[*q].floor);
    }
  }
  return met;
}

Finding ZoneTests::can_stand(const DemandSet& set) {
  for (std::size_t at = meets_.size(); at-- > 0;) {
    if (!set.is_subset_of(meets_[at])) continue;
    shown_ = at;
    return Finding::package;
  }
  if (std::any_of(conflicts_.begin(), conflicts_.end(),
                  [&](const DemandSet& conflict) { return conflict.is_subset_of(set); }))
    return Finding::none;
  stopped_ = stopped_ || searches_ >= limits_.tests_max || steps_ >= limits_.steps_max ||
             cancel_.cancelled();
  if (stopped_) {
    ++undecided_;
    return Finding::undecided;
  }
  DemandMask wanted(demands_);
  for (std::size_t d = 0; d < demands_; ++d)
    wanted[d] = set[d];
  SearchOptions options;
  options.steps_max = std::min(limits_.steps_max_each, limits_.steps_max - steps_);
  const ZoneTest test = finder_.find(wanted, options, cancel_);
  ++searches_;
  steps_ += test.steps;
  if (test.finding == Finding::undecided) ++undecided_;
  if (test.finding == Finding::package) {
    shown_ = packages_.size();
    meets_.push_back(met_by(test.package) | set);
    packages_.push_back(test.package);
  }
  return test.finding;
}

}  // namespace caucus
