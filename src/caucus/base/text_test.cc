#include "caucus/base/text.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "caucus/base/assert.h"
#include "caucus/base/text_decode.h"

namespace caucus {
namespace {

TEST_CASE("how far apart two words are") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("truce", "truec") == 1);        // neighbours swapped
  CHECK(edit_distance("ca", "abc") == 3);             // no part edited twice
  CHECK(edit_distance("\u00e9t\u00e9", "ete") == 2);  // characters, not bytes
  CHECK(edit_distance("\xff", "\u00ff") == 1);  // a stray byte is not the letter of its number
  CHECK(edit_distance("\xff", "\xff") == 0);
}

TEST_CASE("which known word was meant") {
  const std::vector<std::string> known = {"civilians", "soldiers", "truce_days", "withdrawal",
                                          "of"};
  CHECK(did_you_mean("civillians", known) == "civilians");
  CHECK(did_you_mean("Civilians", known) == "civilians");
  CHECK(did_you_mean("truce_dyas", known) == "truce_days");
  CHECK(did_you_mean("trucedays", known) == "truce_days");
  CHECK(did_you_mean("fo", known) == "of");
  CHECK_FALSE(did_you_mean("prisoners", known));
  CHECK_FALSE(did_you_mean("civilians", known));  // known already
  CHECK_FALSE(did_you_mean("x", known));
  CHECK_FALSE(did_you_mean("", known));
  CHECK_FALSE(did_you_mean(std::string(65, 'c'), known));
  CHECK_FALSE(did_you_mean("civil", std::vector<std::string>{}));
  const std::vector<std::string_view> views = {"bare", "care", "cart"};
  CHECK(did_you_mean("dare", views) == "bare");  // the first among equals
  CHECK(did_you_mean("carr", views) == "care");
}

TEST_CASE("the first byte that is not text") {
  CHECK_FALSE(invalid_utf8_at(""));
  CHECK_FALSE(invalid_utf8_at("caf\u00e9 \u4e2d \U0001f54a \U0010ffff"));
  CHECK(invalid_utf8_at("ab\xff") == 2);
  CHECK(invalid_utf8_at("\x80") == 0);
  CHECK(invalid_utf8_at("a\xc3") == 1);             // cut off
  CHECK(invalid_utf8_at("a\xe4\xb8") == 1);         // cut off later
  CHECK(invalid_utf8_at("\xc0\xaf") == 0);          // overlong
  CHECK(invalid_utf8_at("\xc1\xbf") == 0);          // overlong
  CHECK(invalid_utf8_at("\xe0\x9f\xbf") == 0);      // overlong
  CHECK(invalid_utf8_at("\xf0\x8f\xbf\xbf") == 0);  // overlong
  CHECK(invalid_utf8_at("x\xed\xa0\x80") == 1);     // surrogate
  CHECK(invalid_utf8_at("\xf4\x90\x80\x80") == 0);  // past the last character
  CHECK(invalid_utf8_at("\xf8\x88\x80\x80\x80") == 0);
  CHECK(invalid_utf8_at(std::string_view("a\0b", 3)) == std::nullopt);
  CHECK_THROWS_AS(decode_character("a", 1), BrokenInvariant);
}

TEST_CASE("columns on a terminal") {
  CHECK(display_width("") == 0);
  CHECK(display_width("truce") == 5);
  CHECK(display_width("caf\u00e9") == 4);
  CHECK(display_width("cafe\u0301") == 4);          // combining accent
  CHECK(display_width("\u4e2d\u6587") == 4);        // Chinese
  CHECK(display_width("\ud55c\uad6d") == 4);        // Korean
  CHECK(display_width("\uff21") == 2);              // fullwidth letter
  CHECK(display_width("\u0627\u064e\u0644") == 2);  // Arabic with a vowel mark
  CHECK(display_width("\u05e9\u05c1\u05dc") == 2);  // Hebrew with a point
  CHECK(display_width("\U0001f54a") == 1);          // a dove, narrow in Unicode
  CHECK(display_width("\U0001f600") == 2);          // a face
  CHECK(display_width("a\u200bb") == 2);            // zero-width space
  CHECK(display_width("\xff\xfe") == 2);            // stray bytes
  CHECK(display_width("\u00ad") == 1);
  CHECK(display_width("\x1b") == 0);
  CHECK(pad_right("\u4e2d", 4) == "\u4e2d  ");
  CHECK(pad_left("12", 4) == "  12");
  CHECK(pad_right("12345", 4) == "12345");
}

TEST_CASE("lines of a given width") {
  CHECK(wrap("", 10) == "");
  CHECK(wrap("one two three", 7) == "one two\nthree");
  CHECK(wrap("one two three", 8, 2) == "  one\n  two\n  three");
  CHECK(wrap("one two three", 9, 2) == "  one two\n  three");
  CHECK(wrap("a verylongword b", 5) == "a\nverylongword\nb");
  CHECK(wrap("one\ntwo  three", 80) == "one\ntwo three");
  CHECK(wrap("one\n\ntwo", 80, 1) == " one\n\n two");
  CHECK(wrap("  one  ", 80) == "one");
  CHECK(wrap("\u4e2d\u6587 \u4e2d\u6587", 8) == "\u4e2d\u6587\n\u4e2d\u6587");
  CHECK(wrap("one\n", 80) == "one");
}

