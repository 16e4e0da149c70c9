#include "caucus/analysis/find_package.h"

#include <algorithm>

#include "caucus/analysis/package_by_bounds.h"

namespace caucus {
namespace {

constexpr std::uint64_t short_search_steps_max = 1'000;
constexpr BoundsLimits growing_bounds[] = {{2'000, 6, 20'000}, {200'000, 30, 500'000}};
// Only where issues can be joined, which takes about as long as the short search.
constexpr BoundsLimits quick_bounds{2'000, 6, 1'000, true};
// From so many packages on a search is more likely to stall than quick bounds are.
constexpr double many_packages = 1e12;

bool many(const PackageSpace& space) {
  double packages = 1;
  for (const std::uint32_t slots : space.slots)
    packages *= slots;
  return packages > many_packages;
}

// `search(options)` and `bounds(limits)` answer the same question, one of `many` packages or few.
template <class Answer, class Search, class Bounds>
Answer either_way(const SearchOptions& options, bool many, const Search& search,
                  const Bounds& bounds) {
  // What is certain, and what is passed and not only reached, only the search knows.
  const bool bounds_know = !options.certain && !options.beyond;
  Answer answer;
  std::uint64_t steps = 0;
  const auto by_bounds = [&](const BoundsLimits& limits) {
    if (answer.finding != Finding::undecided || !bounds_know) return;
    if (steps + limits.steps > options.steps_max) return;
    answer = bounds(limits);
    steps += answer.steps;
  };
  const auto by_search = [&](std::uint64_t steps_max) {
    if (answer.finding != Finding::undecided) return;
    SearchOptions how = options;
    how.steps_max = std::min(options.steps_max, steps_max);
    answer = search(how);
    steps += answer.steps;
  };
  if (many) by_bounds(quick_bounds);
  by_search(short_search_steps_max);
  for (const BoundsLimits& limits : growing_bounds)
    by_bounds(limits);
  if (short_search_steps_max < options.steps_max) by_search(options.steps_max);
  answer.steps = steps;
  return answer;
}

struct Asked {
  const Problem& problem;
  const DemandMask& wanted;
  const SearchOptions& options;
  const CancelToken& cancel;
};

// `bounds()` makes what answers by bounds, or has it.
template <class Bounds>
ZoneTest any(const Asked& ask, bool many, const Bounds& bounds) {
  return either_way<ZoneTest>(
      ask.options, many,
      [&](const SearchOptions& how) {
        return search_package(ask.problem, ask.wanted, how, ask.cancel);
      },
      [&](const BoundsLimits& how) { return bounds().any(ask.wanted, how, ask.cancel); });
}

template <class Bounds>
BestPackage best(const Asked& ask, const std::vector<std::int64_t>& weights, bool many,
                 const Bounds& bounds) {
  return either_way<BestPackage>(
      ask.options, many,
      [&](const SearchOptions& how) {
        return search_best_package(ask.problem, ask.wanted, weights, how, ask.cancel);
      },
      [&](const BoundsLimits& how) { return bounds().best(ask.wanted, weights, how, ask.cancel); });
}

}  // namespace

PackageFinder::PackageFinder(const Problem& problem)
    : problem_(problem), many_(many(*problem.space)) {}
PackageFinder::~PackageFinder() = default;

PackageBounds& PackageFinder::bounds() {
  if (!bounds_) bounds_ = std::make_unique<PackageBounds>(problem_);
  return *bounds_;
}

ZoneTest PackageFinder::find(const DemandMask& wanted, const SearchOptions& options,
                             const CancelToken& cancel) {
  return caucus::any({problem_, wanted, options, cancel}, many_,
                     [&]() -> PackageBounds& { return bounds(); });
}

BestPackage PackageFinder::best(const DemandMask& wanted, const std::vector<std::int64_t>& weights,
                                const SearchOptions& options, const CancelToken& cancel) {
  return caucus::best({problem_, wanted, options, cancel}, weights, many_,
                      [&]() -> PackageBounds& { return bounds(); });
}

// A single question does not pay for what quick bounds prepare.
ZoneTest find_package(const Problem& problem, const DemandMask& wanted,
                      const SearchOptions& options, const CancelToken& cancel) {
  return any({problem, wanted, options, cancel}, false, [&] { return PackageBounds(problem); });
}

BestPackage best_package(const Problem& problem, const DemandMask& wanted,
                         const std::vector<std::int64_t>& weights, const SearchOptions& options,
                         const CancelToken& cancel) {
  return best({problem, wanted, options, cancel}, weights, false,
              [&] { return PackageBounds(problem); });
}

}  // namespace caucus
