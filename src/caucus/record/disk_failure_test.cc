// Every write, sync, rename and new file of a day of 200 things fails once; so do allocations. The
// vault may refuse or stop, never lose what it acknowledged, never go on after a failed sync, and
// never come up damaged.
//
// One day is enough for all of them: at each call the process forks, the call fails in the child,
// and the parent goes on as if nothing had been.

#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caucus/base/nightly_for_tests.h"
#include "caucus/record/long_day_for_tests.h"

namespace caucus::record {
namespace {

constexpr int things = 200;
constexpr std::uint64_t seed = 11;

// What the children found.
struct Children {
  bool is_child = false;
  int forked = 0;
  int bad = 0;
  int refused = 0;

  void tell(const std::string& failing) const {
    MESSAGE(forked, " failing ", failing, ", ", refused, " refused, ", bad, " not clean");
  }

  // Forks; true in the child. The parent waits.
  bool fork_here() {
    if (is_child) return false;
    ++forked;
    const pid_t child = ::fork();
    if (child == 0) {
      is_child = true;
      return true;
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) == 1)
      ++bad;
    else if (WEXITSTATUS(status) == 2)
      ++refused;
    return false;
  }

  // In a child: looks at what the day left and ends with 0 (stopped), 2 (refused, and went on) or 1
  // (something is wrong).
  void end_child(FaultyDisk& disk, const LongDay& day) const {
    if (!is_child) return;
    disk.repair();
    std::string wrong;
    if (day.ended() && !day.stayed_stopped()) wrong = "stopped, and then went on";
    if (wrong.empty() && day.acknowledged() > 0) wrong = day.missing(disk, day.acknowledged());
    if (!wrong.empty()) std::fprintf(stderr, "failing call %d: %s\n", forked, wrong.c_str());
    std::fflush(stderr);
    ::_exit(!wrong.empty() ? 1 : day.refusals() > 0 ? 2 : 0);
  }
};

Children day_of_failures(DiskFailure how, const std::function<bool(DiskCall)>& wanted) {
  Children children;
  FaultyDisk disk;
  disk.how = how;
  LongDay day(disk, seed);
  disk.decide = [&](DiskCall call) {
    if (!wanted(call) || !children.fork_here()) return false;
    day.shorten(3);
    return true;
  };
  day.run(things);
  children.end_child(disk, day);
  CHECK_FALSE(day.ended().has_value());
  children.tell("calls of the disk");
  return children;
}

TEST_CASE("every failing call of the disk ends in a clean stop") {
  const Children children = day_of_failures(DiskFailure::error, [](DiskCall) { return true; });
  CHECK(children.forked > 1'000);
  CHECK(children.bad == 0);
  CHECK(children.refused == 0);
}

TEST_CASE("a full disk refuses one thing and the vault goes on") {
  const Children children =
      day_of_failures(DiskFailure::full, [](DiskCall call) { return call == DiskCall::write; });
  CHECK(children.forked > 500);
  CHECK(children.bad == 0);
  // But for a writing to several logs, which is not refused but taken back on opening.
  CHECK(children.refused > children.forked / 3);
}

// --- memory ---

sqlite3_mem_methods plain_memory;
std::function<bool()>* memory_fails = nullptr;

void* sqlite_malloc(int size) {
  return memory_fails != nullptr && (*memory_fails)() ? nullptr : plain_memory.xMalloc(size);
}
void* sqlite_realloc(void* old, int size) {
  return memory_fails != nullptr && (*memory_fails)() ? nullptr : plain_memory.xRealloc(old, size);
}

// Puts the failing allocator under SQLite, and takes it away again.
struct FailingMemory {
  FailingMemory() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain_memory);
    sqlite3_mem_methods failing = plain_memory;
    failing.xMalloc = sqlite_malloc;
    failing.xRealloc = sqlite_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    sqlite3_initialize();
  }
  FailingMemory(const FailingMemory&) = delete;
  FailingMemory& operator=(const FailingMemory&) = delete;
  ~FailingMemory() {
    memory_fails = nullptr;
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &plain_memory);
    sqlite3_initialize();
  }
};

TEST_CASE("memory that runs out ends in a clean stop") {
  const FailingMemory failing;
  Children children;
  FaultyDisk disk;
  LongDay day(disk, seed);
  std::uint64_t asked = 0;
  const std::uint64_t stride = for_tests::day_or_night(37, 1);
  std::function<bool()> decide = [&] {
    if (++asked % stride != 0 || !children.fork_here()) return false;
    day.shorten(3);
    return true;
  };
  memory_fails = &decide;
  day.run(things);
  memory_fails = nullptr;
  children.end_child(disk, day);
  CHECK_FALSE(day.ended().has_value());
  CHECK(children.forked > 100);
  children.tell("allocations");
  CHECK(children.bad == 0);
}

}  // namespace
}  // namespace caucus::record
