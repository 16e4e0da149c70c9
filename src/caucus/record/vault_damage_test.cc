// Whatever is done to the files of a vault behind its back is named, or provably did nothing.

#include <algorithm>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "caucus/base/nightly_for_tests.h"
#include "caucus/record/faulty_disk_for_tests.h"
#include "caucus/record/long_day_for_tests.h"
#include "caucus/record/vault.h"

namespace caucus::record {
namespace {

// A vault in memory with a channel or two, closed.
struct Closed {
  FaultyDisk disk;
  RandomStream keys{4};
  std::vector<ChannelId> channels;
  std::vector<std::string> contents;

  VaultOptions options(FaultyDisk& on) { return LongDay::options(on, keys); }

  Result<Vault> open(FaultyDisk& on) { return Vault::open("/v", {"damage", ""}, options(on)); }
  Verification inspect(FaultyDisk& on) {
    const Result<Verification> found = Vault::inspect("/v", {"damage", ""}, options(on));
    REQUIRE(found.has_value());
    return *found;
  }
  void create(const std::vector<std::string>& names) {
    Result<NewVault> made = Vault::create("/v", "damage", options(disk));
    REQUIRE(made.has_value());
    for (const std::string& name : names)
      channels.push_back(*made->vault.open_channel(name));
  }
  void say(std::size_t channel, const std::string& content) {
    Result<Vault> vault = open(disk);
    REQUIRE(vault.has_value());
    const LogId log{channels[channel], LogClass::on_the_record};
    REQUIRE(vault->append(log, {content}).has_value());
  }
  [[nodiscard]] std::string path(std::size_t channel) const {
    return "/v/logs/" + to_string(channels[channel]) + "-on_the_record.log";
  }
};

std::vector<std::string> read_all(Vault& vault) {
  std::vector<std::string> all;
  const Result<void> done = vault.for_each_in_order([&](const Record& record) {
    all.push_back(encode_header(record.entry) + record.content.value_or("(erased)"));
    return true;
  });
  if (!done) all.emplace_back("(unreadable)");
  return all;
}

// Changes a log by SQL, as somebody with the file and SQLite would.
void alter(FaultyDisk& disk, const std::string& path, const char* sql) {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE, disk.vfs()) ==
          SQLITE_OK);
  const std::string whole = std::string("PRAGMA locking_mode=EXCLUSIVE;") + sql;
  CHECK(sqlite3_exec(connection, whole.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(connection);
}

TEST_CASE("an older copy of one log is named, whether or not others were written since") {
  Closed vault;
  vault.create({"north", "south"});
  vault.say(0, "one");
  const DiskImage before = vault.disk.image();
  vault.say(0, "two");
  SUBCASE("and it was the last") {}
  SUBCASE("and another came after it") {
    vault.say(1, "three");
  }
  DiskImage now = vault.disk.image();
  now[vault.path(0)] = before.at(vault.path(0));
  SUBCASE("with the note of sizes") {
    now["/v/sizes.toml"] = vault.disk.image().at("/v/sizes.toml");
  }
  FaultyDisk rolled_back(now);
  const Verification found = vault.inspect(rolled_back);
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].log == LogId{vault.channels[0], LogClass::on_the_record});
  CHECK(found.faults[0].sequence == 1);
  const Result<Vault> refused = vault.open(rolled_back);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == ErrorKind::corrupt);
  CHECK(refused.error().message.find("north") != std::string::npos);
}

TEST_CASE("an older copy that took its note of sizes with it is named by what came after") {
  Closed vault;
  vault.create({"north", "south"});
  vault.say(0, "one");
  const DiskImage before = vault.disk.image();
  vault.say(0, "two");
  vault.say(1, "three");
  DiskImage now = vault.disk.image();
  now[vault.path(0)] = before.at(vault.path(0));
  now["/v/sizes.toml"] = before.at("/v/sizes.toml");
  FaultyDisk rolled_back(now);
  const Verification found = vault.inspect(rolled_back);
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].what == Damage::place_missing);
  CHECK(found.faults[0].log == LogId{vault.channels[0], LogClass::on_the_record});
}

