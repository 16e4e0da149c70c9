#include "caucus/base/file.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "caucus/base/folder_for_tests.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

class Folder : public for_tests::TestFolder {
 public:
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(path()))
      found.push_back(entry.path().filename().string());
    std::sort(found.begin(), found.end());
    return found;
  }
};

bool says(const Error& error, std::string_view words) {
  return error.message.find(words) != std::string::npos;
}

TEST_CASE("what is written is read again, any bytes of any length") {
  const Folder folder;
  for (const std::size_t size : {0, 1, 65'535, 65'536, 65'537, 300'000}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
      bytes[i] = static_cast<char>(i * 7 % 256);
    REQUIRE(write_file_atomically(folder / "a", bytes));
    CHECK(read_file(folder / "a", size).value() == bytes);
    CHECK(read_file(folder / "a", SIZE_MAX).value() == bytes);
  }
  CHECK(folder.names() == std::vector<std::string>{"a"});
}

TEST_CASE("reading says what is wrong") {
  const Folder folder;
  const auto missing = read_file(folder / "none", 100);
  CHECK(missing.error().kind == ErrorKind::not_found);
  CHECK(says(missing.error(), folder / "none"));
  const auto directory = read_file(folder / "", 100);
  CHECK(directory.error().kind == ErrorKind::is_a_directory);
  REQUIRE(write_file_atomically(folder / "a", "12345"));
  CHECK(read_file((folder / "a") + "/b", 100).error().kind == ErrorKind::not_found);
  CHECK(read_file(folder / "a", 5).value() == "12345");
  const auto large = read_file(folder / "a", 4);
  CHECK(large.error().kind == ErrorKind::too_large);
  CHECK(says(large.error(), "4 bytes"));
  CHECK(read_file(folder / "a", 0).error().kind == ErrorKind::too_large);
  // A file without end is given up at the limit.
  const auto endless = read_file("/dev/zero", 4u << 20);
  CHECK(endless.error().kind == ErrorKind::too_large);
  CHECK(says(endless.error(), "4 MiB"));
  CHECK(read_file("/dev/null", 0).value().empty());
}

