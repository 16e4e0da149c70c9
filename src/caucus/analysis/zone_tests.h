// Can this set of demands stand? The zone test of a problem, asked many times over.
//
// Remembers every package it was shown and every smallest conflict it was told, so that most
// questions need no search: a set that some known package meets can stand, a set that holds a known
// conflict cannot. Counts tests and steps and stops at their limits, so that the same questions get
// the same answers on every machine.
//
// Errors: none. Complexity: a search at worst; else linear in what is remembered.
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/analysis/demand_set.h"
#include "caucus/analysis/find_package.h"
#include "caucus/analysis/problem.h"
#include "caucus/base/cancel.h"

namespace caucus {

struct ZoneTestLimits {
  std::size_t tests_max = 100'000;            // searches
  std::uint64_t steps_max = 200'000'000;      // of all searches together
  std::uint64_t steps_max_each = 20'000'000;  // of one search
};

class ZoneTests {
 public:
  // The problem must outlive the tests; sets are over its space's demands, of which only the first
  // `demands` are examined.
  ZoneTests(const Problem& problem, std::size_t demands, const ZoneTestLimits& limits,
            const CancelToken& cancel)
      : problem_(problem), finder_(problem), demands_(demands), limits_(limits), cancel_(cancel) {}

  std::size_t demands() const { return demands_; }
  // For other questions about the same problem.
  const Problem& problem() const { return problem_; }
  PackageFinder& finder() { return finder_; }

  Finding can_stand(const DemandSet& set);
  // One that meets the set of the last question whose answer was a package.
  const Package& package() const { return packages_[shown_]; }
  // All demands that this package meets.
  const DemandSet& package_meets() const { return meets_[shown_]; }

  void remember_conflict(const DemandSet& conflict) { conflicts_.push_back(conflict); }

  std::size_t searches() const { return searches_; }
  std::size_t undecided() const { return undecided_; }
  // No further question will be searched.
  bool stopped() const { return stopped_; }

 private:
  DemandSet met_by(const Package& package) const;

  const Problem& problem_;
  PackageFinder finder_;
  std::size_t demands_;
  ZoneTestLimits limits_;
  CancelToken cancel_;
  std::vector<Package> packages_;
  std::vector<DemandSet> meets_;  // of packages_
  std::vector<DemandSet> conflicts_;
  std::size_t shown_ = 0;
  std::size_t searches_ = 0;
  std::size_t undecided_ = 0;
  std::uint64_t steps_ = 0;
  bool stopped_ = false;
};

}  // namespace caucus
