// Cipher: the few operations of cryptography that the record uses, and no others.
//
// Signatures: Ed25519 (RFC 8032). Encryption: ChaCha20-Poly1305 (RFC 8439) under keys used once,
// XChaCha20-Poly1305 with random nonces under keys used often. Keys from keys: HKDF-SHA-256 (RFC
// 5869). Keys from passphrases: Argon2id (RFC 9106). Authentication: HMAC-SHA-256 (RFC 2104) where
// others check, keyed BLAKE2b (RFC 7693) where only this vault does. Computed by libsodium, except
// HKDF, which libsodium 1.0.18 has not.
//
// Errors: what does not authenticate gives nothing. Complexity: linear in the bytes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "caucus/base/hash.h"
#include "caucus/record/secret.h"

namespace caucus::record {

// HMAC-SHA-256 of the message under a key of any length.
Digest hmac_sha256(std::span<const std::byte> key, std::string_view message);
// HKDF-SHA-256: fills `out` (at most 8,160 bytes) from the input key, salt and info.
void hkdf_sha256(std::span<const std::byte> input, std::string_view salt, std::string_view info,
                 std::span<std::byte> out);
// Keyed BLAKE2b-256.
Digest keyed_hash(std::span<const std::byte> key, std::string_view message);
// Whether two secrets are equal, in time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

// Argon2id of a passphrase into `out`, with a 16-byte salt. False when memory is not to be had.
bool stretch(std::string_view passphrase, std::string_view salt, std::uint32_t memory_kib,
             std::uint32_t passes, std::span<std::byte> out);

// An Ed25519 key pair; the seed is its whole secret.
class SigningKey {
 public:
  // From a 32-byte seed.
  explicit SigningKey(std::span<const std::byte> seed);

  [[nodiscard]] const Digest& public_key() const { return public_key_; }
  [[nodiscard]] std::span<const std::byte> seed() const;
  // 64 bytes; the same for the same message.
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  Secret expanded_;  // seed and public key, as libsodium keeps them
  Digest public_key_{};
};

// Whether the holder of the public key signed the message. Strict: no small-order key or point, no
// signature in a second form.
bool signed_by(const Digest& public_key, std::string_view message, std::string_view signature);

// ChaCha20-Poly1305 with a 12-byte nonce: the text encrypted and 16 bytes of tag. Encrypts where
// the text is, so a text moved in with room for the tag is nowhere else afterwards.
std::string seal(std::span<const std::byte> key, std::string_view nonce, std::string_view beside,
                 std::string text);
std::optional<std::string> unseal(std::span<const std::byte> key, std::string_view nonce,
                                  std::string_view beside, std::string_view sealed);
// XChaCha20-Poly1305 with a 24-byte nonce, which may be random.
std::string wrap(std::span<const std::byte> key, std::string_view nonce, std::string_view beside,
                 std::string_view text);
std::optional<std::string> unwrap(std::span<const std::byte> key, std::string_view nonce,
                                  std::string_view beside, std::string_view wrapped);

// An X25519 key pair from a secret of 32 bytes; whoever has the public half can close a letter that
// only the secret opens (libsodium's sealed box).
Digest letter_key(std::span<const std::byte> secret);
std::string close_letter(const Digest& letter_key, std::string_view text);
std::optional<std::string> open_letter(std::span<const std::byte> secret, std::string_view letter);

// The next length of the Padmé series, so that at most 12 % is added and at most O(log log n) bits
// of the length show. Source: Nikitin and others, PETS 2019. `size` >= 1.
std::size_t padded_size(std::size_t size);

}  // namespace caucus::record
