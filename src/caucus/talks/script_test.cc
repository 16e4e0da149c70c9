#include "caucus/talks/script.h"

#include <set>

#include <doctest/doctest.h>

#include "caucus/base/file.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

using for_tests::later;
using for_tests::talks_case;

std::string faults_of(const ScriptRead& read) {
  std::string text;
  for (const ScriptFault& fault : read.faults)
    text += to_string(fault, "t") + "\n";
  return text;
}

// The lines of the reference page that stand in its ``` blocks, without `view` and `leaks`.
std::string reference_lines() {
  const auto page = read_file("docs/reference/talks-script.md", 1 << 20);
  REQUIRE(page.has_value());
  std::string lines;
  bool inside = false;
  std::string_view rest = *page;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
    const std::string_view line = rest.substr(0, end + 1);
    if (line.starts_with("```"))
      inside = !inside;
    else if (inside && !line.starts_with("start") && !line.starts_with("zone") &&
             !line.starts_with("day") && !line.starts_with("state") && !line.starts_with("view") &&
             !line.starts_with("leaks"))
      lines += line;
    rest.remove_prefix(end + 1);
  }
  return lines;
}

constexpr std::string_view small = R"(# Talks of March.
#   two lines

start 2024-03-01          # a Friday
zone +02:00

# first words
day 1 qatar proposes p1: truce_days=42 civilians_released=35 -> proposed   # the first
day 2 hamas says [paraphrase to egypt, israel until 2024-04-01 unattributed] m1:
    "say \"no\"\n<b> \\ \u{202e}" about truce_days, withdrawal to egypt via cairo in_public
    {report_002, a newspaper}

2024-03-02 14:30 (noted 2024-03-03 09:00Z) israel accepts p1 if aid_level=increased
    meeting_place="a neutral city" "and more"
day 3 qatar drafts t1: "outline"
    clause 1 "The truce lasts <truce_days> days." about truce_days behind m1   # why
    clause 2 "Forces leave [towns | the north]."
state p1 -> accepted_by_some
view israel -> p1: accepted
leaks options-note to israel
2024-03-03 hamas says "words" id:00112233445566778899aabbccddeeff
# the end
)";

TEST_CASE("read, written and read again: the same events, questions and comments") {
  const Case c = talks_case();
  const ScriptRead read = read_script(c, small);
  REQUIRE_MESSAGE(read.faults.empty(), faults_of(read));
  REQUIRE(read.script.lines.size() == 8);
  CHECK(read.script.lines[0].comment == "the first");
  const Event& said = *read.script.lines[1].event;
  CHECK(said.pass_on.to == std::vector<std::string>{"egypt", "israel"});
  CHECK_FALSE(said.pass_on.attributed);
  CHECK(std::get<MessageEvent>(said.body).text == "say \"no\"\n<b> \\ \u202e");
  CHECK(read.script.lines[2].event->said == Moment::parse("2024-03-02 14:30+02:00").value());

  const std::string written = write_script(c, read.script);
  for (const char* comment : {"# Talks of March.", "#   two lines", "# a Friday", "# first words",
                              "# the first", "# why", "# the end"})
    CHECK_MESSAGE(written.find(comment) != std::string::npos, comment);
  CHECK(written.find("\\u{202e}") != std::string::npos);
  const ScriptRead again = read_script(c, written);
  REQUIRE_MESSAGE(again.faults.empty(), (faults_of(again) + written));
  REQUIRE(again.script.lines.size() == read.script.lines.size());
  for (std::size_t at = 0; at < read.script.lines.size(); ++at) {
    CHECK(again.script.lines[at].event == read.script.lines[at].event);
    CHECK(again.script.lines[at].question == read.script.lines[at].question);
    CHECK(again.script.lines[at].expected == read.script.lines[at].expected);
    CHECK(again.script.lines[at].comment == read.script.lines[at].comment);
  }
  CHECK(write_script(c, again.script) == written);
}

