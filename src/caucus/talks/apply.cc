#include "caucus/talks/apply.h"

#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "caucus/talks/enact.h"
#include "caucus/talks/judge.h"

namespace caucus {
namespace {

void register_names(Talks& talks, EventIndex at) {
  const Event& event = talks.events[at];
  talks.by_id.emplace(event.id, at);
  if (!event.label.empty()) talks.by_label.emplace(event.label, at);
  talks.place.push_back(no_place);
}

// The place of the event that stands for entry `at` now.
EventIndex standing(const Talks& talks, EventIndex at) {
  for (auto next = talks.corrected_by.find(at); next != talks.corrected_by.end();
       next = talks.corrected_by.find(at))
    at = next->second;
  return at;
}

// Warnings belong to the entry whose words gave rise to them, which may be a correction.
void note_warnings(Talks& talks, EventIndex at, std::vector<Warned>& warnings) {
  for (const Warned& warned : warnings)
    talks.warnings.push_back({at, warned});
}

// Judges, warns and enacts entry `at`, whose event is in place already.
std::optional<Refused> take_in(const Case& c, Talks& talks, EventIndex at) {
  const EventIndex by = standing(talks, at);
  if (auto refused = refusal_of_content(c, talks, talks.events[by])) return refused;
  std::vector<Warned> warnings = warnings_of(c, talks, talks.events[by], by);
  register_names(talks, at);
  for (Warned& warned : enact(c, talks, at))
    warnings.push_back(std::move(warned));
  note_warnings(talks, by, warnings);
  return std::nullopt;
}

// Who stands in whose place, and whether ids, labels and corrections fit together.
std::optional<Refused> link(Talks& talks, std::size_t& refused_at) {
  std::unordered_map<EventId, EventIndex> places;
  std::unordered_set<std::string_view> labels;
  places.reserve(talks.events.size());
  for (EventIndex at = 0; at < talks.events.size(); ++at) {
    refused_at = at;
    const Event& event = talks.events[at];
    if (!places.emplace(event.id, at).second ||
        (!event.label.empty() && !labels.insert(event.label).second))
      return Refused{Refusal::duplicate_with_different_terms, event.label};
    if (!event.corrects) continue;
    const auto what = places.find(*event.corrects);
    if (what == places.end() || what->second == at)
      return Refused{Refusal::nothing_to_answer, "@" + to_string(*event.corrects)};
    const EventKind kind = kind_of(event);
    if (kind != EventKind::note && kind != kind_of(talks.events[what->second]))
      return Refused{Refusal::correction_breaks_record, event.label};
    if (!talks.corrected_by.emplace(what->second, at).second)
      return Refused{Refusal::already_corrected, event.label};
  }
  return std::nullopt;
}

// Everything that follows from events which are all in place. `talks` holds nothing but events.
std::optional<Refused> derive(const Case& c, Talks& talks, std::size_t& refused_at) {
  if (auto refused = link(talks, refused_at)) return refused;
  talks.by_id.reserve(talks.events.size());
  talks.place.reserve(talks.events.size());
  for (EventIndex at = 0; at < talks.events.size(); ++at) {
    refused_at = at;
    if (talks.is_correction(at)) {
      register_names(talks, at);
      continue;
    }
    if (auto refused = take_in(c, talks, at)) return refused;
  }
  return std::nullopt;
}

Applied correct(const Case& c, Talks talks, Event event) {
  Talks again;
  again.events = std::move(talks.events);
  again.events.push_back(std::move(event));
  std::size_t refused_at = 0;
  if (auto refused = derive(c, again, refused_at)) {
    talks.events = std::move(again.events);
    talks.events.pop_back();
    const Event& broken = talks.events[refused_at];
    const std::string about = fmt::format(
        "{} of {}", token(refused->why),
        broken.label.empty() ? fmt::format("@{} ({})", to_string(broken.id), to_string(broken.said))
                             : broken.label);
    return {std::move(talks), Refused{Refusal::correction_breaks_record, about}, {}, false};
  }
  const auto at = static_cast<EventIndex>(again.events.size() - 1);
  std::vector<Warned> warnings;
  for (const NotedWarning& noted : again.warnings)
    if (noted.event == at) warnings.push_back(noted.warned);
  return {std::move(again), std::nullopt, std::move(warnings), false};
}

// What goes off the record leaves who forgot and the day, and nothing else.
Event without_content(Event event) {
  if (kind_of(event) != EventKind::off_the_record) return event;
  Event kept;
  kept.id = event.id;
  kept.who = std::move(event.who);
  kept.said = Moment::of_day(event.said.day());
  kept.corrects = event.corrects;
  kept.body = OffTheRecordEvent{};
  return kept;
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
