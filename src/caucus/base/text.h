// Text: how do we say it so that a person can read it, whatever was in the file?
//
// The small tools every fault message and every table needs: which known word was probably meant,
// whether bytes are text at all, how many columns text takes, and how to show text somebody else
// wrote without letting it move the cursor or reverse the line.
//
// All text is UTF-8. Functions other than invalid_utf8_at accept any bytes and count each byte that
// is no part of valid UTF-8 as one character of one column. Errors: none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caucus {

// How many insertions, deletions, replacements and swaps of neighbours turn one into the other, in
// characters, no part being edited twice (optimal string alignment; Damerau 1964).
// Complexity: O(|a| * |b|) time, O(|b|) space.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate that was probably meant: the nearest, the first among equals, upper and lower case
// of A to Z counting as the same. Nothing when even the nearest differs in more than a third of the
// word's characters (but one error is forgiven in words of two or three), or when the word itself
// is a candidate. Words over 64 characters are not looked up.
std::optional<std::string> did_you_mean(std::string_view word,
                                        std::span<const std::string_view> candidates);
std::optional<std::string> did_you_mean(std::string_view word,
                                        std::span<const std::string> candidates);

// The offset in bytes of the first byte that is not part of valid UTF-8, where overlong forms,
// surrogates and characters past U+10FFFF are not valid; nothing when all is well.
std::optional<std::size_t> invalid_utf8_at(std::string_view text);

// Columns on a terminal: 0 for combining marks and other invisible characters, 2 for wide East
// Asian characters and most emoji, otherwise 1. Sequences joined into one emoji count as their
// parts. Control characters count 0; see shown() to make them visible. From Unicode 14 (East Asian
// Width and General Category).
std::size_t display_width(std::string_view text);

// Spaces appended up to that many columns; unchanged when already as wide.
std::string pad_right(std::string_view text, std::size_t width);
// Spaces put before, for numbers.
std::string pad_left(std::string_view text, std::size_t width);

// Lines of at most `width` columns broken at spaces, each starting with `indent` spaces that count
// as part of the width; a word longer than a line stands alone on it, unbroken. Line feeds in the
// text stay and runs of spaces become one. No line feed at the end.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent = 0);

// The text shown() and in backquotes, for messages; cut to 60 characters, the cut marked by "...".
std::string in_quotes(std::string_view text);

// The text with everything that could deceive made visible: control characters, line ends and tabs
// included, bidirectional controls, invisible and private-use characters as \u{202e}, bytes that
// are not UTF-8 as \x{ff}, and a backslash as two. Everything else unchanged.
std::string shown(std::string_view text);

// "a", "a and b", "a, b and c"; "" for none. `last` replaces "and", e.g. "or".
std::string join_in_words(std::span<const std::string> items, std::string_view last = "and");

// Digits in groups of three from 1,000 on: "12,345.678", "-1,000". Years are never given to it.
std::string grouped(std::string digits);
std::string grouped(std::uint64_t number);

// "1 issue", "3 issues": the plural given where adding an s is wrong.
std::string counted(std::size_t count, std::string_view singular, std::string_view plural = {});

// Without spaces, tabs and line ends at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace caucus
