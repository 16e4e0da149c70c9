// Which sums can no package beat where issues are linked? The exact frontier of a product space
// with terms of several issues, rules and windows, as long as few issues tie each part to the rest:
// a phase switch, a chain, a cap over everything.
//
// First what cannot matter goes (linked_reduction.h), then issues are eliminated one by one in an
// order that keeps separators small (elimination_order.h); what is left of the eliminated part is
// one frontier per assignment of its separator and per amount used of open windows
// (elimination_kernel.h). Independent parts and free issues are put together at the end. Nothing is
// rounded, floors are looked at on the way, and counts of packages are exact, windows included.
//
// Exact and complete unless the result says otherwise: no points if a separator has more than
// assignments_max assignments (too_wide, known before any work; or amounts make as many frontiers
// on the way), if a message holds more than points_max points, or if the token is cancelled. The
// same for any number of threads. Complexity: per issue, assignments of separator and issue times
// amounts times the points of a frontier. Sources: Bertele and Brioschi 1972; Rollon and Larrosa
// 2006 (frontiers as messages).
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/elimination_order.h"
#include "caucus/engine/linked_space.h"
#include "caucus/engine/sum_frontier.h"

namespace caucus {

// `choice(k)` is the first package in the order of issues and options. `layer_points` are those of
// the message after each issue. One to seven parties.
SumFrontier linked_frontier(const LinkedSpace& linked, const EliminationOptions& options = {},
                            const CancelToken& cancel = {});

// The largest weighted sum over the packages that obey rules and windows, floors ignored, and one
// that has it (support_graph.h, which answers many directions much faster). Weights are not
// negative; points_max bounds the ways of the graph.
struct LinkedSupport {
  FrontierEnd end = FrontierEnd::complete;
  bool possible = false;  // false, if complete: no package obeys
  Int128 most = 0;
  Choice choice;
};
LinkedSupport linked_support(const LinkedSpace& linked, const std::vector<std::int64_t>& weights,
                             const EliminationOptions& options = {},
                             const CancelToken& cancel = {});

}  // namespace caucus
