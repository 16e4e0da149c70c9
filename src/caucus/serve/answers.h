// What the server itself has to say, as data for programs and as a page for people.
//
// The data form is `caucus.error/1`, the same as that of the pages: `token`, `about`, `sentence`,
// `hint`. A page has no style and no script: it has to come through when nothing else does.
//
// Errors: none. Complexity: linear in the words.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/serve/application.h"
#include "caucus/serve/request_guard.h"

namespace caucus::serve {

// An answer with its fingerprint, as it is kept and sent, to one window or to many.
struct Given {
  Answer answer;
  std::string etag;  // quoted: "\"3f2a...\""; the same for the same bytes
};
using GivenAnswer = std::shared_ptr<const Given>;
GivenAnswer given(Answer answer);

Answer error_answer(const Refusal& refusal);
// Title and sentence as a page; the sentence becomes the paragraph.
Answer error_page(const Refusal& refusal);

// The page that follows a link from the terminal: goes on to `path`, which must be a plain path.
Answer entry_page(std::string_view path);

// Why a port cannot be listened on, with the remedy; `code` is errno's.
Error port_error(std::uint16_t port, int code);

// A quoted text of JSON.
std::string json_text(std::string_view text);

}  // namespace caucus::serve
