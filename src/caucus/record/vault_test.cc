#include "caucus/record/vault.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caucus/base/folder_for_tests.h"
#include "caucus/record/bytes.h"
#include "caucus/record/key_file.h"

namespace caucus::record {
namespace {

constexpr KdfCost cheap{8, 1};

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
  const for_tests::TestFolder folder;
  const std::string path = folder / "v";
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

// One vault with a channel, made by Ines.
struct Opened {
  for_tests::TestFolder folder;
  std::string path = folder / "v";
  std::string recovery;
  std::optional<Vault> vault;
  ChannelId north;

  explicit Opened(VaultOptions options = as("Ines")) {
    Result<NewVault> made = Vault::create(path, "first words", options);
    REQUIRE(made.has_value());
    recovery = made->recovery_text.text();
    vault.emplace(std::move(made->vault));
    north = *vault->open_channel("north");
  }
  [[nodiscard]] LogId log() const { return {north, LogClass::on_the_record}; }
  [[nodiscard]] LogId confidences() const { return {north, LogClass::in_confidence}; }
};

ErrorKind kind_of_opening(const std::string& path, const Credentials& credentials,
                          const VaultOptions& options = {}) {
  const Result<Vault> vault = Vault::open(path, credentials, options);
  REQUIRE_FALSE(vault.has_value());
  return vault.error().kind;
}

// Whether any file below the folder has these bytes.
bool on_disk(const std::string& folder, const std::string& bytes) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(file)), {});
    if (all.find(bytes) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("a passphrase opens, can be changed, and is replaced with the recovery text only") {
  Opened made;
  REQUIRE(made.vault->append(made.log(), {"kept"}).has_value());
  REQUIRE(made.vault->change_passphrase("second words", cheap).has_value());
  made.vault.reset();
  CHECK(kind_of_opening(made.path, {"first words", ""}) == ErrorKind::unreadable);
  CHECK(kind_of_opening(made.path, {"", "caucus-recovery-1 0000"}) == ErrorKind::unreadable);
  std::string slip = made.recovery;
  slip.back() = slip.back() == '0' ? '1' : '0';
  CHECK(kind_of_opening(made.path, {"", slip}) == ErrorKind::unreadable);
  {
    Result<Vault> vault = Vault::open(made.path, {"second words", ""});
    REQUIRE(vault.has_value());
  }
  Result<Vault> vault = Vault::open(made.path, {"", made.recovery});
  REQUIRE(vault.has_value());
  CHECK(everything(*vault) == std::vector<std::string>{"kept"});
  REQUIRE(vault->change_passphrase("third words", cheap).has_value());
  REQUIRE(vault->append(made.log(), {"as Ines"}).has_value());
  vault = fail(ErrorKind::cancelled, "closed");
  CHECK(Vault::open(made.path, {"third words", ""}).has_value());
}

TEST_CASE("a pipe in the place of a file is refused at once") {
  Opened made;
  made.vault.reset();
  const std::string path = made.path + "/vault.toml";
  std::filesystem::remove(path);
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  CHECK(kind_of_opening(made.path, {"first words", ""}) == ErrorKind::unreadable);
}

TEST_CASE("a recovery text opens no vault whose header was altered") {
  Opened made;
  made.vault.reset();
  const std::string path = made.path + "/vault.toml";
  const auto read = [](const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(in)), {});
  };
  const std::string header = read(path);
  const auto open_with = [&](const std::string& text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    return kind_of_opening(made.path, {"", made.recovery});
  };
  // Somebody without a key puts a recovery key of their own, of which they know the secret half.
  Passing<32> secret;
  secret.bytes.fill(std::byte{7});
  std::string theirs = header;
  const std::size_t at = theirs.find("recovery_key = \"") + 16;
  theirs.replace(at, 64, to_hex(letter_key(secret.bytes)));
  CHECK(open_with(theirs) == ErrorKind::corrupt);
  theirs.replace(at, 64, std::string(64, '0'));
  CHECK(open_with(theirs) == ErrorKind::corrupt);
  for (const char* name : {"vault = \"", "recovery_check = \""}) {
    std::string other = header;
    char& digit = other[other.find(name) + std::string_view(name).size()];
    digit = digit == '0' ? '1' : '0';
    CHECK(open_with(other) == ErrorKind::corrupt);
  }
  // A letter that anybody can close for the recovery key, with keys that its writer knows.
  const Result<VaultHeader> known = read_header(header);
  REQUIRE(known.has_value());
  const World world = completed({});
  const MemberKeys planted{Secret(std::string_view(header).substr(0, 32)),
                           SigningKey(secret.bytes)};
  const Result<std::string> key_file = write_key_file(planted, {header, cheap, "theirs"}, world);
  REQUIRE(key_file.has_value());
  for (const auto& entry : std::filesystem::directory_iterator(made.path + "/members"))
    std::ofstream(entry.path(), std::ios::binary | std::ios::trunc) << *key_file;
  CHECK(open_with(header) == ErrorKind::corrupt);
}

