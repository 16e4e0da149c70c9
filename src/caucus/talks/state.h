// Where do the talks stand? Everything that follows from the events so far.
//
// Built by apply() alone, one event after the other, and equal to what a replay of the same events
// gives. Derived entries hold places in `events`, never copies of words; a correction replaces an
// event in all that is derived while both stay in `events`. Ages and expiry depend on the day of
// asking, so they are computed by the views (open_items.h, terms.h), not kept.
//
// Memory: well under 1 KB per event beside its own texts. Moving is cheap; copying is linear.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "caucus/talks/event.h"
#include "caucus/talks/refusal.h"
#include "caucus/talks/terms_life.h"
#include "caucus/talks/text_life.h"

namespace caucus {

// A warning and the event it was given for.
struct NotedWarning {
  EventIndex event = 0;
  Warned warned;

  friend bool operator==(const NotedWarning&, const NotedWarning&) = default;
};

// The positions of one speaker on one subject, oldest first; the last is the position now.
struct PositionLife {
  std::string who;
  PartyId party;
  Subject about;
  std::vector<EventIndex> history;

  friend bool operator==(const PositionLife&, const PositionLife&) = default;
};

// A red line or bottom line: `history` begins with the event that set it; the last stands now.
struct LineLife {
  PartyId party;
  LineKind kind = LineKind::red_line;
  std::vector<EventIndex> history;
  std::optional<EventIndex> withdrawn;

  friend bool operator==(const LineLife&, const LineLife&) = default;
};

struct PreconditionLife {
  EventIndex set = 0;
  PreconditionStep step = PreconditionStep::set;
  EventIndex last = 0;  // the event that made the step

  friend bool operator==(const PreconditionLife&, const PreconditionLife&) = default;
};

enum class UnderstandingStatus : std::uint8_t { noted, read_back_by_some, confirmed, differs };

struct UnderstandingLife {
  EventIndex event = 0;
  std::vector<PartyId> between;                            // sorted
  std::vector<std::pair<PartyId, EventIndex>> read_backs;  // the last of each party
  UnderstandingStatus status = UnderstandingStatus::noted;

  friend bool operator==(const UnderstandingLife&, const UnderstandingLife&) = default;
};

struct DeadlineLife {
  std::string id;
  std::optional<Date> date;  // nothing for one that was only seen to pass
  DeadlineKind kind = DeadlineKind::soft;
  std::optional<EventIndex> passed;
  std::vector<EventIndex> history;  // empty for one that only the case knows

  friend bool operator==(const DeadlineLife&, const DeadlineLife&) = default;
};

// A change of the state of the talks and what caused it.
struct StateEntry {
  TalksState is = TalksState::exploring;
  EventIndex event = 0;             // where it was noted
  std::optional<EventIndex> cause;  // the event that caused it; itself where it follows by itself
  bool declared = false;            // a person said so

  friend bool operator==(const StateEntry&, const StateEntry&) = default;
};

enum class BackwardKind : std::uint8_t { position, line, offer, answer };

// A step back is a first-class fact: what the speaker had given before, it gives no more.
struct BackwardStep {
  EventIndex event = 0;
  BackwardKind kind = BackwardKind::position;
  PartyId party;
  std::vector<Subject> subjects;  // what moved back; empty for an answer taken back
  EventIndex earlier = 0;         // the event it moves back from

  friend bool operator==(const BackwardStep&, const BackwardStep&) = default;
};

// The last option a party has put on an issue in an offer or counter, and those it had left before.
struct OfferedTerm {
  OptionIndex option = 0;
  EventIndex event = 0;
  std::vector<OptionIndex> left;  // sorted

  friend bool operator==(const OfferedTerm&, const OfferedTerm&) = default;
};

struct Talks {
  std::vector<Event> events;  // in the order of noting; nothing is ever taken out
  std::unordered_map<EventId, EventIndex> by_id;
  std::unordered_map<std::string, EventIndex> by_label;
  std::map<EventIndex, EventIndex> corrected_by;  // the newest correction of each corrected entry

  std::vector<NotedWarning> warnings;
  std::vector<TermsLife> terms;  // offers, counters and proposals, in the order of noting
  std::vector<HopLife> hops;
  std::vector<PositionLife> positions;
  std::vector<LineLife> lines;
  std::vector<PreconditionLife> preconditions;
  std::vector<UnderstandingLife> understandings;
  std::vector<DeadlineLife> deadlines;
  std::vector<StateEntry> states;    // the last is the state now; empty: exploring
  std::vector<EventIndex> expected;  // never a change of state
  std::vector<BackwardStep> backwards;
  std::vector<EventIndex> pressures;
  std::vector<EventIndex> absences;
  std::multimap<EventIndex, EventIndex>
      releases;                                  // what was passed on -> by which events, in order
  std::map<EventIndex, EventIndex> permissions;  // the newest permission event per source
  std::map<std::string, EventIndex> closed_channels;
  TextLife text;

  std::unordered_map<EventIndex, EventIndex> withdrawn;  // what -> by which event
  std::map<std::pair<PartyId, IssueId>, OfferedTerm> offered;

  // For finding things quickly. `place` has one entry per event: where its life stands in the
  // vector of its kind (terms, lines, preconditions, understandings, drafts, critiques).
  std::vector<std::uint32_t> place;
  std::unordered_multimap<EventIndex, std::uint32_t> hops_of;  // item -> places in `hops`
  std::map<std::pair<std::string, std::uint32_t>, std::uint32_t> positions_at;  // see position_of

  // The place of an event; nothing for an id that is not here.
  std::optional<EventIndex> find(const EventId& id) const;
  std::optional<EventIndex> find_label(std::string_view label) const;
  // The same, but for a correction the entry whose place it takes: what people mean by either name.
  std::optional<EventIndex> meant(const EventId& id) const;

  // The event as it is to be read now: itself, or the newest correction that stands in its place.
  const Event& effective(EventIndex index) const;
  // Whether the event only stands in place of an earlier one, and so has no effect of its own.
  bool is_correction(EventIndex index) const;

  // The life of what an event began: of an offer, counter or proposal, of a line (or its move), a
  // precondition, an understanding, a draft, a critique. Null for any other event.
  const TermsLife* life_of(EventIndex item) const;
  const LineLife* line_of(EventIndex event) const;
  const PreconditionLife* precondition_of(EventIndex event) const;
  const UnderstandingLife* understanding_of(EventIndex event) const;
  const DraftLife* draft_of(EventIndex event) const;
  const CritiqueLife* critique_of(EventIndex event) const;
  // The positions of a speaker on a subject; null if it has taken none.
  const PositionLife* position_of(std::string_view who, const Subject& about) const;
  // A deadline as events have it; null for one that only the case knows.
  const DeadlineLife* deadline_of(std::string_view id) const;
  // Whether a note has taken the entry out of effect.
  bool is_taken_out(EventIndex index) const;
  // The pass-on permission of an event's words now.
  const PassOn& permission_of(EventIndex index) const;
  // The state of the talks now.
  TalksState state_now() const;

  // Equal in events and in all that follows from them.
  friend bool operator==(const Talks&, const Talks&) = default;
};

// What `place` holds for an event that began nothing.
inline constexpr std::uint32_t no_place = 0xFFFF'FFFF;

// A number for a subject, for positions_at: issues first, then totals.
std::uint32_t subject_code(const Subject& subject);

std::string_view token(UnderstandingStatus);
std::string_view token(BackwardKind);

}  // namespace caucus
