// What is a package worth to one party in each of many readings? Readings in whole numbers, stored
// side by side: some hundred bytes a reading instead of tables of fractions.
//
// A reading is a row of whole numbers, in units of 10^-6 for readings that were drawn. A package
// picks entries of the row; their sum, brought to the range from worst to best package, is its
// utility. So the quick answer and the full Utility of at() are the same number.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "caucus/analysis/reading_space.h"
#include "caucus/analysis/utility.h"
#include "caucus/analysis/vague_sheet.h"

namespace caucus {

// Readings that were drawn are rounded to this.
inline constexpr std::int64_t units_of_one = 1'000'000;

class PartyReadings {
 public:
  // Every reading is this utility. The utility's numbers have a common denominator (exact sheets
  // and central utilities do).
  PartyReadings(const Case& c, const Utility& utility);
  // Rows of ReadingSpace::worth, each of `space.width()` numbers; `uniform` has one number of 0..1
  // per reading, from which a reservation value stated as a range is taken.
  PartyReadings(const Case& c, const VagueSheet& sheet, const ReadingSpace& space,
                std::span<const double> rows, std::span<const double> uniform);

  PartyId party() const { return party_; }

  // Utility of a package in a reading, 0..1. Within one reading of a vague sheet, equal utilities
  // are equal doubles and larger ones are larger. Complexity: number of tables.
  double utility(std::size_t reading, const Package& package) const;
  // Is it worth at least as much as no agreement? Exact.
  bool acceptable(std::size_t reading, const Package& package) const;
  const Rational& reservation(std::size_t reading) const { return reservations_[row_of(reading)]; }

  // The same as a Utility, exactly.
  Utility at(std::size_t reading) const;

 private:
  struct SumTable {
    std::vector<IssueId> scope;
    std::vector<std::size_t> options;  // per issue of the scope
    std::vector<std::size_t> slots;    // the same, one more where it may be void
    std::size_t entries = 1;           // product of the slots
    std::size_t column = 0;            // first entry in the row
    std::size_t stored = 0;            // entries in the row; what is beyond is void and 0
    std::vector<double> factor;        // if any: entry i is factor[i] * row[column], rounded
  };

  // One fixed utility counts as one row for all readings.
  std::size_t row_of(std::size_t reading) const { return fixed_ ? 0 : reading; }
  std::int64_t entry(const SumTable& table, std::size_t at, std::size_t row) const;
  std::int64_t sum(const Package& package, std::size_t row) const;
  std::int64_t span(std::size_t row) const;
  std::vector<WorthTable> worth_tables(std::size_t row) const;

  void add_table(const Case& c, const WorthTable& table, std::size_t column,
                 const Rational& factor);
  void add_options(const Case& c, IssueId issue, std::size_t column);
  void find_range(const Case& c, std::size_t row);
  bool range_by_issue(const Case& c, std::size_t row);
  Rational worth_of(const WorthSum& sum, const VagueSheet& sheet, const ReadingSpace& space,
                    std::size_t row) const;

  PartyId party_;
  UtilityKind kind_ = UtilityKind::reading;
  bool fixed_ = false;
  bool rounded_ = true;
  bool reservation_assumed_ = false;
  Int128 denominator_ = units_of_one;
  std::size_t width_ = 0;
  std::vector<std::int64_t> rows_;
  std::vector<SumTable> tables_;
  std::vector<std::int64_t> worst_;  // per row
  std::vector<std::int64_t> best_;
  std::vector<Rational> reservations_;
};

}  // namespace caucus
