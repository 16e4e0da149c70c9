// Why can this not have happened? And what is merely unwise?
//
// A refusal is for what cannot be: an answer to nothing, an approval by a body the case does not
// know. The enumerators stand in order of precedence: where several apply, the first is returned.
// A warning is for what happened and may be regretted: an offer that crosses the offerer's own red
// line is recorded, with the warning beside it.
//
// One token each, the same in C++, scripts, JSON and documents, and for every refusal one sentence
// and one remedy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "caucus/talks/event.h"

namespace caucus {

enum class Refusal : std::uint8_t {
  // what is written
  text_too_long,  // over event_text_bytes_max, or not UTF-8
  in_the_future,  // said after `now`
  // who and where
  party_unknown,  // the speaker, or somebody named, is nobody of the case
  body_unknown,   // no approval body of that party
  channel_unknown,
  channel_closed,
  not_the_mediator,  // only the mediator proposes, releases, notes, asks for the final answer
  not_a_party,       // only a party offers, answers, takes positions
  // about what
  unknown_issue,
  unknown_option,
  package_empty,                   // terms are needed and there are none
  package_breaks_rule,             // a proposal that no agreement may be
  nothing_to_answer,               // what is named is not there, or is no longer on the table
  your_own_terms,                  // a party answers what it put itself
  not_your_own,                    // only the speaker withdraws, moves, or permits its own words
  duplicate_with_different_terms,  // the id or label stands for something else already
  already_corrected,               // a correction is corrected, not the entry it stands for
  correction_breaks_record,        // what came later could not have happened then
  not_in_order,                    // a step before the one it follows
  offer_expired,
  deadline_passed,  // a hard one
  // who may hear it
  audience_not_member,  // not reached by that channel
  pass_on_not_permitted,
  // the single text
  text_has_one_editor,
  clause_unknown,
  draft_not_shown,
  already_final,
  // the end
  approval_missing,  // agreed or in force, and a body has not consented
};

inline constexpr std::size_t refusal_count =
    static_cast<std::size_t>(Refusal::approval_missing) + 1;

// "party_unknown".
std::string_view token(Refusal refusal);
// One sentence that says what cannot be, lower case first, no full stop.
std::string_view sentence(Refusal refusal);
// What to do instead.
std::string_view remedy(Refusal refusal);

// A refusal and what it is about.
struct Refused {
  Refusal why = Refusal::party_unknown;
  std::string about;  // the id, label, word or limit concerned; may be empty

  friend bool operator==(const Refused&, const Refused&) = default;
};

// "party_unknown: nobody of the case is called `isreal` (add ...)", safe to show.
std::string to_string(const Refused& refused);

enum class Warning : std::uint8_t {
  crosses_own_red_line,  // of the speaker's sheet or of a line it set
  crosses_own_bottom_line,
  breaks_rule,             // an offer or counter that no agreement may be
  expires_before_said,     // its last day was over when it was said
  permission_over,         // so was the last day on which it may be passed on
  moves_back,              // away from the others, by the speaker's own earlier word
  put_not_recorded,        // answered before it was recorded as put
  body_not_asked,          // a body answered before it was recorded as put to it
  body_as_delegation,      // a body accepts or rejects as if it were the party
  approval_not_recorded,   // declared as agreed, and nothing has every consent
  answers_replaced_terms,  // another offer or proposal has taken their place
  hop_skipped,             // handed on out of the order of the channel
  passes_what_was_held,    // to somebody who may not be given these words of another
  shows_what_was_held,     // a draft with such words behind it
  blank_unknown,           // a blank of a draft that names no issue of the case
  after_soft_deadline,
  out_of_order,     // said before the entry above it, and noted with it
  clock_backwards,  // noted before the entry above it
  repeats,          // the same words by the same speaker on the same day
  speaker_outside,  // not a name of the case: quoted words
  source_unknown,   // not a source of the case
  deceptive_text,   // control, invisible or right-to-left characters in a text
};

inline constexpr std::size_t warning_count = static_cast<std::size_t>(Warning::deceptive_text) + 1;

// "crosses_own_red_line", and the sentence, as for refusals.
std::string_view token(Warning warning);
std::string_view sentence(Warning warning);

// A warning and what it is about.
struct Warned {
  Warning what = Warning::repeats;
  std::string about;  // may be empty

  friend bool operator==(const Warned&, const Warned&) = default;
};

std::string to_string(const Warned& warned);

}  // namespace caucus
