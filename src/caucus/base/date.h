// Date, Duration and DurationRange: when, and for how long?
//
// Dates are days of the Gregorian calendar without clock or time zone, written `2024-03-10`.
// Durations are written `7d`, `6w` or `3mo` and keep the text they were written in, because a draft
// should say "6w" to the party who said "6w". A calendar month has no fixed number of days, so a
// duration keeps months and days apart and only a date makes it exact: 2024-01-31 + 1mo is
// 2024-02-29, the last day of a shorter month.
//
// Units: days and calendar months. Errors: parsing gives a Result whose message says what is
// accepted; arithmetic that leaves the range of Date is a BrokenInvariant, for which a parsed date
// takes more than 200 additions of the longest duration. Complexity: constant.
// The calendar is that of std::chrono, kept out of this header because it is slow to compile.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "caucus/base/result.h"

namespace caucus {

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

// The English name with a capital, e.g. "Sunday".
std::string_view weekday_name(Weekday weekday);

class Duration;

class Date {
 public:
  // Days since 1970-01-01, negative before it. Range: years -32,000 to 32,000.
  static Date from_days(std::int32_t days_since_1970);
  // Nothing when there is no such day, e.g. 30 February, or the year is outside 1..9999.
  static std::optional<Date> from_calendar(int year, int month, int day);
  // `YYYY-MM-DD`, exactly, years 0001..9999.
  static Result<Date> parse(std::string_view text);

  [[nodiscard]] std::int32_t days_since_1970() const { return days_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;  // 1..12
  [[nodiscard]] int day() const;    // 1..31
  [[nodiscard]] Weekday weekday() const;

  // The date that many days later, or earlier when negative.
  [[nodiscard]] Date plus_days(std::int64_t days) const;

  friend bool operator==(Date, Date) = default;
  friend std::strong_ordering operator<=>(Date, Date) = default;
  // Days from the second to the first: 2024-03-01 - 2024-02-28 is 2.
  friend std::int64_t operator-(Date later, Date earlier) {
    return std::int64_t{later.days_} - earlier.days_;
  }

 private:
  explicit Date(std::int32_t days) : days_(days) {}

  std::int32_t days_;
};

// `2024-03-10`; years beyond 9999 or before 0000 with a sign, as ISO 8601 has them: `+10000-01-01`.
std::string to_string(Date date);

// How many days the month has; month 1..12.
int days_in_month(int year, int month);

class Duration {
 public:
  // The longest a parsed duration may be; also the bound for of_days and of_months.
  static constexpr std::int32_t days_max = 36'525;
  static constexpr std::int32_t months_max = 1'200;

  // A whole number followed by d, w or mo, without space: `7d`, `6w`, `3mo`. At most a century.
  static Result<Duration> parse(std::string_view text);
  static Duration of_days(std::int32_t days);
  static Duration of_months(std::int32_t months);

  // Calendar months; 0 when written in days or weeks.
  [[nodiscard]] std::int32_t calendar_months() const { return months_; }
  // Days beside the months; 0 when written in months.
  [[nodiscard]] std::int32_t plain_days() const { return days_; }
  // Whether the number of days is the same from every date on.
  [[nodiscard]] bool is_exact() const { return months_ == 0; }
  // Days, counting a month as the Gregorian mean of 30.436875 days, rounded: 3mo is 91.
  [[nodiscard]] std::int32_t days() const;
  // As it was written, e.g. "6w".
  [[nodiscard]] const std::string& text() const { return text_; }

  // Equal in effect, however written: 6w == 42d, but 1mo is no number of days.
  friend bool operator==(const Duration& a, const Duration& b) {
    return a.months_ == b.months_ && a.days_ == b.days_;
  }

 private:
  Duration(std::int32_t months, std::int32_t days, std::string text)
      : months_(months), days_(days), text_(std::move(text)) {}

  std::int32_t months_;
  std::int32_t days_;
  std::string text_;
};

// As it was written.
std::string to_string(const Duration& duration);

// First the months, clamped to the last day of the month they lead to, then the days.
Date operator+(Date date, const Duration& duration);
Date operator-(Date date, const Duration& duration);

// "Between 6w and 3mo": `6w..3mo`, or one duration for both ends. shortest().days() is never more
// than longest().days().
class DurationRange {
 public:
  static Result<DurationRange> parse(std::string_view text);
  // BrokenInvariant when shortest is longer than longest.
  DurationRange(Duration shortest, Duration longest);

  [[nodiscard]] const Duration& shortest() const { return shortest_; }
  [[nodiscard]] const Duration& longest() const { return longest_; }
  // Whether both ends are the same duration.
  [[nodiscard]] bool is_single() const { return shortest_ == longest_; }

  friend bool operator==(const DurationRange&, const DurationRange&) = default;

 private:
  Duration shortest_;
  Duration longest_;
};

// `6w..3mo`, or `6w` when the two ends are the same.
std::string to_string(const DurationRange& range);

}  // namespace caucus