TEST_CASE("a second program is told who holds the vault") {
  Opened made;
  const Result<Vault> second = Vault::open(made.path, {"first words", ""});
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().kind == ErrorKind::conflict);
  CHECK(second.error().message.find("process " + std::to_string(::getpid())) != std::string::npos);
  made.vault.reset();
  // What a program of this machine left behind when it was killed is stale: the kernel says so.
  std::ofstream(made.path + "/lock") << "process 1 on "
                                     << "elsewhere"
                                     << " since 2024-03-10 14:05 UTC";
  CHECK(kind_of_opening(made.path, {"first words", ""}) == ErrorKind::conflict);
  VaultOptions options;
  options.take_over_lock = true;
  CHECK(Vault::open(made.path, {"first words", ""}, options).has_value());
  CHECK(Vault::open(made.path, {"first words", ""}).has_value());
}

TEST_CASE("each of the team has a key of their own, and the record says who wrote what") {
  Opened made;
  const Result<Member> omar = made.vault->add_member("Omar", "other words", cheap);
  REQUIRE(omar.has_value());
  CHECK_FALSE(made.vault->add_member("Omar", "again", cheap).has_value());
  // A passphrase says who signs: nobody gets that of somebody else.
  CHECK(made.vault->add_member("Anna", "other words", cheap).error().kind == ErrorKind::conflict);
  CHECK(made.vault->change_passphrase("other words", cheap).error().kind == ErrorKind::conflict);
  CHECK(made.vault->members().size() == 2);
  CHECK(omar->vouched_by == made.vault->me().key);
  REQUIRE(made.vault->append(made.log(), {"by Ines"}).has_value());
  made.vault.reset();
  {
    Result<Vault> vault = Vault::open(made.path, {"other words", ""});
    REQUIRE(vault.has_value());
    CHECK(vault->me().name == "Omar");
    REQUIRE(vault->append(made.log(), {"by Omar"}).has_value());
    CHECK(vault->read({made.log(), 1})->entry.author == omar->key);
    CHECK(vault->read({made.log(), 0})->entry.author != omar->key);
    CHECK(vault->verify()->sound());
    BundleTrust trust;
    trust.founder = vault->members().front().public_key;
    const Result<std::string> bundle = vault->export_bundle(made.north, {});
    REQUIRE(bundle.has_value());
    CHECK(verify_bundle(*bundle, trust).sound());
    CHECK(bundle->find("Omar") == std::string::npos);
  }
  CHECK(kind_of_opening(made.path, {"", made.recovery}) == ErrorKind::malformed);
  CHECK(kind_of_opening(made.path, {"", made.recovery}, as("Eve")) == ErrorKind::unreadable);
  CHECK(kind_of_opening(made.path, {"other words", ""}, as("Ines")) == ErrorKind::unreadable);
  Result<Vault> vault = Vault::open(made.path, {"", made.recovery}, as("Omar"));
  REQUIRE(vault.has_value());
  CHECK(vault->me().name == "Omar");
}

