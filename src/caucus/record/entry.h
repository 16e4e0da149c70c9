// Entry: what one line of the record says, and the bytes that say it.
//
// An entry is a fixed-width header and its authentication. It does not hold what was said: it holds
// a salted digest of it, so that content can be erased and the chain still verifies. Names, place
// numbers and lengths are not in it either. format.md is the grammar; this header is the same in
// C++.
//
// Two classes, kept in logs of their own. *On the record*: signed with Ed25519, one signature for
// the entries written together (batch.h); nobody can deny it.
// *In confidence*: authenticated by a key that every reader of the channel shares, so a leaked copy
// proves nothing to outsiders: any reader could have written it.
//
// Errors: reading bytes gives malformed or unsupported. Complexity: constant.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "caucus/base/hash.h"
#include "caucus/base/result.h"

namespace caucus::record {

// 16 random bytes; they say nothing about the channel, its age, or how many there are.
struct ChannelId {
  std::array<std::byte, 16> bytes{};

  friend bool operator==(const ChannelId&, const ChannelId&) = default;
  friend auto operator<=>(const ChannelId&, const ChannelId&) = default;
};

// Who wrote an entry: 16 bytes of a hash of the Ed25519 public key (key_id below).
struct KeyId {
  std::array<std::byte, 16> bytes{};

  friend bool operator==(const KeyId&, const KeyId&) = default;
  friend auto operator<=>(const KeyId&, const KeyId&) = default;
};

// 32 lower-case hexadecimal digits, and back; nothing unless exactly that.
std::string to_string(const ChannelId& id);
std::string to_string(const KeyId& id);
std::optional<ChannelId> channel_from_hex(std::string_view hex);
std::optional<KeyId> key_from_hex(std::string_view hex);

// Which of the two logs of a channel. `register_log` is the vault's own log of members and
// channels; it is never exported.
enum class LogClass : std::uint8_t { on_the_record = 1, in_confidence = 2, register_log = 3 };
// The token, e.g. "on_the_record"; and back.
std::string_view to_string(LogClass log_class);
std::optional<LogClass> log_class_from(std::string_view token);

// One log: a channel's and a class's.
struct LogId {
  ChannelId channel;
  LogClass log_class = LogClass::on_the_record;

  friend bool operator==(const LogId&, const LogId&) = default;
  friend auto operator<=>(const LogId&, const LogId&) = default;
};
// "<channel>/<class>".
std::string to_string(const LogId& log);

// One entry, for good: sequences count from 0 in each log and are never used again.
struct EntryId {
  LogId log;
  std::uint64_t sequence = 0;

  friend bool operator==(const EntryId&, const EntryId&) = default;
  friend auto operator<=>(const EntryId&, const EntryId&) = default;
};

// `content` was written by somebody; `erasure` says that the content of `subject` was destroyed.
enum class EntryKind : std::uint8_t { content = 1, erasure = 2 };

// Whole hours since 1970-01-01 00:00 UTC. Coarse on purpose: minutes would identify meetings.
using Hour = std::uint32_t;

struct Entry {
  EntryId id;
  EntryKind kind = EntryKind::content;
  KeyId author;
  // link_hash of the entry before; of the first entry, the log's own id hashed.
  Digest prev{};
  // Never before the hour of the previous entry of the log.
  Hour hour = 0;
  // The author's clock showed an earlier hour than the previous entry; `hour` is that entry's.
  bool clock_was_behind = false;
  // Erasures only: the sequence of the entry whose content was destroyed; otherwise 0.
  std::uint64_t subject = 0;
  // SHA-256 of the salt and the content (content_digest below); zeros for an erasure.
  Digest content{};

  friend bool operator==(const Entry&, const Entry&) = default;
};

// Bytes of the header, the same for every entry; after them stands its authentication: on the
// record what batch.h describes, in confidence 32 bytes of MAC.
inline constexpr std::size_t header_bytes = 124;
inline constexpr std::size_t mac_bytes = 32;

// The header of an entry. One form only: reading what this writes gives the same entry.
std::string encode_header(const Entry& entry);
// The header of stored bytes; their length is checked against the class and, on the record, against
// what the batch says of itself.
// Kinds: malformed (a field out of range, reserved bytes set, wrong length), unsupported (a later
// version).
Result<Entry> read_entry(std::string_view stored);

// What stands for a header: the DSSE pre-authentication encoding of it, with the type
// "caucus/entry/2". In confidence this is what the MAC is over.
std::string bytes_to_authenticate(std::string_view header);
// The hash of that: what the next entry's `prev` has to be, and the entry's leaf in its batch.
// Without the authentication, so that entries written together can be linked first and then signed.
Digest link_hash(std::string_view header);
// `prev` of the first entry of a log.
Digest genesis_prev(const LogId& log);
// SHA-256 over the pre-authentication encoding, type "caucus/content/1", of salt and content. The
// salt is 32 random bytes, destroyed with the content.
Digest content_digest(std::string_view salt, std::string_view content);

// The first 16 bytes of SHA-256 over the encoding, type "caucus/key/1", of the public key.
KeyId key_id(const Digest& public_key);

// "2024-03-10 14:00 UTC".
std::string hour_in_words(Hour hour);

}  // namespace caucus::record
