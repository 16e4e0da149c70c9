#include "caucus/talks/leaks.h"

#include <concepts>
#include <ostream>
#include <type_traits>

#include <doctest/doctest.h>

#include "caucus/talks/drafts_then.h"
#include "caucus/talks/script_answers.h"
#include "caucus/talks/talking_points.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

using for_tests::play;
using for_tests::talks_case;

constexpr PartyId israel{0};
constexpr PartyId hamas{1};

// --- There is no way out by accident ------------------------------------------------------------

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <class T>
concept HasValue = requires(const T& value) {
  value.value();
};
template <class T>
concept Dereferences = requires(const T& value) {
  *value;
};
template <class T, class U>
concept Adds = requires(const T& a, const U& b) {
  a + b;
};

using LabelledNumber = Labelled<int>;
static_assert(!std::convertible_to<LabelledNumber, int>);
static_assert(!std::constructible_from<int, LabelledNumber>);
static_assert(!std::constructible_from<bool, LabelledNumber>);
static_assert(!std::equality_comparable<LabelledNumber>);
static_assert(!std::totally_ordered<LabelledNumber>);
static_assert(!Printable<LabelledNumber>);
static_assert(!HasValue<LabelledNumber>);
static_assert(!Dereferences<LabelledNumber>);
static_assert(!Adds<LabelledNumber, int>);
static_assert(!Adds<LabelledNumber, LabelledNumber>);
static_assert(!std::convertible_to<Statement, std::string>);
static_assert(!std::constructible_from<std::string, Statement>);
static_assert(!std::constructible_from<std::string_view, Statement>);

// The checks above see what they look for.
static_assert(Printable<int> && HasValue<std::optional<int>> && Dereferences<int*> &&
              Adds<int, int>);

// A Releasable is made by the check alone, and its value needs the party.
static_assert(!std::constructible_from<Releasable<int>, int, PartyId>);
static_assert(!std::constructible_from<Releasable<int>, LabelledNumber>);
static_assert(!std::default_initializable<Releasable<int>>);
static_assert(!std::convertible_to<Releasable<int>, int>);
static_assert(!HasValue<Releasable<int>>);
static_assert(!Printable<Releasable<int>>);

// What is written for a party takes nothing else.
static_assert(
    std::invocable<decltype(text_for), const Case&, PartyId, const Releasable<TalkingPoints>&>);
static_assert(!std::invocable<decltype(text_for), const Case&, PartyId, const TalkingPoints&>);
static_assert(
    !std::invocable<decltype(text_for), const Case&, PartyId, const Labelled<TalkingPoints>&>);

TEST_CASE("words corrected since they were passed on are not covered by what was passed on") {
  const Case c = for_tests::talks_case();
  const std::string passed = R"(start 2024-03-01
day 1 qatar says m1: "first words"
day 2 qatar releases m1 to israel as verbatim attributed
day 3 qatar says m1b: "other words" corrects m1
)";
  const auto found = [&](const std::string& script) {
    const Talks talks = for_tests::play(c, script).talks;
    LabelledDocument document;
    document.statements.emplace_back("", label_of_words_now(talks, 0));
    return leaks(c, talks, document, PartyId(0)).size();
  };
  CHECK(found(passed) == 1);
  CHECK(found(passed + "day 4 qatar releases m1 to israel as verbatim attributed\n") == 0);
}

TEST_CASE("a value of several inputs rests on all of them") {
  const LabelledNumber a(40, Label::of_event(3));
  const LabelledNumber b(2, Label::of_sheet(1));
  const auto sum = join([](int x, int y) { return x + y; }, a, b);
  CHECK(sum.seen_by(mediators_eyes) == 42);
  CHECK(sum.label() == Label::of_event(3).join(Label::of_sheet(1)));
  const auto text = sum.map([](int x) { return std::to_string(x); }).because_of(Label::of_event(9));
  CHECK(text.label().sources().size() == 3);
  const auto list = gather(std::vector{a, b, a});
  CHECK(list.label() == sum.label());
  CHECK(list.seen_by(mediators_eyes) == std::vector{40, 2, 40});
}

// --- The check ----------------------------------------------------------------------------------

constexpr std::string_view two_sides = R"(start 2024-03-01
day 1 israel says s1: "names before buses"
day 2 hamas says [paraphrase] m1: "the promise first"
day 3 hamas says m2: "only the north" in_public
day 4 hamas says m3: "we hear you" to israel
day 5 qatar releases m1 to israel as paraphrase r1: "They look for a promise."
day 6 hamas says [hold] m4: "not yet"
day 7 qatar proposes p1: idea truce_days=42
day 8 qatar drafts t1: "outline"
    clause 1 "The truce lasts <truce_days> days." behind m1, m4
day 9 qatar shows t1 to israel supervised
day 10 israel returns t1
)";

struct Checker {
  Case c = talks_case();
  Talks talks;
  ViewKeeper keeper;

  explicit Checker(PartyId party) : keeper(c, party) {
    auto played = play(c, two_sides);
    CHECK(for_tests::joined(played.wrong) == "");
    talks = std::move(played.talks);
    keeper.follow(talks);
    keeper.set_day(*Date::parse("2024-03-15"));
  }
  EventIndex at(std::string_view label) const { return *talks.find_label(label); }
  std::vector<Leak> of(const Label& label) const {
    return LeakCheck(c, talks, keeper).leaks(label);
  }
};

