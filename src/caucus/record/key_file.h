// KeyFile: how does a passphrase, or the recovery text, become the keys of the vault?
//
// Each member has a key file: the vault's key and the seed of the member's own signing key,
// encrypted under a key that Argon2id makes from the passphrase, and once more as a letter that
// only the recovery key opens. Every bit of the vault's header and of the file itself is
// authenticated, so a changed cost, salt or recovery key is noticed as a wrong passphrase would be.
//
// Errors: malformed, unsupported (a cost beyond what is sane), unreadable (does not open).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/record/cipher.h"
#include "caucus/record/entry.h"
#include "caucus/record/vault.h"

namespace caucus::record {

// The plain header of a vault, vault.toml: nothing in it is secret.
struct VaultHeader {
  ChannelId vault;        // the id of the vault, which is that of its register
  Digest recovery_key{};  // public half of the recovery key
  // Made with the recovery secret from all of this and the vault's key: whoever has the recovery
  // text alone knows by it that header and key are those of the vault the text was written for.
  Digest recovery_check{};
};
Digest recovery_check(std::span<const std::byte> recovery, const VaultHeader& header,
                      const Secret& vault_key);
std::string write_header(const VaultHeader& header);
Result<VaultHeader> read_header(std::string_view text);

// What a key file protects.
struct MemberKeys {
  Secret vault_key;  // 32 bytes
  SigningKey signing;
};

// Everything a key file is made from, beside the keys.
struct KeyFileTerms {
  std::string_view header;  // vault.toml, byte for byte
  KdfCost cost;
  std::string_view passphrase;
};
// The text of a key file. Kind unwritable when the memory for the cost is not to be had.
Result<std::string> write_key_file(const MemberKeys& keys, const KeyFileTerms& terms,
                                   const World& world);
Result<MemberKeys> open_key_file(std::string_view text, std::string_view header,
                                 std::string_view passphrase);
// With the 32-byte recovery secret. Refused unless the header is the one made with that secret: a
// key file written again would else be readable by whoever altered the header.
Result<MemberKeys> recover_key_file(std::string_view text, std::string_view header,
                                    std::span<const std::byte> recovery);
// Whose key file it is, without opening it.
Result<KeyId> owner_of_key_file(std::string_view text);

// The recovery secret as a person keeps it: groups of digits and letters with a check, e.g.
// "caucus-recovery-1 0a1b-2c3d-...". Reading forgives blanks, dashes and capitals.
Secret recovery_text(std::span<const std::byte> secret);
std::optional<Secret> recovery_secret(std::string_view text);

}  // namespace caucus::record