// Root may read and write everything, so as root these tests borrow the identity of nobody.
class OrdinaryUser {
 public:
  OrdinaryUser() {
    if (before_ == 0) REQUIRE(::seteuid(65'534) == 0);
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  ~OrdinaryUser() {
    if (::seteuid(before_) != 0) std::abort();  // the tests after this one would mean nothing
  }

 private:
  uid_t before_ = ::geteuid();
};

TEST_CASE("without permission nothing is read or written") {
  const Folder folder;
  REQUIRE(write_file_atomically(folder / "a", "old"));
  REQUIRE(::chmod((folder / "a").c_str(), 0) == 0);
  REQUIRE(::chmod((folder / "").c_str(), 0555) == 0);
  {
    const OrdinaryUser user;
    const auto read = read_file(folder / "a", 5);
    CHECK(read.error().kind == ErrorKind::unreadable);
    CHECK(says(read.error(), "permission"));
    for (const char* name : {"a", "new"}) {
      const auto written = write_file_atomically(folder / name, "x");
      CHECK(written.error().kind == ErrorKind::unwritable);
      CHECK(says(written.error(), "permission"));
    }
  }
  CHECK(folder.names() == std::vector<std::string>{"a"});
  REQUIRE(::chmod((folder / "").c_str(), 0700) == 0);
  REQUIRE(::chmod((folder / "a").c_str(), 0600) == 0);
  CHECK(read_file(folder / "a", 5).value() == "old");
}

TEST_CASE("a deceptive name is shown for what it is") {
  const auto missing = read_file("/none/\u202egpj.exe\n", 100);
  CHECK(says(missing.error(), "/none/\\u{202e}gpj.exe\\u{a}"));
}

TEST_CASE("a pipe is read to its end") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  std::thread writer([&] {
    for (int i = 0; i < 100; ++i)
      REQUIRE(::write(ends[1], "0123456789", 10) == 10);
    ::close(ends[1]);
  });
  const auto bytes = read_descriptor(ends[0], 1000, "standard input");
  writer.join();
  ::close(ends[0]);
  CHECK(bytes.value().size() == 1000);
  CHECK(read_descriptor(-1, 10, "standard input").error().kind == ErrorKind::unreadable);
}

TEST_CASE("writing says what is wrong and what to do") {
  const Folder folder;
  const auto nowhere = write_file_atomically(folder / "no/such", "x");
  CHECK(nowhere.error().kind == ErrorKind::not_found);
  CHECK(says(nowhere.error(), "create it first"));
  CHECK(says(nowhere.error(), folder / "no/such"));
  CHECK(write_file_atomically(folder / "", "x").error().kind == ErrorKind::is_a_directory);
  CHECK(write_file_atomically("", "x").error().kind == ErrorKind::not_found);
  CHECK(write_file_atomically(folder / "new/", "x").error().kind == ErrorKind::not_found);
  const auto long_name = write_file_atomically(folder / std::string(300, 'n'), "x");
  CHECK(long_name.error().kind == ErrorKind::unwritable);
  CHECK(says(long_name.error(), "shorter"));
  const auto full = write_file_atomically("/dev/full", "x");
  CHECK(full.error().kind == ErrorKind::unwritable);
  CHECK(says(full.error(), "disk is full"));
  CHECK(fs::is_character_file("/dev/full"));  // and not replaced by a file
  CHECK(write_file_atomically("/dev/null", "x"));
  CHECK(folder.names().empty());
}

TEST_CASE("a name as long as the system allows can be written") {
  const Folder folder;
  const std::string name(255, 'n');
  REQUIRE(write_file_atomically(folder / name, "x"));
  CHECK(folder.names() == std::vector<std::string>{name});
}

// Allows files of at most that many bytes, as a full disk does, while it lives.
class SizeLimit {
 public:
  explicit SizeLimit(rlim_t bytes) : before_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const struct rlimit limit = {bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  SizeLimit(const SizeLimit&) = delete;
  SizeLimit& operator=(const SizeLimit&) = delete;
  ~SizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, before_handler_);
  }

 private:
  void (*before_handler_)(int);
  struct rlimit before_ {};
};

TEST_CASE("a write that stops half way leaves the old content and nothing else") {
  const Folder folder;
  REQUIRE(write_file_atomically(folder / "a", "old"));
  Result<void> replaced;
  Result<void> created;
  {
    const SizeLimit limit(1000);  // reached in the middle, after a first part was written
    replaced = write_file_atomically(folder / "a", std::string(5000, 'n'));
    created = write_file_atomically(folder / "b", std::string(5000, 'n'));
  }
  CHECK(replaced.error().kind == ErrorKind::unwritable);
  CHECK(says(replaced.error(), folder / "a"));
  CHECK(says(replaced.error(), "raise the limit"));
  CHECK_FALSE(created);
  CHECK(folder.names() == std::vector<std::string>{"a"});
  CHECK(read_file(folder / "a", 10).value() == "old");
}

TEST_CASE("permissions and links stay as they were") {
  const Folder folder;
  REQUIRE(write_file_atomically(folder / "a", "old"));
  REQUIRE(::chmod((folder / "a").c_str(), 0640) == 0);
  fs::create_symlink("a", folder / "link");
  REQUIRE(write_file_atomically(folder / "link", "new"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(read_file(folder / "a", 10).value() == "new");
  struct stat status {};
  REQUIRE(::stat((folder / "a").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("a new file gets the permissions the user's mask allows") {
  const Folder folder;
  const mode_t before = ::umask(027);
  const auto written = write_file_atomically(folder / "a", "x");
  ::umask(before);
  REQUIRE(written);
  struct stat status {};
  REQUIRE(::stat((folder / "a").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("somebody's temporary file in the way is left alone") {
  const Folder folder;
  const std::string taken = folder / (".caucus-" + std::to_string(::getpid()) + "-0.tmp");
  const int left_over = ::open(taken.c_str(), O_CREAT | O_WRONLY, 0600);
  REQUIRE(left_over >= 0);
  ::close(left_over);
  REQUIRE(write_file_atomically(folder / "a", "x"));
  CHECK(folder.names().size() == 2);
  CHECK(fs::exists(taken));
}

TEST_CASE("a reader never sees half a file") {
  const Folder folder;
  const std::string first(100'000, '1');
  const std::string second(100'000, '2');
  REQUIRE(write_file_atomically(folder / "a", first));
  std::thread writer([&] {
    for (int i = 0; i < 50; ++i)
      if (!write_file_atomically(folder / "a", i % 2 == 0 ? second : first)) return;
  });
  for (int i = 0; i < 50; ++i) {
    const auto seen = read_file(folder / "a", 200'000);
    CHECK((seen.value() == first || seen.value() == second));
  }
  writer.join();
  CHECK(folder.names() == std::vector<std::string>{"a"});
}

}  // namespace
}  // namespace caucus
