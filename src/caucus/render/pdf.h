// How does a document become pages to print? PDF, by a browser that prints our HTML.
//
// Chromium (Debian package `chromium`) prints the page of brief/html.h as its style sheet says: A4,
// running heads, page numbers. It runs with a profile of its own that is thrown away, and without a
// network: names resolve to nothing, whatever it would fetch goes to an address where nobody
// listens, and the page itself allows nothing to be loaded. The dates and the id that it writes
// into the file are replaced by those of the document, so that the same document gives the same
// bytes.
//
// Errors: those of tool.h. Complexity: a second or two.
#pragma once

#include <string>

#include "caucus/base/cancel.h"
#include "caucus/base/result.h"
#include "caucus/brief/document.h"

namespace caucus {

Result<std::string> to_pdf(const Document& document, const CancelToken& cancel);

// The file with every date of its making set to that day, and without an id of its own; the length
// stays, and with it all that the file says of its places.
std::string with_fixed_dates(std::string pdf, Date day);

}  // namespace caucus
