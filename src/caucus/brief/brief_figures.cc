// (g) Contested figures: what each source says, how rules use them, and a picture over time.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

std::vector<FigureId> by_date(const Case& c, const Quantity& quantity) {
  std::vector<FigureId> order = quantity.figures;
  std::stable_sort(order.begin(), order.end(), [&](FigureId a, FigureId b) {
    const auto& one = c.figures[a].as_of;
    const auto& other = c.figures[b].as_of;
    if (one.has_value() != other.has_value()) return one.has_value();
    return one && *one < *other;
  });
  return order;
}

std::string speakers(const Case& c, const Figure& figure) {
  std::vector<std::string> names;
  for (const std::string& speaker : figure.said_by)
    names.push_back(c.name_of(speaker));
  return join_in_words(names, "by way of");
}

FigureRow row(const Material& m, FigureId id, bool with_name) {
  const Figure& figure = m.c.figures[id];
  const Quantity& quantity = m.c.quantities[figure.of];
  std::vector<std::string> facts{m.facts.of(id)};
  std::vector<std::string> sources;
  for (SourceId source : figure.origin.sources) {
    facts.push_back(m.facts.of(source));
    sources.push_back(m.c.sources[source].name);
  }
  const std::string amount = figure_in_words(figure, quantity.unit);
  FigureRow row;
  row.says = {with_name ? quantity.name + ": " + amount : amount, std::move(facts)};
  row.as_of = figure.as_of ? short_date(*figure.as_of) : "no date";
  row.scope = figure.scope;
  row.said_by = speakers(m.c, figure);
  row.source = sources.empty() ? "no source" : list_in_words(sources);
  return row;
}

std::optional<double> end(const std::optional<Rational>& value) {
  return value ? std::optional(value->to_double()) : std::nullopt;
}

FiguresPicture picture(const Material& m, const Quantity& quantity) {
  FiguresPicture picture;
  picture.unit = quantity.unit;
  std::string says;
  for (FigureId id : by_date(m.c, quantity)) {
    const Figure& figure = m.c.figures[id];
    PictureFigure drawn;
    drawn.when = figure.as_of ? short_date(*figure.as_of) : "no date";
    drawn.label = figure_in_words(figure, "");
    const std::string who = speakers(m.c, figure);
    if (!who.empty()) drawn.label += ", " + who;
    if (!figure.scope.empty()) drawn.label += " (" + figure.scope + ")";
    drawn.low = end(figure.interval.lo());
    drawn.high = end(figure.interval.hi());
    if (!figure.value_to) drawn.dot = figure.value.value.to_double();
    says += (says.empty() ? "" : "; ") + drawn.when + ": " + drawn.label;
    picture.figures.push_back(std::move(drawn));
  }
  if (quantity.resolution) {
    picture.used_low = end(quantity.resolved.lo());
    picture.used_high = end(quantity.resolved.hi());
  }
  picture.words = {"Figures over time: " + quantity.name, as_sentence(says)};
  return picture;
}

Sentence use(const Material& m, QuantityId id) {
  const Quantity& quantity = m.c.quantities[id];
  std::string says;
  if (quantity.resolution) {
    says = "Used in rules as " + interval_in_words(quantity.resolved, quantity.unit) +
           " (resolved by: " + words_of(token(quantity.resolution->by)) + ")";
    if (quantity.resolution->source)
      says += " of " + m.c.sources[*quantity.resolution->source].name;
  } else {
    says = quantity.disagree
               ? "The figures disagree and nothing says how to use them; rules take " +
                     interval_in_words(quantity.resolved, quantity.unit)
               : "The figures agree: " + interval_in_words(quantity.resolved, quantity.unit);
  }
  std::vector<std::string> facts = m.facts.of(id);
  std::vector<std::string> rules;
  for (RuleId rule : m.c.rules.ids()) {
    const auto used = quantities(m.c, m.c.rules[rule].is);
    if (std::find(used.begin(), used.end(), id) == used.end()) continue;
    rules.push_back(m.c.rules[rule].why.empty() ? statement_in_words(m.c, m.c.rules[rule].is)
                                                : m.c.rules[rule].why);
    facts.push_back(m.facts.of(rule));
  }
  says += rules.empty() ? ". No rule rests on it" : ". A rule rests on it: " + list_in_words(rules);
  return {as_sentence(says), std::move(facts)};
}

}  // namespace

FiguresSection figures_section(const Material& m) {
  FiguresSection section;
  for (QuantityId id : m.c.quantities.ids()) {
    const Quantity& quantity = m.c.quantities[id];
    if (quantity.figures.size() == 1)
      section.single.push_back(row(m, quantity.figures.front(), true));
    if (quantity.figures.size() < 2) continue;
    QuantityCard card;
    card.name = {quantity.name, m.facts.of(id)};
    card.use = use(m, id);
    for (FigureId figure : by_date(m.c, quantity))
      card.figures.push_back(row(m, figure, false));
    card.picture = picture(m, quantity);
    section.contested.push_back(std::move(card));
  }
  return section;
}

}  // namespace caucus
