// The frontier of two parties as points and named points; three or more as parallel axes.
#include <algorithm>
#include <cmath>
#include <optional>

#include "caucus/brief/drawing.h"

namespace caucus {
namespace {

constexpr double left = 48;
constexpr double top = 16;
constexpr double side = 336;  // of the square
constexpr std::string_view no_agreement = "no agreement";

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  bool meets(const Box& other) const {
    return x < other.x + other.width && other.x < x + width && y < other.y + other.height &&
           other.y < y + height;
  }
};

double x_of(double utility) {
  return left + side * std::clamp(utility, 0.0, 1.0);
}
double y_of(double utility) {
  return top + side * (1 - std::clamp(utility, 0.0, 1.0));
}

// Inside the axes, with a little more to the right of them.
bool inside(const Box& box) {
  return box.x >= left + 2 && box.x + box.width <= picture_width - picture_margin && box.y >= 2 &&
         box.y + box.height <= top + side - 2;
}

bool free(const Box& box, const std::vector<Box>& taken) {
  return inside(box) &&
         std::none_of(taken.begin(), taken.end(), [&](const Box& b) { return b.meets(box); });
}

// A place for a label of several lines near its mark that meets no label or mark put before:
// right, left, above, below, then further away, then the nearest free one anywhere. Where all is
// full, beside the mark and inside all the same.
Box place_label(PicturePoint at, double width, double height, const std::vector<Box>& taken) {
  Box box{0, 0, width, height};
  for (double away = 9; away < 130; away += 11)
    for (int side_of = 0; side_of < 8; ++side_of) {
      static constexpr double across[8] = {1, -1, 0, 0, 1, -1, 1, -1};
      static constexpr double along[8] = {0, 0, -1, 1, -1, -1, 1, 1};
      const double dx = across[side_of];
      const double dy = along[side_of];
      box.x = at.x + dx * away - (dx < 0 ? width : dx == 0 ? width / 2 : 0);
      box.y = at.y + dy * away - (dy < 0 ? height : dy == 0 ? height / 2 : 0);
      if (free(box, taken)) return box;
    }
  const double x_most = std::max(left + 2, picture_width - picture_margin - width);
  const double y_most = std::max(2.0, top + side - 2 - height);
  std::optional<Box> nearest;
  const auto apart = [&](const Box& b) { return std::hypot(b.x - at.x, b.y - at.y); };
  for (double x = left + 2; x <= x_most; x += 8)
    for (double y = 2; y <= y_most; y += 4) {
      const Box here{x, y, width, height};
      if (free(here, taken) && (!nearest || apart(here) < apart(*nearest))) nearest = here;
    }
  return nearest.value_or(Box{std::clamp(at.x + 9, left + 2, x_most),
                              std::clamp(at.y - height / 2, 2.0, y_most), width, height});
}

void draw_axes(Drawing& drawing, const FrontierPicture& picture) {
  for (int tenth = 0; tenth <= 10; tenth += 2) {
    const double at = tenth / 10.0;
    drawing.line(x_of(at), top, x_of(at), top + side, "pic-grid");
    drawing.line(left, y_of(at), left + side, y_of(at), "pic-grid");
    const std::string tick = coordinate(at);
    if (!picture.x_reading)
      drawing.text({x_of(at), top + side + 15}, tick, Anchor::middle, "pic-quiet");
    if (!picture.y_reading) drawing.text({left - 5, y_of(at) + 4}, tick, Anchor::end, "pic-quiet");
  }
  drawing.line(left, top + side, left + side, top + side, "pic-line");
  drawing.line(left, top, left, top + side, "pic-line");
  if (picture.x_reading) {
    drawing.text({left, top + side + 15}, "worst", Anchor::start, "pic-quiet");
    drawing.text({left + side, top + side + 15}, "best", Anchor::end, "pic-quiet");
  }
  if (picture.y_reading) {
    drawing.text({left - 5, top + side}, "worst", Anchor::end, "pic-quiet");
    drawing.text({left - 5, top + 10}, "best", Anchor::end, "pic-quiet");
  }
  const auto title = [](const std::string& party, bool reading) {
    return "for " + fitted(party, 190) + (reading ? " (a reading)" : " (worst 0, best 1)");
  };
  drawing.text({left + side / 2, top + side + 33}, title(picture.x_party, picture.x_reading),
               Anchor::middle);
  drawing.upright_text({13, top + side / 2}, title(picture.y_party, picture.y_reading));
}

}  // namespace

