#include "caucus/talks/lookups.h"

#include <algorithm>

#include "caucus/base/assert.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

// The same person or side: by name, or as parts of one party.
bool same_side(const Case& c, std::string_view a, std::string_view b) {
  if (a == b) return true;
  const Speaker of_a = speaker_of(c, a);
  return of_a.party && of_a.party == speaker_of(c, b).party;
}

}  // namespace

std::optional<StandingDeadline> deadline_of(const Case& c, const Talks& talks,
                                            std::string_view id) {
  if (const DeadlineLife* life = talks.deadline_of(id))
    return StandingDeadline{life->date, life->kind};
  for (const Deadline& deadline : c.deadlines)
    if (deadline.id == id) return StandingDeadline{deadline.date, deadline.kind};
  return std::nullopt;
}

std::optional<Date> expiry_of(const Event& item) {
  if (const auto* offer = std::get_if<OfferEvent>(&item.body)) return offer->expires;
  if (const auto* proposal = std::get_if<ProposalEvent>(&item.body)) return proposal->expires;
  return std::nullopt;
}

bool begins_after(const Moment& said, const Moment& now) {
  constexpr std::int64_t earliest_zone = 14 * 60;
  constexpr std::int64_t day = 24 * 60;
  const std::int64_t begins = said.utc_minutes() - (said.has_clock() ? 0 : earliest_zone);
  const std::int64_t ends = now.utc_minutes() + (now.has_clock() ? 0 : day - 1);
  return begins > ends;
}

const Rule* broken_rule(const Case& c, const PartialPackage& terms) {
  if (terms.terms.empty()) return nullptr;
  for (const Rule& rule : c.rules)
    if (truth(c, rule.is, terms) == Truth::impossible) return &rule;
  return nullptr;
}

const ClauseText& clause_at(const Talks& talks, const ClauseRef& ref) {
  const auto* draft = std::get_if<DraftEvent>(&talks.effective(ref.draft).body);
  CAUCUS_ASSERT(draft && ref.at < draft->clauses.size(), "a clause is where its draft wrote it");
  return draft->clauses[ref.at];
}

std::optional<std::uint32_t> open_hop(const Case& c, const Talks& talks, EventIndex what,
                                      const Event& event) {
  const auto* hop = std::get_if<HopEvent>(&event.body);
  CAUCUS_ASSERT(hop != nullptr, "only a hop is looked up as a hop");
  std::optional<std::uint32_t> newest;
  const auto [first, last] = talks.hops_of.equal_range(what);
  for (auto at = first; at != last; ++at) {
    const HopLife& leg = talks.hops[at->second];
    const bool ended = leg.state == HopState::lost || leg.state == HopState::answered;
    if (ended || hop->state <= leg.state) continue;
    if (!hop->from.empty() && hop->from != leg.from) continue;
    const bool carrier = hop->state == HopState::lost && same_side(c, leg.from, event.who);
    if (!carrier && !same_side(c, leg.to, event.who)) continue;
    if (!newest || at->second > *newest) newest = at->second;
  }
  return newest;
}

}  // namespace caucus
