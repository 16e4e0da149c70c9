// (b) Who wants what: the matrix issue x party, movement, gaps, offers.
#include <algorithm>
#include <tuple>

#include "caucus/base/text.h"
#include "caucus/brief/movement.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

// What one position asks for, without its subject.
std::string wanted(const Case& c, const Position& position) {
  if (!position.about) return statement_in_words(c, position.is);
  const std::string unit = position.about->issue ? c.issues[*position.about->issue].unit
                                                 : c.totals[*position.about->total].unit;
  if (position.amount) return interval_in_words(*position.amount, unit);
  if (position.wants.empty()) return statement_in_words(c, position.is);
  std::vector<std::string> names;
  for (OptionIndex option : position.wants)
    names.push_back(option_in_words(c, *position.about->issue, option));
  return join_in_words(names, "or");
}

std::string moved_in_words(Movement movement) {
  switch (movement) {
    case Movement::first:
      return "";
    case Movement::restated:
      return "unchanged";
    case Movement::towards:
      return "moved towards the others";
    case Movement::away:
      return "moved away from the others";
    case Movement::back:
      return "moved back to an earlier position";
    case Movement::changed:
      return "changed";
  }
  return "";
}

HeldPosition held(const CaseMaterial& m, const Sheet& sheet,
                  const std::vector<const Position*>& history) {
  const Position& now = *history.back();
  HeldPosition held;
  held.wants = {wanted(m.c, now), {now.id}};
  held.who = now.wing.empty() ? "" : m.c.name_of(now.wing);
  held.since = now.since ? short_date(*now.since) : "date not recorded";
  held.audience = token(now.audience);
  held.firmness = token(now.firmness);
  held.movement = movements(m.c, sheet, history).back();
  if (history.size() < 2) return held;
  const Position& before = *history[history.size() - 2];
  std::string says = moved_in_words(held.movement);
  if (held.movement == Movement::restated) {
    says += " since " + (before.since ? short_date(*before.since) : "an earlier day");
  } else {
    says += "; before";
    if (before.since) says += " (" + short_date(*before.since) + ")";
    says += ": " + wanted(m.c, before);
  }
  held.moved = {as_sentence(says), {now.id, before.id}};
  return held;
}

// The options of an issue that a party would take now: those of any wing. Nothing: none recorded.
std::vector<OptionIndex> acceptable(const std::vector<const Position*>& now) {
  std::vector<OptionIndex> wants;
  for (const Position* position : now)
    wants.insert(wants.end(), position->wants.begin(), position->wants.end());
  std::sort(wants.begin(), wants.end());
  wants.erase(std::unique(wants.begin(), wants.end()), wants.end());
  return wants;
}

// How far apart two lists of options of a quantity are; nothing if they overlap in range.
std::optional<Rational> distance(const Issue& issue, const std::vector<OptionIndex>& a,
                                 const std::vector<OptionIndex>& b) {
  std::optional<Rational> least;
  for (OptionIndex one : a)
    for (OptionIndex other : b) {
      const Rational apart = abs(issue.options[one].value - issue.options[other].value);
      if (!least || apart < *least) least = apart;
    }
  return least;
}

struct Stated {
  PartyId party;
  std::vector<const Position*> now;  // of the party and its wings
};

std::string meeting(const Case& c, IssueId issue, const std::vector<Stated>& stated) {
  std::vector<OptionIndex> shared = acceptable(stated.front().now);
  for (const Stated& one : stated) {
    std::vector<OptionIndex> kept;
    const auto wants = acceptable(one.now);
    std::set_intersection(shared.begin(), shared.end(), wants.begin(), wants.end(),
                          std::back_inserter(kept));
    shared = kept;
  }
  if (!shared.empty()) {
    std::vector<std::string> names;
    for (OptionIndex option : shared)
      names.push_back(option_in_words(c, issue, option));
    const std::string who = stated.size() == c.parties.size() ? "all" : "those who spoke";
    return "no gap: " + join_in_words(names, "or") + " would do for " + who;
  }
  std::vector<std::string> apart;
  for (std::size_t a = 0; a < stated.size(); ++a)
    for (std::size_t b = a + 1; b < stated.size(); ++b) {
      const auto one = acceptable(stated[a].now);
      const auto other = acceptable(stated[b].now);
      std::vector<OptionIndex> both;
      std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                            std::back_inserter(both));
      if (!both.empty()) continue;
      std::string pair =
          c.parties[stated[a].party].name + " and " + c.parties[stated[b].party].name;
      const auto far = distance(c.issues[issue], one, other);
      if (c.issues[issue].quantity && far)
        pair += " (" + amount_in_words(*far, c.issues[issue].unit) + ")";
      apart.push_back(pair);
    }
  if (apart.empty()) return "each two could meet, but not all on one option";
  return "apart: " + list_in_words(apart);
}

