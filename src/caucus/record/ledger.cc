#include "caucus/record/ledger.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bytes.h"

namespace caucus::record {

namespace {

Secret derived(const Secret& vault_key, std::string_view use) {
  Secret key(std::size_t{32});
  hkdf_sha256(vault_key.bytes(), "", use, key.bytes());
  return key;
}

std::string file_name(const LogId& log) {
  return to_string(log.channel) + "-" + std::string(to_string(log.log_class)) + ".log";
}

}  // namespace

VaultKeys::VaultKeys(const Secret& vault_key)
    : wrapping(derived(vault_key, "caucus/wrap/1")),
      places(derived(vault_key, "caucus/places/1")),
      confidence(derived(vault_key, "caucus/confidence/1")) {}

Key confidence_key_of(const VaultKeys& keys, const ChannelId& channel) {
  Key key;
  hkdf_sha256(keys.confidence.bytes(), "", as_text(channel.bytes), key);
  return key;
}

Ledger::Ledger(std::string folder, World world, ChannelId vault, MemberKeys keys)
    : folder_(std::move(folder)),
      world_(std::move(world)),
      vault_(vault),
      keys_(std::move(keys)),
      vault_keys_(keys_.vault_key) {}

Result<void> Ledger::found(const std::string& member_name) {
  if (Result<void> done = world_.disk->make_folder(folder_ + "/logs"); !done) return done;
  const LogId id{vault_, LogClass::register_log};
  Result<LogFile> file = LogFile::create(path_of(id), *world_.disk);
  if (!file) return fail(file.error());
  logs_.push_back({id, std::make_unique<LogFile>(*std::move(file)), Chain(id)});
  if (Result<void> done = world_.disk->sync_folder(folder_ + "/logs"); !done) return done;
  if (Result<void> done = add_member(keys_.signing.public_key(), member_name); !done) return done;
  return note_sizes();
}

std::string Ledger::path_of(const LogId& log) const {
  return folder_ + "/logs/" + file_name(log);
}

OpenLog* Ledger::find(const LogId& log) {
  const auto found =
      std::find_if(logs_.begin(), logs_.end(), [&](const OpenLog& each) { return each.id == log; });
  return found == logs_.end() ? nullptr : &*found;
}

const Member* Ledger::member(const KeyId& key) const {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& each) { return each.key == key; });
  return found == members_.end() ? nullptr : &*found;
}

std::string_view Ledger::certificate(const KeyId& key) const {
  for (std::size_t i = 0; i < members_.size(); ++i)
    if (members_[i].key == key) return certificates_[i];
  return {};
}

std::string Ledger::name_of(const LogId& log) const {
  if (log.log_class == LogClass::register_log) return "the register";
  for (const Channel& channel : channels_)
    if (channel.id == log.channel)
      return shown(channel.name) + " " + std::string(to_string(log.log_class));
  return to_string(log);
}

Result<void> Ledger::untouched() const {
  for (const OpenLog& log : logs_)
    if (log.file && !log.file->untouched())
      return fail(ErrorKind::corrupt,
                  fmt::format("{} was changed, cut, replaced or removed while the vault was open; "
                              "nothing more is written. Keep the folder as it is, and open the "
                              "vault again: that checks every entry",
                              shown(path_of(log.id))));
  return {};
}

void Ledger::leave_as_is() {
  for (OpenLog& log : logs_)
    if (log.file) log.file->leave_as_is();
}

// --- writing ---

Result<std::vector<Receipt>> Ledger::add(OpenLog& log, const std::vector<Draft>& drafts) {
  const std::vector<Written> written = write(log, drafts);
  std::vector<const Row*> rows;
  rows.reserve(written.size());
  std::vector<std::uint64_t> erased;
  for (const Written& each : written) {
    rows.push_back(&each.row);
    if (each.entry.kind == EntryKind::erasure) erased.push_back(each.entry.subject);
  }
  if (Result<void> done = log.file->commit(rows, erased); !done) {
    refused_ = log.file->full();
    return fail(done.error());
  }
  std::vector<Receipt> receipts;
  receipts.reserve(written.size());
  for (const Written& each : written) {
    log.chain.take(each.entry, each.link, each.leaf);
    receipts.push_back({each.entry.id, each.row.place, each.leaf, each.entry.hour});
  }
  places_ += written.size();
  if (!written.empty()) last_tag_ = tag_of(log.id);
  return receipts;
}

Result<std::vector<Receipt>> Ledger::add_all(
    const std::vector<std::pair<OpenLog*, std::vector<Draft>>>& all) {
  const std::string note = folder_ + "/unfinished.toml";
  std::set<OpenLog*> logs;
  Result<void> done = world_.disk->write(note, sizes_text(unfinished_format));
  for (const auto& [log, drafts] : all)
    if (done && logs.insert(log).second) done = log->file->wait(false);
  std::vector<Receipt> receipts;
  for (const auto& [log, drafts] : all) {
    if (!done) break;
    const Result<std::vector<Receipt>> some = add(*log, drafts);
    if (some)
      receipts.insert(receipts.end(), some->begin(), some->end());
    else
      done = fail(some.error());
  }
  for (OpenLog* log : logs) {
    if (done) done = log->file->wait(true);
    if (done) done = log->file->forget_wal();
  }
  if (done) done = world_.disk->remove(note);
  if (done) done = world_.disk->sync_folder(folder_);
  if (!done) return fail(done.error());
  return receipts;
}

