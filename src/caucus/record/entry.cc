#include "caucus/record/entry.h"

#include <fmt/format.h>

#include "caucus/base/date.h"
#include "caucus/record/batch.h"
#include "caucus/record/bytes.h"

namespace caucus::record {

namespace {

constexpr std::uint64_t version = 2;
constexpr std::uint64_t flag_clock_was_behind = 1;

template <class Id>
std::optional<Id> id_from_hex(std::string_view hex) {
  const std::optional<std::string> bytes = bytes_from_hex(hex);
  if (!bytes || bytes->size() != 16) return std::nullopt;
  return Id{array_at<16>(*bytes, 0)};
}

Unexpected malformed(std::string sentence) {
  return fail(ErrorKind::malformed, "an entry " + sentence);
}

// How long the authentication has to be; 0 when it says something of itself that cannot be.
std::size_t authentication_bytes(LogClass log_class, std::string_view authentication) {
  if (log_class == LogClass::in_confidence) return mac_bytes;
  if (authentication.size() < batch_proof_start) return batch_proof_start;
  return batch_proof_bytes(number_at(authentication, 64, 1), number_at(authentication, 65, 1));
}

}  // namespace

std::string to_string(const ChannelId& id) {
  return to_hex(id.bytes);
}
std::string to_string(const KeyId& id) {
  return to_hex(id.bytes);
}
std::optional<ChannelId> channel_from_hex(std::string_view hex) {
  return id_from_hex<ChannelId>(hex);
}
std::optional<KeyId> key_from_hex(std::string_view hex) {
  return id_from_hex<KeyId>(hex);
}

std::string_view to_string(LogClass log_class) {
  switch (log_class) {
    case LogClass::on_the_record:
      return "on_the_record";
    case LogClass::in_confidence:
      return "in_confidence";
    case LogClass::register_log:
      return "register";
  }
  broken_invariant("a log has one of three classes", "log_class", {__FILE__, __LINE__});
}

std::optional<LogClass> log_class_from(std::string_view token) {
  for (const LogClass each :
       {LogClass::on_the_record, LogClass::in_confidence, LogClass::register_log})
    if (to_string(each) == token) return each;
  return std::nullopt;
}

std::string to_string(const LogId& log) {
  return to_string(log.channel) + "/" + std::string(to_string(log.log_class));
}

std::string encode_header(const Entry& entry) {
  std::string out;
  out.reserve(header_bytes + batch_proof_bytes_max);
  put(out, version, 2);
  put(out, static_cast<std::uint64_t>(entry.id.log.log_class), 1);
  put(out, static_cast<std::uint64_t>(entry.kind), 1);
  out += as_text(entry.id.log.channel.bytes);
  out += as_text(entry.author.bytes);
  put(out, entry.id.sequence, 8);
  out += as_text(entry.prev);
  put(out, entry.hour, 4);
  put(out, entry.clock_was_behind ? flag_clock_was_behind : 0, 4);
  put(out, entry.subject, 8);
  out += as_text(entry.content);
  CAUCUS_ASSERT(out.size() == header_bytes, "a header has its length");
  return out;
}

Result<Entry> read_entry(std::string_view stored) {
  if (stored.size() < header_bytes) return malformed("ends inside its header");
  const std::uint64_t form = number_at(stored, 0, 2);
  const std::uint64_t log_class = number_at(stored, 2, 1);
  const std::uint64_t kind = number_at(stored, 3, 1);
  const std::uint64_t flags = number_at(stored, 80, 4);
  if (form > version)
    return fail(ErrorKind::unsupported,
                fmt::format("an entry has version {}; this program knows {}", form, version));
  if (form != version) return malformed(fmt::format("has version {}", form));
  if (log_class < 1 || log_class > 3) return malformed(fmt::format("has class {}", log_class));
  if (kind < 1 || kind > 2) return malformed(fmt::format("has kind {}", kind));
  if (flags > flag_clock_was_behind) return malformed("has flags that mean nothing");

  Entry entry;
  entry.id.log = {{array_at<16>(stored, 4)}, static_cast<LogClass>(log_class)};
  entry.kind = static_cast<EntryKind>(kind);
  entry.author = {array_at<16>(stored, 20)};
  entry.id.sequence = number_at(stored, 36, 8);
  entry.prev = array_at<32>(stored, 44);
  entry.hour = static_cast<Hour>(number_at(stored, 76, 4));
  entry.clock_was_behind = flags == flag_clock_was_behind;
  entry.subject = number_at(stored, 84, 8);
  entry.content = array_at<32>(stored, 92);

  const std::string_view after = stored.substr(header_bytes);
  if (after.size() != authentication_bytes(entry.id.log.log_class, after))
    return malformed(fmt::format("of its class does not have {} bytes", stored.size()));
  if (entry.kind == EntryKind::erasure) {
    if (entry.content != Digest{}) return malformed("that erases has content of its own");
    if (entry.subject >= entry.id.sequence) return malformed("erases what comes after it");
  } else if (entry.subject != 0) {
    return malformed("that erases nothing names a subject");
  }
  return entry;
}

std::string bytes_to_authenticate(std::string_view header) {
  return pre_authentication("caucus/entry/2", header);
}

Digest link_hash(std::string_view header) {
  return encoded_hash("caucus/entry/2", header.size()).update(header).finish();
}

Digest genesis_prev(const LogId& log) {
  std::string id(as_text(log.channel.bytes));
  put(id, static_cast<std::uint64_t>(log.log_class), 1);
  return sha256(pre_authentication("caucus/log/1", id));
}

Digest content_digest(std::string_view salt, std::string_view content) {
  return encoded_hash("caucus/content/1", salt.size() + content.size())
      .update(salt)
      .update(content)
      .finish();
}

KeyId key_id(const Digest& public_key) {
  const Digest hash = encoded_hash("caucus/key/1", public_key.size()).update(public_key).finish();
  return {array_at<16>(as_text(hash), 0)};
}

std::string hour_in_words(Hour hour) {
  const Date date = Date::from_days(static_cast<std::int32_t>(hour / 24));
  return fmt::format("{} {:02}:00 UTC", to_string(date), hour % 24);
}

}  // namespace caucus::record
