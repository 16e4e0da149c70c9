#include "caucus/talks/view_for.h"

#include <doctest/doctest.h>

#include "caucus/talks/script_answers.h"
#include "caucus/talks/talks_case_for_tests.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

using for_tests::play;
using for_tests::talks_case;

constexpr PartyId israel{0};
constexpr PartyId hamas{1};

Date day(const char* text) {
  return *Date::parse(text);
}

// Runs a script with views and leaks answered; no line may come out otherwise than it says.
void check(std::string_view text) {
  const Case c = talks_case();
  const ScriptRead read = read_script(c, text);
  for (const ScriptFault& fault : read.faults)
    FAIL_CHECK(to_string(fault, "script"));
  const ScriptRun run =
      run_script(c, read.script, {}, for_tests::later(), script_answers(read.script.start));
  for (const ScriptMismatch& mismatch : run.mismatches)
    FAIL_CHECK(to_string(mismatch, "script"));
}

PartyView view_of(std::string_view text, PartyId party, const char* on = "2024-03-31") {
  const Case c = talks_case();
  const auto played = play(c, text);
  CHECK(for_tests::joined(played.wrong) == "");
  return view_for(c, played.talks, party, day(on));
}

std::string lines_of(std::string_view text, PartyId party) {
  return for_tests::joined(view_lines(talks_case(), view_of(text, party)));
}

TEST_CASE("a party sees its own steps and never the other's") {
  check(R"(start 2024-03-01
day 1   qatar   proposes  p1: truce_days=42 civilians_released=35       -> proposed
view israel                                                             -> (nothing)
day 2   israel  accepts   p1                                            -> accepted_by israel
day 3   qatar   passes    p1 to hamas via doha                          -> handed
view hamas                                                              -> (nothing)
day 5   leaders_in_hiding receives p1                                   -> reached
view hamas                                                              -> p1: put
day 8   hamas   says      [hold] "the promise matters more"             -> noted
day 9   hamas   rejects   p1 because permanent_ceasefire=not_mentioned  -> refused_by hamas
view israel                                                             -> p1: accepted
view hamas                                                              -> p1: refused
leaks options-note to israel
    -> day 8 hamas; day 9 hamas; reading of israel; reading of hamas
)");
}

TEST_CASE("what is released comes in the form of the release and no stronger") {
  check(R"(start 2024-03-01
day 1 hamas says [paraphrase to israel] m1: "the promise first"
day 1 hamas asks [as_question] m2: "would six weeks do?"
day 2 qatar releases m1 to israel as paraphrase "They look for a promise."
day 2 qatar releases m2 to israel as as_question "What of six weeks?"
view israel                            -> m1: paraphrase; m2: as_question
leaks m1 to israel                     -> day 1 hamas
day 3 hamas permits [hold] m1
view israel                            -> m1: paraphrase; m2: as_question
)");
  const std::string_view released = R"(start 2024-03-01
day 1 hamas says [paraphrase] m1: "the promise first"
day 2 hamas asks [as_question] m2: "would six weeks do?"
day 3 qatar releases m1 to israel as paraphrase attributed "They look for a promise."
day 4 qatar releases m2 to israel as as_question "What of six weeks?"
)";
  const PartyView view = view_of(released, israel);
  REQUIRE(view.entries.size() == 2);
  CHECK(view.at(1).text == "They look for a promise.");
  CHECK(view.at(1).who == "hamas");
  CHECK(view.at(1).kind == EventKind::release);
  CHECK(view.at(2).text == "What of six weeks?");
  CHECK(view.at(2).who == "");
  CHECK(view.at(2).by == "qatar");
  CHECK(to_string(view.at(2).when) == "2024-03-04");
}

TEST_CASE("words handed on count as seen only if the speaker permitted it") {
  check(R"(start 2024-03-01
day 1 hamas offers o1: truce_days=42
day 2 qatar passes o1 to israel
view israel            -> (nothing)
day 3 hamas offers [verbatim to israel] o2: truce_days=28
day 4 qatar passes o2 to israel
view israel            -> o2: put
day 5 israel rejects o2
view israel            -> o2: refused
)");
}

TEST_CASE("another's reference does not tell whose an unattributed word was") {
  const PartyView view = view_of(R"(start 2024-03-01
day 1 hamas says [as_question] m1: "would six weeks do?"
day 2 qatar releases m1 to israel as as_question "What of six weeks?"
day 3 hamas withdraws m1 in_public because "not the time"
)",
                                 israel);
  REQUIRE(view.entries.size() == 2);
  CHECK(view.at(2).as == SeenAs::in_public);
  CHECK(view.at(2).about.empty());
  CHECK(!view.at(1).withdrawn);
}

TEST_CASE("drafts are seen as shown, and a supervised copy leaves no words when returned") {
  const std::string shown = R"(start 2024-03-01
day 1 hamas says m1: "a promise"
day 2 qatar drafts t1: "outline"
    clause 1 "The truce lasts <truce_days> days." behind m1
day 3 qatar drafts t2: from_draft t1
    clause 2 "Forces leave [towns | the north]."
day 4 qatar shows t2 to israel supervised
)";
  const PartyView before = view_of(shown, israel);
  REQUIRE(before.drafts.size() == 1);
  CHECK(before.drafts[0].number == 1);
  REQUIRE(before.drafts[0].clauses.size() == 2);
  CHECK(before.drafts[0].clauses[0].text == "The truce lasts <truce_days> days.");
  const PartyView after = view_of(shown + "day 5 israel returns t2\n", israel);
  REQUIRE(after.drafts.size() == 1);
  CHECK(after.drafts[0].clauses.empty());
  CHECK(after.drafts[0].returned == 2U);
  CHECK(view_of(shown, hamas).drafts.empty());
}

