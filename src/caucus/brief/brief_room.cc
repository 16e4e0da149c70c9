// (d) The room: how many packages there are, what bounds them, and what the classic points mean.
#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/brief/point_names.h"
#include "caucus/brief/room_pictures.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/engine/layer_kernel.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

const std::string as_written = "a rule or a figure of the case is changed";

std::string how_found(const Method& method) {
  if (!method.complete)
    return "not complete" + (method.note.empty() ? std::string() : ": " + method.note);
  return "exact for the case as written (by " + words_of(method.name) + ")";
}

// "1 package", "12,960 packages".
std::string packages_in_words(std::uint64_t count) {
  return count_in_words(count) + (count == 1 ? " package" : " packages");
}

std::vector<std::string> facts_of_bounds(const Material& m) {
  std::vector<std::string> facts;
  for (const Demand& demand : m.in.room.standing)
    facts.push_back(m.facts.of(demand));
  return facts.empty() ? facts_of_rules(m) : facts;
}

void add_counts(const Material& m, RoomSection& section) {
  const Room& room = m.in.room;
  const std::string sure = how_found(room.method);
  std::vector<std::string> issues;
  for (IssueId issue : m.c.issues.ids())
    issues.push_back(m.facts.of(issue));
  if (issues.empty()) issues.push_back(std::string(FactBook::whole));
  std::string ways = "The issues can be settled in ";
  const bool more = room.packages == std::numeric_limits<std::uint64_t>::max();
  if (!room.counted) ways += more ? "more than " : "up to ";
  ways += count_in_words(room.packages) +
          (room.packages == 1 ? " way." : " different ways (packages).");
  if (!room.counted) ways += " That is too many to look at one by one, so they were searched.";
  if (room.packages > 0)
    section.counts.push_back({{ways, issues}, sure, "an issue or an option is added or taken out"});
  if (!room.feasible_counted) return;
  const bool at_least = !room.counted && room.feasible == packages_most;
  std::string feasible =
      (at_least ? "more than " : "") + count_in_words(room.feasible) + " of them keep every rule";
  if (room.counted && room.certain != room.feasible)
    feasible += "; " + count_in_words(room.certain) +
                " for certain, the others only for some values of contested figures";
  section.counts.push_back({{as_sentence(feasible), facts_of_rules(m)}, sure, as_written});
}

// "The lines that stand, each at least likely, and what no agreement is worth leave room".
struct Bounds {
  std::string leave_room;
  std::string them;  // how they are called from then on
};

Bounds bounds(const Room& room) {
  std::size_t lines = 0;
  bool reservations = false;
  Sure weakest = Sure::certain;
  for (const Demand& demand : room.standing) {
    reservations = reservations || demand.kind == DemandKind::reservation;
    if (demand.kind == DemandKind::reservation) continue;
    ++lines;
    weakest = std::max(weakest, demand.sure);
  }
  const std::string worth = "what no agreement is worth";
  if (lines == 0) return {worth + " leaves room", "it"};
  const std::string sure =
      weakest == Sure::certain ? "certain" : "at least " + std::string(token(weakest));
  const std::string what =
      lines == 1 ? "the line that stands, " + sure : "the lines that stand, each " + sure;
  if (reservations) return {what + ", and " + worth + " leave room", "them"};
  return lines == 1 ? Bounds{what + ", leaves room", "it"} : Bounds{what + ", leave room", "them"};
}

std::string zone_in_words(const Room& room) {
  if (!room.decided) return "Whether any package meets every demand that stands was not decided";
  const bool open = room.example.has_value() || room.zone > 0;
  if (!open)
    return room.method.complete ? "No package meets every demand that stands: there is no room"
                                : "No package that meets every demand was found";
  if (room.counted && room.standing.empty())
    return "No demand stands, so all of these are in the room";
  const std::string count = room.counted ? packages_in_words(room.zone) : "some packages";
  const bool one = room.counted && room.zone == 1;
  const auto [leave_room, them] = bounds(room);
  return leave_room + ": " + count + (one ? " meets " : " meet ") + them + " and every rule";
}

