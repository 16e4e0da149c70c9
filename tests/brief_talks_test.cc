// The brief of every shipped case that has its talks: what was put, what waits, what was tried.
#include <filesystem>

#include <doctest/doctest.h>

#include "caucus/base/file.h"
#include "caucus/desk/desk.h"
#include "caucus/talks/apply.h"
#include "caucus/talks/script.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

// As the brief takes them: every event of the script, in its order.
Talks talks_of(const Case& c, const std::string& script) {
  const ScriptRead read = read_script(c, script);
  REQUIRE(read.faults.empty());
  std::vector<Event> events;
  for (const ScriptLine& line : read.script.lines)
    if (line.event) events.push_back(*line.event);
  Replayed replayed =
      replay(c, std::move(events), Moment::of_day(Date::parse("2030-01-01").value()));
  REQUIRE_FALSE(replayed.refused);
  return std::move(replayed.talks);
}

std::string brief_with(const std::string& folder, const std::string& script,
                       std::optional<Date> since = std::nullopt) {
  const Result<CaseCheck> opened = open_case(folder);
  REQUIRE(opened);
  REQUIRE(opened->value);
  const Talks talks = talks_of(*opened->value, script);
  BriefOptions options;
  options.since = since;
  options.talks = &talks;
  return brief_of(*opened->value, options, {}).text;
}

bool holds(const std::string& text, std::string_view words) {
  // Lines are wrapped: compare with white space folded.
  std::string folded;
  for (char letter : text)
    if (letter != '\n' && (letter != ' ' || !folded.ends_with(' ')))
      folded += letter;
    else if (!folded.ends_with(' '))
      folded += ' ';
  return folded.find(words) != std::string::npos;
}

constexpr std::string_view port = "cases/labour/port-contract";

TEST_CASE("every shipped case with talks has a brief that tells them, the same each time") {
  std::size_t found = 0;
  for (const auto& entry : fs::recursive_directory_iterator("cases")) {
    if (entry.path().filename() != "talks.talks") continue;
    ++found;
    CAPTURE(entry.path().string());
    const Result<std::string> script = read_file(entry.path().string(), script_bytes_max);
    REQUIRE(script);
    const std::string folder = entry.path().parent_path().string();
    const std::string brief = brief_with(folder, *script);
    CHECK(holds(brief, "What was put, and what became of it"));
    CHECK(holds(brief, "Talks so far"));
    CHECK(brief == brief_with(folder, *script));
  }
  CHECK(found >= 10);
}

TEST_CASE("no talks, nothing about them") {
  const Result<CaseCheck> opened = open_case(std::string(port));
  REQUIRE(opened);
  const std::string brief = brief_of(*opened->value, {}, {}).text;
  CHECK_FALSE(holds(brief, "What was put, and what became of it"));
  CHECK_FALSE(holds(brief, "What was tried before"));
}

TEST_CASE("what waits has its age, and no answer is not a refusal") {
  const Result<CaseCheck> opened = open_case("cases/ceasefire/truce-and-exchange-2024");
  REQUIRE(opened);
  const std::string brief = brief_with("cases/ceasefire/truce-and-exchange-2024",
                                       "2024-03-20 qatar proposes p1: truce_days=42 "
                                       "civilians_released=35 to israel, hamas\n"
                                       "2024-03-22 israel accepts p1\n"
                                       "2024-03-23 israel puts p1 before war_cabinet\n",
                                       Date::parse("2024-03-21").value());
  CHECK(holds(brief,
              "Hamas has not answered the terms \u201Cp1\u201D, for 8 days; no answer is not a "
              "refusal."));
  CHECK(holds(brief, "War cabinet has not answered on the terms \u201Cp1\u201D, for 5 days."));
  CHECK(holds(brief, "accepted by Israel"));
  CHECK(holds(brief, "22 March 2024: Israel accepted the terms \u201Cp1\u201D."));
  // The terms were put before the day asked about; what followed is news.
  const std::size_t changed = brief.find("What changed since");
  REQUIRE(changed != std::string::npos);
  CHECK(holds(brief.substr(changed), "Israel laid the terms \u201Cp1\u201D before"));
}

TEST_CASE("a step back is listed with what it steps back from, and a word lost on the way") {
  const std::string brief =
      brief_with("cases/ceasefire/truce-and-exchange-2024",
                 "2024-03-01 israel offers o1: truce_days=42\n"
                 "2024-03-02 qatar passes o1 to hamas\n"
                 "2024-03-03 qatar loses o1\n"
                 "2024-03-06 hamas wants withdrawal=from_north_after_third_phase firm\n"
                 "2024-03-20 hamas wants withdrawal=from_territory firm\n");
  CHECK(holds(brief, "Steps back, latest first"));
  CHECK(holds(brief, "Before that, on 6 March 2024: Hamas asked for"));
  CHECK(holds(brief, "The offer \u201Co1\u201D was lost on the way to Hamas"));
  CHECK(holds(brief, "Last put: the offer \u201Co1\u201D of 1 March 2024, "));
  CHECK_FALSE(holds(brief, "has not answered the offer"));
}

}  // namespace
}  // namespace caucus
