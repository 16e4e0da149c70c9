// How does a document become a page? One self-contained file of HTML.
//
// No script, nothing loaded from anywhere; a content security policy in the page says so. Prints on
// A4 with a running header, reads at 360 px (tables become stacked cards), follows the reader's
// light or dark setting. Words of scripts that run from right to left are kept apart from the
// English around them, so that commas and numbers stay where they belong. Every text is escaped
// (escape.h); only the SVG of pictures.h and the style sheet are markup. Errors: none. Complexity:
// linear.
#pragma once

#include <string>
#include <string_view>

#include "caucus/brief/document.h"

namespace caucus {

// For a browser and its printer; or plain, with names of styles, for a program that makes a file
// of a word processor of it: pictures are told in words there.
enum class HtmlFor { reading, word_processor };

std::string to_html(const Document& document, HtmlFor purpose = HtmlFor::reading);

// The style sheet of the page.
std::string_view page_style();

}  // namespace caucus