// What holds whichever package of the room is taken.
void add_zone_terms(const Material& m, RoomSection& section) {
  if (m.in.zone_terms.empty()) return;
  std::string says;
  std::vector<std::string> facts = facts_of_bounds(m);
  for (const Term& term : m.in.zone_terms) {
    says += (!says.empty()         ? "; "
             : m.in.room.zone == 1 ? "It has: "
                                   : "Every package in it has: ") +
            m.c.issues[term.issue].name + ": " + option_in_words(m.c, term.issue, term.option);
    facts.push_back(m.facts.of(term.issue));
  }
  section.in_common.push_back({{as_sentence(says), std::move(facts)},
                               "proved for the case as written",
                               "a line is lifted, met or moved, or a rule is changed"});
}

void add_zone(const Material& m, RoomSection& section) {
  const Room& room = m.in.room;
  section.zone = {{as_sentence(zone_in_words(room)), facts_of_bounds(m)},
                  how_found(room.method),
                  "a line is lifted, met or moved, or turns out less sure than written"};
  const std::string standing = standing_in_words(m.in.zone_open);
  if (!standing.empty()) section.zone.says.text += " There is room " + standing + " of the sheets.";
  add_zone_terms(m, section);
  std::vector<std::string> names;
  std::vector<std::string> facts;
  for (QuantityId quantity : room.hangs_on) {
    names.push_back(m.c.quantities[quantity].name);
    for (const std::string& fact : m.facts.of(quantity))
      facts.push_back(fact);
  }
  if (names.empty()) return;
  std::string says =
      "For part of the room it hangs on how many there are: " + list_in_words(names) + ".";
  if (room.counted)
    says += " " + packages_in_words(room.zone_certain) + " in the room " +
            (room.zone_certain == 1 ? "stands" : "stand") + " whatever the figures are.";
  section.hangs_on.push_back({{says, std::move(facts)},
                              how_found(room.method),
                              "the figures are agreed or resolved another way"});
}

// What the numbers rest on, and who has none.
void add_limits(const Material& m, RoomSection& section) {
  std::vector<std::string> vague;
  std::vector<std::string> assumed;
  std::vector<std::string> vague_facts;
  std::vector<std::string> assumed_facts;
  for (std::size_t at = 0; at < m.in.room.parties.size(); ++at) {
    const PartyId party = m.in.room.parties[at];
    if (!exact_sheet(m, party)) {
      vague.push_back(m.c.parties[party].name);
      vague_facts.push_back(m.facts.find(m.c.parties[party].id + ".sheet"));
    }
    if (m.in.room.reservation_assumed[at]) {
      assumed.push_back(m.c.parties[party].name);
      assumed_facts.push_back(m.facts.of(party));
    }
  }
  if (!vague.empty())
    section.limits.push_back(
        {{as_sentence("What " + list_in_words(vague) +
                      " would rather have is known in words and orders, not in numbers. The "
                      "analysis takes the middle of all that agrees with them; its numbers are a "
                      "reading"),
          vague_facts},
         "a reading",
         "a party says what it would trade for what"});
  if (!vague.empty() && m.in.readings.size() > 0)
    section.limits.push_back(
        {{"A reading varies what the sheets leave open: \u201Cin 90 of 100 readings\u201D says how "
          "much hangs on that. It is not a chance that a party accepts.",
          vague_facts},
         "",
         ""});
  if (!assumed.empty())
    section.limits.push_back(
        {{as_sentence("What no agreement is worth to " + list_in_words(assumed) +
                      " is not stated; it was taken as the worst package"),
          assumed_facts},
         "assumed",
         "the party says what it would do without agreement"});
  for (const ReadingDiagnostics& party : m.in.readings.parties) {
    const std::string& name = m.c.parties[party.party].name;
    const bool none =
        party.method == ReadingMethod::contradictory || party.method == ReadingMethod::not_found;
    if (party.slack > 0)
      section.limits.push_back(
          {{"What the sheet on " + name +
                " says fixes something exactly, which no draw meets; its readings were given "
                "extra room and may miss a statement by up to " +
                fmt::format("{:g}", party.slack) + " on a scale from 0 to 1.",
            {m.facts.find(m.c.parties[party.party].id + ".sheet")}},
           "an estimate",
           "a statement of the sheet is given as a range"});
    if (!none && party.reliable) continue;
    section.limits.push_back(
        {{none ? "No weighing agrees with everything the sheet on " + name +
                     " says, so what is said of its readings means little."
               : "The readings of the sheet on " + name + " may not cover all that agrees with it.",
          {m.facts.find(m.c.parties[party.party].id + ".sheet")}},
         none ? "as the sheet is written" : "an estimate",
         "the statements of the sheet are corrected or made wider"});
  }
  for (PartyId party : m.c.parties.ids())
    if (std::find(m.in.room.parties.begin(), m.in.room.parties.end(), party) ==
        m.in.room.parties.end())
      section.limits.push_back({{"Nothing is written about what " + m.c.parties[party].name +
                                     " would rather have: only its lines and positions count.",
                                 {m.facts.of(party)}},
                                "as the case says",
                                "preferences are added to its sheet"});
}

