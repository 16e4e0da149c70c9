// Files of an open vault that somebody else changes: whatever is done next says so, nothing more is
// written, and what was acknowledged is there or missed, never silently gone.
#include <filesystem>
#include <fstream>
#include <functional>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include "caucus/base/folder_for_tests.h"
#include "caucus/record/vault.h"

namespace caucus::record {
namespace {

namespace fs = std::filesystem;

// A vault on the disk with twenty entries, and its largest log.
struct OnDisk {
  OnDisk() {
    VaultOptions options;
    options.member_name = "Ines";
    options.kdf = {8, 1};
    made.emplace(*Vault::create(folder.string(), "word", options));
    log = {*made->vault.open_channel("north"), LogClass::on_the_record};
    file = folder / "logs" / (to_string(log.channel) + "-on_the_record.log");
    for (int i = 0; i < 20; ++i)
      REQUIRE(made->vault.append(log, {std::string(900, 'x')}).has_value());
    // Past the tick of the clock in which the last of them was written.
    ::usleep(20'000);
  }
  fs::path wal() const { return file.string() + "-wal"; }
  static void overwrite(const fs::path& path, std::streamoff at) {
    std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
    REQUIRE(stream.good());
    stream.seekp(at);
    stream << "another program was here";
  }

  for_tests::TestFolder around;
  fs::path folder = around / "v";
  fs::path file;
  std::optional<NewVault> made;
  LogId log;
};

struct Harm {
  const char* name;
  std::function<void(const OnDisk&)> act;
};

std::vector<Harm> harms() {
  const auto copied = [](const OnDisk& disk) {
    fs::copy_file(disk.file, disk.folder / "copy");
    fs::rename(disk.folder / "copy", disk.file);
  };
  return {{"the file is cut", [](const OnDisk& d) { fs::resize_file(d.file, 4096); }},
          {"the file is emptied", [](const OnDisk& d) { fs::resize_file(d.file, 0); }},
          {"a page is overwritten", [](const OnDisk& d) { OnDisk::overwrite(d.file, 5'000); }},
          {"the header is overwritten", [](const OnDisk& d) { OnDisk::overwrite(d.file, 0); }},
          {"a copy takes its place", copied},
          {"the file is deleted", [](const OnDisk& d) { fs::remove(d.file); }},
          {"the WAL is overwritten", [](const OnDisk& d) { OnDisk::overwrite(d.wal(), 9'000); }},
          {"the WAL is cut", [](const OnDisk& d) { fs::resize_file(d.wal(), 5'000); }},
          {"the WAL is deleted", [](const OnDisk& d) { fs::remove(d.wal()); }},
          {"the folder is moved away",
           [](const OnDisk& d) { fs::rename(d.folder / "logs", d.folder / "elsewhere"); }}};
}

TEST_CASE("a log that is touched while the vault is open stops it at the next writing or reading") {
  for (const Harm& harm : harms()) {
    for (const bool writing : {true, false}) {
      const std::string name = harm.name;
      CAPTURE(name);
      CAPTURE(writing);
      OnDisk disk;
      Vault& vault = disk.made->vault;
      harm.act(disk);
      const Result<std::vector<Receipt>> written =
          writing ? vault.append(disk.log, {"more"}) : std::vector<Receipt>{};
      const Result<Record> read = vault.read({disk.log, 3});
      if (writing) REQUIRE_FALSE(written.has_value());
      REQUIRE_FALSE(read.has_value());
      CHECK(read.error().kind == ErrorKind::corrupt);
      CHECK(read.error().message.find("while the vault was open") != std::string::npos);
      // It stays stopped, whatever becomes of the file.
      CHECK(vault.append(disk.log, {"more"}).error() == read.error());
      CHECK(vault.verify().error() == read.error());
      CHECK(vault.open_channel("south").error() == read.error());
      disk.made.reset();
      // Opened again it names damage, or everything that was acknowledged is there.
      const Result<Vault> again = Vault::open(disk.folder.string(), {"word", ""});
      if (again) CHECK(again->channels().front().on_the_record == 20);
    }
  }
}

TEST_CASE("who only looks at the files, or copies them, does not stop the vault") {
  OnDisk disk;
  fs::copy(disk.folder / "logs", disk.folder / "copied", fs::copy_options::recursive);
  fs::create_hard_link(disk.file, disk.folder / "link");
  Vault& vault = disk.made->vault;
  for (int i = 0; i < 3; ++i)
    CHECK(vault.append(disk.log, {"more"}).has_value());
  CHECK(vault.erase(disk.log, {2}).has_value());
  CHECK(vault.open_channel("south").has_value());
  CHECK(vault.verify()->sound());
  for (int i = 0; i < 600; ++i)  // past a checkpoint
    REQUIRE(vault.append(disk.log, std::vector<std::string>(8, std::string(900, 'y'))).has_value());
  CHECK(vault.verify()->sound());
}

}  // namespace
}  // namespace caucus::record