Result<void> Ledger::add_member(const Digest& public_key, const std::string& name) {
  const bool first = members_.empty();
  const std::string certificate =
      first ? std::string()
            : keys_.signing.sign(pre_authentication("caucus/member/1", as_text(public_key)));
  const std::string said =
      fmt::format("member {} {} {}\n", to_hex(public_key),
                  first ? "-" : to_hex(as_bytes(certificate)), to_hex(as_bytes(name)));
  Result<std::vector<Receipt>> done = add(logs_.front(), {{EntryKind::content, said, 0}});
  if (!done) return fail(done.error());
  std::optional<KeyId> vouched_by;
  if (!first) vouched_by = key_id(keys_.signing.public_key());
  members_.push_back({key_id(public_key), name, public_key, vouched_by});
  certificates_.push_back(certificate);
  return {};
}

Result<void> Ledger::remove_member(const KeyId& key) {
  const std::string said = fmt::format("removed {}\n", to_string(key));
  Result<std::vector<Receipt>> done = add(logs_.front(), {{EntryKind::content, said, 0}});
  if (!done) return fail(done.error());
  for (Member& each : members_)
    if (each.key == key) each.removed = true;
  removed_.emplace(key, places_);
  return {};
}

Result<ChannelId> Ledger::add_channel(const std::string& name) {
  ChannelId id;
  world_.random(id.bytes);
  std::vector<OpenLog> made;
  for (const LogClass log_class : {LogClass::on_the_record, LogClass::in_confidence}) {
    const LogId log{id, log_class};
    refused_ = false;
    Result<LogFile> file = LogFile::create(path_of(log), *world_.disk, &refused_);
    if (!file) return fail(file.error());
    made.push_back({log, std::make_unique<LogFile>(*std::move(file)), Chain(log)});
  }
  // The logs first, then the line that names them: a crash between leaves empty logs, no gap.
  if (Result<void> done = world_.disk->sync_folder(folder_ + "/logs"); !done)
    return fail(done.error());
  const std::string said = fmt::format("channel {} {}\n", to_string(id), to_hex(as_bytes(name)));
  Result<std::vector<Receipt>> done = add(logs_.front(), {{EntryKind::content, said, 0}});
  if (!done) return fail(done.error());
  channels_.push_back({id, name, logs_.front().chain.hour(), 0, 0});
  std::move(made.begin(), made.end(), std::back_inserter(logs_));
  return id;
}

std::string Ledger::sizes_text(std::string_view format) const {
  std::string text = fmt::format("format = \"{}\"\n", format);
  for (const OpenLog& log : logs_)
    text += fmt::format("\"{}\" = {}\n", to_string(log.id), log.chain.size());
  const Digest mac = keyed_hash(vault_keys_.places.bytes(), text);
  return text + fmt::format("mac = \"{}\"\n", to_hex(mac));
}

Result<void> Ledger::note_sizes() {
  Result<void> written = world_.disk->write(folder_ + "/sizes.toml", sizes_text(sizes_format));
  note_seen_ = world_.disk->look(folder_ + "/sizes.toml");
  return written;
}

// A folder that was exchanged for a backup has a note of its own, which is not ours to write.
void Ledger::note_what_was() {
  if (!note_seen_ || world_.disk->look(folder_ + "/sizes.toml") != note_seen_) return;
  // Best effort: the vault is being stopped already.
  static_cast<void>(note_sizes().has_value());
}

// --- contents ---

std::optional<Ledger::Opened> Ledger::open_row(const Row& row, const Entry& entry) const {
  if (!row.sealed || !row.wrapped || row.wrapped->size() < 24) return std::nullopt;
  const std::string position = position_of(entry.id);
  const std::string_view wrapped = *row.wrapped;
  std::optional<std::string> secrets =
      unwrap(vault_keys_.wrapping.bytes(), wrapped.substr(0, 24), position, wrapped.substr(24));
  if (!secrets || secrets->size() != 64) return std::nullopt;
  std::optional<std::string> padded =
      unseal(as_bytes(std::string_view(*secrets).substr(0, 32)), no_nonce, position, *row.sealed);
  Opened opened;
  opened.salt = secrets->substr(32);
  wipe(*secrets);
  if (!padded || padded->size() < 4) return std::nullopt;
  const std::uint64_t size = number_at(*padded, 0, 4);
  if (size > padded->size() - 4) return std::nullopt;
  padded->erase(0, 4);
  padded->resize(size);
  opened.content = *std::move(padded);
  if (content_digest(opened.salt, opened.content) != entry.content) return std::nullopt;
  return opened;
}

std::optional<std::string> Ledger::content_of(const Row& row, const Entry& entry) const {
  std::optional<Opened> opened = open_row(row, entry);
  if (!opened) return std::nullopt;
  return std::move(opened->content);
}

}  // namespace caucus::record
