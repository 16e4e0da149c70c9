#include "caucus/talks/refusal.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "caucus/talks/apply.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

using for_tests::joined;
using for_tests::later;
using for_tests::play;
using for_tests::talks_case;

Event event_of(std::string who, EventBody body) {
  Event event;
  event.id.bytes[0] = std::byte{1};
  event.who = std::move(who);
  event.said = Moment::of_day(*Date::parse("2024-03-28"));
  event.body = std::move(body);
  return event;
}

MessageEvent words(std::string text) {
  MessageEvent message;
  message.text = std::move(text);
  return message;
}

std::optional<Refused> refused(const Event& event, const Talks& talks = {}) {
  return apply(talks_case(), talks, event, later()).refused;
}

// What a script can bring about: each token with a script whose last line is refused so.
constexpr std::pair<Refusal, std::string_view> by_script[] = {
    {Refusal::channel_closed, R"(2024-03-01 mediator closes_channel doha
2024-03-02 hamas says "late" via doha -> refused channel_closed
)"},
    {Refusal::body_unknown, R"(2024-03-01 qatar proposes p1: truce_days=42
2024-03-02 israel puts p1 before leaders_in_hiding -> refused body_unknown
2024-03-02 political_leaders_abroad consents_to p1 -> refused body_unknown
)"},
    {Refusal::not_the_mediator,
     R"(2024-03-01 israel proposes truce_days=42 -> refused not_the_mediator
2024-03-01 israel notes "mine" -> refused not_the_mediator
)"},
    {Refusal::not_a_party, R"(2024-03-01 qatar offers truce_days=42 -> refused not_a_party
2024-03-01 other_groups wants truce_days=42 -> refused not_a_party
)"},
    {Refusal::package_empty, R"(2024-03-01 israel offers o1: -> refused package_empty
)"},
    {Refusal::package_breaks_rule,
     R"(2024-03-01 qatar proposes permanent_ceasefire=promised_after_third_phase
    agreement_covers=first_phase_only -> refused package_breaks_rule
)"},
    {Refusal::nothing_to_answer, R"(2024-03-01 hamas says m1: "words"
2024-03-01 israel accepts m1 -> refused nothing_to_answer
2024-03-01 israel accepts @00000000000000000000000000000000 -> refused nothing_to_answer
)"},
    {Refusal::your_own_terms, R"(2024-03-01 hamas offers o1: truce_days=42
2024-03-02 hamas accepts o1 -> refused your_own_terms
2024-03-02 hamas withdraws o1
2024-03-02 hamas accepts o1 -> refused nothing_to_answer
)"},
    {Refusal::not_your_own, R"(2024-03-01 hamas offers o1: truce_days=42
2024-03-01 israel withdraws o1 -> refused not_your_own
2024-03-01 hamas sets red_line r1: truce_days>=7
2024-03-01 israel moves r1 truce_days>=14 -> refused not_your_own
2024-03-01 hamas says m1: "a word"
2024-03-01 israel permits [verbatim] m1 -> refused not_your_own
)"},
    {Refusal::already_corrected, R"(2024-03-01 hamas says m1: "a"
2024-03-01 hamas says "b" corrects m1
2024-03-01 hamas says "c" corrects m1 -> refused already_corrected
)"},
    {Refusal::correction_breaks_record, R"(2024-03-01 qatar proposes p1: truce_days=42
2024-03-01 hamas accepts p1
2024-03-01 hamas says "c" corrects p1 -> refused correction_breaks_record
2024-03-01 mediator notes "no" corrects p1 -> refused correction_breaks_record
)"},
    {Refusal::not_in_order, R"(2024-03-01 hamas says m1: "a"
2024-03-01 decision_makers_in_gaza reads m1 -> refused not_in_order
2024-03-01 mediator opens_channel doha -> refused not_in_order
)"},
    {Refusal::offer_expired, R"(2024-03-01 qatar proposes p1: truce_days=42 expires 2024-03-02
2024-03-03 hamas accepts p1 -> refused offer_expired
)"},
    {Refusal::deadline_passed, R"(2024-03-01 qatar proposes p1: truce_days=42 by_deadline closing
2024-03-21 hamas accepts p1 -> refused deadline_passed
2024-03-21 mediator moves_deadline closing on 2024-03-30
2024-03-21 hamas accepts p1 -> accepted_by hamas
)"},
    {Refusal::audience_not_member,
     R"(2024-03-01 qatar asks "?" to israel via doha -> refused audience_not_member
2024-03-01 israel says "?" via doha -> refused audience_not_member
)"},
    {Refusal::pass_on_not_permitted, R"(2024-03-01 hamas says m1: "a"
2024-03-01 qatar releases m1 to israel as as_question "?" -> refused pass_on_not_permitted
2024-03-01 hamas permits [paraphrase to israel] m1 -> permits paraphrase
2024-03-01 qatar releases m1 to israel as verbatim -> refused pass_on_not_permitted
2024-03-01 qatar releases m1 to egypt as paraphrase -> refused pass_on_not_permitted
2024-03-01 qatar releases m1 to israel as paraphrase "b" -> released israel as paraphrase
)"},
    {Refusal::text_has_one_editor,
     R"(2024-03-01 hamas drafts clause 1 "mine" -> refused text_has_one_editor
)"},
    {Refusal::clause_unknown, R"(2024-03-01 qatar drafts t1: clause 1 "a"
2024-03-01 qatar shows t1 to hamas
2024-03-01 hamas critiques t1 clause 2 "b" -> refused clause_unknown
2024-03-01 qatar drafts from_draft t1 without 7 -> refused clause_unknown
)"},
    {Refusal::draft_not_shown, R"(2024-03-01 qatar drafts t1: clause 1 "a"
2024-03-01 hamas critiques t1 clause 1 "b" -> refused draft_not_shown
2024-03-01 hamas returns t1 -> refused draft_not_shown
2024-03-01 qatar asks_final_answer t1 to hamas -> refused draft_not_shown
)"},
    {Refusal::already_final, R"(2024-03-01 qatar drafts t1: clause 1 "a"
2024-03-01 qatar shows t1 to hamas, israel
2024-03-01 qatar asks_final_answer t1 to hamas -> final_question
2024-03-01 qatar asks_final_answer t1 to hamas -> refused already_final
2024-03-01 qatar drafts t2: clause 1 "b" -> refused already_final
2024-03-01 hamas answers_finally t1 yes_if "names" -> final_answer yes_if
2024-03-01 hamas answers_finally t1 yes -> refused already_final
2024-03-01 israel answers_finally t1 yes -> refused not_in_order
2024-03-02 qatar drafts t3: clause 1 "b" -> draft 2
)"},
    {Refusal::approval_missing, R"(2024-03-01 qatar proposes p1: truce_days=42
2024-03-01 mediator declares agreed because p1 -> refused approval_missing
2024-03-01 mediator declares in_force because p1 "so they say" -> refused approval_missing
)"},
};

