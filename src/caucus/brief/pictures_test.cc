// Pictures: labels do not overlap, nothing unknown is drawn as known, same data gives same bytes.
#include "caucus/brief/pictures.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "caucus/brief/drawing.h"

namespace caucus {
namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

double attribute(const std::string& element, const std::string& name) {
  const std::size_t at = element.find(" " + name + "=\"") + name.size() + 3;
  return std::stod(element.substr(at));
}

struct DrawnText {
  double left = 0;
  double right = 0;
  double y = 0;
  std::string words;
};

// The texts of a picture that stand upright, with the room they take.
std::vector<DrawnText> texts_of(const std::string& svg) {
  std::vector<DrawnText> found;
  for (std::size_t at = svg.find("<text x="); at != std::string::npos;
       at = svg.find("<text x=", at + 1)) {
    const std::string element = svg.substr(at, svg.find("</text>", at) - at);
    DrawnText text;
    text.words = element.substr(element.find('>') + 1);
    text.y = attribute(element, "y");
    const double width = text_width(text.words);
    const double x = attribute(element, "x");
    text.left = element.find("\"end\"") != std::string::npos      ? x - width
                : element.find("\"middle\"") != std::string::npos ? x - width / 2
                                                                  : x;
    text.right = text.left + width;
    found.push_back(text);
  }
  return found;
}

bool overlap(const DrawnText& a, const DrawnText& b) {
  return a.left < b.right && b.left < a.right && std::abs(a.y - b.y) < 11;
}

// No text is cut by the edge of the picture; a line of text is 9 units above its y and 3 below.
void check_inside(const std::string& svg) {
  const std::size_t box = svg.find("viewBox=\"0 0 400 ");
  REQUIRE(box != std::string::npos);
  const double height = std::stod(svg.substr(box + 17));
  const auto texts = texts_of(svg);
  CHECK(texts.size() > 2);
  for (const DrawnText& text : texts) {
    CAPTURE(text.words);
    CHECK(text.left >= 0);
    CHECK(text.right <= 400);
    CHECK(text.y >= 9);
    CHECK(text.y + 3 <= height);
  }
  // An upright text takes its width along the height.
  for (std::size_t at = svg.find("<text transform"); at != std::string::npos;
       at = svg.find("<text transform", at + 1)) {
    const std::string element = svg.substr(at, svg.find("</text>", at) - at);
    const double half = text_width(element.substr(element.find('>') + 1)) / 2;
    const double middle =
        std::stod(element.substr(element.find(' ', element.find("translate(")) + 1));
    CHECK(middle - half >= 0);
    CHECK(middle + half <= height);
  }
}

FrontierPicture close_points() {
  FrontierPicture picture;
  picture.words = {"The room of North and South", "four points"};
  picture.x_party = "North";
  picture.y_party = "South";
  for (int at = 0; at <= 10; ++at)
    picture.frontier.push_back({1 - at / 10.0, at / 10.0});
  picture.named = {{"Nash", {0.50, 0.50}},
                   {"Kalai-Smorodinsky", {0.51, 0.49}},
                   {"egalitarian", {0.49, 0.51}},
                   {"utilitarian", {0.52, 0.52}}};
  picture.x_reservation = 0.45;
  picture.y_reservation = 0.40;
  return picture;
}

TEST_CASE("labels of points that lie close do not overlap") {
  const std::string svg = frontier_svg(close_points());
  const auto texts = texts_of(svg);
  for (const std::string label : {"Nash", "Kalai-Smorodinsky", "egalitarian", "utilitarian"})
    CHECK(std::count_if(texts.begin(), texts.end(),
                        [&](const DrawnText& text) { return text.words == label; }) == 1);
  for (std::size_t a = 0; a < texts.size(); ++a)
    for (std::size_t b = a + 1; b < texts.size(); ++b) {
      CAPTURE(texts[a].words);
      CAPTURE(texts[b].words);
      CHECK_FALSE(overlap(texts[a], texts[b]));
    }
}

TEST_CASE("axes of a reading carry no numbers and say that they are one") {
  FrontierPicture picture = close_points();
  picture.x_reading = picture.y_reading = true;
  const std::string svg = frontier_svg(picture);
  CHECK(svg.find("for North (a reading)") != std::string::npos);
  CHECK(svg.find("for South (a reading)") != std::string::npos);
  CHECK(svg.find(">0.2<") == std::string::npos);
  CHECK(frontier_svg(close_points()).find(">0.2<") != std::string::npos);
}

TEST_CASE("every text stays within the picture, wherever its point lies") {
  check_inside(frontier_svg(close_points()));
  for (const double x : {-3.0, 0.0, 0.02, 0.5, 0.98, 1.0, 2.0})
    for (const double y : {-3.0, 0.0, 0.02, 0.5, 0.98, 1.0, 2.0}) {
      CAPTURE(x);
      CAPTURE(y);
      FrontierPicture picture = close_points();
      picture.x_reservation = x;
      picture.y_reservation = y;
      picture.frontier.insert(picture.frontier.begin(), {x, y});
      picture.named.push_back({"utilitarian by shares, and egalitarian = Nash", {x, y}});
      picture.named.push_back({"the same place", {x, y}});
      check_inside(frontier_svg(picture));
    }
}

TEST_CASE("more labels than there is room for, and labels without a space, stay inside") {
  FrontierPicture picture = close_points();
  picture.x_party = picture.y_party = std::string(90, 'N');
  for (int at = 0; at < 80; ++at)
    picture.named.push_back({std::string(40, 'w') + std::to_string(at), {1.0, 1.0}});
  const std::string svg = frontier_svg(picture);
  check_inside(svg);
  CHECK(svg.find("N\u2026 (worst 0, best 1)") != std::string::npos);
}

TEST_CASE("texts of the other pictures stay inside too") {
  const std::string name = "the joint delegation of coastal municipalities";
  for (std::size_t parties = 3; parties <= 7; ++parties) {
    ParallelPicture picture;
    picture.words = {"title", "words"};
    for (std::size_t at = 0; at < parties; ++at) {
      picture.parties.push_back(at % 2 == 0 ? name : std::string(40, 'x'));
      picture.reading.push_back(true);
      picture.reservations.push_back(0.3);
    }
    picture.lines = {{name + ", " + name, std::vector<double>(parties, 7.0)}};
    check_inside(parallel_svg(picture));
  }
  FiguresPicture figures;
  figures.words = {"Figures", "words"};
  figures.unit = std::string(90, 'u');
  figures.figures = {{"1 Feb 2024", std::string(90, 'f'), 1e6, 9e9, 5e9}};
  figures.used_low = 9e9;
  figures.used_high = 9e9;
  check_inside(figures_svg(figures));
  PhasesPicture phases;
  phases.words = {"Phases", "words"};
  phases.phases = {{std::string(90, 'p'), 0, 42, true, name}};
  phases.deadlines = {{std::string(90, 'd'), 400, true}, {name, 0, false}};
  check_inside(phases_svg(phases));
}

TEST_CASE("three parties are drawn as axes of their own") {
  ParallelPicture picture{{"title", "words"},
                          {"North", "South", "East"},
                          {false, true, false},
                          {0.2, std::nullopt, 0.4},
                          {{"Nash", {0.5, 0.6, 0.7}}, {"utilitarian", {0.9, 0.1, 0.8}}}};
  const std::string svg = parallel_svg(picture);
  CHECK(count_of(svg, ">reading<") == 1);
  CHECK(count_of(svg, "<polyline") == 2);
  // Two reservation levels and the one in the legend.
  CHECK(count_of(svg, "pic-dashed") == 3);
}

TEST_CASE("an open bound is an arrow and a plain number a dot without a line") {
  FiguresPicture picture;
  picture.words = {"Figures", "words"};
  picture.figures = {{"1 Feb 2024", "exactly 25", 25.0, 25.0, 25.0},
                     {"2 Feb 2024", "at least 18", 18.0, std::nullopt, 18.0}};
  const std::string svg = figures_svg(picture);
  CHECK(count_of(svg, "<path") == 2);               // two dots
  CHECK(count_of(svg, "<polyline") == 1);           // one arrow
  CHECK(count_of(svg, "class=\"pic-line\"") == 2);  // its line and the arrow
}

TEST_CASE("a phase of unknown length leaves the start of the next unknown") {
  PhasesPicture picture;
  picture.words = {"Phases", "words"};
  picture.phases = {{"first", 0, 42, true, ""},
                    {"second", 42, std::nullopt, true, ""},
                    {"third", 42, std::nullopt, false, ""}};
  const std::string svg = phases_svg(picture);
  CHECK(svg.find("first: days 1 to 42") != std::string::npos);
  CHECK(svg.find("second: from day 43, length not recorded") != std::string::npos);
  CHECK(svg.find("third: start and length not recorded") != std::string::npos);
}

TEST_CASE("pictures escape their words and are the same bytes every time") {
  FrontierPicture picture = close_points();
  picture.words = {"</title><script>", "<b>"};
  picture.named[0].label = "<script>";
  const std::string svg = frontier_svg(picture);
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("<b>") == std::string::npos);
  CHECK(svg == frontier_svg(picture));
}

TEST_CASE("steps of an axis are round") {
  CHECK(round_step(10, 5) == 2);
  CHECK(round_step(130, 5) == 50);
  CHECK(round_step(0, 5) == 1);
  CHECK(coordinate(-0.04) == "0.0");
}

}  // namespace
}  // namespace caucus
