#include "caucus/analysis/reading_space.h"

#include <algorithm>
#include <limits>

#include "caucus/analysis/worth_tables.h"

namespace caucus {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
// Readings are rounded to 10^-6: comparisons keep this distance per entry so that the rounded
// reading still agrees with them.
constexpr double margin_per_entry = 1e-6;
// Exact shares and equal proportions are met up to the last bits of a double.
constexpr double rounding = 1e-9;

// A comparison that every utility meets because it only involves exact points.
bool settled_by_points(const VagueSheet& sheet, const WorthSum& excess) {
  Rational points = excess.points;
  for (const auto& entry : excess.options) {
    const SheetSubject& subject = sheet.subjects[entry.subject];
    if (!subject.in_points || !subject.exact_points()) return false;
    points += entry.sign * subject.points[entry.option].low;
  }
  return excess.weights.empty() && points >= Rational(0);
}

// Shares of no common denominator that fits are added up to 12 digits.
Rational sum_of_shares(const Rational& a, const Rational& b) {
  try {
    return a + b;
  } catch (const NumberOverflow&) {
    return rounded(a, 12) + rounded(b, 12);
  }
}

}  // namespace

std::size_t ReadingSpace::coordinate(CoordinateKind kind, std::size_t block) {
  kinds_.push_back(kind);
  blocks_[block].push_back(kinds_.size() - 1);
  return kinds_.size() - 1;
}

ReadingSpace::ReadingSpace(const VagueSheet& sheet) {
  blocks_.resize(sheet.subjects.size());
  for (const SheetSubject& subject : sheet.subjects)
    add_subject(subject);
  fix_shares(sheet);
  for (std::size_t j = 0; j < sheet.subjects.size(); ++j)
    weight_.push_back(fixed_[j] < 0 ? coordinate(CoordinateKind::exponential, j) : none);
  choose_order(sheet);
  add_walls(sheet);
}

void ReadingSpace::add_subject(const SheetSubject& subject) {
  const std::size_t index = shapes_.size();
  Shape shape;
  shape.shape = subject.shape;
  shape.in_points = subject.in_points;
  shape.places = subject.places;
  shape.keys.assign(subject.options, none);
  if (subject.shape == SubjectShape::ordered) {
    for (std::size_t i = 0; i + 1 < subject.options; ++i)
      shape.increments.push_back(coordinate(CoordinateKind::exponential, index));
    for (const auto& place : subject.places)
      if (place.size() > 1)
        for (OptionIndex option : place)
          shape.keys[option] = coordinate(CoordinateKind::uniform, index);
  }
  for (std::size_t i = 0; i < subject.points.size(); ++i) {
    const NumberRange& range = subject.points[i];
    shape.points.emplace_back(range.low.to_double(), (range.high - range.low).to_double());
    if (!range.exact()) shape.keys[i] = coordinate(CoordinateKind::uniform, index);
  }
  if (subject.in_points) {
    pooled_.push_back(index);
    pooled_range_ += subject.range_of_points().to_double();
  }
  first_.push_back(options_);
  options_ += subject.options;
  shapes_.push_back(std::move(shape));
}

// Exact shares that can be kept by construction; the others become walls.
void ReadingSpace::fix_shares(const VagueSheet& sheet) {
  fixed_.assign(sheet.subjects.size(), -1);
  Rational sum;
  std::size_t fixed = 0;
  for (const SheetShare& share : sheet.shares) {
    const bool pooled = sheet.subjects[share.subject].in_points && pooled_.size() > 1;
    if (!share.share.exact() || pooled || fixed_[share.subject] >= 0) continue;
    const Rational with = sum_of_shares(sum, share.share.low);
    if (with > Rational(1)) continue;
    sum = with;
    fixed_[share.subject] = share.share.low.to_double();
    ++fixed;
  }
  all_fixed_ = fixed == sheet.subjects.size();
  impossible_ = all_fixed_ && abs(sum - 1).to_double() > rounding && fixed > 0;
  fixed_sum_ = sum.to_double();
  for (const SheetShare& share : sheet.shares) {
    const double low = share.share.low.to_double();
    const double high = share.share.high.to_double();
    if (!share.share.exact() || fixed_[share.subject] != low)
      ranges_.push_back({share.subject, low, high});
  }
}

