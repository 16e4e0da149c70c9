// Sources, actors, categories, phases, and what surrounds the terms: channels, pressure, deadlines
// and states.
#include <utility>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/cycles.h"
#include "caucus/casefile/read.h"
#include "caucus/casefile/reading.h"

namespace caucus {
namespace {

// The id of an entry that may define it; nothing where it is absent, faulty or taken. A faulty one
// becomes known, so that whoever uses it is not blamed as well.
std::optional<std::string> new_id(Reading& reading, NameSpace space, const Entry& entry) {
  if (entry.get("id") == nullptr) {
    reading.names.add(space, entry.written("id"), {});
    return std::nullopt;
  }
  if (reading.names.is_taken(space, entry, reading.log)) return std::nullopt;
  return entry.text("id");
}

void add_bodies(Reading& reading, const Entry& entry, std::span<const std::string_view> keys) {
  for (const std::string_view key : keys) {
    const TomlNode* value = entry.get(key);
    if (value == nullptr) continue;
    if (value->kind == TomlNode::Kind::text) reading.names.add(NameSpace::actor, value->text, {});
    for (const TomlNode& item : value->items)
      reading.names.add(NameSpace::actor, item.text, {});
  }
}

void read_parties(Reading& reading, const FileEntries& frame) {
  bool reported = false;
  for (const Entry& entry : frame.of("party")) {
    static constexpr std::array<std::string_view, 4> bodies{"wings", "approval", "principal",
                                                            "delegation"};
    add_bodies(reading, entry, bodies);
    const auto id = new_id(reading, NameSpace::party, entry);
    if (!id) continue;
    if (reading.c.parties.size() == parties_max) {
      if (!std::exchange(reported, true))
        reading.fault(entry.place(), FaultKind::too_many,
                      fmt::format("there are more than {} parties", parties_max),
                      "join those that always speak with one voice");
      reading.names.add(NameSpace::party, *id, {Names::faulty, entry.place()});
      continue;
    }
    Party party;
    party.id = *id;
    party.name = reading.printed(*id, entry.text("name"));
    party.wings = entry.texts("wings");
    party.approval = entry.texts("approval");
    party.principal = entry.text("principal");
    party.delegation = entry.text("delegation");
    party.origin = reading.origin_of(entry);
    const PartyId at = reading.c.parties.push_back(std::move(party));
    reading.names.add(NameSpace::party, *id, {at.index(), entry.place()});
    reading.names.add(NameSpace::actor, *id, {0, entry.place()});
  }
}

// Consent given by `north` must be either the party's or its body's.
void check_bodies(Reading& reading, const FileEntries& frame) {
  for (const Entry& entry : frame.of("party"))
    for (const std::string_view key : {"wings", "approval"})
      for (const std::string& body : entry.texts(key))
        if (reading.names.find(NameSpace::party, body))
          reading.fault(
              entry.place(key), FaultKind::duplicate_id,
              fmt::format("{} is a party, so it cannot be a part of one too", in_quotes(body)),
              "give the body an id of its own, such as `" + body + "_council`");
}

void read_actors_of(Reading& reading, const FileEntries& frame, ActorKind kind) {
  for (const Entry& entry : frame.of(token(kind))) {
    if (entry.get("id") == nullptr) {
      reading.names.add(NameSpace::actor, entry.written("id"), {});
      continue;
    }
    const std::string id = entry.text("id");
    if (reading.names.is_taken(NameSpace::party, entry, reading.log) ||
        reading.names.is_taken(NameSpace::role, entry, reading.log))
      continue;
    Actor actor;
    actor.kind = kind;
    actor.id = id;
    actor.name = reading.printed(id, entry.text("name"));
    if (kind == ActorKind::mediator)
      for (const std::string& ally : entry.texts("ally_of"))
        if (const auto party = reading.names.find(NameSpace::party, ally))
          actor.ally_of.push_back(PartyId(*party));
    if (kind == ActorKind::holder) {
      actor.of = entry.text("of");
      reading.names.add(NameSpace::holder, id, {0, entry.place()});
    }
    actor.origin = reading.origin_of(entry);
    reading.c.actors.push_back(std::move(actor));
    reading.names.add(NameSpace::actor, id, {0, entry.place()});
    reading.names.add(NameSpace::role, std::string(token(kind)) + " " + id, {0, entry.place()});
  }
}

void read_channels(Reading& reading, const FileEntries& frame) {
  for (const Entry& entry : frame.of("channel")) {
    const auto id = new_id(reading, NameSpace::channel, entry);
    const std::size_t hops = entry.texts("hops").size();
    std::vector<DurationRange> delay = entry.duration_ranges("delay");
    if (entry.get("delay") != nullptr && entry.get("hops") != nullptr && delay.size() != hops)
      reading.fault(entry.place("delay"), FaultKind::bad_value,
                    fmt::format("the channel has {} but {}", counted(hops, "hop"),
                                counted(delay.size(), "delay")),
                    "write one delay for each hop");
    const auto to = reading.names.find(NameSpace::party, entry.text("to"));
    if (!id || !to) continue;
    Channel channel{*id,
                    reading.printed(*id, entry.text("name")),
                    PartyId(*to),
                    entry.texts("hops"),
                    std::move(delay),
                    entry.truth("lossy"),
                    reading.origin_of(entry)};
    reading.names.add(NameSpace::channel, *id, {reading.c.channels.size(), entry.place()});
    reading.c.channels.push_back(std::move(channel));
  }
}

void report_phase_cycles(Reading& reading) {
  Needs needs(reading.c.phases.size());
  for (const PhaseId id : reading.c.phases.ids())
    if (const auto after = reading.c.phases[id].after) needs[id.index()] = {after->index()};
  for (const auto& group : groups_in_order(needs)) {
    if (!is_cycle(needs, group)) continue;
    std::vector<std::string> members;
    for (const std::size_t at : group)
      members.push_back(in_quotes(reading.c.phases[PhaseId(at)].id));
    const bool one = members.size() == 1;
    reading.fault(reading.c.phases[PhaseId(group.front())].origin.place, FaultKind::cycle,
                  one ? fmt::format("the phase {} comes after itself", members.front())
                      : fmt::format("the phases {} come after each other in a circle",
                                    join_in_words(members)),
                  "leave out one `after`");
  }
}

}  // namespace

void read_sources(Reading& reading, const FileEntries& frame) {
  for (const Entry& entry : frame.of("source")) {
    const auto id = new_id(reading, NameSpace::source, entry);
    if (!id) continue;
    Source source;
    source.id = *id;
    source.name = reading.printed(*id, entry.text("name"));
    source.kind = entry.text("kind");
    source.date = entry.date("date");
    const std::string reliability = entry.text("reliability");
    source.reliability = reliability.empty() ? '\0' : reliability.front();
    const SourceId at = reading.c.sources.push_back(std::move(source));
    reading.names.add(NameSpace::source, *id, {at.index(), entry.place()});
  }
  // Sources may cite each other, so their origins come when all are known.
  for (const Entry& entry : frame.of("source")) {
    const auto at = reading.names.find(NameSpace::source, entry.text("id"));
    if (!at) continue;
    Source& source = reading.c.sources[SourceId(*at)];
    if (source.origin.place == Place{}) source.origin = reading.origin_of(entry);
  }
}

void read_actors(Reading& reading, const FileEntries& frame) {
  read_parties(reading, frame);
  check_bodies(reading, frame);
  for (const ActorKind kind : {ActorKind::mediator, ActorKind::holder, ActorKind::guarantor,
                               ActorKind::verifier, ActorKind::intermediary})
    read_actors_of(reading, frame, kind);
  for (const Entry& entry : frame.of("channel")) {
    static constexpr std::array<std::string_view, 1> bodies{"hops"};
    add_bodies(reading, entry, bodies);
  }
  for (const auto& [id, name] : reading.c.names)
    reading.names.add(NameSpace::actor, id, {});
}

void read_categories(Reading& reading, const FileEntries& frame) {
  for (const Entry& entry : frame.of("category")) {
    const auto id = new_id(reading, NameSpace::category, entry);
    if (!id) continue;
    reading.names.add(NameSpace::category, *id, {reading.c.categories.size(), entry.place()});
    reading.c.categories.push_back({*id, reading.printed(*id, entry.text("name")),
                                    entry.text("unit"), reading.origin_of(entry)});
  }
}

void read_phases(Reading& reading, const FileEntries& frame) {
  for (const Entry& entry : frame.of("phase")) {
    const auto id = new_id(reading, NameSpace::phase, entry);
    if (!id) continue;
    Phase phase;
    phase.id = *id;
    phase.name = reading.printed(*id, entry.text("name"));
    phase.lasts = entry.duration("lasts");
    phase.conditions = entry.texts("conditions");
    phase.origin = reading.origin_of(entry);
    const PhaseId at = reading.c.phases.push_back(std::move(phase));
    reading.names.add(NameSpace::phase, *id, {at.index(), entry.place()});
  }
  for (const Entry& entry : frame.of("phase")) {
    const auto at = reading.names.find(NameSpace::phase, entry.text("id"));
    const auto after = reading.names.find(NameSpace::phase, entry.text("after"));
    if (at && after && reading.c.phases[PhaseId(*at)].origin.place == entry.place())
      reading.c.phases[PhaseId(*at)].after = PhaseId(*after);
  }
  report_phase_cycles(reading);
}

void read_surroundings(Reading& reading, const FileEntries& frame) {
  read_channels(reading, frame);
  for (const Entry& entry : frame.of("pressure")) {
    Pressure pressure{entry.text("by"), entry.text("on"), entry.text("says"), std::nullopt,
                      reading.origin_of(entry)};
    if (const auto issue = reading.names.find(NameSpace::issue, entry.text("issue")))
      pressure.issue = IssueId(*issue);
    reading.c.pressures.push_back(std::move(pressure));
  }
  for (const Entry& entry : frame.of("deadline")) {
    const auto id = new_id(reading, NameSpace::deadline, entry);
    const auto date = entry.date("date");
    if (!id || !date) continue;
    Deadline deadline{*id,
                      reading.printed(*id, entry.text("name")),
                      *date,
                      entry.word("kind", DeadlineKind::soft),
                      entry.texts("held_by"),
                      std::nullopt,
                      reading.origin_of(entry)};
    if (const auto phase = reading.names.find(NameSpace::phase, entry.text("phase")))
      deadline.phase = PhaseId(*phase);
    reading.names.add(NameSpace::deadline, *id, {reading.c.deadlines.size(), entry.place()});
    reading.c.deadlines.push_back(std::move(deadline));
  }
  for (const Entry& entry : frame.of("state")) {
    const auto on = entry.date("on");
    if (!on) continue;
    reading.c.states.push_back({entry.word("is", TalksState::exploring), *on, entry.text("because"),
                                entry.truth("expected"), reading.origin_of(entry)});
  }
}

}  // namespace caucus
