// Two histories that one party cannot tell apart, and must not be able to. Included by tests only.
//
// Both worlds share what the party says and does, what is said to it or in public, what is put,
// shown or released to it, and when. All else differs: what others say in confidence and how often,
// the mediator's ideas, drafts, notes and readings, labels, ids, sources, when things were noted,
// who else heard them, on which words a release rests, what corrections change, and the sheets.
//
// What counts as hidden is decided here by names alone (is_hidden), not by the view under test.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "caucus/talks/history_for_tests.h"

namespace caucus::for_tests {

enum class Step : std::uint8_t {
  own_words,
  own_offer,
  own_answer,
  own_counter,
  own_position,
  own_withdrawal,
  own_body,
  own_permission,
  own_precondition,
  said_to,
  said_in_public,
  proposed,
  idea_handed,
  words_handed,
  released_verbatim,
  released_weaker,
  shown,
  returned,
  critique,
  final_question,
  final_answer,
  deadline,
  state,
  understanding,
  read_back,
  last = read_back,
};
inline constexpr std::size_t step_count = static_cast<std::size_t>(Step::last) + 1;

struct PairShape {
  std::size_t steps = 40;
  std::vector<Step> often = {};  // steps that come up more often than others
};

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

class TwoWorlds {
 public:
  TwoWorlds(std::uint64_t seed, const PairShape& shape = {})
      : shape_(shape), dice_(seed), party_(dice_.below(2)) {
    for (std::size_t w = 0; w < 2; ++w)
      worlds_[w] = std::make_unique<World>(w, seed);
    const std::size_t begin = 12 + dice_.below(shape_.steps);
    for (std::size_t step = 0; step < begin; ++step)
      next();
    hidden_events(9);
  }

  PartyId party() const { return party_; }
  Date day() const { return Date::from_days(first_day + 200); }
  const Case& the_case(std::size_t world) const { return worlds_.at(world)->c; }
  const Talks& talks(std::size_t world) const { return worlds_.at(world)->talks; }

 private:
  static constexpr int first_day = 19'700;

  struct World {
    World(std::size_t number, std::uint64_t seed)
        : c(case_of_world(number)), dice(seed, 77, number), hidden(c, seed * 2 + number + 1) {}
    Case c;
    Talks talks;
    RandomStream dice;
    RandomHistory hidden;
    std::set<EventId> shared;  // ids of what the party sees
  };
  using Ids = std::array<EventId, 2>;

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
    if (event.corrects && world.shared.contains(*event.corrects)) return false;
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

  void next() {
    minutes_ += 1 + static_cast<int>(dice_.below(700));
    hidden_events(3);
    auto step = static_cast<Step>(dice_.below(step_count));
    if (!shape_.often.empty() && dice_.below(2) == 0)
      step = shape_.often[dice_.below(shape_.often.size())];
    if (step <= Step::own_precondition)
      own_step(step);
    else if (step <= Step::released_weaker)
      step_towards(step);
    else
      step_of_text(step);
  }

  void own_step(Step step) {
    switch (step) {
      case Step::own_words:
        shared_event(
            [&](std::size_t w) {
              return own(MessageEvent{static_cast<MessageKind>(dice_.below(5)),
                                      dice_.below(2) == 0,
                                      text(),
                                      {},
                                      {},
                                      maybe(heard_, w)});
            },
            &mine_);
        return;
      case Step::own_offer:
        shared_event(
            [&](std::size_t w) {
              Event event = own(OfferEvent{terms(), maybe_date(), text(), maybe(offers_, w)});
              if (dice_.below(3) == 0) event.to = {other()};
              return event;
            },
            &offers_);
        return;
      case Step::own_answer:
        shared_event(
            [&](std::size_t w) {
              const auto kind = static_cast<AnswerKind>(dice_.below(3) == 0 ? 4 : dice_.below(3));
              PartialPackage package;
              if (kind == AnswerKind::conditional_accept || kind == AnswerKind::reject)
                package = terms();
              return own(AnswerEvent{kind, pick(table_, w), package, text(), std::nullopt});
            },
            &mine_);
        return;
      case Step::own_counter:
        shared_event(
            [&](std::size_t w) {
              return own(
                  AnswerEvent{AnswerKind::counter, pick(table_, w), terms(), text(), std::nullopt});
            },
            &offers_);
        return;
      case Step::own_position:
        shared_event(
            [&](std::size_t) {
              Requirement wanted{{IssueId(1), std::nullopt}, {}, std::nullopt, "=7"};
              wanted.options = {static_cast<OptionIndex>(dice_.below(6))};
              return own(PositionEvent{wanted, Firmness::firm, text()});
            },
            &mine_);
        return;
      case Step::own_withdrawal:
        shared_event(
            [&](std::size_t w) {
              return own(WithdrawEvent{pick(dice_.below(2) == 0 ? mine_ : offers_, w), text()});
            },
            nullptr);
        return;
      default:
        return own_step_of_bodies(step);
    }
  }

