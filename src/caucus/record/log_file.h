// LogFile: the rows of one log, on disk.
//
// One SQLite file with two tables: the entries, with the sealed content beside them, and apart from
// them the wrapped keys of that content, so that a key can be destroyed. It checks form, not truth:
// chain.h and the vault judge what is read.
//
// Errors: kinds of sqlite.h. Complexity: one sync per commit.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/record/entry.h"
#include "caucus/record/sqlite.h"

namespace caucus::record {

// Which log had the place before, in the order over the whole vault; all zero for place 1.
using LogTag = std::array<std::byte, 17>;
LogTag tag_of(const LogId& log);

// What is kept of an entry. Place, `before` and their MAC are local: no export contains them.
struct Row {
  std::uint64_t sequence = 0;
  std::uint64_t place = 0;
  LogTag before{};
  Digest place_mac{};                  // zeros where the file has something of another length
  std::string bytes;                   // the entry itself
  std::optional<std::string> sealed;   // its content, encrypted; nothing when erased
  std::optional<std::string> wrapped;  // the key of the content, wrapped by the vault's
};

class LogFile {
 public:
  // Makes an empty log, synced; the caller syncs the folder. On failure `full` says whether the
  // disk had no room.
  static Result<LogFile> create(const std::string& path, Disk& disk, bool* full = nullptr);
  // Opens an existing one and brings everything that a crash left in the WAL safely into the file.
  static Result<LogFile> open(const std::string& path, Disk& disk);

  // Adds the rows and destroys the contents of the sequences `erased`, in one transaction and one
  // sync. After a failure nothing has changed, or full() says no and the log must not be used
  // again.
  Result<void> commit(const std::vector<const Row*>& rows,
                      const std::vector<std::uint64_t>& erased);
  // Whether the last failure was a disk without room, undone completely.
  [[nodiscard]] bool full() const { return full_; }
  // Whether commits wait for the disk from now on. Until forget_wal(), what did not wait may be
  // gone after a power cut, the last first.
  Result<void> wait(bool for_disk);
  // Takes away the entries from that sequence on: of a writing that was never acknowledged.
  Result<void> cut(std::uint64_t from);
  // After erasures: leaves no page of before in the WAL.
  Result<void> forget_wal();
  // Whether file and WAL are as this program left them: the same files, as long as they were, not
  // written by anybody else. Two looks at the disk.
  [[nodiscard]] bool untouched() const;

  // Goes through the rows in order of sequence. Keep no more than one per log.
  class Cursor {
   public:
    // The next row, or nothing at the end. `bytes` and the others are copies; a row that is used
    // again keeps its room.
    Result<bool> next(Row& row);

   private:
    friend class LogFile;
    Statement rows_;
  };
  Result<Cursor> rows(std::uint64_t from);

  // A consistent copy as a new file, synced; the caller syncs the folder.
  Result<void> copy_to(const std::string& path, Disk& disk) {
    return database_.copy_to(path, disk);
  }
  // After a failure: closing must not write.
  void leave_as_is() { database_.leave_as_is(); }

 private:
  // Orders that insert so many rows at once: an order costs about as much as a row.
  struct Inserts {
    std::size_t rows = 0;
    Statement entries, keys;
  };
  Result<void> write(const std::vector<const Row*>& rows, const std::vector<std::uint64_t>& erased);
  static Result<void> insert(Inserts& orders, std::span<const Row* const> rows);
  Result<void> destroy(std::uint64_t sequence);
  Result<void> prepare();

  // What untouched() holds them against: the WAL, and with a checkpoint the file too.
  void remember_wal() { wal_seen_ = disk_->look(path_ + "-wal"); }
  void remember_both();

  std::string path_;
  Disk* disk_ = nullptr;
  std::optional<FileSight> file_seen_, wal_seen_;
  Database database_;
  Statement begin_, end_, undo_;
  std::array<Inserts, 3> inserts_{{{16, {}, {}}, {4, {}, {}}, {1, {}, {}}}};
  bool full_ = false;
  int wal_pages_max_ = 0;
};

}  // namespace caucus::record
