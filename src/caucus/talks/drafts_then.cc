#include "caucus/talks/drafts_then.h"

#include <algorithm>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

const DraftEvent& draft_at(const Talks& talks, EventIndex at) {
  const auto* draft = std::get_if<DraftEvent>(&talks.events[at].body);
  CAUCUS_ASSERT(draft != nullptr, "what is shown is a draft");
  return *draft;
}

const std::string& id_of(const Talks& talks, const ClauseRef& ref) {
  return draft_at(talks, ref.draft).clauses[ref.at].id;
}

// The clauses of a base with what the draft at `at` writes and leaves out.
void write(const Talks& talks, EventIndex at, std::vector<ClauseRef>& clauses) {
  const DraftEvent& draft = draft_at(talks, at);
  for (std::uint32_t each = 0; each < draft.clauses.size(); ++each) {
    const auto same = std::find_if(clauses.begin(), clauses.end(), [&](const ClauseRef& ref) {
      return id_of(talks, ref) == draft.clauses[each].id;
    });
    if (same == clauses.end())
      clauses.push_back({at, each});
    else
      *same = {at, each};
  }
  std::erase_if(clauses, [&](const ClauseRef& ref) {
    return std::find(draft.without.begin(), draft.without.end(), id_of(talks, ref)) !=
           draft.without.end();
  });
}

}  // namespace

EventIndex standing_then(const Talks& talks, EventIndex at, EventIndex before) {
  for (auto next = talks.corrected_by.find(at);
       next != talks.corrected_by.end() && next->second < before;
       next = talks.corrected_by.find(at))
    at = next->second;
  return at;
}

Label label_of_words_now(const Talks& talks, EventIndex at) {
  return Label::of_event(standing_then(talks, at, no_place));
}

void DraftsThen::begin(const Talks& talks) {
  corrections_.clear();
  for (const auto& [entry, at] : talks.corrected_by)
    if (kind_of(talks.events[entry]) == EventKind::draft) corrections_.push_back(at);
  std::sort(corrections_.begin(), corrections_.end());
  made_before_ = -1;
  then_.clear();
}

std::vector<ClauseRef> DraftsThen::clauses(const Talks& talks, EventIndex draft,
                                           EventIndex before) {
  const auto later = std::lower_bound(corrections_.begin(), corrections_.end(), before);
  if (later == corrections_.end()) {
    const DraftLife* life = talks.draft_of(draft);
    CAUCUS_ASSERT(life != nullptr, "what is shown is a draft");
    std::vector<ClauseRef> now = life->clauses;
    for (ClauseRef& ref : now)
      ref.draft = standing_then(talks, ref.draft, no_place);
    return now;
  }
  const std::ptrdiff_t made = later - corrections_.begin();
  if (made != made_before_) then_.clear();
  made_before_ = made;
  return written(talks, draft, before);
}

const DraftsThen::Clauses& DraftsThen::written(const Talks& talks, EventIndex draft,
                                               EventIndex before) {
  std::vector<EventIndex> chain;  // from the draft back to the first that nothing is known of
  std::optional<EventIndex> at = draft;
  while (at && !then_.contains(*at)) {
    chain.push_back(*at);
    const auto& base = draft_at(talks, standing_then(talks, *at, before)).based_on;
    at = base ? talks.meant(*base) : std::nullopt;
  }
  Clauses clauses = at ? then_.at(*at) : Clauses{};
  for (auto next = chain.rbegin(); next != chain.rend(); ++next) {
    write(talks, standing_then(talks, *next, before), clauses);
    then_.emplace(*next, clauses);
  }
  return then_.at(draft);
}

}  // namespace caucus
