// Moment: when was it said, and when was it written down?
//
// A day alone (2024-03-28), or a day with a clock time and the offset of its zone from UTC
// (2024-03-28 14:30+02:00). Moments are compared in UTC. A day alone begins at 00:00 UTC and stands
// before every clock time of the same UTC day; it stays a day when printed, because nobody said
// more. Nothing here reads a clock: `now` is always handed in.
//
// Units: minutes. Range: years 1 to 9999, offsets -14:00 to +14:00. Errors: parsing gives a Result.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "caucus/base/date.h"
#include "caucus/base/result.h"

namespace caucus {

class Moment {
 public:
  // The first moment there is: for members that are set before they are read.
  Moment() = default;
  // A day of which no clock time is known.
  static Moment of_day(Date day);
  // The minute of the day (0..1439) on a clock that is `offset_minutes` (-840..840) before UTC,
  // east of Greenwich positive. BrokenInvariant out of range.
  static Moment at(Date day, int minute_of_day, int offset_minutes);
  // `2024-03-28`, `2024-03-28 14:30`, `2024-03-28 14:30+02:00`, `... 14:30Z`; a `T` may stand for
  // the space. Without an offset, `offset_minutes` of the place where it was written is taken.
  static Result<Moment> parse(std::string_view text, int offset_minutes = 0);

  // The day on the clock it was read from.
  [[nodiscard]] Date day() const;
  [[nodiscard]] bool has_clock() const { return has_clock_; }
  [[nodiscard]] int offset_minutes() const { return offset_minutes_; }
  // Minutes since 1970-01-01 00:00 UTC.
  [[nodiscard]] std::int64_t utc_minutes() const { return utc_minutes_; }

  // Equal when written alike; ordered by UTC, a day alone before the clock times of that day.
  friend bool operator==(const Moment&, const Moment&) = default;
  friend std::strong_ordering operator<=>(const Moment& a, const Moment& b) {
    if (const auto order = a.utc_minutes_ <=> b.utc_minutes_; order != 0) return order;
    if (const auto order = a.has_clock_ <=> b.has_clock_; order != 0) return order;
    return a.offset_minutes_ <=> b.offset_minutes_;
  }

 private:
  std::int64_t utc_minutes_ = 0;
  std::int16_t offset_minutes_ = 0;
  bool has_clock_ = false;
};

// As parse() reads it: `2024-03-28` or `2024-03-28 14:30+02:00`; an offset of zero is `Z`.
std::string to_string(const Moment& moment);

// `Z`, `+02:00`, `-03:30`.
std::string offset_text(int offset_minutes);
// The reverse, in minutes.
Result<int> parse_offset(std::string_view text);

// Whole days from the earlier moment's day to the later one's; the age of an open item.
std::int64_t days_between(const Moment& earlier, const Moment& later);

}  // namespace caucus
