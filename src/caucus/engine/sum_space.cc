#include "caucus/engine/sum_space.h"

#include <algorithm>

namespace caucus {
namespace {

bool at_least(const Int128* a, const Int128* b, std::size_t parties) {
  for (std::size_t q = 0; q < parties; ++q)
    if (a[q] < b[q]) return false;
  return true;
}

// Classes of equal options, without those that another option beats; first members ascend.
std::vector<std::vector<std::uint16_t>> classes(const SumSpace& space, std::size_t issue) {
  const std::size_t options = space.options(issue), p = space.parties;
  std::vector<std::uint16_t> order(options);
  for (std::size_t v = 0; v < options; ++v)
    order[v] = static_cast<std::uint16_t>(v);
  // Largest first, so that an option can only be beaten by one before it.
  std::sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
    const Int128* x = space.row(issue, a);
    const Int128* y = space.row(issue, b);
    if (std::equal(x, x + p, y)) return a < b;
    return std::lexicographical_compare(y, y + p, x, x + p);
  });
  std::vector<std::vector<std::uint16_t>> kept;
  for (const std::uint16_t v : order) {
    const Int128* row = space.row(issue, v);
    // Of two parties the last one kept gives the second party the most: it covers whatever any
    // does.
    const auto first = p <= 2 && !kept.empty() ? kept.end() - 1 : kept.begin();
    const auto covering =
        std::find_if(first, kept.end(), [&](const std::vector<std::uint16_t>& known) {
          return at_least(space.row(issue, known.front()), row, p);
        });
    if (covering == kept.end())
      kept.push_back({v});
    else if (const Int128* best = space.row(issue, covering->front());
             std::equal(best, best + p, row))
      covering->push_back(v);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace

WeightedBest weighted_best(const SumSpace& space, const std::vector<std::int64_t>& weights) {
  WeightedBest best;
  best.choice.reserve(space.issues());
  for (std::size_t i = 0; i < space.issues(); ++i) {
    Int128 most = 0;
    std::size_t chosen = 0;
    for (std::size_t v = 0; v < space.options(i); ++v) {
      const Int128 worth = weighted(space.row(i, v), weights);
      if (v == 0 || worth > most) {
        most = worth;
        chosen = v;
      }
    }
    best.worth += most;
    best.choice.push_back(static_cast<std::uint16_t>(chosen));
  }
  return best;
}

Int128 weighted(const Int128* sums, const std::vector<std::int64_t>& weights) {
  Int128 sum = 0;
  for (std::size_t q = 0; q < weights.size(); ++q)
    sum += weights[q] * sums[q];
  return sum;
}

std::vector<Int128> sums_of(const SumSpace& space, const Choice& choice) {
  std::vector<Int128> sums(space.parties, 0);
  for (std::size_t i = 0; i < space.issues(); ++i)
    for (std::size_t q = 0; q < space.parties; ++q)
      sums[q] += space.row(i, choice[i])[q];
  return sums;
}

SumRange sum_range(const SumSpace& space) {
  SumRange range{std::vector<Int128>(space.parties, 0), std::vector<Int128>(space.parties, 0)};
  for (std::size_t i = 0; i < space.issues(); ++i)
    for (std::size_t q = 0; q < space.parties; ++q) {
      Int128 least = space.row(i, 0)[q], most = least;
      for (std::size_t v = 1; v < space.options(i); ++v) {
        least = std::min(least, space.row(i, v)[q]);
        most = std::max(most, space.row(i, v)[q]);
      }
      range.least[q] += least;
      range.most[q] += most;
    }
  return range;
}

ReducedSpace reduced(const SumSpace& space) {
  const std::size_t p = space.parties;
  ReducedSpace small;
  small.space.parties = p;
  small.shift.assign(p, 0);
  for (std::size_t i = 0; i < space.issues(); ++i) {
    auto kept = classes(space, i);
    std::vector<Int128> least(space.row(i, kept[0][0]), space.row(i, kept[0][0]) + p);
    for (const auto& members : kept)
      for (std::size_t q = 0; q < p; ++q)
        least[q] = std::min(least[q], space.row(i, members.front())[q]);
    std::vector<Int128> worth;
    worth.reserve(kept.size() * p);
    for (const auto& members : kept)
      for (std::size_t q = 0; q < p; ++q)
        worth.push_back(space.row(i, members.front())[q] - least[q]);
    for (std::size_t q = 0; q < p; ++q)
      small.shift[q] += least[q];
    small.space.worth.push_back(std::move(worth));
    small.kept.push_back(std::move(kept));
  }
  for (std::size_t q = 0; q < space.floors.size(); ++q)
    small.space.floors.push_back(space.floors[q] - small.shift[q]);
  for (const WeightedFloor& floor : space.weighted_floors)
    small.space.weighted_floors.push_back(
        {floor.weights, floor.least - weighted(small.shift.data(), floor.weights)});
  return small;
}

}  // namespace caucus
