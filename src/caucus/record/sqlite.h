// Database: one SQLite file, opened so that what it says is on the disk is on the disk.
//
// One connection, locking_mode=EXCLUSIVE, WAL, synchronous=FULL, trusted_schema=OFF, defensive,
// cell_size_check and secure_delete on. Checkpoints are run here and never by SQLite by itself,
// because its automatic ones swallow the errors of the disk.
//
// Errors: conflict, not_found, unreadable, corrupt or unwritable. After any of them but a full disk
// the caller stops.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/record/world.h"

struct sqlite3;
struct sqlite3_stmt;

namespace caucus::record {

// One prepared question or order. Indices count from 1 when binding and from 0 in a row, as SQLite
// has them.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* connection, sqlite3_stmt* prepared);

  // The bytes must live until the step.
  Statement& bind(int index, std::uint64_t number);
  Statement& bind(int index, std::string_view blob);
  Statement& bind_null(int index);
  // Whether there is a row.
  Result<bool> step();
  // Steps once, expects no row, and resets.
  Result<void> run();
  void reset();

  [[nodiscard]] std::uint64_t number(int column) const;
  [[nodiscard]] std::string_view blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* prepared) const;
  };
  sqlite3* connection_ = nullptr;
  std::unique_ptr<sqlite3_stmt, Finalize> prepared_;
};

class Database {
 public:
  // Opens or, with `create`, makes the file. Nothing is written when it only opens.
  static Result<Database> open(const std::string& path, Disk& disk, bool create);

  Result<Statement> prepare(std::string_view sql);
  // One or more statements that give no rows that matter.
  Result<void> execute(const char* sql);
  // Moves everything from the WAL into the file, both synced; `truncate` leaves no WAL behind.
  Result<void> checkpoint(bool truncate);
  // Frames in the WAL since the last checkpoint that emptied it.
  [[nodiscard]] int wal_frames() const { return *wal_frames_; }
  // A consistent copy of everything into a new file at `path`, through the same VFS.
  Result<void> copy_to(const std::string& path, Disk& disk);
  // Whether a transaction is open: some failures have ended it already.
  [[nodiscard]] bool in_transaction() const;
  // Whether the last failure was a full disk.
  [[nodiscard]] bool disk_was_full() const;
  // After a failure: closing must not write.
  void leave_as_is();

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> connection_;
  std::string path_;
  std::unique_ptr<int> wal_frames_;  // at a fixed address: SQLite's hook writes to it
};

}  // namespace caucus::record