std::string meaning_of(PointKind kind) {
  switch (kind) {
    case PointKind::nash:
      return "The gains over no agreement, multiplied, are largest here: anywhere else what some "
             "give up weighs more, in proportion, than what others gain.";
    case PointKind::kalai_smorodinsky:
      return "Each side gets as even a part as can be of the most it could gain in this room.";
    case PointKind::egalitarian:
      return "The side that gains least gains as much as can be.";
    case PointKind::utilitarian:
      return "The sum of what it is worth to all is largest here, however it is divided.";
    case PointKind::utilitarian_relative:
      return "The sum of the parts that each gets of the most it could gain is largest here.";
  }
  return "";
}

Standing acceptable_in_readings(const Material& m, const Package& package) {
  Standing standing;
  for (const ReadingDiagnostics& party : m.in.readings.parties)
    if (party.method != ReadingMethod::exact_sheet) standing.of = m.in.readings.size();
  for (std::size_t reading = 0; reading < standing.of; ++reading)
    standing.stands += m.in.readings.acceptable_to_all(reading, package);
  return standing;
}

// How sure a point is: exact, or in how many readings it is acceptable and cannot be improved.
std::string point_sureness(const Material& m, std::size_t at) {
  const Standing standing = acceptable_in_readings(m, m.in.room.points[at].ties.front().package);
  if (standing.of == 0) return how_found(m.in.room.method);
  std::string sure = "a reading; no worse than no agreement for all " + standing_in_words(standing);
  if (at < m.in.points_on_frontier.size() && m.in.points_on_frontier[at].of > 0)
    sure += "; not to be improved for one without loss to another " +
            standing_in_words(m.in.points_on_frontier[at]);
  return sure;
}

// A share of the whole: "62", "about 33".
std::string percent(const Rational& share) {
  const std::string whole = (share * 100).to_decimal(0);
  const auto back = Rational::parse(whole);
  return (back && *back == share * 100 ? "" : "about ") + whole;
}

std::string number(const Rational& value) {
  const std::string two = value.to_decimal(2);
  const auto back = Rational::parse(two);
  return (back && *back == value ? "" : "about ") + two;
}

// "North: 0.60 on its scale from worst (0) to best (1) ...": exact sheets only have numbers.
std::vector<Sentence> worth(const Material& m, const NamedPoint& point) {
  std::vector<Sentence> all;
  const Room& room = m.in.room;
  // A search may know the point without knowing the ideal gains.
  if (point.shares.size() < room.parties.size()) return all;
  for (std::size_t at = 0; at < room.parties.size(); ++at) {
    const Party& party = m.c.parties[room.parties[at]];
    const std::vector<std::string> facts{m.facts.find(party.id + ".sheet")};
    const Rational& share = point.shares[at];
    if (exact_sheet(m, room.parties[at])) {
      all.push_back({party.name + ": worth " + number(point.ties.front().utilities[at]) +
                         " on its own scale from 0 (worst) to 1 (best); no agreement is worth " +
                         number(room.reservations[at]) + ". It gets " + percent(share) +
                         " percent of the most it could gain here.",
                     facts});
      continue;
    }
    const Rational third(1, 3);
    const std::string part = share <= 0               ? "nothing"
                             : share < third          ? "a small part"
                             : share <= third + third ? "a middling part"
                             : share < 1              ? "a large part"
                                                      : "all";
    all.push_back(
        {party.name + ": in a reading, it gets " + part + " of what it could gain in this room.",
         facts});
  }
  return all;
}

