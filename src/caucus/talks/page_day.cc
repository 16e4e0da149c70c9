#include "caucus/talks/page_day.h"

#include <algorithm>

namespace caucus {

std::optional<Date> page_day(const Case& c, const Talks* talks, std::optional<Date> asked) {
  if (asked || talks == nullptr) return asked ? asked : c.as_of;
  std::optional<Date> day = c.as_of;
  for (const Event& event : talks->events)
    day = std::max(day.value_or(event.said.day()), event.said.day());
  return day;
}

std::optional<Date> page_day(const Case& c, const PartyView& view, std::optional<Date> asked) {
  if (asked) return asked;
  std::optional<Date> day = c.as_of;
  for (const Seen& seen : view.entries)
    day = std::max(day.value_or(seen.when.day()), seen.when.day());
  return day;
}

}  // namespace caucus
