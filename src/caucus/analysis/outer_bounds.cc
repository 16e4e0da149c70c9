#include "caucus/analysis/outer_bounds.h"

#include <numeric>

#include "caucus/analysis/direct_points.h"

namespace caucus {

std::vector<std::vector<std::size_t>> bounded_sets(std::size_t parties) {
  std::vector<std::vector<std::size_t>> sets;
  for (std::size_t q = 0; q < parties; ++q)
    sets.push_back({q});
  for (std::size_t a = 0; a < parties; ++a)
    for (std::size_t b = a + 1; b < parties; ++b)
      sets.push_back({a, b});
  if (parties > 2) {
    std::vector<std::size_t> all(parties);
    std::iota(all.begin(), all.end(), std::size_t{0});
    sets.push_back(std::move(all));
  }
  return sets;
}

std::optional<std::vector<std::int64_t>> bound_weights(const std::vector<std::size_t>& set,
                                                       const std::vector<Int128>& unit) {
  std::vector<Int128> scales(unit.size(), 0);
  for (const std::size_t q : set)
    scales[q] = set.size() == 1 ? Int128{1} : unit[q];
  const auto weights = weights_per(scales);
  if (!weights) return std::nullopt;
  return std::vector<std::int64_t>(weights->begin(), weights->end());
}

std::vector<OuterBound> outer_bounds(const SumOracle& oracle, const std::vector<Int128>& unit,
                                     const std::vector<Int128>& constant) {
  std::vector<OuterBound> bounds;
  for (std::vector<std::size_t>& set : bounded_sets(unit.size())) {
    const auto weights = bound_weights(set, unit);
    if (!weights) continue;
    const std::optional<WeightedBest> best = oracle.best(*weights);
    if (!best) return {};
    OuterBound bound{std::move(set), *weights, best->worth, Rational(0), best->choice};
    const std::vector<Int128> sums = oracle.sums(best->choice);
    for (std::size_t q = 0; q < unit.size(); ++q)
      bound.utilities.emplace_back(sums[q] + constant[q], unit[q]);
    for (const std::size_t q : bound.parties)
      bound.most += bound.utilities[q];
    bounds.push_back(std::move(bound));
  }
  return bounds;
}

}  // namespace caucus
