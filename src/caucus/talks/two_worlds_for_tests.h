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

#include "caucus/talks/world_pair_for_tests.h"

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
  passed_again,
  released_verbatim,
  released_weaker,
  shown,
  two_shown,
  shown_again,
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

class TwoWorlds : public WorldPair {
 public:
  explicit TwoWorlds(std::uint64_t seed, const PairShape& shape = {})
      : WorldPair(seed), shape_(shape) {
    const std::size_t begin = 12 + dice_.below(shape_.steps);
    for (std::size_t step = 0; step < begin; ++step)
      next();
    hidden_events(9);
  }

  // What was put to the party and shown to it, by the ids of each world.
  const std::vector<Ids>& on_the_table() const { return table_; }
  const std::vector<Ids>& drafts_shown() const { return drafts_; }

 private:
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
      case Step::passed_again:
        if (const Ids ids = pick_both(ideas_); correct_alike(ids)) handed(ids);
        return;
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

  // The same terms, thought of on other days and in another order, handed over at the same time.
  void idea_handed() {
    const RandomStream before = dice_;
    std::array<Ids, 2> ideas;
    for (std::size_t w = 0; w < 2; ++w) {
      dice_ = before;
      std::array<Event, 2> events;
      for (Event& event : events)
        event = by("qatar", ProposalEvent{false, terms(), maybe_date(), "", text(), {}});
      const std::size_t first = worlds_[w]->dice.below(2);
      for (std::size_t at : {first, 1 - first}) {
        ideas[at][w] = prelude(w, events[at]);
        worlds_[w]->shared.insert(ideas[at][w]);
      }
    }
    hidden_events(2);
    for (const Ids& ids : ideas)
      if (handed(ids)) {
        table_.push_back(ids);
        ideas_.push_back(ids);
        for (std::size_t w = 0; w < 2; ++w)
          correct_hidden(w, ids[w]);
      }
  }
  bool handed(const Ids& ids) {
    return shared_event(
        [&](std::size_t w) {
          return by("qatar", HopEvent{ids[w], HopState::handed, "", id_of_party()});
        },
        nullptr);
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
    if (!handed(ids)) return;
    table_.push_back(ids);
    for (std::size_t w = 0; w < 2; ++w)
      correct_hidden(w, ids[w]);
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
      world.pending.insert(ids[w]);
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
    for (std::size_t w = 0; w < 2; ++w) {
      worlds_[w]->pending.clear();
      correct_hidden(w, ids[w]);
    }
  }

  void step_of_text(Step step) {
    switch (step) {
      case Step::shown:
        return shown();
      case Step::two_shown:
        return two_shown();
      case Step::shown_again:
        if (const Ids ids = pick_both(drafts_); correct_alike(ids)) show(ids);
        return;
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
        world.shared.insert(*draft.based_on);  // its clauses are those of the draft that is shown
        draft.without = {"9"};
      }
      ids[w] = prelude(w, by("mediator", std::move(draft)));
      worlds_[w]->shared.insert(ids[w]);
    }
    if (show(ids)) drafts_.push_back(ids);
  }
  bool show(const Ids& ids) {
    const bool seen = shared_event(
        [&](std::size_t w) {
          return to_party("qatar", ShownEvent{ShownStep::shown, ids[w], dice_.below(2) == 0});
        },
        nullptr);
    for (std::size_t w = 0; w < 2 && seen; ++w)
      correct_hidden(w, ids[w]);
    return seen;
  }

  // Two drafts, written in either order and shown in one.
  void two_shown() {
    const RandomStream before = dice_;
    std::array<Ids, 2> drafts;
    for (std::size_t w = 0; w < 2; ++w) {
      dice_ = before;
      std::array<DraftEvent, 2> written;
      for (DraftEvent& draft : written) {
        draft.title = text();
        draft.clauses = {{"1", text() + " " + text(), {}, {}, {}}, {text(), text(), {}, {}, {}}};
      }
      const std::size_t first = worlds_[w]->dice.below(2);
      for (std::size_t at : {first, 1 - first}) {
        drafts[at][w] = prelude(w, by("mediator", written[at]));
        worlds_[w]->shared.insert(drafts[at][w]);
      }
    }
    for (const Ids& ids : drafts)
      if (show(ids)) drafts_.push_back(ids);
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

  Ids pick_both(const std::vector<Ids>& list) {
    return list.empty() ? Ids{} : list[list.size() - 1 - dice_.below(list.size())];
  }

  PairShape shape_;

  // Ids, in each world, of what the party knows.
  std::vector<Ids> mine_, offers_, heard_, table_, ideas_, drafts_, understandings_;
};

}  // namespace caucus::for_tests
