// (c) What is stuck: which demands cannot all stand, whose they are, and the smallest ways out.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

const Line* line_of(const Sheet& sheet, const std::string& id) {
  for (const Line& line : sheet.lines)
    if (line.id == id) return &line;
  return nullptr;
}

const Position* position_of(const Sheet& sheet, const std::string& id) {
  for (const Position& position : sheet.positions)
    if (position.id == id) return &position;
  return nullptr;
}

std::string kind_in_words(DemandKind kind) {
  switch (kind) {
    case DemandKind::red_line:
      return "red line";
    case DemandKind::bottom_line:
      return "bottom line";
    case DemandKind::precondition:
      return "precondition";
    case DemandKind::reservation:
      return "worth of no agreement";
    case DemandKind::position:
      return "position";
  }
  return "demand";
}

// "Hamas: red line, permanent ceasefire is not 'not mentioned'; likely; of the ...; since ..."
Sentence demand_in_full(const Material& m, const Demand& demand) {
  std::string says = m.c.parties[demand.party].name + ", " + kind_in_words(demand.kind);
  if (demand.kind == DemandKind::reservation) says = m.c.parties[demand.party].name;
  says += demand.is ? ", \u201C" + statement_in_words(m.c, *demand.is) + "\u201D"
                    : " is to be no worse off than without agreement";
  const Sheet* sheet = m.c.sheet_of(demand.party);
  std::optional<Date> since;
  bool asked = false;
  if (const Line* line = sheet ? line_of(*sheet, demand.id) : nullptr) {
    says += "; " + std::string(token(line->sure));
    since = line->since;
  } else if (const Position* held = sheet ? position_of(*sheet, demand.id) : nullptr) {
    says += "; " + std::string(token(held->firmness));
    since = held->since;
    asked = true;  // it may have been asked for before that day too
  }
  if (!demand.owner.empty()) says += "; " + of_whom(m.c.name_of(demand.owner));
  if (demand.kind != DemandKind::reservation)
    says += since ? (asked ? "; as of " : "; since ") + date_in_words(*since)
                  : std::string("; since when is not recorded");
  return {as_sentence(says), {m.facts.of(demand)}};
}

std::vector<std::string> facts_of(const Material& m, const Stuck& stuck,
                                  const std::vector<std::size_t>& demands) {
  std::vector<std::string> facts;
  for (std::size_t demand : demands)
    facts.push_back(m.facts.of(stuck.demands[demand]));
  if (facts.empty()) facts = facts_of_rules(m);
  return facts;
}

StuckSet conflict(const Material& m, const Stuck& stuck, const StickingPoint& point) {
  StuckSet found;
  found.says.says = {as_sentence(with_quotes(point.sentence)), facts_of(m, stuck, point.demands)};
  found.says.sure = point.proven_minimal
                        ? "proved for the case as written: no package meets them all, and each "
                          "smaller set can be met"
                        : "no package was found that meets them all; that a smaller set would "
                          "also clash is not ruled out";
  found.says.changes_if = "one of them is lifted or put less strictly, or a rule is changed";
  for (std::size_t at = 0; at < point.demands.size(); ++at) {
    const Demand& demand = stuck.demands[point.demands[at]];
    StuckDemand one{demand_in_full(m, demand), {}};
    if (at < point.lifting.size())
      one.lifting = {as_sentence(point.lifting[at]), {m.facts.of(demand)}};
    found.demands.push_back(std::move(one));
  }
  for (std::size_t at : point.demands) {
    if (!stuck.demands[at].is) continue;
    for (IssueId issue : scope(m.c, *stuck.demands[at].is))
      found.issues.push_back(issue);
  }
  std::sort(found.issues.begin(), found.issues.end());
  found.issues.erase(std::unique(found.issues.begin(), found.issues.end()), found.issues.end());
  for (const std::string& note : point.team_notes)
    found.remarks.push_back({as_sentence(with_quotes(note)), found.says.says.facts});
  return found;
}

WayOut way_out(const Material& m, const Stuck& stuck, std::size_t at) {
  const Relaxation& relaxation = stuck.relaxations[at];
  WayOut way;
  const auto facts = facts_of(m, stuck, relaxation.demands);
  way.says.says = {as_sentence(with_quotes(relaxation.sentence)), facts};
  way.says.sure = "checked with the example given";
  way.says.changes_if = "another demand is added";
  way.movers = relaxation.owners;
  if (relaxation.package.size() != m.c.issues.size()) return way;
  // Examples are mostly alike: from the second on only what differs from the first.
  const Package& first = stuck.relaxations.front().package;
  const bool short_form = at > 0 && first.size() == relaxation.package.size();
  std::string says = short_form ? "As the first example, but " +
                                      difference_in_words(m.c, first, relaxation.package)
                                : "For example: " + in_words(m.c, relaxation.package);
  if (short_form && first == relaxation.package) says = "The first example does here too";
  way.example = {as_sentence(says), facts};
  return way;
}

