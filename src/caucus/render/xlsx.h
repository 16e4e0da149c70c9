// How do the tables of a document become a workbook? One sheet per table, in Office Open XML.
//
// The first sheet says what the document is and for whom, the last lists the facts. All cells are
// text, never formulas. Pages lie and are one sheet wide; the row of columns is repeated. The parts
// are few and plain enough to be written here: no library for it links into a program that travels
// alone. Source: ECMA-376, Office Open XML File Formats, part 1, chapter 18.
//
// Errors: none. Complexity: linear.
#pragma once

#include <string>

#include "caucus/brief/document.h"

namespace caucus {

std::string to_xlsx(const Document& document);

}  // namespace caucus
