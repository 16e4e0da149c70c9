// How do the pictures of a document become a file? One SVG with all of them, under each other.
//
// Drawn in black and shades of it, on white, with the captions above. Errors: unsupported where the
// document has no picture. Complexity: linear.
#pragma once

#include <string>

#include "caucus/base/result.h"
#include "caucus/brief/document.h"

namespace caucus {

Result<std::string> to_svg(const Document& document);

}  // namespace caucus
