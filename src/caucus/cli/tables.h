// Answers about the room as text of at most 80 columns: what `zone`, `frontier` and `point` share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caucus/desk/desk.h"

namespace caucus {

inline constexpr std::size_t table_columns = 80;

// Rows of cells padded into columns; the first row is the head. The last column is wrapped.
std::string table(const std::vector<std::vector<std::string>>& rows);

// "  truce: 42 days", a line per issue that applies.
std::string package_block(const Case& c, const Package& package);

// "  - words", wrapped beside its mark.
std::string list_item(std::string_view words);
// A line of its own; what does not fit goes on below, further in.
std::string line_of(std::string_view words);

// "0.350", from a utility; marked as a reading by the notes below a table, never as exact.
std::string utility_text(const Rational& utility);

// What a reader of utilities has to know: whose sheet is a reading, whose reservation is assumed.
std::string utility_notes(const Case& c, const RoomAnswer& answer);

// "Method: enumeration, complete." or why not.
std::string method_line(const Method& method);

}  // namespace caucus