// The first priority order all of whose subjects have a weight of their own.
void ReadingSpace::choose_order(const VagueSheet& sheet) {
  rank_key_.assign(sheet.subjects.size(), none);
  for (const SheetOrder& order : sheet.orders) {
    bool free = places_.empty();
    std::vector<bool> listed(sheet.subjects.size(), false);
    for (const auto& place : order.places) {
      for (std::size_t j : place) {
        const bool pooled = shapes_[j].in_points && pooled_.size() > 1;
        free = free && weight_[j] != none && !pooled && !listed[j];
        listed[j] = true;
      }
    }
    if (free) {
      places_ = order.places;
      for (const auto& place : places_) {
        for (std::size_t j : place) {
          ranked_.push_back(j);
          if (place.size() > 1) rank_key_[j] = coordinate(CoordinateKind::uniform, j);
        }
      }
      continue;
    }
    // As a wall, neighbouring places suffice.
    for (std::size_t p = 0; p + 1 < order.places.size(); ++p)
      for (std::size_t before : order.places[p])
        for (std::size_t after : order.places[p + 1])
          pairs_.emplace_back(before, after);
  }
}

void ReadingSpace::add_walls(const VagueSheet& sheet) {
  for (const SheetComparison& comparison : sheet.comparisons)
    if (!comparison.excess.empty() && !settled_by_points(sheet, comparison.excess))
      add_comparison(sheet, comparison.excess);
}

void ReadingSpace::add_comparison(const VagueSheet& sheet, const WorthSum& excess) {
  Excess wall;
  std::size_t entries = 1;
  for (const auto& entry : excess.options)
    wall.options.push_back(
        {first_[entry.subject] + entry.option, entry.subject, static_cast<double>(entry.sign)});
  for (const auto& entry : excess.weights) {
    wall.weights.push_back({entry.subject, entry.subject, entry.share.to_double()});
    entries += sheet.subjects[entry.subject].values.size();
  }
  wall.points = excess.points.to_double();
  wall.margin =
      margin_per_entry * static_cast<double>(entries + wall.options.size() + wall.weights.size());
  comparisons_.push_back(std::move(wall));
}

ReadingPoint ReadingSpace::point() const {
  ReadingPoint point;
  point.x.assign(kinds_.size(), 0.5);
  point.raw.assign(shapes_.size(), 0);
  point.weights.assign(shapes_.size(), 0);
  point.scale.assign(shapes_.size(), 0);
  point.values.assign(options_, 0);
  point.ranges.assign(shapes_.size(), 0);
  return point;
}

void ReadingSpace::settle(ReadingPoint& point) const {
  for (std::size_t j = 0; j < shapes_.size(); ++j)
    settle_values(point, j);
  settle_weights(point);
}

void ReadingSpace::settle(ReadingPoint& point, std::size_t block) const {
  settle_values(point, block);
  settle_weights(point);
}

void ReadingSpace::settle_values(ReadingPoint& point, std::size_t subject) const {
  const Shape& shape = shapes_[subject];
  const std::size_t first = first_[subject];
  if (shape.shape == SubjectShape::linear) {
    point.values[first] = 1;
    if (shape.in_points) point.ranges[subject] = shape.points[1].first - shape.points[0].first;
    return;
  }
  if (shape.shape == SubjectShape::pointed) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t i = 0; i < shape.points.size(); ++i) {
      const double share = shape.keys[i] == none ? 0 : point.x[shape.keys[i]];
      const double points = shape.points[i].first + share * shape.points[i].second;
      point.values[first + i] = points;
      low = std::min(low, points);
      high = std::max(high, points);
    }
    point.ranges[subject] = high - low;
    return;
  }
  double sum = 0;
  for (std::size_t at : shape.increments)
    sum += point.x[at];
  // From the worst option, worth 0, up to the best, worth exactly 1.
  double below = 0;
  std::size_t increment = 0;
  const std::size_t last = shape.increments.size();
  for (std::size_t p = shape.places.size(); p-- > 0;) {
    const auto& place = shape.places[p];
    const auto take = [&](OptionIndex option) {
      point.values[first + option] =
          increment == last && last > 0 ? 1 : below / std::max(sum, 1e-300);
      if (increment < last) below += point.x[shape.increments[increment]];
      ++increment;
    };
    if (place.size() == 1) {
      take(place[0]);
      continue;
    }
    std::vector<OptionIndex> drawn = place;
    std::sort(drawn.begin(), drawn.end(), [&](OptionIndex a, OptionIndex b) {
      return point.x[shape.keys[a]] < point.x[shape.keys[b]];
    });
    for (OptionIndex option : drawn)
      take(option);
  }
}

