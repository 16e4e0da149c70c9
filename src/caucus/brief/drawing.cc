#include "caucus/brief/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "caucus/base/hash.h"
#include "caucus/base/text.h"
#include "caucus/base/text_decode.h"
#include "caucus/brief/escape.h"

namespace caucus {
namespace {

constexpr double letter_width = 6.2;  // of 12-unit sans serif, on average

// The class, and what it means where no page styles it.
std::string attributes_of(std::string_view style) {
  std::string_view plain;
  if (style == "pic-quiet") plain = " opacity=\"0.6\"";
  if (style == "pic-grid") plain = " opacity=\"0.18\"";
  if (style == "pic-dashed") plain = " stroke-dasharray=\"4 4\" opacity=\"0.75\"";
  if (style == "pic-band") plain = " fill-opacity=\"0.12\"";
  if (style == "pic-line") plain = " stroke-width=\"1.6\"";
  if (style == "pic-bar") plain = " fill-opacity=\"0.55\"";
  if (style == "pic-mark") plain = " stroke-width=\"1.6\"";
  return style.empty() ? "" : fmt::format(" class=\"{}\"{}", style, plain);
}

}  // namespace

Shape shape_of(std::size_t number) {
  static constexpr std::array shapes{Shape::circle, Shape::square, Shape::diamond, Shape::triangle,
                                     Shape::cross};
  return shapes[number % shapes.size()];
}

std::string coordinate(double value) {
  const double rounded = std::round(value * 10) / 10;
  return fmt::format("{:.1f}", rounded == 0 ? 0.0 : rounded);
}

void Drawing::line(double x1, double y1, double x2, double y2, std::string_view style) {
  body_ += fmt::format(
      "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"currentColor\"{}/>\n", coordinate(x1),
      coordinate(y1), coordinate(x2), coordinate(y2), attributes_of(style));
}

void Drawing::polyline(const std::vector<PicturePoint>& points, std::string_view style) {
  std::string list;
  for (const PicturePoint& point : points)
    list += (list.empty() ? "" : " ") + coordinate(point.x) + "," + coordinate(point.y);
  body_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\"{}/>\n", list,
                       attributes_of(style));
}

void Drawing::box(PicturePoint corner, double width, double height, std::string_view style) {
  body_ +=
      fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"currentColor\"{}/>\n",
                  coordinate(corner.x), coordinate(corner.y), coordinate(width), coordinate(height),
                  attributes_of(style));
}

void Drawing::mark(Shape shape, PicturePoint at, std::string_view style) {
  const auto put = [&](std::string_view path) {
    body_ += fmt::format(
        "<path transform=\"translate({} {})\" d=\"{}\" fill=\"currentColor\" "
        "stroke=\"currentColor\"{}/>\n",
        coordinate(at.x), coordinate(at.y), path, attributes_of(style));
  };
  switch (shape) {
    case Shape::circle:
      put("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z");
      break;
    case Shape::square:
      put("M-4.5 -4.5h9v9h-9z");
      break;
    case Shape::diamond:
      put("M0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z");
      break;
    case Shape::triangle:
      put("M0 -6l5.8 10h-11.6z");
      break;
    case Shape::cross:
      put("M-5 -5l10 10M-5 5l10 -10");
      break;
  }
}

void Drawing::text(PicturePoint at, std::string_view words, Anchor anchor, std::string_view style) {
  const std::string_view where = anchor == Anchor::start    ? "start"
                                 : anchor == Anchor::middle ? "middle"
                                                            : "end";
  const std::string shown = fitted(words, picture_width - 2 * picture_margin);
  const double width = text_width(shown);
  const double before = anchor == Anchor::start ? 0 : anchor == Anchor::middle ? width / 2 : width;
  const double x =
      std::clamp(at.x, picture_margin + before, picture_width - picture_margin - width + before);
  body_ +=
      fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"currentColor\"{}>{}</text>\n",
                  coordinate(x), coordinate(at.y), where, attributes_of(style), html_text(shown));
}

void Drawing::upright_text(PicturePoint at, std::string_view words) {
  body_ += fmt::format(
      "<text transform=\"translate({} {}) rotate(-90)\" text-anchor=\"middle\" "
      "fill=\"currentColor\">{}</text>\n",
      coordinate(at.x), coordinate(at.y), html_text(words));
}

std::string Drawing::finished(double height) const {
  // Ids must differ between the pictures of one page and be the same in every run.
  const std::string id =
      "pic-" + to_hex(sha256(words_.title + '\n' + words_.describes + '\n' + body_)).substr(0, 12);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 {0}\" role=\"img\" "
      "aria-labelledby=\"{1}-t {1}-d\" font-family=\"system-ui, 'Liberation Sans', Arial, "
      "sans-serif\" font-size=\"12\">\n<title id=\"{1}-t\">{2}</title>\n<desc "
      "id=\"{1}-d\">{3}</desc>\n{4}</svg>\n",
      coordinate(height), id, html_text(words_.title), html_text(words_.describes), body_);
}

double text_width(std::string_view text) {
  return letter_width * static_cast<double>(display_width(one_line(text)));
}

std::string fitted(std::string_view text, double width) {
  const std::string line = one_line(text);
  if (text_width(line) <= width) return line;
  std::string kept;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = decode_character(line, at).length;
    const std::string longer = kept + line.substr(at, length);
    if (text_width(longer + "\u2026") > width) break;
    kept = longer;
    at += length;
  }
  return kept + "\u2026";
}

std::vector<std::string> text_lines(std::string_view text, double width) {
  const auto columns = static_cast<std::size_t>(std::max(8.0, width / letter_width));
  const std::string wrapped = wrap(one_line(text), columns);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= wrapped.size();) {
    const std::size_t end = std::min(wrapped.find('\n', at), wrapped.size());
    lines.push_back(wrapped.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

double round_step(double range, int parts) {
  if (!(range > 0)) return 1;
  const double raw = range / parts;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= raw) return factor * power;
  return 10 * power;
}

}  // namespace caucus
