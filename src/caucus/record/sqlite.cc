#include "caucus/record/sqlite.h"

#include <sqlite3.h>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"

namespace caucus::record {

namespace {

ErrorKind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorKind::conflict;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT:
      return ErrorKind::corrupt;
    case SQLITE_CANTOPEN:
      return ErrorKind::not_found;
    case SQLITE_IOERR:
      return code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ ? ErrorKind::unreadable
                                                                          : ErrorKind::unwritable;
    default:
      return ErrorKind::unwritable;
  }
}

// SQLite's own words, and the disk's where it was the disk.
Unexpected failed(sqlite3* connection, int code) {
  const char* file = sqlite3_db_filename(connection, "main");
  const int extended = connection != nullptr ? sqlite3_extended_errcode(connection) : code;
  std::string message = file != nullptr ? shown(file) + ": " : std::string("a log: ");
  message += (code & 0xff) == SQLITE_FULL ? "the disk is full; free some space and try again"
                                          : sqlite3_errstr(extended);
  return fail(kind_of(extended), message);
}

int note_frames(void* frames, sqlite3* /*connection*/, const char* /*name*/, int count) {
  *static_cast<int*>(frames) = count;
  return SQLITE_OK;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* prepared) const {
  sqlite3_finalize(prepared);
}

Statement::Statement(sqlite3* connection, sqlite3_stmt* prepared)
    : connection_(connection), prepared_(prepared) {}

Statement& Statement::bind(int index, std::uint64_t number) {
  sqlite3_bind_int64(prepared_.get(), index, static_cast<sqlite3_int64>(number));
  return *this;
}

Statement& Statement::bind(int index, std::string_view blob) {
  // An empty view may point nowhere, which SQLite would take for NULL.
  sqlite3_bind_blob64(prepared_.get(), index, blob.empty() ? "" : blob.data(), blob.size(),
                      SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_null(int index) {
  sqlite3_bind_null(prepared_.get(), index);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(prepared_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const Unexpected error = failed(connection_, code);
  sqlite3_reset(prepared_.get());
  return error;
}

Result<void> Statement::run() {
  const Result<bool> row = step();
  if (!row) return fail(row.error());
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(prepared_.get());
  sqlite3_clear_bindings(prepared_.get());
}

std::uint64_t Statement::number(int column) const {
  return static_cast<std::uint64_t>(sqlite3_column_int64(prepared_.get(), column));
}

std::string_view Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(prepared_.get(), column);
  const int size = sqlite3_column_bytes(prepared_.get(), column);
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(prepared_.get(), column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* connection) const {
  sqlite3_close(connection);
}

Result<Database> Database::open(const std::string& path, Disk& disk, bool create) {
  Database database;
  database.path_ = path;
  database.wal_frames_ = std::make_unique<int>(0);
  sqlite3* connection = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW |
                    (create ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags, disk.vfs());
  database.connection_.reset(connection);
  if (code != SQLITE_OK) {
    const ErrorKind kind = kind_of(code);
    return fail(kind, "cannot open " + shown(path) + ": " + sqlite3_errstr(code));
  }
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
  const std::string settings =
      std::string(
          "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON;"
          "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA journal_mode=WAL;"
          "PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=") +
      (disk.commits_wait() ? "FULL" : "NORMAL");
  if (Result<void> done = database.execute(settings.c_str()); !done) return fail(done.error());
  sqlite3_wal_hook(connection, note_frames, database.wal_frames_.get());
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code != SQLITE_OK) return failed(connection_.get(), code);
  return Statement(connection_.get(), prepared);
}

Result<void> Database::execute(const char* sql) {
  const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failed(connection_.get(), code);
  return {};
}

Result<void> Database::checkpoint(bool truncate) {
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_RESTART;
  const int code = sqlite3_wal_checkpoint_v2(connection_.get(), "main", mode, nullptr, nullptr);
  if (code != SQLITE_OK) return failed(connection_.get(), code);
  *wal_frames_ = 0;
  return {};
}

Result<void> Database::copy_to(const std::string& path, Disk& disk) {
  Result<Database> copy = Database::open(path, disk, true);
  if (!copy) return fail(copy.error());
  sqlite3_backup* backup =
      sqlite3_backup_init(copy->connection_.get(), "main", connection_.get(), "main");
  if (backup == nullptr)
    return failed(copy->connection_.get(), sqlite3_errcode(copy->connection_.get()));
  sqlite3_backup_step(backup, -1);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) return failed(copy->connection_.get(), code);
  return copy->checkpoint(true);
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(connection_.get()) == 0;
}

bool Database::disk_was_full() const {
  return (sqlite3_extended_errcode(connection_.get()) & 0xff) == SQLITE_FULL;
}

void Database::leave_as_is() {
  sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

}  // namespace caucus::record
