#include "caucus/base/cancel.h"

#include <thread>

#include <doctest/doctest.h>

namespace caucus {
namespace {

TEST_CASE("a token nobody holds the other end of never cancels") {
  const CancelToken token;
  for (int i = 0; i < 1000; ++i)
    REQUIRE_FALSE(token.cancelled());
}

TEST_CASE("cancelling reaches every copy of the token, for good") {
  CancelSource source;
  const CancelToken first = source.token();
  const CancelToken second = first;
  CHECK_FALSE(first.cancelled());
  CHECK_FALSE(source.cancelled());
  source.cancel();
  CHECK(source.cancelled());
  CHECK(first.cancelled());
  CHECK(second.cancelled());
  CHECK(second.cancelled());
}

TEST_CASE("another thread sees it") {
  CancelSource source;
  std::thread search([token = source.token()] {
    while (!token.cancelled())
      std::this_thread::yield();
  });
  source.cancel();
  search.join();
  CHECK(source.cancelled());
}

TEST_CASE("a budget of looks stops at the same look every time") {
  StepBudget budget(3);
  const CancelToken token = budget.token();
  CHECK_FALSE(token.cancelled());
  CHECK_FALSE(token.cancelled());
  CHECK_FALSE(budget.token().cancelled());  // shared by all tokens
  CHECK_FALSE(budget.spent());
  CHECK(token.cancelled());
  CHECK(token.cancelled());
  CHECK(budget.spent());
  StepBudget nothing(0);
  CHECK(nothing.token().cancelled());
}

}  // namespace
}  // namespace caucus
