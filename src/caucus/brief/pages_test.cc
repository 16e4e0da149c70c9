// The renderers: nothing a case contains becomes markup, and pages are the same bytes every time.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include <doctest/doctest.h>

#include "caucus/base/text.h"
#include "caucus/brief/document.h"
#include "caucus/brief/escape.h"
#include "caucus/brief/html.h"
#include "caucus/brief/markdown.h"
#include "caucus/brief/sample_brief.h"

namespace caucus {
namespace {

std::string html_of(const std::string& tail) {
  const SampleValues sample(tail);
  return to_html(document(brief(sample.inputs())));
}

std::string markdown_of(const std::string& tail) {
  const SampleValues sample(tail);
  return to_markdown(document(brief(sample.inputs())));
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

// All tags in order, with attribute values, without what stands between them.
std::string tags_of(const std::string& page) {
  std::string tags;
  bool inside = false;
  for (const char letter : page) {
    if (letter == '<') inside = true;
    if (inside) tags += letter;
    if (letter == '>') inside = false;
  }
  return tags;
}

TEST_CASE("no text of a case becomes markup of the page") {
  const std::string plain = tags_of(html_of(""));
  for (const std::string tail :
       {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>",
        "</style><script>x</script>", "</title><b>", "<!--", "]]>", "&lt;script&gt;"}) {
    CAPTURE(tail);
    const std::string page = html_of(tail);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("<b>") == std::string::npos);
    CHECK(page.find("<!--") == std::string::npos);
    // The payload is there, as text.
    CHECK(count_of(page, html_text(tail)) > 50);
    CHECK(count_of(tags_of(page), "<") == count_of(tags_of(page), ">"));
    CHECK(tags_of(page).find(tail) == std::string::npos);
  }
  CHECK(plain.find("<script") == std::string::npos);
}

TEST_CASE("what could deceive a reader is shown, and right-to-left text survives") {
  const std::string page = html_of("\u202E\u2066\x1b[31m\u05E9\u05DC\u05D5\u05DD\xff");
  CHECK(page.find("\u202E") == std::string::npos);
  CHECK(page.find("\u2066") == std::string::npos);
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find('\xff') == std::string::npos);
  CHECK(page.find("\\u{202e}") != std::string::npos);
  CHECK(page.find("\u05E9\u05DC\u05D5\u05DD") != std::string::npos);
  CHECK(one_line("\u06CC\u200C\u0647") == "\u06CC\u200C\u0647");
  CHECK(one_line("a\n  b\tc\\d") == "a   b c\\d");
}

TEST_CASE("the page loads nothing and runs nothing") {
  const std::string page = html_of("");
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(page.find("src=\"") == std::string::npos);
  CHECK(page.find("url(") == std::string::npos);
  CHECK(page.find("@import") == std::string::npos);
  // The only address is the name of SVG.
  CHECK(count_of(page, "http") == count_of(page, "http://www.w3.org/2000/svg") + 1);
  CHECK(page.find("http-equiv") != std::string::npos);
}

TEST_CASE("every link leads to an anchor of the page, and ids are not used twice") {
  const std::string page = html_of("");
  std::size_t links = 0;
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos;
       at = page.find("href=\"#", at + 1)) {
    const std::size_t begin = at + 7;
    const std::string id = page.substr(begin, page.find('"', begin) - begin);
    CAPTURE(id);
    CHECK(count_of(page, "id=\"" + id + "\"") == 1);
    ++links;
  }
  CHECK(links > 200);
}

// Runs of spaces and line ends as one space, so that wrapped text can be compared.
std::string unwrapped(const std::string& text) {
  std::string line;
  for (const char letter : text) {
    const bool space = letter == ' ' || letter == '\n';
    if (!space || (!line.empty() && line.back() != ' ')) line += space ? ' ' : letter;
  }
  return line;
}

// What a reader sees of the page, in small letters.
std::string seen_of(const std::string& page) {
  std::string seen;
  bool inside = false;
  for (const char letter : page.substr(page.find("<body"))) {
    if (letter == '<') inside = true;
    if (!inside) seen += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    if (letter == '>') inside = false;
  }
  return seen;
}

bool has_word(const std::string& text, const std::string& word) {
  const auto letter = [&](std::size_t at) {
    return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
  };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
  return false;
}

TEST_CASE(
    "both forms say the same sentences in one order, each with links to its facts behind it") {
  const SampleValues sample;
  const Document arranged = document(brief(sample.inputs()));
  const std::string page = to_html(arranged);
  const std::string markdown = unwrapped(to_markdown(arranged));
  const FactNumbers numbers(arranged.facts);
  std::size_t in_page = page.find("<main>");
  std::size_t in_markdown = 0;
  for (const Sentence* sentence : sentences_of(arranged)) {
    CAPTURE(sentence->text);
    const std::string first = std::to_string(numbers.runs(*sentence).front().first);
    const std::string linked = html_text(sentence->text) + "<sup class=\"cites\"><a href=\"#fact-" +
                               first + "\">" + first + "</a>";
    in_page = page.find(linked, in_page);
    REQUIRE(in_page != std::string::npos);
    in_page += linked.size();
    const std::string cited = markdown_text(sentence->text) + " [" + first + "]";
    in_markdown = markdown.find(cited, in_markdown);
    REQUIRE(in_markdown != std::string::npos);
    in_markdown += cited.size();
  }
  // Nothing else on the page cites: the links of the sentences are all there are before the facts.
  CHECK(count_of(page.substr(0, page.find("<section id=\"facts\"")), "<sup ") ==
        sentences_of(arranged).size());
}

