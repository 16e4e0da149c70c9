// Can these demands be met together, and by which package? By depth-first search over the truth
// tables of a Problem: quick where rules and demands tie issues together, or where there are few
// packages; it stalls on long sums that opposed parties want (see find_package.h).
//
// It cuts where a rule or a wanted demand is lost, where a party cannot reach its floor any more
// even with the best of all that is open, and where the parties together cannot reach the sum of
// their floors. Demands are switched by a mask; nothing is rebuilt.
//
// Exact: `none` is a proof. `undecided` only when the step budget ended or the token was cancelled,
// or where a reservation value is wanted and Problem::refusal is set. Budgets are steps, not
// seconds, so the answer is the same on every machine and in every run. Complexity: at worst the
// number of packages; on cases of ten issues some microseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/analysis/problem.h"
#include "caucus/base/cancel.h"

namespace caucus {

// [i]: demand i of the PackageSpace must be met. What a shorter mask leaves out need not be.
using DemandMask = std::vector<bool>;

enum class Finding { package, none, undecided };

struct SearchOptions {
  std::uint64_t steps_max = 20'000'000;  // slots tried; some 5 * 10^7 per second
  bool certain = false;  // rules and wanted demands must be certain, not merely possible
  bool beyond = false;   // one wanted reservation value at least must be passed, not just reached
};

struct ZoneTest {
  Finding finding = Finding::undecided;
  Package package;  // canonical; of Finding::package only. Deterministic, of no special merit
  std::uint64_t steps = 0;
};

// Is there a feasible package that meets the demands of the mask (lines: not impossible;
// reservation values: gain at least 0)?
ZoneTest search_package(const Problem& problem, const DemandMask& wanted,
                        const SearchOptions& options = {}, const CancelToken& cancel = {});

struct BestPackage {
  Finding finding = Finding::undecided;  // undecided: `package`, if any, is the best found so far
  std::optional<Package> package;
  Int128 worth = 0;  // sum over the parties of weight * sum
  std::uint64_t steps = 0;
};

// The feasible package that meets the demands of the mask and has the largest sum of
// weights[q] * sums[q]; one weight per party of the problem, from 0 to 2^31. "What is the most
// South can get if these stand?" Branch and bound with the same cuts. With a refusal: undecided.
BestPackage search_best_package(const Problem& problem, const DemandMask& wanted,
                                const std::vector<std::int64_t>& weights,
                                const SearchOptions& options = {}, const CancelToken& cancel = {});

}  // namespace caucus
