// (j) What the case does not say: listed as what to find out, never as a fault.
#include <algorithm>
#include <functional>

#include "caucus/base/text.h"
#include "caucus/brief/movement.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

const std::string whole(FactBook::whole);

// Issues that satisfy a test, in one sentence: "No verifier is recorded for: a, b and c."
void add_issues(const Material& m, Heap& heap, const std::string& before,
                const std::function<bool(IssueId)>& missing) {
  std::vector<std::string> names;
  std::vector<std::string> facts;
  for (IssueId issue : m.c.issues.ids()) {
    if (!missing(issue)) continue;
    names.push_back(m.c.issues[issue].name);
    facts.push_back(m.facts.of(issue));
  }
  if (!names.empty())
    heap.says.push_back({before + ": " + join_in_words(names) + ".", std::move(facts)});
}

bool has_position(const Case& c, const Sheet& sheet, IssueId issue) {
  return std::any_of(sheet.positions.begin(), sheet.positions.end(), [&](const Position& p) {
    const auto touched = scope(c, p.is);
    return std::find(touched.begin(), touched.end(), issue) != touched.end();
  });
}

// Through a preference on the issue, or on a total it is part of.
bool has_preference(const Case& c, const Sheet& sheet, IssueId issue) {
  const auto& stated = sheet.preferences.preferences;
  return std::any_of(stated.begin(), stated.end(), [&](const Preference& preference) {
    if (preference.about.issue) return *preference.about.issue == issue;
    const auto touched = scope(c, c.totals[*preference.about.total].is);
    return std::find(touched.begin(), touched.end(), issue) != touched.end();
  });
}

Heap positions_heap(const Material& m) {
  Heap heap{"Positions", {}};
  add_issues(m, heap, "Nobody\u2019s position is recorded on", [&](IssueId issue) {
    return std::none_of(m.c.sheets.begin(), m.c.sheets.end(),
                        [&](const Sheet& sheet) { return has_position(m.c, sheet, issue); });
  });
  for (PartyId party : m.c.parties.ids()) {
    const Sheet* sheet = m.c.sheet_of(party);
    const std::string& name = m.c.parties[party].name;
    if (!sheet) {
      heap.says.push_back({"There is no sheet on " + name + ".", {m.facts.of(party)}});
      continue;
    }
    add_issues(m, heap, "Of " + name + " alone no position is recorded on", [&](IssueId issue) {
      return !has_position(m.c, *sheet, issue) &&
             std::any_of(m.c.sheets.begin(), m.c.sheets.end(),
                         [&](const Sheet& other) { return has_position(m.c, other, issue); });
    });
    const auto undated = std::count_if(sheet->positions.begin(), sheet->positions.end(),
                                       [](const Position& p) { return !p.since; });
    if (undated > 0)
      heap.says.push_back({counted(static_cast<std::size_t>(undated), "position") + " of " + name +
                               (undated == 1 ? " has no date." : " have no date."),
                           {m.facts.find(m.c.parties[party].id + ".sheet")}});
  }
  return heap;
}

Heap preferences_heap(const Material& m) {
  Heap heap{"Preferences", {}};
  for (PartyId party : m.c.parties.ids()) {
    const Sheet* sheet = m.c.sheet_of(party);
    if (!sheet) continue;
    const std::string& name = m.c.parties[party].name;
    const std::string fact = m.facts.find(m.c.parties[party].id + ".sheet");
    if (sheet->preferences.empty()) {
      heap.says.push_back(
          {"Nothing is written about what " + name + " would rather have.", {fact}});
      continue;
    }
    add_issues(m, heap, "Taken as of no weight to " + name + ", because no preference is written",
               [&](IssueId issue) { return !has_preference(m.c, *sheet, issue); });
    if (!sheet->preferences.no_agreement)
      heap.says.push_back({"What no agreement is worth to " + name + " is not written.", {fact}});
    if (sheet->preferences.priorities.empty() && sheet->preferences.preferences.size() > 1 &&
        !exact_sheet(m, party))
      heap.says.push_back({"What matters most to " + name + " is not written.", {fact}});
  }
  return heap;
}

// Lines that still stand: who set one that was met matters no more.
void add_lines_of_nobody(const Material& m, const Sheet& sheet, Heap& heap) {
  std::string says;
  std::vector<std::string> facts;
  for (const Line& line : sheet.lines) {
    if (!line.owner.empty() || line.met) continue;
    says += (says.empty() ? "\u201C" : "; \u201C") +
            (line.is ? statement_in_words(m.c, *line.is) : line.act) + "\u201D";
    facts.push_back(m.facts.find(line.id));
  }
  if (facts.empty()) return;
  const std::string which = facts.size() == 1 ? "this line" : "these lines";
  heap.says.push_back({as_sentence("Who set " + which + " of " + m.c.parties[sheet.party].name +
                                   " is not recorded: " + says),
                       std::move(facts)});
}

