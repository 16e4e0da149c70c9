// The figures of one quantity, oldest first: where the sources put it, and how far each leaves it
// open.
#include <algorithm>
#include <limits>

#include "caucus/base/rational.h"
#include "caucus/brief/drawing.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr double left = 12;
constexpr double right = 388;

struct Scale {
  double low = 0;
  double high = 1;

  double at(double value) const {
    return left + 14 + (right - left - 28) * (value - low) / (high - low);
  }
};

Scale scale_of(const FiguresPicture& picture) {
  double low = std::numeric_limits<double>::max();
  double high = std::numeric_limits<double>::lowest();
  const auto see = [&](const std::optional<double>& value) {
    if (!value) return;
    low = std::min(low, *value);
    high = std::max(high, *value);
  };
  for (const PictureFigure& figure : picture.figures) {
    see(figure.low);
    see(figure.high);
    see(figure.dot);
  }
  see(picture.used_low);
  see(picture.used_high);
  if (low > high) return {0, 1};
  const double margin = high > low ? (high - low) * 0.12 : std::max(1.0, high * 0.1);
  // Counts start at nothing where that does not squeeze them.
  const bool from_zero = low >= 0 && low < (high - low) * 0.5;
  return {from_zero ? 0 : low - margin, high + margin};
}

std::string tick_in_words(double value) {
  if (value == static_cast<double>(static_cast<long long>(value)))
    return amount_in_words(Rational(static_cast<Int128>(value)), "");
  return coordinate(value);
}

void draw_axis(Drawing& drawing, const Scale& scale, double top, double bottom) {
  const double step = round_step(scale.high - scale.low, 5);
  const double first = step * static_cast<double>(static_cast<long long>(scale.low / step));
  for (double tick = first; tick <= scale.high; tick += step) {
    if (tick < scale.low) continue;
    drawing.line(scale.at(tick), top, scale.at(tick), bottom, "pic-grid");
    drawing.text({scale.at(tick), bottom + 14}, tick_in_words(tick), Anchor::middle, "pic-quiet");
  }
}

void draw_figure(Drawing& drawing, const Scale& scale, const PictureFigure& figure, double y) {
  const double low = figure.low ? scale.at(*figure.low) : left;
  const double high = figure.high ? scale.at(*figure.high) : right;
  if (high > low) drawing.line(low, y, high, y, "pic-line");
  if (figure.low && figure.low != figure.dot) drawing.line(low, y - 4, low, y + 4, "pic-line");
  if (figure.high && figure.high != figure.dot) drawing.line(high, y - 4, high, y + 4, "pic-line");
  if (!figure.low) drawing.polyline({{low + 6, y - 4}, {low, y}, {low + 6, y + 4}}, "pic-line");
  if (!figure.high) drawing.polyline({{high - 6, y - 4}, {high, y}, {high - 6, y + 4}}, "pic-line");
  if (figure.dot) drawing.mark(Shape::circle, {scale.at(*figure.dot), y}, "pic-mark");
}

}  // namespace

std::string figures_svg(const FiguresPicture& picture) {
  Drawing drawing(picture.words);
  const Scale scale = scale_of(picture);
  // The rows first, so that the grid knows how far down it goes.
  std::vector<double> rows;
  std::vector<std::vector<std::string>> labels;
  double y = picture.used_low && picture.used_high ? 22 : 6;
  const double top = y;
  for (const PictureFigure& figure : picture.figures) {
    labels.push_back(text_lines(figure.when + ": " + figure.label, right - left));
    y += 14 * static_cast<double>(labels.back().size());
    rows.push_back(y + 8);
    y += 22;
  }
  draw_axis(drawing, scale, top, y);
  if (picture.used_low && picture.used_high) {
    const double low = scale.at(*picture.used_low);
    const double high = scale.at(*picture.used_high);
    drawing.box({low, top}, std::max(2.0, high - low), y - top, "pic-band");
    drawing.text({std::clamp((low + high) / 2, 90.0, 310.0), 14}, "shaded: what rules use",
                 Anchor::middle, "pic-quiet");
  }
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto lines = static_cast<double>(labels[at].size());
    for (std::size_t line = 0; line < labels[at].size(); ++line)
      drawing.text({left, rows[at] - 8 - 14 * (lines - static_cast<double>(line) - 1) - 1},
                   labels[at][line], Anchor::start);
    draw_figure(drawing, scale, picture.figures[at], rows[at]);
  }
  double height = y + 18;
  if (!picture.unit.empty()) {
    drawing.text({right, y + 30}, "unit: " + picture.unit, Anchor::end, "pic-quiet");
    height = y + 36;
  }
  return drawing.finished(height);
}

}  // namespace caucus
