// What may this party see, and how does it come out the same however it is computed?
//
// Event by event each party's share is decided once, here and nowhere else:
//   own words and acts · said to it · in public · put to it (handed, or answered by it) ·
//   released to it, in that form · shown to it (drafts).
// Everything else an event holds stays out; see party_view.h for what is left out even then.
//
// A release is judged on the day it is made. What the speaker permits later, or says differently
// later, does not change what the party was told: if it did, the party would learn of it. Nor does
// a correction of the mediator's own words: what was given stands in the words it had then, and
// the corrected ones come before the party when they are given to it in their turn.
//
// Notes and what is off the record are nobody's to see, whatever audience they name. Another
// party's words that were merely handed on count as seen only if the speaker permitted repeating
// them word for word; otherwise they have to be released.
#pragma once

#include <memory>
#include <optional>

#include "caucus/talks/party_view.h"
#include "caucus/talks/state.h"

namespace caucus {

// The view on a day. Complexity: linear in the history.
PartyView view_for(const Case& c, const Talks& talks, PartyId party, Date day);

// What the party has been given of one event: the strongest form of it, and the strongest in which
// it was said whose words they are; `hold` where there was none.
struct Grant {
  PassOnForm form = PassOnForm::hold;
  PassOnForm attributed = PassOnForm::hold;
  bool given_back = false;  // seen under supervision and returned: nothing to quote from

  friend bool operator==(const Grant&, const Grant&) = default;
};

// For the mediator alone: which event of the record stands behind an entry of a view, and which
// event brought it before the party. Never part of anything a party gets.
struct SeenSource {
  EventIndex source = 0;
  EventIndex brought = 0;

  friend bool operator==(const SeenSource&, const SeenSource&) = default;
};

// A party's view kept up to date, event by event, equal to view_for() at every moment.
//
// follow() costs constant time for each new event (but for the shifting of an entry that was said
// before others), and begins anew after a correction, as the talks themselves do. The case must
// outlive it.
class ViewKeeper {
 public:
  ViewKeeper(const Case& c, PartyId party);
  ViewKeeper(ViewKeeper&&) noexcept;
  ViewKeeper& operator=(ViewKeeper&&) noexcept;
  ~ViewKeeper();

  // Takes in what the talks have that was not there the last time; always the same talks, grown.
  void follow(const Talks& talks);
  // The day to which ages and expiry are counted.
  void set_day(Date day);

  const PartyView& view() const;
  PartyId party() const { return view().party; }

  // For the mediator: behind an entry, and what was given of an event (nothing: nothing).
  SeenSource source_of(SeenNumber entry) const;
  std::optional<Grant> grant_of(EventIndex event) const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace caucus
