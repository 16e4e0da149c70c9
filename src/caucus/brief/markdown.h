// How does a document become plain text that also reads well as it is? CommonMark with tables.
//
// Lines of 80 columns, except in tables and where a word is longer. Numbers in brackets are links
// to the facts at the end. Pictures are told in words. Every text is escaped (escape.h), so that
// what a case contains never becomes markup. Errors: none. Complexity: linear.
#pragma once

#include <string>

#include "caucus/brief/document.h"

namespace caucus {

std::string to_markdown(const Document& document);

}  // namespace caucus
