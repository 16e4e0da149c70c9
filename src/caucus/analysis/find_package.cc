#include "caucus/analysis/find_package.h"

#include <algorithm>

#include "caucus/analysis/package_by_bounds.h"

namespace caucus {
namespace {

constexpr std::uint64_t short_search_steps_max = 1'000;
constexpr BoundsLimits growing_bounds[] = {{2'000, 6, 20'000}, {200'000, 30, 500'000}};

// `search(options)` and `bounds(limits)` answer the same question.
template <class Answer, class Search, class Bounds>
Answer either_way(const SearchOptions& options, const Search& search, const Bounds& bounds) {
  SearchOptions first = options;
  first.steps_max = std::min(options.steps_max, short_search_steps_max);
  Answer answer = search(first);
  // What is certain, and what is passed and not only reached, only the search knows.
  const bool bounds_know = !options.certain && !options.beyond;
  std::uint64_t steps = answer.steps;
  for (const BoundsLimits& limits : growing_bounds) {
    if (answer.finding != Finding::undecided || steps + limits.steps > options.steps_max) break;
    if (!bounds_know) break;
    answer = bounds(limits);
    steps += answer.steps;
  }
  if (answer.finding == Finding::undecided && first.steps_max < options.steps_max) {
    answer = search(options);
    steps += answer.steps;
  }
  answer.steps = steps;
  return answer;
}

}  // namespace

ZoneTest find_package(const Problem& problem, const DemandMask& wanted,
                      const SearchOptions& options, const CancelToken& cancel) {
  return either_way<ZoneTest>(
      options,
      [&](const SearchOptions& how) { return search_package(problem, wanted, how, cancel); },
      [&](const BoundsLimits& how) { return package_by_bounds(problem, wanted, how, cancel); });
}

BestPackage best_package(const Problem& problem, const DemandMask& wanted,
                         const std::vector<std::int64_t>& weights, const SearchOptions& options,
                         const CancelToken& cancel) {
  return either_way<BestPackage>(
      options,
      [&](const SearchOptions& how) {
        return search_best_package(problem, wanted, weights, how, cancel);
      },
      [&](const BoundsLimits& how) {
        return best_package_by_bounds(problem, wanted, weights, how, cancel);
      });
}

}  // namespace caucus
