// The views of the talks for the mediator: timeline, what is open, terms, approvals, the text.
#include <doctest/doctest.h>

#include "caucus/talks/draft_text.h"
#include "caucus/talks/open_items.h"
#include "caucus/talks/talks_case_for_tests.h"
#include "caucus/talks/timeline.h"

namespace caucus {
namespace {

using for_tests::joined;
using for_tests::play;
using for_tests::talks_case;

Talks played(std::string_view text) {
  const auto done = play(talks_case(), text);
  REQUIRE_MESSAGE(done.wrong.empty(), joined(done.wrong));
  return done.talks;
}

Date day(const char* text) {
  return *Date::parse(text);
}

std::string label_of(const Talks& talks, EventIndex at) {
  return talks.events[at].label;
}

TEST_CASE("the timeline is sorted by when it was said, and can be narrowed") {
  const Case c = talks_case();
  const Talks talks = played(R"(start 2024-03-01
day 5 hamas says b: "later" about truce_days
day 2 (noted 2024-03-06) israel says a: "earlier" to egypt
day 6 qatar asks d: "and days?" to hamas via doha about truce_days
day 6 hamas offers e: truce_days=42
day 7 hamas says f: "not days" corrects b
)");
  const auto labels = [&](const TimelineFilter& filter) {
    std::string text;
    for (const TimelineEntry& entry : timeline(c, talks, filter))
      text += label_of(talks, entry.event);
    return text;
  };
  CHECK(labels({}) == "abdef");
  CHECK(labels({.party = PartyId(1)}) == "bdef");
  CHECK(labels({.channel = "doha"}) == "d");
  CHECK(labels({.issue = IssueId(1)}) == "bde");
  CHECK(labels({.since = day("2024-03-06")}) == "adef");
  CHECK(labels({.kind = EventKind::offer}) == "e");
  const auto all = timeline(c, talks);
  CHECK(all[1].replaced_by == 4);
  CHECK(all[4].outcome == "corrected");
  CHECK(all[2].line == "2024-03-06 qatar asks d: \"and days?\" about truce_days to hamas via doha");

  const TalksChanges changes = changes_since(talks, day("2024-03-06"));
  CHECK(changes.events == std::vector<EventIndex>{1, 2, 3, 4});
  CHECK(changes.new_terms == std::vector<EventIndex>{3});
  CHECK(changes.states.size() == 1);
  CHECK(changes.corrections == std::vector<EventIndex>{4});
}

TEST_CASE("what is open, with whom and for how long") {
  const Case c = talks_case();
  const Talks talks = played(R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 to israel, hamas
day 2 israel accepts p1 if "names first"
day 3 hamas no_answer_yet p1
day 3 israel puts p1 before war_cabinet
day 4 qatar asks q1: "when?" to hamas
day 4 qatar asks q2: "where?" to hamas
day 5 hamas says "there" in_reply_to q2
day 5 qatar passes q1 to leaders_in_hiding
day 5 hamas demands d1: "water" before talks
day 6 qatar records_understanding u1: "lists" between israel, hamas
day 6 hamas reads_back u1 confirmed
day 6 qatar drafts t1: clause 1 "a"
day 6 qatar shows t1 to hamas
day 6 qatar shows t1 to israel supervised
day 7 hamas critiques t1 clause 1 k1: "b"
day 7 qatar asks_final_answer t1 to hamas
day 8 united_states sets_deadline easter on 2024-03-31 soft
)");
  std::vector<std::string> found;
  for (const OpenItem& item : open_items(c, talks, day("2024-03-11"))) {
    std::string line(token(item.kind));
    line += item.event ? " " + label_of(talks, *item.event) : "";
    line += item.with ? " " + c.parties[*item.with].id : "";
    found.push_back(line + (item.name.empty() ? " " : " " + item.name + " ") +
                    std::to_string(item.age_days));
  }
  CHECK(joined(found) == R"(answer_awaited p1 hamas 10
condition_open p1 israel israel 9
body_awaited p1 israel war_cabinet 8
question q1 hamas 7
on_the_way  hamas leaders_in_hiding 6
precondition d1 6
read_back_awaited u1 israel 5
draft_out t1 hamas 5
critique k1 4
final_answer_awaited t1 hamas 4
deadline closing -9
deadline  easter -20
)");
}

TEST_CASE("the life of terms, party by party and body by body") {
  const Case c = talks_case();
  const Talks talks = played(R"(start 2024-03-01
day 1 qatar proposes p1: truce_days=42 to israel, hamas
day 2 israel accepts p1
day 3 israel puts p1 before war_cabinet
day 4 hamas rejects p1
day 5 israel offers o1: truce_days=21
)");
  const auto summaries = terms_summaries(c, talks, day("2024-03-08"));
  REQUIRE(summaries.size() == 2);
  CHECK(summaries[0].label == "o1");
  CHECK(summaries[0].lines.size() == 4);  // the offerer's delegation has no line
  const TermsSummary& p1 = summaries[1];
  CHECK(p1.status == TermsStatus::refused_after_acceptance);
  CHECK(p1.age_days == 7);
  REQUIRE(p1.lines.size() == 5);
  CHECK(p1.lines[0].step == "accepted");
  CHECK(p1.lines[0].age_days == 6);
  CHECK(p1.lines[1].body == "war_cabinet");
  CHECK(p1.lines[1].step == "put");
  CHECK(p1.lines[2].step == "refused");
  CHECK(p1.lines[3].step == "not_asked");
  CHECK_FALSE(p1.lines[3].age_days.has_value());

  const auto needed = approvals_needed(c, talks, day("2024-03-08"));
  REQUIRE(needed.size() == 3);
  CHECK(needed[0].body == "war_cabinet");
  CHECK(needed[0].age_days == 5);
  CHECK(needed[0].step == BodyStep::put);
  CHECK_FALSE(needed[1].step.has_value());
}

constexpr std::string_view drafting = R"(start 2024-03-01
day 1 hamas says m1: "home"
day 1 qatar drafts t1: "outline"
    clause 1 "The truce lasts <truce_days> days." behind m1
    clause 2 "Forces leave [israel: the towns | hamas: the north] in a week."
    clause 3 "Aid goes on."
day 2 qatar shows t1 to hamas
day 2 hamas critiques t1 clause 2 k1: "not enough"
day 2 hamas critiques t1 clause 1 k2: "too short" blocking
day 3 qatar drafts t2: from_draft t1 without 3
    clause 2 "Forces leave the north in two weeks." meets k1
    clause 4 "Lists are exchanged." about civilians_released
day 4 hamas withdraws k2
state k1 -> met
state k2 -> withdrawn
)";

TEST_CASE("clauses know their blanks, brackets and what is behind them") {
  const Case c = talks_case();
  const Talks talks = played(drafting);
  const auto first = clauses_of(c, talks, 0);
  REQUIRE(first.size() == 3);
  CHECK(first[0].issues == std::vector<IssueId>{IssueId(1)});
  CHECK(first[0].behind == std::vector<EventIndex>{0});
  CHECK_FALSE(first[0].has_brackets);
  CHECK(first[1].has_brackets);
  const auto second = clauses_of(c, talks, 1);
  REQUIRE(second.size() == 3);
  CHECK(second[1].met == std::vector<std::uint32_t>{0});
  CHECK(second[2].id == "4");

  const auto pieces = pieces_of(c, "a <truce_days> b [israel: x | y] \\<c> <d> [e");
  REQUIRE(pieces.size() == 5);
  CHECK(pieces[1].blank == IssueId(1));
  REQUIRE(pieces[3].bracket.size() == 2);
  CHECK(pieces[3].bracket[0].party == "israel");
  CHECK(pieces[3].bracket[0].text == "x");
  CHECK(pieces[3].bracket[1].party.empty());
  CHECK(pieces[4].text == " <c> <d> [e");
}

TEST_CASE("what changed between two drafts, and how critiques have fared") {
  const Talks talks = played(drafting);
  const auto changes = difference(talks, 0, 1);
  REQUIRE(changes.size() == 4);
  CHECK(changes[0].change == ClauseChange::same);
  CHECK(changes[1].change == ClauseChange::changed);
  std::string before;
  std::string after;
  for (const WordChange& piece : changes[1].words) {
    if (piece.change != ClauseChange::added) before += piece.text;
    if (piece.change != ClauseChange::removed) after += piece.text;
  }
  CHECK(before == "Forces leave [israel: the towns | hamas: the north] in a week.");
  CHECK(after == "Forces leave the north in two weeks.");
  CHECK(changes[1].words.front().text == "Forces leave ");
  CHECK(changes[2].change == ClauseChange::added);
  CHECK(changes[3].id == "3");
  CHECK(changes[3].change == ClauseChange::removed);

  const auto summaries = draft_summaries(talks);
  REQUIRE(summaries.size() == 2);
  CHECK(summaries[0].readers.size() == 1);
  CHECK(summaries[1].touched == std::vector<std::string>{"2", "4", "3"});
  REQUIRE(summaries[1].balance.size() == 1);
  CHECK(summaries[1].balance[0].made == 2);
  CHECK(summaries[1].balance[0].met == 1);
  CHECK(summaries[1].balance[0].withdrawn == 1);
  CHECK(summaries[0].balance[0].met == 0);
}

}  // namespace
}  // namespace caucus
