#include "caucus/record/log_file.h"

#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/record/bytes.h"

namespace caucus::record {

namespace {

// Compared with what a file says on opening: a log has this schema and nothing beside it.
constexpr std::string_view entry_table =
    "CREATE TABLE entry(sequence INTEGER PRIMARY KEY, place INTEGER NOT NULL, before BLOB NOT NULL,"
    " place_mac BLOB NOT NULL, bytes BLOB NOT NULL, sealed BLOB) STRICT";
constexpr std::string_view key_table =
    "CREATE TABLE content_key(sequence INTEGER PRIMARY KEY, wrapped BLOB NOT NULL) STRICT";
// "Cauc" and the version of the schema.
constexpr std::uint64_t application_id = 0x43617563;
constexpr std::uint64_t schema_version = 1;

Result<std::uint64_t> one_number(Database& database, std::string_view sql) {
  Result<Statement> question = database.prepare(sql);
  if (!question) return fail(question.error());
  const Result<bool> row = question->step();
  if (!row) return fail(row.error());
  return *row ? question->number(0) : 0;
}

Result<void> check_schema(Database& database, const std::string& path) {
  const Result<std::uint64_t> application = one_number(database, "PRAGMA application_id");
  if (!application) return fail(application.error());
  if (*application != application_id)
    return fail(ErrorKind::corrupt, shown(path) + " is not a log of a vault");
  const Result<std::uint64_t> version = one_number(database, "PRAGMA user_version");
  if (!version) return fail(version.error());
  if (*version != schema_version)
    return fail(ErrorKind::unsupported,
                shown(path) + " was made by another version of the program");
  Result<Statement> tables = database.prepare("SELECT CAST(sql AS BLOB) FROM sqlite_schema");
  if (!tables) return fail(tables.error());
  for (const std::string_view expected : {entry_table, key_table}) {
    const Result<bool> row = tables->step();
    if (!row) return fail(row.error());
    if (!*row || tables->blob(0) != expected)
      return fail(ErrorKind::corrupt, shown(path) + " has other tables than a log");
  }
  const Result<bool> more = tables->step();
  if (!more) return fail(more.error());
  if (*more) return fail(ErrorKind::corrupt, shown(path) + " has more tables than a log");
  return {};
}

}  // namespace

LogTag tag_of(const LogId& log) {
  LogTag tag{};
  std::copy(log.channel.bytes.begin(), log.channel.bytes.end(), tag.begin());
  tag.back() = static_cast<std::byte>(log.log_class);
  return tag;
}

Result<LogFile> LogFile::create(const std::string& path, Disk& disk, bool* full) {
  Result<Database> database = Database::open(path, disk, true);
  if (!database) return fail(database.error());
  const std::string sql =
      "BEGIN IMMEDIATE; PRAGMA application_id=" + std::to_string(application_id) +
      "; PRAGMA user_version=" + std::to_string(schema_version) + ";" + std::string(entry_table) +
      ";" + std::string(key_table) + "; COMMIT";
  LogFile log;
  log.path_ = path;
  log.disk_ = &disk;
  log.database_ = *std::move(database);
  log.wal_pages_max_ = disk.wal_pages_max();
  Result<void> done = log.database_.execute(sql.c_str());
  if (done) done = log.database_.checkpoint(true);
  if (done) done = log.prepare();
  log.remember_both();
  if (done) return log;
  if (full != nullptr) *full = log.database_.disk_was_full();
  log.leave_as_is();
  return fail(done.error());
}

Result<LogFile> LogFile::open(const std::string& path, Disk& disk) {
  Result<Database> database = Database::open(path, disk, false);
  if (!database) return fail(database.error());
  LogFile log;
  log.path_ = path;
  log.disk_ = &disk;
  log.database_ = *std::move(database);
  log.wal_pages_max_ = disk.wal_pages_max();
  if (Result<void> done = check_schema(log.database_, path); !done) return fail(done.error());
  // After a kill the WAL may hold entries that the disk has not: seen now, they must stay.
  if (Result<void> done = log.database_.checkpoint(true); !done) return fail(done.error());
  if (Result<void> done = log.prepare(); !done) return fail(done.error());
  log.remember_both();
  return log;
}

void LogFile::remember_both() {
  file_seen_ = disk_->look(path_);
  remember_wal();
}

bool LogFile::untouched() const {
  return disk_->look(path_) == file_seen_ && disk_->look(path_ + "-wal") == wal_seen_;
}

Result<void> LogFile::forget_wal() {
  Result<void> done = database_.checkpoint(true);
  remember_both();
  return done;
}

Result<void> LogFile::wait(bool for_disk) {
  return database_.execute(for_disk && disk_->commits_wait() ? "PRAGMA synchronous=FULL"
                                                             : "PRAGMA synchronous=NORMAL");
}

Result<void> LogFile::cut(std::uint64_t from) {
  if (Result<void> done = begin_.run(); !done) return done;
  for (const std::string_view sql :
       {"DELETE FROM content_key WHERE sequence >= ?", "DELETE FROM entry WHERE sequence >= ?"}) {
    Result<Statement> order = database_.prepare(sql);
    if (!order) return fail(order.error());
    if (Result<void> done = order->bind(1, from).run(); !done) return done;
  }
  if (Result<void> done = end_.run(); !done) return done;
  return forget_wal();
}

Result<void> LogFile::prepare() {
  const auto prepare = [this](Statement& statement, std::string_view sql) -> Result<void> {
    Result<Statement> prepared = database_.prepare(sql);
    if (!prepared) return fail(prepared.error());
    statement = *std::move(prepared);
    return {};
  };
  const auto values = [](std::string_view row, std::size_t rows) {
    std::string all(row);
    while (--rows > 0)
      all.append(",").append(row);
    return all;
  };
  Result<void> done = prepare(begin_, "BEGIN IMMEDIATE");
  if (done) done = prepare(end_, "COMMIT");
  if (done) done = prepare(undo_, "ROLLBACK");
  for (Inserts& each : inserts_) {
    if (done)
      done = prepare(each.entries, "INSERT INTO entry VALUES" + values("(?,?,?,?,?,?)", each.rows));
    if (done)
      done = prepare(each.keys, "INSERT INTO content_key VALUES" + values("(?,?)", each.rows));
  }
  return done;
}

Result<void> LogFile::commit(const std::vector<const Row*>& rows,
                             const std::vector<std::uint64_t>& erased) {
  full_ = false;
  if (database_.wal_frames() > wal_pages_max_) {
    Result<void> done = database_.checkpoint(false);
    remember_both();
    if (!done) {
      full_ = database_.disk_was_full();
      return done;
    }
  }
  if (Result<void> done = begin_.run(); !done) return done;
  Result<void> done = write(rows, erased);
  if (done) done = end_.run();
  if (!done) {
    const bool full = database_.disk_was_full();
    const bool undone = !database_.in_transaction() || undo_.run().has_value();
    full_ = full && undone;
  }
  remember_wal();
  return done;
}

Result<void> LogFile::write(const std::vector<const Row*>& rows,
                            const std::vector<std::uint64_t>& erased) {
  std::span<const Row* const> left(rows);
  for (Inserts& orders : inserts_) {
    while (left.size() >= orders.rows) {
      if (Result<void> done = insert(orders, left.first(orders.rows)); !done) return done;
      left = left.subspan(orders.rows);
    }
  }
  for (const std::uint64_t sequence : erased)
    if (Result<void> done = destroy(sequence); !done) return done;
  return {};
}

// An entry that erases has nothing sealed and no key.
Result<void> LogFile::insert(Inserts& orders, std::span<const Row* const> rows) {
  int at = 1, key = 1;
  for (const Row* row : rows) {
    Statement& entry = orders.entries;
    entry.bind(at, row->sequence).bind(at + 1, row->place).bind(at + 2, as_text(row->before));
    entry.bind(at + 3, as_text(row->place_mac)).bind(at + 4, row->bytes);
    if (row->sealed)
      entry.bind(at + 5, *row->sealed);
    else
      entry.bind_null(at + 5);
    at += 6;
    if (!row->wrapped) continue;
    orders.keys.bind(key, row->sequence).bind(key + 1, *row->wrapped);
    key += 2;
  }
  CAUCUS_ASSERT(key == 1 || key == at / 3 + 1, "what is written at once all has keys, or none");
  if (Result<void> done = orders.entries.run(); !done) return done;
  return key == 1 ? Result<void>() : orders.keys.run();
}

// Overwritten in place first, so that no copy of the old bytes is left in a page that SQLite would
// rather append to; secure_delete then zeroes what is freed.
Result<void> LogFile::destroy(std::uint64_t sequence) {
  for (const std::string_view sql :
       {"UPDATE content_key SET wrapped=zeroblob(length(wrapped)) WHERE sequence=?",
        "DELETE FROM content_key WHERE sequence=?",
        "UPDATE entry SET sealed=zeroblob(length(sealed)) WHERE sequence=?",
        "UPDATE entry SET sealed=NULL WHERE sequence=?"}) {
    Result<Statement> order = database_.prepare(sql);
    if (!order) return fail(order.error());
    if (Result<void> done = order->bind(1, sequence).run(); !done) return done;
  }
  return {};
}

Result<LogFile::Cursor> LogFile::rows(std::uint64_t from) {
  Result<Statement> prepared = database_.prepare(
      "SELECT e.sequence, e.place, e.before, e.place_mac, e.bytes, e.sealed, k.wrapped"
      " FROM entry e LEFT JOIN content_key k ON k.sequence = e.sequence"
      " WHERE e.sequence >= ? ORDER BY e.sequence");
  if (!prepared) return fail(prepared.error());
  Cursor cursor;
  cursor.rows_ = *std::move(prepared);
  cursor.rows_.bind(1, from);
  return cursor;
}

Result<bool> LogFile::Cursor::next(Row& row) {
  const Result<bool> more = rows_.step();
  if (!more || !*more) return more;
  row.sequence = rows_.number(0);
  row.place = rows_.number(1);
  const std::string_view before = rows_.blob(2);
  row.before = before.size() == 17 ? array_at<17>(before, 0) : LogTag{};
  const std::string_view mac = rows_.blob(3);
  row.place_mac = mac.size() == 32 ? array_at<32>(mac, 0) : Digest{};
  row.bytes = rows_.blob(4);
  for (const auto& [column, value] : {std::pair(5, &row.sealed), std::pair(6, &row.wrapped)}) {
    if (rows_.is_null(column))
      value->reset();
    else
      *value = rows_.blob(column);
  }
  return true;
}

}  // namespace caucus::record
