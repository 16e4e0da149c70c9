#include "caucus/analysis/scenario_bounds.h"

#include <algorithm>

#include "caucus/engine/box_frontier.h"

namespace caucus {
namespace {

constexpr std::uint64_t steps_max = 2'000'000;

// The most and the least that something could be worth if each part were chosen by itself, caps
// left aside.
struct WorthRange {
  Rational least;
  Rational most;
};

void add(WorthRange& sum, const WorthRange& range) {
  sum.least += range.least;
  sum.most += range.most;
}

WorthRange times(const WorthRange& range, const Rational& factor) {
  WorthRange scaled{range.least * factor, range.most * factor};
  if (factor.sign() < 0) std::swap(scaled.least, scaled.most);
  return scaled;
}

// Of something that is paid or not.
WorthRange paid_or_not(const Rational& worth) {
  return {std::min(worth, Rational(0)), std::max(worth, Rational(0))};
}

WorthRange range_of(const BoxNode& node) {
  std::vector<WorthRange> parts;
  for (const Box& box : node.boxes)
    parts.push_back(box.bounds.empty() && !box.excludes ? WorthRange{box.worth, box.worth}
                                                        : paid_or_not(box.worth));
  for (const BoxNode& part : node.parts)
    parts.push_back(times(range_of(part), part.weight));
  if (parts.empty()) return {};
  WorthRange joined = parts[0];
  for (std::size_t k = 1; k < parts.size(); ++k)
    if (node.aggregation == Aggregation::sum)
      add(joined, parts[k]);
    else if (node.aggregation == Aggregation::min)
      joined = {std::min(joined.least, parts[k].least), std::min(joined.most, parts[k].most)};
    else
      joined = {std::max(joined.least, parts[k].least), std::max(joined.most, parts[k].most)};
  return joined;
}

WorthRange range_of(const AdditiveWorth& additive) {
  WorthRange sum;
  for (const std::vector<Rational>& worths : additive.worth) {
    const auto [least, most] = std::minmax_element(worths.begin(), worths.end());
    add(sum, {*least, *most});
  }
  return sum;
}

WorthRange range_of(const GroupWorth& groups) {
  WorthRange sum;
  for (const GroupTable& group : groups.groups) {
    WorthRange range;
    for (const auto& [options, worth] : group.combinations) {
      range.least = std::min(range.least, worth);
      range.most = std::max(range.most, worth);
    }
    add(sum, range);
  }
  return sum;
}

// Nothing for comparisons; may throw NumberOverflow.
std::optional<WorthRange> worth_range(const ScenarioProfile& profile) {
  if (const auto* additive = std::get_if<AdditiveWorth>(&profile.worth)) return range_of(*additive);
  if (const auto* groups = std::get_if<GroupWorth>(&profile.worth)) return range_of(*groups);
  if (const auto* boxes = std::get_if<BoxWorth>(&profile.worth))
    return times(range_of(boxes->root), Rational(1) / boxes->divisor);
  return std::nullopt;
}

class Bounds {
 public:
  Bounds(const Scenario& scenario, const ScenarioSums& sums, const CancelToken& cancel)
      : scenario_(scenario), sums_(sums), cancel_(cancel) {}

  std::vector<OuterBound> find() const {
    std::vector<OuterBound> bounds;
    for (std::vector<std::size_t>& set : bounded_sets(sums_.scale.size())) {
      std::optional<OuterBound> bound;
      if (sums_.form == ScenarioForm::boxes) bound = decided(set);
      if (!bound) bound = part_by_part(set);
      if (!bound) continue;
      bound->parties = std::move(set);
      bounds.push_back(std::move(*bound));
    }
    return bounds;
  }

 private:
  // The largest sum of the set, as one party's boxes.
  std::optional<OuterBound> decided(const std::vector<std::size_t>& set) const {
    const auto weights = bound_weights(set, sums_.scale);
    if (!weights) return std::nullopt;
    BoxSpace one{1, sums_.boxes.options, {}, {}};
    for (const SpaceBox& box : sums_.boxes.boxes) {
      const auto worth = checked_multiply(box.worth, (*weights)[box.party]);
      if (!worth) return std::nullopt;
      if (*worth != 0) one.boxes.push_back({0, *worth, box.excludes, box.bounds});
    }
    BoxFrontierOptions how;
    how.method = BoxMethod::search;
    how.steps_max = steps_max;
    const BoxFrontier found = box_frontier(one, how, cancel_);
    if (found.end != BoxEnd::complete || found.size() == 0) return std::nullopt;
    OuterBound bound;
    bound.choice = found.choices[0];
    std::vector<Int128> row = sums_of(sums_, bound.choice), uncapped = row;
    cap(sums_, row.data());
    for (std::size_t q = 0; q < row.size(); ++q)
      bound.utilities.emplace_back(row[q], sums_.scale[q]);
    Rational capped;
    for (const std::size_t q : set) {
      bound.most += Rational(uncapped[q], sums_.scale[q]);
      capped += bound.utilities[q];
    }
    if (capped == bound.most) return bound;
    // Another package may lose less to the cap than this one.
    if (set.size() == 1) {
      bound.most = capped;
      return bound;
    }
    return OuterBound{{}, {}, 0, bound.most};
  }

  // Everybody's most, each part by itself, added up.
  std::optional<OuterBound> part_by_part(const std::vector<std::size_t>& set) const {
    OuterBound bound;
    for (const std::size_t q : set) {
      const ScenarioProfile& profile = scenario_.profiles[q];
      const auto range = worth_range(profile);
      if (!range) return std::nullopt;
      bound.most += profile.cap ? std::min(*profile.cap, range->most) : range->most;
    }
    return bound;
  }

  const Scenario& scenario_;
  const ScenarioSums& sums_;
  const CancelToken& cancel_;
};

}  // namespace

std::vector<OuterBound> scenario_bounds(const Scenario& scenario, const ScenarioSums& sums,
                                        const CancelToken& cancel) {
  try {
    return Bounds(scenario, sums, cancel).find();
  } catch (const NumberOverflow&) {
    return {};  // the sums of parts need more bits than any package does
  }
}

}  // namespace caucus
