#include "caucus/pages/effect.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/analysis/option_effects.h"
#include "caucus/analysis/wishes.h"
#include "caucus/brief/point_names.h"
#include "caucus/brief/say.h"
#include "caucus/model/words.h"
#include "caucus/pages/page_json.h"
#include "caucus/pages/terms_checks.h"

namespace caucus::pages {
namespace {

// Above this the frontier is not walked through: it would be felt.
constexpr std::size_t frontier_walked_max = 5'000;

const Utility* utility_of(const PreferencesFound& known, PartyId party) {
  for (const Utility& utility : known.central)
    if (utility.party == party) return &utility;
  return nullptr;
}

// Where the issue may stand: its option, or any, void among them.
bool fits(const Case& c, const AskedPackage& asked, IssueId issue, std::size_t slot) {
  const bool open = std::binary_search(asked.open.begin(), asked.open.end(), issue);
  return open || slot == slot_of(c, issue, asked.package[issue]);
}

// Least and largest worth of the table over what is open.
std::pair<Rational, Rational> ends_of(const Case& c, const WorthTable& table,
                                      const AskedPackage& asked) {
  std::optional<Rational> low;
  std::optional<Rational> high;
  for (std::size_t entry = 0; entry < table.worth.size(); ++entry) {
    std::size_t rest = entry;
    bool possible = true;
    for (std::size_t at = table.scope.size(); at-- > 0 && possible;) {
      const std::size_t count = slots(c, table.scope[at]);
      possible = fits(c, asked, table.scope[at], rest % count);
      rest /= count;
    }
    if (!possible) continue;
    if (!low || table.worth[entry] < *low) low = table.worth[entry];
    if (!high || table.worth[entry] > *high) high = table.worth[entry];
  }
  return {low.value_or(0), high.value_or(0)};
}

// Bounds of the utility however the open issues are settled. Never too narrow; exact where each
// issue counts by itself.
std::pair<Rational, Rational> bounds_of(const Case& c, const Utility& utility,
                                        const AskedPackage& asked) {
  Rational low;
  Rational high;
  for (const WorthTable& table : utility.tables) {
    const auto [least, most] = ends_of(c, table, asked);
    low += least;
    high += most;
  }
  return {(low - utility.worst) / utility.span(), (high - utility.worst) / utility.span()};
}

// Over the readings of one party: the range of its utility, and how often two packages compare.
struct OverDraws {
  double low = 0;
  double high = 0;
  Standing acceptable;
  Standing better;  // than the other package
  Standing worse;
};

OverDraws over_draws(const Readings& drawn, std::size_t at, const Package& package,
                     const Package* from) {
  OverDraws over;
  for (std::size_t reading = 0; reading < drawn.size(); ++reading) {
    const double worth = drawn.utility(at, reading, package);
    over.low = reading == 0 ? worth : std::min(over.low, worth);
    over.high = reading == 0 ? worth : std::max(over.high, worth);
    over.acceptable.stands += drawn.acceptable(at, reading, package);
    if (!from) continue;
    const double before = drawn.utility(at, reading, *from);
    over.better.stands += worth > before;
    over.worse.stands += worth < before;
  }
  over.acceptable.of = over.better.of = over.worse.of = drawn.size();
  return over;
}

bool is_sampled(const Readings& drawn, std::size_t at) {
  return at < drawn.parties.size() && drawn.size() > 0 &&
         drawn.parties[at].method != ReadingMethod::exact_sheet;
}

std::string_view turn_of(const Rational& before, const Rational& after) {
  if (after == before) return "same";
  return after > before ? "better" : "worse";
}

// Number `at` of the parties with a utility.
void add_worth(const Asked& asked, std::size_t at, const AskedPackage& package,
               const AskedPackage* from, Json& json) {
  const Case& c = asked.c;
  const PreferencesFound& known = *asked.ground.found->preferences;
  const Utility& utility = known.central[at];
  json["worth"] = utility.kind == UtilityKind::exact ? "exact" : "reading";
  json["reservation"] = exact_json(utility.reservation);
  json["reservation_stated"] = !utility.reservation_assumed;
  if (!package.full()) {
    const auto [low, high] = bounds_of(c, utility, package);
    json["at_least"] = decimal_json(low);
    json["at_most"] = decimal_json(high);
    return;
  }
  const Rational worth = utility.of(c, package.package);
  json["utility"] = exact_json(worth);
  json["at"] = decimal_json(worth);
  json["acceptable"] = worth >= utility.reservation;
  const Package* before = from && from->full() ? &from->package : nullptr;
  if (before) {
    const Rational was = utility.of(c, *before);
    json["utility_from"] = exact_json(was);
    json["at_from"] = decimal_json(was);
    json["turn"] = turn_of(was, worth);
  }
  if (!is_sampled(known.drawn, at)) return;
  const OverDraws over = over_draws(known.drawn, at, package.package, before);
  json["in_readings"] = {
      {"low", over.low}, {"high", over.high}, {"acceptable", standing_json(over.acceptable)}};
  if (!before) return;
  json["in_readings"]["better"] = standing_json(over.better);
  json["in_readings"]["worse"] = standing_json(over.worse);
}

Json positions_json(const Asked& asked, PartyId party, const AskedPackage& package) {
  Json list = Json::array();
  for (const Position* position : asked.ground.index->positions_now[party]) {
    const Truth met = package.full() ? truth(asked.c, position->is, package.package)
                                     : truth(asked.c, position->is, package.terms);
    list.push_back({{"id", position->id},
                    {"wing", position->wing},
                    {"met", met == Truth::certain    ? "yes"
                            : met == Truth::possible ? "open"
                                                     : "no"},
                    {"says", sentence_json({as_sentence(statement_in_words(asked.c, position->is)),
                                            {position->id}})}});
  }
  return list;
}

Json party_json(const Asked& asked, PartyId party, const AskedPackage& package,
                const AskedPackage* from) {
  const Case& c = asked.c;
  Json json{{"party", c.parties[party].id}, {"name", c.parties[party].name}, {"worth", "unknown"}};
  if (const auto& known = asked.ground.found->preferences)
    for (std::size_t at = 0; at < known->central.size(); ++at)
      if (known->central[at].party == party) add_worth(asked, at, package, from, json);
  json["positions"] = positions_json(asked, party, package);
  json["approval"] = c.parties[party].approval;
  if (!from || !from->full() || !package.full()) return json;
  const PartyChanges changes = changes_for(asked, party, from->package, package.package);
  json["gains"] = sentences_json(changes.gains);
  json["gives"] = sentences_json(changes.gives);
  json["not_said"] = sentences_json(changes.unknown);
  return json;
}

// Is each number at least the other, and one larger?
bool beats(const std::vector<Rational>& one, const std::vector<Rational>& other) {
  bool larger = false;
  for (std::size_t at = 0; at < one.size(); ++at) {
    if (one[at] < other[at]) return false;
    larger = larger || one[at] > other[at];
  }
  return larger;
}

// Against what is known of the room: named points that are at least as good for everybody, and
// whether a listed frontier has this very point.
void add_place(const Asked& asked, const AskedPackage& package, Json& body) {
  body["better_for_all"] = Json::array();
  body["on_frontier"] = nullptr;
  const CaseAnalysis& found = *asked.ground.found;
  if (!found.room || !found.preferences || !package.full()) return;
  const Room& room = found.room->space;
  std::vector<Rational> here;
  for (const PartyId party : room.parties)
    if (const Utility* utility = utility_of(*found.preferences, party))
      here.push_back(utility->of(asked.c, package.package));
  for (const NamedPoint& named : room.points) {
    const Point& point = named.ties.front();
    if (point.utilities.size() != here.size() || !beats(point.utilities, here)) continue;
    std::vector<std::string> facts;
    for (const PartyId party : room.parties)
      facts.push_back(asked.facts.find(asked.c.parties[party].id + ".sheet"));
    body["better_for_all"].push_back(
        {{"kind", token(named.kind)},
         {"package", package_json(asked.c, point.package)},
         {"says",
          sentence_json({"The " + name_of(named.kind) +
                             " is worth at least as much to everybody, and more to some: " +
                             difference_in_words(asked.c, package.package, point.package) + ".",
                         std::move(facts)})}});
  }
  if (room.frontier.empty() || room.frontier.size() > frontier_walked_max) return;
  body["on_frontier"] = std::any_of(room.frontier.begin(), room.frontier.end(),
                                    [&](const Point& point) { return point.utilities == here; });
}

Json verify_json(const Asked& asked, const AskedPackage& package) {
  Json list = Json::array();
  if (!package.full()) return list;
  for (const IssueId issue : issues_to_verify(asked.c, package.package)) {
    const Issue& of = asked.c.issues[issue];
    list.push_back({{"issue", of.id},
                    {"debtor", of.debtor},
                    {"creditor", of.creditor},
                    {"verifier", of.verifier}});
  }
  return list;
}

Json figures_json(const Asked& asked, const AskedPackage& package) {
  Json list = Json::array();
  if (!package.full()) return list;
  for (const QuantityId id : figures_it_hangs_on(asked.c, package.package)) {
    const Quantity& quantity = asked.c.quantities[id];
    list.push_back(sentence_json(
        {as_sentence(quantity.name + ": " + interval_in_words(quantity.resolved, quantity.unit)),
         asked.facts.of(id)}));
  }
  return list;
}

}  // namespace

void add_effect(Asked& asked, const AskedPackage& package, const AskedPackage* from, Json& body) {
  const Case& c = asked.c;
  const bool known = asked.has(AnalysisPart::preferences);
  body["package"] = terms_json(c, package.terms);
  body["query"] = package_text(c, package.terms);
  body["full"] = package.full();
  add_terms_checks(asked, package.terms, std::nullopt, body);
  body["parties"] = Json::array();
  bool acceptable = known && package.full();
  for (const PartyId party : c.parties.ids()) {
    Json json = party_json(asked, party, package, from);
    if (json.contains("acceptable")) acceptable = acceptable && json["acceptable"].get<bool>();
    body["parties"].push_back(std::move(json));
  }
  body["acceptable_to_all"] = known && package.full() ? Json(acceptable) : Json();
  body["hangs_on"] = figures_json(asked, package);
  body["to_verify"] = verify_json(asked, package);
  body["from"] = from ? terms_json(c, from->terms) : Json();
  body["changes"] = from && from->full() && package.full()
                        ? Json(difference_in_words(c, from->package, package.package))
                        : Json();
  add_place(asked, package, body);
}

void effect_page(Asked& asked, Json& body) {
  auto package = asked.query.package("package");
  const auto from = asked.query.package("from");
  if (asked.stopped()) return;
  if (!package) package = package_of(asked.c, {});
  const std::vector<Term> pinned = asked.query.terms("pinned", &*package);
  if (asked.stopped()) return;
  add_effect(asked, *package, from ? &*from : nullptr, body);
  body["pinned"] = terms_json(asked.c, {pinned});
}

}  // namespace caucus::pages
