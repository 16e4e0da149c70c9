// How do the days of a document get into a calendar? A file of all-day events.
//
// RFC 5545: lines end in CRLF and are folded at 75 bytes, never inside a character; commas,
// semicolons and backslashes in texts are escaped. The same day has the same UID in every version
// of the document, so that a calendar moves it instead of adding another. Times inside the file are
// the day of the document. Errors: unsupported where the document has no day for a calendar, since
// an empty calendar is none. Complexity: linear.
#pragma once

#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/brief/document.h"

namespace caucus {

Result<std::string> to_calendar(const Document& document);

// A content line, folded, with its line end.
std::string folded_line(std::string_view line);

}  // namespace caucus