// What the script's reader would call a fault: events built by hand.
std::vector<std::pair<Refusal, Event>> by_hand() {
  std::vector<std::pair<Refusal, Event>> found;
  found.emplace_back(Refusal::text_too_long,
                     event_of("hamas", words(std::string(event_text_bytes_max + 1, 'a'))));
  found.emplace_back(Refusal::text_too_long, event_of("hamas", words(std::string(1 << 20, 'a'))));
  found.emplace_back(Refusal::text_too_long, event_of("hamas", words("\xff")));
  Event tomorrow = event_of("hamas", words("soon"));
  tomorrow.said = Moment::of_day(*Date::parse("2025-01-03"));
  found.emplace_back(Refusal::in_the_future, tomorrow);
  found.emplace_back(Refusal::party_unknown, event_of("nobody", words("words")));
  found.emplace_back(Refusal::party_unknown, event_of("", words("words")));
  Event no_channel = event_of("hamas", words("words"));
  no_channel.channel = "rome";
  found.emplace_back(Refusal::channel_unknown, no_channel);
  MessageEvent about = words("words");
  about.issues = {IssueId(99)};
  found.emplace_back(Refusal::unknown_issue, event_of("hamas", about));
  OfferEvent offer;
  offer.package.terms = {{IssueId(1), 77}};
  found.emplace_back(Refusal::unknown_option, event_of("hamas", offer));
  return found;
}

