#include "caucus/casefile/toml_text.h"

#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "caucus/base/text.h"
#include "caucus/casefile/toml_tree.h"

namespace caucus {
namespace {

// The value of `key` after the file was read again; reports faults of TOML.
TomlNode read_back(const std::string& text) {
  FaultLog log(std::vector<std::string>{"case.toml"});
  const TomlDocument document = read_toml(text, 0, log);
  INFO(text);
  REQUIRE(log.fault_count() == 0);
  const TomlField* field = document.root.find("key");
  REQUIRE(field != nullptr);
  return field->value;
}

std::string file_with(const TomlValue& value) {
  TomlFile file;
  file.begin("", "");
  file.add("key", value);
  return std::move(file).end("");
}

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);)
    widest = std::max(widest, display_width(line));
  return widest;
}

// Texts of what is hard to quote, in any order.
rc::Gen<std::string> awkward_text() {
  const auto piece = rc::gen::element<std::string>(
      "word", "two words", " ", "  ", "\n", "\n\n", "\t", "\r\n", "\"", "\"\"\"", "'", "\\", "\\n",
      "#", "=", "\x01", "\x1b[31m", "\x7f", "\u202e", "\u200b", "\u00e9", "\u0634", "\U0001f54a",
      "\ue000", "a long stretch of plain words that fills some of the line, then more of it");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& part : pieces)
                          text += part;
                        return text;
                      });
}

}  // namespace

TEST_CASE("texts are quoted so that they read well and read back") {
  CHECK(toml_inline(TomlValue::text_of("plain")) == "\"plain\"");
  CHECK(toml_inline(TomlValue::text_of("road != \"River road\"")) == "'road != \"River road\"'");
  CHECK(toml_inline(TomlValue::text_of("it's \"so\"")) == "\"it's \\\"so\\\"\"");
  CHECK(toml_inline(TomlValue::text_of("back\\slash")) == "\"back\\\\slash\"");
  CHECK(toml_inline(TomlValue::text_of("a\nb\tc")) == "\"a\\nb\\tc\"");
}

TEST_CASE("characters that could deceive the reader of a file are escaped") {
  CHECK(toml_inline(TomlValue::text_of("a\u202eb")) == "\"a\\u202Eb\"");
  CHECK(toml_inline(TomlValue::text_of("a\u200bb")) == "\"a\\u200Bb\"");
  CHECK(toml_inline(TomlValue::text_of("\x1b[31m")) == "\"\\u001B[31m\"");
  CHECK(toml_inline(TomlValue::text_of("\U000f0000")) == "\"\\U000F0000\"");
  CHECK(toml_inline(TomlValue::text_of(std::string_view("\0", 1))) == "\"\\u0000\"");
  CHECK(toml_inline(TomlValue::text_of("not UTF-8: \xff")) == "\"not UTF-8: \\uFFFD\"");
  CHECK(toml_inline(TomlValue::text_of("\u0634\u0627\u0631\u0639")) ==
        "\"\u0634\u0627\u0631\u0639\"");
}

TEST_CASE("numbers stand bare where TOML reads them as written, otherwise in quotes") {
  for (const char* bare : {"0", "42", "-5", "0.35", "1e3", "2.5e-3", "-0.5"})
    CHECK(toml_inline(TomlValue::written_number(bare)) == bare);
  for (const char* other : {"7/20", "007", "-", "", "1.", ".5", "1e", "12345678901234567890"})
    CHECK(toml_inline(TomlValue::written_number(other)) == "\"" + std::string(other) + "\"");
  CHECK(toml_inline(TomlValue::number(Rational(7, 20))) == "0.35");
  CHECK(toml_inline(TomlValue::number(Rational(1, 3))) == "\"1/3\"");
  CHECK(toml_inline(TomlValue::number(Rational(-4))) == "-4");
}

