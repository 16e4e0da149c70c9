// What is still open, with whom, and since when?
//
// For the mediator alone. An age is counted in whole days from the day on which the thing was put,
// asked or handed on to the day of asking. No answer is not a refusal: it stands here until there
// is one. Errors: none. Complexity: linear in the history.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/apply.h"
#include "caucus/talks/state.h"

namespace caucus {

enum class OpenItemKind : std::uint8_t {
  answer_awaited,     // terms are with a party
  condition_open,     // a party accepts, if
  body_awaited,       // an approval body has been asked
  on_the_way,         // a leg is not at its end
  question,           // nobody has replied
  precondition,       // demanded, not met
  read_back_awaited,  // an understanding that a party has not read back
  understanding_differs,
  critique,   // no draft meets it
  draft_out,  // shown, not returned
  final_answer_awaited,
  deadline,  // `since` is its day; the age is negative while it is ahead
};

struct OpenItem {
  OpenItemKind kind = OpenItemKind::question;
  std::optional<EventIndex> event;  // what is open; nothing for a deadline of the case
  std::optional<PartyId> with;      // with whom it is open; nothing for the mediator's own
  std::string name;                 // the body, relay, deadline or who answered; empty otherwise
  Date since = Date::from_days(0);
  std::int64_t age_days = 0;
};

// Terms that are withdrawn, revised, expired or decided are not open. Oldest first; deadlines last.
std::vector<OpenItem> open_items(const Case& c, const Talks& talks, Date day);

// One line of the life of terms: where they are with a party or one of its bodies.
struct TermsLine {
  std::optional<PartyId> party;
  std::string body;                 // empty: the party's delegation
  std::string step;                 // token of PartyStep or BodyStep; "not_asked" for a body
  std::optional<EventIndex> event;  // that made the step
  std::optional<std::int64_t> age_days;
};

// The life of one offer, counter or proposal, for every party of the case and each of its bodies.
struct TermsSummary {
  EventIndex item = 0;
  std::string label;  // may be empty
  std::optional<PartyId> by;
  TermsStatus status = TermsStatus::proposed;
  std::int64_t age_days = 0;  // since it was first said
  std::vector<TermsLine> lines;
};

// All terms, the newest first.
std::vector<TermsSummary> terms_summaries(const Case& c, const Talks& talks, Date day);

// A body whose consent is still needed for terms that are on the table, asked or not.
struct ApprovalNeeded {
  EventIndex item = 0;
  PartyId party;
  std::string body;
  std::optional<BodyStep> step;          // nothing: not asked
  std::optional<std::int64_t> age_days;  // since it was asked
};

// For terms that at least one delegation has accepted and that are still on the table.
std::vector<ApprovalNeeded> approvals_needed(const Case& c, const Talks& talks, Date day);

// "answer_awaited".
std::string_view token(OpenItemKind kind);

}  // namespace caucus