// Sorted weights for the subjects of the order that is built in.
void ReadingSpace::rank_weights(ReadingPoint& point) const {
  double weight = 0;
  std::size_t rank = ranked_.size();
  for (std::size_t p = places_.size(); p-- > 0;) {
    const auto& place = places_[p];
    const auto take = [&](std::size_t subject) {
      weight += point.x[weight_[ranked_[rank - 1]]] / static_cast<double>(rank);
      point.raw[subject] = weight;
      --rank;
    };
    if (place.size() == 1) {
      take(place[0]);
      continue;
    }
    std::vector<std::size_t> drawn = place;
    std::sort(drawn.begin(), drawn.end(), [&](std::size_t a, std::size_t b) {
      return point.x[rank_key_[a]] < point.x[rank_key_[b]];
    });
    for (std::size_t subject : drawn)
      take(subject);
  }
}

void ReadingSpace::settle_weights(ReadingPoint& point) const {
  for (std::size_t j = 0; j < shapes_.size(); ++j)
    point.raw[j] = weight_[j] == none ? 0 : point.x[weight_[j]];
  rank_weights(point);
  double pool = 0;
  double range = 0;
  for (std::size_t j : pooled_) {
    pool += point.raw[j];
    range += point.ranges[j];
  }
  if (range > 0)
    for (std::size_t j : pooled_)
      if (weight_[j] != none) point.raw[j] = pool * (point.ranges[j] / range);
  double sum = 0;
  for (double raw : point.raw)
    sum += raw;
  const double left = all_fixed_ ? 0 : 1 - fixed_sum_;
  for (std::size_t j = 0; j < shapes_.size(); ++j) {
    point.weights[j] = fixed_[j] >= 0 ? fixed_[j] : point.raw[j] * (left / sum);
    point.scale[j] = point.weights[j];
  }
  point.unit = 0;
  if (range > 0) {
    double weight = 0;
    for (std::size_t j : pooled_)
      weight += point.weights[j];
    point.unit = weight / range;
  }
  for (std::size_t j : pooled_)
    if (shapes_[j].shape == SubjectShape::pointed) point.scale[j] = point.unit;
}

double ReadingSpace::excess_of(const Excess& comparison, const ReadingPoint& point) const {
  double sum = comparison.points * point.unit - comparison.margin;
  for (const Entry& entry : comparison.options)
    sum += entry.factor * point.scale[entry.subject] * point.values[entry.at];
  for (const Entry& entry : comparison.weights)
    sum += entry.factor * point.weights[entry.subject];
  return sum;
}

bool ReadingSpace::inside(const ReadingPoint& point, double slack) const {
  if (impossible_) return false;
  const double near = slack + rounding;
  for (const auto& [more, less] : pairs_)
    if (point.weights[more] < point.weights[less] - near) return false;
  for (const Range& range : ranges_)
    if (point.weights[range.subject] < range.low - near ||
        point.weights[range.subject] > range.high + near)
      return false;
  for (const Excess& comparison : comparisons_)
    if (excess_of(comparison, point) < -slack) return false;
  return true;
}

double ReadingSpace::outside(const ReadingPoint& point, double slack) const {
  const double near = slack + rounding;
  double sum = impossible_ ? 1 : 0;
  const auto add = [&](double missing) {
    if (missing > 0) sum += missing;
  };
  for (const auto& [more, less] : pairs_)
    add(point.weights[less] - near - point.weights[more]);
  for (const Range& range : ranges_) {
    add(range.low - near - point.weights[range.subject]);
    add(point.weights[range.subject] - near - range.high);
  }
  for (const Excess& comparison : comparisons_)
    add(-slack - excess_of(comparison, point));
  return sum;
}

void ReadingSpace::worth(const ReadingPoint& point, std::span<double> row) const {
  for (std::size_t j = 0; j < shapes_.size(); ++j) {
    const std::size_t past = j + 1 < first_.size() ? first_[j + 1] : options_;
    for (std::size_t i = first_[j]; i < past; ++i)
      row[i] = point.scale[j] * point.values[i];
  }
  row[options_] = point.unit * pooled_range_;
}

}  // namespace caucus
