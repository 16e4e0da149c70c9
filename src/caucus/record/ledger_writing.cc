// What becomes of drafts before they are on the disk: sealed, linked, signed and in their places.

#include <algorithm>

#include "caucus/base/assert.h"
#include "caucus/record/bytes.h"
#include "caucus/record/ledger.h"

namespace caucus::record {

std::string position_of(const EntryId& id) {
  const LogTag tag = tag_of(id.log);
  std::string out;
  out.reserve(96);
  out += as_text(tag);
  put(out, id.sequence, 8);
  return out;
}

Digest Ledger::place_mac(const Row& row, const LogId& log, const Digest& leaf) const {
  std::string claim = position_of({log, row.sequence});
  put(claim, row.place, 8);
  claim += as_text(row.before);
  claim += as_text(leaf);
  return keyed_hash(vault_keys_.places.bytes(), claim);
}

// For each content its own key, the salt of its digest, and the nonce for wrapping both. Thrown for
// several at once: asking the system for each would take as long as encrypting.
class Ledger::Dice {
 public:
  Dice(const World& world, std::size_t contents) {
    world.random(std::span(dice_.bytes).first(bytes_each * contents));
  }
  // Key and salt go when it is erased.
  [[nodiscard]] std::span<const std::byte> secrets(std::size_t i) const { return part(i, 0, 64); }
  [[nodiscard]] std::span<const std::byte> key(std::size_t i) const { return part(i, 0, 32); }
  [[nodiscard]] std::span<const std::byte> salt(std::size_t i) const { return part(i, 32, 32); }
  [[nodiscard]] std::span<const std::byte> nonce(std::size_t i) const { return part(i, 64, 24); }

 private:
  static constexpr std::size_t bytes_each = 88;
  [[nodiscard]] std::span<const std::byte> part(std::size_t i, std::size_t at,
                                                std::size_t size) const {
    return std::span(dice_.bytes).subspan(bytes_each * i + at, size);
  }
  Passing<bytes_each * batch_entries_max> dice_;
};

// Encrypts the contents into their rows.
void Ledger::seal_contents(std::span<const Draft> drafts, const Dice& dice,
                           std::span<Written> written) const {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].kind != EntryKind::content) continue;
    const std::string_view content = drafts[i].content;
    const std::size_t size = padded_size(std::max<std::size_t>(content.size() + 4, 64));
    std::string padded;
    padded.reserve(size + 16);
    put(padded, content.size(), 4);
    padded += content;
    padded.resize(size, '\0');
    const std::string position = position_of(written[i].entry.id);
    Row& row = written[i].row;
    row.sealed = seal(dice.key(i), no_nonce, position, std::move(padded));
    row.wrapped = as_text(dice.nonce(i));
    *row.wrapped +=
        wrap(vault_keys_.wrapping.bytes(), *row.wrapped, position, as_text(dice.secrets(i)));
  }
}

// Headers, each with the hash of the one before it, and their proofs.
void Ledger::link(std::span<const Draft> drafts, const Dice& dice, Digest& prev,
                  std::span<Written> written) const {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Written& each = written[i];
    each.entry.prev = prev;
    if (drafts[i].kind == EntryKind::content)
      each.entry.content = content_digest(as_text(dice.salt(i)), drafts[i].content);
    each.row.bytes = encode_header(each.entry);
    each.link = prev = link_hash(each.row.bytes);
  }
  authenticate(written);
  for (Written& each : written)
    each.leaf = leaf_hash(each.row.bytes);
}

// Puts the proofs after the headers: in confidence one each, on the record one signature for many.
// An erasure is signed alone. The neighbours in a batch are hashes of headers, and that of an
// erasure could be guessed by whoever was shown the entry before it.
void Ledger::authenticate(std::span<Written> written) const {
  const LogId& log = written.front().entry.id.log;
  if (log.log_class == LogClass::in_confidence) {
    Passing<32> key;
    key.bytes = confidence_key_of(vault_keys_, log.channel);
    for (Written& each : written)
      each.row.bytes += confidence_mac(key.bytes, each.row.bytes);
    return;
  }
  std::vector<Digest> links;
  links.reserve(written.size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    links.push_back(written[i].link);
    const bool goes_on = i + 1 < written.size() && written[i].entry.kind == EntryKind::content &&
                         written[i + 1].entry.kind == EntryKind::content;
    if (goes_on) continue;
    const std::vector<std::string> proofs = sign_batch(keys_.signing, links);
    for (std::size_t k = 0; k < proofs.size(); ++k)
      written[i + 1 - proofs.size() + k].row.bytes += proofs[k];
    links.clear();
  }
}

// The entries of these drafts, linked, authenticated and in their places.
std::vector<Ledger::Written> Ledger::write(const OpenLog& log,
                                           const std::vector<Draft>& drafts) const {
  const std::int64_t seconds = std::max<std::int64_t>(world_.clock(), 0);
  const auto now = static_cast<Hour>(std::min<std::int64_t>(seconds / 3600, 0xffffffff));
  const KeyId author = key_id(keys_.signing.public_key());
  LogTag before = last_tag_;
  std::vector<Written> written(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Entry& entry = written[i].entry;
    entry.id = {log.id, log.chain.size() + i};
    entry.kind = drafts[i].kind;
    entry.author = author;
    entry.hour = std::max(now, log.chain.hour());
    entry.clock_was_behind = now < log.chain.hour();
    entry.subject = drafts[i].subject;
    Row& row = written[i].row;
    row.sequence = entry.id.sequence;
    row.place = places_ + 1 + i;
    row.before = before;
    before = tag_of(log.id);
  }
  Digest prev = log.chain.prev();
  for (std::size_t at = 0; at < drafts.size(); at += batch_entries_max) {
    const std::size_t size = std::min(batch_entries_max, drafts.size() - at);
    const std::span some = std::span(drafts).subspan(at, size);
    const std::span theirs = std::span(written).subspan(at, size);
    const Dice dice(world_, size);
    seal_contents(some, dice, theirs);
    link(some, dice, prev, theirs);
    for (Written& each : theirs)
      each.row.place_mac = place_mac(each.row, log.id, each.leaf);
  }
  return written;
}

}  // namespace caucus::record