TEST_CASE("every refusal can be brought about") {
  std::set<Refusal> reached;
  for (const auto& row : by_script) {
    const auto& refusal = row.first;
    const auto& text = row.second;
    CAPTURE(std::string(token(refusal)));
    CHECK(text.find(token(refusal)) != std::string_view::npos);
    const auto played = play(talks_case(), text);
    CHECK_MESSAGE(played.wrong.empty(), joined(played.wrong));
    reached.insert(refusal);
  }
  for (const auto& row : by_hand()) {
    const auto& refusal = row.first;
    const auto& event = row.second;
    CAPTURE(std::string(token(refusal)));
    const auto found = refused(event);
    REQUIRE(found.has_value());
    CHECK(found->why == refusal);
    reached.insert(refusal);
  }
  Talks talks = apply(talks_case(), {}, event_of("hamas", words("one")), later()).talks;
  const auto twice = refused(event_of("hamas", words("another")), talks);
  REQUIRE(twice.has_value());
  CHECK(twice->why == Refusal::duplicate_with_different_terms);
  reached.insert(twice->why);
  CHECK(reached.size() == refusal_count);
}

TEST_CASE("a label names one entry") {
  Event first = event_of("hamas", words("one"));
  first.label = "m1";
  const Talks talks = apply(talks_case(), {}, first, later()).talks;
  Event second = event_of("israel", words("two"));
  second.id.bytes[1] = std::byte{7};
  second.label = "m1";
  CHECK(refused(second, talks) == Refused{Refusal::duplicate_with_different_terms, "m1"});
}

TEST_CASE("where several refusals apply, the first in the order is given") {
  Event event = event_of("nobody", words("words"));
  event.channel = "rome";
  event.to = {"nowhere"};
  CHECK(refused(event)->why == Refusal::party_unknown);
  event.who = "hamas";
  event.to.clear();
  AnswerEvent answer;
  answer.to.bytes[3] = std::byte{9};
  answer.package.terms = {{IssueId(1), 77}};
  event.body = answer;
  CHECK(refused(event)->why == Refusal::channel_unknown);
  event.channel.clear();
  event.who = "qatar";
  CHECK(refused(event)->why == Refusal::not_a_party);
  event.who = "hamas";
  CHECK(refused(event)->why == Refusal::unknown_option);
  answer.package.terms.clear();
  event.body = answer;
  CHECK(refused(event)->why == Refusal::nothing_to_answer);
  event.said = Moment::of_day(*Date::parse("2030-01-01"));
  CHECK(refused(event)->why == Refusal::in_the_future);
  answer.text = "\xff";
  event.body = answer;
  CHECK(refused(event)->why == Refusal::text_too_long);
}

TEST_CASE("every refusal and warning says itself in words that show safely") {
  std::set<std::string_view> tokens;
  for (std::size_t at = 0; at < refusal_count; ++at) {
    const auto refusal = static_cast<Refusal>(at);
    CHECK(tokens.insert(token(refusal)).second);
    CHECK_FALSE(sentence(refusal).empty());
    CHECK_FALSE(remedy(refusal).empty());
    CHECK(sentence(refusal).back() != '.');
  }
  for (std::size_t at = 0; at < warning_count; ++at) {
    const auto warning = static_cast<Warning>(at);
    CHECK(tokens.insert(token(warning)).second);
    CHECK_FALSE(sentence(warning).empty());
  }
  CHECK(to_string(Refused{Refusal::party_unknown, "is\u202erael"}).find("\\u{202e}") !=
        std::string::npos);
}

TEST_CASE("deceptive names and texts are recorded with a warning") {
  const Applied applied =
      apply(talks_case(), {}, event_of("hamas", words("forty\u202edays")), later());
  REQUIRE(applied.warnings.size() == 1);
  CHECK(applied.warnings[0].what == Warning::deceptive_text);
  const Applied plain =
      apply(talks_case(), {}, event_of("hamas", words("caf\u00e9\nand \\ more")), later());
  CHECK(plain.warnings.empty());
  // A Cyrillic letter in the middle of a party's name is another name.
  const auto found = refused(event_of("h\u0430mas", words("words")));
  REQUIRE(found.has_value());
  CHECK(found->why == Refusal::party_unknown);
}

}  // namespace
}  // namespace caucus
