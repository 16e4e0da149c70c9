#include "caucus/analysis/options_note.h"

#include <algorithm>

#include "caucus/analysis/option_candidates.h"
#include "caucus/analysis/option_effects.h"
#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr std::uint64_t dominance_steps_max = 20'000;

OptionNote note_of(const Case& c, const OptionInputs& in, const OptionCandidate& candidate,
                   OverReadings& over, const CancelToken& cancel) {
  OptionNote note;
  note.package = candidate.package;
  note.reasons = candidate.reasons;
  note.closest_to = candidate.closest_to;
  note.rest_balanced = candidate.rest_balanced;
  for (PartyId party : c.parties.ids()) {
    GainsAndGives effect = gains_and_gives(c, in.central, party, note.package);
    note.parties.push_back({party, std::move(effect.gains), std::move(effect.gives),
                            over.acceptable(party, note.package), c.parties[party].approval});
  }
  for (const Line* line : lines_not_met(c, note.package))
    note.lines_touched.push_back(line->id);
  for (const Utility& utility : in.central)
    if (!utility.reservation_assumed && utility.of(c, note.package) < utility.reservation)
      note.lines_touched.push_back(c.parties[utility.party].id + ".no_agreement");
  note.positions_not_met = positions_not_met(c, note.package);
  note.to_verify = issues_to_verify(c, note.package);
  note.hangs_on = figures_it_hangs_on(c, note.package);
  note.risks = risks_of(c, in.central, note);
  note.on_frontier = over.on_frontier(note.package, dominance_steps_max, cancel);
  note.acceptable_to_all = over.acceptable_to_all(note.package);
  return note;
}

}  // namespace

std::vector<OptionNote> options_note(const Case& c, const OptionInputs& in,
                                     const CancelToken& cancel) {
  OverReadings over(c, in.central, in.readings, in.stuck.demands);
  std::vector<OptionNote> notes;
  for (const OptionCandidate& candidate : option_candidates(c, in, over, cancel))
    notes.push_back(note_of(c, in, candidate, over, cancel));
  return notes;
}

std::string_view token(OptionReason reason) {
  switch (reason) {
    case OptionReason::balanced:
      return "balanced";
    case OptionReason::even_shares:
      return "even_shares";
    case OptionReason::worst_off_first:
      return "worst_off_first";
    case OptionReason::most_readings:
      return "most_readings";
    case OptionReason::fewest_lines:
      return "fewest_lines";
    case OptionReason::closest_to_party:
      return "closest_to_party";
    case OptionReason::smallest_step:
      return "smallest_step";
    case OptionReason::another_way:
      return "another_way";
  }
  CAUCUS_ASSERT(false, "a reason has a token");
  return {};
}

}  // namespace caucus
