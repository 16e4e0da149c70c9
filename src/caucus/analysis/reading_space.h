// How does a reading of a vague sheet come out of independent random numbers? Coordinates in which
// flat weights and flat increments are products of simple distributions, and the walls that the
// rest of the sheet puts up.
//
// Coordinates (each exponential with mean 1, or uniform on 0..1):
//   - one exponential per subject: weights are the exponentials over their sum, a flat Dirichlet.
//     Where one priority order ranks m subjects, their m exponentials make sorted weights instead:
//     the k-th largest is e_k/k + ... + e_m/m (Renyi 1953), and a uniform number per subject draws
//     who is where within a place. A subject with an exact share has none. Subjects in points add
//     up theirs and divide the sum by their ranges of points.
//   - options in an order of n: n - 1 exponentials, values are their running sums over the sum
//     (sorted Dirichlet spacings, Devroye 1986), and a uniform number per option that shares a
//     place draws the order within it;
//   - a range of points: one uniform number.
// Walls: comparisons, further priority orders, ranges of weights. Without walls every point of the
// space is a reading.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "caucus/analysis/vague_sheet.h"

namespace caucus {

enum class CoordinateKind : std::uint8_t { exponential, uniform };

// A point of the space and what it stands for. Made by ReadingSpace::point(), moved by settle().
struct ReadingPoint {
  std::vector<double> x;        // coordinates
  std::vector<double> raw;      // per subject: weight before all are brought to sum 1
  std::vector<double> weights;  // per subject, sum 1
  std::vector<double> scale;    // per subject: worth of a value of 1; of one point, where in points
  std::vector<double> values;   // per option of each subject, see ReadingSpace::first_of; or points
  std::vector<double> ranges;   // per subject in points: largest less smallest points
  double unit = 0;              // worth of one point
};

class ReadingSpace {
 public:
  // The sheet is not kept.
  explicit ReadingSpace(const VagueSheet& sheet);

  const std::vector<CoordinateKind>& coordinates() const { return kinds_; }
  // Coordinates that belong together: those of one subject. Changing them leaves the values of
  // other subjects alone.
  const std::vector<std::vector<std::size_t>>& blocks() const { return blocks_; }
  bool has_walls() const {
    return impossible_ || !comparisons_.empty() || !pairs_.empty() || !ranges_.empty();
  }

  ReadingPoint point() const;
  // Brings everything in line with x; or, faster, after a change in one block only.
  void settle(ReadingPoint& point) const;
  void settle(ReadingPoint& point, std::size_t block) const;

  // How far the point is outside of the walls, in units of worth and weight; 0 inside. `slack`
  // moves all walls outwards: walls that meet in a plane enclose nothing without it.
  double outside(const ReadingPoint& point, double slack) const;
  bool inside(const ReadingPoint& point, double slack) const;

  // Worth per option, subject by subject, then the worth of all points in points together.
  std::size_t width() const { return options_ + 1; }
  std::size_t first_of(std::size_t subject) const { return first_[subject]; }
  void worth(const ReadingPoint& point, std::span<double> row) const;

 private:
  struct Entry {
    std::size_t at = 0;  // in values; or the subject, for weights
    std::size_t subject = 0;
    double factor = 0;
  };
  struct Excess {
    std::vector<Entry> options;
    std::vector<Entry> weights;
    double points = 0;
    double margin = 0;  // what rounding a reading may take away
  };
  struct Range {
    std::size_t subject = 0;
    double low = 0;
    double high = 1;
  };
  // What one subject needs for its values.
  struct Shape {
    SubjectShape shape = SubjectShape::ordered;
    bool in_points = false;
    std::vector<std::vector<OptionIndex>> places;
    std::vector<std::size_t> increments;  // coordinates
    std::vector<std::size_t> keys;        // per option: coordinate of its key or range, or none
    std::vector<std::pair<double, double>> points;
  };

  void add_subject(const SheetSubject& subject);
  void choose_order(const VagueSheet& sheet);
  void fix_shares(const VagueSheet& sheet);
  void add_walls(const VagueSheet& sheet);
  void add_comparison(const VagueSheet& sheet, const WorthSum& excess);
  std::size_t coordinate(CoordinateKind kind, std::size_t block);

  void settle_values(ReadingPoint& point, std::size_t subject) const;
  void settle_weights(ReadingPoint& point) const;
  void rank_weights(ReadingPoint& point) const;
  double excess_of(const Excess& comparison, const ReadingPoint& point) const;

  std::vector<CoordinateKind> kinds_;
  std::vector<std::vector<std::size_t>> blocks_;
  std::vector<Shape> shapes_;
  std::vector<std::size_t> first_;   // per subject: its first entry in values
  std::size_t options_ = 0;          // entries in values
  std::vector<std::size_t> weight_;  // per subject: its coordinate, or none
  std::vector<std::size_t> pooled_;  // subjects in points
  double pooled_range_ = 0;          // of the middles of points
  std::vector<double> fixed_;        // per subject: exact share, or below 0
  double fixed_sum_ = 0;
  bool all_fixed_ = false;
  bool impossible_ = false;  // every weight has an exact share and they do not sum to 1

  std::vector<std::vector<std::size_t>> places_;  // of the order that is built in
  std::vector<std::size_t> ranked_;               // their subjects, one after another
  std::vector<std::size_t> rank_key_;             // per subject: coordinate, or none

  std::vector<Excess> comparisons_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;  // first weighs at least the second
  std::vector<Range> ranges_;
};

}  // namespace caucus