TEST_CASE("keys are bare where they can be") {
  CHECK(toml_key("truce_days") == "truce_days");
  CHECK(toml_key("42") == "42");
  CHECK(toml_key("held.civilians") == "\"held.civilians\"");
  CHECK(toml_key("River road") == "\"River road\"");
  CHECK(toml_key("") == "\"\"");
}

TEST_CASE("an entry has its comment above it and its = signs in one column") {
  TomlFile file;
  file.begin("", "about the file");
  file.add("caucus", TomlValue::literal("1"));
  file.begin("[[party]]", "first line\n\nthird line");
  file.add_text("id", "north");
  file.add_text("note", "");
  file.add_texts("approval", {"one", "two"});
  CHECK(std::move(file).end("the end") ==
        "# about the file\n\ncaucus = 1\n\n# first line\n#\n# third line\n[[party]]\n"
        "id       = \"north\"\napproval = [\"one\", \"two\"]\n\n# the end\n");
}

TEST_CASE("what is too wide for a line is broken where TOML allows it") {
  std::vector<TomlValue> numbers;
  for (int number = 0; number < 60; ++number)
    numbers.push_back(TomlValue::number(Rational(number * 1000)));
  const std::string list = file_with(TomlValue::list(numbers));
  CHECK(widest_line(list) <= toml_columns_max);
  CHECK(read_back(list).items.size() == 60);

  TomlValue table{TomlValue::Kind::table, {}, {}, {}};
  for (int number = 0; number < 30; ++number)
    table.fields.push_back({"option number " + std::to_string(number), TomlValue::literal("1")});
  const std::string dotted = file_with(table);
  CHECK(widest_line(dotted) <= toml_columns_max);
  CHECK(dotted.find("key.\"option number 7\"") != std::string::npos);
  CHECK(flat_fields(read_back(dotted)).size() == 30);
}

TEST_CASE("a file never has more dotted keys than the reader takes") {
  TomlFile file;
  TomlValue table{TomlValue::Kind::table, {}, {}, {}};
  for (std::size_t number = 0; number < toml_dotted_max; ++number)
    table.fields.push_back({"n" + std::to_string(number), TomlValue::literal("1")});
  for (const char* heading : {"[a]", "[b]", "[c]"}) {
    file.begin(heading, "");
    file.add("key", table);
  }
  const std::string text = std::move(file).end("");
  FaultLog log(std::vector<std::string>{"case.toml"});
  const TomlDocument document = read_toml(text, 0, log);
  CHECK(log.fault_count() == 0);
  for (const char* heading : {"a", "b", "c"})
    CHECK(document.root.find(heading)->value.find("key")->value.fields.size() == toml_dotted_max);
}

TEST_CASE("every text reads back to the byte, in a key, a list and a table") {
  CHECK(rc::check([] {
    const std::string text = *awkward_text();
    RC_ASSERT(read_back(file_with(TomlValue::text_of(text))).text == text);
    const std::string list = file_with(TomlValue::texts({text, "other words", text}));
    const TomlNode items = read_back(list);
    RC_ASSERT(items.items.size() == 3);
    RC_ASSERT(items.items[0].text == text);
    RC_ASSERT(items.items[2].text == text);
    const TomlValue table{TomlValue::Kind::table, {}, {}, {{text, TomlValue::text_of(text)}}};
    const TomlNode fields = read_back(file_with(table));
    RC_ASSERT(fields.fields.size() == 1);
    RC_ASSERT(fields.fields[0].key == text);
    RC_ASSERT(fields.fields[0].value.text == text);
  }));
}

TEST_CASE("texts of words of ordinary length keep within the columns") {
  CHECK(rc::check([] {
    const auto lengths = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 20));
    std::string text;
    for (const int length : lengths)
      text += std::string(static_cast<std::size_t>(length), 'x') + " ";
    RC_ASSERT(widest_line(file_with(TomlValue::text_of(text))) <= toml_columns_max);
  }));
}

}  // namespace caucus