TEST_CASE("who was removed opens nothing and signs nothing, with an older copy neither") {
  namespace fs = std::filesystem;
  Opened made;
  const Result<Member> omar = made.vault->add_member("Omar", "other words", cheap);
  REQUIRE(omar.has_value());
  const std::string north = "/logs/" + to_string(made.north) + "-" +
                            std::string(to_string(made.log().log_class)) + ".log";
  made.vault.reset();
  {
    Result<Vault> vault = Vault::open(made.path, {"other words", ""});
    REQUIRE(vault->append(made.log(), {"by Omar"}).has_value());
    CHECK(vault->remove_member("Omar").error().kind == ErrorKind::conflict);
    CHECK(vault->remove_member("Eve").error().kind == ErrorKind::not_found);
  }
  const std::string older = made.folder / "older";
  fs::copy(made.path, older, fs::copy_options::recursive);
  {
    Result<Vault> vault = Vault::open(made.path, {"first words", ""});
    REQUIRE(vault->remove_member("Omar").has_value());
    CHECK(vault->remove_member("Omar").error().kind == ErrorKind::conflict);
    CHECK(vault->members().back().removed);
    // What they wrote before stays theirs.
    CHECK(vault->verify()->sound());
    CHECK_FALSE(vault->members().front().removed);
  }
  const std::string key = "/members/" + to_string(omar->key) + ".key";
  CHECK_FALSE(fs::exists(made.path + key));
  CHECK(kind_of_opening(made.path, {"other words", ""}) == ErrorKind::unreadable);
  fs::copy(older + key, made.path + key);
  const auto opened = Vault::open(made.path, {"other words", ""});
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().message.find("no longer a member") != std::string::npos);
  // In the older copy something else has the place of the removal, and then Omar writes.
  REQUIRE(Vault::open(older, {"first words", ""})->open_channel("south").has_value());
  REQUIRE(Vault::open(older, {"other words", ""})->append(made.log(), {"later"}).has_value());
  fs::copy(older + north, made.path + north, fs::copy_options::overwrite_existing);
  const auto found = Vault::inspect(made.path, {"first words", ""});
  REQUIRE(found.has_value());
  REQUIRE(found->faults.size() == 1);
  CHECK(found->faults.front().what == Damage::author_unknown);
  CHECK(found->faults.front().sequence == 1);
}

TEST_CASE("nothing that was said, and no name, is on the disk in clear") {
  Opened made;
  REQUIRE(made.vault->append(made.confidences(), {"the bottom line is 45"}).has_value());
  made.vault.reset();
  for (const char* secret : {"bottom line", "north", "Ines", "first words"})
    CHECK_FALSE(on_disk(made.path, secret));
  CHECK_FALSE(on_disk(made.path, made.recovery.substr(18, 20)));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(made.path)) {
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    if (entry.is_regular_file() && entry.path().extension() == ".key")
      CHECK((entry.status().permissions() & others) == std::filesystem::perms::none);
  }
}

TEST_CASE("erased content is gone from every file, and the chain says when") {
  Opened made;
  REQUIRE(made.vault->append(made.log(), {"stays", "said by mistake", "also stays"}).has_value());
  // The bytes as they lie on the disk, before.
  const std::string log_path = made.path + "/logs/" + to_string(made.north) + "-on_the_record.log";
  const auto column = [&](const char* sql) {
    sqlite3* connection = nullptr;
    sqlite3_stmt* question = nullptr;
    std::string out;
    REQUIRE(sqlite3_open_v2(log_path.c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr) ==
            SQLITE_OK);
    REQUIRE(sqlite3_prepare_v2(connection, sql, -1, &question, nullptr) == SQLITE_OK);
    if (sqlite3_step(question) == SQLITE_ROW)
      out.assign(static_cast<const char*>(sqlite3_column_blob(question, 0)),
                 static_cast<std::size_t>(sqlite3_column_bytes(question, 0)));
    sqlite3_finalize(question);
    sqlite3_close(connection);
    return out;
  };
  made.vault.reset();
  const std::string wrapped = column("SELECT wrapped FROM content_key WHERE sequence=1");
  const std::string sealed = column("SELECT sealed FROM entry WHERE sequence=1");
  REQUIRE(wrapped.size() == 104);
  REQUIRE(on_disk(made.path, wrapped));
  REQUIRE(on_disk(made.path, sealed));
  {
    Result<Vault> vault = Vault::open(made.path, {"first words", ""});
    REQUIRE(vault.has_value());
    const auto receipts = vault->erase(made.log(), {1});
    REQUIRE(receipts.has_value());
    CHECK(receipts->front().id.sequence == 3);
    // Also while the vault is open.
    CHECK_FALSE(on_disk(made.path, wrapped));
    CHECK_FALSE(on_disk(made.path, sealed.substr(0, 16)));
    const Result<Record> erased = vault->read({made.log(), 1});
    REQUIRE(erased.has_value());
    CHECK_FALSE(erased->content.has_value());
    CHECK(erased->erased.has_value());
    CHECK(vault->read({made.log(), 3})->entry.kind == EntryKind::erasure);
    CHECK(vault->erase(made.log(), {1}).error().kind == ErrorKind::conflict);
    CHECK(vault->erase(made.log(), {3}).error().kind == ErrorKind::conflict);
    CHECK(vault->erase(made.log(), {0, 0}).error().kind == ErrorKind::conflict);
    CHECK(vault->erase(made.log(), {77}).error().kind == ErrorKind::not_found);
    const Result<Verification> found = vault->verify();
    CHECK(found->sound());
    CHECK(found->erased == 1);
  }
  Result<Vault> vault = Vault::open(made.path, {"first words", ""});
  REQUIRE(vault.has_value());
  CHECK(everything(*vault) ==
        std::vector<std::string>{"stays", "(erased)", "also stays", "(erased)"});
}

