// What happened, in the order in which it was said? The timeline with its filters.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/compartment.h"
#include "caucus/talks/script.h"
#include "caucus/talks/timeline.h"

namespace caucus::pages {
namespace {

constexpr std::uint32_t newest_unless_asked = 500;

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& each : small)
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  return small;
}

// Who was told of it, in which form.
Json releases_json(const Asked& asked, EventIndex of) {
  const Talks& talks = asked.talks();
  Json list = Json::array();
  const auto [first, last] = talks.releases.equal_range(of);
  for (auto each = first; each != last; ++each) {
    const EventIndex at = each->second;
    const Event& event = talks.effective(at);
    const auto& release = std::get<ReleaseEvent>(event.body);
    list.push_back({{"to", release.to},
                    {"form", token(release.form)},
                    {"attributed", release.attributed},
                    {"on", to_string(event.said)},
                    {"name", name_of_event(talks.events[at])}});
  }
  return list;
}

Json entry_json(const Asked& asked, const TimelineEntry& entry) {
  const Case& c = asked.c;
  const Talks& talks = asked.talks();
  const Event& event = talks.events[entry.event];
  Json json = event_json(asked, entry.event);
  json["id"] = to_string(event.id);
  json["to"] = event.to;
  json["channel"] = event.channel;
  json["in_public"] = event.in_public;
  json["compartment"] = name_of(c, compartment_of(c, event));
  json["line"] = entry.line;
  json["outcome"] = entry.outcome;
  json["issues"] = ids_of(c, issues_of(talks.effective(entry.event)));
  json["permission"] = permission_json(talks.permission_of(entry.event));
  json["released"] = releases_json(asked, entry.event);
  json["noted"] = moment_json(event.noted);
  json["noted_by"] =
      entry.event < asked.desk->notings().size() ? asked.desk->notings()[entry.event].by : "";
  json["warnings"] = Json::array();
  for (const Warned& warned : entry.warnings)
    json["warnings"].push_back({{"token", token(warned.what)},
                                {"about", warned.about},
                                {"sentence", sentence(warned.what)}});
  json["corrects"] = nullptr;
  if (event.corrects)
    if (const auto at = talks.find(*event.corrects))
      json["corrects"] = name_of_event(talks.events[*at]);
  json["corrected_by"] =
      entry.replaced_by ? Json(name_of_event(talks.events[*entry.replaced_by])) : Json();
  json["withdrawn"] = talks.withdrawn.contains(entry.event);
  json["moves_back"] =
      std::any_of(talks.backwards.begin(), talks.backwards.end(),
                  [&](const BackwardStep& step) { return step.event == entry.event; });
  return json;
}

}  // namespace

void talks_page(Asked& asked, Json& body) {
  TimelineFilter filter;
  filter.party = asked.query.party("party");
  filter.channel = asked.query.channel("channel");
  filter.issue = asked.query.issue("issue");
  filter.kind = asked.query.kind("kind");
  filter.since = asked.query.date("since");
  const std::string words = lower(asked.query.text("words"));
  const std::uint32_t newest = asked.query.number("newest").value_or(newest_unless_asked);
  if (asked.stopped()) return;
  std::vector<TimelineEntry> entries = timeline(asked.c, asked.talks(), filter);
  if (!words.empty())
    std::erase_if(entries, [&](const TimelineEntry& entry) {
      return lower(entry.line).find(words) == std::string::npos;
    });
  const std::size_t first = entries.size() > newest ? entries.size() - newest : 0;
  body["found"] = entries.size();
  body["shown"] = entries.size() - first;
  body["entries"] = Json::array();
  for (std::size_t at = first; at < entries.size(); ++at)
    body["entries"].push_back(entry_json(asked, entries[at]));
}

}  // namespace caucus::pages
