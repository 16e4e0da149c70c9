// (h) Phases: what comes after what, for how long, on which conditions, and by when.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

// Each phase after the one it follows; the file's order otherwise. Phases form a forest.
std::vector<PhaseId> in_order(const Case& c) {
  std::vector<PhaseId> order;
  std::vector<bool> placed(c.phases.size(), false);
  while (order.size() < c.phases.size())
    for (PhaseId phase : c.phases.ids()) {
      const auto& after = c.phases[phase].after;
      if (placed[phase.index()] || (after && !placed[after->index()])) continue;
      placed[phase.index()] = true;
      order.push_back(phase);
      break;
    }
  return order;
}

PhaseRow row(const CaseMaterial& m, PhaseId id) {
  const Phase& phase = m.c.phases[id];
  const std::string fact = m.facts.of(id);
  PhaseRow row;
  row.phase = id;
  row.name = {phase.name, {fact}};
  row.lasts = {phase.lasts ? as_sentence("Lasts " + duration_in_words(*phase.lasts))
                           : "How long it lasts is not recorded.",
               {fact}};
  if (phase.after) row.lasts.text += " Comes after the " + m.c.phases[*phase.after].name + ".";
  for (const std::string& condition : phase.conditions)
    row.conditions.push_back({as_sentence(condition), {fact}});
  if (phase.applies_if)
    row.conditions.push_back(
        {as_sentence("Only if " + statement_in_words(m.c, *phase.applies_if)), {fact}});
  for (const Sheet& sheet : m.c.sheets)
    for (const Line& line : sheet.lines)
      if (line.before == phase.id && !line.met)
        row.conditions.push_back(
            {as_sentence(
                 m.c.parties[sheet.party].name + " asks before it: " +
                 (line.act.empty() && line.is ? statement_in_words(m.c, *line.is) : line.act) +
                 " (" + std::string(token(line.sure)) + ")"),
             {m.facts.find(line.id)}});
  for (IssueId issue : m.c.issues.ids())
    if (m.c.issues[issue].phase == std::optional(id))
      row.settles.push_back({as_sentence(m.c.issues[issue].name), {m.facts.of(issue)}});
  for (const Deadline& deadline : m.c.deadlines)
    if (deadline.phase == std::optional(id))
      row.deadlines.push_back({as_sentence(deadline.name + ": " + date_in_words(deadline.date)),
                               {m.facts.find("deadline." + deadline.id)}});
  return row;
}

PhasesPicture picture(const CaseMaterial& m, const std::vector<PhaseId>& order) {
  PhasesPicture picture;
  std::vector<PicturePhase> drawn(m.c.phases.size());
  std::string says;
  for (PhaseId id : order) {
    const Phase& phase = m.c.phases[id];
    PicturePhase& bar = drawn[id.index()];
    bar.name = phase.name;
    if (phase.lasts) bar.lasts = phase.lasts->days();
    if (phase.after) {
      const PicturePhase& before = drawn[phase.after->index()];
      bar.starts = before.starts + before.lasts.value_or(0);
      bar.start_known = before.start_known && before.lasts.has_value();
    }
    if (!phase.conditions.empty())
      bar.notes = counted(phase.conditions.size(), "condition");
    else
      bar.notes = "no condition recorded";
    says += (says.empty() ? "" : "; ") + phase.name + ": " +
            (phase.lasts ? duration_in_words(*phase.lasts) : "length not recorded");
    picture.phases.push_back(bar);
  }
  std::vector<Deadline> deadlines = m.c.deadlines;
  std::stable_sort(deadlines.begin(), deadlines.end(),
                   [](const auto& a, const auto& b) { return a.date < b.date; });
  std::optional<Date> first = m.c.as_of;
  for (const Deadline& deadline : deadlines)
    if (!first || deadline.date < *first) first = deadline.date;
  for (const Deadline& deadline : deadlines) {
    picture.deadlines.push_back({short_date(deadline.date) + ": " + deadline.name,
                                 static_cast<int>(deadline.date - *first),
                                 deadline.kind == DeadlineKind::hard});
    says += "; deadline " + short_date(deadline.date) + ": " + deadline.name;
  }
  if (m.c.as_of && !deadlines.empty()) {
    picture.as_of = static_cast<int>(*m.c.as_of - *first);
    picture.as_of_label = short_date(*m.c.as_of) + ": this brief";
  }
  picture.words = {"Phases in order, and deadlines by date", as_sentence(says)};
  return picture;
}

}  // namespace

PhasesSection phases_section(const CaseMaterial& m) {
  PhasesSection section;
  if (m.c.phases.empty()) return section;
  const auto order = in_order(m.c);
  for (PhaseId phase : order)
    section.rows.push_back(row(m, phase));
  section.picture = picture(m, order);
  return section;
}

}  // namespace caucus
