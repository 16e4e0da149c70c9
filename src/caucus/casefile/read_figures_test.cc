// Figures and what rules take a quantity for.
#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

const Quantity& quantity(const Case& c, std::string_view id) {
  return c.quantities[c.find_quantity(id).value()];
}

TEST_CASE("each bound is the interval it stands for") {
  const CaseReading reading = reading_of(R"(
about_percent = 20
[[category]]
id = "held"
unit = "person"
[[figure]]
of = "held.a"
value = 40
[[figure]]
of = "held.b"
value = 130
bound = "about"
[[figure]]
of = "held.c"
value = "7/2"
bound = "at_least"
[[figure]]
of = "held.d"
value = 20
bound = "more_than"
[[figure]]
of = "held.e"
range = "3..5.5"
[[figure]]
of = "held.f"
value = 9
bound = "less_than"
)");
  CHECK(listed(reading.faults) == "\n");
  REQUIRE(reading.value);
  const Case& c = *reading.value;
  const auto said = [&](std::string_view id) { return to_string(quantity(c, id).resolved); };
  CHECK(said("held.a") == "40");
  CHECK(said("held.b") == "104..156");
  CHECK(said("held.c") == "at least 7/2");
  CHECK(said("held.d") == "more than 20");
  CHECK(said("held.e") == "3..11/2");
  CHECK(said("held.f") == "less than 9");
  CHECK(said("held") == "any number");
  CHECK(quantity(c, "held.a").unit == "person");
  const Figure& e = c.figures[FigureId(4)];
  CHECK(e.value.text == "3");
  CHECK(e.value_to->text == "5.5");
}

TEST_CASE("figures that disagree are resolved as declared") {
  const std::string figures = R"(
[[source]]
id = "s"
[[source]]
id = "t"
[[figure]]
of = "held.a"
value = 10
source = "s"
as_of = 2024-01-01
[[figure]]
of = "held.a"
value = 20
source = "s"
as_of = 2024-02-01
[[figure]]
of = "held.a"
value = 30
sources = ["t"]
[[figure]]
of = "held.a"
value = 40
said_by = ["a spokesman"]
)";
  const auto resolved = [&](const std::string& rule) {
    const CaseReading reading = reading_of(figures + rule);
    CHECK(listed(reading.faults) == "\n");
    return to_string(quantity(reading.value.value(), "held.a").resolved);
  };
  // The latest of each source and attribution.
  CHECK(resolved("") == "20..40");
  CHECK(resolved("[[resolution]]\nof = \"held.a\"\nby = \"range\"\n") == "20..40");
  CHECK(resolved("[[resolution]]\nof = \"held.a\"\nby = \"pending\"\n") == "20..40");
  CHECK(resolved("[[resolution]]\nof = \"held.a\"\nby = \"prioritise_source\"\nsource = \"s\"\n") ==
        "20");
  CHECK(resolved("[[resolution]]\nof = \"held.a\"\nby = \"prioritise_source\"\nsource = \"t\"\n") ==
        "30");
  const CaseReading reading = reading_of(figures);
  CHECK(quantity(*reading.value, "held.a").disagree);
  CHECK(warnings_of(figures) == R"(
case.toml:7:1: figures of `held.a` disagree: 20..40 is used (declare a [[resolution]])
)");
  CHECK(warnings_of(figures + "[[resolution]]\nof = \"held.a\"\nby = \"dialogue\"\n") == "\n");
}

TEST_CASE("two speakers in one report and day both count; what one of them said before does not") {
  const auto figure = [](int value, const std::string& speaker, int day) {
    return "[[figure]]\nof = \"held.a\"\nvalue = " + std::to_string(value) +
           "\nsource = \"s\"\nsaid_by = [\"" + speaker + "\"]\nas_of = 2024-02-0" +
           std::to_string(day) + "\n";
  };
  const std::string figures =
      "[[source]]\nid = \"s\"\nkind = \"press\"\n[[category]]\nid = \"held\"\n" +
      figure(90, "the army", 1) + figure(100, "the army", 2) + figure(135, "an office", 2);
  for (const std::string rule :
       {"", "[[resolution]]\nof = \"held.a\"\nby = \"prioritise_source\"\nsource = \"s\"\n"}) {
    const CaseReading reading = reading_of(figures + rule);
    CHECK(listed(reading.faults) == "\n");
    CHECK(to_string(quantity(reading.value.value(), "held.a").resolved) == "100..135");
  }
}

}  // namespace
}  // namespace caucus
