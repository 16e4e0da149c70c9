// Which packages do the bargaining rules point to, where the frontier is too long to list? Each
// point by itself, with its proof or its gap.
//
// First whether there is room at all (which is the egalitarian goal), then every party's ideal
// gain, which shares divide by, then the goals of the rules (direct_point.h). Definitions are those
// of room.h. Complexity: about ten searches of direct_point.h, each within points_max.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "caucus/analysis/point_order.h"
#include "caucus/engine/direct_point.h"

namespace caucus {

struct DirectTask {
  std::vector<Int128> reservations;  // sums that are a gain of 0, one per party
  std::vector<Int128> unit;          // worth 1.0
  bool ideals = true;                // false: only whether there is room
  bool points = true;                // false: that, and the ideal gains
  std::size_t points_max = 20'000;   // of a slice
  unsigned threads = 1;
};

struct DirectPoints {
  DirectPoint room;  // the largest smallest gain; decides whether there is a package for all
  // Per party; empty unless there is room and each is known. An ideal gain that is not proven is
  // the best found, and `ideal_gap` by which fraction the worst of them may be larger.
  std::vector<DirectPoint> ideals;
  std::vector<Int128> ideal_gains;  // at least 0
  double ideal_gap = 0;
  std::vector<std::pair<PointRule, DirectPoint>> points;  // as asked for
};

DirectPoints direct_points(const SumOracle& oracle, const DirectTask& task,
                           const CancelToken& cancel = {});

// What one rule points to (no least_difference); `ideal_gains` where it divides by them. No package
// found, and not complete, where its weights are too large.
DirectPoint rule_point(const SumOracle& oracle, const DirectTask& task, PointRule rule,
                       const std::vector<Int128>& ideal_gains, const CancelToken& cancel = {});

// The package nearest to the point that is worth 1.0 to everybody, `targets` in sums; no package's
// sums are below the task's reservations. `best` and `bound` are distances with a minus sign.
DirectPoint nearest_point(const SumOracle& oracle, const DirectTask& task,
                          const std::vector<Int128>& targets, const CancelToken& cancel = {});

// Does the rule divide by ideal gains?
inline bool by_share(PointRule rule) {
  return rule == PointRule::kalai_smorodinsky || rule == PointRule::utilitarian_relative;
}

// Weights in proportion to 1 / scale (0 for a scale of 0) as whole numbers, if small enough.
std::optional<std::vector<Int128>> weights_per(const std::vector<Int128>& scales);

}  // namespace caucus
