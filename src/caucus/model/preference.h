// What is known of a party's preferences, as stated? These are statements, not numbers: analysis
// turns them into one exact utility or into the set of utilities that agree with all of them.
//
// Meaning: docs/reference/case-language.md, "Exact sheets" and "Vague sheets".
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/model/expression.h"
#include "caucus/model/ids.h"
#include "caucus/model/origin.h"
#include "caucus/model/package.h"

namespace caucus {

// What a statement is about: an issue or a total. Exactly one of the two is set.
struct Subject {
  std::optional<IssueId> issue;
  std::optional<TotalId> total;

  friend bool operator==(const Subject&, const Subject&) = default;
};

// Closed range of exact numbers, low <= high; one number is a range of width 0.
struct NumberRange {
  Rational low;
  Rational high;

  bool exact() const { return low == high; }
};

// `better = "more"` or `"less"`.
struct Monotone {
  bool more = true;
};

// Places from best to worst; options in one place are not ordered against each other. Every option
// of the issue stands in exactly one place.
struct OptionOrder {
  std::vector<std::vector<OptionIndex>> places;
};

// Points for every option of the issue, in option order.
struct OptionPoints {
  std::vector<NumberRange> points;
  Rational weight = Rational(1);
};

// Points per unit of a quantity or total: weight * (at_zero + per_unit * amount).
struct PointsPerUnit {
  Rational per_unit;
  Rational at_zero;
  Rational weight = Rational(1);
};

// The party does not care about this issue.
struct Indifferent {};

struct Preference {
  std::string id;  // <party>.preference.<n>
  Subject about;   // at most one preference per subject
  std::variant<Monotone, OptionOrder, OptionPoints, PointsPerUnit, Indifferent> says;
  Origin origin;
};

enum class Importance { vital, high, medium, low };

// Places from what matters most to what matters least; each subject has a [[preference]] (words
// become places: vital, high, medium, low; places left empty are dropped).
struct PriorityOrder {
  std::vector<std::vector<Subject>> places;
  std::vector<Importance> words = {};  // the word of each place, where it was written as words
};

struct WeightRange {
  Subject of;
  NumberRange share;  // of the whole, 0 .. 1
};

struct Priority {
  std::string id;  // <party>.priority.<n>
  std::variant<PriorityOrder, std::vector<WeightRange>> says;
  bool words = false;  // written as words
  Origin origin;
};

// Points for a combination.
struct TermPoints {
  std::string id;  // <party>.term.<n>
  Expression when;
  Rational points;
  Origin origin;
};

// How sure the writer is, from surest to least.
enum class Sure { certain, likely, possible, doubtful };

// A known comparison: the first is worth at least as much as the second.
struct Comparison {
  std::string id;  // <party>.compare.<n>
  PartialPackage prefers;
  PartialPackage to;
  Origin origin;
  Sure sure = Sure::likely;
};

struct NoAgreementPoints {
  Rational points;
};
struct NoAgreementWorth {
  NumberRange worth;  // of the range between worst and best package, 0 .. 1
};
struct AsGoodAs {
  PartialPackage package;
};

struct NoAgreement {
  std::string id;  // <party>.no_agreement
  std::variant<NoAgreementPoints, NoAgreementWorth, AsGoodAs> says;
  Origin origin;
};

struct PreferenceStatements {
  std::vector<Preference> preferences;
  std::vector<Priority> priorities;
  std::vector<TermPoints> terms;
  std::vector<Comparison> comparisons;
  std::optional<NoAgreement> no_agreement;

  // Nothing at all is said about preferences.
  bool empty() const {
    return preferences.empty() && priorities.empty() && terms.empty() && comparisons.empty() &&
           !no_agreement;
  }
};

}  // namespace caucus
