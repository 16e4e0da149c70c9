#include "caucus/base/date.h"

#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace caucus {
namespace {

Date day(std::string_view text) {
  return Date::parse(text).value();
}
Duration span(std::string_view text) {
  return Duration::parse(text).value();
}

TEST_CASE("known days") {
  CHECK(day("1970-01-01").days_since_1970() == 0);
  CHECK(day("1969-12-31").days_since_1970() == -1);
  CHECK(day("2000-03-01").days_since_1970() == 11'017);
  CHECK(day("2024-03-10").weekday() == Weekday::sunday);
  CHECK(day("1978-09-17").weekday() == Weekday::sunday);
  CHECK(day("1970-01-01").weekday() == Weekday::thursday);
  CHECK(weekday_name(Weekday::monday) == "Monday");
  CHECK(weekday_name(Weekday::sunday) == "Sunday");
}

TEST_CASE("every day from 1900 to 2200 goes there and back, in step with the calendar") {
  Date date = day("1900-01-01");
  const Date end = day("2201-01-01");
  int year = 1900, month = 1, day_of_month = 1, weekday = 0;  // 1900-01-01 was a Monday
  while (date < end) {
    REQUIRE(date.year() == year);
    REQUIRE(date.month() == month);
    REQUIRE(date.day() == day_of_month);
    REQUIRE(static_cast<int>(date.weekday()) == weekday);
    REQUIRE(Date::parse(to_string(date)).value() == date);
    REQUIRE(Date::from_calendar(year, month, day_of_month) == date);
    // Counting on by the rules everyone learns at school, not by the code under test.
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int lengths[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    REQUIRE(days_in_month(year, month) == lengths[month - 1]);
    if (++day_of_month > lengths[month - 1]) {
      day_of_month = 1;
      if (++month > 12) month = 1, ++year;
    }
    weekday = (weekday + 1) % 7;
    date = date.plus_days(1);
  }
  CHECK(end - day("1900-01-01") == 109'938);
}

TEST_CASE("what is no date says what a date is") {
  for (const char* text : {"", "2024", "2024-3-10", "10.03.2024", "2024-03-10 ", " 2024-03-10",
                           "2024/03/10", "2024-03-1x", "-024-03-10", "20240310", "+024-03-10"}) {
    const auto date = Date::parse(text);
    REQUIRE_FALSE(date);
    CHECK(date.error().kind == ErrorKind::malformed);
    CHECK(date.error().message.find("such as 2024-03-10") != std::string::npos);
  }
  for (const char* text :
       {"2023-02-29", "2100-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "0000-01-01"}) {
    const auto date = Date::parse(text);
    REQUIRE_FALSE(date);
    CHECK(date.error().message.find("no such day") != std::string::npos);
  }
  CHECK(Date::parse("2000-02-29"));
  CHECK(Date::parse("0001-01-01"));
  CHECK(Date::parse("9999-12-31"));
  CHECK_FALSE(Date::from_calendar(2023, 2, 29));
  CHECK_FALSE(Date::from_calendar(10'000, 1, 1));
}

TEST_CASE("months are clamped to the last day") {
  CHECK(day("2024-01-31") + span("1mo") == day("2024-02-29"));
  CHECK(day("2023-01-31") + span("1mo") == day("2023-02-28"));
  CHECK(day("2024-01-31") + span("2mo") == day("2024-03-31"));
  CHECK(day("2024-02-29") + span("12mo") == day("2025-02-28"));
  CHECK(day("2024-12-15") + span("1mo") == day("2025-01-15"));
  CHECK(day("2024-03-31") - span("1mo") == day("2024-02-29"));
  CHECK(day("2024-01-15") - span("1mo") == day("2023-12-15"));
  CHECK(day("2024-03-10") + span("6w") == day("2024-04-21"));
  CHECK(day("2024-03-10") - span("10d") == day("2024-02-29"));
}

TEST_CASE("dates past the years that can be written still print, and there is an end to them") {
  CHECK(to_string(day("9999-12-31").plus_days(1)) == "+10000-01-01");
  CHECK(to_string(day("0001-01-01").plus_days(-1)) == "0000-12-31");
  CHECK(to_string(day("0001-01-01").plus_days(-367)) == "-0001-12-31");
  CHECK_THROWS_AS(Date::from_days(2'000'000'000), BrokenInvariant);
  CHECK_THROWS_AS((void)day("2024-01-01").plus_days(INT64_MAX), BrokenInvariant);
  CHECK_THROWS_AS((void)day("2024-01-01").plus_days(INT64_MIN), BrokenInvariant);
  Date far = day("9999-12-31");
  for (int i = 0; i < 200; ++i)
    far = far + span("1200mo");
  CHECK(far.year() == 29'999);
}

TEST_CASE("durations keep their words") {
  CHECK(span("6w").text() == "6w");
  CHECK(span("6w").plain_days() == 42);
  CHECK(span("6w") == span("42d"));
  CHECK(span("6w").is_exact());
  CHECK(span("3mo").calendar_months() == 3);
  CHECK(span("3mo").plain_days() == 0);
  CHECK_FALSE(span("3mo").is_exact());
  CHECK_FALSE(span("1mo") == span("30d"));
  CHECK(span("3mo").days() == 91);
  CHECK(span("1mo").days() == 30);
  CHECK(span("12mo").days() == 365);
  CHECK(span("480mo").days() == 14'610);
  CHECK(Duration::of_days(42) == span("6w"));
  CHECK(Duration::of_days(42).text() == "42d");
  CHECK(Duration::of_months(3).text() == "3mo");
  CHECK(span("0d").days() == 0);
}

TEST_CASE("what is no duration says what a duration is") {
  for (const char* text :
       {"", "7", "d", "w", "-7d", "7 d", "7D", "1.5w", "7days", "1mo2w", "7y", "d7", "+7d", "mo"}) {
    const auto duration = Duration::parse(text);
    REQUIRE_FALSE(duration);
    CHECK(duration.error().kind == ErrorKind::malformed);
    CHECK(duration.error().message.find("such as 7d, 6w or 3mo") != std::string::npos);
  }
  CHECK(Duration::parse("3m").error().message.find("write mo") != std::string::npos);
  for (const char* text : {"36526d", "1201mo", "5218w", "99999999999999999999d"})
    CHECK(Duration::parse(text).error().kind == ErrorKind::too_large);
  CHECK(Duration::parse("36525d"));
  CHECK(Duration::parse("1200mo"));
  CHECK(Duration::parse("5217w"));
}

TEST_CASE("ranges of durations") {
  const auto range = DurationRange::parse("6w..3mo").value();
  CHECK(range.shortest() == span("6w"));
  CHECK(range.longest() == span("3mo"));
  CHECK_FALSE(range.is_single());
  CHECK(to_string(range) == "6w..3mo");
  const auto single = DurationRange::parse("6w").value();
  CHECK(single.is_single());
  CHECK(to_string(single) == "6w");
  CHECK_FALSE(DurationRange::parse("3mo..6w"));
  CHECK_FALSE(DurationRange::parse("6w.."));
  CHECK_FALSE(DurationRange::parse("..6w"));
  CHECK_FALSE(DurationRange::parse("6w...3mo"));
  CHECK_FALSE(DurationRange::parse("6w..3mo..4mo"));
  CHECK_THROWS_AS(DurationRange(span("2w"), span("1w")), BrokenInvariant);
}

TEST_CASE("properties of dates") {
  const auto some_date = rc::gen::map(rc::gen::inRange(-25'567, 84'370),
                                      [](std::int32_t n) { return Date::from_days(n); });
  CHECK(rc::check("adding days and taking the difference undo each other", [&] {
    const Date date = *some_date;
    const int days = *rc::gen::inRange(-40'000, 40'000);
    RC_ASSERT(date.plus_days(days) - date == days);
    RC_ASSERT((date < date.plus_days(days)) == (days > 0));
  }));
  CHECK(rc::check("adding months moves the month by that many and never the day forward", [&] {
    const Date date = *some_date;
    const int months = *rc::gen::inRange(0, 1'201);
    const Date later = date + Duration::of_months(months);
    RC_ASSERT(later.year() * 12 + later.month() == date.year() * 12 + date.month() + months);
    RC_ASSERT(later.day() <= date.day());
    RC_ASSERT(
        (later.day() == date.day() || later.day() == days_in_month(later.year(), later.month())));
    const auto mean = Duration::of_months(months).days();
    const auto off = (later - date) - mean;
    RC_ASSERT(off >= -4);
    RC_ASSERT(off <= 4);
  }));
  CHECK(rc::check("any text is parsed or refused, and what is parsed prints as itself", [] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::element('0', '1', '2', '9', '-', 'd'));
    if (const auto date = Date::parse(text)) RC_ASSERT(to_string(*date) == text);
    if (const auto duration = Duration::parse(text)) RC_ASSERT(duration->text() == text);
  }));
}

}  // namespace
}  // namespace caucus
