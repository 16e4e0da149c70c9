// What is odd about a case that is otherwise in order.
#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

constexpr std::string_view frame = R"(
as_of = 2024-03-01
[[party]]
id = "north"
[[party]]
id = "south"
[[phase]]
id = "first"
[[phase]]
id = "second"
after = "first"
[[issue]]
id = "truce"
options = [7, 14]
debtor = "north"
[[issue]]
id = "force"
options = ["none", "un"]
[[state]]
is = "stalled"
on = 2024-03-02
[[state]]
is = "agreed"
on = 2024-05-02
expected = true
)";

TEST_CASE("sheets without any position, as exact sheets are, ask for nothing anywhere") {
  const std::string list = warnings_of(frame, {"caucus = 1\nparty = \"north\"\n"});
  CHECK(list.find("position") == std::string::npos);
}

TEST_CASE("a position that is a rule is on all issues of the rule") {
  const std::string list = warnings_of(
      frame, {"caucus = 1\nparty = \"north\"\n[[position]]\nis = \"truce > 7 or force == un\"\n"});
  CHECK(list.find("position") == std::string::npos);
}

}  // namespace
}  // namespace caucus
