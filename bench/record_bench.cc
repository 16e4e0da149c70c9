// How much slower than its parts is the record?
//
//   append   entries acknowledged per second, at 1, 8 and 64 per sync, beside plain SQLite (WAL,
//            synchronous=FULL, one INSERT per row of as many bytes), commit by commit in turns on
//            the same disk. A round is long enough for either to move its WAL into its file, plain
//            SQLite when it does so by itself. Target: at least half as many.
//   verify   verify() of a log on the record whose entries were written alone, or 64 together,
//            beside libsodium on as much: the SHA-256 of leaf and content each, and one Ed25519
//            verification per batch. Target, where each has a signature: at least 0.7.
//   replay   for_each_in_order over the same vault
//
// Seconds of wall time (append) and of processor time (verify, replay), medians of the rounds;
// a ratio is the median of those of the rounds. One thread on either side.
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

#include "caucus/record/batch.h"
#include "caucus/record/bytes.h"
#include "caucus/record/vault.h"

namespace caucus::record {
namespace {

constexpr std::size_t content_bytes = 400;
constexpr int append_rounds = 5;
constexpr int verify_rounds = 9;
constexpr std::size_t verified_entries = 3'200;

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

std::string judged(double ratio, double target) {
  char text[64];
  std::snprintf(text, sizeof text, "ratio %.2f (target %.1f: %s)", ratio, target,
                ratio >= target ? "met" : "MISSED");
  return text;
}

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "record_bench: %s\n", result.error().message.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
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
  for (const std::size_t batch : {std::size_t{1}, std::size_t{8}, std::size_t{64}}) {
    const std::size_t commits = batch == 1 ? 1'000 : batch == 8 ? 600 : 200;
    // A row of the vault: entry, place and MAC, sealed content, wrapped key.
    const std::string row(header_bytes + batch_proof_bytes(batch, 0) + 57 + 448 + 16 + 104, 'r');
    Plain plain(folder + "/plain" + std::to_string(batch));
    const std::vector<std::string> contents(batch, std::string(content_bytes, 'c'));
    std::vector<double> ours, theirs, ratios;
    for (int round = 0; round < append_rounds; ++round) {
      // In turns, commit by commit: whatever else wants the disk at the moment slows both.
      double our_time = 0, their_time = 0;
      for (std::size_t i = 0; i < commits; ++i) {
        our_time += wall_seconds([&] { must(vault.append(log, contents)); });
        their_time += wall_seconds([&] { plain.append(batch, row); });
      }
      ours.push_back(our_time);
      theirs.push_back(their_time);
      ratios.push_back(their_time / our_time);
    }
    const double entries = static_cast<double>(commits * batch);
    std::printf("append  %2zu per sync   ours %8.0f/s   plain SQLite %8.0f/s   %s\n", batch,
                entries / median(ours), entries / median(theirs),
                judged(median(ratios), 0.5).c_str());
  }
}

// A log whose entries were written so many together.
void fill(Vault& vault, const LogId& log, std::size_t batch) {
  const std::vector<std::string> contents(batch, std::string(content_bytes, 'c'));
  for (std::size_t written = 0; written < verified_entries; written += batch)
    must(vault.append(log, contents));
}

// What libsodium alone has to do for such a log.
class Bare {
 public:
  explicit Bare(std::size_t batch)
      : batch_(batch),
        leaf_(1 + header_bytes + batch_proof_bytes(batch, 0), 'l'),
        content_(32 + 30 + content_bytes, 'c') {
    crypto_sign_keypair(key_.data(), secret_.data());
    crypto_sign_detached(signature_.data(), nullptr, octets(content_), 60, secret_.data());
  }

  // How many signatures were wrong.
  std::size_t verify() {
    std::size_t bad = 0;
    for (std::size_t i = 0; i < verified_entries; ++i) {
      if (i % batch_ == 0 &&
          crypto_sign_verify_detached(signature_.data(), octets(content_), 60, key_.data()) != 0)
        ++bad;
      std::array<unsigned char, 32> hash;
      for (std::string* each : {&leaf_, &content_}) {
        crypto_hash_sha256(hash.data(), octets(*each), each->size());
        each->back() = static_cast<char>(hash[0]);
      }
    }
    return bad;
  }

 private:
  std::size_t batch_;
  std::string leaf_, content_;
  std::array<unsigned char, 32> key_;
  std::array<unsigned char, 64> secret_, signature_;
};

void bench_verify(const std::string& folder, std::size_t batch) {
  VaultOptions options;
  options.member_name = "bench";
  options.kdf = {8, 1};
  NewVault made = must(Vault::create(folder + "/verify" + std::to_string(batch), "bench", options));
  fill(made.vault, {must(made.vault.open_channel("north")), LogClass::on_the_record}, batch);
  Bare sodium(batch);
  std::vector<double> ours, bare, ratios;
  std::size_t bad = 0;
  for (int round = 0; round < verify_rounds; ++round) {
    ours.push_back(processor_seconds([&] { bad += must(made.vault.verify()).faults.size(); }));
    bare.push_back(processor_seconds([&] { bad += sodium.verify(); }));
    ratios.push_back(bare.back() / ours.back());
  }
  const auto count = static_cast<double>(verified_entries);
  std::printf("verify  %2zu per sync   ours %8.0f/s   libsodium    %8.0f/s   %s%s\n", batch,
              count / median(ours), count / median(bare), judged(median(ratios), 0.7).c_str(),
              bad == 0 ? "" : "   WRONG");
  std::size_t seen = 0;
  const double replay = processor_seconds(
      [&] { must(made.vault.for_each_in_order([&](const Record&) { return ++seen > 0; })); });
  std::printf("replay  %2zu per sync   ours %8.0f/s\n", batch, static_cast<double>(seen) / replay);
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
  }
  for (const std::size_t batch : {std::size_t{1}, std::size_t{64}})
    bench_verify(folder, batch);
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace caucus::record

int main(int argc, char** argv) {
  return caucus::record::bench(argc > 1 ? argv[1] : ".");
}
