// What does the single text say, what changed between two drafts, and what is objected to?
//
// For the mediator alone: clauses know the messages and critiques behind them. A party's page is
// made from what it was shown (view_for.h). Never a share of clauses accepted: nobody accepts a
// clause before the end. Errors: BrokenInvariant for a draft number that there is not.
// Complexity: linear in the text and its critiques.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/state.h"

namespace caucus {

// One way to word what is in brackets.
struct BracketOption {
  std::string party;  // id of who wants it; empty if nobody is named
  std::string text;
};

// A piece of a clause: plain words, a blank that an issue fills, or wording not agreed.
struct ClausePiece {
  std::string text;  // of plain words
  std::optional<IssueId> blank;
  std::vector<BracketOption> bracket;
};

// Reads `<issue>` and `[a | b]`; what names no issue of the case stays plain words. `\<`, `\[` are
// the characters themselves.
std::vector<ClausePiece> pieces_of(const Case& c, std::string_view text);

// What stands in `<...>`, is one word as an id is, and names no issue of the case.
std::vector<std::string> unknown_blanks(const Case& c, std::string_view text);

// A clause of one draft and all that it rests on.
struct DraftClause {
  ClauseRef where;
  std::string id;
  std::string text;
  std::vector<IssueId> issues;  // named, and blanks; sorted
  bool has_brackets = false;
  std::vector<EventIndex> behind;   // messages and the like
  std::vector<std::uint32_t> met;   // critiques it meets: places in TextLife::critiques
  std::vector<std::uint32_t> open;  // critiques of this clause that no draft has met
};

// `draft` is a place in TextLife::drafts; its number is one more.
std::vector<DraftClause> clauses_of(const Case& c, const Talks& talks, std::uint32_t draft);

enum class ClauseChange : std::uint8_t { same, changed, added, removed };

// One piece of the difference of two wordings: words that stay, go or come.
struct WordChange {
  ClauseChange change = ClauseChange::same;  // never changed
  std::string text;
};

struct ClauseDifference {
  std::string id;
  ClauseChange change = ClauseChange::same;
  std::vector<WordChange> words;  // for `changed`; by longest common run of words
};

// The words of one clause of a draft; the texts are somebody else's.
struct ClauseWords {
  std::string_view id;
  std::string_view text;
};
// What changed from one list of clauses to another, in the order of the later one.
std::vector<ClauseDifference> difference(const std::vector<ClauseWords>& before,
                                         const std::vector<ClauseWords>& after);
// In the order of the later draft; what was removed comes last. Wordings of more than 2,000 words
// are shown as removed and added whole.
std::vector<ClauseDifference> difference(const Talks& talks, std::uint32_t earlier,
                                         std::uint32_t later);

// How the critiques of one party have fared.
struct CritiqueBalance {
  PartyId party;
  std::uint32_t made = 0;
  std::uint32_t met = 0;  // by a draft up to the one asked about
  std::uint32_t withdrawn = 0;
  std::uint32_t open = 0;
};

// What one draft did, and who has seen it.
struct DraftSummary {
  std::uint32_t number = 1;
  EventIndex event = 0;
  std::string title;
  std::vector<std::string> touched;      // ids of clauses changed, added or removed since the last
  std::vector<CritiqueBalance> balance;  // per party that has criticised anything up to here
  std::vector<DraftReader> readers;
};

// All drafts, the first one first.
std::vector<DraftSummary> draft_summaries(const Talks& talks);

std::string_view token(ClauseChange change);

}  // namespace caucus
