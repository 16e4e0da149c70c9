// What does a cell of a table say as plain text? For formats that hold cells and nothing else.
//
// Lines of a cell stand under each other, parted by a line feed; labels before their sentences.
// Characters that could deceive are made visible (brief/escape.h). Errors: none. Complexity:
// linear.
#pragma once

#include <string>
#include <vector>

#include "caucus/brief/document.h"

namespace caucus {

std::string cell_text(const PageCell& cell);

// The ids of the facts behind a row, each once, in order: "hamas.position.3; source.report".
std::string facts_text(const std::vector<PageCell>& row);

}  // namespace caucus
