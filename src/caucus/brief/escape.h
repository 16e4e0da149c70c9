// How does text somebody else wrote get onto a page without becoming part of the page?
//
// Every character a case contains reaches HTML, SVG or Markdown only through these. What could
// deceive a reader (control characters, bidirectional controls, invisible and private-use
// characters, bytes that are not UTF-8) is made visible as \u{202e} or \x{ff}; the joiners that
// Persian, Arabic and Indic scripts need stay. Line ends and tabs become spaces.
//
// Errors: none, any bytes are accepted. Complexity: linear.
#pragma once

#include <string>
#include <string_view>

namespace caucus {

// The text with everything that could deceive made visible, on one line.
std::string one_line(std::string_view text);

// For the content of an element and for a quoted attribute: one_line, then & < > " ' as entities.
std::string html_text(std::string_view text);

// A string of CSS in its quotes: every character that is not a letter, digit or space of ASCII is
// written as its number and a space that belongs to it, so that it can neither end the string nor
// the style element.
std::string css_text(std::string_view text);

// For running Markdown text: one_line, then a backslash before every character that could begin
// markup anywhere in a line, `&` and `<` included. What could begin markup at the start of a line
// is left to wrapped_markdown.
std::string markdown_text(std::string_view text);

// Lines of at most that many columns with the first and the other lines indented as given; no line
// begins with what Markdown would take for a list, a heading or a rule.
std::string wrapped_markdown(std::string_view markdown, std::size_t width, std::string_view first,
                             std::string_view rest);

}  // namespace caucus