TEST_CASE("a backup is verified, is never written over, and a loss is told before it happens") {
  Opened made;
  REQUIRE(made.vault->append(made.log(), {"one", "two"}).has_value());
  REQUIRE(made.vault->erase(made.log(), {0}).has_value());
  const std::string backup = made.folder / "backup";
  const Result<Verification> copied = made.vault->backup(backup);
  REQUIRE_MESSAGE(copied.has_value(), (copied ? "" : copied.error().message));
  CHECK(copied->sound());
  CHECK(copied->erased == 1);
  CHECK_FALSE(made.vault->backup(backup).has_value());
  REQUIRE(made.vault->append(made.log(), {"three"}).has_value());
  REQUIRE(made.vault->append(made.confidences(), {"four"}).has_value());
  REQUIRE(made.vault->erase(made.log(), {1}).has_value());
  made.vault.reset();

  const Credentials words{"first words", ""};
  const Result<Comparison> both = Vault::loss(backup, made.path, words);
  REQUIRE(both.has_value());
  REQUIRE(both->losses.size() == 2);
  CHECK(both->losses.at(0).entries_lost == 2);
  CHECK(both->losses.at(0).channel_name == "north");
  CHECK_FALSE(both->losses.at(0).differs);
  CHECK(both->losses.at(0).erased_since == std::vector<std::uint64_t>{1});
  CHECK(both->losses.at(1).erased_since.empty());
  CHECK(both->present.entries == both->kept.entries + 3);
  CHECK(both->kept.newest > 0);
  CHECK(Vault::loss(backup, backup + "x", words).error().kind == ErrorKind::not_found);

  CHECK(Vault::restore(backup, made.path, words).error().kind == ErrorKind::conflict);
  const std::string again = made.folder / "again";
  REQUIRE(Vault::restore(backup, again, words).has_value());
  Result<Vault> restored = Vault::open(again, words);
  REQUIRE(restored.has_value());
  CHECK(everything(*restored) == std::vector<std::string>{"(erased)", "two", "(erased)"});
}

TEST_CASE("a clock that goes back is noted and stops nothing; hours never fall") {
  std::int64_t now = 1'710'000'000;
  VaultOptions options = as("Ines");
  options.world.clock = [&now] { return now; };
  Opened made(options);
  REQUIRE(made.vault->append(made.log(), {"at two"}).has_value());
  now -= 30 * 3600;
  REQUIRE(made.vault->append(made.log(), {"the day before"}).has_value());
  now += 60 * 3600;
  REQUIRE(made.vault->append(made.log(), {"later"}).has_value());
  const Record first = *made.vault->read({made.log(), 0});
  const Record second = *made.vault->read({made.log(), 1});
  const Record third = *made.vault->read({made.log(), 2});
  CHECK(hour_in_words(first.entry.hour) == "2024-03-09 16:00 UTC");
  CHECK(second.entry.hour == first.entry.hour);
  CHECK(second.entry.clock_was_behind);
  CHECK(third.entry.hour == first.entry.hour + 30);
  CHECK_FALSE(third.entry.clock_was_behind);
  CHECK(made.vault->verify()->sound());
}

