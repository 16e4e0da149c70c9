// How does the brief put it? Small turns of phrase that every section uses, so that one thing is
// said in one way.
//
// Errors: none. Complexity: linear in the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/analysis/options_note.h"
#include "caucus/base/date.h"
#include "caucus/model/case.h"
#include "caucus/talks/token_words.h"

namespace caucus {

// "28 March 2024", and "28 Mar 2024" where room is short.
std::string date_in_words(Date date);
std::string short_date(Date date);
// The same, or "date not recorded".
std::string date_in_words(const std::optional<Date>& date);

// "622,080".
std::string count_in_words(std::uint64_t count);

// "today" is the case's as_of: "18 days before", "on the day", "in 3 days".
std::string days_from(std::int64_t days);

// "6 weeks", "42 days", "3 months".
std::string duration_in_words(const Duration& duration);

// First letter large; a full stop at the end unless there is one.
std::string as_sentence(std::string text);

// First letter small: for an entry's words inside a sentence.
std::string small_first(std::string text);

// "Israel's", "the Netherlands'".
std::string possessive(std::string_view name);

// An analysis sentence as the brief prints it: *words* become “words”, straight quotes and
// apostrophes round ones, and 2024-03-28 becomes 28 March 2024.
std::string with_quotes(std::string_view text);

// "of the war cabinet", "of the Cabinet", "of Egypt": whose a line is. A name with a capital takes
// no article of its own.
std::string of_whom(const std::string& name);

// A statement of the case in words, printed the same way.
std::string statement_in_words(const Case& c, const Expression& is);

// "in 93 of 100 readings"; empty where nothing was sampled.
std::string standing_in_words(const Standing& standing);

// "a", "a and b", "a, b and c".
std::string list_in_words(const std::vector<std::string>& items);

}  // namespace caucus