std::string frontier_svg(const FrontierPicture& picture) {
  Drawing drawing(picture.words);
  draw_axes(drawing, picture);
  std::vector<Box> taken;
  if (picture.x_reservation && *picture.x_reservation > 0) {
    drawing.line(x_of(*picture.x_reservation), top, x_of(*picture.x_reservation), top + side,
                 "pic-dashed");
    // Its words stand on the side where they stay in the picture.
    const double x = x_of(*picture.x_reservation);
    const bool to_left = x + 4 + text_width(no_agreement) > picture_width - picture_margin;
    drawing.text({to_left ? x - 4 : x + 4, top + side - 6}, no_agreement,
                 to_left ? Anchor::end : Anchor::start, "pic-quiet");
    taken.push_back({to_left ? x - 84 : x, top + side - 18, 84, 16});
  }
  if (picture.y_reservation && *picture.y_reservation > 0) {
    drawing.line(left, y_of(*picture.y_reservation), left + side, y_of(*picture.y_reservation),
                 "pic-dashed");
    drawing.text({left + 4, y_of(*picture.y_reservation) - 5}, no_agreement, Anchor::start,
                 "pic-quiet");
    taken.push_back({left, y_of(*picture.y_reservation) - 18, 84, 16});
  }
  std::vector<PicturePoint> steps;
  for (const PicturePoint& point : picture.frontier) {
    const PicturePoint now{x_of(point.x), y_of(point.y)};
    if (!steps.empty()) steps.push_back({now.x, steps.back().y});
    steps.push_back(now);
  }
  if (steps.size() > 1) drawing.polyline(steps, "pic-quiet");
  for (const PicturePoint& point : picture.frontier)
    drawing.box({x_of(point.x) - 1.5, y_of(point.y) - 1.5}, 3, 3, "");
  for (std::size_t at = 0; at < picture.named.size(); ++at) {
    const PicturePoint where{x_of(picture.named[at].at.x), y_of(picture.named[at].at.y)};
    drawing.mark(shape_of(at), where, "pic-mark");
    taken.push_back({where.x - 7, where.y - 7, 14, 14});
  }
  for (const NamedPicturePoint& point : picture.named) {
    const PicturePoint where{x_of(point.at.x), y_of(point.at.y)};
    auto lines = text_lines(point.label, 130);
    double width = 0;
    for (std::string& line : lines) {
      line = fitted(line, 200);
      width = std::max(width, text_width(line));
    }
    const Box box = place_label(where, width, 14 * static_cast<double>(lines.size()), taken);
    taken.push_back(box);
    const double nearest_x = std::clamp(where.x, box.x, box.x + box.width);
    const double nearest_y = std::clamp(where.y, box.y, box.y + box.height);
    if (std::hypot(nearest_x - where.x, nearest_y - where.y) > 14)
      drawing.line(where.x, where.y, nearest_x, nearest_y, "pic-quiet");
    const bool to_left = box.x + box.width <= where.x;
    for (std::size_t at = 0; at < lines.size(); ++at)
      drawing.text({to_left ? box.x + box.width : box.x, box.y + 11 + 14 * static_cast<double>(at)},
                   lines[at], to_left ? Anchor::end : Anchor::start);
  }
  return drawing.finished(top + side + 42);
}

std::string parallel_svg(const ParallelPicture& picture) {
  Drawing drawing(picture.words);
  constexpr double height = 230;
  const std::size_t parties = picture.parties.size();
  const double apart = parties > 1 ? 320.0 / static_cast<double>(parties - 1) : 0;
  const auto x = [&](std::size_t at) { return 40 + apart * static_cast<double>(at); };
  // Names in the room that their axes leave them: at the edges it ends with the picture.
  std::vector<std::vector<std::string>> names;
  std::size_t lines = 1;
  for (std::size_t at = 0; at < parties; ++at) {
    const bool edge = at == 0 || at + 1 == parties;
    names.push_back(text_lines(picture.parties[at], edge ? std::min(76.0, apart - 6) : apart - 6));
    lines = std::max(lines, names.back().size());
  }
  const double highest = 16 + 14 * static_cast<double>(lines);
  const auto y = [&](double value) { return highest + height * (1 - std::clamp(value, 0.0, 1.0)); };
  for (std::size_t at = 0; at < parties; ++at) {
    drawing.line(x(at), y(0), x(at), y(1), "pic-line");
    for (std::size_t line = 0; line < names[at].size(); ++line)
      drawing.text({x(at), 14 + 14 * static_cast<double>(line)},
                   fitted(names[at][line], std::max(50.0, apart - 6)), Anchor::middle);
    drawing.text({x(at), y(1) - 4}, "best", Anchor::middle, "pic-quiet");
    drawing.text({x(at), y(0) + 15}, "worst", Anchor::middle, "pic-quiet");
    if (picture.reading[at])
      drawing.text({x(at), y(0) + 29}, "reading", Anchor::middle, "pic-quiet");
    if (picture.reservations[at]) {
      const double level = y(*picture.reservations[at]);
      drawing.line(x(at) - 12, level, x(at) + 12, level, "pic-dashed");
    }
  }
  double legend = y(0) + 54;
  for (std::size_t line = 0; line < picture.lines.size(); ++line) {
    std::vector<PicturePoint> points;
    for (std::size_t at = 0; at < picture.lines[line].values.size(); ++at)
      points.push_back({x(at), y(picture.lines[line].values[at])});
    drawing.polyline(points, "pic-quiet");
    for (const PicturePoint& point : points)
      drawing.mark(shape_of(line), point, "pic-mark");
    drawing.mark(shape_of(line), {20, legend - 4}, "pic-mark");
    for (const std::string& label : text_lines(picture.lines[line].label, 360)) {
      drawing.text({34, legend}, label, Anchor::start);
      legend += 16;
    }
    legend += 3;
  }
  if (std::any_of(picture.reservations.begin(), picture.reservations.end(),
                  [](const auto& level) { return level.has_value(); })) {
    drawing.line(10, legend - 4, 30, legend - 4, "pic-dashed");
    drawing.text({34, legend}, "worth of no agreement", Anchor::start);
    legend += 16;
  }
  return drawing.finished(legend);
}

}  // namespace caucus
