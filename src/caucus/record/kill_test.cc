// A program that appends is killed at a random moment, again and again. What it had acknowledged is
// there afterwards, and the vault opens. (Data that was not synced survives this, so it shows that
// nothing is acknowledged too early and that no half-done work harms; power_cut_test.cc shows the
// rest.)

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caucus/base/folder_for_tests.h"
#include "caucus/base/nightly_for_tests.h"
#include "caucus/base/random.h"
#include "caucus/record/vault.h"

namespace caucus::record {
namespace {

VaultOptions cheap() {
  VaultOptions options;
  options.member_name = "Ines";
  options.kdf = {8, 1};
  return options;
}

// Appends for ever, and writes the size of the log into the pipe after each acknowledgement.
[[noreturn]] void append_until_killed(const std::string& path, const LogId& log, int pipe) {
  Result<Vault> vault = Vault::open(path, {"killed", ""});
  if (!vault) ::_exit(3);
  while (true) {
    const auto receipts = vault->append(log, {"one", "two"});
    if (!receipts) ::_exit(4);
    const std::uint64_t size = receipts->back().id.sequence + 1;
    if (::write(pipe, &size, sizeof size) != sizeof size) ::_exit(5);
  }
}

// The last size that the child acknowledged before it was killed, 0 for none. With `busy` the time
// runs from its first acknowledgement, otherwise from its start.
std::uint64_t killed_after(const std::string& path, const LogId& log, unsigned microseconds,
                           bool busy) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) append_until_killed(path, log, ends[1]);
  ::close(ends[1]);
  std::uint64_t size = 0, last = 0;
  if (busy && ::read(ends[0], &size, sizeof size) == sizeof size) last = size;
  ::usleep(microseconds);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  while (::read(ends[0], &size, sizeof size) == sizeof size)
    last = size;
  ::close(ends[0]);
  return last;
}

TEST_CASE("killing the program loses nothing that it acknowledged") {
  // In memory where there is such a folder: a killed program loses no more there than on a disk.
  const bool in_memory = ::access("/dev/shm", W_OK) == 0;
  const for_tests::TestFolder folder(in_memory ? "/dev/shm" : "/tmp");
  RandomStream dice(5);
  const int cycles = for_tests::day_or_night(500, 20'000);
  int lost = 0, acknowledged = 0;
  for (int round = 0; round * 50 < cycles; ++round) {
    const std::string path = folder / std::to_string(round);
    LogId log;
    {
      Result<NewVault> made = Vault::create(path, "killed", cheap());
      REQUIRE(made.has_value());
      log = {*made->vault.open_channel("north"), LogClass::on_the_record};
    }
    for (int cycle = 0; cycle < 50; ++cycle) {
      const auto wait = static_cast<unsigned>(dice.below(4'000));
      const std::uint64_t size = killed_after(path, log, wait, cycle % 3 != 0);
      acknowledged += size > 0 ? 1 : 0;
      Result<Vault> vault = Vault::open(path, {"killed", ""});
      const std::string why = vault ? "" : vault.error().message;
      CAPTURE(why);
      REQUIRE(vault.has_value());
      lost += vault->channels().front().on_the_record < size ? 1 : 0;
    }
    Result<Vault> vault = Vault::open(path, {"killed", ""});
    REQUIRE(vault.has_value());
    CHECK(vault->verify()->sound());
  }
  CHECK(lost == 0);
  CHECK(acknowledged > cycles / 2);
  MESSAGE(cycles, " kills, ", acknowledged, " of them after an acknowledgement; ", lost, " lost");
}

}  // namespace
}  // namespace caucus::record
