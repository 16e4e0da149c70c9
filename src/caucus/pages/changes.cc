// What changes for a party between two packages? By its own sheet alone: its order of the options,
// its wish for a total, or else what it asks for now.
#include <algorithm>

#include "caucus/analysis/wishes.h"
#include "caucus/brief/say.h"
#include "caucus/model/words.h"
#include "caucus/pages/effect.h"

namespace caucus::pages {
namespace {

enum class Turn { nearer, further, even, unknown };

// By the order of its own options; void is in no place.
Turn by_order(const Case& c, PartyId party, IssueId issue, const Package& from, const Package& to) {
  if (!from.applies(issue) || !to.applies(issue)) return Turn::unknown;
  const auto places = places_of_options(c, party, issue);
  if (!places) return Turn::unknown;
  const std::size_t before = (*places)[from[issue]];
  const std::size_t after = (*places)[to[issue]];
  if (before == after) return Turn::even;
  return after < before ? Turn::nearer : Turn::further;
}

// By what it asks for on that issue now.
Turn by_position(const Case& c, const std::vector<const Position*>& now, IssueId issue,
                 const Package& from, const Package& to) {
  for (const Position* position : now) {
    if (!position->about || position->about->issue != std::optional(issue)) continue;
    const bool before = truth(c, position->is, from) != Truth::impossible;
    const bool after = truth(c, position->is, to) != Truth::impossible;
    if (before != after) return after ? Turn::nearer : Turn::further;
  }
  return Turn::unknown;
}

std::string_view why(Turn turn, bool ordered) {
  if (turn == Turn::nearer) return ordered ? "nearer to its wish" : "what it asks for";
  if (turn == Turn::further) return ordered ? "further from its wish" : "not what it asks for";
  return turn == Turn::even ? "alike to it" : "its sheet does not say";
}

void put(PartyChanges& changes, Turn turn, Sentence says) {
  if (turn == Turn::nearer) changes.gains.push_back(std::move(says));
  if (turn == Turn::further) changes.gives.push_back(std::move(says));
  if (turn == Turn::unknown || turn == Turn::even) changes.unknown.push_back(std::move(says));
}

// Totals that the party wants more or less of.
void add_totals(const Asked& asked, PartyId party, const std::pair<Package, Package>& step,
                PartyChanges& changes) {
  const Case& c = asked.c;
  const Sheet* sheet = c.sheet_of(party);
  if (!sheet) return;
  for (const Preference& preference : sheet->preferences.preferences) {
    if (!preference.about.total) continue;
    int sign = 0;
    if (const auto* monotone = std::get_if<Monotone>(&preference.says))
      sign = monotone->more ? 1 : -1;
    if (const auto* unit = std::get_if<PointsPerUnit>(&preference.says))
      sign = (unit->per_unit * unit->weight).sign();
    const Total& total = c.totals[*preference.about.total];
    const Interval before = amount(c, total.is, step.first);
    const Interval after = amount(c, total.is, step.second);
    if (sign == 0 || before == after || !before.lo() || !after.lo()) continue;
    const bool more = *after.lo() > *before.lo();
    const Turn turn = more == (sign > 0) ? Turn::nearer : Turn::further;
    put(changes, turn,
        {as_sentence(total.name + ": " + interval_in_words(after, total.unit) + " instead of " +
                     interval_in_words(before, total.unit) + ", " + std::string(why(turn, true))),
         {preference.id}});
  }
}

}  // namespace

PartyChanges changes_for(const Asked& asked, PartyId party, const Package& from,
                         const Package& to) {
  const Case& c = asked.c;
  PartyChanges changes;
  const auto& now = asked.ground.index->positions_now[party];
  for (const IssueId issue : c.issues.ids()) {
    if (from[issue] == to[issue]) continue;
    Turn turn = by_order(c, party, issue, from, to);
    const bool ordered = turn != Turn::unknown;
    if (!ordered) turn = by_position(c, now, issue, from, to);
    std::vector<std::string> facts{asked.facts.of(issue)};
    if (const Preference* preference = preference_for(c, party, {issue, std::nullopt}))
      facts.push_back(preference->id);
    put(changes, turn,
        {as_sentence(c.issues[issue].name + ": " + option_in_words(c, issue, to[issue]) +
                     " instead of " + option_in_words(c, issue, from[issue]) + ", " +
                     std::string(why(turn, ordered))),
         std::move(facts)});
  }
  add_totals(asked, party, {from, to}, changes);
  return changes;
}

}  // namespace caucus::pages
