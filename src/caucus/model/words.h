// How is it said? Amounts, options, rules and packages of a case in plain English.
//
// Every document, fault and sentence uses these, so that one thing is always said in one way. Names
// come from the case (Case::name_of); options of a quantity are said with their unit ("42 days").
#pragma once

#include <string>
#include <string_view>

#include "caucus/model/case.h"

namespace caucus {

// "1 day", "42 days", "0.5 percent", "4,000 people", "550 billion dollars", "7/3" (a number without
// a finite decimal stays a fraction).
std::string amount_in_words(const Rational& amount, std::string_view unit);

// "about" is not known any more here: "117 to 143", "at least 35,000", "more than 20".
std::string interval_in_words(const Interval& interval, std::string_view unit);

// "about 130", "at least 34", "134 to 150": a figure as its source said it.
std::string figure_in_words(const Figure& figure, std::string_view unit);

// "promised now", "42 days"; for `void_option` "does not apply".
std::string option_in_words(const Case& c, IssueId issue, OptionIndex option);

// The printed name of an issue or total.
std::string subject_in_words(const Case& c, const Subject& subject);

// Statements without capital and full stop. What is said of one issue alone is a term, "withdrawal:
// 'none' or 'from towns'"; a longer statement is a sentence: "truce is at least 42 days, and
// withdrawal is not 'none'". Option names are quoted where they begin with a negation, follow one
// or stand in a list.
std::string in_words(const Case& c, const Expression& expression);

// "truce: 42 days; withdrawal: from towns". Void issues are left out.
std::string in_words(const Case& c, const Package& package);
std::string in_words(const Case& c, const PartialPackage& package);

// What changes from one package to the other: "truce 42 days instead of 28 days; ..." or "nothing".
std::string difference_in_words(const Case& c, const Package& from, const Package& to);

}  // namespace caucus
