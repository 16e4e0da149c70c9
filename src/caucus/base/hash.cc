#include "caucus/base/hash.h"

#include <new>

#include <sodium/crypto_hash_sha256.h>

#include "caucus/base/assert.h"

namespace caucus {

namespace {

using State = crypto_hash_sha256_state;

State* state_in(std::array<std::byte, 104>& room) {
  static_assert(sizeof(State) == 104 && alignof(State) <= 8, "hash.h leaves room for the state");
  return std::launder(reinterpret_cast<State*>(room.data()));
}

}  // namespace

Sha256::Sha256() : state_{} {
  ::new (state_.data()) State{};
  crypto_hash_sha256_init(state_in(state_));
}

Sha256& Sha256::update(std::span<const std::byte> bytes) {
  CAUCUS_ASSERT(!finished_, "a fingerprint takes bytes only before it is finished");
  crypto_hash_sha256_update(state_in(state_), reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
  return *this;
}

Sha256& Sha256::update(std::string_view bytes) {
  return update(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

Digest Sha256::finish() {
  CAUCUS_ASSERT(!finished_, "a fingerprint is finished once");
  finished_ = true;
  Digest digest;
  crypto_hash_sha256_final(state_in(state_), reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

Digest sha256(std::string_view bytes) {
  return Sha256().update(bytes).finish();
}

std::string to_hex(std::span<const std::byte> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const std::byte byte : bytes) {
    hex += digits[std::to_integer<std::size_t>(byte >> 4)];
    hex += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return hex;
}

std::optional<Digest> digest_from_hex(std::string_view hex) {
  constexpr std::string_view digits = "0123456789abcdef";
  Digest digest;
  if (hex.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const auto high = digits.find(hex[2 * i]);
    const auto low = digits.find(hex[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    digest[i] = static_cast<std::byte>(high * 16 + low);
  }
  return digest;
}

}  // namespace caucus
