#include "caucus/casefile/source_text.h"

#include <doctest/doctest.h>

namespace caucus {
namespace {

TEST_CASE("columns count characters, lines end with a line feed") {
  const SourceText source("a = \"é\" # x\nü\n");
  CHECK(source.line_count() == 3);
  CHECK(source.line(1) == "a = \"é\" # x");
  CHECK(source.line(3).empty());
  CHECK(source.line(4).empty());
  CHECK(source.offset({1, 6}) == 5);
  CHECK(source.offset({1, 7}) == 7);  // behind the two bytes of é
  CHECK(source.position(7) == LineColumn{1, 7});
  CHECK(source.position(6) == LineColumn{1, 6});  // inside é
  CHECK(source.offset({2, 1}) == 13);
  CHECK(source.position(1000) == LineColumn{3, 1});
  CHECK(source.offset({9, 9}) == source.text().size());
}

TEST_CASE("every place of a long line of many-byte characters leads back to itself") {
  std::string text;
  for (int at = 0; at < 300; ++at)
    text += at % 3 == 0 ? "€" : at % 3 == 1 ? "x" : "𝄞";
  text += "\n" + text;
  const SourceText source(text);
  for (std::uint32_t line = 1; line <= 2; ++line)
    for (std::uint32_t column = 1; column <= 300; ++column) {
      const LineColumn at{line, column};
      CHECK(source.position(source.offset(at)) == at);
    }
}

TEST_CASE("a byte order mark and Windows line ends belong to no line") {
  const SourceText source("\xEF\xBB\xBFone\r\ntwo\r\n");
  CHECK(source.line(1) == "one");
  CHECK(source.line(2) == "two");
  CHECK(source.position(0) == LineColumn{1, 1});
}

TEST_CASE("places inside a text value follow escapes and line ends") {
  const SourceText source(
      "x = \"a\\u00e9b\\tc\"\ny = '''\r\nab\r\ncd'''\nz = \"\"\"a\\\n   b\"\"\"\n");
  CHECK(place_in_string(source, 4, 0) == LineColumn{1, 6});
  CHECK(place_in_string(source, 4, 1) == LineColumn{1, 7});   // é, written with six characters
  CHECK(place_in_string(source, 4, 2) == LineColumn{1, 13});  // b
  CHECK(place_in_string(source, 4, 3) == LineColumn{1, 14});  // the tab
  CHECK(place_in_string(source, 4, 4) == LineColumn{1, 16});  // c
  const std::size_t y = source.offset({2, 5});
  CHECK(place_in_string(source, y, 0) == LineColumn{3, 1});
  CHECK(place_in_string(source, y, 3) == LineColumn{4, 1});  // the line end counts as one
  const std::size_t z = source.offset({5, 5});
  CHECK(place_in_string(source, z, 0) == LineColumn{5, 8});
  CHECK(place_in_string(source, z, 1) == LineColumn{6, 4});
}

}  // namespace
}  // namespace caucus
