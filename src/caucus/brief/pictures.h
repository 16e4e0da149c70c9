// What is shown as a picture? Plain data, and pure functions from it to SVG.
//
// Every picture is 400 units wide, so that its labels stay readable on a phone, and takes its
// colours from the page (currentColor and classes), so that it prints and survives dark screens.
// Nothing is told by colour alone: points differ by shape and carry their names. Same data, same
// bytes: coordinates have one decimal. The caller gives the words for those who cannot see it.
// Errors: none. Complexity: linear in the data, labels quadratic in their (small) number.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace caucus {

// A picture's name and what it shows, for screen readers; any text, escaped here.
struct PictureWords {
  std::string title;
  std::string describes;
};

// A point of a frontier: utilities of the two axes, 0..1.
struct PicturePoint {
  double x = 0;
  double y = 0;
};

// A point with names, drawn with a shape of its own.
struct NamedPicturePoint {
  std::string label;
  PicturePoint at;
};

// The frontier of two parties: each axis is one party's utility from its worst (0) to its best (1)
// package.
struct FrontierPicture {
  PictureWords words;
  std::string x_party;
  std::string y_party;
  bool x_reading = false;  // from a vague sheet: the axis says so and has no numbers
  bool y_reading = false;
  std::vector<PicturePoint> frontier;  // by x, largest first
  std::vector<NamedPicturePoint> named;
  std::optional<double> x_reservation;  // nothing where it was only assumed
  std::optional<double> y_reservation;
};
std::string frontier_svg(const FrontierPicture& picture);

// The named points of three or more parties, one vertical axis per party.
struct ParallelLine {
  std::string label;
  std::vector<double> values;  // 0..1, one per axis
};
struct ParallelPicture {
  PictureWords words;
  std::vector<std::string> parties;
  std::vector<bool> reading;  // per party: from a vague sheet
  std::vector<std::optional<double>> reservations;
  std::vector<ParallelLine> lines;
};
std::string parallel_svg(const ParallelPicture& picture);

// The figures of one quantity, from the oldest down: a dot where the source gave a number, a line
// where it gave a range or a bound, an arrow where a side is open.
struct PictureFigure {
  std::string when;           // "12 Dec 2023"
  std::string label;          // "about 130, the report"
  std::optional<double> low;  // nothing: open on that side
  std::optional<double> high;
  std::optional<double> dot;
};
struct FiguresPicture {
  PictureWords words;
  std::string unit;
  std::vector<PictureFigure> figures;
  std::optional<double> used_low;  // what rules use, drawn as a band where both ends are known
  std::optional<double> used_high;
};
std::string figures_svg(const FiguresPicture& picture);

// Phases one after another, in days from the first day of the agreement.
struct PicturePhase {
  std::string name;
  int starts = 0;            // days
  std::optional<int> lasts;  // nothing: not stated, drawn open-ended
  bool start_known = true;   // false after a phase of unknown length
  std::string notes;         // conditions and deadlines in short
};
// A deadline on its own line of dates, which is not the line of the phases.
struct PictureDeadline {
  std::string label;
  int day = 0;  // days from the first date shown
  bool hard = false;
};
struct PhasesPicture {
  PictureWords words;
  std::vector<PicturePhase> phases;
  std::vector<PictureDeadline> deadlines;
  std::optional<int> as_of;  // in the days of the deadlines
  std::string as_of_label;
};
std::string phases_svg(const PhasesPicture& picture);

}  // namespace caucus
