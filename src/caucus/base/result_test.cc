#include "caucus/base/result.h"

#include <memory>
#include <set>
#include <vector>

#include <doctest/doctest.h>

namespace caucus {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(ErrorKind::malformed, "odd");
  return n / 2;
}

TEST_CASE("a Result holds a value or an error") {
  const auto four = half(8);
  REQUIRE(four.has_value());
  CHECK(*four == 4);
  CHECK(four.value() == 4);
  CHECK(four.value_or(0) == 4);
  const auto none = half(7);
  REQUIRE_FALSE(none);
  CHECK(none.error() == Error{ErrorKind::malformed, "odd"});
  CHECK(none.value_or(-1) == -1);
}

TEST_CASE("looking at what is not there is our mistake, and says what the error was") {
  CHECK_THROWS_WITH_AS((void)*half(7), doctest::Contains("odd"), BrokenInvariant);
  CHECK_THROWS_AS((void)half(7).value(), BrokenInvariant);
  CHECK_THROWS_AS((void)half(8).error(), BrokenInvariant);
  CHECK_THROWS_AS((void)Result<void>().error(), BrokenInvariant);
}

TEST_CASE("steps are chained until one fails") {
  CHECK(half(12).and_then(half).value() == 3);
  CHECK(half(6).and_then(half).error().message == "odd");
  CHECK(half(5).and_then(half).error().message == "odd");
  CHECK(half(8).transform([](int n) { return std::vector<int>(3, n); }).value().size() == 3);
  CHECK_FALSE(half(7).transform([](int n) { return n + 1; }).has_value());
  const auto explained = half(7).transform_error([](Error error) {
    error.message = "reading 7: " + error.message;
    return error;
  });
  CHECK(explained.error().message == "reading 7: odd");
  CHECK(half(8).transform_error([](Error error) { return error; }).value() == 4);
}

TEST_CASE("values that can only be moved are moved") {
  Result<std::unique_ptr<int>> made(std::make_unique<int>(5));
  const std::unique_ptr<int> taken = *std::move(made);
  CHECK(*taken == 5);
}

TEST_CASE("copying a Result of a type that anything converts to copies the Result") {
  Result<bool> no(false);
  Result<bool> copy(no);  // not bool(no), which would be true
  CHECK(*copy == false);
  static_assert(!std::is_convertible_v<Result<int>, Result<bool>>);
  static_assert(!std::is_constructible_v<Result<int>, Error>);
}

TEST_CASE("done or the reason why not") {
  const auto step = [](bool works) -> Result<void> {
    if (!works) return fail(ErrorKind::unwritable, "full");
    return {};
  };
  CHECK(step(true).has_value());
  CHECK(step(false).error().kind == ErrorKind::unwritable);
  const auto explained = step(false).transform_error([](Error) {
    return Error{ErrorKind::conflict, "changed"};
  });
  CHECK(explained.error() == Error{ErrorKind::conflict, "changed"});
}

TEST_CASE("every kind of error has a token of its own") {
  std::set<std::string_view> tokens;
  for (int i = 0; i <= static_cast<int>(ErrorKind::cancelled); ++i)
    tokens.insert(to_string(static_cast<ErrorKind>(i)));
  CHECK(tokens.size() == static_cast<std::size_t>(ErrorKind::cancelled) + 1);
  CHECK(to_string(ErrorKind::not_found) == "not_found");
}

}  // namespace
}  // namespace caucus