// Is it about the very demands of the other? Then it found the same.
bool alike(const Stuck& one, const Stuck& other) {
  return std::equal(one.demands.begin(), one.demands.end(), other.demands.begin(),
                    other.demands.end(),
                    [](const Demand& a, const Demand& b) { return a.id == b.id; });
}

// "2 sets of demands", "the first 20 of 31 sets of demands".
std::string shown_of(std::size_t shown, std::size_t found, const std::string& one,
                     const std::string& many) {
  if (found > shown)
    return std::to_string(found) + " " + many + " (the first " + std::to_string(shown) +
           " are listed)";
  return counted(shown, one, many);
}

Judgement summary(const Material& m, const Stuck& stuck, const std::string& what) {
  Judgement judgement;
  std::vector<std::string> facts;
  for (const Demand& demand : stuck.demands)
    facts.push_back(m.facts.of(demand));
  if (facts.empty()) facts.push_back(std::string(FactBook::whole));
  if (stuck.rules_leave_nothing) {
    judgement.says = {"The rules alone leave no package: they contradict each other.",
                      facts_of_rules(m)};
  } else if (stuck.sticking_points.empty()) {
    const std::string found =
        stuck.complete ? "No sticking point: " : "No sticking point was found: ";
    judgement.says = {found + small_first(what) +
                          (stuck.complete ? " can all be met together." : " may all be met."),
                      std::move(facts)};
  } else {
    std::string says = what + " cannot all be met: " +
                       shown_of(stuck.sticking_points.size(), stuck.sticking_points_found,
                                "sticking point", "sticking points");
    if (!stuck.relaxations.empty())
      says += ", " + shown_of(stuck.relaxations.size(), stuck.relaxations_found, "smallest way out",
                              "smallest ways out");
    says += ".";
    judgement.says = {says, std::move(facts)};
  }
  judgement.sure = stuck.complete ? "complete: every such set and every way out was found"
                                  : "not complete: there may be more";
  if (!stuck.method.note.empty()) judgement.sure += " (" + stuck.method.note + ")";
  judgement.changes_if = "a demand is lifted, met, moved or added";
  return judgement;
}

Blockage blockage(const Material& m, const Stuck& stuck, std::string about,
                  const std::string& what) {
  Blockage found;
  found.about = std::move(about);
  found.summary = summary(m, stuck, what);
  for (const StickingPoint& point : stuck.sticking_points)
    found.conflicts.push_back(conflict(m, stuck, point));
  for (std::size_t at = 0; at < stuck.relaxations.size(); ++at)
    found.ways_out.push_back(way_out(m, stuck, at));
  return found;
}

// Lines, what no agreement is worth, or both.
std::string what_stands(const Stuck& stuck) {
  const auto reservation = [](const Demand& demand) {
    return demand.kind == DemandKind::reservation;
  };
  const auto& all = stuck.demands;
  const bool worth = std::any_of(all.begin(), all.end(), reservation);
  const bool lines = !std::all_of(all.begin(), all.end(), reservation);
  if (!worth) return "The lines that stand";
  return lines ? "The lines that stand, and what no agreement is worth,"
               : "The demands to be no worse off than without agreement";
}

}  // namespace

StuckSection stuck_section(const Material& m) {
  StuckSection section;
  section.blockages.push_back(
      blockage(m, m.in.stuck, "Between lines that are at least likely", what_stands(m.in.stuck)));
  if (!alike(m.in.stuck_with_positions, m.in.stuck)) {
    section.blockages.push_back(blockage(m, m.in.stuck_with_positions,
                                         "Between lines and what is asked for now",
                                         "The lines that stand and the positions held now"));
    section.blockages.back().proviso = "In what is asked for now, ";
  }
  if (m.in.stuck_with_less_sure && !alike(*m.in.stuck_with_less_sure, m.in.stuck)) {
    section.blockages.push_back(blockage(m, *m.in.stuck_with_less_sure,
                                         "If lines that are only possible stand too",
                                         "With those that are only possible, the lines"));
    section.blockages.back().proviso = "If lines that are only possible stand too: ";
  }
  return section;
}

}  // namespace caucus