void add_remarks(const Material& m, const NamedPoint& point, PointCard& card,
                 const std::vector<std::string>& facts) {
  const std::string name = name_of(point.kind);
  const std::string sure = how_found(m.in.room.method);
  const std::string changes = "a line or a preference changes";
  if (point.kind == PointKind::egalitarian || point.kind == PointKind::utilitarian)
    card.says.push_back({{"Remark: the " + name +
                              " compares one party\u2019s units with another\u2019s, which nothing "
                              "in the case justifies.",
                          facts},
                         "",
                         ""});
  if (point.tied > 1)
    card.says.push_back({{"The " + name + " is reached in " + count_in_words(point.tied) +
                              " ways that are worth the same to all; the first is shown.",
                          facts},
                         sure,
                         changes});
  else if (!point.ties.empty() && point.ties.front().packages > 1)
    card.says.push_back({{packages_in_words(point.ties.front().packages) +
                              " are worth the same to all; the first is shown.",
                          facts},
                         sure,
                         changes});
  if (point.degenerate)
    card.says.push_back({{"No package gives every party more than no agreement does, so the Nash "
                          "point is that of the parties who can gain.",
                          facts},
                         sure,
                         changes});
  for (PartyId party : point.left_out)
    card.says.push_back({{m.c.parties[party].name + " can gain nothing in this room and was left "
                                                    "out of the comparison.",
                          {m.facts.of(party)}},
                         sure,
                         changes});
}

void add_points(const Material& m, RoomSection& section) {
  std::vector<std::string> facts;
  for (PartyId party : m.in.room.parties)
    facts.push_back(m.facts.find(m.c.parties[party].id + ".sheet"));
  if (facts.empty()) facts.push_back(std::string(FactBook::whole));
  std::map<Package, std::size_t> cards;
  std::vector<Package> packages;
  for (std::size_t at = 0; at < m.in.room.points.size(); ++at) {
    const NamedPoint& point = m.in.room.points[at];
    if (point.ties.empty()) continue;
    const Package& package = point.ties.front().package;
    const auto [found, fresh] = cards.try_emplace(package, section.points.size());
    if (fresh) {
      PointCard card;
      card.names = as_sentence(name_of(point.kind));
      card.names.pop_back();
      card.worth = worth(m, point);
      section.points.push_back(std::move(card));
      packages.push_back(package);
    } else {
      section.points[found->second].names += ", " + name_of(point.kind);
    }
    PointCard& card = section.points[found->second];
    card.says.push_back(
        {{meaning_of(point.kind), facts}, point_sureness(m, at), "a line or a preference changes"});
    add_remarks(m, point, card, facts);
  }
  std::vector<std::string> names;
  for (const PointCard& card : section.points)
    names.push_back(card.names);
  section.point_terms = terms_table(m, std::move(names), packages);
}

}  // namespace

RoomSection room_section(const Material& m) {
  RoomSection section;
  add_counts(m, section);
  add_zone(m, section);
  for (const Demand& demand : m.in.room.standing) {
    std::string says = with_quotes(demand.in_words);
    if (demand.kind == DemandKind::reservation)
      says = m.c.parties[demand.party].name + " is to be no worse off than without agreement";
    else
      says += " (" + words_of(token(demand.sure)) +
              (demand.owner.empty() ? "" : "; " + of_whom(m.c.name_of(demand.owner))) + ")";
    section.bounds.push_back({as_sentence(says), {m.facts.of(demand)}});
  }
  add_limits(m, section);
  add_points(m, section);
  add_room_pictures(m, section);
  return section;
}

}  // namespace caucus