TEST_CASE("a draft corrected after it was shown is seen corrected when it is shown again") {
  const std::string shown = R"(start 2024-03-01
day 1 hamas says [hold] m1: "we could do with 28 days"
day 1 qatar drafts t0: "ground"
    clause 1 "Forces leave the towns."
day 2 qatar drafts t1: "outline" from_draft t0
    clause 2 "The truce lasts <truce_days> days."
day 3 qatar shows t1 to israel
day 5 qatar drafts t1b: "secret title" from_draft t0
    clause 2 "The truce lasts 28 days." behind m1 corrects t1
day 6 qatar drafts t0b: "secret ground"
    clause 1 "Forces leave the hills." corrects t0
)";
  const PartyView view = view_of(shown, israel);
  REQUIRE(view.drafts.size() == 1);
  CHECK(view.drafts[0].title == "outline");
  REQUIRE(view.drafts[0].clauses.size() == 2);
  CHECK(view.drafts[0].clauses[0].text == "Forces leave the towns.");
  CHECK(view.drafts[0].clauses[1].text == "The truce lasts <truce_days> days.");

  const PartyView again = view_of(shown + "day 7 qatar shows t1 to israel\n", israel);
  REQUIRE(again.drafts.size() == 2);
  CHECK(again.drafts[0] == view.drafts[0]);
  CHECK(again.drafts[1].number == 1);
  CHECK(again.drafts[1].title == "secret title");
  CHECK(again.drafts[1].clauses[0].text == "Forces leave the hills.");
  CHECK(again.drafts[1].clauses[1].text == "The truce lasts 28 days.");
}

TEST_CASE("words corrected after they were passed on are seen corrected when passed on again") {
  const std::string passed = R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 "for a start"
day 2 qatar passes p1 to hamas via doha
day 3 qatar proposes p1b: truce_days=28 "secret" corrects p1
day 4 leaders_in_hiding receives p1
day 5 qatar says m1: "first words"
day 6 qatar releases m1 to hamas as verbatim
day 7 qatar says m1b: "secret" corrects m1
)";
  const PartyView view = view_of(passed, hamas);
  CHECK(lines_of(passed, hamas).find("secret") == std::string::npos);
  REQUIRE(view.terms.size() == 1);
  CHECK(view.at(view.terms[0].entry).text == "for a start");

  const PartyView again = view_of(passed + R"(day 8 qatar passes p1 to hamas
day 8 qatar passes p1 to hamas
day 9 hamas accepts p1
)",
                                  hamas);
  REQUIRE(again.terms.size() == 2);
  CHECK(again.terms[0].replaced_by == again.terms[1].entry);
  CHECK(again.at(again.terms[1].entry).text == "secret");
  CHECK(again.terms[0].step == PartyStep::put);
  CHECK(again.terms[1].step == PartyStep::accepted);
}

TEST_CASE("deadlines of the case are everybody's, moves only of those who heard them") {
  const std::string moved = R"(start 2024-03-01
day 1 united_states moves_deadline ramadan on 2024-03-12 to israel
)";
  CHECK(view_of(moved, israel).deadlines[0].date == day("2024-03-12"));
  CHECK(view_of(moved, hamas).deadlines[0].date == day("2024-03-10"));
  CHECK(view_of(moved, hamas).entries.empty());
}

TEST_CASE("the mediator's own reading, notes and sureness stay out") {
  const std::string lines = lines_of(R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 to hamas
day 2 hamas rejects p1 because "too long" reading tactical likely {report_002}
day 2 hamas sets red_line r1: truce_days>=14 likely
day 3 mediator notes "they do not mean it" regarding p1 to hamas
day 3 mediator off_the_record
)",
                                     hamas);
  CHECK(lines.find("tactical") == std::string::npos);
  CHECK(lines.find("likely") == std::string::npos);
  CHECK(lines.find("report_002") == std::string::npos);
  CHECK(lines.find("mean it") == std::string::npos);
  CHECK(lines.find("p1") == std::string::npos);
  CHECK(lines ==
        "1. 2024-03-01 qatar put to you: truce_days: 42\n"
        "2. 2024-03-02 You refused entry 1: \"too long\"\n"
        "3. 2024-03-02 You set a red line: truce_days: at least 14\n"
        "terms 1: refused on 2024-03-02\n"
        "soft deadline ramadan: 2024-03-10\n"
        "hard deadline closing: 2024-03-20\n");
}

TEST_CASE("a name that is not there and one that is not its to see are told apart by nothing") {
  const PartyView view = view_of(R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 to hamas
)",
                                 israel);
  const auto error = [&](std::string_view name) {
    std::string sentence = entry_named(view, name).sentence;
    const auto at = sentence.find(name);
    REQUIRE(at != std::string::npos);
    return sentence.erase(at, name.size());
  };
  CHECK(error("p1") == error("nobody"));
  CHECK(error("1") == error("999999"));
}

TEST_CASE("entries are ordered by when the party saw them, numbers by when they came") {
  const PartyView view = view_of(R"(start 2024-03-01
day 5 israel says "later"
day 2 israel says "earlier"
)",
                                 israel);
  CHECK(view.in_time == std::vector<SeenNumber>{2, 1});
  CHECK(view.at(1).text == "later");
}

}  // namespace
}  // namespace caucus
