// What is sent: the first lines of a response and bytes that somebody keeps alive.
//
// Made from an answer, or from a file of the application. A browser that says which bytes it has
// (If-None-Match) is told so where they are still the same.
//
// Errors: none. Complexity: constant; bytes are shared, not copied.
#pragma once

#include <memory>
#include <string_view>

#include "caucus/serve/answers.h"
#include "caucus/serve/assets.h"
#include "caucus/serve/response_head.h"

namespace caucus::serve {

struct Outgoing {
  ResponseHead head;  // its size is set when it is sent
  std::string_view body;
  std::shared_ptr<const void> keeps;  // what body points into; null for the program's own bytes
};

// JSON is data; everything else that the application answers is a document.
Outgoing outgoing(const GivenAnswer& given);
// `shell`: the page of the application; `gzip`: the browser takes it.
Outgoing outgoing(const Asset& asset, bool shell, bool gzip);
// Status 304 and no bytes if `known` is the ETag of what would be sent with 200.
Outgoing unless_known(Outgoing out, std::string_view known);

}  // namespace caucus::serve
