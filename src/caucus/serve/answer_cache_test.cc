#include "caucus/serve/answer_cache.h"

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

GivenAnswer of_size(std::size_t size) {
  Answer answer;
  answer.bytes = std::string(size, 'x');
  return given(std::move(answer));
}

TEST_CASE("what was kept is found until things change") {
  AnswerCache cache(10000);
  CHECK_FALSE(cache.find("/a"));
  const GivenAnswer answer = of_size(10);
  cache.keep("/a", answer);
  CHECK(cache.find("/a") == answer);
  cache.keep("/a", of_size(11));
  CHECK(cache.find("/a") == answer);
  cache.forget_all();
  CHECK_FALSE(cache.find("/a"));
  CHECK(cache.bytes() == 0);
}

TEST_CASE("no more is kept than allowed, and the oldest goes first") {
  AnswerCache cache(10000);
  for (int i = 0; i < 100; ++i) {
    cache.keep("/" + std::to_string(i), of_size(2000));
    CHECK(cache.bytes() <= 10000);
  }
  CHECK_FALSE(cache.find("/0"));
  CHECK(cache.find("/99"));
  CHECK(cache.find("/98"));
  cache.keep("/large", of_size(10001));
  CHECK_FALSE(cache.find("/large"));
  CHECK(cache.find("/99"));
}

}  // namespace
}  // namespace caucus::serve
