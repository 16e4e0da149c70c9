#include "caucus/analysis/demand.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "caucus/model/words.h"

namespace caucus {
namespace {

DemandKind kind_of(LineKind kind) {
  switch (kind) {
    case LineKind::red_line:
      return DemandKind::red_line;
    case LineKind::bottom_line:
      return DemandKind::bottom_line;
    case LineKind::precondition:
      break;
  }
  return DemandKind::precondition;
}

// "Hamas's", "the Netherlands'".
std::string possessive(const std::string& name) {
  return name + (name.ends_with('s') ? "'" : "'s");
}

std::string said(const Case& c, PartyId party, const Expression& is) {
  return possessive(c.parties[party].name) + " " + std::string("*") + in_words(c, is) + "*";
}

void add_lines(const Case& c, const Sheet& sheet, const DemandOptions& options,
               std::vector<Demand>& found) {
  for (const Line& line : sheet.lines) {
    // The enumeration runs from surest to least sure.
    if (!line.is || line.met || line.sure > options.sure_at_least) continue;
    found.push_back({line.id, kind_of(line.kind), sheet.party, line.owner, line.is, line.sure,
                     Firmness::fixed, said(c, sheet.party, *line.is), &line.origin});
  }
}

void add_reservation(const Case& c, const Sheet& sheet, std::vector<Demand>& found) {
  if (sheet.preferences.preferences.empty()) return;
  const Party& party = c.parties[sheet.party];
  const auto& stated = sheet.preferences.no_agreement;
  Demand demand{party.id + ".no_agreement",
                DemandKind::reservation,
                sheet.party,
                "",
                std::nullopt,
                Sure::likely,
                Firmness::fixed,
                possessive(party.name) + " *no worse than no agreement*",
                stated ? &stated->origin : nullptr};
  found.push_back(std::move(demand));
}

// The positions held now: of each subject (or rule text) and wing the one with the last `since`.
std::vector<const Position*> current_positions(const Sheet& sheet) {
  using Key = std::tuple<int, std::size_t, std::string>;
  std::map<Key, const Position*> latest;
  for (const Position& position : sheet.positions) {
    Key key{2, 0, position.is.text};
    if (position.about && position.about->issue) key = {0, position.about->issue->index(), ""};
    if (position.about && position.about->total) key = {1, position.about->total->index(), ""};
    std::get<2>(key) += position.wing;
    const Position*& held = latest[key];
    if (!held || !position.since || (held->since && *position.since >= *held->since))
      held = &position;
  }
  std::vector<const Position*> current;
  for (const Position& position : sheet.positions)
    if (std::any_of(latest.begin(), latest.end(),
                    [&](const auto& entry) { return entry.second == &position; }))
      current.push_back(&position);
  return current;
}

void add_positions(const Case& c, const Sheet& sheet, const DemandOptions& options,
                   std::vector<Demand>& found) {
  for (const Position* position : current_positions(sheet)) {
    if (position->firmness < options.firmness_at_least) continue;
    found.push_back({position->id, DemandKind::position, sheet.party, position->wing, position->is,
                     Sure::likely, position->firmness, said(c, sheet.party, position->is),
                     &position->origin});
  }
}

// Firmest first: lines by how sure they are, then reservation values, then positions by firmness.
auto rank(const Demand& demand) {
  switch (demand.kind) {
    case DemandKind::reservation:
      return std::tuple(1, 0);
    case DemandKind::position:
      return std::tuple(2, -static_cast<int>(demand.firmness));
    default:
      return std::tuple(0, static_cast<int>(demand.sure));
  }
}

}  // namespace

std::vector<Demand> demands(const Case& c, const DemandOptions& options) {
  std::vector<Demand> found;
  for (PartyId party : c.parties.ids()) {
    const Sheet* sheet = c.sheet_of(party);
    if (!sheet) continue;
    add_lines(c, *sheet, options, found);
    if (options.reservations) add_reservation(c, *sheet, found);
    if (options.positions) add_positions(c, *sheet, options, found);
  }
  std::erase_if(found, [&](const Demand& demand) {
    return std::find(options.lifted.begin(), options.lifted.end(), demand.id) !=
           options.lifted.end();
  });
  std::stable_sort(found.begin(), found.end(),
                   [](const Demand& a, const Demand& b) { return rank(a) < rank(b); });
  return found;
}

std::vector<Demand> demands_once(const Case& c, const DemandOptions& options) {
  const std::vector<Demand> all = demands(c, options);
  const auto said_as_line = [&](const Demand& position) {
    return std::any_of(all.begin(), all.end(), [&](const Demand& line) {
      return line.kind != DemandKind::position && line.party == position.party &&
             line.in_words == position.in_words;
    });
  };
  std::vector<Demand> kept;
  for (const Demand& demand : all)
    if (demand.kind != DemandKind::position || !said_as_line(demand)) kept.push_back(demand);
  return kept;
}

std::string held_words(const Demand& demand) {
  const std::size_t star = demand.in_words.find('*');
  return star == std::string::npos ? demand.in_words : demand.in_words.substr(star);
}

}  // namespace caucus
