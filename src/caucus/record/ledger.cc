#include "caucus/record/ledger.h"

#include <algorithm>
#include <future>
#include <thread>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bytes.h"

namespace caucus::record {

namespace {

constexpr std::string_view no_nonce("\0\0\0\0\0\0\0\0\0\0\0\0", 12);

Secret derived(const Secret& vault_key, std::string_view use) {
  Secret key(std::size_t{32});
  hkdf_sha256(vault_key.bytes(), "", use, key.bytes());
  return key;
}

// What sealed content and its wrapped key are bound to, so that neither can be moved to another
// entry.
std::string position_of(const EntryId& id) {
  const LogTag tag = tag_of(id.log);
  std::string out(as_text(tag));
  put(out, id.sequence, 8);
  return out;
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

void Ledger::leave_as_is() {
  for (OpenLog& log : logs_)
    if (log.file) log.file->leave_as_is();
}

// --- writing ---

Digest Ledger::place_mac(const Row& row, const LogId& log, const Digest& leaf) const {
  std::string claim = position_of({log, row.sequence});
  put(claim, row.place, 8);
  claim += as_text(row.before);
  claim += as_text(leaf);
  return keyed_hash(vault_keys_.places.bytes(), claim);
}

// Everything of a row but its proof and its place.
Row Ledger::row_for(const Draft& draft, Entry& entry) {
  Row row;
  row.sequence = entry.id.sequence;
  if (draft.kind == EntryKind::content) {
    // The key of this content alone, and the salt of its digest. Both go when it is erased.
    Passing<64> secrets;
    world_.random(secrets.bytes);
    const std::span<const std::byte> key = std::span(secrets.bytes).first(32);
    entry.content = content_digest(as_text(std::span(secrets.bytes).last(32)), draft.content);
    std::string padded;
    padded.reserve(padded_size(draft.content.size() + 64) + 16);
    put(padded, draft.content.size(), 4);
    padded += draft.content;
    padded.resize(padded_size(std::max<std::size_t>(padded.size(), 64)), '\0');
    const std::string position = position_of(entry.id);
    row.sealed = seal(key, no_nonce, position, padded);
    wipe(padded);
    Passing<24> nonce;
    world_.random(nonce.bytes);
    row.wrapped =
        std::string(as_text(nonce.bytes)) +
        wrap(vault_keys_.wrapping.bytes(), as_text(nonce.bytes), position, as_text(secrets.bytes));
  }
  row.bytes = encode_header(entry);
  return row;
}

// Puts the proofs after the headers. Signing is most of the work of a batch, so a large one is
// shared between the processors; the signatures are the same bytes either way.
void Ledger::authenticate(const LogId& log, std::vector<Row>& rows) const {
  if (log.log_class == LogClass::in_confidence) {
    Passing<32> key;
    key.bytes = confidence_key_of(vault_keys_, log.channel);
    for (Row& row : rows)
      row.bytes += confidence_mac(key.bytes, row.bytes);
    return;
  }
  const auto sign_every = [&](std::size_t first, std::size_t step) {
    for (std::size_t i = first; i < rows.size(); i += step)
      rows[i].bytes += keys_.signing.sign(bytes_to_authenticate(rows[i].bytes));
  };
  // Starting a thread costs about as much as a signature.
  const std::size_t processors = std::clamp(std::thread::hardware_concurrency(), 1u, 4u);
  const std::size_t shares = std::min(processors, std::max<std::size_t>(rows.size() / 8, 1));
  std::vector<std::future<void>> others;
  for (std::size_t share = 1; share < shares; ++share)
    others.push_back(std::async(std::launch::async, sign_every, share, shares));
  sign_every(0, shares);
  for (std::future<void>& other : others)
    other.get();
}

Result<std::vector<Receipt>> Ledger::add(OpenLog& log, const std::vector<Draft>& drafts) {
  const std::int64_t seconds = std::max<std::int64_t>(world_.clock(), 0);
  const auto now = static_cast<Hour>(std::min<std::int64_t>(seconds / 3600, 0xffffffff));
  Digest prev = log.chain.prev();
  LogTag before = last_tag_;
  std::vector<Row> rows;
  std::vector<std::uint64_t> erased;
  std::vector<Receipt> receipts;
  for (const Draft& draft : drafts) {
    Entry entry;
    entry.id = {log.id, log.chain.size() + rows.size()};
    entry.kind = draft.kind;
    entry.author = key_id(keys_.signing.public_key());
    entry.prev = prev;
    entry.hour = std::max(now, log.chain.hour());
    entry.clock_was_behind = now < log.chain.hour();
    entry.subject = draft.subject;
    rows.push_back(row_for(draft, entry));
    prev = link_hash(rows.back().bytes);
    if (draft.kind == EntryKind::erasure) erased.push_back(draft.subject);
  }
  authenticate(log.id, rows);
  for (Row& row : rows) {
    row.place = places_ + receipts.size() + 1;
    row.before = before;
    before = tag_of(log.id);
    const Digest leaf = leaf_hash(row.bytes);
    const Digest mac = place_mac(row, log.id, leaf);
    row.place_mac = as_text(mac);
    receipts.push_back({{log.id, row.sequence}, row.place, leaf});
  }
  if (Result<void> done = log.file->commit(rows, erased); !done) {
    refused_ = log.file->full();
    return fail(done.error());
  }
  ChainKeys ours;
  ours.author = [this](const KeyId&) { return &keys_.signing.public_key(); };
  ours.authentication = false;
  for (const Row& row : rows) {
    const std::optional<Damage> wrong = log.chain.add(row.bytes, ours);
    CAUCUS_ASSERT(!wrong, "what was just written follows from what was there");
  }
  places_ += rows.size();
  last_tag_ = before;
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

Result<void> Ledger::note_sizes() {
  std::string text = "format = \"caucus.sizes/1\"\n";
  for (const OpenLog& log : logs_)
    text += fmt::format("\"{}\" = {}\n", to_string(log.id), log.chain.size());
  const Digest mac = keyed_hash(vault_keys_.places.bytes(), text);
  text += fmt::format("mac = \"{}\"\n", to_hex(mac));
  return world_.disk->write(folder_ + "/sizes.toml", text);
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
  opened.content = padded->substr(4, size);
  wipe(*padded);
  if (content_digest(opened.salt, opened.content) != entry.content) return std::nullopt;
  return opened;
}

std::optional<std::string> Ledger::content_of(const Row& row, const Entry& entry) const {
  std::optional<Opened> opened = open_row(row, entry);
  if (!opened) return std::nullopt;
  return std::move(opened->content);
}

}  // namespace caucus::record
