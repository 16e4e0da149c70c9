#include "caucus/talks/derive.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "caucus/talks/enact.h"
#include "caucus/talks/judge.h"

namespace caucus {

void register_names(Talks& talks, EventIndex at) {
  const Event& event = talks.events[at];
  talks.by_id.emplace(event.id, at);
  if (!event.label.empty()) talks.by_label.emplace(event.label, at);
  talks.place.push_back(no_place);
}

void note_warnings(Talks& talks, EventIndex at, const std::vector<Warned>& warnings) {
  for (const Warned& warned : warnings)
    talks.warnings.push_back({at, warned});
}

namespace {

// The place of the event that stands for entry `at` now.
EventIndex standing(const Talks& talks, EventIndex at) {
  for (auto next = talks.corrected_by.find(at); next != talks.corrected_by.end();
       next = talks.corrected_by.find(at))
    at = next->second;
  return at;
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

}  // namespace

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

Refused breaks_record(const Event& broken, const Refused& why) {
  const std::string name =
      broken.label.empty() ? fmt::format("@{} ({})", to_string(broken.id), to_string(broken.said))
                           : broken.label;
  return {Refusal::correction_breaks_record, fmt::format("{} of {}", token(why.why), name)};
}

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

}  // namespace caucus