TEST_CASE("nothing that is shown can deceive") {
  CHECK(shown("truce, caf\u00e9, \u05e9\u05dc\u05d5\u05dd") ==
        "truce, caf\u00e9, \u05e9\u05dc\u05d5\u05dd");
  CHECK(shown("a\u202eb") == "a\\u{202e}b");
  CHECK(shown("\u2066x\u2069") == "\\u{2066}x\\u{2069}");
  CHECK(shown("\x1b[2J") == "\\u{1b}[2J");
  CHECK(shown("a\nb\tc\r") == "a\\u{a}b\\u{9}c\\u{d}");
  CHECK(shown(std::string_view("\0", 1)) == "\\u{0}");
  CHECK(shown("\xff") == "\\x{ff}");
  CHECK(shown("C:\\x") == "C:\\\\x");
  CHECK(shown("\u200b\ufeff\ue000\U000e0041\U0010fffe\ufffe") ==
        "\\u{200b}\\u{feff}\\u{e000}\\u{e0041}\\u{10fffe}\\u{fffe}");
  CHECK(shown("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e");  // spelled with a joiner
  CHECK(in_quotes("x\ny") == "`x\\u{a}y`");
  CHECK(in_quotes(std::string(60, 'a')) == "`" + std::string(60, 'a') + "`");
  CHECK(in_quotes(std::string(61, 'a')) == "`" + std::string(60, 'a') + "...`");
}

TEST_CASE("words around lists and numbers") {
  CHECK(join_in_words({}) == "");
  CHECK(join_in_words(std::vector<std::string>{"a"}) == "a");
  CHECK(join_in_words(std::vector<std::string>{"a", "b"}) == "a and b");
  CHECK(join_in_words(std::vector<std::string>{"a", "b", "c"}) == "a, b and c");
  CHECK(join_in_words(std::vector<std::string>{"a", "b", "c"}, "or") == "a, b or c");
  CHECK(counted(0, "issue") == "0 issues");
  CHECK(counted(1, "issue") == "1 issue");
  CHECK(counted(2, "party", "parties") == "2 parties");
  CHECK(counted(1, "party", "parties") == "1 party");
  CHECK(trimmed(" \t a b \r\n") == "a b");
  CHECK(trimmed(" \n ") == "");
}

std::string some_word() {
  return *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c'));
}

// The definition, straight from its recursion: an independent and very slow second opinion.
std::size_t slow_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::max(a.size(), b.size());
  const auto a1 = a.substr(1);
  const auto b1 = b.substr(1);
  std::size_t best = std::min({slow_distance(a1, b) + 1, slow_distance(a, b1) + 1,
                               slow_distance(a1, b1) + (a[0] == b[0] ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0])
    best = std::min(best, slow_distance(a.substr(2), b.substr(2)) + 1);
  return best;
}

TEST_CASE("properties of text") {
  CHECK(rc::check("distance is symmetric, zero for equals and bounded by the lengths", [] {
    const std::string a = some_word(), b = some_word();
    const std::size_t distance = edit_distance(a, b);
    RC_ASSERT(distance == edit_distance(b, a));
    RC_ASSERT((distance == 0) == (a == b));
    RC_ASSERT(distance <= std::max(a.size(), b.size()));
    RC_ASSERT(distance >= std::max(a.size(), b.size()) - std::min(a.size(), b.size()));
  }));
  CHECK(rc::check("distance agrees with its definition", [] {
    const std::string a = some_word().substr(0, 6), b = some_word().substr(0, 6);
    RC_ASSERT(edit_distance(a, b) == slow_distance(a, b));
  }));
  CHECK(rc::check("whatever the bytes, what is shown is valid text without control characters", [] {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    const std::string safe = shown(bytes);
    RC_ASSERT(!invalid_utf8_at(safe));
    RC_ASSERT(std::none_of(safe.begin(), safe.end(),
                           [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    if (const auto bad = invalid_utf8_at(bytes)) {
      RC_ASSERT(*bad < bytes.size());
      RC_ASSERT(!invalid_utf8_at(std::string_view(bytes).substr(0, *bad)));
    }
  }));
  CHECK(rc::check("every character encodes and decodes to itself, alone", [] {
    auto code = *rc::gen::inRange<std::uint32_t>(0x800, 0x110000);
    if (code >= 0xd800 && code < 0xe000) code = 0x4e2d;
    std::string text;
    const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x10000) {
      add(0xe0 | code >> 12), add(0x80 | (code >> 6 & 63)), add(0x80 | (code & 63));
    } else {
      add(0xf0 | code >> 18), add(0x80 | (code >> 12 & 63));
      add(0x80 | (code >> 6 & 63)), add(0x80 | (code & 63));
    }
    const auto character = decode_character(text + "x", 0);
    RC_ASSERT(character.valid);
    RC_ASSERT(character.code == code);
    RC_ASSERT(character.length == text.size());
    RC_ASSERT(display_width(text) <= 2u);
  }));
}

TEST_CASE("properties of wrapped text") {
  const auto pieces_of = [](const std::string& text, char separator) {
    std::vector<std::string> pieces(1);
    for (const char c : text) {
      if (c == separator)
        pieces.emplace_back();
      else
        pieces.back() += c;
    }
    return pieces;
  };
  CHECK(rc::check("wrapping keeps every word and exceeds the width only for a long word", [&] {
    const auto words = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
        rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::element('a', 'b')))));
    std::string text;
    for (const auto& word : words)
      text += word + " ";
    const auto width = *rc::gen::inRange<std::size_t>(1, 30);
    const auto indent = *rc::gen::inRange<std::size_t>(0, 5);
    std::vector<std::string> found;
    for (const auto& line : pieces_of(wrap(text, width, indent), '\n')) {
      RC_ASSERT(line.size() > indent);
      RC_ASSERT(line.substr(0, indent) == std::string(indent, ' '));
      const auto on_line = pieces_of(line.substr(indent), ' ');
      if (line.size() > width) RC_ASSERT(on_line.size() == 1u);
      found.insert(found.end(), on_line.begin(), on_line.end());
    }
    RC_ASSERT(found == words);
  }));
}

}  // namespace
}  // namespace caucus
