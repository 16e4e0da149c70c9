#include "caucus/analysis/frontier.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr std::size_t buffer_min = 4096;

// Sorted by values, largest first, equal vectors joined.
PointList sorted(const PointList& points) {
  const std::size_t p = points.parties;
  std::vector<std::uint32_t> order(points.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::int64_t* left = points.row(a);
    const std::int64_t* right = points.row(b);
    return std::lexicographical_compare(right, right + p, left, left + p);
  });
  PointList result;
  result.parties = p;
  for (std::uint32_t k : order) {
    const std::size_t last = result.size() - 1;
    if (!result.empty() && std::equal(points.row(k), points.row(k) + p, result.row(last))) {
      result.packages[last] += points.packages[k];
      result.first[last] = std::min(result.first[last], points.first[k]);
    } else {
      result.push_back(points.row(k), points.first[k], points.packages[k]);
    }
  }
  return result;
}

// Two sorted lists as one.
PointList merged(const PointList& a, const PointList& b) {
  const std::size_t p = a.parties;
  PointList result;
  result.parties = p;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const auto order = j == b.size()   ? std::strong_ordering::greater
                       : i == a.size() ? std::strong_ordering::less
                                       : std::lexicographical_compare_three_way(
                                             a.row(i), a.row(i) + p, b.row(j), b.row(j) + p);
    if (order > 0) {
      result.push_back(a.row(i), a.first[i], a.packages[i]);
    } else if (order < 0) {
      result.push_back(b.row(j), b.first[j], b.packages[j]);
    } else {
      result.push_back(a.row(i), std::min(a.first[i], b.first[j]), a.packages[i] + b.packages[j]);
      ++j;
    }
    if (order >= 0) ++i;
    if (order < 0) ++j;
  }
  return result;
}

// For points visited in sorted order, whether an earlier one covers the second and third value.
class Staircase {
 public:
  // False if covered; otherwise the values become part of the staircase.
  bool climb(std::int64_t second, std::int64_t third) {
    const auto above = steps_.lower_bound(second);
    if (above != steps_.end() && above->second >= third) return false;
    auto at = steps_.insert_or_assign(above, second, third);
    while (at != steps_.begin() && std::prev(at)->second <= third)
      steps_.erase(std::prev(at));
    return true;
  }

 private:
  std::map<std::int64_t, std::int64_t> steps_;  // second value up, third value down
};

// Which of sorted, distinct points are beaten by none.
std::vector<bool> unbeaten(const PointList& points) {
  std::vector<bool> keep(points.size(), false);
  if (points.empty()) return keep;
  if (points.parties <= 1) {
    keep[0] = true;
  } else if (points.parties == 2) {
    for (std::size_t k = 0, best = 0; k < points.size(); ++k) {
      keep[k] = k == 0 || points.row(k)[1] > points.row(best)[1];
      if (keep[k]) best = k;
    }
  } else if (points.parties == 3) {
    Staircase staircase;
    for (std::size_t k = 0; k < points.size(); ++k)
      keep[k] = staircase.climb(points.row(k)[1], points.row(k)[2]);
  } else {
    const CornerTree tree(points);
    for (std::size_t k = 0; k < points.size(); ++k)
      keep[k] = tree.at_least(points, points.row(k), k) == CornerTree::none;
  }
  return keep;
}

PointList only_unbeaten(const PointList& points) {
  const std::vector<bool> keep = unbeaten(points);
  PointList result;
  result.parties = points.parties;
  for (std::size_t k = 0; k < points.size(); ++k)
    if (keep[k]) result.push_back(points.row(k), points.first[k], points.packages[k]);
  return result;
}

}  // namespace

FrontierFilter::FrontierFilter(std::size_t parties) {
  CAUCUS_ASSERT(parties > 0, "a frontier needs a party");
  archive_.parties = parties;
  buffer_.parties = parties;
}

// The point of the archive that covers the vector, or none.
std::size_t FrontierFilter::at_least(const std::int64_t* vector) const {
  if (archive_.empty()) return CornerTree::none;
  const std::size_t p = archive_.parties;
  if (covers(archive_.row(recent_), vector, p)) return recent_;
  std::size_t found = CornerTree::none;
  if (p <= 2) {
    // Sorted by the first value downwards, and the second goes upwards: of the points with a first
    // value that is large enough the last has the largest second.
    std::size_t begin = 0;
    std::size_t end = archive_.size();
    while (begin < end) {
      const std::size_t middle = begin + (end - begin) / 2;
      if (archive_.row(middle)[0] >= vector[0])
        begin = middle + 1;
      else
        end = middle;
    }
    if (begin > 0 && covers(archive_.row(begin - 1), vector, p)) found = begin - 1;
  } else {
    found = tree_.at_least(archive_, vector);
  }
  if (found != CornerTree::none) recent_ = found;
  return found;
}

void FrontierFilter::add(const std::int64_t* vector, UInt128 rank, std::uint64_t count) {
  if (grid_.beaten(vector)) return;
  const std::size_t found = at_least(vector);
  if (found == CornerTree::none) {
    buffer_.push_back(vector, rank, count);
    if (buffer_.size() >= std::max(buffer_min, archive_.size())) settle();
    return;
  }
  if (!std::equal(vector, vector + archive_.parties, archive_.row(found))) return;
  archive_.packages[found] += count;
  archive_.first[found] = std::min(archive_.first[found], rank);
}

bool FrontierFilter::beaten(const std::int64_t* vector) const {
  if (grid_.beaten(vector)) return true;
  const std::size_t found = at_least(vector);
  return found != CornerTree::none &&
         !std::equal(vector, vector + archive_.parties, archive_.row(found));
}

void FrontierFilter::settle() {
  if (buffer_.empty()) return;
  // What beats nobody of the buffer need not meet the archive, so the buffer goes first.
  archive_ = only_unbeaten(merged(archive_, only_unbeaten(sorted(buffer_))));
  if (archive_.parties > 2) {
    tree_ = CornerTree(archive_);
    grid_ = CornerGrid(archive_);
  }
  recent_ = 0;
  buffer_ = PointList{};
  buffer_.parties = archive_.parties;
}

void FrontierFilter::merge(FrontierFilter&& other) {
  CAUCUS_ASSERT(other.archive_.parties == archive_.parties, "filters of the same parties");
  other.settle();
  for (std::size_t k = 0; k < other.archive_.size(); ++k)
    buffer_.push_back(other.archive_.row(k), other.archive_.first[k], other.archive_.packages[k]);
  settle();
}

PointList FrontierFilter::finish() && {
  settle();
  return std::move(archive_);
}

PointList frontier_of(PointList points) {
  return only_unbeaten(sorted(points));
}

}  // namespace caucus
