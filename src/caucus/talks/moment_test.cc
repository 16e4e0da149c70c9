#include "caucus/talks/moment.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "caucus/base/assert.h"
#include "caucus/talks/event_id.h"
#include "caucus/talks/permission.h"

namespace caucus {
namespace {

Moment read(std::string_view text) {
  return Moment::parse(text).value();
}

TEST_CASE("a moment is a day, or a day with a clock and its zone") {
  CHECK(to_string(read("2024-03-28")) == "2024-03-28");
  CHECK(to_string(read("2024-03-28 14:30")) == "2024-03-28 14:30Z");
  CHECK(to_string(read("2024-03-28T14:30+02:00")) == "2024-03-28 14:30+02:00");
  CHECK(to_string(read("2024-03-28 00:15-03:30")) == "2024-03-28 00:15-03:30");
  CHECK(to_string(Moment::parse("2024-03-28 14:30", 120).value()) == "2024-03-28 14:30+02:00");
  for (const char* wrong : {"", "28 March", "2024-02-30", "2024-03-28 24:00", "2024-03-28 1:30",
                            "2024-03-28 14:30+15:00", "2024-03-28 14:30 ", "2024-03-28x14:30"})
    CHECK_FALSE(Moment::parse(wrong).has_value());
  CHECK_THROWS_AS(Moment::at(*Date::parse("2024-03-28"), 1440, 0), BrokenInvariant);
}

TEST_CASE("moments are compared in UTC, a day alone first") {
  CHECK(read("2024-03-28 01:00+02:00") < read("2024-03-27 23:30Z"));
  CHECK(read("2024-03-28 14:30+02:00") > read("2024-03-28 12:29Z"));
  CHECK(read("2024-03-28") < read("2024-03-28 00:00Z"));
  CHECK(read("2024-03-28 00:30+02:00").day() == *Date::parse("2024-03-28"));
  CHECK(days_between(read("2024-03-01"), read("2024-03-28 23:59-11:00")) == 27);
}

TEST_CASE("what is printed is read as the same moment") {
  CHECK(rc::check("moments round trip", [] {
    const Date day = Date::from_days(*rc::gen::inRange(-700'000, 2'900'000));
    const Moment moment = *rc::gen::arbitrary<bool>() ? Moment::of_day(day)
                                                      : Moment::at(day, *rc::gen::inRange(0, 1440),
                                                                   *rc::gen::inRange(-840, 841));
    RC_ASSERT(read(to_string(moment)) == moment);
  }));
}

TEST_CASE("ids are 32 digits") {
  const std::string digits = "00112233445566778899aabbccddeeff";
  CHECK(to_string(event_id_from(digits).value()) == digits);
  CHECK_FALSE(event_id_from("00112233445566778899aabbccddeef"));
  CHECK_FALSE(event_id_from("00112233445566778899AABBCCDDEEFF"));
}

TEST_CASE("a permission allows its form and the weaker ones, to whom and until when it says") {
  const Date day = *Date::parse("2024-03-28");
  const auto allows = [&](const PassOn& permission, const PassingOn& wanted) {
    return permits(permission, wanted, day);
  };
  const PassOn paraphrase{.form = PassOnForm::paraphrase};
  CHECK_FALSE(allows({}, {PassOnForm::as_question, "israel"}));
  CHECK_FALSE(allows(paraphrase, {PassOnForm::verbatim, "israel"}));
  CHECK(allows(paraphrase, {PassOnForm::paraphrase, "israel"}));
  CHECK(allows(paraphrase, {PassOnForm::as_question, "israel"}));
  CHECK_FALSE(allows(paraphrase, {PassOnForm::hold, "israel"}));
  const PassOn to_egypt{.form = PassOnForm::verbatim, .to = {"egypt"}};
  CHECK(allows(to_egypt, {PassOnForm::verbatim, "egypt"}));
  CHECK_FALSE(allows(to_egypt, {PassOnForm::as_question, "israel"}));
  const PassOn short_lived{.form = PassOnForm::verbatim, .until = day};
  CHECK(permits(short_lived, {PassOnForm::verbatim, "israel"}, day));
  CHECK_FALSE(permits(short_lived, {PassOnForm::verbatim, "israel"}, day.plus_days(1)));
  const PassOn unattributed{.form = PassOnForm::verbatim, .attributed = false};
  CHECK_FALSE(allows(unattributed, {PassOnForm::verbatim, "israel"}));
  CHECK(allows(unattributed, {PassOnForm::verbatim, "israel", false}));
  CHECK(allows(unattributed, {PassOnForm::as_mediator_idea, "israel"}));
  for (PassOnForm form : {PassOnForm::verbatim, PassOnForm::paraphrase,
                          PassOnForm::as_mediator_idea, PassOnForm::as_question, PassOnForm::hold})
    CHECK(pass_on_form(token(form)) == form);
  CHECK_FALSE(pass_on_form("whisper"));
}

}  // namespace
}  // namespace caucus
