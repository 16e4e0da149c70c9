// The frontier step for four parties and more, by difference queries, for sums of any size
// (cell_kernel.h has those of 30 bits and less).
//
// F beats nothing in itself, so f + s can only be beaten by some g + t with another option t, that
// is, if some g of F covers f + s - t. One tree over F answers all of them, and nothing is sorted
// until the end. Equal sums are met once per option: the smallest option keeps the point, and the
// packages of the others are added to it. (If g + t equals f + s, no other point of F covers
// f + s - t, so the one answer tells which case it is.)
//
// Complexity: n k questions of which a beaten sum asks few; threads share them by chunks whose
// results are joined in order, so their number does not change the answer. Sources: Klamroth, Lang,
// Stiglmayr 2022; Karathanasis, Kontogiannis, Zaroliagis 2025.
#pragma once

#include <atomic>
#include <thread>

#include "caucus/base/cancel.h"
#include "caucus/engine/box_tree_kernel.h"
#include "caucus/engine/layer_kernel.h"

namespace caucus {

template <class Lanes>
class DifferenceStep {
 public:
  using Vector = typename Lanes::Vector;

  DifferenceStep(const Step<Lanes>& step, std::size_t points_max, const CancelToken& cancel)
      : step_(step),
        tree_(step.lanes, step.from.points),
        points_max_(points_max),
        cancel_(cancel) {}

  Stepped<Vector> run(unsigned threads) {
    const std::size_t chunks = (step_.from.size() + chunk_points - 1) / chunk_points;
    std::vector<std::vector<Kept>> kept(chunks);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      Recent recent(step_.options.size());
      for (std::size_t c = next++; c < chunks && !stopped_; c = next++)
        kept[c] = chunk(c * chunk_points, recent);
    };
    {
      std::vector<std::jthread> others;
      for (unsigned t = 1; t < threads && t < chunks; ++t)
        others.emplace_back(work);
      work();
    }
    return joined(kept);
  }

 private:
  static constexpr std::size_t chunk_points = 1024;

  struct Kept {
    Vector sums;
    std::uint64_t packages;
    std::uint32_t parent;
    std::uint16_t option;
  };

  // What beat the last sums with an option: asked first, as neighbours are beaten alike.
  struct Recent {
    explicit Recent(std::size_t options) : order(options), point(options) {
      for (std::size_t s = 0; s < options; ++s) {
        for (std::size_t t = 0; t < options; ++t)
          if (t != s) order[s].push_back(static_cast<std::uint16_t>(t));
        point[s].assign(options, 0);
      }
    }
    std::vector<std::vector<std::uint16_t>> order;
    std::vector<std::vector<std::uint32_t>> point;
  };

  std::vector<Kept> chunk(std::size_t begin, Recent& recent) {
    std::vector<Kept> kept;
    if (cancel_.cancelled() || found_ > points_max_) stopped_ = true;
    const std::size_t end = std::min(begin + chunk_points, step_.from.size());
    for (std::size_t f = begin; f < end; ++f)
      for (std::size_t s = 0; s < step_.options.size(); ++s) {
        const Vector sums = step_.lanes.add(step_.from.points[f], step_.options[s]);
        if (!step_.reaches(sums)) continue;
        std::uint64_t packages = multiply_counts(step_.from.packages[f], step_.members[s]);
        if (beaten(sums, s, recent, packages)) continue;
        kept.push_back(
            {sums, packages, static_cast<std::uint32_t>(f), static_cast<std::uint16_t>(s)});
      }
    found_ += kept.size();
    return kept;
  }

  // Also adds up the packages of equal sums with later options.
  bool beaten(const Vector& sums, std::size_t s, Recent& recent, std::uint64_t& packages) const {
    std::vector<std::uint16_t>& order = recent.order[s];
    for (std::size_t k = 0; k < order.size(); ++k) {
      const std::uint16_t t = order[k];
      const Vector rest = step_.lanes.less(sums, step_.options[t]);
      std::uint32_t& last = recent.point[s][t];
      std::uint32_t by = last;
      if (!step_.lanes.covers(step_.from.points[by], rest)) {
        by = tree_.covering(rest);
        if (by == BoxTree<Lanes>::none) continue;
        last = by;
      }
      if (t < s || step_.lanes.add(step_.from.points[by], step_.options[t]) != sums) {
        std::swap(order[k], order[k / 2]);
        return true;
      }
      packages = add_counts(packages, multiply_counts(step_.from.packages[by], step_.members[t]));
    }
    return false;
  }

  Stepped<Vector> joined(const std::vector<std::vector<Kept>>& chunks) const {
    std::vector<Kept> all;
    for (const std::vector<Kept>& kept : chunks)
      all.insert(all.end(), kept.begin(), kept.end());
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.sums > b.sums; });
    Stepped<Vector> out;
    for (const Kept& point : all)
      out.push(point.sums, point.packages, point.parent, point.option);
    return out;
  }

  const Step<Lanes>& step_;
  BoxTree<Lanes> tree_;
  std::size_t points_max_;
  const CancelToken& cancel_;
  std::atomic<std::size_t> found_{0};
  std::atomic<bool> stopped_{false};
};

}  // namespace caucus
