// How do the tables of a document become a file for a spreadsheet? Comma-separated values.
//
// RFC 4180: CRLF after each record, every field in quotes, quotes doubled, the same number of
// fields in each. First comes the table's caption, then its columns, then the ids of the facts
// behind the row. The file begins with the byte order mark, without which common programs take
// UTF-8 for something else. A field that a spreadsheet would take for a formula (it begins with
// = + - @, their wide forms, a tab or a line end) gets an apostrophe before it.
//
// Errors: unsupported where the tables have different columns. Complexity: linear.
#pragma once

#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/brief/document.h"

namespace caucus {

Result<std::string> to_csv(const Document& document);

// One field, with its quotes.
std::string csv_field(std::string_view text);

}  // namespace caucus