TEST_CASE("a log changed by SQL is named") {
  Closed vault;
  vault.create({"north", "south"});
  for (int i = 0; i < 6; ++i)
    vault.say(static_cast<std::size_t>(i % 2), "said " + std::to_string(i));
  struct Change {
    const char* sql;
    Damage expected;
  };
  const Change changes[] = {
      {"DELETE FROM entry WHERE sequence=1", Damage::sequence_wrong},
      {"DELETE FROM entry WHERE sequence=2", Damage::place_missing},
      {"UPDATE entry SET sequence=9 WHERE sequence=1", Damage::sequence_wrong},
      {"INSERT INTO entry SELECT 3,7,before,place_mac,bytes,sealed FROM entry WHERE sequence=2",
       Damage::sequence_wrong},
      {"UPDATE entry SET bytes=(SELECT bytes FROM entry WHERE sequence=0) WHERE sequence=1",
       Damage::sequence_wrong},
      {"UPDATE entry SET bytes=x'00' WHERE sequence=1", Damage::entry_malformed},
      {"UPDATE entry SET place=place+100 WHERE sequence=2", Damage::place_wrong},
      {"UPDATE entry SET place=1 WHERE sequence=2", Damage::place_wrong},
      {"UPDATE entry SET before=zeroblob(17) WHERE sequence=1", Damage::place_wrong},
      {"UPDATE entry SET sealed=NULL WHERE sequence=1", Damage::content_missing},
      {"DELETE FROM content_key WHERE sequence=1", Damage::content_missing},
      {"DELETE FROM content_key WHERE sequence=1; UPDATE entry SET sealed=NULL WHERE sequence=1",
       Damage::content_missing},
      {"UPDATE content_key SET wrapped=(SELECT wrapped FROM content_key WHERE sequence=0)"
       " WHERE sequence=1",
       Damage::content_wrong},
      {"UPDATE entry SET sealed=(SELECT sealed FROM entry WHERE sequence=0) WHERE sequence=1",
       Damage::content_wrong},
      {"CREATE TABLE more(a)", Damage::file_damaged},
      {"CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END", Damage::file_damaged},
      {"PRAGMA application_id=1", Damage::file_damaged},
      {"PRAGMA user_version=9", Damage::file_damaged},
  };
  for (const Change& change : changes) {
    CAPTURE(change.sql);
    FaultyDisk disk(vault.disk.image());
    alter(disk, vault.path(0), change.sql);
    const Verification found = vault.inspect(disk);
    REQUIRE_FALSE(found.sound());
    CHECK(found.faults[0].log == LogId{vault.channels[0], LogClass::on_the_record});
    CHECK(to_string(found.faults[0].what) == to_string(change.expected));
  }
}

TEST_CASE("a log that is gone, or that nobody named, is reported") {
  Closed vault;
  vault.create({"north", "south"});
  vault.say(0, "one");
  vault.say(1, "two");
  DiskImage now = vault.disk.image();
  now.erase(vault.path(0));
  FaultyDisk without(now);
  CHECK(vault.inspect(without).faults.at(0).what == Damage::log_missing);

  now = vault.disk.image();
  now["/v/logs/" + std::string(32, 'a') + "-on_the_record.log"] = now.at(vault.path(0));
  FaultyDisk with(now);
  CHECK(vault.inspect(with).faults.at(0).what == Damage::log_unknown);
}

TEST_CASE("every changed byte of a log is found, or provably changes nothing") {
  Closed vault;
  vault.create({"north"});
  {
    Result<Vault> open = vault.open(vault.disk);
    REQUIRE(open.has_value());
    const LogId log{vault.channels[0], LogClass::on_the_record};
    for (int i = 0; i < 5; ++i)
      REQUIRE(open->append(log, {std::string(18'000, static_cast<char>('a' + i))}).has_value());
    REQUIRE(open->append(log, {"short"}).has_value());
    vault.contents = read_all(*open);
  }
  const DiskImage image = vault.disk.image();
  const std::string& good = image.at(vault.path(0));
  REQUIRE(good.size() >= 95'000);
  const std::size_t stride = for_tests::day_or_night(97, 1);
  std::size_t found = 0, harmless = 0, missed = 0;
  RandomStream dice(8);
  for (std::size_t at = 0; at < good.size(); at += at < 200 ? 1 : 1 + dice.below(2 * stride - 1)) {
    DiskImage changed = image;
    changed[vault.path(0)][at] =
        static_cast<char>(changed[vault.path(0)][at] ^ (1 << dice.below(8)));
    FaultyDisk disk(changed);
    if (!vault.inspect(disk).sound()) {
      ++found;
      continue;
    }
    Result<Vault> open = vault.open(disk);
    const bool same = open.has_value() && read_all(*open) == vault.contents;
    harmless += same ? 1 : 0;
    missed += same ? 0 : 1;
  }
  CHECK(missed == 0);
  CHECK(found > 2 * harmless);
  MESSAGE((found + harmless + missed), " changed bytes of a log: ", found, " found, ", harmless,
          " in unused room, ", missed, " missed");
  for (const std::size_t size : {good.size() - 1, good.size() - 4096, good.size() / 2,
                                 std::size_t{4096}, std::size_t{100}, std::size_t{0}}) {
    DiskImage cut = image;
    cut[vault.path(0)].resize(size);
    FaultyDisk disk(cut);
    CHECK_FALSE(vault.inspect(disk).sound());
  }
}

TEST_CASE("changed plain files are noticed") {
  Closed vault;
  vault.create({"north"});
  vault.say(0, "one");
  const DiskImage image = vault.disk.image();
  for (const auto& each : image) {
    const std::string &path = each.first, &bytes = each.second;
    if (path.ends_with(".log") || path.ends_with("/lock")) continue;
    for (std::size_t at = 0; at < bytes.size(); at += for_tests::day_or_night(3, 1)) {
      CAPTURE(path);
      CAPTURE(at);
      DiskImage changed = image;
      changed[path][at] = static_cast<char>(bytes[at] ^ 1);
      FaultyDisk disk(changed);
      const bool opens = vault.open(disk).has_value();
      // The letter to the recovery key is opened only in need, and fails by itself then.
      if (opens) CHECK(at > bytes.find("recovery = "));
    }
  }
}

}  // namespace
}  // namespace caucus::record
