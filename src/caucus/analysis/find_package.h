// Can these demands be met together, and by which package? The test that sticking points, options
// and readings ask thousands of times.
//
// A short search (package_search.h), which settles most questions; else bounds
// (package_by_bounds.h), which know what long sums can reach, at first in few and small slices,
// then in more and larger ones; else a long search, to the end of the budget. Where there are very
// many packages, quick bounds come first. All are exact, so the order changes how long an answer
// takes and which of several packages is shown, never what is found. Deterministic: limits are
// steps, not seconds.
#pragma once

#include <memory>

#include "caucus/analysis/package_search.h"

namespace caucus {

class PackageBounds;

// Many questions about one problem: what they have in common is worked out once, and quick bounds
// pay where packages are many. What was asked before may decide more within the limits, and changes
// no answer. One thread at a time.
class PackageFinder {
 public:
  // The problem must outlive the finder. Its floors may move between questions, nothing else.
  explicit PackageFinder(const Problem& problem);
  ~PackageFinder();

  ZoneTest find(const DemandMask& wanted, const SearchOptions& options = {},
                const CancelToken& cancel = {});
  BestPackage best(const DemandMask& wanted, const std::vector<std::int64_t>& weights,
                   const SearchOptions& options = {}, const CancelToken& cancel = {});

 private:
  PackageBounds& bounds();

  const Problem& problem_;
  bool many_;                              // packages
  std::unique_ptr<PackageBounds> bounds_;  // made when a search is not enough
};

// Is there a feasible package that meets the demands of the mask (lines: not impossible;
// reservation values: gain at least 0)? As search_package().
ZoneTest find_package(const Problem& problem, const DemandMask& wanted,
                      const SearchOptions& options = {}, const CancelToken& cancel = {});

// The one with the largest sum of weights[q] * sums[q]. As search_best_package().
BestPackage best_package(const Problem& problem, const DemandMask& wanted,
                         const std::vector<std::int64_t>& weights,
                         const SearchOptions& options = {}, const CancelToken& cancel = {});

}  // namespace caucus
