// How much slower than its parts is the record?
//
//   append   entries acknowledged per second, at 1, 8 and 64 per sync, beside plain SQLite (WAL,
//            synchronous=FULL, one INSERT per row of as many bytes) in turns on the same disk.
//            Target: at least half as many.
//   verify   verify() of a log on the record, beside libsodium alone on the same entries: one
//            Ed25519 verification and the SHA-256 of leaf and content each. Target: at least 0.7.
//   replay   for_each_in_order over the same vault
//
// Seconds of wall time (append) and of processor time (verify, replay), medians of five rounds.
// An argument names the folder to write in; without one, the present folder.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_sign.h>
#include <sqlite3.h>

#include "caucus/record/vault.h"

namespace caucus::record {
namespace {

constexpr std::size_t content_bytes = 400;
constexpr int rounds = 5;

double wall_seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double processor_seconds(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "record_bench: %s\n", result.error().message.c_str());
    std::exit(1);
  }
  return std::move(result).value();
}

// Plain SQLite with one table, as safe against power cuts as the vault.
class Plain {
 public:
  explicit Plain(const std::string& path) {
    sqlite3_open(path.c_str(), &connection_);
    run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE entry(sequence INTEGER PRIMARY KEY, bytes BLOB)");
    sqlite3_prepare_v2(connection_, "INSERT INTO entry(bytes) VALUES(?)", -1, &insert_, nullptr);
  }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;
  ~Plain() {
    sqlite3_finalize(insert_);
    sqlite3_close(connection_);
  }

  void append(std::size_t batch, const std::string& bytes) {
    run("BEGIN IMMEDIATE");
    for (std::size_t i = 0; i < batch; ++i) {
      sqlite3_bind_blob(insert_, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
      sqlite3_step(insert_);
      sqlite3_reset(insert_);
    }
    run("COMMIT");
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return;
    std::fprintf(stderr, "record_bench: SQLite: %s\n", sqlite3_errmsg(connection_));
    std::exit(1);
  }

  sqlite3* connection_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

void bench_append(Vault& vault, const LogId& log, const std::string& folder) {
  // A row of the vault: entry, place and MAC, sealed content, wrapped key.
  const std::string row(188 + 57 + 448 + 16 + 104, 'r');
  for (const std::size_t batch : {std::size_t{1}, std::size_t{8}, std::size_t{64}}) {
    const std::size_t commits = batch == 64 ? 40 : 120;
    Plain plain(folder + "/plain" + std::to_string(batch));
    const std::vector<std::string> contents(batch, std::string(content_bytes, 'c'));
    std::vector<double> ours, theirs;
    for (int round = 0; round < rounds; ++round) {
      ours.push_back(wall_seconds([&] {
        for (std::size_t i = 0; i < commits; ++i)
          must(vault.append(log, contents));
      }));
      theirs.push_back(wall_seconds([&] {
        for (std::size_t i = 0; i < commits; ++i)
          plain.append(batch, row);
      }));
    }
    const double entries = static_cast<double>(commits * batch);
    std::printf("append  %2zu per sync   ours %8.0f/s   plain SQLite %8.0f/s   ratio %.2f\n", batch,
                entries / median(ours), entries / median(theirs), median(theirs) / median(ours));
  }
}

void bench_verify(Vault& vault) {
  struct Signed {
    std::string message, leaf, content;
    std::array<unsigned char, 64> signature;
  };
  std::vector<Signed> entries;
  std::array<unsigned char, 32> key;
  std::array<unsigned char, 64> secret;
  crypto_sign_keypair(key.data(), secret.data());
  const double replay = processor_seconds([&] {
    const Result<void> done = vault.for_each_in_order([&](const Record& record) {
      entries.push_back({bytes_to_authenticate(encode_header(record.entry)),
                         '\0' + encode_header(record.entry) + std::string(64, 's'),
                         std::string(32 + 30, 'p') + record.content.value_or(""),
                         {}});
      return true;
    });
    if (!done) std::exit(1);
  });
  for (Signed& each : entries)
    crypto_sign_detached(each.signature.data(), nullptr,
                         reinterpret_cast<const unsigned char*>(each.message.data()),
                         each.message.size(), secret.data());
  std::vector<double> ours, bare;
  int bad = 0;
  const auto hash = [](const std::string& bytes) {
    std::array<unsigned char, 32> out;
    crypto_hash_sha256(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return out[0];
  };
  unsigned sum = 0;
  for (int round = 0; round < rounds; ++round) {
    ours.push_back(processor_seconds([&] { bad += must(vault.verify()).sound() ? 0 : 1; }));
    bare.push_back(processor_seconds([&] {
      for (const Signed& each : entries) {
        bad +=
            crypto_sign_verify_detached(each.signature.data(),
                                        reinterpret_cast<const unsigned char*>(each.message.data()),
                                        each.message.size(), key.data()) == 0
                ? 0
                : 1;
        sum += hash(each.leaf) + hash(each.content);
      }
    }));
  }
  const double count = static_cast<double>(entries.size());
  std::printf("verify  %zu entries   ours %8.0f/s   libsodium alone %8.0f/s   ratio %.2f%s\n",
              entries.size(), count / median(ours), count / median(bare),
              median(bare) / median(ours), bad == 0 && sum > 0 ? "" : "   WRONG");
  std::printf("replay  %zu entries   %8.0f/s\n", entries.size(), count / replay);
}

int bench(const std::string& where) {
  const std::string folder = where + "/record-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  VaultOptions options;
  options.member_name = "bench";
  options.kdf = {8, 1};
  {
    NewVault made = must(Vault::create(folder + "/vault", "bench", options));
    const LogId log{must(made.vault.open_channel("north")), LogClass::on_the_record};
    bench_append(made.vault, log, folder);
    bench_verify(made.vault);
  }
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace caucus::record

int main(int argc, char** argv) {
  return caucus::record::bench(argc > 1 ? argv[1] : ".");
}
