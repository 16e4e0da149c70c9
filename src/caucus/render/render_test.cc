// The formats that the program writes itself: what a reader of each would check.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/brief/html.h"
#include "caucus/render/calendar.h"
#include "caucus/render/csv.h"
#include "caucus/render/document_json.h"
#include "caucus/render/docx.h"
#include "caucus/render/formats.h"
#include "caucus/render/pdf.h"
#include "caucus/render/picture_file.h"
#include "caucus/render/table_text.h"
#include "caucus/render/tool.h"
#include "caucus/render/xlsx.h"
#include "caucus/render/zip.h"

namespace caucus {
namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

// A table with what is hard to write, and a deadline.
Document sample() {
  Document document;
  document.title = "North & South <talks>";
  document.subtitle = "Table, 3 March 2024";
  document.marking = "support team only";
  document.day = day("2024-03-03");
  PageTable table{"Terms: [all]/some", {"Issue", "Says"}, {}, {40, 60}};
  table.rows.push_back({{{"", {"truce, \"long\"", {"issue.truce"}}}},
                        {{"", {"=1+1", {"a.position.1"}}}, {"two", {}}}});
  table.rows.push_back(
      {{{"-5 days", {}}}, {{"", {"\u05E9\u05DC\u05D5\u05DD, <b>", {"a.position.1"}}}}});
  document.sections = {{"terms", "Terms", {{table}}}};
  document.facts = {{"issue.truce", "Terms", "Truce.", "case.toml:1", {}, ""},
                    {"a.position.1", "Positions", "=HYPERLINK(\"x\")", "a.toml:2", {}, "note"}};
  document.calendar = {{"deadline.end", day("2024-03-10"), "The truce ends; \u05E9, or not", ""}};
  return document;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST_CASE("fields of a list of values are quoted, and no formula stays one") {
  CHECK(csv_field("plain") == "\"plain\"");
  CHECK(csv_field("a \"b\", c\nd") == "\"a \"\"b\"\", c\nd\"");
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1"}) {
    CAPTURE(formula);
    CHECK(csv_field(formula) == "\"'" + std::string(formula) + "\"");
  }
  const std::string text = to_csv(sample()).value();
  CHECK(text.starts_with("\uFEFF\"Table\",\"Issue\",\"Says\",\"Facts\"\r\n"));
  CHECK(text.find("\"truce, \"\"long\"\"\",\"'=1+1\ntwo\",\"issue.truce; a.position.1\"\r\n") !=
        std::string::npos);
  CHECK(text.find("\"'-5 days\"") != std::string::npos);
  CHECK(text.ends_with("\r\n"));
}

TEST_CASE("tables of different columns are no list of values") {
  Document document = sample();
  document.sections.push_back({"more", "More", {{PageTable{"Other", {"One"}, {}, {}}}}});
  const auto text = to_csv(document);
  REQUIRE(!text);
  CHECK(text.error().kind == ErrorKind::unsupported);
  // Without a table there is a head and nothing else.
  CHECK(to_csv(Document{}).value() == "\uFEFF\"Table\",\"Facts\"\r\n");
}

TEST_CASE("an archive holds its members as they are, and says where each begins") {
  const std::string archive = zip_of({{"a.txt", "123456789"}, {"b/c.txt", ""}});
  CHECK(archive.starts_with("PK\x03\x04"));
  CHECK(archive.find("a.txt123456789") != std::string::npos);
  // The check value of CRC-32 for "123456789" is CBF43926.
  CHECK(archive.substr(14, 4) == "\x26\x39\xF4\xCB");
  CHECK(count_of(archive, "PK\x01\x02") == 2);
  CHECK(count_of(archive, "PK\x05\x06") == 1);
  CHECK(archive == zip_of({{"a.txt", "123456789"}, {"b/c.txt", ""}}));
}

TEST_CASE("a workbook has a sheet for the document, each table and the facts, all of it text") {
  const std::string book = to_xlsx(sample());
  CHECK(count_of(book, "xl/worksheets/sheet") >= 3 * 2);
  CHECK(book.find("<sheet name=\"Terms   all  some\"") != std::string::npos);
  CHECK(book.find("<f>") == std::string::npos);
  CHECK(book.find("<t xml:space=\"preserve\">=1+1\ntwo</t>") != std::string::npos);
  CHECK(book.find("&lt;b&gt;") != std::string::npos);
  CHECK(count_of(book, "t=\"inlineStr\"") == count_of(book, "<c r="));
  // A row is as high as its cells need, also where a program does not look.
  CHECK(count_of(book, "<row r=") == count_of(book, "customHeight"));
  CHECK(book.find("ht=\"28\"") != std::string::npos);  // two lines
  // Names of sheets are at most 31 characters and differ.
  Document twice = sample();
  const std::string name(40, 'x');
  twice.sections = {
      {"a", "A", {{PageTable{name, {"C"}, {}, {}}}, {PageTable{name, {"C"}, {}, {}}}}}};
  const std::string two = to_xlsx(twice);
  CHECK(two.find("name=\"" + std::string(31, 'x') + "\"") != std::string::npos);
  CHECK(two.find("name=\"" + std::string(29, 'x') + " 2\"") != std::string::npos);
}

TEST_CASE("a calendar has short lines, the ends it should have, and ids that stay") {
  const std::string text = to_calendar(sample()).value();
  CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  CHECK(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  CHECK(count_of(text, "\n") == count_of(text, "\r\n"));
  CHECK(text.find("DTSTART;VALUE=DATE:20240310\r\nDTEND;VALUE=DATE:20240311\r\n") !=
        std::string::npos);
  CHECK(text.find("SUMMARY:The truce ends\\; \u05E9\\, or not\r\n") != std::string::npos);
  Document later = sample();
  later.day = day("2024-04-01");
  later.calendar.front().day = day("2024-03-12");
  const auto uid = [](const std::string& file) {
    const std::size_t at = file.find("UID:");
    return file.substr(at, file.find('\r', at) - at);
  };
  CHECK(uid(to_calendar(later).value()) == uid(text));
  later.calendar.clear();
  CHECK(!to_calendar(later));
}

TEST_CASE("long lines of a calendar are folded between characters") {
  std::string line = "SUMMARY:";
  for (int at = 0; at < 60; ++at)
    line += "\u05E9";
  const std::string folded = folded_line(line);
  std::string unfolded;
  std::size_t begin = 0;
  for (std::size_t end = folded.find("\r\n"); end != std::string::npos;
       begin = end + 2, end = folded.find("\r\n", begin)) {
    const std::string one = folded.substr(begin, end - begin);
    CHECK(one.size() <= 75);
    CHECK((begin == 0 || one.front() == ' '));
    unfolded += begin == 0 ? one : one.substr(1);
    CHECK((static_cast<unsigned char>(one.back()) & 0xC0U) != 0xC0U);
  }
  CHECK(unfolded == line);
}

TEST_CASE("the twin in JSON has every sentence with its facts") {
  const std::string json = to_json("table", sample());
  CHECK(json.find("\"format\": \"caucus.document/1\"") != std::string::npos);
  CHECK(json.find("\"text\": \"=1+1\"") != std::string::npos);
  CHECK(json.find("\"day\": \"2024-03-03\"") != std::string::npos);
  CHECK(json.ends_with("\n"));
}

TEST_CASE("pictures stand under each other in one file, or there is none") {
  CHECK(!to_svg(sample()));
  Document document = sample();
  FiguresPicture figures{{"Figures", "Two figures"}, "people", {}, {}, {}};
  figures.figures = {{"1 Mar 2024", "about 10", 9.0, 11.0, 10.0}};
  const std::string svg = figures_svg(figures);
  document.sections.push_back(
      {"p", "P", {{PagePicture{svg, "First <one>", {}}}, {PagePicture{svg, "Second", {}}}}});
  const std::string file = to_svg(document).value();
  CHECK(count_of(file, "<svg") == 3);
  CHECK(count_of(file, "</svg>") == 3);
  CHECK(file.find("First &lt;one&gt;") != std::string::npos);
}

TEST_CASE("dates inside a file of pages are those of the document, and its length stays") {
  const std::string pdf =
      "%PDF-1.4\n/CreationDate (D:20261122160000+00'00')\n/ModDate (D:20261122160001+00'00')\n"
      "/ID [<AB12> <CD34>]";
  const std::string fixed = with_fixed_dates(pdf, day("2024-03-03"));
  CHECK(fixed.size() == pdf.size());
  CHECK(fixed ==
        "%PDF-1.4\n/CreationDate (D:20240303000000+00'00')\n/ModDate (D:20240303000000+00'00')\n"
        "/ID [<0000> <0000>]");
}

TEST_CASE("a tool that is not there is named with its package, and nothing is left behind") {
  std::string path;
  {
    const auto folder = WorkFolder::make();
    REQUIRE(folder);
    path = folder->path();
    const auto ran =
        run_tool({{"no-such-program"}, "no-such-package", {}, path, {}}, CancelToken());
    REQUIRE(!ran);
    CHECK(ran.error().kind == ErrorKind::not_found);
    CHECK(ran.error().message.find("`no-such-package`") != std::string::npos);
  }
  CHECK(!WorkFolder::make().value().path().empty());
  CHECK(read_file(path + "/said.txt", 10).error().kind == ErrorKind::not_found);
}

TEST_CASE("a tool that fails, lasts or is cancelled is an error, with the last of what it said") {
  const auto folder = WorkFolder::make();
  REQUIRE(folder);
  const auto shell = [&](const std::string& script, const CancelToken& cancel) {
    return run_tool({{"sh"}, "dash", {"-c", script}, folder->path(), {}, std::chrono::seconds(1)},
                    cancel);
  };
  CHECK(shell("exit 0", CancelToken()));
  const auto failed = shell("echo what went wrong >&2; exit 3", CancelToken());
  REQUIRE(!failed);
  CHECK(failed.error().message.find("what went wrong") != std::string::npos);
  const auto slow = shell("sleep 60", CancelToken());
  REQUIRE(!slow);
  CHECK(slow.error().kind == ErrorKind::unreachable);
  CancelSource cancelled;
  cancelled.cancel();
  CHECK(shell("exit 0", cancelled.token()).error().kind == ErrorKind::cancelled);
  // Its environment is ours to make: only what it needs.
  CHECK(shell("test \"$HOME\" = \"" + folder->path() + "\" && test \"$TZ\" = UTC", CancelToken()));
}

// Whether it still runs: gone is also what only waits for its parent to ask how it ended.
bool runs(const std::string& process) {
  const auto stat = read_file("/proc/" + process + "/stat", 4096);
  return stat && stat->find(") Z ") == std::string::npos;
}

TEST_CASE("a tool ends with the program that started it, however that ends") {
  const auto folder = WorkFolder::make();
  REQUIRE(folder);
  const pid_t program = ::fork();
  REQUIRE(program >= 0);
  if (program == 0) {
    const auto ran = run_tool(
        {{"sh"}, "dash", {"-c", "echo $$; exec sleep 60"}, folder->path(), {}}, CancelToken());
    ::_exit(ran ? 0 : 1);
  }
  std::string tool;
  const auto until = [](const auto& holds) {
    for (int tries = 0; tries < 2'000 && !holds(); ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return holds();
  };
  CHECK(until([&] {
    tool = read_file(folder->path() + "/said.txt", 100).value_or("");
    return tool.ends_with("\n");
  }));
  tool = trimmed(tool);
  CHECK(runs(tool));
  ::kill(program, SIGKILL);
  ::waitpid(program, nullptr, 0);
  CHECK(until([&] { return !runs(tool); }));
}

TEST_CASE("names, endings and kinds of formats differ, and files choose them") {
  for (const Format& format : formats()) {
    CAPTURE(std::string(format.name));
    CHECK(find_format(format.name) == &format);
    CHECK(format_of_file("out/x" + std::string(format.extension)) == &format);
    CHECK((format.write != nullptr && format.fits != nullptr));
  }
  CHECK(format_of_file("x.htm") == find_format("html"));
  CHECK(format_of_file("x.txt") == nullptr);
  CHECK(find_format("exe") == nullptr);
}

TEST_CASE("a word processor counts the facts on from group to group") {
  Document two = sample();
  two.facts = {{"a", "Terms", "One.", "case.toml:1", {}, ""},
               {"b", "Sources", "Two.", "case.toml:2", {}, ""},
               {"c", "Sources", "Three.", "case.toml:3", {}, ""}};
  const std::string page = to_html(two, HtmlFor::word_processor);
  CHECK(page.find("<ol start=\"1\">") != std::string::npos);
  CHECK(page.find("<ol start=\"2\">\n<li><span id=\"fact-2\"></span>Two.") != std::string::npos);
  CHECK(page.find("3.") == std::string::npos);
}

TEST_CASE("every document can be had as a page, text, JSON, for a word processor and in print") {
  for (const DocumentKind& kind : document_kinds()) {
    CAPTURE(std::string(kind.name));
    for (const char* name : {"html", "markdown", "json", "docx", "pdf"})
      CHECK(find_format(name)->fits(kind));
    CHECK(find_format("xlsx")->fits(kind) == (kind.tables != DocumentTables::none));
    CHECK(find_format("ics")->fits(kind) == kind.calendar);
  }
}

}  // namespace
}  // namespace caucus
