#include "caucus/record/cipher.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include <sodium/core.h>
#include <sodium/crypto_aead_chacha20poly1305.h>
#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/crypto_box.h>
#include <sodium/crypto_generichash.h>
#include <sodium/crypto_pwhash.h>
#include <sodium/crypto_scalarmult.h>
#include <sodium/crypto_sign.h>
#include <sodium/utils.h>

#include "caucus/base/assert.h"
#include "caucus/record/bytes.h"

namespace caucus::record {

Digest hmac_sha256(std::span<const std::byte> key, std::string_view message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, octets(key), key.size());
  crypto_auth_hmacsha256_update(&state, octets(message), message.size());
  Digest out;
  crypto_auth_hmacsha256_final(&state, octets(out));
  sodium_memzero(&state, sizeof state);
  return out;
}

void hkdf_sha256(std::span<const std::byte> input, std::string_view salt, std::string_view info,
                 std::span<std::byte> out) {
  CAUCUS_ASSERT(out.size() <= 255 * 32, "HKDF gives at most 8,160 bytes");
  Passing<32> extracted;
  extracted.bytes = hmac_sha256(as_bytes(salt), as_text(input));
  std::string block;
  for (std::size_t done = 0, round = 1; done < out.size(); ++round) {
    block += info;
    block += static_cast<char>(static_cast<unsigned char>(round));
    Passing<32> made;
    made.bytes = hmac_sha256(extracted.bytes, block);
    const std::size_t size = std::min<std::size_t>(32, out.size() - done);
    std::copy_n(made.bytes.begin(), size, out.begin() + static_cast<std::ptrdiff_t>(done));
    done += size;
    wipe(block);
    block.assign(as_text(made.bytes));
  }
  wipe(block);
}

Digest keyed_hash(std::span<const std::byte> key, std::string_view message) {
  Digest out;
  const int done = crypto_generichash(octets(out), out.size(), octets(message), message.size(),
                                      octets(key), key.size());
  CAUCUS_ASSERT(done == 0, "BLAKE2b takes keys up to 64 bytes");
  return out;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool stretch(std::string_view passphrase, std::string_view salt, std::uint32_t memory_kib,
             std::uint32_t passes, std::span<std::byte> out) {
  CAUCUS_ASSERT(sodium_init() >= 0, "libsodium finds what it needs");
  CAUCUS_ASSERT(salt.size() == crypto_pwhash_SALTBYTES, "Argon2id takes a salt of 16 bytes");
  return crypto_pwhash(octets(out), out.size(), passphrase.data(), passphrase.size(), octets(salt),
                       passes, std::size_t{memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

SigningKey::SigningKey(std::span<const std::byte> seed)
    : expanded_(std::size_t{crypto_sign_SECRETKEYBYTES}) {
  CAUCUS_ASSERT(seed.size() == crypto_sign_SEEDBYTES, "an Ed25519 seed has 32 bytes");
  crypto_sign_seed_keypair(octets(public_key_), octets(expanded_.bytes()), octets(seed));
}

std::span<const std::byte> SigningKey::seed() const {
  return expanded_.bytes().first(crypto_sign_SEEDBYTES);
}

std::string SigningKey::sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(octets(signature), nullptr, octets(message), message.size(),
                       octets(expanded_.bytes()));
  return signature;
}

bool signed_by(const Digest& public_key, std::string_view message, std::string_view signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(octets(signature), octets(message), message.size(),
                                     octets(public_key)) == 0;
}

std::string seal(std::span<const std::byte> key, std::string_view nonce, std::string_view beside,
                 std::string text) {
  CAUCUS_ASSERT(key.size() == 32 && nonce.size() == 12, "ChaCha20-Poly1305: 32-byte key, 12 nonce");
  const std::size_t size = text.size();
  text.resize(size + crypto_aead_chacha20poly1305_IETF_ABYTES);
  unsigned char* bytes = octets(text);
  crypto_aead_chacha20poly1305_ietf_encrypt(bytes, nullptr, bytes, size, octets(beside),
                                            beside.size(), nullptr, octets(nonce), octets(key));
  return text;
}

std::optional<std::string> unseal(std::span<const std::byte> key, std::string_view nonce,
                                  std::string_view beside, std::string_view sealed) {
  CAUCUS_ASSERT(key.size() == 32 && nonce.size() == 12, "ChaCha20-Poly1305: 32-byte key, 12 nonce");
  constexpr std::size_t tag = crypto_aead_chacha20poly1305_IETF_ABYTES;
  if (sealed.size() < tag) return std::nullopt;
  std::string text(sealed.size() - tag, '\0');
  if (crypto_aead_chacha20poly1305_ietf_decrypt(octets(text), nullptr, nullptr, octets(sealed),
                                                sealed.size(), octets(beside), beside.size(),
                                                octets(nonce), octets(key)) != 0)
    return std::nullopt;
  return text;
}

std::string wrap(std::span<const std::byte> key, std::string_view nonce, std::string_view beside,
                 std::string_view text) {
  CAUCUS_ASSERT(key.size() == 32 && nonce.size() == 24,
                "XChaCha20-Poly1305: 32-byte key, 24 nonce");
  std::string wrapped(text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(wrapped), nullptr, octets(text), text.size(),
                                             octets(beside), beside.size(), nullptr, octets(nonce),
                                             octets(key));
  return wrapped;
}

std::optional<std::string> unwrap(std::span<const std::byte> key, std::string_view nonce,
                                  std::string_view beside, std::string_view wrapped) {
  CAUCUS_ASSERT(key.size() == 32 && nonce.size() == 24,
                "XChaCha20-Poly1305: 32-byte key, 24 nonce");
  constexpr std::size_t tag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (wrapped.size() < tag) return std::nullopt;
  std::string text(wrapped.size() - tag, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(octets(text), nullptr, nullptr, octets(wrapped),
                                                 wrapped.size(), octets(beside), beside.size(),
                                                 octets(nonce), octets(key)) != 0)
    return std::nullopt;
  return text;
}

Digest letter_key(std::span<const std::byte> secret) {
  CAUCUS_ASSERT(secret.size() == 32, "an X25519 secret has 32 bytes");
  Digest out;
  const int done = crypto_scalarmult_base(octets(out), octets(secret));
  CAUCUS_ASSERT(done == 0, "every X25519 secret has a public half");
  return out;
}

std::string close_letter(const Digest& letter_key, std::string_view text) {
  std::string letter(text.size() + crypto_box_SEALBYTES, '\0');
  const int done = crypto_box_seal(octets(letter), octets(text), text.size(), octets(letter_key));
  CAUCUS_ASSERT(done == 0, "the recovery key is a point of the curve");
  return letter;
}

std::optional<std::string> open_letter(std::span<const std::byte> secret, std::string_view letter) {
  if (letter.size() < crypto_box_SEALBYTES) return std::nullopt;
  const Digest open_half = letter_key(secret);
  std::string text(letter.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(octets(text), octets(letter), letter.size(), octets(open_half),
                           octets(secret)) != 0)
    return std::nullopt;
  return text;
}

std::size_t padded_size(std::size_t size) {
  CAUCUS_ASSERT(size >= 1, "there is something to pad");
  const auto exponent = static_cast<unsigned>(std::bit_width(size) - 1);
  const auto kept = static_cast<unsigned>(std::bit_width(exponent));
  const unsigned dropped = exponent > kept ? exponent - kept : 0;
  const std::size_t mask = (std::size_t{1} << dropped) - 1;
  return (size + mask) & ~mask;
}

}  // namespace caucus::record
