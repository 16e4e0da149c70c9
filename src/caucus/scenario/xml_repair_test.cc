#include "caucus/scenario/xml_repair.h"

#include <doctest/doctest.h>

#include "caucus/scenario/xml_tree.h"

namespace caucus {
namespace {

struct Repaired {
  std::string text;
  std::vector<ScenarioFinding> findings;
};

Repaired repaired(std::string_view file) {
  FindingLog log("a.xml", file);
  RepairedXml xml = repair_xml(file, log);
  return {xml.text, log.findings()};
}

std::string found(const Repaired& repaired) {
  std::string text;
  for (const ScenarioFinding& finding : repaired.findings)
    text += std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " +
            std::string(token(finding.token)) + ";";
  return text;
}

TEST_CASE("sound files pass unchanged") {
  const std::string text = "<?xml version=\"1.0\"?>\n<a b=\"x &amp; &#8364; y\">t &lt;</a>\n";
  CHECK(repaired(text).text == text);
  CHECK(repaired(text).findings.empty());
}

TEST_CASE("slips are repaired and reported at their places in the file") {
  CHECK(repaired("<a b=\"x & y\" c='&nbsp;'/>").text == "<a b=\"x &amp; y\" c='&amp;nbsp;'/>");
  CHECK(found(repaired("<a b=\"x & y\"\n c='&nbsp;'/>")) == "1:9 raw_ampersand;2:5 raw_ampersand;");
  CHECK(repaired("<a b=\"1\"c=\"2\"/>").text == "<a b=\"1\" c=\"2\"/>");
  CHECK(found(repaired("<a b=\"1\"c=\"2\"/>")) == "1:9 missing_space;");
  CHECK(found(repaired("\n<!-- x -->\n<?xml version=\"1.0\"?><a/>")) ==
        "1:1 text_before_declaration;");
  CHECK(found(repaired("words <a/>")) == "1:1 text_before_declaration;");
  CHECK(found(repaired("1, 2\n3, 4\n")) == "0:0 no_markup;");
  CHECK(found(repaired("")) == "0:0 no_markup;");
}

TEST_CASE("bytes of Windows-1252 become characters, and places stay those of the file") {
  const Repaired euro = repaired("<a b=\"5 \x80\" c=\"&\"/>");
  CHECK(euro.text == "<a b=\"5 \xE2\x82\xAC\" c=\"&amp;\"/>");
  CHECK(found(euro) == "1:9 not_utf8;1:15 raw_ampersand;");
  CHECK(found(repaired("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b=\"\xE9\"/>")).empty());
}

TEST_CASE("what has no repair is refused and nothing of it is read") {
  for (const char* text : {"<!DOCTYPE a><a/>", "<a b=\"<\"/>", "<a", "<a b=\"", "<!-- <a/>",
                           "<a <b/>/>", "<![CDATA[ <a/>"}) {
    CAPTURE(text);
    const Repaired broken = repaired(text);
    CHECK(broken.text.empty());
    CHECK(refuses(broken.findings));
  }
  CHECK(found(repaired("<!DOCTYPE a><a/>")) == "1:1 dtd_refused;");
  const std::string nul("<a b=\"\0\"/>", 10);
  CHECK(refuses(repaired(nul).findings));
}

TEST_CASE("a tree knows names, values and where they stand") {
  const std::string file = "<!-- é -->\n<a><b c=\"x & y\" d=\"&amp;\"/>text</a>";
  FindingLog log("a.xml", file);
  const auto root = read_xml(file, log);
  REQUIRE(root);
  CHECK(root->name == "a");
  CHECK(root->text == "text");
  const XmlElement* b = root->below("b");
  REQUIRE(b);
  CHECK(b->attribute("c")->value == "x & y");
  CHECK(b->attribute("c")->written == "x & y");
  CHECK(b->attribute("d")->written == "&amp;");
  CHECK(file.substr(b->attribute("d")->offset, 1) == "d");
  CHECK_FALSE(b->attribute("e"));
}

TEST_CASE("trees have limits, and broken ones are refused") {
  const auto tokens = [](const std::string& file) {
    FindingLog log("a.xml", file);
    CHECK_FALSE(read_xml(file, log));
    CHECK(log.refused());
    return std::string(token(log.findings().back().token));
  };
  std::string deep;
  for (int i = 0; i < 70; ++i)
    deep += "<a>";
  for (int i = 0; i < 70; ++i)
    deep += "</a>";
  CHECK(tokens(deep) == "too_large");
  CHECK(tokens("<a><b></a>") == "not_well_formed");
  CHECK(tokens("<a/><b/>") == "not_well_formed");
  CHECK(tokens("<a b=\"1\" b=\"2\"/>") == "not_well_formed");
}

TEST_CASE("many findings on one long line are cut off with a word") {
  std::string file = "<a b=\"";
  for (int i = 0; i < 2'000; ++i)
    file += "& ";
  const std::string whole = file + "\"/>";
  FindingLog log("a.xml", whole);
  repair_xml(whole, log);
  CHECK(log.findings().size() == findings_max + 1);
  CHECK(log.findings().front().token == FindingToken::too_large);
}

}  // namespace
}  // namespace caucus
