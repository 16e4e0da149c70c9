#include "caucus/talks/moment.h"

#include <cstdlib>

#include <fmt/format.h>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr int minutes_per_day = 24 * 60;
constexpr int offset_max = 14 * 60;

std::optional<int> two_digits(std::string_view text) {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
    return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

// `14:30` as minutes of the day, below `hours` hours.
std::optional<int> clock(std::string_view text, int hours) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = two_digits(text.substr(0, 2));
  const auto minute = two_digits(text.substr(3));
  if (!hour || !minute || *hour >= hours || *minute >= 60) return std::nullopt;
  return *hour * 60 + *minute;
}

// Towards minus infinity, so that the evening before 1970 is a day of its own.
std::int64_t floor_days(std::int64_t minutes) {
  const std::int64_t days = minutes / minutes_per_day;
  return minutes % minutes_per_day < 0 ? days - 1 : days;
}

}  // namespace

Moment Moment::of_day(Date day) {
  Moment moment;
  moment.utc_minutes_ = std::int64_t{day.days_since_1970()} * minutes_per_day;
  return moment;
}

Moment Moment::at(Date day, int minute_of_day, int offset_minutes) {
  CAUCUS_ASSERT(minute_of_day >= 0 && minute_of_day < minutes_per_day, "a minute of the day");
  CAUCUS_ASSERT(std::abs(offset_minutes) <= offset_max, "an offset of at most 14 hours");
  Moment moment = of_day(day);
  moment.utc_minutes_ += minute_of_day - offset_minutes;
  moment.offset_minutes_ = static_cast<std::int16_t>(offset_minutes);
  moment.has_clock_ = true;
  return moment;
}

Result<Moment> Moment::parse(std::string_view text, int offset_minutes) {
  constexpr std::string_view wanted =
      "a time is written 2024-03-28, 2024-03-28 14:30 or 2024-03-28 14:30+02:00";
  const Result<Date> day = Date::parse(text.substr(0, 10));
  if (!day) return fail(day.error());
  if (text.size() == 10) return of_day(*day);
  if (text.size() < 16 || (text[10] != ' ' && text[10] != 'T'))
    return fail(ErrorKind::malformed, std::string(wanted));
  const auto minute = clock(text.substr(11, 5), 24);
  if (!minute) return fail(ErrorKind::malformed, std::string(wanted));
  if (text.size() == 16) return at(*day, *minute, offset_minutes);
  const Result<int> offset = parse_offset(text.substr(16));
  if (!offset) return fail(offset.error());
  return at(*day, *minute, *offset);
}

Date Moment::day() const {
  return Date::from_days(static_cast<std::int32_t>(floor_days(utc_minutes_ + offset_minutes_)));
}

std::string to_string(const Moment& moment) {
  if (!moment.has_clock()) return to_string(moment.day());
  const std::int64_t local = moment.utc_minutes() + moment.offset_minutes();
  const std::int64_t minute = local - floor_days(local) * minutes_per_day;
  return fmt::format("{} {:02}:{:02}{}", to_string(moment.day()), minute / 60, minute % 60,
                     offset_text(moment.offset_minutes()));
}

std::string offset_text(int offset_minutes) {
  if (offset_minutes == 0) return "Z";
  const int size = std::abs(offset_minutes);
  return fmt::format("{}{:02}:{:02}", offset_minutes < 0 ? '-' : '+', size / 60, size % 60);
}

Result<int> parse_offset(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() == 6 && (text[0] == '+' || text[0] == '-')) {
    const auto minutes = clock(text.substr(1), 15);
    if (minutes && *minutes <= offset_max) return text[0] == '-' ? -*minutes : *minutes;
  }
  return fail(ErrorKind::malformed,
              fmt::format("{} is no offset from UTC: write Z, +02:00 or -05:30", in_quotes(text)));
}

std::int64_t days_between(const Moment& earlier, const Moment& later) {
  return later.day() - earlier.day();
}

}  // namespace caucus