TEST_CASE("refusals name the limit and change nothing") {
  Opened made;
  const auto too_large =
      made.vault->append(made.log(), {"a", std::string(content_bytes_max + 1, 'x')});
  REQUIRE_FALSE(too_large.has_value());
  CHECK(too_large.error().kind == ErrorKind::too_large);
  CHECK(too_large.error().message.find("1,048,576") != std::string::npos);
  CHECK(made.vault->append(made.log(), {std::string(content_bytes_max, 'x')}).has_value());
  CHECK(made.vault->append(made.log(), {""}).has_value());
  CHECK(made.vault->append(made.log(), {}).has_value());
  CHECK(made.vault->append({ChannelId{}, LogClass::on_the_record}, {"a"}).error().kind ==
        ErrorKind::not_found);
  CHECK(made.vault->append({made.north, LogClass::register_log}, {"a"}).error().kind ==
        ErrorKind::not_found);
  CHECK(made.vault->read({made.log(), 2}).error().kind == ErrorKind::not_found);
  CHECK(made.vault->open_channel("north").error().kind == ErrorKind::conflict);
  for (const std::string& name : {std::string(), std::string("a\nb"), std::string("\xff"),
                                  std::string(name_bytes_max + 1, 'n')})
    CHECK_FALSE(made.vault->open_channel(name).has_value());
  CHECK_FALSE(made.vault->change_passphrase("", cheap).has_value());
  CHECK(Vault::create(made.path, "x", as("Ines")).error().kind == ErrorKind::conflict);
  CHECK(Vault::create(made.path + "2", "", as("Ines")).error().kind == ErrorKind::malformed);
  CHECK(kind_of_opening(made.path + "3", {"x", ""}) == ErrorKind::not_found);
  CHECK(made.vault->verify()->sound());
}

TEST_CASE("a bundle of a channel holds nothing of another and is checked without a vault") {
  Opened made;
  const ChannelId south = *made.vault->open_channel("south");
  REQUIRE(made.vault->append(made.log(), {"offer", "by mistake"}).has_value());
  const std::string seen = *made.vault->checkpoint(made.log());
  REQUIRE(made.vault->append({south, LogClass::on_the_record}, {"elsewhere"}).has_value());
  REQUIRE(made.vault->append(made.log(), {"answer"}).has_value());
  REQUIRE(made.vault->append(made.confidences(), {"between us"}).has_value());
  REQUIRE(made.vault->erase(made.log(), {1}).has_value());

  BundleChoice choice;
  choice.logs = {LogClass::on_the_record, LogClass::in_confidence};
  choice.opened = [](const Entry& entry) { return entry.id.sequence != 2; };
  const std::string bundle = *made.vault->export_bundle(made.north, choice);
  BundleTrust trust;
  trust.earlier_checkpoints = {seen};
  trust.confidence_key = *made.vault->confidence_key(made.north);
  const Verification found = verify_bundle(bundle, trust);
  CHECK(found.sound());
  CHECK(found.entries == 5);
  CHECK(found.erased == 1);
  for (const std::string& hidden : {to_string(south), std::string("north"), std::string("Ines")})
    CHECK(bundle.find(hidden) == std::string::npos);

  BundleChoice one;
  one.only = std::vector<std::uint64_t>{2};
  one.known_sizes = {2};
  one.opened = [](const Entry&) { return true; };
  const std::string part = *made.vault->export_bundle(made.north, one);
  CHECK(verify_bundle(part, {std::nullopt, std::nullopt, {seen}}).sound());
  CHECK(part.size() < bundle.size());
  one.only = std::vector<std::uint64_t>{9};
  CHECK(made.vault->export_bundle(made.north, one).error().kind == ErrorKind::not_found);
}

TEST_CASE("content in the shape of code, marks and zero bytes comes back as it was") {
  Opened made;
  const std::vector<std::string> odd = {std::string("a\0b", 3), "'; DROP TABLE entry; --",
                                        "\xe2\x80\xae right to left", std::string(1, '\0'),
                                        "\xff\xfe not text"};
  REQUIRE(made.vault->append(made.log(), odd).has_value());
  CHECK(everything(*made.vault) == odd);
}

TEST_CASE("core dumps are forbidden when asked") {
  const pid_t child = ::fork();
  if (child == 0) {
    rlimit limit{1, 1};
    const bool done = forbid_core_dumps() && ::getrlimit(RLIMIT_CORE, &limit) == 0;
    ::_exit(done && limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : 1);
  }
  int status = 1;
  CHECK(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

}  // namespace
}  // namespace caucus::record
