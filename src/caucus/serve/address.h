// What does a request line ask for? The path and the query, or nothing: an address is never mended.
//
// A path is made of letters, digits and `. _ ~ -`, in segments none of which is empty, `.` or `..`;
// no per cent sign, so there is one way to write it and nothing that could climb. (`/` alone is
// a path.) A query is form encoded, as browsers write it: `a=1&b=x+y%C3%A9`. Its names and values
// are UTF-8 without control characters, and a name stands once.
//
// Errors: nothing. Complexity: linear.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "caucus/serve/application.h"

namespace caucus::serve {

// Longer request targets and queries of more parameters are refused before they are read.
inline constexpr std::size_t target_bytes_max = 8192;
inline constexpr std::size_t parameters_max = 64;

// "/room.json?package=a=b" as path and query.
std::optional<Question> parsed_target(std::string_view target);

bool is_plain_path(std::string_view path);
std::optional<Query> parsed_query(std::string_view text);
// One name or value: `%C3%A9` and `+` decoded. Nothing for half a sequence or forbidden characters.
std::optional<std::string> form_decoded(std::string_view text);
// The other way round; only letters, digits and `. _ ~ -` stay as they are.
std::string form_encoded(std::string_view text);

}  // namespace caucus::serve
