// What does a vague sheet say, in numbers? Its statements as linear conditions on the worth of
// options, ready for the central utility, the sampler and the search for contradictions.
//
// Subjects are the issues and totals with a preference other than indifference. A utility of the
// set gives each subject a weight (at least 0, sum 1) and each of its options a value in 0..1; the
// worth of an option is weight * value, that of void is 0. Subjects in points share one unit: an
// option is worth unit * points (void: 0 points), so its issue weighs unit * range of points, and
// terms count unit * points. Where no subject is in points there is no unit, and terms are left
// out. A total is worth its amount linearly between its smallest and largest over all packages.
//
// An open issue of a partial package (of a comparison or of as_good_as) counts the middle between
// its best and its worst option, alike on both sides; in a total it counts its middle amount.
//
// Source: docs/reference/case-language.md, "Vague sheets".
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "caucus/analysis/utility.h"

namespace caucus {

enum class SubjectShape {
  ordered,  // an issue: places from best to worst
  pointed,  // an issue: points per option, exact or in ranges
  linear,   // a total: its amount
};

struct SheetSubject {
  Subject about;
  std::string id;  // of the preference: "north.preference.2"
  SubjectShape shape = SubjectShape::ordered;
  bool in_points = false;                        // pointed issues and totals with points per unit
  std::vector<std::vector<OptionIndex>> places;  // ordered
  std::vector<NumberRange> points;  // pointed: per option; linear in points: worst and best amount
  std::vector<WorthTable> values;   // linear: sum is 0 at the worst amount, 1 at the best
  Rational worst_amount;            // linear
  Rational best_amount;             // linear; equal to the worst where the total never changes
  std::size_t options = 1;          // of an issue; 1 for a total

  // Points are plain numbers (true for what is not in points).
  bool exact_points() const;
  // Largest less smallest points; of the middles where points are ranges.
  Rational range_of_points() const;
};

// A sum of worths: of options (with a sign), of shares of weights, and of points.
struct WorthSum {
  struct OfOption {
    std::size_t subject = 0;
    OptionIndex option = 0;
    int sign = 1;
  };
  struct OfWeight {
    std::size_t subject = 0;
    Rational share;
  };
  std::vector<OfOption> options;
  std::vector<OfWeight> weights;
  Rational points;  // counted unit * points

  bool empty() const { return options.empty() && weights.empty() && points == Rational(0); }
};

// The worth of one package less that of another is at least 0.
struct SheetComparison {
  std::string id;
  WorthSum excess;
};

// No subject of a later place weighs more than one of an earlier place.
struct SheetOrder {
  std::string id;
  std::vector<std::vector<std::size_t>> places;  // indexes of subjects
};

// The weight of a subject lies in the range.
struct SheetShare {
  std::string id;
  std::size_t subject = 0;
  NumberRange share;
};

struct SheetTerm {
  std::string id;
  WorthTable holds;  // 1 where it is certain, 0 elsewhere
  Rational points;
};

struct NotStated {};

struct VagueSheet {
  PartyId party = PartyId(0);
  std::vector<SheetSubject> subjects;
  std::vector<SheetComparison> comparisons;
  std::vector<SheetOrder> orders;
  std::vector<SheetShare> shares;
  std::vector<SheetTerm> terms;  // empty without a unit
  // A range of worth, or what it is as good as. Points have a unit only where every subject is in
  // points; elsewhere they count as not stated.
  std::variant<NotStated, NumberRange, WorthSum> no_agreement;

  std::size_t subjects_in_points() const;
  // Readings are whole millionths. Points or terms of more than a million times the range of all
  // points leave no millionths for the rest.
  bool can_be_sampled() const;
};

// Complexity: linear in the sheet and in the tables of its totals.
VagueSheet vague_sheet(const Case& c, const Sheet& sheet);

// One utility of the set in exact numbers.
struct SheetWorth {
  std::vector<Rational> weights;               // per subject
  std::vector<std::vector<Rational>> options;  // per subject: worth per option; empty for totals
  Rational pool;   // weight of all subjects in points together; 0 without
  Rational range;  // their points from worst to best, together: a point is worth pool / range

  Rational of_points(const Rational& points) const {
    return range == Rational(0) ? Rational(0) : pool * (points / range);
  }
};

// What a sum comes to. Complexity: linear in the sum.
Rational amount(const WorthSum& sum, const SheetWorth& worth);

}  // namespace caucus
