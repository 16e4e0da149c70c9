#include "caucus/analysis/wishes.h"

#include <algorithm>
#include <set>

#include "caucus/analysis/demand.h"

namespace caucus {
namespace {

// Places by falling worth.
std::vector<std::size_t> places_by(const std::vector<Rational>& worth) {
  std::vector<Rational> distinct = worth;
  std::sort(distinct.begin(), distinct.end(),
            [](const Rational& a, const Rational& b) { return a > b; });
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<std::size_t> places;
  for (const Rational& own : worth)
    places.push_back(static_cast<std::size_t>(std::find(distinct.begin(), distinct.end(), own) -
                                              distinct.begin()));
  return places;
}

std::vector<std::size_t> places_in(const OptionOrder& order, std::size_t options) {
  std::vector<std::size_t> places(options, 0);
  for (std::size_t place = 0; place < order.places.size(); ++place)
    for (OptionIndex option : order.places[place])
      places[option] = place;
  return places;
}

std::vector<Rational> values_of(const Issue& issue, const Rational& sign) {
  std::vector<Rational> values;
  for (const Option& option : issue.options)
    values.push_back(sign * option.value);
  return values;
}

bool same_subject(const Position& a, const Position& b) {
  return a.wing == b.wing && a.about == b.about && (a.about || a.is.text == b.is.text);
}

}  // namespace

const Preference* preference_for(const Case& c, PartyId party, const Subject& about) {
  const Sheet* sheet = c.sheet_of(party);
  if (!sheet) return nullptr;
  for (const Preference& preference : sheet->preferences.preferences)
    if (preference.about == about) return &preference;
  return nullptr;
}

std::optional<std::vector<std::size_t>> places_of_options(const Case& c, PartyId party,
                                                          IssueId issue) {
  const Preference* preference = preference_for(c, party, Subject{issue, {}});
  if (!preference) return std::nullopt;
  const Issue& about = c.issues[issue];
  if (const auto* monotone = std::get_if<Monotone>(&preference->says))
    return places_by(values_of(about, Rational(monotone->more ? 1 : -1)));
  if (const auto* order = std::get_if<OptionOrder>(&preference->says))
    return places_in(*order, about.options.size());
  if (const auto* unit = std::get_if<PointsPerUnit>(&preference->says))
    return places_by(values_of(about, unit->per_unit * unit->weight));
  if (const auto* points = std::get_if<OptionPoints>(&preference->says)) {
    std::vector<Rational> worth;
    for (const NumberRange& range : points->points)
      worth.push_back((range.low + range.high) * points->weight);
    return places_by(worth);
  }
  return std::nullopt;
}

std::vector<const Position*> positions_now(const Case& c, PartyId party) {
  const Sheet* sheet = c.sheet_of(party);
  if (!sheet) return {};
  DemandOptions options;
  options.positions = true;
  options.firmness_at_least = Firmness::open;
  std::set<std::string> held;
  for (const Demand& demand : demands(c, options))
    if (demand.kind == DemandKind::position && demand.party == party) held.insert(demand.id);
  std::vector<const Position*> now;
  for (const Position& position : sheet->positions)
    if (held.contains(position.id)) now.push_back(&position);
  return now;
}

bool better_than_asked(const Case& c, const Utilities& central, PartyId party,
                       const Position& position, const Package& package) {
  const auto own = std::find_if(central.begin(), central.end(),
                                [&](const Utility& utility) { return utility.party == party; });
  if (own == central.end() || !position.about || !position.about->issue) return false;
  const IssueId issue = *position.about->issue;
  if (!package.applies(issue) || truth(c, position.is, package) != Truth::impossible) return false;
  const Rational worth = own->of(c, package);
  bool more = false;
  for (OptionIndex wanted : position.wants) {
    const Rational asked = own->of(c, c.canonical(package.with(issue, wanted)));
    if (asked > worth) return false;
    more = more || asked < worth;
  }
  return more;
}

const Position* position_before(const Sheet& sheet, const Position& position) {
  const Position* before = nullptr;
  for (const Position& other : sheet.positions) {
    if (&other == &position || !same_subject(other, position)) continue;
    if (!other.since || !position.since || *other.since >= *position.since) continue;
    if (!before || *other.since > *before->since) before = &other;
  }
  return before;
}

}  // namespace caucus
