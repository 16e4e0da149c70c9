// What did words say when they were passed on, or a draft when it was shown?
//
// The mediator may correct an entry, a draft, or one that the draft is based on, after a party was
// given it. That party has the words as they stood then; what stands now is its to see when it is
// passed on or shown in its turn.
//
// Errors: BrokenInvariant for an entry that is no draft. Complexity: as long as no draft was
// corrected later, its clauses; else what was written of the drafts it is based on, once for all
// that is asked between two corrections.
#pragma once

#include <unordered_map>
#include <vector>

#include "caucus/talks/label.h"
#include "caucus/talks/state.h"

namespace caucus {

// The place of the event that stood for the entry at place `at` before the one at `before` was
// noted: itself, or a correction. Complexity: linear in its corrections.
EventIndex standing_then(const Talks& talks, EventIndex at, EventIndex before);

// The label of an entry's words as they read now. Words that were corrected since they were passed
// on are others than the party has.
Label label_of_words_now(const Talks& talks, EventIndex at);

class DraftsThen {
 public:
  // Of these talks until it is called again; they may grow, but for corrections.
  void begin(const Talks& talks);

  // The clauses of the draft as they stood before the entry at place `before`. Of each: where the
  // event stands that wrote it, which may be a correction, and which of its clauses it is.
  std::vector<ClauseRef> clauses(const Talks& talks, EventIndex draft, EventIndex before);

 private:
  using Clauses = std::vector<ClauseRef>;
  const Clauses& written(const Talks& talks, EventIndex draft, EventIndex before);

  std::vector<EventIndex> corrections_;  // of drafts, oldest first
  std::ptrdiff_t made_before_ = -1;      // how many of them `then_` takes in
  std::unordered_map<EventIndex, Clauses> then_;
};

}  // namespace caucus
