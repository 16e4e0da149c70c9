#include "caucus/record/checkpoint.h"

#include <algorithm>

#include <fmt/format.h>
#include <sodium/utils.h>

#include "caucus/record/bytes.h"
#include "caucus/record/chain.h"

namespace caucus::record {

namespace {

constexpr std::string_view origin_start = "caucus.record/";
constexpr std::string_view dash = "\xe2\x80\x94";  // the em dash before a signature
constexpr char type_ed25519 = 0x01;
constexpr std::string_view type_hmac("\xffhmac-sha256", 12);

std::string signer_name(const Digest& public_key) {
  return "caucus.key/" + to_string(key_id(public_key));
}
std::string confidence_name(const Checkpoint& checkpoint) {
  return "caucus.confidence/" + to_string(checkpoint.log.channel);
}

// The first four bytes of SHA-256(name, newline, type and key).
std::string hint(std::string_view name, std::string_view type_and_key) {
  const Digest hash = sha256(fmt::format("{}\n{}", name, type_and_key));
  return std::string(as_text(hash).substr(0, 4));
}
std::string ed25519_hint(std::string_view name, const Digest& public_key) {
  return hint(name, type_ed25519 + std::string(as_text(public_key)));
}

std::string note_of(const std::string& text, std::string_view name, const std::string& bytes) {
  return fmt::format("{}\n{} {} {}\n", text, dash, name, to_base64(bytes));
}

// MACs of checkpoints and of entries are under one key; the encoding keeps them apart.
std::string checkpoint_mac(const Checkpoint& checkpoint, const Key& key) {
  const std::string body = pre_authentication("caucus/checkpoint/1", checkpoint_text(checkpoint));
  const Digest mac = hmac_sha256(key, body);
  return std::string(as_text(mac));
}

std::optional<LogId> log_of_origin(std::string_view origin) {
  if (!origin.starts_with(origin_start)) return std::nullopt;
  origin.remove_prefix(origin_start.size());
  const std::size_t slash = origin.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::optional<ChannelId> channel = channel_from_hex(origin.substr(0, slash));
  const std::optional<LogClass> log_class = log_class_from(origin.substr(slash + 1));
  if (!channel || !log_class) return std::nullopt;
  return LogId{*channel, *log_class};
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), octets(bytes), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the end that C wants
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(octets(out), out.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0)
    return std::nullopt;
  out.resize(size);
  if (to_base64(out) != text) return std::nullopt;
  return out;
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return fmt::format("{}{}\n{}\n{}\n", origin_start, to_string(checkpoint.log), checkpoint.size,
                     to_base64(as_text(checkpoint.root)));
}

std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  const std::string text = checkpoint_text(checkpoint);
  const std::string name = signer_name(key.public_key());
  return note_of(text, name, ed25519_hint(name, key.public_key()) + key.sign(text));
}

std::string authenticated_checkpoint(const Checkpoint& checkpoint, const Key& confidence_key) {
  const std::string name = confidence_name(checkpoint);
  return note_of(checkpoint_text(checkpoint), name,
                 hint(name, type_hmac) + checkpoint_mac(checkpoint, confidence_key));
}

Result<CheckpointNote> read_checkpoint(std::string_view note) {
  const auto bad = [](const char* what) {
    return fail(ErrorKind::malformed, fmt::format("a checkpoint {}", what));
  };
  std::vector<std::string_view> lines;
  while (!note.empty()) {
    const std::size_t end = note.find('\n');
    if (end == std::string_view::npos) return bad("ends inside a line");
    lines.push_back(note.substr(0, end));
    note.remove_prefix(end + 1);
  }
  if (lines.size() < 5 || !lines[3].empty())
    return bad("has an origin, a size, a root, a signature");
  const std::optional<LogId> log = log_of_origin(lines[0]);
  const std::optional<std::uint64_t> size = number_from(lines[1]);
  const std::optional<std::string> root = from_base64(lines[2]);
  if (!log || !size || !root || root->size() != 32) return bad("is of no log of ours");
  CheckpointNote read{{*log, *size, array_at<32>(*root, 0)}, {}};
  for (std::size_t i = 4; i < lines.size(); ++i) {
    const std::string start = std::string(dash) + " ";
    const std::size_t blank = lines[i].rfind(' ');
    if (!lines[i].starts_with(start) || blank < start.size()) return bad("has an odd signature");
    const std::optional<std::string> bytes = from_base64(lines[i].substr(blank + 1));
    if (!bytes || bytes->size() < 5) return bad("has an odd signature");
    read.signatures.push_back(
        {std::string(lines[i].substr(start.size(), blank - start.size())), *bytes});
  }
  return read;
}

bool signed_by(const CheckpointNote& note, const Digest& public_key) {
  const std::string name = signer_name(public_key);
  const std::string expected = ed25519_hint(name, public_key);
  for (const CheckpointNote::Signature& each : note.signatures)
    if (each.name == name && each.bytes.starts_with(expected) &&
        signed_by(public_key, checkpoint_text(note.checkpoint), each.bytes.substr(4)))
      return true;
  return false;
}

bool authenticated_by(const CheckpointNote& note, const Key& confidence_key) {
  const std::string name = confidence_name(note.checkpoint);
  const std::string expected =
      hint(name, type_hmac) + checkpoint_mac(note.checkpoint, confidence_key);
  for (const CheckpointNote::Signature& each : note.signatures)
    if (each.name == name && same_secret(each.bytes, expected)) return true;
  return false;
}

bool is_as_in_confidence(const CheckpointNote& note) {
  const std::string name = confidence_name(note.checkpoint);
  const std::string due = hint(name, type_hmac);
  return std::any_of(note.signatures.begin(), note.signatures.end(),
                     [&](const CheckpointNote::Signature& each) {
                       return each.name == name && each.bytes.size() == due.size() + 32 &&
                              each.bytes.starts_with(due);
                     });
}

}  // namespace caucus::record
