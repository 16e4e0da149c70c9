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

FigureRow row(const CaseMaterial& m, FigureId id, bool with_name) {
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

// What rests on the quantity: rules in words, lines as "a line of North".
struct Resting {
  std::vector<std::string> says;
  std::vector<std::string> facts;
};

Resting resting_on(const CaseMaterial& m, QuantityId id) {
  const auto uses = [&](const Expression& is) {
    const auto used = quantities(m.c, is);
    return std::find(used.begin(), used.end(), id) != used.end();
  };
  Resting resting;
  for (RuleId rule : m.c.rules.ids()) {
    const Rule& one = m.c.rules[rule];
    if (!uses(one.is)) continue;
    resting.says.push_back("the rule that " +
                           (one.why.empty() ? statement_in_words(m.c, one.is) : one.why));
    resting.facts.push_back(m.facts.of(rule));
  }
  for (const Sheet& sheet : m.c.sheets)
    for (const Line& line : sheet.lines) {
      if (!line.is || line.met || !uses(*line.is)) continue;
      resting.says.push_back("a line of " + m.c.parties[sheet.party].name);
      resting.facts.push_back(m.facts.find(line.id));
    }
  return resting;
}

FiguresPicture picture(const CaseMaterial& m, QuantityId id) {
  const Quantity& quantity = m.c.quantities[id];
  FiguresPicture picture;
  picture.unit = quantity.unit;
  std::string says;
  for (FigureId each : by_date(m.c, quantity)) {
    const Figure& figure = m.c.figures[each];
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
  if (quantity.resolution && !resting_on(m, id).says.empty()) {
    picture.used_low = end(quantity.resolved.lo());
    picture.used_high = end(quantity.resolved.hi());
  }
  picture.words = {"Figures over time: " + quantity.name, as_sentence(says)};
  return picture;
}

// The range that rules use; where none does there is none to give, for nobody has said it.
Sentence use(const CaseMaterial& m, QuantityId id) {
  const Quantity& quantity = m.c.quantities[id];
  const Resting resting = resting_on(m, id);
  std::vector<std::string> facts = m.facts.of(id);
  facts.insert(facts.end(), resting.facts.begin(), resting.facts.end());
  std::string says = quantity.disagree ? "The figures differ" : "The figures agree";
  if (resting.says.empty()) return {says + "; no rule rests on them.", std::move(facts)};
  says += ". Used as " + interval_in_words(quantity.resolved, quantity.unit);
  const bool about =
      std::any_of(quantity.figures.begin(), quantity.figures.end(),
                  [&](FigureId figure) { return m.c.figures[figure].bound == Bound::about; });
  if (about)
    says += ", \u201Cabout\u201D widened by " + amount_in_words(m.c.about_percent, "percent");
  if (quantity.resolution && quantity.resolution->source)
    says += ", as " + m.c.sources[*quantity.resolution->source].name + " says";
  else if (quantity.disagree)
    says += quantity.resolution ? ", the range of what is said"
                                : ", the range of what is said: no other way is declared";
  return {as_sentence(says + ". On it rests " + list_in_words(resting.says)), std::move(facts)};
}

}  // namespace

FiguresSection figures_section(const CaseMaterial& m) {
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
    card.picture = picture(m, id);
    section.contested.push_back(std::move(card));
  }
  return section;
}

}  // namespace caucus
