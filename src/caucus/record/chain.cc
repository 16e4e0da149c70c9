#include "caucus/record/chain.h"

#include <fmt/format.h>

#include "caucus/base/assert.h"
#include "caucus/record/bytes.h"
#include "caucus/record/cipher.h"

namespace caucus::record {

Chain::Chain(const LogId& log) : log_(log), link_(genesis_prev(log)) {}

std::optional<Damage> Chain::authentication(std::string_view stored, const Entry& entry,
                                            const Digest& link, const ChainKeys& keys) {
  const Digest* author = keys.author(entry.author);
  if (author == nullptr) return Damage::author_unknown;
  if (!keys.authentication) return std::nullopt;
  const std::string_view proof = stored.substr(header_bytes);
  if (entry.id.log.log_class != LogClass::in_confidence) {
    if (!batches_.holds(*author, link, proof)) return Damage::signature_wrong;
  } else if (keys.confidence != nullptr) {
    const std::string_view header = stored.substr(0, header_bytes);
    if (!same_secret(confidence_mac(*keys.confidence, header), proof)) return Damage::mac_wrong;
  }
  return std::nullopt;
}

std::optional<Damage> Chain::order(const Entry& entry) const {
  if (entry.id.sequence != size()) return Damage::sequence_wrong;
  if (entry.prev != link_) return Damage::prev_wrong;
  if (entry.hour < hour()) return Damage::hour_wrong;
  return std::nullopt;
}

bool Chain::can_erase(const Entry& entry) const {
  return entry.kind != EntryKind::erasure ||
         !(erased_.contains(entry.subject) || erasing_.contains(entry.subject));
}

std::optional<Damage> Chain::read(std::string_view stored, const ChainKeys& keys, bool in_order) {
  const Result<Entry> entry = read_entry(stored);
  if (!entry) return Damage::entry_malformed;
  if (entry->id.log != log_) return Damage::log_wrong;
  if (in_order)
    if (std::optional<Damage> wrong = order(*entry)) return wrong;
  const Digest link = link_hash(stored.substr(0, header_bytes));
  if (std::optional<Damage> wrong = authentication(stored, *entry, link, keys)) return wrong;
  if (in_order) {
    if (!can_erase(*entry)) return Damage::erasure_wrong;
    take(*entry, link, leaf_hash(stored));
  } else {
    last_ = *entry;
    last_leaf_ = leaf_hash(stored);
  }
  return std::nullopt;
}

std::optional<Damage> Chain::look_at(std::string_view stored, const ChainKeys& keys) {
  return read(stored, keys, false);
}

std::optional<Damage> Chain::add(std::string_view stored, const ChainKeys& keys) {
  return read(stored, keys, true);
}

void Chain::take(const Entry& entry, const Digest& link, const Digest& leaf) {
  CAUCUS_ASSERT(!order(entry) && can_erase(entry), "what is taken follows from what was there");
  if (entry.kind == EntryKind::erasure) {
    erased_[entry.subject] = entry.hour;
    erasing_.insert(entry.id.sequence);
  }
  last_ = entry;
  last_leaf_ = leaf;
  link_ = link;
  tree_.append(leaf);
}

std::optional<Hour> Chain::erased(std::uint64_t sequence) const {
  const auto found = erased_.find(sequence);
  return found == erased_.end() ? std::nullopt : std::optional(found->second);
}

std::string confidence_mac(const Key& key, std::string_view header) {
  const Digest mac = hmac_sha256(key, bytes_to_authenticate(header));
  return std::string(as_text(mac));
}

std::string_view to_string(Damage damage) {
  static constexpr std::string_view tokens[] = {
      "file_damaged",    "log_missing",     "log_unknown",         "entry_malformed",
      "sequence_wrong",  "log_wrong",       "prev_wrong",          "hour_wrong",
      "author_unknown",  "signature_wrong", "mac_wrong",           "erasure_wrong",
      "content_missing", "content_back",    "content_wrong",       "place_wrong",
      "place_missing",   "place_doubled",   "shorter_than_before", "checkpoint_wrong",
      "proof_wrong",     "history_changed"};
  return tokens[static_cast<std::size_t>(damage)];
}

namespace {

std::string_view meaning(Damage what) {
  static constexpr std::string_view sentences[] = {
      "the file cannot be read on from here",
      "the log is not there",
      "no channel of the vault has this log",
      "its bytes break the grammar of an entry",
      "an entry is missing here, doubled or out of order",
      "it belongs to another channel or class",
      "it does not follow from the entry before it",
      "it is dated before the entry in front of it",
      "its author is nobody whom the team vouched for",
      "its author did not sign it",
      "it was not written with the channel's key",
      "it erases what cannot be erased, or is erased already",
      "its content is gone and no erasure says so",
      "its content is there although an erasure says it was destroyed",
      "its content is not what was written",
      "its place in the order of the vault was changed",
      "entries that were here are gone: the log is older than the vault",
      "another entry claims the same place in the order of the vault",
      "entries that were here when the vault was last closed are gone",
      "the checkpoint does not hold for these entries",
      "a proof does not lead to the checkpoint",
      "these entries do not continue the earlier checkpoint"};
  return sentences[static_cast<std::size_t>(what)];
}

}  // namespace

std::string damage_sentence(std::string_view name, std::uint64_t sequence, Damage what) {
  return fmt::format("{}, entry {}: {} ({})", name, sequence, meaning(what), to_string(what));
}

}  // namespace caucus::record
