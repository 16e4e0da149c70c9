#include "caucus/record/key_file.h"

#include <map>

#include <fmt/format.h>

#include "caucus/record/bytes.h"

namespace caucus::record {

namespace {

constexpr std::string_view header_format = "caucus.vault/1";
constexpr std::string_view key_format = "caucus.key/1";
constexpr std::string_view recovery_prefix = "caucus-recovery-1";
// A key file from elsewhere must not be able to ask for all memory or for a day.
constexpr std::uint32_t memory_kib_max = 4u << 20;
constexpr std::uint32_t passes_max = 64;

using Fields = std::map<std::string, std::string, std::less<>>;

// Lines `name = "text"` or `name = 12` in a fixed order: the part of TOML that we write.
Result<Fields> read_fields(std::string_view text, std::initializer_list<std::string_view> names) {
  Fields fields;
  for (const std::string_view name : names) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
      return fail(ErrorKind::malformed, fmt::format("the line `{}` is missing", name));
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    const std::string start = fmt::format("{} = ", name);
    if (!line.starts_with(start))
      return fail(ErrorKind::malformed, fmt::format("the line `{}` is missing", name));
    line.remove_prefix(start.size());
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
      line = line.substr(1, line.size() - 2);
    fields.emplace(name, line);
  }
  if (!text.empty()) return fail(ErrorKind::malformed, "there are more lines than were expected");
  return fields;
}

Result<std::string> hex_field(const Fields& fields, std::string_view name, std::size_t size) {
  const std::optional<std::string> bytes = bytes_from_hex(fields.find(name)->second);
  if (!bytes || (size != 0 && bytes->size() != size))
    return fail(ErrorKind::malformed, fmt::format("`{}` is not what it has to be", name));
  return *bytes;
}

struct KeyFile {
  KeyId owner;
  KdfCost cost;
  std::string salt, nonce, sealed, letter;
};

Result<KeyFile> read_key_file(std::string_view text) {
  Result<Fields> fields = read_fields(
      text, {"format", "owner", "memory_kib", "passes", "salt", "nonce", "sealed", "recovery"});
  if (!fields) return fail(fields.error());
  if (fields->at("format") != key_format)
    return fail(ErrorKind::unsupported, "a key file of another version");
  KeyFile file;
  const std::optional<KeyId> owner = key_from_hex(fields->at("owner"));
  const std::optional<std::uint64_t> memory = number_from(fields->at("memory_kib"));
  const std::optional<std::uint64_t> passes = number_from(fields->at("passes"));
  if (!owner || !memory || !passes)
    return fail(ErrorKind::malformed, "a key file with odd numbers");
  if (*memory < 8 || *memory > memory_kib_max || *passes < 1 || *passes > passes_max)
    return fail(ErrorKind::unsupported, "a key file asks for more work than is sane");
  file.owner = *owner;
  file.cost = {static_cast<std::uint32_t>(*memory), static_cast<std::uint32_t>(*passes)};
  const std::tuple<std::string_view, std::size_t, std::string*> parts[] = {
      {"salt", 16, &file.salt},
      {"nonce", 24, &file.nonce},
      {"sealed", 64 + 16, &file.sealed},
      {"recovery", 64 + 48, &file.letter}};
  for (const auto& [name, size, part] : parts) {
    Result<std::string> bytes = hex_field(*fields, name, size);
    if (!bytes) return fail(bytes.error());
    *part = *std::move(bytes);
  }
  return file;
}

// What is authenticated beside the secrets: the header of the vault, the owner and the cost.
std::string beside(std::string_view header, const KeyFile& file) {
  const Digest hash = sha256(header);
  std::string out(as_text(hash));
  out += as_text(file.owner.bytes);
  put(out, file.cost.memory_kib, 4);
  put(out, file.cost.passes, 4);
  out += file.salt;
  return pre_authentication("caucus/key-file/1", out);
}

Result<Secret> stretched(std::string_view passphrase, const KeyFile& file) {
  Secret key(std::size_t{32});
  if (!stretch(passphrase, file.salt, file.cost.memory_kib, file.cost.passes, key.bytes()))
    return fail(ErrorKind::unwritable,
                fmt::format("the passphrase needs {} MiB of memory to check; free some",
                            file.cost.memory_kib / 1024));
  return key;
}

Result<MemberKeys> keys_from(std::string text, const KeyId& owner) {
  Secret vault_key(std::string_view(text).substr(0, 32));
  SigningKey signing(as_bytes(std::string_view(text).substr(32)));
  wipe(text);
  if (key_id(signing.public_key()) != owner)
    return fail(ErrorKind::unreadable, "a key file of somebody else under this name");
  return MemberKeys{std::move(vault_key), std::move(signing)};
}

std::string random_text(std::size_t size, const World& world) {
  std::string bytes(size, '\0');
  world.random(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
  return bytes;
}

}  // namespace

std::string write_header(const VaultHeader& header) {
  return fmt::format(
      "format = \"{}\"\nvault = \"{}\"\nrecovery_key = \"{}\"\nrecovery_check = \"{}\"\n",
      header_format, to_string(header.vault), to_hex(header.recovery_key),
      to_hex(header.recovery_check));
}

Digest recovery_check(std::span<const std::byte> recovery, const VaultHeader& header,
                      const Secret& vault_key) {
  Passing<32> key;
  hkdf_sha256(recovery, "", "caucus/recovery-check/1", key.bytes);
  std::string all(as_text(header.vault.bytes));
  all += as_text(header.recovery_key);
  all += vault_key.text();
  const Digest check = hmac_sha256(key.bytes, pre_authentication("caucus/recovery-check/1", all));
  wipe(all);
  return check;
}

Result<VaultHeader> read_header(std::string_view text) {
  const Result<Fields> fields =
      read_fields(text, {"format", "vault", "recovery_key", "recovery_check"});
  if (!fields) return fail(ErrorKind::malformed, "vault.toml: " + fields.error().message);
  if (fields->at("format") != header_format)
    return fail(ErrorKind::unsupported, "the vault was made by another version of the program");
  const std::optional<ChannelId> vault = channel_from_hex(fields->at("vault"));
  const std::optional<Digest> recovery = digest_from_hex(fields->at("recovery_key"));
  const std::optional<Digest> check = digest_from_hex(fields->at("recovery_check"));
  if (!vault || !recovery || !check)
    return fail(ErrorKind::malformed, "vault.toml: an id is not an id");
  return VaultHeader{*vault, *recovery, *check};
}

Result<std::string> write_key_file(const MemberKeys& keys, const KeyFileTerms& terms,
                                   const World& world) {
  const Result<VaultHeader> header = read_header(terms.header);
  if (!header) return fail(header.error());
  KeyFile file;
  file.owner = key_id(keys.signing.public_key());
  file.cost = terms.cost;
  file.salt = random_text(16, world);
  file.nonce = random_text(24, world);
  const Result<Secret> key = stretched(terms.passphrase, file);
  if (!key) return fail(key.error());
  std::string secrets(keys.vault_key.text());
  secrets += as_text(keys.signing.seed());
  file.sealed = wrap(key->bytes(), file.nonce, beside(terms.header, file), secrets);
  file.letter = close_letter(header->recovery_key, secrets);
  wipe(secrets);
  return fmt::format(
      "format = \"{}\"\nowner = \"{}\"\nmemory_kib = {}\npasses = {}\nsalt = \"{}\"\n"
      "nonce = \"{}\"\nsealed = \"{}\"\nrecovery = \"{}\"\n",
      key_format, to_string(file.owner), file.cost.memory_kib, file.cost.passes,
      to_hex(as_bytes(file.salt)), to_hex(as_bytes(file.nonce)), to_hex(as_bytes(file.sealed)),
      to_hex(as_bytes(file.letter)));
}

Result<MemberKeys> open_key_file(std::string_view text, std::string_view header,
                                 std::string_view passphrase) {
  const Result<KeyFile> file = read_key_file(text);
  if (!file) return fail(file.error());
  const Result<Secret> key = stretched(passphrase, *file);
  if (!key) return fail(key.error());
  std::optional<std::string> secrets =
      unwrap(key->bytes(), file->nonce, beside(header, *file), file->sealed);
  if (!secrets)
    return fail(ErrorKind::unreadable,
                "the passphrase is wrong, or the vault's key file was altered");
  return keys_from(*std::move(secrets), file->owner);
}

Result<MemberKeys> recover_key_file(std::string_view text, std::string_view header_text,
                                    std::span<const std::byte> recovery) {
  const Result<VaultHeader> header = read_header(header_text);
  if (!header) return fail(header.error());
  const Result<KeyFile> file = read_key_file(text);
  if (!file) return fail(file.error());
  std::optional<std::string> secrets = open_letter(recovery, file->letter);
  if (!secrets || secrets->size() != 64)
    return fail(ErrorKind::unreadable, "the recovery text is not that of this vault");
  Result<MemberKeys> keys = keys_from(*std::move(secrets), file->owner);
  if (!keys) return keys;
  const Digest check = recovery_check(recovery, *header, keys->vault_key);
  if (letter_key(recovery) != header->recovery_key ||
      !same_secret(as_text(check), as_text(header->recovery_check)))
    return fail(ErrorKind::corrupt,
                "vault.toml or the key file was altered: they are not those that the recovery "
                "text was written for. Nothing was changed; restore them from a backup");
  return keys;
}

Result<KeyId> owner_of_key_file(std::string_view text) {
  const Result<KeyFile> file = read_key_file(text);
  if (!file) return fail(file.error());
  return file->owner;
}

Secret recovery_text(std::span<const std::byte> secret) {
  const Digest check = sha256(pre_authentication("caucus/recovery/1", as_text(secret)));
  std::string digits = to_hex(secret) + to_hex(std::span(check).first(4));
  std::string text(recovery_prefix);
  for (std::size_t i = 0; i < digits.size(); i += 4) {
    text += i == 0 ? ' ' : '-';
    text += digits.substr(i, 4);
  }
  Secret out{std::string_view(text)};
  wipe(text);
  wipe(digits);
  return out;
}

std::optional<Secret> recovery_secret(std::string_view text) {
  std::string digits;
  std::string_view rest = text;
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n'))
    rest.remove_prefix(1);
  if (!rest.starts_with(recovery_prefix)) return std::nullopt;
  for (const char letter : rest.substr(recovery_prefix.size())) {
    if (letter == ' ' || letter == '-' || letter == '\n' || letter == '\r' || letter == '\t')
      continue;
    digits += letter >= 'A' && letter <= 'F' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  std::optional<std::string> bytes = bytes_from_hex(digits);
  wipe(digits);
  if (!bytes || bytes->size() != 36) return std::nullopt;
  Secret secret(std::string_view(*bytes).substr(0, 32));
  const Digest check = sha256(pre_authentication("caucus/recovery/1", secret.text()));
  const bool good = as_text(check).substr(0, 4) == std::string_view(*bytes).substr(32);
  wipe(*bytes);
  if (!good) return std::nullopt;
  return secret;
}

}  // namespace caucus::record