Heap lines_heap(const Material& m) {
  Heap heap{"Lines and consent", {}};
  for (PartyId party : m.c.parties.ids()) {
    if (m.c.parties[party].approval.empty())
      heap.says.push_back({"Whose consent " + m.c.parties[party].name + " needs is not recorded.",
                           {m.facts.of(party)}});
    const Sheet* sheet = m.c.sheet_of(party);
    if (!sheet) continue;
    if (sheet->lines.empty())
      heap.says.push_back({"No line of " + m.c.parties[party].name + " is recorded.",
                           {m.facts.find(m.c.parties[party].id + ".sheet")}});
    if (sheet->interests.empty())
      heap.says.push_back(
          {"Why " + m.c.parties[party].name + " wants what it wants is not recorded (no interest).",
           {m.facts.find(m.c.parties[party].id + ".sheet")}});
    add_lines_of_nobody(m, *sheet, heap);
  }
  return heap;
}

bool has_actor(const Case& c, ActorKind kind) {
  return std::any_of(c.actors.begin(), c.actors.end(),
                     [&](const Actor& actor) { return actor.kind == kind; });
}

Heap carrying_out_heap(const Material& m) {
  Heap heap{"Carrying it out", {}};
  add_issues(m, heap, "Somebody would have to act, and no verifier is recorded, on",
             [&](IssueId issue) {
               return !m.c.issues[issue].debtor.empty() && m.c.issues[issue].verifier.empty();
             });
  for (PhaseId phase : m.c.phases.ids()) {
    const Phase& one = m.c.phases[phase];
    if (one.conditions.empty())
      heap.says.push_back(
          {as_sentence("What must hold before the " + one.name + " is not recorded"),
           {m.facts.of(phase)}});
    if (!one.lasts)
      heap.says.push_back({as_sentence("How long the " + one.name + " lasts is not recorded"),
                           {m.facts.of(phase)}});
  }
  if (std::none_of(m.c.issues.begin(), m.c.issues.end(),
                   [](const Issue& issue) { return issue.topic == "dispute_resolution"; }))
    heap.says.push_back(
        {"No issue settles how disputes about the agreement are settled.", {whole}});
  std::vector<std::string> nobody;
  if (!has_actor(m.c, ActorKind::verifier)) nobody.push_back("no verifier");
  if (!has_actor(m.c, ActorKind::guarantor)) nobody.push_back("no guarantor");
  if (!has_actor(m.c, ActorKind::intermediary)) nobody.push_back("no neutral intermediary");
  if (!nobody.empty())
    heap.says.push_back({as_sentence(join_in_words(nobody) + " is recorded"), {whole}});
  return heap;
}

Heap frame_heap(const Material& m) {
  Heap heap{"Time, figures and sources", {}};
  if (!m.c.as_of) heap.says.push_back({"The case has no date, so nothing is overdue.", {whole}});
  if (m.c.states.empty()) heap.says.push_back({"No state of the talks is recorded.", {whole}});
  if (m.c.deadlines.empty()) heap.says.push_back({"No deadline is recorded.", {whole}});
  for (PartyId party : m.c.parties.ids())
    if (std::none_of(m.c.channels.begin(), m.c.channels.end(),
                     [&](const Channel& channel) { return channel.to == party; }))
      heap.says.push_back(
          {"No channel to " + m.c.parties[party].name + " is recorded.", {m.facts.of(party)}});
  for (QuantityId id : m.c.quantities.ids())
    if (m.c.quantities[id].disagree && !m.c.quantities[id].resolution)
      heap.says.push_back({as_sentence("How to use the disagreeing figures of " +
                                       m.c.quantities[id].name + " is not declared"),
                           m.facts.of(id)});
  std::vector<std::string> unrated;
  for (SourceId source : m.c.sources.ids())
    if (m.c.sources[source].reliability == 0) unrated.push_back(m.facts.of(source));
  if (!unrated.empty())
    heap.says.push_back(
        {"The reliability of " + counted(unrated.size(), "source") + " is not rated.", unrated});
  for (PartyId party : m.c.parties.ids()) {
    std::vector<std::string> bare;
    if (const Sheet* sheet = m.c.sheet_of(party)) {
      for (const Position& position : sheet->positions)
        if (position.origin.sources.empty()) bare.push_back(m.facts.find(position.id));
      for (const Line& line : sheet->lines)
        if (line.origin.sources.empty()) bare.push_back(m.facts.find(line.id));
    }
    if (!bare.empty())
      heap.says.push_back({counted(bare.size(), "position or line", "positions and lines") +
                               " of " + m.c.parties[party].name + " cite no source.",
                           bare});
  }
  return heap;
}

}  // namespace

std::vector<Heap> missing_section(const Material& m) {
  std::vector<Heap> heaps;
  for (Heap& heap : std::vector<Heap>{positions_heap(m), preferences_heap(m), lines_heap(m),
                                      carrying_out_heap(m), frame_heap(m)})
    if (!heap.says.empty()) heaps.push_back(std::move(heap));
  return heaps;
}

}  // namespace caucus
