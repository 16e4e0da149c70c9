// Appending, reading, erasing and checking: what is done with an open vault every day.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bytes.h"
#include "caucus/record/vault.h"
#include "caucus/record/vault_state.h"

namespace caucus::record {

namespace {

Unexpected not_read(const Ledger& ledger, const LogId& log, std::uint64_t at, Damage what) {
  return fail(ErrorKind::corrupt, damage_sentence(ledger.name_of(log), at, what));
}

Result<std::vector<Draft>> drafts_of(const std::vector<std::string>& contents) {
  std::vector<Draft> drafts;
  drafts.reserve(contents.size());
  for (const std::string& content : contents) {
    if (content.size() > content_bytes_max)
      return fail(ErrorKind::too_large,
                  fmt::format("an entry holds at most 1 MiB ({} bytes); this one has {}",
                              grouped(std::uint64_t{content_bytes_max}),
                              grouped(std::uint64_t{content.size()})));
    drafts.push_back({EntryKind::content, content, 0});
  }
  return drafts;
}

// Rows of one log and the next of them, for merging.
struct Merged {
  OpenLog* log;
  LogFile::Cursor cursor;
  Row row;
};

// Takes the next row; false at the end of the log.
Result<bool> advance(Merged& merged) {
  return merged.cursor.next(merged.row);
}

}  // namespace

Result<Record> record_of(const Ledger& ledger, const OpenLog& log, const Row& row) {
  const Result<Entry> entry = read_entry(row.bytes);
  if (!entry) return not_read(ledger, log.id, row.sequence, Damage::entry_malformed);
  Record record;
  record.entry = *entry;
  record.receipt = {entry->id, row.place, leaf_hash(row.bytes), entry->hour};
  record.erased = log.chain.erased(row.sequence);
  if (entry->kind == EntryKind::content && !record.erased) {
    record.content = ledger.content_of(row, *entry);
    if (!record.content) return not_read(ledger, log.id, row.sequence, Damage::content_wrong);
  }
  return record;
}

Result<ChannelId> Vault::open_channel(const std::string& name) {
  if (Result<void> ready = state_->ready(); !ready) return fail(ready.error());
  if (Result<void> good = check_name(name); !good) return fail(good.error());
  for (const Channel& channel : state_->ledger.channels())
    if (channel.name == name)
      return fail(ErrorKind::conflict, "the vault has a channel " + shown(name) + " already");
  Result<ChannelId> made = fail(ErrorKind::unwritable, "");
  try {
    made = state_->ledger.add_channel(name);
    if (!made && !state_->ledger.refused()) state_->stop(made.error());
  } catch (const std::bad_alloc&) {
    state_->stop({ErrorKind::unwritable, "memory ran out; the vault was closed as it was"});
    return fail(*state_->stopped);
  }
  return made;
}

std::vector<Channel> Vault::channels() const {
  std::vector<Channel> channels = state_->ledger.channels();
  for (Channel& channel : channels) {
    for (const OpenLog& log : state_->ledger.logs()) {
      if (log.id == LogId{channel.id, LogClass::on_the_record})
        channel.on_the_record = log.chain.size();
      if (log.id == LogId{channel.id, LogClass::in_confidence})
        channel.in_confidence = log.chain.size();
    }
  }
  return channels;
}

Result<std::vector<Receipt>> Vault::append(const LogId& log,
                                           const std::vector<std::string>& contents) {
  if (state_->stopped) return fail(*state_->stopped);
  const Result<OpenLog*> found = state_->log_for(log);
  if (!found) return fail(found.error());
  const Result<std::vector<Draft>> drafts = drafts_of(contents);
  if (!drafts) return fail(drafts.error());
  if (drafts->empty()) return std::vector<Receipt>{};
  return state_->add(**found, *drafts);
}

Result<std::vector<Receipt>> Vault::append_all(const std::vector<Writing>& writings) {
  if (state_->stopped) return fail(*state_->stopped);
  std::vector<std::pair<OpenLog*, std::vector<Draft>>> all;
  for (const Writing& each : writings) {
    const Result<OpenLog*> found = state_->log_for(each.log);
    if (!found) return fail(found.error());
    Result<std::vector<Draft>> drafts = drafts_of(each.contents);
    if (!drafts) return fail(drafts.error());
    if (!drafts->empty()) all.emplace_back(*found, *std::move(drafts));
  }
  if (all.empty()) return std::vector<Receipt>{};
  if (all.size() == 1) return state_->add(*all.front().first, all.front().second);
  return state_->guarded<std::vector<Receipt>>([&] { return state_->ledger.add_all(all); });
}

Result<Record> Vault::read(const EntryId& id) {
  if (state_->stopped) return fail(*state_->stopped);
  const Result<OpenLog*> log = state_->log_for(id.log);
  if (!log) return fail(log.error());
  if (id.sequence >= (*log)->chain.size())
    return fail(ErrorKind::not_found,
                fmt::format("{} has no entry {}", state_->ledger.name_of(id.log), id.sequence));
  return state_->guarded<Record>([&]() -> Result<Record> {
    Result<LogFile::Cursor> rows = (*log)->file->rows(id.sequence);
    if (!rows) return fail(rows.error());
    Row row;
    const Result<bool> more = rows->next(row);
    if (!more) return fail(more.error());
    if (!*more || row.sequence != id.sequence)
      return not_read(state_->ledger, id.log, id.sequence, Damage::sequence_wrong);
    return record_of(state_->ledger, **log, row);
  });
}

Result<void> Vault::for_each(const LogId& id, std::uint64_t from,
                             const std::function<bool(const Record&)>& visit) {
  if (Result<void> good = state_->ready(); !good) return fail(good.error());
  const Result<OpenLog*> log = state_->log_for(id);
  if (!log) return fail(log.error());
  const Result<bool> done = state_->guarded<bool>([&]() -> Result<bool> {
    Result<LogFile::Cursor> rows = (*log)->file->rows(from);
    if (!rows) return fail(rows.error());
    Row row;
    while (true) {
      const Result<bool> more = rows->next(row);
      if (!more || !*more) return more;
      const Result<Record> record = record_of(state_->ledger, **log, row);
      if (!record) return fail(record.error());
      if (!visit(*record)) return true;
    }
  });
  if (!done) return fail(done.error());
  return {};
}

// Within a log places only rise, so the logs are merged by their next places.
Result<void> Vault::for_each_in_order(const std::function<bool(const Record&)>& visit) {
  const Result<bool> done = state_->guarded<bool>([&]() -> Result<bool> {
    std::vector<Merged> merged;
    for (OpenLog& log : state_->ledger.logs()) {
      if (log.id.log_class == LogClass::register_log) continue;
      Result<LogFile::Cursor> rows = log.file->rows(0);
      if (!rows) return fail(rows.error());
      merged.push_back({&log, *std::move(rows), {}});
      const Result<bool> more = advance(merged.back());
      if (!more) return more;
      if (!*more) merged.pop_back();
    }
    while (!merged.empty()) {
      const auto next = std::min_element(
          merged.begin(), merged.end(),
          [](const Merged& a, const Merged& b) { return a.row.place < b.row.place; });
      const Result<Record> record = record_of(state_->ledger, *next->log, next->row);
      if (!record) return fail(record.error());
      if (!visit(*record)) return true;
      const Result<bool> more = advance(*next);
      if (!more) return more;
      if (!*more) merged.erase(next);
    }
    return true;
  });
  if (!done) return fail(done.error());
  return {};
}

Result<std::vector<Receipt>> Vault::erase(const LogId& id,
                                          const std::vector<std::uint64_t>& sequences) {
  if (Result<void> good = state_->ready(); !good) return fail(good.error());
  const Result<OpenLog*> log = state_->log_for(id);
  if (!log) return fail(log.error());
  std::vector<Draft> drafts;
  std::set<std::uint64_t> seen;
  for (const std::uint64_t sequence : sequences) {
    const Result<Record> record = read({id, sequence});
    if (!record) return fail(record.error());
    if (!record->content || !seen.insert(sequence).second)
      return fail(ErrorKind::conflict, fmt::format("{}, entry {} has no content to erase",
                                                   state_->ledger.name_of(id), sequence));
    drafts.push_back({EntryKind::erasure, {}, sequence});
  }
  if (drafts.empty()) return std::vector<Receipt>{};
  Result<std::vector<Receipt>> receipts = state_->add(**log, drafts);
  if (!receipts) return receipts;
  // The WAL still has the pages as they were. Only when they are gone is the content erased.
  if (Result<void> gone = (*log)->file->forget_wal(); !gone) {
    state_->stop(gone.error());
    return fail(gone.error());
  }
  return receipts;
}

Result<Verification> Vault::verify() {
  return state_->guarded<Verification>([this]() -> Result<Verification> {
    Verification found = state_->ledger.check(Depth::everything);
    if (!found.sound()) state_->stop(damaged(found).value());
    return found;
  });
}

Result<Key> Vault::confidence_key(const ChannelId& channel) const {
  const Result<OpenLog*> log = state_->log_for({channel, LogClass::in_confidence});
  if (!log) return fail(log.error());
  return confidence_key_of(state_->ledger.vault_keys(), channel);
}

}  // namespace caucus::record
