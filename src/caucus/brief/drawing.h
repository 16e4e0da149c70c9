// How are pictures written down? A small pen for SVG with fixed decimals and escaped text.
//
// Units: 400 across; no text leaves that width, whatever it says and wherever it is put. Colours
// come from the page: `currentColor`, and the classes pic-line, pic-quiet, pic-grid, pic-dashed,
// pic-mark, pic-bar and pic-band that a page may style; without a style everything is a shade of
// one colour, which prints. Internal to the module. Errors: none. Complexity: linear in what is
// drawn.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caucus/brief/pictures.h"

namespace caucus {

constexpr double picture_width = 400;
constexpr double picture_margin = 2;  // that texts keep from the edge

enum class Anchor { start, middle, end };

// Shapes by which named points are told apart.
enum class Shape { circle, square, diamond, triangle, cross };
Shape shape_of(std::size_t number);

class Drawing {
 public:
  // The width is picture_width; the height is given when it is finished.
  explicit Drawing(PictureWords words) : words_(std::move(words)) {}

  void line(double x1, double y1, double x2, double y2, std::string_view style);
  void polyline(const std::vector<PicturePoint>& points, std::string_view style);
  void box(PicturePoint corner, double width, double height, std::string_view style);
  void mark(Shape shape, PicturePoint at, std::string_view style);
  // Small text; escaped here, moved sideways to stay in the picture and cut short where it is wider
  // than that. `style` is the class, empty for plain.
  void text(PicturePoint at, std::string_view words, Anchor anchor, std::string_view style = {});
  void upright_text(PicturePoint at, std::string_view words);

  // The whole <svg> element with title and description.
  std::string finished(double height) const;

 private:
  PictureWords words_;
  std::string body_;
};

// "12.0": one decimal, never "-0.0".
std::string coordinate(double value);

// About how wide the text is in units of a drawing.
double text_width(std::string_view text);

// The text, or as much of its beginning as is about that wide, with "\u2026" for the rest.
std::string fitted(std::string_view text, double width);

// The text in lines of about that width, broken between words.
std::vector<std::string> text_lines(std::string_view text, double width);

// A round step that cuts the range into about that many parts.
double round_step(double range, int parts);

}  // namespace caucus