TEST_CASE("every section of the page has sentences with links, and an anchor in the list") {
  const SampleValues sample;
  const Document arranged = document(brief(sample.inputs()));
  const std::string page = to_html(arranged);
  CHECK(arranged.sections.size() >= 10);
  for (const PageSection& section : arranged.sections) {
    CAPTURE(section.anchor);
    const std::size_t begins = page.find("id=\"" + section.anchor + "\"");
    REQUIRE(begins != std::string::npos);
    const std::string body = page.substr(begins, page.find("</section>", begins) - begins);
    CHECK(body.find("href=\"#fact-") != std::string::npos);
    CHECK(page.find("<a href=\"#" + section.anchor + "\">") != std::string::npos);
    CHECK(count_of(page, ">" + html_text(section.title) + "</h2>") == 1);
  }
}

TEST_CASE("every number in the Markdown leads to a fact of its list") {
  const std::string page = markdown_of("");
  const std::size_t facts = count_of(page, "<a id=\"fact-");
  CHECK(facts >= 40);
  for (std::size_t number = 1; number <= facts; ++number) {
    const std::string text = std::to_string(number);
    CAPTURE(text);
    CHECK(count_of(page, "<a id=\"fact-" + text + "\">") == 1);
    CHECK(count_of(page, "\n[" + text + "]: #fact-" + text + "\n") == 1);
  }
  CHECK(page.find("[" + std::to_string(facts + 1) + "]") == std::string::npos);
  CHECK(page.find("[0]") == std::string::npos);
}

TEST_CASE("the brief's own words are neutral") {
  const std::string seen = seen_of(html_of(""));
  CHECK(has_word(seen, "demand"));
  CHECK_FALSE(has_word(seen, "deman"));
  // The glossary's list of what is not used; a dash keeps the words out of this file.
  for (std::string word :
       {"host-age", "host-ages", "terro-rist", "terro-rists", "ene-my", "ene-mies", "pri-ce",
        "pri-ces", "vic-tory", "vic-tories", "sco-re", "sco-res", "freedom fight-er",
        "cost of a per-son", "best option", "verdict"}) {
    std::erase(word, '-');
    CAPTURE(word);
    CHECK_FALSE(has_word(seen, word));
  }
}

TEST_CASE("headings are in order and tables have captions and scopes") {
  const std::string page = html_of("");
  int level = 0;
  for (std::size_t at = page.find("<h"); at != std::string::npos; at = page.find("<h", at + 1)) {
    if (page[at + 2] < '1' || page[at + 2] > '6') continue;
    const int now = page[at + 2] - '0';
    CHECK(now <= level + 1);
    level = now;
  }
  CHECK(count_of(page, "<h1>") == 1);
  CHECK(count_of(page, "<table") == count_of(page, "<caption>"));
  CHECK(count_of(page, "<th scope=") == count_of(page, "<th "));
  CHECK(count_of(page, "<svg ") == count_of(page, "<desc "));
}

TEST_CASE("the same case gives the same bytes") {
  CHECK(html_of("x") == html_of("x"));
  CHECK(markdown_of("x") == markdown_of("x"));
}

TEST_CASE("no text of a case becomes markup of the Markdown") {
  const std::string page = markdown_of("*[x](http://a.b)*`<b>|#");
  CHECK(page.find("[x](http") == std::string::npos);
  CHECK(page.find("http://") == std::string::npos);
  CHECK(count_of(page, "<b>") == 0);
  CHECK(count_of(page, "\\<b\\>") > 50);
  CHECK(page.find("\\[x\\](http\\://a.b)") != std::string::npos);
}

TEST_CASE("wrapped Markdown never begins a line with a block mark from the text") {
  CHECK(wrapped_markdown("a 1. b - c", 3, "", "") == "a\n1\\.\nb -\nc");
  CHECK(wrapped_markdown("aa + 01) =", 3, "- ", "  ") == "- aa\n  \\+\n  01\\)\n  \\=");
  // Another number than 1 begins a list only where a paragraph begins.
  CHECK(wrapped_markdown("12. b in 2024. 0. 11) c", 3, "", "") ==
        "12\\.\nb\nin\n2024.\n0.\n11)\nc");
  CHECK(wrapped_markdown("2024-03-06 was", 40, "", "") == "2024-03-06 was");
}

TEST_CASE("Markdown keeps to 80 columns outside tables, anchors and links") {
  const std::string page = markdown_of("");
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t end = std::min(page.find('\n', at), page.size());
    const std::string line = page.substr(at, end - at);
    CAPTURE(line);
    if (!line.starts_with("|") && !line.starts_with("#")) CHECK(display_width(line) <= 80);
    at = end + 1;
  }
}

}  // namespace
}  // namespace caucus
