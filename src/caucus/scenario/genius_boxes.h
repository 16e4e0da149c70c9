// What do the hyper-rectangles of a nonlinear GENIUS profile pay?
//
// GENIUS: bounds are closed, <EXCLUDES> pays outside, the value is divided by maxutility. NegMAS
// reads the same boxes with open bounds, takes <EXCLUDES> for <INCLUDES> and divides by nothing.
// Boxes over issues that are not integer, or unknown, are refused. Complexity: linear.
#pragma once

#include <optional>

#include "caucus/scenario/genius.h"

namespace caucus {

// The boxes of the <utility> element, or nothing after a refusal.
std::optional<BoxWorth> read_boxes(const XmlElement& utility, const GeniusDomain& domain,
                                   ScenarioFamily semantics, FindingLog& log);

}  // namespace caucus
