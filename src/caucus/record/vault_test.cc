#include "caucus/record/vault.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <stdlib.h>

namespace caucus::record {
namespace {

constexpr KdfCost cheap{8, 1};

// A folder that goes away again.
struct Folder {
  std::string path;
  Folder() {
    char name[] = "/tmp/caucus-vault-XXXXXX";
    path = ::mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

VaultOptions as(const std::string& name) {
  VaultOptions options;
  options.member_name = name;
  options.kdf = cheap;
  return options;
}

std::vector<std::string> everything(Vault& vault) {
  std::vector<std::string> contents;
  std::uint64_t place = 0;
  const Result<void> done = vault.for_each_in_order([&](const Record& record) {
    CHECK(record.receipt.place > place);
    place = record.receipt.place;
    contents.push_back(record.content.value_or("(erased)"));
    return true;
  });
  REQUIRE(done.has_value());
  return contents;
}

TEST_CASE("what was appended is read back, in order, after closing and opening again") {
  const Folder folder;
  const std::string path = folder.path + "/v";
  ChannelId north, south;
  {
    Result<NewVault> made = Vault::create(path, "correct horse", as("Ines"));
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().message));
    Vault vault = std::move(made->vault);
    north = *vault.open_channel("north");
    south = *vault.open_channel("south");
    REQUIRE(vault.append({north, LogClass::on_the_record}, {"a", "b"}).has_value());
    REQUIRE(vault.append({south, LogClass::in_confidence}, {"c"}).has_value());
    const auto receipts = vault.append({north, LogClass::in_confidence}, {"d"});
    REQUIRE(receipts.has_value());
    CHECK(receipts->front().id.sequence == 0);
    CHECK(everything(vault) == std::vector<std::string>{"a", "b", "c", "d"});
    const Result<Verification> found = vault.verify();
    REQUIRE(found.has_value());
    CHECK(found->sound());
    CHECK(found->entries == 7);
  }
  Result<Vault> vault = Vault::open(path, {"correct horse", ""});
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : vault.error().message));
  CHECK(everything(*vault) == std::vector<std::string>{"a", "b", "c", "d"});
  CHECK(vault->channels().size() == 2);
  CHECK(vault->channels()[0].name == "north");
  CHECK(vault->channels()[0].on_the_record == 2);
  CHECK(vault->me().name == "Ines");
  CHECK(vault->verify()->sound());
  CHECK(vault->read({{north, LogClass::on_the_record}, 1})->content == "b");
}

}  // namespace
}  // namespace caucus::record
