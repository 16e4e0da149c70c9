// What is an amount, or a statement, as a sum of small tables? The step from the expressions of a
// case to tables that can be added and searched.
//
// An arithmetic expression is multiplied out, so that every table covers only issues that are
// multiplied with each other: a sum over forty issues becomes forty tables over one issue each.
// Void issues have a slot of their own and count 0. A contested figure counts with the centre of
// its interval (its one end where the other is open, 0 where nothing is known): the worth of a
// package is a number, and lines and rules are where figures stay intervals.
//
// Errors: BrokenInvariant where one table would exceed table_slots_max entries; a checked case has
// none. NumberOverflow as Rational; a checked case has no amounts over 62 bits.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "caucus/analysis/utility.h"

namespace caucus {

// Most entries of one table.
inline constexpr std::size_t table_slots_max = std::size_t{1} << 22;

// The tables whose sum is the amount; one per set of issues that are multiplied with each other,
// sorted by scope, the constant first. Complexity: entries of the tables, and the number of terms
// of the expression multiplied out.
std::vector<WorthTable> amount_tables(const Case& c, const Expression& arithmetic);

// What every combination of the issues is worth, all other issues being void.
WorthTable table_over(const Case& c, std::vector<IssueId> scope,
                      const std::function<Rational(const Package&)>& worth);

// `worth` where the statement is certain, 0 elsewhere, over the issues that the statement names.
WorthTable statement_table(const Case& c, const Expression& statement, const Rational& worth);

// What a partial package says of an issue: its option, void_option where it cannot apply, nothing
// where it is left open.
std::optional<OptionIndex> settled(const Case& c, const PartialPackage& package, IssueId issue);

// The amount where every open issue counts with the middle between its smallest and its largest
// amount. Two packages that leave the same issues open are so compared with those issues alike.
Rational central_amount(const Case& c, const Expression& arithmetic, const PartialPackage& package);

// The number that stands for an interval where a number is needed; see above.
Rational centre(const Interval& interval);

// Where in the table a package's entry stands.
std::size_t entry_of(const Case& c, const WorthTable& table, const Package& package);

// The nearest multiple of 10^-digits (digits up to 12), ties to the even one.
Rational rounded(const Rational& number, int digits);

// How many entries a table over these issues has.
std::size_t entries_over(const Case& c, const std::vector<IssueId>& scope);

}  // namespace caucus
