// What is a bargaining point called in a sentence? One set of names for documents and pages.
//
// Errors: none. Complexity: constant.
#pragma once

#include <string>

#include "caucus/analysis/room.h"

namespace caucus {

// "Nash point", "utilitarian point by shares" ...
std::string name_of(PointKind kind);

}  // namespace caucus
