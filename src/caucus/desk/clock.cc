#include "caucus/desk/clock.h"

#include <chrono>
#include <ctime>

#include "caucus/record/world.h"

namespace caucus {

Moment moment_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local = {};
  ::localtime_r(&now, &local);
  const Date day =
      Date::from_calendar(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday).value();
  return Moment::at(day, local.tm_hour * 60 + local.tm_min, static_cast<int>(local.tm_gmtoff / 60));
}

EventId random_event_id() {
  EventId id;
  record::completed({}).random(id.bytes);
  return id;
}

}  // namespace caucus
