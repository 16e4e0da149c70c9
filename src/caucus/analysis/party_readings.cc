#include "caucus/analysis/party_readings.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "caucus/analysis/worth_tables.h"

namespace caucus {
namespace {

constexpr double worth_max = 1e6;

std::int64_t whole(const Rational& number) {
  CAUCUS_ASSERT(number.is_whole() && abs(number) < Rational(Int128{1} << 63),
                "numbers of an exact utility fit in 62 bits");
  return static_cast<std::int64_t>(number.numerator());
}

}  // namespace

PartyReadings::PartyReadings(const Case& c, const Utility& utility)
    : party_(utility.party),
      kind_(utility.kind),
      fixed_(true),
      rounded_(utility.rounded),
      reservation_assumed_(utility.reservation_assumed) {
  std::vector<Rational> numbers{utility.worst, utility.best};
  for (const WorthTable& table : utility.tables)
    numbers.insert(numbers.end(), table.worth.begin(), table.worth.end());
  const auto unit = common_denominator(numbers);
  CAUCUS_ASSERT(unit, "numbers of an exact utility have a common denominator");
  denominator_ = *unit;
  for (const WorthTable& table : utility.tables) {
    add_table(c, table, rows_.size(), Rational(1));
    tables_.back().stored = table.worth.size();
    tables_.back().factor.clear();
    for (const Rational& worth : table.worth)
      rows_.push_back(whole(worth * denominator_));
  }
  width_ = rows_.size();
  worst_.push_back(whole(utility.worst * denominator_));
  best_.push_back(whole(utility.best * denominator_));
  reservations_.push_back(utility.reservation);
}

PartyReadings::PartyReadings(const Case& c, const VagueSheet& sheet, const ReadingSpace& space,
                             std::span<const double> rows, std::span<const double> uniform)
    : party_(sheet.party), width_(space.width()) {
  rows_.reserve(rows.size());
  // Points in ranges that are drawn nearly equal may be worth any number; sums have to fit.
  for (double worth : rows) {
    const double bounded = std::isnan(worth) ? 0 : std::clamp(worth, -worth_max, worth_max);
    rows_.push_back(std::llround(bounded * static_cast<double>(units_of_one)));
  }
  Rational points_in_all;
  for (std::size_t j = 0; j < sheet.subjects.size(); ++j) {
    const SheetSubject& subject = sheet.subjects[j];
    if (subject.in_points) points_in_all += subject.range_of_points();
    if (subject.about.issue) add_options(c, *subject.about.issue, space.first_of(j));
    for (const WorthTable& table : subject.values)
      add_table(c, table, space.first_of(j), Rational(1));
  }
  if (points_in_all != Rational(0))
    for (const SheetTerm& term : sheet.terms)
      add_table(c, term.holds, width_ - 1, term.points / points_in_all);
  for (std::size_t row = 0; row < uniform.size(); ++row) {
    find_range(c, row);
    Rational reservation;
    if (const auto* range = std::get_if<NumberRange>(&sheet.no_agreement)) {
      const double low = range->low.to_double();
      const double drawn = low + (range->high.to_double() - low) * uniform[row];
      reservation = {std::llround(drawn * static_cast<double>(units_of_one)), units_of_one};
    } else if (const auto* good = std::get_if<WorthSum>(&sheet.no_agreement)) {
      const Rational above = worth_of(*good, sheet, space, row) - Rational(worst_[row]);
      reservation = rounded(above / Rational(span(row)), 6);
    } else {
      reservation_assumed_ = true;
    }
    reservations_.push_back(reservation);
  }
}

void PartyReadings::add_options(const Case& c, IssueId issue, std::size_t column) {
  SumTable table;
  table.scope = {issue};
  table.options = {c.issues[issue].options.size()};
  table.slots = {slots(c, issue)};
  table.entries = table.slots[0];
  table.column = column;
  table.stored = table.options[0];
  tables_.push_back(std::move(table));
}

void PartyReadings::add_table(const Case& c, const WorthTable& table, std::size_t column,
                              const Rational& factor) {
  SumTable added;
  added.scope = table.scope;
  for (IssueId issue : table.scope) {
    added.options.push_back(c.issues[issue].options.size());
    added.slots.push_back(slots(c, issue));
  }
  added.entries = table.worth.size();
  added.column = column;
  for (const Rational& worth : table.worth)
    added.factor.push_back((worth * factor).to_double());
  tables_.push_back(std::move(added));
}

std::int64_t PartyReadings::entry(const SumTable& table, std::size_t at, std::size_t row) const {
  const std::int64_t* entries = rows_.data() + row * width_ + table.column;
  if (table.factor.empty()) return at < table.stored ? entries[at] : 0;
  return std::llround(table.factor[at] * static_cast<double>(entries[0]));
}

std::int64_t PartyReadings::sum(const Package& package, std::size_t row) const {
  std::int64_t sum = 0;
  for (const SumTable& table : tables_) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < table.scope.size(); ++i) {
      const OptionIndex option = package[table.scope[i]];
      at = at * table.slots[i] + (option == void_option ? table.options[i] : option);
    }
    sum += entry(table, at, row);
  }
  return sum;
}

