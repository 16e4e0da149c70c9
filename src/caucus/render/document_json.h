// The JSON twin of a document: caucus.document/1, field by field in docs/reference/documents.md.
//
// Texts stand as they are in the case; who prints them shows them safely. Pictures are SVG texts.
// Errors: none. Complexity: linear.
#pragma once

#include <string>
#include <string_view>

#include "caucus/brief/document.h"

namespace caucus {

// `name` of the document in the catalogue. Ends in a line feed.
std::string to_json(std::string_view name, const Document& document);

}  // namespace caucus