TEST_CASE("the examples of the reference page and of the verbs are read and written") {
  const Case c = talks_case();
  const ScriptRead read = read_script(c, reference_lines());
  REQUIRE_MESSAGE(read.faults.empty(), faults_of(read));
  CHECK(read.script.lines.size() >= 59);
  const ScriptRead again = read_script(c, write_script(c, read.script));
  REQUIRE_MESSAGE(again.faults.empty(), faults_of(again));
  for (std::size_t at = 0; at < read.script.lines.size(); ++at)
    CHECK_MESSAGE(again.script.lines[at].event == read.script.lines[at].event, at);

  std::set<EventKind> kinds;
  std::string examples =
      "2024-03-01 hamas says m1: \"a\"\n2024-03-01 israel offers c1: truce_days=42\n";
  for (const ScriptVerb& verb : script_verbs()) {
    examples += std::string(verb.example) + "\n";
    kinds.insert(verb.kind);
    CHECK(reference_lines().find(verb.verb) != std::string::npos);
  }
  CHECK(kinds.size() == std::variant_size_v<EventBody>);
  const ScriptRead verbs = read_script(c, examples);
  for (const ScriptFault& fault : verbs.faults)  // two lines of the table share their labels
    CHECK_MESSAGE(fault.sentence.starts_with("a second entry called"), to_string(fault, "verbs"));
}

TEST_CASE("every refusal and warning is on the reference page") {
  const auto page = read_file("docs/reference/talks-script.md", 1 << 20);
  REQUIRE(page.has_value());
  for (std::size_t at = 0; at < refusal_count; ++at) {
    const auto refusal = static_cast<Refusal>(at);
    const std::string row = "| `" + std::string(token(refusal)) + "` | " +
                            std::string(sentence(refusal)) + " | " + std::string(remedy(refusal)) +
                            " |";
    CHECK_MESSAGE(page->find(row) != std::string::npos, row);
  }
  for (std::size_t at = 0; at < warning_count; ++at) {
    const auto warning = static_cast<Warning>(at);
    const std::string row =
        "| `" + std::string(token(warning)) + "` | " + std::string(sentence(warning)) + " |";
    CHECK_MESSAGE(page->find(row) != std::string::npos, row);
  }
}

TEST_CASE("faults say where, what and what instead") {
  const Case c = talks_case();
  const auto fault_in = [&](std::string_view text) {
    const ScriptRead read = read_script(c, text);
    return read.faults.empty() ? std::string("none") : faults_of(read);
  };
  CHECK(fault_in("2024-03-01 isreal says \"x\"\n") ==
        "t:1:12: nobody of the case is called `isreal` (did you mean `israel`?)\n");
  CHECK(fault_in("2024-03-01 israel sais \"x\"\n") ==
        "t:1:19: `sais` is no verb of the script (did you mean `says`?)\n");
  CHECK(fault_in("2024-03-01 israel offers truce_dais=42\n") ==
        "t:1:26: the case has no issue called `truce_dais` (did you mean `truce_days`?)\n");
  CHECK(fault_in("2024-03-01 israel offers withdrawal=nune\n") ==
        "t:1:26: `nune` is no option of `withdrawal` (did you mean `none`?)\n");
  CHECK(fault_in("israel offers truce_days=42\n")
            .starts_with("t:1:1: the line does not begin with a day"));
  CHECK(fault_in("day 2 israel accepts p1\n").find("`day` without a `start`") != std::string::npos);
  CHECK(fault_in("2024-03-01 israel accepts p7\n").find("no entry above is called `p7`") !=
        std::string::npos);
  CHECK(fault_in("16.06.2025 israel says \"x\"\n")
            .starts_with("t:1:1: `16.06.2025` is no day (write `day 3`, `2024-03-28`"));
  CHECK(fault_in("yesterday israel says \"x\"\n").starts_with("t:1:1: `yesterday` is no day"));
  CHECK(fault_in("2024-03-01 \"\u00e9\u00e9\" says \"x\n").find("t:1:22: a quotation mark") == 0);
  CHECK(fault_in("2024-03-01 israel says \"x\" binding soft\n").find("`soft` is not understood") !=
        std::string::npos);
  CHECK(fault_in("2024-03-01 israel says [loud] \"x\"\n").find("no pass-on permission") !=
        std::string::npos);
  CHECK(fault_in("2024-03-01 israel says \"x\" via rome\n").find("no channel called `rome`") !=
        std::string::npos);
  CHECK(fault_in("2024-03-01 israel offers truce_days=42 truce_days=7\n").find("settled twice") !=
        std::string::npos);
  CHECK(fault_in("2024-03-01 israel says \"\\q\"\n").find("a backslash") != std::string::npos);
  CHECK(fault_in("2024-03-01 israel says \"\xff\"\n").find("not UTF-8") != std::string::npos);
  CHECK(fault_in("view nobody\n").find("no party called `nobody`") != std::string::npos);
  CHECK(fault_in("2024-13-01 israel says \"x\"\n") != "none");
  CHECK(fault_in("-> proposed\n") != "none");
  CHECK(fault_in("") == "none");
}

