// Two worlds that hold what one party may know in common, and all else apart: the part of
// two_worlds_for_tests.h that keeps them so. Included by tests only.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "caucus/talks/history_for_tests.h"

namespace caucus::for_tests {

// The case as one world has it: another world reads the other party otherwise.
inline Case case_of_world(std::size_t world) {
  Case c = talks_case();
  if (world == 0) return c;
  c.sheets[1].lines.clear();
  c.sheets[0].preferences.preferences = {preference(1, true)};
  c.sheets[1].preferences.preferences.clear();
  c.sheets[1].as_of = Date::from_days(19'690);
  return c;
}

class WorldPair {
 public:
  explicit WorldPair(std::uint64_t seed) : dice_(seed), party_(dice_.below(2)) {
    for (std::size_t w = 0; w < 2; ++w)
      worlds_[w] = std::make_unique<World>(w, seed);
  }

  PartyId party() const { return party_; }
  Date day() const { return Date::from_days(first_day + 200); }
  const Case& the_case(std::size_t world) const { return worlds_.at(world)->c; }
  const Talks& talks(std::size_t world) const { return worlds_.at(world)->talks; }
  using Ids = std::array<EventId, 2>;

 protected:
  static constexpr int first_day = 19'700;

  struct World {
    World(std::size_t number, std::uint64_t seed)
        : c(case_of_world(number)), dice(seed, 77, number), hidden(c, seed * 2 + number + 1) {}
    Case c;
    Talks talks;
    RandomStream dice;
    RandomHistory hidden;
    std::set<EventId> shared;   // ids of what the party sees
    std::set<EventId> pending;  // and of what is about to be passed on to it
  };

  std::string id_of_party() const { return worlds_[0]->c.parties[party_].id; }
  std::string other() const { return party_.index() == 0 ? "hamas" : "israel"; }
  std::string body() const { return party_.index() == 0 ? "war_cabinet" : "leaders_in_hiding"; }
  std::string part() const {
    return party_.index() == 0 ? "israel_delegation" : "political_leaders_abroad";
  }

  // --- Hidden events -----------------------------------------------------------------------------

  bool names_party(const Case& c, const std::string& name) const {
    return speaker_of(c, name).party == party_;
  }
  bool names_party(const Case& c, const std::vector<std::string>& names) const {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return names_party(c, name); });
  }
  // Nobody of the party speaks, hears or gets anything, and nothing it sees is corrected.
  bool is_hidden(const World& world, const Event& event) const {
    if (names_party(world.c, event.who) || names_party(world.c, event.to) || event.in_public)
      return false;
    if (event.corrects &&
        (world.shared.contains(*event.corrects) || world.pending.contains(*event.corrects)))
      return false;
    if (const auto* hop = std::get_if<HopEvent>(&event.body))
      return !names_party(world.c, hop->to) && !names_party(world.c, hop->from);
    if (const auto* release = std::get_if<ReleaseEvent>(&event.body))
      return !names_party(world.c, release->to);
    return true;
  }

  bool accepts(World& world, Event event) {
    Applied applied = apply(world.c, std::move(world.talks), std::move(event), later());
    world.talks = std::move(applied.talks);
    return !applied.refused;
  }

  void hidden_events(std::size_t at_most) {
    for (auto& world : worlds_) {
      const std::size_t count = world->dice.below(at_most + 1);
      for (std::size_t tries = 0, done = 0; done < count && tries < 8 * count; ++tries) {
        Event event = world->hidden.next(world->talks);
        if (is_hidden(*world, event) && accepts(*world, std::move(event))) ++done;
      }
    }
  }

  // --- Shared events -----------------------------------------------------------------------------

  Moment now() const {
    const int day = first_day + minutes_ / 1440;
    if (minutes_ % 3 == 0) return Moment::of_day(Date::from_days(day));
    return Moment::at(Date::from_days(day), minutes_ % 1440, 0);
  }

  // What a world adds of its own to a shared event: nothing of it may be seen.
  void decorate(std::size_t w, Event& event) {
    World& world = *worlds_[w];
    for (std::byte& byte : event.id.bytes)
      byte = static_cast<std::byte>(world.dice.below(256));
    event.said = now();
    if (world.dice.below(2) == 0)
      event.label = (w == 0 ? "v" : "w") + std::to_string(++labels_[w] + 5 * static_cast<int>(w));
    if (world.dice.below(3) == 0)
      event.noted = Moment::of_day(Date::from_days(
          first_day + static_cast<int>(minutes_ / 1440 + static_cast<int>(world.dice.below(9)))));
    if (world.dice.below(3) == 0) event.sources = {"report_00" + std::to_string(2 * (w + 1))};
    if (speaker_of(world.c, event.who).party != party_) {
      if (world.dice.below(2) == 0)
        event.pass_on = {static_cast<PassOnForm>(world.dice.below(5)), {}, std::nullopt, true};
      if (!event.to.empty() && world.dice.below(2) == 0 && kind_of(event) != EventKind::release)
        event.to.push_back(world.dice.below(2) == 0 ? other() : "egypt");
    }
    if (auto* answer = std::get_if<AnswerEvent>(&event.body))
      if (world.dice.below(2) == 0)
        answer->reading = AnswerReading{world.dice.below(2) == 0, Sure::possible};
    if (auto* position = std::get_if<PositionEvent>(&event.body))
      position->firmness = static_cast<Firmness>(world.dice.below(4));
  }