std::string total_meeting(const Case& c, TotalId total, const std::vector<Stated>& stated) {
  std::optional<Interval> shared = Interval();
  for (const Stated& one : stated)
    for (const Position* position : one.now)
      if (shared && position->amount) shared = intersect(*shared, *position->amount);
  if (!shared) return "apart";
  return "no gap: " + interval_in_words(*shared, c.totals[total].unit);
}

Sentence gap(const CaseMaterial& m, const Subject& subject, const std::vector<Stated>& stated) {
  std::vector<std::string> facts{m.facts.of(subject)};
  std::vector<std::string> names;
  for (const Stated& one : stated) {
    names.push_back(m.c.parties[one.party].name);
    for (const Position* position : one.now)
      facts.push_back(position->id);
  }
  if (stated.empty()) return {"Nobody\u2019s position is recorded.", std::move(facts)};
  if (stated.size() == 1)
    return {"Only " + possessive(names.front()) + " position is recorded.", std::move(facts)};
  const std::string says = subject.issue ? meeting(m.c, *subject.issue, stated)
                                         : total_meeting(m.c, *subject.total, stated);
  return {as_sentence(says), std::move(facts)};
}

PositionRow row(const CaseMaterial& m, const Subject& subject) {
  PositionRow row;
  row.issue = {subject_in_words(m.c, subject), {m.facts.of(subject)}};
  std::vector<Stated> stated;
  for (PartyId party : m.c.parties.ids()) {
    PositionCell cell;
    Stated one{party, {}};
    if (const Sheet* sheet = m.c.sheet_of(party))
      for (const auto& history : histories(*sheet)) {
        if (history.back()->about != std::optional(subject)) continue;
        cell.held.push_back(held(m, *sheet, history));
        one.now.push_back(history.back());
      }
    if (!one.now.empty()) stated.push_back(std::move(one));
    row.cells.push_back(std::move(cell));
  }
  row.gap = gap(m, subject, stated);
  return row;
}

bool anybody_spoke(const PositionRow& row) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [](const PositionCell& cell) { return !cell.held.empty(); });
}

void add_backwards(const CaseMaterial& m, PositionsSection& section) {
  std::vector<std::pair<std::optional<Date>, Sentence>> found;
  for (PartyId party : m.c.parties.ids()) {
    const Sheet* sheet = m.c.sheet_of(party);
    if (!sheet) continue;
    for (const auto& history : histories(*sheet)) {
      const auto moved = movements(m.c, *sheet, history);
      for (std::size_t at = 1; at < history.size(); ++at) {
        if (moved[at] != Movement::away && moved[at] != Movement::back) continue;
        const Position& now = *history[at];
        const Position& before = *history[at - 1];
        std::string says = m.c.parties[party].name;
        says += moved[at] == Movement::back ? " moved back to an earlier position"
                                            : " moved away from the others";
        says += " on " + subject_in_words(m.c, *now.about) + ": before, \u201C" +
                wanted(m.c, before) + "\u201D; now, \u201C" + wanted(m.c, now) + "\u201D";
        std::string how = now.since ? date_in_words(*now.since) : "";
        if (now.audience == Audience::inferred || before.audience == Audience::inferred)
          how += how.empty() ? "inferred" : "; inferred";
        if (!how.empty()) says += " (" + how + ")";
        found.push_back({now.since, {as_sentence(says), {now.id, history[at - 1]->id}}});
      }
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [date, sentence] : found)
    section.backwards.push_back(std::move(sentence));
}

void add_offers(const CaseMaterial& m, PositionsSection& section) {
  std::vector<std::pair<std::optional<Date>, Sentence>> found;
  for (PartyId party : m.c.parties.ids()) {
    const Sheet* sheet = m.c.sheet_of(party);
    if (!sheet) continue;
    for (const OwnOffer& offer : sheet->offers) {
      std::string says = m.c.parties[party].name + ", " + date_in_words(offer.on) + " (" +
                         std::string(token(offer.audience)) + "): " + in_words(m.c, offer.package);
      found.push_back({offer.on, {as_sentence(says), {offer.id}}});
    }
    for (const auto& history : histories(*sheet)) {
      if (history.back()->about) continue;
      section.others.push_back({as_sentence(possessive(m.c.parties[party].name) + " position: " +
                                            statement_in_words(m.c, history.back()->is)),
                                {history.back()->id}});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [date, sentence] : found)
    section.offers.push_back(std::move(sentence));
}

}  // namespace

PositionsSection positions_section(const CaseMaterial& m) {
  PositionsSection section;
  for (const Party& party : m.c.parties)
    section.parties.push_back(party.name);
  for (IssueId issue : m.c.issues.ids())
    section.rows.push_back(row(m, Subject{issue, std::nullopt}));
  for (TotalId total : m.c.totals.ids()) {
    PositionRow found = row(m, Subject{std::nullopt, total});
    if (anybody_spoke(found)) section.rows.push_back(std::move(found));
  }
  add_backwards(m, section);
  add_offers(m, section);
  return section;
}

}  // namespace caucus