TEST_CASE("a script with a hundred faults reports each of them") {
  const Case c = talks_case();
  std::string text;
  for (int at = 0; at < 100; ++at)
    text += "2024-03-01 hamas offers truce_days=" + std::to_string(100 + at) + "\n";
  const ScriptRead read = read_script(c, text);
  REQUIRE(read.faults.size() == 100);
  for (std::uint32_t at = 0; at < 100; ++at) {
    CHECK(read.faults[at].line == at + 1);
    CHECK(read.faults[at].column == 25);
  }
  std::string many;
  for (int at = 0; at < 1'500; ++at)
    many += "nonsense\n";
  const ScriptRead too_many = read_script(c, many);
  CHECK(too_many.faults.size() == script_faults_max);
  CHECK(too_many.more_faults == 500);
}

TEST_CASE("ids follow from content, and stay when lines are added or labels change") {
  const Case c = talks_case();
  const auto ids = [&](std::string_view text) {
    std::vector<EventId> found;
    for (const ScriptLine& line : read_script(c, text).script.lines)
      found.push_back(line.event->id);
    return found;
  };
  const auto first =
      ids("2024-03-01 qatar proposes p1: truce_days=42\n2024-03-02 hamas accepts p1\n");
  const auto other =
      ids("start 2024-03-01\nday 1 qatar proposes x: truce_days=42 # same\n"
          "2024-03-01 israel says \"hm\"\nday 2 hamas accepts x\n");
  CHECK(first[0] == other[0]);
  CHECK(first[1] == other[2]);
  const auto twice = ids("2024-03-01 hamas says \"a\"\n2024-03-01 hamas says \"a\"\n");
  CHECK(twice[0] != twice[1]);
  CHECK(twice == ids("2024-03-01 hamas says \"a\"\n2024-03-01 hamas says \"a\"\n"));
}

TEST_CASE("one line typed at a desk") {
  const Case c = talks_case();
  const auto played = for_tests::play(c, "2024-03-01 qatar proposes p1: truce_days=42 to hamas\n");
  EventId id;
  id.bytes[5] = std::byte{5};
  const QuickEntry entry{Moment::parse("2024-03-02 10:00+02:00").value(), id};
  const LineRead read = read_event_line(c, played.talks, "hamas rejects p1 \"no\"", entry);
  CHECK(read.faults.size() == 1);  // the reason stands after `because`
  const LineRead good = read_event_line(c, played.talks, "hamas rejects p1 because \"no\"", entry);
  REQUIRE(good.event.has_value());
  CHECK(good.event->id == id);
  CHECK(good.event->said == entry.now);
  CHECK(event_line(c, played.talks, *good.event) ==
        "2024-03-02 10:00+02:00 hamas rejects p1 because \"no\"");
  CHECK_FALSE(read_event_line(c, played.talks, "state", entry).event.has_value());
  CHECK_FALSE(read_event_line(c, played.talks, "", entry).faults.empty());
  CHECK_FALSE(
      read_event_line(c, played.talks, "hamas says \"a\"\nhamas says \"b\"", entry).faults.empty());

  // What is wrong is said with the day, the names and the parties that there are here.
  const auto hint = [&](std::string_view line) {
    const LineRead faulty = read_event_line(c, played.talks, line, entry);
    return faulty.faults.empty() ? std::string() : faulty.faults.front().hint;
  };
  CHECK(hint("hamas accepts nothing-like-it") ==
        "the last with names are `p1`; `caucus talks state` shows what is open");
  CHECK(hint("hamas accepts p2") == "did you mean `p1`?");
  const std::string days = "write 2024-03-02 or 2024-03-02 14:30; a line without a day is of now";
  for (const char* day : {"02.03.2024", "yesterday", "day 3", "3/2/24"})
    CHECK(hint(std::string(day) + " hamas says \"x\"") == days);
  CHECK(hint("").find("`" + c.parties.begin()->id + " says") != std::string::npos);
}

}  // namespace
}  // namespace caucus
