#include "caucus/brief/room_pictures.h"

#include "caucus/base/text.h"
#include "caucus/brief/say.h"

namespace caucus {
namespace {

std::string letter_of(PointKind kind) {
  switch (kind) {
    case PointKind::nash:
      return "Nash";
    case PointKind::kalai_smorodinsky:
      return "Kalai-Smorodinsky";
    case PointKind::egalitarian:
      return "egalitarian";
    case PointKind::utilitarian:
      return "utilitarian";
    case PointKind::utilitarian_relative:
      return "utilitarian by shares";
  }
  return "";
}

struct LabelledPoint {
  std::string label;
  std::vector<double> values;
};

// Points with the same utilities share one label.
std::vector<LabelledPoint> labelled(const Room& room) {
  std::vector<LabelledPoint> all;
  for (const NamedPoint& point : room.points) {
    if (point.ties.empty()) continue;
    std::vector<double> values;
    for (const Rational& utility : point.ties.front().utilities)
      values.push_back(utility.to_double());
    bool merged = false;
    for (LabelledPoint& other : all)
      if (other.values == values) {
        other.label += " = " + letter_of(point.kind);
        merged = true;
      }
    if (!merged) all.push_back({letter_of(point.kind), std::move(values)});
  }
  return all;
}

std::optional<double> stated_reservation(const Room& room, std::size_t at) {
  if (room.reservation_assumed[at]) return std::nullopt;
  return room.reservations[at].to_double();
}

std::string reading_remark(const Material& m) {
  std::vector<std::string> vague;
  for (PartyId party : m.in.room.parties)
    if (!exact_sheet(m, party)) vague.push_back(m.c.parties[party].name);
  if (vague.empty()) return "";
  return " The place of each point is a reading, because the " +
         std::string(vague.size() == 1 ? "sheet on " : "sheets on ") + list_in_words(vague) +
         (vague.size() == 1 ? " gives" : " give") + " orders and not numbers.";
}

}  // namespace

void add_room_pictures(const Material& m, RoomSection& section) {
  const Room& room = m.in.room;
  const auto points = labelled(room);
  if (points.empty() || room.parties.size() < 2) return;
  std::vector<std::string> names;
  std::vector<std::string> facts;
  for (PartyId party : room.parties) {
    names.push_back(m.c.parties[party].name);
    facts.push_back(m.facts.find(m.c.parties[party].id + ".sheet"));
  }
  std::vector<std::string> labels;
  for (const LabelledPoint& point : points)
    labels.push_back(point.label);
  const std::string title = "The room of " + list_in_words(names);
  std::string says = "The picture shows ";
  if (room.parties.size() == 2) {
    FrontierPicture picture;
    picture.x_party = names[0];
    picture.y_party = names[1];
    picture.x_reading = !exact_sheet(m, room.parties[0]);
    picture.y_reading = !exact_sheet(m, room.parties[1]);
    for (const Point& point : room.frontier)
      picture.frontier.push_back({point.utilities[0].to_double(), point.utilities[1].to_double()});
    for (const LabelledPoint& point : points)
      picture.named.push_back({point.label, {point.values[0], point.values[1]}});
    picture.x_reservation = stated_reservation(room, 0);
    picture.y_reservation = stated_reservation(room, 1);
    says += counted(room.frontier.size(), "point") +
            " of the frontier: packages that cannot be improved for " + names[0] +
            " without loss to " + names[1] + ", or the reverse.";
    picture.words = {title, ""};
    section.frontier = std::move(picture);
  } else {
    ParallelPicture picture;
    picture.parties = names;
    for (std::size_t at = 0; at < room.parties.size(); ++at) {
      picture.reading.push_back(!exact_sheet(m, room.parties[at]));
      picture.reservations.push_back(stated_reservation(room, at));
    }
    for (const LabelledPoint& point : points)
      picture.lines.push_back({point.label, point.values});
    says +=
        "each named point as a line across one axis for each party, from its worst package "
        "below to its best above. The axes are not one scale: heights on different axes say "
        "nothing about each other.";
    picture.words = {title, ""};
    section.parallel = std::move(picture);
  }
  says += " Named: " + join_in_words(labels) + "." + reading_remark(m);
  if (section.frontier) section.frontier->words.describes = says;
  if (section.parallel) section.parallel->words.describes = says;
  section.picture_says.push_back({says, facts});
}

}  // namespace caucus
