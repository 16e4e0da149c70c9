// What are the types and references of keys.h called, where people read them? For the schemas and
// the reference page, which are made from the same table as the reader.
//
// All of it is constant data. Errors: none. Complexity: constant.
#pragma once

#include <string_view>

#include "caucus/casefile/keys.h"

namespace caucus {

// The name of the type: "number_range". Also the name of its definition in the schemas.
std::string_view token(ValueType type);

// A value of the type as it stands in the file, in TOML that is JSON as well: "\"7d\"", "[1, 2]".
std::string_view example(ValueType type);

// "the id of a party", or "" where any id will do.
std::string_view described(Refers refers);

// The keys, separated by spaces, of which the entry has exactly one; "" where there is no such
// choice. (Positions and preconditions have their own, looser one.)
std::string_view exactly_one_key(std::string_view entry);

}  // namespace caucus
