#include "caucus/casefile/worth_size.h"

#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

// Issues i0, i1 ... with that many options each, and a sheet of north.
CaseReading talks(std::size_t issues, std::size_t options, const std::string& sheet) {
  std::string frame = "[[party]]\nid = \"north\"\n";
  for (std::size_t i = 0; i < issues; ++i)
    frame += "[[issue]]\nid = \"i" + std::to_string(i) +
             "\"\nrange = { from = 1, to = " + std::to_string(options) + ", step = 1 }\n";
  return reading_of(frame, {"caucus = 1\nparty = \"north\"\n" + sheet});
}

TEST_CASE("a term may have as many combinations as a table has room for, and no more") {
  const std::string term = "[[term]]\npoints = 1\nwhen = \"i0 == 1 and i1 == 1 and i2 == 1\"\n";
  CHECK(talks(3, 161, term).faults.empty());  // 161^3 = 4,173,281
  const CaseReading many = talks(3, 162, term);
  REQUIRE(many.faults.size() == 1);
  CHECK(many.faults[0].kind == FaultKind::too_many);
  CHECK(many.faults[0].line == 5);
  CHECK(many.faults[0].column == 8);
}

TEST_CASE("a chain of terms over any number of issues is no trouble, all pairs are") {
  const auto term = [](std::size_t a, std::size_t b) {
    return "[[term]]\npoints = 1\nwhen = \"i" + std::to_string(a) + " < i" + std::to_string(b) +
           "\"\n";
  };
  std::string chain;
  std::string pairs;
  for (std::size_t i = 0; i + 1 < 40; ++i)
    chain += term(i, i + 1);
  for (std::size_t i = 0; i < 40; ++i)
    for (std::size_t j = 0; j < i; ++j)
      pairs += term(j, i);
  CHECK(talks(40, 9, chain).faults.empty());
  CHECK(talks(40, 9, pairs).faults.size() == 1);
}

TEST_CASE("what is multiplied in a total counts only where the total has a preference") {
  std::string frame = "[[party]]\nid = \"north\"\n";
  for (int i = 0; i < 30; ++i)
    frame += "[[issue]]\nid = \"i" + std::to_string(i) + "\"\noptions = [0, 1, -1]\n";
  frame += "[[total]]\nid = \"all\"\nis = \"i0";
  for (int i = 1; i < 30; ++i)
    frame += " * i" + std::to_string(i);
  frame += "\"\n[[rule]]\nis = \"all != 1\"\n";
  CHECK(reading_of(frame, {"caucus = 1\nparty = \"north\"\n"}).faults.empty());
  CHECK(reading_of(frame, {"caucus = 1\nparty = \"north\"\n[[preference]]\nissue = \"all\"\n"
                           "better = \"more\"\n"})
            .faults.size() == 1);
}

TEST_CASE("what multiplies an amount of 0 has a size of its own") {
  const CaseReading reading = reading_of(
      "[[party]]\nid = \"north\"\n[[issue]]\nid = \"none\"\noptions = [0]\n"
      "[[total]]\nid = \"t\"\nis = \"none * 1e15 * 1e15 * 1e15\"\n");
  REQUIRE(reading.faults.size() == 1);
  CHECK(reading.faults[0].kind == FaultKind::number_too_large);
}

}  // namespace
}  // namespace caucus
