// What is not TOML, and that one slip hides nothing else.
#include "caucus/casefile/toml_tree.h"

#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

struct Parsed {
  TomlDocument document;
  std::vector<Fault> faults;
};

Parsed parsed(std::string text) {
  FaultLog log({"x.toml"});
  TomlDocument document = read_toml(std::move(text), 0, log);
  return {std::move(document), log.faults()};
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t at = 0; at < times; ++at)
    text += part;
  return text;
}

TEST_CASE("values keep their order, their places and numbers as they were written") {
  const Parsed result = parsed(
      "b = 1_000\na = \"ü\"\n[[x]]\nd = 2024-03-28\nt = true\nl = [0.50, -1e3, { k = 'v' }]\n");
  CHECK(result.faults.empty());
  const TomlNode& root = result.document.root;
  REQUIRE(root.fields.size() == 3);
  CHECK(root.fields[0].key == "b");
  CHECK(root.fields[0].value.text == "1_000");
  CHECK(root.fields[1].value.text == "ü");
  CHECK(root.fields[1].value.place == Place{0, 2, 5});
  const TomlNode& entry = root.fields[2].value.items.at(0);
  CHECK(entry.heading);
  CHECK(entry.place == Place{0, 3, 1});
  CHECK(entry.find("d")->value.date == Date::from_calendar(2024, 3, 28));
  CHECK(entry.find("t")->value.truth);
  const TomlNode& list = entry.find("l")->value;
  CHECK(list.items[0].text == "0.50");
  CHECK(list.items[1].text == "-1e3");
  CHECK(list.items[2].find("k")->value.text == "v");
  CHECK(list.items[2].find("k")->place == Place{0, 6, 20});
  CHECK_FALSE(list.items[2].heading);
}

TEST_CASE("a byte order mark and Windows line ends change no place") {
  const Parsed result = parsed(
      "\xEF\xBB\xBF"
      "a = 1\r\n[x]\r\nb = '''\r\nv'''\r\n");
  CHECK(result.faults.empty());
  CHECK(result.document.root.find("a")->place == Place{0, 1, 1});
  const TomlNode& b = result.document.root.find("x")->value.find("b")->value;
  CHECK(b.place == Place{0, 3, 5});
  CHECK(b.text == "v");
  CHECK(place_in_text(result.document, b, 0) == Place{0, 4, 1});
}

TEST_CASE("each slip is reported where it is, and hides neither the next nor the rest") {
  const Parsed result = parsed(R"(title = Talks about water
field = "water"
field = "peace"
[[party]]
id = "north"
name = "North
wings = ["a", "b", c]
approval = [
  "x",
  y,
  "z"
]
[[party]]
id = "south"
wings = ["a", "b"
[[issue]]
id = "i"
phase
range = { from = 1, to = 3, step = 1, }
note = "bad \q escape"
category = { a = 1,
  b = 2 }
debtor = "x"
[issue]
id = "k"
[[norm]]
why = 2024-13-01
is = "true"
)");
  CHECK(result.faults.size() == 12);  // word for word in tests/faults/syntax.txt
  const TomlNode& root = result.document.root;
  CHECK(root.find("title")->value.kind == TomlNode::Kind::lost);
  CHECK(root.find("field")->value.text == "water");
  CHECK(root.find("party")->value.items.size() == 2);
  CHECK(root.find("issue")->value.items.at(0).find("debtor")->value.text == "x");
  CHECK(root.find("norm")->value.items.at(0).find("is")->value.text == "true");
}

TEST_CASE("numbers that no machine word holds are left to whoever reads the value") {
  const Parsed result = parsed("a = [123456789012345678901234567890, 1e999, 2]\nb = -0.1e-999\n");
  CHECK(result.faults.empty());
  const TomlNode& a = result.document.root.find("a")->value;
  REQUIRE(a.items.size() == 3);
  CHECK(a.items[0].text == "123456789012345678901234567890");
  CHECK(a.items[1].text == "1e999");
  CHECK(a.items[1].place == Place{0, 1, 38});
  CHECK(a.items[2].text == "2");
}

TEST_CASE("bytes that are no text are found before anything else") {
  CHECK(listed(parsed("a = 1\nb = \"é\xff\"\n").faults) ==
        "\nx.toml:2:7: from here on the file is not UTF-8 text (save it again with the encoding "
        "UTF-8)\n");
  CHECK(listed(parsed(std::string("a = 1\nb\0= 2\n", 12)).faults) ==
        "\nx.toml:2:2: the file holds a zero byte, which no text has (is this a text file?)\n");
  CHECK_FALSE(parsed("a = \"\xff\"").document.complete);
}

TEST_CASE("a million levels of nesting are refused without being entered") {
  const std::vector<std::string> texts{
      "x = " + repeated("[", 1'000'000), "x = " + repeated("{a=", 1'000'000),
      "a" + repeated(".a", 1'000'000) + " = 1", "[" + repeated("a . ", 1'000'000) + "a]",
      "x = { a" + repeated(".a", 1'000'000) + " = 1 }"};
  for (const std::string& text : texts) {
    const Parsed result = parsed(text);
    REQUIRE(result.faults.size() == 1);
    CHECK(result.faults[0].kind == FaultKind::too_deep);
  }
  // Brackets and dots in comments and texts nest nothing, nor do many numbers on one line.
  CHECK(parsed("# " + repeated("[", 1000) + "\na = \"" + repeated("[{.", 1000) + "\"\nb = '''\n" +
               repeated("[", 1000) + "'''\nc = [" + repeated("0.5, ", 1000) + "]\n")
            .faults.empty());
  CHECK(parsed("x = " + repeated("[", 64) + repeated("]", 64)).faults.empty());
}

TEST_CASE("names in numbers that would slow a parser down are refused") {
  std::string dotted;
  std::string headings;
  for (int at = 0; at < 10'001; ++at) {
    dotted += "a" + std::to_string(at) + ".b = 1\n";
    headings += "[a" + std::to_string(at) + "]\n";
  }
  REQUIRE(parsed(dotted).faults.size() == 1);
  CHECK(parsed(dotted).faults[0].kind == FaultKind::too_many);
  REQUIRE(parsed(headings).faults.size() == 1);
  CHECK(parsed(headings).faults[0].kind == FaultKind::too_many);
}

TEST_CASE("comments directly above a line belong to it, those at the end to nobody") {
  const SourceText source("# far\n\n#one\n  # two\n[x]\na = 1 # beside\n# last\n\n#  end\n");
  CHECK(comment_above(source, 5) == "one\ntwo");
  CHECK(comment_above(source, 6).empty());
  CHECK(comment_above(source, 1).empty());
  CHECK(trailing_comment(source) == "last\n end");
  CHECK(trailing_comment(SourceText("a = 1")).empty());
  CHECK(trailing_comment(SourceText("")).empty());
}

TEST_CASE("tables below a table are fields with dots") {
  const Parsed result =
      parsed("[names]\nheld.civilians = \"x\"\n\"a b\" = \"y\"\n[names.z]\nq = 1\n");
  const auto fields = flat_fields(result.document.root.find("names")->value);
  REQUIRE(fields.size() == 3);
  CHECK(fields[0].key == "held.civilians");
  CHECK(fields[1].key == "a b");
  CHECK(fields[2].key == "z.q");
}

}  // namespace
}  // namespace caucus
