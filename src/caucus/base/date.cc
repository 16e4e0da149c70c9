#include "caucus/base/date.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"

namespace caucus {

namespace {

namespace chrono = std::chrono;

constexpr std::int32_t latest_day =
    chrono::sys_days(chrono::year(32'000) / 12 / 31).time_since_epoch().count();
constexpr std::int32_t earliest_day =
    chrono::sys_days(chrono::year(-32'000) / 1 / 1).time_since_epoch().count();

chrono::year_month_day calendar(Date date) {
  return chrono::sys_days(chrono::days(date.days_since_1970()));
}

Date from_chrono(chrono::year_month_day day) {
  return Date::from_days(
      static_cast<std::int32_t>(chrono::sys_days(day).time_since_epoch().count()));
}

chrono::year_month_day_last last_of(chrono::year_month month) {
  return chrono::year_month_day_last(month.year(), chrono::month_day_last(month.month()));
}

// The whole number the text consists of, decimal digits only and at most six of them.
std::optional<std::int32_t> small_number(std::string_view text) {
  if (text.empty() || text.size() > 6) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::int32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Date plus_months(Date date, std::int32_t months) {
  const auto day = calendar(date);
  const chrono::year_month month = day.year() / day.month() + chrono::months(months);
  const auto last = last_of(month);
  return from_chrono(month / std::min(day.day(), last.day()));
}

}  // namespace

std::string_view weekday_name(Weekday weekday) {
  constexpr std::string_view names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
  return names[static_cast<std::size_t>(weekday)];
}

Date Date::from_days(std::int32_t days_since_1970) {
  CAUCUS_ASSERT(days_since_1970 >= earliest_day && days_since_1970 <= latest_day,
                "a date lies within 32,000 years");
  return Date(days_since_1970);
}

std::optional<Date> Date::from_calendar(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const auto date = chrono::year(year) / month / day;
  if (!date.ok()) return std::nullopt;
  return from_chrono(date);
}

Result<Date> Date::parse(std::string_view text) {
  const bool in_form = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto year = in_form ? small_number(text.substr(0, 4)) : std::nullopt;
  const auto month = in_form ? small_number(text.substr(5, 2)) : std::nullopt;
  const auto day = in_form ? small_number(text.substr(8, 2)) : std::nullopt;
  if (!year || !month || !day)
    return fail(ErrorKind::malformed,
                in_quotes(text) + " is not a date: write year-month-day, such as 2024-03-10");
  const auto date = from_calendar(*year, *month, *day);
  if (!date)
    return fail(ErrorKind::malformed,
                in_quotes(text) + " is not a date: the calendar has no such day");
  return *date;
}

int Date::year() const {
  return static_cast<int>(calendar(*this).year());
}
int Date::month() const {
  return static_cast<int>(static_cast<unsigned>(calendar(*this).month()));
}
int Date::day() const {
  return static_cast<int>(static_cast<unsigned>(calendar(*this).day()));
}

Weekday Date::weekday() const {
  const chrono::weekday day{chrono::sys_days(chrono::days(days_))};
  return static_cast<Weekday>(day.iso_encoding() - 1);
}

Date Date::plus_days(std::int64_t days) const {
  constexpr std::int64_t whole_range = std::int64_t{latest_day} - earliest_day;
  CAUCUS_ASSERT(days >= -whole_range && days <= whole_range, "a date lies within 32,000 years");
  // Within 32 bits: the sum is at most three times the latest day, some 35 million.
  return from_days(static_cast<std::int32_t>(days_ + days));
}

std::string to_string(Date date) {
  const int year = date.year();
  char text[32];
  const char* const form = year > 9999 ? "%+d-%02d-%02d"
                           : year < 0  ? "%05d-%02d-%02d"
                                       : "%04d-%02d-%02d";
  std::snprintf(text, sizeof text, form, year, date.month(), date.day());
  return text;
}

int days_in_month(int year, int month) {
  CAUCUS_ASSERT(year >= -32'000 && year <= 32'000 && month >= 1 && month <= 12,
                "a month is 1 to 12 of a year within the range of dates");
  const auto last = last_of(chrono::year(year) / month);
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

Result<Duration> Duration::parse(std::string_view text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto unit = text.substr(digits);
  const auto number = small_number(text.substr(0, digits));
  const auto refuse = [&](const char* why) {
    return fail(ErrorKind::malformed, in_quotes(text) + why);
  };
  if (digits > 0 && unit == "m")
    return refuse(" is not a duration: m could be minutes or months; write mo for months");
  if (digits == 0 || (unit != "d" && unit != "w" && unit != "mo"))
    return refuse(" is not a duration: write a whole number and d, w or mo, such as 7d, 6w or 3mo");
  const std::int32_t most = unit == "mo" ? months_max : unit == "w" ? days_max / 7 : days_max;
  if (!number || *number > most)
    return fail(ErrorKind::too_large, in_quotes(text) + " is longer than a century, the limit");
  if (unit == "mo") return Duration(*number, 0, std::string(text));
  return Duration(0, unit == "w" ? *number * 7 : *number, std::string(text));
}

Duration Duration::of_days(std::int32_t days) {
  CAUCUS_ASSERT(days >= 0 && days <= days_max, "a duration is at most a century");
  return Duration(0, days, std::to_string(days) + "d");
}

Duration Duration::of_months(std::int32_t months) {
  CAUCUS_ASSERT(months >= 0 && months <= months_max, "a duration is at most a century");
  return Duration(months, 0, std::to_string(months) + "mo");
}

std::int32_t Duration::days() const {
  // 400 Gregorian years are 4,800 months and 146,097 days.
  const std::int64_t in_months = (std::int64_t{months_} * 146'097 + 2'400) / 4'800;
  return days_ + static_cast<std::int32_t>(in_months);
}

std::string to_string(const Duration& duration) {
  return duration.text();
}

Date operator+(Date date, const Duration& duration) {
  return plus_months(date, duration.calendar_months()).plus_days(duration.plain_days());
}

Date operator-(Date date, const Duration& duration) {
  return plus_months(date, -duration.calendar_months()).plus_days(-duration.plain_days());
}

DurationRange::DurationRange(Duration shortest, Duration longest)
    : shortest_(std::move(shortest)), longest_(std::move(longest)) {
  CAUCUS_ASSERT(shortest_.days() <= longest_.days(), "a range goes from shorter to longer");
}

Result<DurationRange> DurationRange::parse(std::string_view text) {
  const auto dots = text.find("..");
  auto shortest = Duration::parse(text.substr(0, dots));
  if (!shortest) return fail(shortest.error());
  if (dots == std::string_view::npos) return DurationRange(*shortest, *shortest);
  auto longest = Duration::parse(text.substr(dots + 2));
  if (!longest) return fail(longest.error());
  if (shortest->days() > longest->days())
    return fail(ErrorKind::malformed,
                in_quotes(text) + " is not a range of durations: the shorter one comes first");
  return DurationRange(*shortest, *longest);
}

std::string to_string(const DurationRange& range) {
  if (range.is_single()) return range.shortest().text();
  return range.shortest().text() + ".." + range.longest().text();
}

}  // namespace caucus