TEST_CASE("own, public, said to it and released in that form are no leaks") {
  const Checker checker(israel);
  for (const char* label : {"s1", "m2", "m3", "r1"})
    CHECK_MESSAGE(checker.of(Label::of_event(checker.at(label))).empty(), label);
  for (PassOnForm form :
       {PassOnForm::paraphrase, PassOnForm::as_mediator_idea, PassOnForm::as_question})
    CHECK(checker.of(Label::of_event(checker.at("m1"), form, false)).empty());
}

TEST_CASE("every other source is listed with its day, its speaker and the reason") {
  const Checker checker(israel);
  const auto why = [&](const Label& label) {
    const auto leaks = checker.of(label);
    REQUIRE(leaks.size() == 1);
    return std::string(token(leaks[0].why)) + " " + leaks[0].who;
  };
  CHECK(why(Label::of_event(checker.at("m1"))) == "released_weaker hamas");
  CHECK(why(Label::of_event(checker.at("m1"), PassOnForm::paraphrase, true)) ==
        "not_attributed hamas");
  CHECK(why(Label::of_event(checker.at("m4"))) == "in_confidence hamas");
  CHECK(why(Label::of_event(checker.at("p1"))) == "mediators_own qatar");
  CHECK(why(Label::of_event(checker.at("t1"))) == "given_back qatar");
  CHECK(why(Label::of_sheet(1)) == "reading_of_party hamas");
  CHECK(why(Label::of_sheet(0)) == "reading_of_party israel");
  CHECK(why(Label::of_line(1, 0)) == "reading_of_party hamas");
  CHECK(why(Label::of_hidden_act(checker.at("m4"))) == "in_confidence hamas");
  CHECK(checker.of(Label::of_event(checker.at("m4")))[0].day == Date::parse("2024-03-06").value());
}

TEST_CASE("a public line of a sheet and a party's own sheet may be seen") {
  Checker checker(israel);
  checker.c.sheets[1].lines[0].audience = Audience::public_;
  CHECK(checker.of(Label::of_line(1, 0)).empty());
  CHECK(checker.of(Label::of_sheet(1)).size() == 1);
  checker.c.sheets[0].by = "israel_delegation";
  CHECK(checker.of(Label::of_sheet(0)).empty());
}

TEST_CASE("a leak names what its speaker would permit") {
  const Checker checker(israel);
  CHECK(checker.of(Label::of_event(checker.at("m1")))[0].permitted == PassOnForm::paraphrase);
  CHECK(checker.of(Label::of_event(checker.at("m4")))[0].permitted == PassOnForm::hold);
}

TEST_CASE("a document is given out whole or not at all") {
  const Checker checker(israel);
  const LeakCheck check(checker.c, checker.talks, checker.keeper);
  LabelledDocument document;
  document.title = Statement("Where we are", Label());
  document.statements.emplace_back("They look for a promise.", Label::of_event(checker.at("r1")));
  const auto given = check.release(document);
  REQUIRE(given.given);
  CHECK(given.given->value_for(israel).statements.size() == 1);
  CHECK_THROWS_AS(given.given->value_for(hamas), BrokenInvariant);

  document.statements.emplace_back("and more", Label::of_event(checker.at("m4")));
  document.statements.emplace_back("and again", Label::of_event(checker.at("m4")));
  const auto refused = check.release(document);
  CHECK(!refused.given);
  REQUIRE(refused.leaks.size() == 1);
  CHECK(to_string(refused.leaks[0]) ==
        "2024-03-06 hamas: said in confidence, nothing of it released; statement 2, 3");

  document.statements.clear();
  document.title = Statement("Eight messages", Label::of_hidden_act(checker.at("m4")));
  CHECK(check.leaks(document).at(0).in_title);
}

TEST_CASE("compartments of a value are those of all it rests on") {
  const Checker checker(israel);
  Label label = Label::of_event(checker.at("m4"));
  label.join(Label::of_event(checker.at("s1"))).join(Label::of_sheet(1));
  label.join(Label::of_event(checker.at("p1"))).join(Label::of_event(checker.at("m2")));
  std::string names;
  for (const Compartment& each : compartments_of(checker.c, checker.talks, label))
    names += name_of(checker.c, each) + "; ";
  CHECK(names == "everybody; the mediator; israel; hamas; reading of hamas; ");
}

TEST_CASE("documents of the talks by name") {
  const Checker checker(israel);
  const LeakCheck check(checker.c, checker.talks, checker.keeper);
  const auto answer = [&](std::string_view name) {
    const auto document = document_named(checker.c, checker.talks, name);
    REQUIRE(document);
    std::string text;
    for (const std::string& line :
         leaks_answer(checker.c, check.leaks(*document), Date::parse("2024-03-01").value()))
      text += line + "; ";
    return text;
  };
  CHECK(answer("m2") == "");
  CHECK(answer("t1") == "day 6 hamas; ");
  CHECK(answer("options-note") ==
        "day 2 hamas; day 6 hamas; day 7 qatar; reading of israel; reading of hamas; ");
  CHECK(!document_named(checker.c, checker.talks, "nothing-of-the-kind"));
}

}  // namespace
}  // namespace caucus