  void own_step_of_bodies(Step step) {
    if (step == Step::own_body) {
      shared_event(
          [&](std::size_t w) {
            const EventId what = pick(table_, w);
            if (dice_.below(2) == 0) return own(PutToEvent{what, body()});
            return by(body(), ApprovalEvent{what, dice_.below(2) == 0, text()});
          },
          nullptr);
    } else if (step == Step::own_permission) {
      shared_event([&](std::size_t w) { return own(PermissionEvent{pick(mine_, w)}); }, nullptr);
    } else {
      shared_event(
          [&](std::size_t) {
            return own(PreconditionEvent{PreconditionStep::set, std::nullopt, {}, text(), "talks"});
          },
          &mine_);
    }
  }

  void step_towards(Step step) {
    switch (step) {
      case Step::said_to:
        shared_event(
            [&](std::size_t w) {
              std::string who = dice_.below(3) == 0 ? other() : "qatar";
              return to_party(std::move(who), MessageEvent{static_cast<MessageKind>(dice_.below(5)),
                                                           false,
                                                           text(),
                                                           {},
                                                           {},
                                                           maybe(mine_, w)});
            },
            &heard_);
        return;
      case Step::said_in_public:
        return in_public();
      case Step::proposed:
        shared_event(
            [&](std::size_t w) {
              return to_party("qatar", ProposalEvent{false, terms(), maybe_date(), "", text(),
                                                     maybe(table_, w)});
            },
            &table_);
        return;
      case Step::idea_handed:
        return idea_handed();
      case Step::words_handed:
        return words_handed();
      default:
        return released(step == Step::released_verbatim);
    }
  }

