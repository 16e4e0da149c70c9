#include "caucus/talks/timeline.h"

#include <algorithm>

#include "caucus/talks/script.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

// Gathers what one kind of event names; each operator() is one kind that names issues.
struct Issues {
  std::vector<IssueId> found = {};

  void add(const std::vector<IssueId>& issues) {
    found.insert(found.end(), issues.begin(), issues.end());
  }
  void add(const PartialPackage& terms) {
    for (const Term& term : terms.terms)
      found.push_back(term.issue);
  }
  void add(const std::vector<Requirement>& all) {
    for (const Requirement& each : all)
      if (each.about.issue) found.push_back(*each.about.issue);
  }

  void operator()(const MessageEvent& e) {
    add(e.issues);
    add(e.package);
  }
  void operator()(const OfferEvent& e) { add(e.package); }
  void operator()(const ProposalEvent& e) { add(e.package); }
  void operator()(const AnswerEvent& e) { add(e.package); }
  void operator()(const PositionEvent& e) {
    if (e.wants.about.issue) found.push_back(*e.wants.about.issue);
  }
  void operator()(const LineEvent& e) { add(e.requires_); }
  void operator()(const PreconditionEvent& e) { add(e.requires_); }
  void operator()(const UnderstandingEvent& e) {
    add(e.issues);
    add(e.package);
  }
  void operator()(const DraftEvent& e) {
    for (const ClauseText& clause : e.clauses)
      add(clause.issues);
  }
  void operator()(const PressureEvent& e) {
    if (e.issue) found.push_back(*e.issue);
  }
  template <class Other>
  void operator()(const Other&) {}
};

bool concerns(const Case& c, const Event& event, PartyId party) {
  if (caucus_of(c, event) == party) return true;
  std::vector<std::string> names = event.to;
  if (const auto* hop = std::get_if<HopEvent>(&event.body)) names.push_back(hop->to);
  if (const auto* release = std::get_if<ReleaseEvent>(&event.body))
    names.insert(names.end(), release->to.begin(), release->to.end());
  if (const auto* pressure = std::get_if<PressureEvent>(&event.body)) names.push_back(pressure->on);
  if (const auto* understanding = std::get_if<UnderstandingEvent>(&event.body))
    names.insert(names.end(), understanding->between.begin(), understanding->between.end());
  const std::vector<PartyId> heard = parties_of(c, names);
  return std::find(heard.begin(), heard.end(), party) != heard.end();
}

Date noted_day(const Event& event) {
  return event.noted.value_or(event.said).day();
}

bool passes(const Case& c, const Event& event, const TimelineFilter& filter) {
  if (filter.kind && kind_of(event) != *filter.kind) return false;
  if (!filter.channel.empty() && event.channel != filter.channel) return false;
  if (filter.since && noted_day(event) < *filter.since && event.said.day() < *filter.since)
    return false;
  if (filter.party && !concerns(c, event, *filter.party)) return false;
  if (!filter.issue) return true;
  const std::vector<IssueId> issues = issues_of(event);
  return std::binary_search(issues.begin(), issues.end(), *filter.issue);
}

}  // namespace

std::vector<IssueId> issues_of(const Event& event) {
  Issues issues;
  std::visit([&](const auto& body) { issues(body); }, event.body);
  auto& found = issues.found;
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return std::move(issues.found);
}

std::vector<TimelineEntry> timeline(const Case& c, const Talks& talks,
                                    const TimelineFilter& filter) {
  std::vector<EventIndex> order;
  for (EventIndex at = 0; at < talks.events.size(); ++at)
    if (passes(c, talks.events[at], filter)) order.push_back(at);
  std::stable_sort(order.begin(), order.end(), [&](EventIndex a, EventIndex b) {
    return talks.events[a].said < talks.events[b].said;
  });
  std::vector<std::vector<Warned>> warnings(talks.events.size());
  for (const NotedWarning& noted : talks.warnings)
    warnings[noted.event].push_back(noted.warned);
  std::vector<TimelineEntry> entries;
  for (EventIndex at : order) {
    TimelineEntry entry;
    entry.event = at;
    entry.line = event_line(c, talks, talks.events[at]);
    entry.outcome = outcome(c, talks, at);
    const auto replaced = talks.corrected_by.find(at);
    if (replaced != talks.corrected_by.end()) entry.replaced_by = replaced->second;
    entry.warnings = std::move(warnings[at]);
    entries.push_back(std::move(entry));
  }
  return entries;
}

TalksChanges changes_since(const Talks& talks, Date day) {
  TalksChanges changes;
  const auto is_new = [&](EventIndex at) { return noted_day(talks.events[at]) >= day; };
  for (EventIndex at = 0; at < talks.events.size(); ++at) {
    if (!is_new(at)) continue;
    changes.events.push_back(at);
    if (talks.is_correction(at)) changes.corrections.push_back(at);
    const EventKind kind = kind_of(talks.events[at]);
    if (talks.life_of(at)) changes.new_terms.push_back(at);
    if (kind == EventKind::answer || kind == EventKind::approval || kind == EventKind::withdraw ||
        kind == EventKind::final_answer)
      changes.answers.push_back(at);
  }
  for (const StateEntry& entry : talks.states)
    if (is_new(entry.event)) changes.states.push_back(entry);
  for (const BackwardStep& step : talks.backwards)
    if (is_new(step.event)) changes.backwards.push_back(step);
  for (EventIndex at : talks.expected)
    if (is_new(at)) changes.expected.push_back(at);
  return changes;
}

}  // namespace caucus
