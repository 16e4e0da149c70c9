// Phases one after another, in days from the first day; deadlines apart, on their own line of
// dates, because nobody knows yet on which date the first day falls.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/drawing.h"

namespace caucus {
namespace {

constexpr double left = 12;
constexpr double right = 388;
constexpr int unknown_days = 14;  // how long a bar of unknown length is drawn, open-ended

double draw_phases(Drawing& drawing, const PhasesPicture& picture) {
  int last = 1;
  for (const PicturePhase& phase : picture.phases)
    last = std::max(last, phase.starts + phase.lasts.value_or(unknown_days));
  // Bars of unknown length that begin at one day are set apart by this share.
  const auto x = [&](double day) { return left + (right - left - 20) * day / last; };
  double y = 4;
  std::vector<double> tops;
  for (std::size_t at = 0; at < picture.phases.size(); ++at) {
    const PicturePhase& phase = picture.phases[at];
    std::string label = phase.name + ": ";
    label +=
        phase.start_known && phase.lasts ? "days " + std::to_string(phase.starts + 1) + " to " +
                                               std::to_string(phase.starts + *phase.lasts)
        : phase.lasts ? counted(static_cast<std::size_t>(*phase.lasts), "day") + ", start not known"
        : phase.start_known
            ? "from day " + std::to_string(phase.starts + 1) + ", length not recorded"
            : "start and length not recorded";
    if (!phase.notes.empty()) label += "; " + phase.notes;
    for (const std::string& line : text_lines(label, right - left)) {
      y += 14;
      drawing.text({left, y}, line, Anchor::start);
    }
    const double begins = x(phase.starts);
    const double ends = x(phase.starts + phase.lasts.value_or(unknown_days));
    const std::string_view style = phase.lasts && phase.start_known ? "pic-bar" : "pic-band";
    drawing.box({begins, y + 5}, ends - begins, 12, style);
    if (!phase.lasts) {  // open end
      drawing.polyline({{ends, y + 5}, {ends + 8, y + 11}, {ends, y + 17}}, "pic-line");
      drawing.line(begins, y + 11, ends, y + 11, "pic-dashed");
    }
    y += 24;
  }
  const double step = std::max(1.0, round_step(last, 6));
  drawing.line(left, y, right, y, "pic-line");
  for (double day = 0; day <= last; day += step) {
    drawing.line(x(day), y, x(day), y + 5, "pic-line");
    drawing.text({x(day), y + 18}, coordinate(day).substr(0, coordinate(day).find('.')),
                 day == 0 ? Anchor::start : Anchor::middle, "pic-quiet");
  }
  drawing.text({right, y + 32}, "days from the first day of the agreement", Anchor::end,
               "pic-quiet");
  return y + 42;
}

double draw_deadlines(Drawing& drawing, const PhasesPicture& picture, double y) {
  std::vector<PictureDeadline> marks = picture.deadlines;
  if (picture.as_of) marks.push_back({picture.as_of_label, *picture.as_of, false});
  int last = 1;
  for (const PictureDeadline& mark : marks)
    last = std::max(last, mark.day);
  const auto x = [&](int day) { return left + 8 + (right - left - 16) * day / last; };
  drawing.text({left, y + 12}, "Deadlines (diamond: hard, triangle: soft, cross: this brief)",
               Anchor::start, "pic-quiet");
  y += 30;
  drawing.line(left, y, right, y, "pic-line");
  for (std::size_t at = 0; at < marks.size(); ++at) {
    const bool brief = picture.as_of && at + 1 == marks.size();
    drawing.mark(brief            ? Shape::cross
                 : marks[at].hard ? Shape::diamond
                                  : Shape::triangle,
                 {x(marks[at].day), y}, "pic-mark");
  }
  std::stable_sort(marks.begin(), marks.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
  y += 8;
  // One line of words each, below its mark and joined to it.
  for (const PictureDeadline& mark : marks)
    for (const std::string& line : text_lines(mark.label, right - left - 10)) {
      y += 15;
      const double width = text_width(line);
      const double at = std::clamp(x(mark.day) - width / 2, left, std::max(left, right - width));
      drawing.text({at, y}, line, Anchor::start);
    }
  return y + 8;
}

}  // namespace

std::string phases_svg(const PhasesPicture& picture) {
  Drawing drawing(picture.words);
  double y = draw_phases(drawing, picture);
  if (!picture.deadlines.empty()) y = draw_deadlines(drawing, picture, y);
  return drawing.finished(y);
}

}  // namespace caucus
