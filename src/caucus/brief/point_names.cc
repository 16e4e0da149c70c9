#include "caucus/brief/point_names.h"

namespace caucus {

std::string name_of(PointKind kind) {
  switch (kind) {
    case PointKind::nash:
      return "Nash point";
    case PointKind::kalai_smorodinsky:
      return "Kalai-Smorodinsky point";
    case PointKind::egalitarian:
      return "egalitarian point";
    case PointKind::utilitarian:
      return "utilitarian point";
    case PointKind::utilitarian_relative:
      return "utilitarian point by shares";
  }
  return "point";
}

}  // namespace caucus
