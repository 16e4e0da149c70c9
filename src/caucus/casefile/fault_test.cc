#include "caucus/casefile/fault.h"

#include <set>

#include <doctest/doctest.h>

#include "caucus/casefile/fault_log.h"

namespace caucus {
namespace {

TEST_CASE("a fault is printed with its place, its sentence and its remedy") {
  Fault fault{FaultKind::unknown_key,   "case.toml", 12, 3, "there is no key `optoins`",
              "did you mean `options`?"};
  CHECK(to_string(fault) == "case.toml:12:3: there is no key `optoins` (did you mean `options`?)");
  fault.hint.clear();
  fault.line = 0;
  CHECK(to_string(fault) == "case.toml: there is no key `optoins`");
}

TEST_CASE("every kind has a token of its own, and warnings are told from faults") {
  std::set<std::string_view> tokens;
  for (int at = 0; at <= static_cast<int>(FaultKind::warning_file_name); ++at)
    tokens.insert(token(static_cast<FaultKind>(at)));
  CHECK(tokens.size() == static_cast<std::size_t>(FaultKind::warning_file_name) + 1);
  CHECK(token(FaultKind::warning_line_crossed) == "line_crossed");
  CHECK(token(FaultKind::number_too_large) == "number_too_large");
  CHECK(is_warning(FaultKind::warning_no_position));
  CHECK_FALSE(is_warning(FaultKind::number_too_large));
}

TEST_CASE("a log sorts by file as given, line and column, and keeps each fault once") {
  FaultLog log({"case.toml", "a.toml"});
  log.add({1, 1, 1}, {FaultKind::syntax, "third"});
  log.add({0, 9, 2}, {FaultKind::syntax, "second"});
  log.add({0, 9, 1}, {FaultKind::syntax, "first"});
  log.add({0, 9, 1}, {FaultKind::syntax, "first"});
  log.add({0, 2, 1}, {FaultKind::warning_no_sheet, "odd"});
  const std::vector<Fault> faults = log.faults();
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].sentence == "first");
  CHECK(faults[1].sentence == "second");
  CHECK(faults[2].file == "a.toml");
  REQUIRE(log.warnings().size() == 1);
  CHECK(log.fault_count() == 4);
}

TEST_CASE("beyond a thousand faults are counted only") {
  FaultLog log({"case.toml"});
  for (std::uint32_t line = 1; line <= 1234; ++line)
    log.add({0, line, 1}, {FaultKind::syntax, "wrong"});
  CHECK(log.full());
  const std::vector<Fault> faults = log.faults();
  REQUIRE(faults.size() == 1001);
  CHECK(faults[999].line == 1000);
  CHECK(to_string(faults[1000]) == "and 234 more");
}

}  // namespace
}  // namespace caucus
