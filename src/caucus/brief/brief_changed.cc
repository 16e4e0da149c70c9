// (i) What changed since a day: positions, lines, states, figures, offers, deadlines passed.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/movement.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

// Dated sentences under one heading, oldest first.
class Gathering {
 public:
  explicit Gathering(std::string heading) : heading_(std::move(heading)) {}

  void add(Date date, const std::string& says, std::vector<std::string> facts) {
    found_.push_back({date, {as_sentence(date_in_words(date) + ": " + says), std::move(facts)}});
  }

  Heap heap() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    Heap heap{heading_, {}};
    for (auto& [date, sentence] : found_)
      heap.says.push_back(std::move(sentence));
    return heap;
  }

 private:
  std::string heading_;
  std::vector<std::pair<Date, Sentence>> found_;
};

std::string how(Movement movement) {
  switch (movement) {
    case Movement::first:
      return " (first recorded)";
    case Movement::restated:
      return " (unchanged)";
    case Movement::towards:
      return " (moved towards the others)";
    case Movement::away:
      return " (moved away from the others)";
    case Movement::back:
      return " (moved back to an earlier position)";
    case Movement::changed:
      return " (changed)";
  }
  return "";
}

void positions(const Material& m, const Sheet& sheet, Date since, Gathering& heap) {
  for (const auto& history : histories(sheet)) {
    const auto moved = movements(m.c, sheet, history);
    for (std::size_t at = 0; at < history.size(); ++at) {
      if (!history[at]->since || *history[at]->since <= since) continue;
      std::vector<std::string> facts{history[at]->id};
      if (at > 0) facts.push_back(history[at - 1]->id);
      heap.add(*history[at]->since,
               m.c.parties[sheet.party].name + ", \u201C" +
                   statement_in_words(m.c, history[at]->is) + "\u201D" + how(moved[at]),
               std::move(facts));
    }
  }
}

void lines(const Material& m, const Sheet& sheet, Date since, Gathering& heap) {
  for (const Line& line : sheet.lines) {
    const std::string what = m.c.parties[sheet.party].name + ", " + words_of(token(line.kind)) +
                             ", \u201C" + (line.is ? statement_in_words(m.c, *line.is) : line.act) +
                             "\u201D";
    if (line.since && *line.since > since) heap.add(*line.since, what, {m.facts.find(line.id)});
    if (line.met && *line.met > since)
      heap.add(*line.met, what + " (met)", {m.facts.find(line.id)});
  }
}

void figures(const Material& m, Date since, Gathering& heap) {
  for (FigureId id : m.c.figures.ids()) {
    const Figure& figure = m.c.figures[id];
    if (!figure.as_of || *figure.as_of <= since) continue;
    const Quantity& quantity = m.c.quantities[figure.of];
    heap.add(*figure.as_of, quantity.name + ": " + figure_in_words(figure, quantity.unit),
             {m.facts.of(id)});
  }
}

void time(const Material& m, Date since, Gathering& states, Gathering& deadlines) {
  for (std::size_t at = 0; at < m.c.states.size(); ++at) {
    const StateChange& state = m.c.states[at];
    if (state.expected || state.on <= since) continue;
    states.add(state.on,
               words_of(token(state.is)) + (state.because.empty() ? "" : ". " + state.because),
               {"state." + std::to_string(at + 1)});
  }
  for (const Deadline& deadline : m.c.deadlines)
    if (deadline.date > since && m.c.as_of && deadline.date < *m.c.as_of)
      deadlines.add(deadline.date, deadline.name + " passed",
                    {m.facts.find("deadline." + deadline.id)});
}

}  // namespace

std::vector<Heap> changed_section(const Material& m, Date since) {
  Gathering states("States of the talks");
  Gathering deadlines("Deadlines passed");
  Gathering said("Positions");
  Gathering drawn("Lines");
  Gathering offers("Put or accepted, as read");
  Gathering counts("Figures");
  Gathering talks("Put, answered and said");
  time(m, since, states, deadlines);
  for (PartyId party : m.c.parties.ids()) {
    const Sheet* sheet = m.c.sheet_of(party);
    if (!sheet) continue;
    positions(m, *sheet, since, said);
    lines(m, *sheet, since, drawn);
    for (const OwnOffer& offer : sheet->offers)
      if (offer.on && *offer.on > since)
        offers.add(*offer.on, m.c.parties[party].name + ": " + in_words(m.c, offer.package),
                   {offer.id});
  }
  figures(m, since, counts);
  for (EventIndex at = 0; m.in.talks && at < m.in.talks->events.size(); ++at)
    if (is_news(*m.in.talks, at, since))
      talks.add(m.in.talks->effective(at).said.day(), event_in_words(m.c, *m.in.talks, at),
                {event_fact(*m.in.talks, at)});
  std::vector<Heap> heaps;
  for (Gathering* one : {&states, &deadlines, &said, &drawn, &offers, &counts, &talks}) {
    Heap heap = one->heap();
    if (!heap.says.empty()) heaps.push_back(std::move(heap));
  }
  if (heaps.empty())
    heaps.push_back({"Nothing",
                     {{"The case records nothing dated after " + date_in_words(since) + ".",
                       {std::string(FactBook::whole)}}}});
  return heaps;
}

}  // namespace caucus
