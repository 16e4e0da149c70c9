// World: which clock, dice and disk does the record use?
//
// Real ones, unless a test says otherwise. The record asks nobody else for the time, for random
// bytes, or for a file, so a test can stop the clock, throw known dice, and pull the plug.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/result.h"

namespace caucus::record {

// What shows of a file from outside. Between two equal sights nobody wrote to it, but for a writing
// of the same length within one tick of the system's clock (4 ms).
struct FileSight {
  std::uint64_t device = 0, number = 0;  // which file it is, whatever it is called
  std::uint64_t size = 0;
  std::int64_t written_seconds = 0, written_nanoseconds = 0;

  friend bool operator==(const FileSight&, const FileSight&) = default;
};

// Held for as long as it lives.
using Lock = std::shared_ptr<void>;

// Files of a vault beside its logs, and the SQLite layer under the logs. Paths are as given by the
// caller. Errors: those of base/file.h.
class Disk {
 public:
  virtual ~Disk() = default;

  // All bytes of a file, at most 16 MiB.
  [[nodiscard]] virtual Result<std::string> read(const std::string& path) = 0;
  // Creates or replaces a file, owner only (0600), and returns when it is on the disk under that
  // name. The old content or the new, never a mixture.
  [[nodiscard]] virtual Result<void> write(const std::string& path, std::string_view bytes) = 0;
  // Removes a file; nothing happens when there is none.
  [[nodiscard]] virtual Result<void> remove(const std::string& path) = 0;
  // Creates a folder, owner only (0700); conflict when something of that name is there already.
  [[nodiscard]] virtual Result<void> make_folder(const std::string& path) = 0;
  // Returns when names created in the folder have reached the disk.
  [[nodiscard]] virtual Result<void> sync_folder(const std::string& path) = 0;
  // Names of the files of a folder, sorted; not_found when there is none.
  [[nodiscard]] virtual Result<std::vector<std::string>> list(const std::string& path) = 0;
  [[nodiscard]] virtual bool exists(const std::string& path) = 0;
  // Nothing where there is no such file, or nothing can be said of it.
  [[nodiscard]] virtual std::optional<FileSight> look(const std::string& /*path*/) {
    return std::nullopt;
  }
  // Takes the lock file and writes into it who has it, until the Lock is let go. Kind conflict,
  // with what the file says, when another program has it; `take_over` ignores a note left by a
  // program on another machine. A note of a program of this machine that is gone is overwritten.
  [[nodiscard]] virtual Result<Lock> lock(const std::string& path, bool take_over) = 0;
  // The SQLite VFS to open logs with; null for SQLite's own.
  [[nodiscard]] virtual const char* vfs() const { return nullptr; }
  // How many pages of 4 KiB the WAL of a log may grow to before they are moved into its file.
  // Moving waits for the disk twice, so rarely; after a kill, opening reads at most 16 MiB of it.
  [[nodiscard]] virtual int wal_pages_max() const { return 4000; }
  // Whether a commit waits for the disk (synchronous=FULL). The test of the power-cut test says no,
  // and has to lose entries then.
  [[nodiscard]] virtual bool commits_wait() const { return true; }
};

// The disk of this machine.
Disk& real_disk();

// What the record needs from outside. Empty functions and a null disk stand for the real ones.
struct World {
  // Seconds since 1970-01-01 00:00 UTC.
  std::function<std::int64_t()> clock;
  // Fills with bytes that nobody can guess.
  std::function<void(std::span<std::byte>)> random;
  Disk* disk = nullptr;
};

// The same with the real ones put in where something is empty.
World completed(World world);

}  // namespace caucus::record
