// The first lines of a response: what the browser is told to allow, and nothing that it is not.
//
// Every kind of response carries all of its protections by itself, errors included, so that no path
// through the server can forget one.
//
// Errors: none; values are the program's own. Complexity: linear in the lines. Sources: Content
// Security Policy Level 3, Trusted Types, Fetch (W3C, WHATWG).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caucus::serve {

// What is sent decides what it may do in the browser.
enum class ResponseKind {
  data,      // JSON: no rights at all, never kept
  shell,     // the application's page: its own scripts and styles, never kept
  asset,     // a file of the application whose name holds its fingerprint: kept for a year
  document,  // a document made by the program: its own style, no script, no way out (sandbox)
  passage,   // the page that a link opens: it goes on by itself, which a sandbox would not let it
  events,    // a stream without an end
};

struct ResponseHead {
  unsigned status = 200;
  ResponseKind kind = ResponseKind::data;
  std::string type;      // media type
  std::size_t size = 0;  // of the body in bytes; not for events
  bool keep_alive = true;
  std::vector<std::pair<std::string, std::string>> lines;  // further ones: {"ETag", "..."}
};

// "HTTP/1.1 200 OK\r\n...\r\n\r\n".
std::string head_text(const ResponseHead& head);

std::string_view reason_of(unsigned status);

// A file name that is safe in a header, on any system; never empty.
std::string attachment_name(std::string_view wanted);

}  // namespace caucus::serve