  // Puts one event of each world into its talks, or neither.
  bool put(std::array<Event, 2> events, std::vector<Ids>* list) {
    for (std::size_t w = 0; w < 2; ++w)
      if (refusal_of(worlds_[w]->c, worlds_[w]->talks, events[w], later())) return false;
    for (std::size_t w = 0; w < 2; ++w) {
      worlds_[w]->shared.insert(events[w].id);
      accepts(*worlds_[w], events[w]);
    }
    if (list) list->push_back({events[0].id, events[1].id});
    return true;
  }

  // Makes the shared event twice with the same dice; `make(w, dice)` may use ids of its world.
  template <class Make>
  bool shared_event(Make make, std::vector<Ids>* list) {
    const RandomStream before = dice_;
    std::array<Event, 2> events;
    for (std::size_t w = 0; w < 2; ++w) {
      dice_ = before;
      events[w] = make(w);
      decorate(w, events[w]);
    }
    return put(std::move(events), list);
  }

  std::string text() {
    std::string said;
    for (std::size_t bytes = 1 + dice_.below(12); bytes > 0; --bytes)
      said += static_cast<char>('a' + dice_.below(26));
    return said;
  }
  PartialPackage terms() {
    PartialPackage package;
    const Case& c = worlds_[0]->c;
    for (IssueId issue : c.issues.ids())
      if (dice_.below(3) == 0 && issue.index() != 0 && issue.index() != 2)
        package.terms.push_back(
            {issue, static_cast<OptionIndex>(dice_.below(c.issues[issue].options.size()))});
    return package;
  }
  std::optional<Date> maybe_date() {
    if (dice_.below(3) != 0) return std::nullopt;
    return Date::from_days(first_day + minutes_ / 1440 + 1 + static_cast<int>(dice_.below(9)));
  }
  std::optional<EventId> maybe(const std::vector<Ids>& list, std::size_t w) {
    if (list.empty() || dice_.below(2) == 0) return std::nullopt;
    return pick(list, w);
  }
  EventId pick(const std::vector<Ids>& list, std::size_t w) {
    return list.empty() ? EventId{} : list[list.size() - 1 - dice_.below(list.size())][w];
  }

  Event by(std::string who, EventBody says) {
    Event event;
    event.who = std::move(who);
    event.body = std::move(says);
    return event;
  }
  Event own(EventBody says) {
    Event event = by(dice_.below(4) == 0 ? part() : id_of_party(), std::move(says));
    if (dice_.below(3) == 0)
      event.pass_on = {static_cast<PassOnForm>(dice_.below(5)), {}, std::nullopt, true};
    return event;
  }
  Event to_party(std::string who, EventBody says) {
    Event event = by(std::move(who), std::move(says));
    event.to = {id_of_party()};
    return event;
  }

  // An event that only one world has, before the one that brings it before the party.
  EventId prelude(std::size_t w, Event event) {
    World& world = *worlds_[w];
    for (std::byte& byte : event.id.bytes)
      byte = static_cast<std::byte>(world.dice.below(256));
    event.said =
        Moment::of_day(Date::from_days(first_day - static_cast<int>(world.dice.below(40))));
    if (world.dice.below(2) == 0) event.label = (w == 0 ? "x" : "y") + std::to_string(++labels_[w]);
    const EventId id = event.id;
    accepts(world, std::move(event));
    return id;
  }

  std::string private_text(std::size_t w) {
    return "only in world " + std::to_string(w) + " " + std::to_string(worlds_[w]->dice.below(999));
  }

  // The mediator notes that words were other ones than had been noted; whether it was let.
  bool correct(std::size_t w, const EventId& id, const std::string& text) {
    World& world = *worlds_[w];
    const auto at = world.talks.find(id);
    if (!at) return false;
    Event event = world.talks.effective(*at);
    event.corrects = event.id;
    event.label.clear();
    event.to.clear();
    if (auto* message = std::get_if<MessageEvent>(&event.body)) message->text = text;
    if (auto* proposal = std::get_if<ProposalEvent>(&event.body)) proposal->text = text;
    if (auto* offer = std::get_if<OfferEvent>(&event.body)) offer->conditions = text;
    if (auto* draft = std::get_if<DraftEvent>(&event.body)) {
      draft->title = text;
      for (ClauseText& clause : draft->clauses)
        clause.text = text;
    }
    for (std::byte& byte : event.id.bytes)
      byte = static_cast<std::byte>(world.dice.below(256));
    world.shared.insert(event.id);  // chance corrects it no more than what it corrects
    return accepts(world, std::move(event));
  }
  // The same in one world alone, once the words have been passed on or shown.
  void correct_hidden(std::size_t w, const EventId& id) {
    if (worlds_[w]->dice.below(3) == 0) correct(w, id, private_text(w));
  }
  // In both worlds to the same words, by ways of their own.
  bool correct_alike(const Ids& ids) {
    const std::string words = text();
    for (std::size_t w = 0; w < 2; ++w) {
      correct_hidden(w, ids[w]);
      if (!correct(w, ids[w], words)) return false;
    }
    return true;
  }

  RandomStream dice_;
  PartyId party_;
  std::array<std::unique_ptr<World>, 2> worlds_;
  std::array<int, 2> labels_{};
  int minutes_ = 0;
};

}  // namespace caucus::for_tests
