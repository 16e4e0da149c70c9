// Every write, sync, rename, new file and allocation of a day of 200 things fails once, each in a
// day of its own. The vault may refuse or stop, never lose what it acknowledged, never go on after
// a failed sync, and never come up damaged.

#include <cstdlib>
#include <new>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "caucus/record/long_day_for_tests.h"

namespace {

// Allocations left until one fails; 0 for never. All tests of this program run in one thread.
std::uint64_t allocations_left = 0;
std::uint64_t allocations_made = 0;

bool allocation_fails() {
  ++allocations_made;
  return allocations_left != 0 && --allocations_left == 0;
}

sqlite3_mem_methods plain_memory;

void* sqlite_malloc(int size) {
  return allocation_fails() ? nullptr : plain_memory.xMalloc(size);
}
void* sqlite_realloc(void* old, int size) {
  return allocation_fails() ? nullptr : plain_memory.xRealloc(old, size);
}

}  // namespace

namespace caucus::record {
namespace {

bool is_nightly() {
  const char* said = std::getenv("CAUCUS_NIGHTLY");
  return said != nullptr && *said != '\0' && *said != '0';
}

constexpr int things = 200;
constexpr std::uint64_t seed = 11;

// Puts the counting allocator under SQLite, and takes it away again.
struct CountedMemory {
  CountedMemory() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain_memory);
    sqlite3_mem_methods counted = plain_memory;
    counted.xMalloc = sqlite_malloc;
    counted.xRealloc = sqlite_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &counted);
    sqlite3_initialize();
  }
  CountedMemory(const CountedMemory&) = delete;
  CountedMemory& operator=(const CountedMemory&) = delete;
  ~CountedMemory() {
    allocations_left = 0;
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &plain_memory);
    sqlite3_initialize();
  }
};

void check_afterwards(FaultyDisk& disk, const LongDay& day) {
  disk.fail_at(DiskCall::any, 0);
  if (day.ended()) CHECK(day.stayed_stopped());
  if (day.acknowledged() == 0) return;
  const std::string missing = day.missing(disk, day.acknowledged());
  CHECK(missing == "");
}

std::uint64_t calls_in_a_day(DiskCall call) {
  FaultyDisk disk;
  LongDay day(disk, seed);
  day.run(things);
  REQUIRE_FALSE(day.ended().has_value());
  return disk.calls(call);
}

TEST_CASE("every failing call of the disk ends in a clean stop") {
  for (const DiskCall call :
       {DiskCall::write, DiskCall::sync, DiskCall::rename, DiskCall::create}) {
    const std::uint64_t calls = calls_in_a_day(call);
    REQUIRE(calls > 10);
    for (std::uint64_t n = 1; n <= calls; ++n) {
      CAPTURE(static_cast<int>(call));
      CAPTURE(n);
      FaultyDisk disk;
      LongDay day(disk, seed);
      disk.fail_at(call, n);
      day.run(things);
      check_afterwards(disk, day);
    }
  }
}

TEST_CASE("a full disk refuses one thing and the vault goes on") {
  const std::uint64_t calls = calls_in_a_day(DiskCall::write);
  std::uint64_t refusals = 0;
  for (std::uint64_t n = 1; n <= calls; n += is_nightly() ? 1 : 5) {
    CAPTURE(n);
    FaultyDisk disk;
    LongDay day(disk, seed);
    disk.fail_at(DiskCall::write, n, DiskFailure::full);
    day.run(things);
    refusals += day.refusals();
    check_afterwards(disk, day);
  }
  CHECK(refusals > calls / 20);
}

TEST_CASE("memory that runs out ends in a clean stop") {
  const CountedMemory counted;
  allocations_made = 0;
  CHECK(calls_in_a_day(DiskCall::write) > 0);
  const std::uint64_t made = allocations_made;
  REQUIRE(made > 1'000);
  std::uint64_t ended = 0;
  const std::uint64_t step = is_nightly() ? 1 : made / 150;
  for (std::uint64_t n = 1; n <= made; n += step) {
    CAPTURE(n);
    FaultyDisk disk;
    LongDay day(disk, seed);
    allocations_left = n;
    day.run(things);
    allocations_left = 0;
    ended += day.ended() ? 1 : 0;
    check_afterwards(disk, day);
  }
  CHECK(ended > 50);
}

}  // namespace
}  // namespace caucus::record
