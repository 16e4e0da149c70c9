#include "caucus/talks/apply.h"

#include <utility>

#include "caucus/talks/derive.h"
#include "caucus/talks/enact.h"
#include "caucus/talks/judge.h"

namespace caucus {
namespace {

Applied correct(const Case& c, Talks talks, Event event) {
  Talks again;
  again.events = std::move(talks.events);
  again.events.push_back(std::move(event));
  std::size_t refused_at = 0;
  if (auto refused = derive(c, again, refused_at)) {
    talks.events = std::move(again.events);
    talks.events.pop_back();
    Refused why = breaks_record(talks.events[refused_at], *refused);
    return {std::move(talks), std::move(why), {}, false};
  }
  const auto at = static_cast<EventIndex>(again.events.size() - 1);
  std::vector<Warned> warnings;
  for (const NotedWarning& noted : again.warnings)
    if (noted.event == at) warnings.push_back(noted.warned);
  return {std::move(again), std::nullopt, std::move(warnings), false};
}

}  // namespace

std::optional<Refused> refusal_of(const Case& c, const Talks& talks, const Event& event,
                                  const Moment& now) {
  return earlier(refusal_of_frame(c, talks, event, now),
                 event.corrects ? std::nullopt : refusal_of_content(c, talks, event));
}

Applied apply(const Case& c, Talks talks, Event event, const Moment& now) {
  event = without_content(std::move(event));
  if (const auto at = talks.find(event.id); at && talks.events[*at] == event)
    return {std::move(talks), std::nullopt, {}, true};
  if (auto refused = refusal_of(c, talks, event, now))
    return {std::move(talks), std::move(refused), {}, false};
  if (event.corrects) return correct(c, std::move(talks), std::move(event));

  const auto at = static_cast<EventIndex>(talks.events.size());
  std::vector<Warned> warnings = warnings_of(c, talks, event, at);
  talks.events.push_back(std::move(event));
  register_names(talks, at);
  for (Warned& warned : enact(c, talks, at))
    warnings.push_back(std::move(warned));
  note_warnings(talks, at, warnings);
  return {std::move(talks), std::nullopt, std::move(warnings), false};
}

Replayed replay(const Case& c, std::vector<Event> events, const Moment& now) {
  for (std::size_t at = 0; at < events.size(); ++at)
    if (auto refused = refusal_of_limits(events[at], now)) return {Talks{}, refused, at};
  Talks talks;
  talks.events = std::move(events);
  std::size_t refused_at = 0;
  auto refused = derive(c, talks, refused_at);
  if (refused) return {Talks{}, std::move(refused), refused_at};
  return {std::move(talks), std::nullopt, 0};
}

}  // namespace caucus
