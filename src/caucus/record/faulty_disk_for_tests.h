// FaultyDisk: a disk in memory that can fail on order and lose what was not synced.
//
// It serves the files of a vault and, as a SQLite VFS, its logs. It writes down everything that is
// done to it, so that the plug can be pulled afterwards at any point: what was synced is there, and
// of what was not, any 512-byte sectors may be. A new name is there only when its folder was synced
// (or, as on Linux, when SQLite synced a journal that it had just made).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/random.h"
#include "caucus/record/world.h"

struct sqlite3_vfs;

namespace caucus::record {

// What is on a disk: names and bytes.
using DiskImage = std::map<std::string, std::string>;

enum class DiskCall : std::uint8_t { write, sync, rename, create };
enum class DiskFailure : std::uint8_t { error, full };

class FaultyDisk : public Disk {
 public:
  FaultyDisk();
  explicit FaultyDisk(const DiskImage& image);
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk() override;

  Result<std::string> read(const std::string& path) override;
  Result<void> write(const std::string& path, std::string_view bytes) override;
  Result<void> remove(const std::string& path) override;
  Result<void> make_folder(const std::string& path) override;
  Result<void> sync_folder(const std::string& path) override;
  Result<std::vector<std::string>> list(const std::string& path) override;
  bool exists(const std::string& path) override;
  Result<Lock> lock(const std::string& path, bool take_over) override;
  [[nodiscard]] const char* vfs() const override { return name_.c_str(); }
  [[nodiscard]] bool commits_wait() const override { return waits; }
  [[nodiscard]] int wal_pages_max() const override { return 12; }

  // --- what a test says ---
  bool waits = true;
  bool recording = false;
  // Asked at each call whether it fails; empty for never. Once it failed with `error` everything
  // fails until repair(); a full disk refuses that one call only.
  std::function<bool(DiskCall)> decide;
  DiskFailure how = DiskFailure::error;
  void repair();
  // Puts a number between the operations: "acknowledged up to here".
  void mark(std::uint64_t number);
  [[nodiscard]] DiskImage image() const;

  // --- the plug ---
  struct Step {
    enum class Kind : std::uint8_t { name, unname, rename, write, cut, sync, sync_names, mark };
    Kind kind;
    std::uint64_t file = 0;
    std::string path, to;
    std::uint64_t offset = 0;
    std::string bytes;
  };
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

  // --- for the VFS ---
  struct File {
    std::uint64_t number = 0;
    std::string bytes;
  };
  // Counts the call; true when it has to fail.
  bool fails(DiskCall call);
  std::shared_ptr<File> open(const std::string& path, bool create);
  void write_at(File& file, std::uint64_t offset, std::string_view bytes);
  void cut(File& file, std::uint64_t size);
  void sync(File& file);
  void sync_names();
  void unname(const std::string& path);

 private:
  void note(Step step);

  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::map<std::string, bool> folders_;
  std::map<std::string, bool> locked_;
  std::vector<Step> steps_;
  bool failed_ = false;
  std::uint64_t files_made_ = 0;
};

// Replays the steps of a disk and says, at any of them, what a power cut would leave.
class PulledPlug {
 public:
  // From what was on the disk when recording began.
  explicit PulledPlug(const std::vector<FaultyDisk::Step>& steps) : steps_(steps) {}

  // Goes on to just before step `index`; never back.
  void advance(std::size_t index);
  // The largest mark passed, 0 for none.
  [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_; }
  // One of the images that a cut here may leave.
  [[nodiscard]] DiskImage image(RandomStream& dice) const;

 private:
  struct Kept {
    std::string synced;
    std::vector<const FaultyDisk::Step*> pending;
  };
  const std::vector<FaultyDisk::Step>& steps_;
  std::size_t at_ = 0;
  std::uint64_t acknowledged_ = 0;
  std::map<std::uint64_t, Kept> files_;
  std::map<std::string, std::uint64_t> names_;
  std::vector<const FaultyDisk::Step*> pending_names_;
};

}  // namespace caucus::record
