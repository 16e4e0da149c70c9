// The single negotiating text: what does each clause say now, who has seen it, what is objected to?
//
// The mediator is the only editor; parties see drafts and criticise clauses, and are asked for a
// yes or no once, at the end. Drafts are numbered from 1 as the mediator writes them: that number
// is the mediator's own (a party's page counts the drafts that party was shown). There is
// deliberately no share of clauses accepted: nobody accepts a clause before the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/terms_life.h"

namespace caucus {

// Where a clause's wording stands: clause `at` of the DraftEvent `draft`.
struct ClauseRef {
  EventIndex draft = 0;
  std::uint32_t at = 0;

  friend bool operator==(const ClauseRef&, const ClauseRef&) = default;
};

// Who saw a draft, and was the copy given back?
struct DraftReader {
  PartyId party;
  EventIndex shown = 0;
  bool supervised = false;
  std::optional<EventIndex> returned;

  friend bool operator==(const DraftReader&, const DraftReader&) = default;
};

struct FinalAnswerGiven {
  PartyId party;
  EventIndex answer = 0;

  friend bool operator==(const FinalAnswerGiven&, const FinalAnswerGiven&) = default;
};

struct DraftLife {
  EventIndex event = 0;
  std::vector<ClauseRef> clauses;    // the whole text, in order
  std::vector<DraftReader> readers;  // in the order of showing
  std::optional<EventIndex> final_question;
  std::vector<PartyId> final_asked;  // of whom, sorted
  std::vector<FinalAnswerGiven> final_answers;
  std::vector<BodyLife> bodies;  // approval bodies it was put before

  const DraftReader* reader(PartyId party) const;

  friend bool operator==(const DraftLife&, const DraftLife&) = default;
};

struct CritiqueLife {
  EventIndex event = 0;
  PartyId by;
  std::uint32_t draft = 0;  // of which draft: a place in TextLife::drafts
  std::string clause;
  std::optional<std::uint32_t> met_by;  // the first draft with a clause that meets it
  std::optional<EventIndex> withdrawn;

  bool open() const { return !met_by && !withdrawn; }
  friend bool operator==(const CritiqueLife&, const CritiqueLife&) = default;
};

// Everything about the text; draft number n is drafts[n - 1].
struct TextLife {
  std::vector<DraftLife> drafts;
  std::vector<CritiqueLife> critiques;  // in the order in which they were made

  friend bool operator==(const TextLife&, const TextLife&) = default;
};

}  // namespace caucus