  void in_public() {
    shared_event(
        [&](std::size_t w) {
          Event event;
          const std::size_t which = dice_.below(4);
          if (which == 0 && !table_.empty())
            event = by(other(), AnswerEvent{AnswerKind::reject, pick(table_, w), {}, text(), {}});
          else if (which == 1)
            event = by(other(), PressureEvent{id_of_party(), std::nullopt, text(), text()});
          else if (which == 2)
            event = by("egypt", ExpectedEvent{text(), std::nullopt, maybe_date()});
          else
            event =
                by(other(), MessageEvent{MessageKind::clarification, false, text(), {}, {}, {}});
          event.in_public = true;
          return event;
        },
        &heard_);
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

  // The same terms, thought of on other days and in another order, handed over at the same time.
  void idea_handed() {
    const RandomStream before = dice_;
    Ids ids;
    for (std::size_t w = 0; w < 2; ++w) {
      dice_ = before;
      ids[w] = prelude(w, by("qatar", ProposalEvent{false, terms(), maybe_date(), "", text(), {}}));
      worlds_[w]->shared.insert(ids[w]);
    }
    hidden_events(2);
    const bool handed = shared_event(
        [&](std::size_t w) {
          return by("qatar", HopEvent{ids[w], HopState::handed, "", id_of_party()});
        },
        nullptr);
    if (handed) table_.push_back(ids);
  }

  // Another's offer that may be repeated as it is, handed over.
  void words_handed() {
    const RandomStream before = dice_;
    Ids ids;
    for (std::size_t w = 0; w < 2; ++w) {
      dice_ = before;
      Event event = by(other(), OfferEvent{terms(), maybe_date(), text(), {}});
      event.pass_on = {PassOnForm::verbatim, {}, std::nullopt, true};
      if (worlds_[w]->dice.below(2) == 0) event.pass_on.to = {id_of_party()};
      ids[w] = prelude(w, std::move(event));
    }
    const bool handed = shared_event(
        [&](std::size_t w) {
          return by("qatar", HopEvent{ids[w], HopState::handed, "", id_of_party()});
        },
        nullptr);
    if (handed) table_.push_back(ids);
  }

  void released(bool verbatim) {
    const RandomStream before = dice_;
    Ids ids;
    bool attributed = false;
    for (std::size_t w = 0; w < 2; ++w) {
      dice_ = before;
      World& world = *worlds_[w];
      attributed = dice_.below(2) == 0;
      const std::string words = verbatim ? text() : private_text(w);
      EventBody says = MessageEvent{MessageKind::clarification, false, words, {}, {}, {}};
      if (!verbatim && world.dice.below(2) == 0)
        says = OfferEvent{{{{IssueId(1), static_cast<OptionIndex>(world.dice.below(6))}}},
                          std::nullopt,
                          words,
                          {}};
      Event event = by(other(), std::move(says));
      event.pass_on = {PassOnForm::verbatim, {}, std::nullopt, true};
      if (world.dice.below(2) == 0) event.pass_on.until = Date::from_days(first_day + 150);
      ids[w] = prelude(w, std::move(event));
    }
    hidden_events(2);
    shared_event(
        [&](std::size_t w) {
          const auto form =
              verbatim ? PassOnForm::verbatim : static_cast<PassOnForm>(1 + dice_.below(3));
          return by(
              "qatar",
              ReleaseEvent{ids[w], {id_of_party()}, form, attributed, verbatim ? "" : text()});
        },
        nullptr);
  }

  void step_of_text(Step step) {
    switch (step) {
      case Step::shown:
        return shown();
      case Step::returned:
        shared_event(
            [&](std::size_t w) {
              return own(ShownEvent{ShownStep::returned, pick(drafts_, w), false});
            },
            nullptr);
        return;
      case Step::critique:
        shared_event(
            [&](std::size_t w) {
              return own(CritiqueEvent{pick(drafts_, w), "1", text(), text(), Severity::minor});
            },
            &mine_);
        return;
      case Step::final_question:
        shared_event(
            [&](std::size_t w) { return to_party("qatar", FinalQuestionEvent{pick(drafts_, w)}); },
            nullptr);
        return;
      case Step::final_answer:
        shared_event(
            [&](std::size_t w) {
              return own(FinalAnswerEvent{pick(drafts_, w), FinalAnswerKind::yes_if, text()});
            },
            nullptr);
        return;
      default:
        return step_of_talks(step);
    }
  }

  // The same clauses, reached by other ways: other drafts before, other grounds.
  void shown() {
    const RandomStream before = dice_;
    Ids ids;
    for (std::size_t w = 0; w < 2; ++w) {
      dice_ = before;
      World& world = *worlds_[w];
      DraftEvent draft;
      draft.title = text();
      draft.clauses = {{"1", text(), {}, {}, {}}, {"2", text(), {IssueId(1)}, {}, {}}};
      if (!world.talks.events.empty())
        draft.clauses[0].from = {
            world.talks.events[world.dice.below(world.talks.events.size())].id};
      if (world.dice.below(2) == 0) {
        DraftEvent base;
        base.clauses = {{"1", private_text(w), {}, {}, {}}, {"9", private_text(w), {}, {}, {}}};
        draft.based_on = prelude(w, by("mediator", std::move(base)));
        draft.without = {"9"};
      }
      ids[w] = prelude(w, by("mediator", std::move(draft)));
      worlds_[w]->shared.insert(ids[w]);
    }
    const bool seen = shared_event(
        [&](std::size_t w) {
          return to_party("qatar", ShownEvent{ShownStep::shown, ids[w], dice_.below(2) == 0});
        },
        nullptr);
    if (seen) drafts_.push_back(ids);
  }

  void step_of_talks(Step step) {
    switch (step) {
      case Step::deadline:
        shared_event(
            [&](std::size_t) {
              DeadlineEvent event{DeadlineStep::set, dice_.below(2) == 0 ? "ramadan" : "own_round",
                                  Date::from_days(first_day + static_cast<int>(dice_.below(300))),
                                  DeadlineKind::soft};
              return to_party("united_states", event);
            },
            nullptr);
        return;
      case Step::state:
        shared_event(
            [&](std::size_t w) {
              return to_party("qatar", TalksStateEvent{std::nullopt, TalksState::stalled,
                                                       maybe(table_, w), text()});
            },
            nullptr);
        return;
      case Step::understanding:
        shared_event(
            [&](std::size_t) {
              return to_party("qatar",
                              UnderstandingEvent{text(), {}, {"israel", "hamas"}, terms()});
            },
            &understandings_);
        return;
      default:
        shared_event(
            [&](std::size_t w) {
              return own(ReadBackEvent{pick(understandings_, w), dice_.below(2) == 0, text()});
            },
            nullptr);
        return;
    }
  }

  PairShape shape_;
  RandomStream dice_;
  PartyId party_;
  std::array<std::unique_ptr<World>, 2> worlds_;
  std::array<int, 2> labels_{};
  int minutes_ = 0;
  // Ids, in each world, of what the party knows.
  std::vector<Ids> mine_, offers_, heard_, table_, drafts_, understandings_;
};

}  // namespace caucus::for_tests
