#include "caucus/base/assert.h"

#include <string>

#include <doctest/doctest.h>

namespace caucus {
namespace {

TEST_CASE("an assertion that holds says nothing and looks at its condition once") {
  int looked = 0;
  CAUCUS_ASSERT(++looked == 1, "looking is counted");
  CHECK(looked == 1);
}

TEST_CASE("an assertion that fails names the sentence, the place and the condition") {
  const int line = __LINE__ + 2;
  try {
    CAUCUS_ASSERT(1 + 1 == 3, "sums are right");
    FAIL("the assertion let a false condition pass");
  } catch (const BrokenInvariant& broken) {
    CHECK(std::string(broken.what()) ==
          "sums are right (caucus/base/assert_test.cc:" + std::to_string(line) + ": 1 + 1 == 3)");
  }
}

TEST_CASE("the place does not depend on where the program was built") {
  const auto message_for = [](const char* file) -> std::string {
    try {
      broken_invariant("s", "c", {file, 7});
    } catch (const BrokenInvariant& broken) {
      return broken.what();
    }
  };
  CHECK(message_for("/home/a/caucus/src/caucus/base/x.cc") == "s (caucus/base/x.cc:7: c)");
  CHECK(message_for("../src/caucus/base/x.cc") == "s (caucus/base/x.cc:7: c)");
  CHECK(message_for("/usr/include/caucus/base/x.h") == "s (caucus/base/x.h:7: c)");
  CHECK(message_for("elsewhere.cc") == "s (elsewhere.cc:7: c)");
}

}  // namespace
}  // namespace caucus
