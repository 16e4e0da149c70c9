// How many, according to whom, and how are disagreeing figures used?
#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/model/words.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

Json end_json(const std::optional<Rational>& end) {
  return end ? exact_json(*end) : Json();
}

// The figure behind a row of the brief: its first fact.
const Figure* figure_of(const Asked& asked, const FigureRow& row) {
  for (const FigureId id : asked.c.figures.ids())
    if (asked.facts.of(id) == row.says.facts.front()) return &asked.c.figures[id];
  return nullptr;
}

Json row_json(const Asked& asked, const FigureRow& row) {
  Json json{{"says", sentence_json(row.says)},
            {"as_of_words", row.as_of},
            {"scope", row.scope},
            {"said_by", row.said_by},
            {"source", row.source}};
  const Figure* figure = figure_of(asked, row);
  json["as_of"] = figure ? date_json(figure->as_of) : Json();
  json["bound"] = figure ? Json(token(figure->bound)) : Json();
  json["low"] = figure ? end_json(figure->interval.lo()) : Json();
  json["high"] = figure ? end_json(figure->interval.hi()) : Json();
  return json;
}

Json rows_json(const Asked& asked, const std::vector<FigureRow>& rows) {
  Json list = Json::array();
  for (const FigureRow& row : rows)
    list.push_back(row_json(asked, row));
  return list;
}

Json number_json(const std::optional<double>& number) {
  return number ? Json(*number) : Json();
}

// "people": what "2 people" ends with.
std::string unit_of_many(std::string_view unit) {
  const std::string two = amount_in_words(Rational(2), unit);
  return unit.empty() ? std::string() : two.substr(two.find(' ') + 1);
}

Json picture_json(const FiguresPicture& picture) {
  Json figures = Json::array();
  for (const PictureFigure& figure : picture.figures)
    figures.push_back({{"when", figure.when},
                       {"label", figure.label},
                       {"low", number_json(figure.low)},
                       {"high", number_json(figure.high)},
                       {"dot", number_json(figure.dot)}});
  return {{"title", picture.words.title},
          {"describes", picture.words.describes},
          {"unit", unit_of_many(picture.unit)},
          {"used_low", number_json(picture.used_low)},
          {"used_high", number_json(picture.used_high)},
          {"figures", std::move(figures)}};
}

}  // namespace

void figures_page(Asked& asked, Json& body) {
  const BriefInputs inputs = asked.inputs();
  const FiguresSection section = figures_section({inputs, asked.c, asked.facts});
  body["contested"] = Json::array();
  for (const QuantityCard& card : section.contested)
    body["contested"].push_back({{"name", sentence_json(card.name)},
                                 {"use", sentence_json(card.use)},
                                 {"figures", rows_json(asked, card.figures)},
                                 {"picture", card.picture ? picture_json(*card.picture) : Json()}});
  body["single"] = rows_json(asked, section.single);
}

}  // namespace caucus::pages
