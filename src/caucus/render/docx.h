// How does a document become a file for a word processor? DOCX, by pandoc, from our HTML.
//
// pandoc (Debian package `pandoc`) turns the plain HTML of brief/html.h into Office Open XML. How
// it looks is ours: fonts, sizes, tables and the A4 page come from the styles in docx_styles.cc.
// Pictures are told in words. The dates inside are those of the document, so that the same document
// gives the same bytes.
//
// Errors: those of tool.h. Complexity: a second.
#pragma once

#include <string>

#include "caucus/base/cancel.h"
#include "caucus/base/result.h"
#include "caucus/brief/document.h"

namespace caucus {

Result<std::string> to_docx(const Document& document, const CancelToken& cancel);

// The empty file whose styles and page pandoc takes over; on pages that lie if the document does.
// `running_head` stands at the top of every page.
std::string docx_styles(const std::string& running_head, bool landscape);

}  // namespace caucus
