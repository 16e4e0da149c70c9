#include "caucus/render/document_json.h"

#include <array>

#include <nlohmann/json.hpp>

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

Json blocks_json(const std::vector<PageBlock>& blocks);

Json line_json(const PageLine& line) {
  static constexpr std::array<std::string_view, 5> tones{"plain", "quiet", "mark", "added",
                                                         "removed"};
  Json json;
  if (!line.label.empty()) json["label"] = line.label;
  if (!line.says.text.empty()) {
    json["text"] = line.says.text;
    json["facts"] = line.says.facts;
  }
  if (line.tone != Tone::plain) json["tone"] = tones.at(static_cast<std::size_t>(line.tone));
  return json;
}

Json lines_json(const std::vector<PageLine>& lines) {
  Json json = Json::array();
  for (const PageLine& line : lines)
    json.push_back(line_json(line));
  return json;
}

struct BlockWriter {
  Json operator()(const PageParagraph& paragraph) const {
    return {{"kind", "paragraph"}, {"lines", lines_json(paragraph.entries)}};
  }
  Json operator()(const PageList& list) const {
    Json items = Json::array();
    for (const PageItem& item : list.items) {
      Json one = line_json(item.entry);
      if (!item.under.empty()) one["under"] = lines_json(item.under);
      items.push_back(std::move(one));
    }
    return {{"kind", "list"}, {"ordered", list.ordered}, {"items", std::move(items)}};
  }
  Json operator()(const PageTable& table) const {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
      Json cells = Json::array();
      for (const PageCell& cell : row)
        cells.push_back(lines_json(cell));
      rows.push_back(std::move(cells));
    }
    return {{"kind", "table"},
            {"caption", table.caption},
            {"columns", table.columns},
            {"rows", std::move(rows)}};
  }
  Json operator()(const PagePicture& picture) const {
    Json words = Json::array();
    for (const Sentence& sentence : picture.words)
      words.push_back({{"text", sentence.text}, {"facts", sentence.facts}});
    return {{"kind", "picture"},
            {"caption", picture.caption},
            {"svg", picture.svg},
            {"words", std::move(words)}};
  }
  Json operator()(const PageCard& card) const {
    return {{"kind", "card"},
            {"heading", card.heading},
            {"framed", card.framed},
            {"blocks", blocks_json(card.blocks)}};
  }
  Json operator()(const PageHeading& heading) const {
    return {{"kind", "heading"}, {"text", heading.text}};
  }
};

Json blocks_json(const std::vector<PageBlock>& blocks) {
  Json json = Json::array();
  for (const PageBlock& block : blocks)
    json.push_back(std::visit(BlockWriter{}, block.is));
  return json;
}

}  // namespace

std::string to_json(std::string_view name, const Document& document) {
  Json json{{"format", "caucus.document/1"},
            {"document", name},
            {"title", document.title},
            {"subtitle", document.subtitle},
            {"remark", remark_with_numbers(document)},
            {"marking", document.marking}};
  json["day"] = document.day ? Json(to_string(*document.day)) : Json(nullptr);
  json["front"] = blocks_json(document.front);
  json["sections"] = Json::array();
  for (const PageSection& section : document.sections)
    json["sections"].push_back({{"anchor", section.anchor},
                                {"title", section.title},
                                {"blocks", blocks_json(section.blocks)}});
  json["calendar"] = Json::array();
  for (const CalendarDay& day : document.calendar)
    json["calendar"].push_back(
        {{"id", day.id}, {"day", to_string(day.day)}, {"title", day.title}, {"note", day.note}});
  json["facts"] = Json::array();
  for (const Fact& fact : document.facts)
    json["facts"].push_back({{"id", fact.id},
                             {"kind", fact.kind},
                             {"says", fact.says},
                             {"place", fact.place},
                             {"sources", fact.sources},
                             {"note", fact.note}});
  json["ending"] = document.ending;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caucus
