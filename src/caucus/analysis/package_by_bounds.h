// Can these demands be met together, and how well, where a search would take too long? Asked of the
// engine: weights of the parties under which no package reaches what all need prove that it cannot
// (direct_point.h), and what is left by that bound is searched.
//
// Reservation values are long sums, on which a depth-first search stalls and bounds do not; rules
// and demands that tie many issues together are the reverse. Exact, or undecided: where the engine
// cannot take the problem, and where slices grow too large. `steps` counts what an answer costs in
// steps of a search, roughly.
//
// Many questions are asked of one problem, and neighbours differ by a demand or two. Issues tied
// together are made one issue, once for all questions that tie them alike (joined_issues.h); only
// parties whose sums matter are looked at; and weights that proved one question hopeless are tried
// first on the next. What was asked before may decide more within the limits, and changes no
// answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "caucus/analysis/linked_problem.h"
#include "caucus/analysis/package_search.h"
#include "caucus/engine/direct_point.h"
#include "caucus/engine/joined_issues.h"

namespace caucus {

// How far to go before a question is left undecided.
struct BoundsLimits {
  std::size_t slice_points_max = 2'000;
  std::size_t slices_max = 6;
  std::uint64_t steps = 20'000;  // what a question counts as
  bool only_joined = false;      // undecided where issues cannot be joined
};

class PackageBounds {
 public:
  // The problem must outlive this. Its floors are read at each question and may move in between.
  explicit PackageBounds(const Problem& problem);
  PackageBounds(const PackageBounds&) = delete;
  PackageBounds& operator=(const PackageBounds&) = delete;

  // As search_package().
  ZoneTest any(const DemandMask& wanted, const BoundsLimits& limits, const CancelToken& cancel);

  // As search_best_package(); undecided too where the weighted sums would be too long.
  BestPackage best(const DemandMask& wanted, const std::vector<std::int64_t>& weights,
                   const BoundsLimits& limits, const CancelToken& cancel);

 private:
  // What the engine says of a question, and its packages as choices of the problem.
  struct Answer {
    DirectEnd end = DirectEnd::undecided;
    bool complete = false;
    std::vector<Choice> finalists;
  };
  struct Question;

  Answer asked(const DemandMask& wanted, const std::vector<Int128>& weights,
               const BoundsLimits& limits, const CancelToken& cancel);
  Answer asked_jointly(const Question& question, const JoinedSpace& space,
                       const BoundsLimits& limits, const CancelToken& cancel);
  Answer asked_at_once(const DemandMask& wanted, const std::vector<Int128>& weights,
                       const BoundsLimits& limits, const CancelToken& cancel) const;
  std::optional<JoinedSpace> joined(const DemandMask& wanted,
                                    const std::vector<std::size_t>& parties,
                                    const CancelToken& cancel);
  bool hopeless(const SumOracle& oracle, const GoalOfSums& goal,
                const std::vector<std::size_t>& parties) const;

  const Problem& problem_;
  LinkedProblem all_;                  // every demand binds
  std::optional<IssueJoiner> joiner_;  // none: the engine cannot take all demands at once
  // Weights that proved a question hopeless, by whose floors it was about; the newest last.
  std::map<std::vector<std::size_t>, std::vector<std::vector<std::int64_t>>> proofs_;
};

}  // namespace caucus
