#include "caucus/analysis/weight_splits.h"

#include <algorithm>

namespace caucus {
namespace {

constexpr double least_difference = 0.2;
constexpr std::size_t least_part = 10;  // one reading in so many on either side
constexpr std::size_t options_looked_at = 64;

}  // namespace

AcceptanceSplits::AcceptanceSplits(const Case& c, const Readings& readings, std::size_t i,
                                   const std::vector<Package>& packages)
    : case_(c) {
  for (const Package& package : packages) {
    accepted_.emplace_back();
    for (std::size_t r = 0; r < readings.size(); ++r)
      accepted_.back().push_back(readings.acceptable(i, r, package));
  }
  for (std::size_t r = 0; r < readings.size(); ++r)
    reservations_.push_back(readings.reservation(i, r));
  weights_.resize(c.issues.size());
  if (packages.empty()) return;
  for (IssueId issue : c.issues.ids()) {
    const auto home = std::find_if(packages.begin(), packages.end(),
                                   [&](const Package& p) { return p.applies(issue); });
    if (home == packages.end()) continue;
    const std::size_t options = std::min(c.issues[issue].options.size(), options_looked_at);
    std::vector<Package> variants;
    for (std::size_t o = 0; o < options; ++o)
      variants.push_back(c.canonical(home->with(issue, static_cast<OptionIndex>(o))));
    std::vector<double>& weight = weights_[issue.index()];
    for (std::size_t r = 0; r < readings.size(); ++r) {
      double low = 1;
      double high = 0;
      for (const Package& variant : variants) {
        const double worth = readings.utility(i, r, variant);
        low = std::min(low, worth);
        high = std::max(high, worth);
      }
      weight.push_back(high - low);
    }
    if (std::all_of(weight.begin(), weight.end(), [](double w) { return w <= 0; })) weight.clear();
  }
}

std::optional<AcceptanceSplit> AcceptanceSplits::split(const std::vector<bool>& where) const {
  const auto inside = static_cast<std::size_t>(std::count(where.begin(), where.end(), true));
  const std::size_t outside = where.size() - inside;
  if (std::min(inside, outside) * least_part < where.size()) return std::nullopt;
  std::optional<AcceptanceSplit> widest;
  for (std::size_t p = 0; p < accepted_.size(); ++p) {
    AcceptanceSplit split{p, {0, inside}, {0, outside}};
    for (std::size_t r = 0; r < where.size(); ++r)
      if (accepted_[p][r]) ++(where[r] ? split.where : split.elsewhere).accepted;
    if (split.difference() >= (widest ? widest->difference() + 1e-12 : least_difference))
      widest = split;
  }
  return widest;
}

std::optional<WeightSplit> AcceptanceSplits::by_weights() const {
  std::optional<WeightSplit> widest;
  for (IssueId one : case_.issues.ids())
    for (IssueId other : case_.issues.ids()) {
      if (!(one < other)) continue;
      const std::vector<double>& a = weights_[one.index()];
      const std::vector<double>& b = weights_[other.index()];
      if (a.empty() || b.empty()) continue;
      std::vector<bool> where;
      for (std::size_t r = 0; r < a.size(); ++r)
        where.push_back(a[r] > b[r]);
      const auto found = split(where);
      if (found && (!widest || found->difference() > widest->split.difference() + 1e-12))
        widest = WeightSplit{one, other, *found};
    }
  return widest;
}

std::optional<AcceptanceSplit> AcceptanceSplits::by_reservation() const {
  std::vector<double> sorted = reservations_;
  if (sorted.empty()) return std::nullopt;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  std::vector<bool> where;
  for (double worth : reservations_)
    where.push_back(worth < *middle);
  return split(where);
}

}  // namespace caucus
