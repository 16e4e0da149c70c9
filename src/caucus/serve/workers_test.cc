#include "caucus/serve/workers.h"

#include <atomic>

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

TEST_CASE("one worker keeps the order, and what was given is done before it ends") {
  std::vector<int> done;
  {
    Workers worker(1);
    for (int i = 0; i < 1000; ++i)
      worker.give([&done, i] { done.push_back(i); });
  }
  REQUIRE(done.size() == 1000);
  for (int i = 0; i < 1000; ++i)
    CHECK(done[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("several workers do everything, nice ones too") {
  std::atomic<int> done = 0;
  {
    Workers workers(3, 5);
    for (int i = 0; i < 1000; ++i)
      workers.give([&done] { ++done; });
  }
  CHECK(done == 1000);
}

TEST_CASE("a job may give another") {
  std::atomic<int> done = 0;
  {
    Workers worker(1);
    worker.give([&] {
      ++done;
      worker.give([&] { ++done; });
    });
  }
  CHECK(done == 2);
}

}  // namespace
}  // namespace caucus::serve