std::int64_t PartyReadings::span(std::size_t row) const {
  const std::int64_t span = best_[row] - worst_[row];
  return span == 0 ? static_cast<std::int64_t>(denominator_) : span;
}

double PartyReadings::utility(std::size_t reading, const Package& package) const {
  const std::size_t row = row_of(reading);
  return static_cast<double>(sum(package, row) - worst_[row]) / static_cast<double>(span(row));
}

bool PartyReadings::acceptable(std::size_t reading, const Package& package) const {
  const std::size_t row = row_of(reading);
  return Rational(sum(package, row) - worst_[row], span(row)) >= reservations_[row];
}

std::vector<WorthTable> PartyReadings::worth_tables(std::size_t row) const {
  std::vector<WorthTable> tables;
  for (const SumTable& table : tables_) {
    WorthTable made{table.scope, {}};
    made.worth.reserve(table.entries);
    for (std::size_t at = 0; at < table.entries; ++at)
      made.worth.emplace_back(entry(table, at, row), denominator_);
    tables.push_back(std::move(made));
  }
  return tables;
}

Utility PartyReadings::at(std::size_t reading) const {
  const std::size_t row = row_of(reading);
  Utility utility;
  utility.party = party_;
  utility.kind = kind_;
  utility.tables = worth_tables(row);
  utility.worst = Rational(worst_[row], denominator_);
  utility.best = Rational(best_[row], denominator_);
  utility.reservation = reservations_[row];
  utility.reservation_assumed = reservation_assumed_;
  utility.rounded = rounded_;
  return utility;
}

void PartyReadings::find_range(const Case& c, std::size_t row) {
  if (range_by_issue(c, row)) return;
  const Extremes range = extremes(c, worth_tables(row));
  worst_.push_back(whole(range.worst * denominator_));
  best_.push_back(whole(range.best * denominator_));
}

// The range where every table is about one issue and the best and the worst options of all issues
// can stand together, which they nearly always can.
bool PartyReadings::range_by_issue(const Case& c, std::size_t row) {
  std::int64_t constant = 0;
  std::vector<std::vector<std::int64_t>> by_issue(c.issues.size());
  for (const SumTable& table : tables_) {
    if (table.scope.size() > 1) return false;
    if (table.scope.empty()) {
      constant += entry(table, 0, row);
      continue;
    }
    auto& of_issue = by_issue[table.scope[0].index()];
    of_issue.resize(table.entries);
    for (std::size_t at = 0; at < table.entries; ++at)
      of_issue[at] += entry(table, at, row);
  }
  std::int64_t worst = constant;
  std::int64_t best = constant;
  bool may_be_void = false;
  std::vector<OptionIndex> worst_options(c.issues.size(), 0);
  std::vector<OptionIndex> best_options(c.issues.size(), 0);
  for (std::size_t i = 0; i < by_issue.size(); ++i) {
    may_be_void = may_be_void || c.issues[IssueId(i)].applies_if_joined;
    if (by_issue[i].empty()) continue;
    const auto [low, high] = std::ranges::minmax_element(by_issue[i]);
    worst += *low;
    best += *high;
    const std::size_t last = c.issues[IssueId(i)].options.size() - 1;
    const auto option_at = [&](auto found) {
      const auto at = static_cast<std::size_t>(found - by_issue[i].begin());
      return static_cast<OptionIndex>(std::min(at, last));
    };
    worst_options[i] = option_at(low);
    best_options[i] = option_at(high);
  }
  if (may_be_void && (sum(c.canonical(Package(worst_options)), row) != worst ||
                      sum(c.canonical(Package(best_options)), row) != best))
    return false;
  worst_.push_back(worst);
  best_.push_back(best);
  return true;
}

// In units of the rows.
Rational PartyReadings::worth_of(const WorthSum& sum, const VagueSheet& sheet,
                                 const ReadingSpace& space, std::size_t row) const {
  const std::int64_t* entries = rows_.data() + row * width_;
  Rational result;
  for (const auto& entry : sum.options)
    result += entry.sign * Rational(entries[space.first_of(entry.subject) + entry.option]);
  for (const auto& entry : sum.weights) {
    const std::int64_t* first = entries + space.first_of(entry.subject);
    const auto options = static_cast<std::ptrdiff_t>(sheet.subjects[entry.subject].options);
    result += rounded(entry.share * Rational(*std::max_element(first, first + options)), 6);
  }
  Rational points_in_all;
  for (const SheetSubject& subject : sheet.subjects)
    if (subject.in_points) points_in_all += subject.range_of_points();
  if (points_in_all != Rational(0))
    result += rounded(Rational(entries[width_ - 1]) * (sum.points / points_in_all), 6);
  return result;
}

}  // namespace caucus
