#include "caucus/base/hash.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <sodium/crypto_hash_sha256.h>

#include "caucus/base/assert.h"
#include "caucus/base/sha_blocks.h"

namespace caucus {

namespace {

using State = crypto_hash_sha256_state;

State* state_in(std::array<std::byte, 104>& room) {
  static_assert(sizeof(State) == 104 && alignof(State) <= 8, "hash.h leaves room for the state");
  return std::launder(reinterpret_cast<State*>(room.data()));
}

// The same as libsodium's functions, on the same state, with the processor's instructions.
void take(State& state, const unsigned char* bytes, std::size_t size) {
  std::array<std::uint32_t, 8> words;
  std::memcpy(words.data(), state.state, sizeof words);
  const std::size_t held = state.count / 8 % 64;
  state.count += 8 * static_cast<std::uint64_t>(size);
  if (held > 0) {
    const std::size_t more = std::min(size, 64 - held);
    std::copy_n(bytes, more, state.buf + held);
    bytes += more;
    size -= more;
    if (held + more == 64) take_sha_blocks(words, state.buf, 1);
  }
  if (size > 0) {
    take_sha_blocks(words, bytes, size / 64);
    std::copy_n(bytes + size / 64 * 64, size % 64, state.buf);
  }
  std::memcpy(state.state, words.data(), sizeof words);
}

void put_big_endian(unsigned char* out, std::uint64_t number, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i)
    out[i] = static_cast<unsigned char>(number >> (8 * (width - 1 - i)));
}

void end(State& state, unsigned char* out) {
  // A one bit, zeros, and the number of bits, so that the last block is full.
  const std::uint64_t bits = state.count;
  const std::size_t held = bits / 8 % 64;
  std::array<unsigned char, 128> last{0x80};
  const std::size_t zeros_until = (held < 56 ? 56 : 120) - held;
  put_big_endian(last.data() + zeros_until, bits, 8);
  take(state, last.data(), zeros_until + 8);
  for (std::size_t i = 0; i < 8; ++i)
    put_big_endian(out + 4 * i, state.state[i], 4);
}

}  // namespace

Sha256::Sha256() : state_{} {
  ::new (state_.data()) State{};
  crypto_hash_sha256_init(state_in(state_));
}

Sha256& Sha256::update(std::span<const std::byte> bytes) {
  CAUCUS_ASSERT(!finished_, "a fingerprint takes bytes only before it is finished");
  if (bytes.empty()) return *this;
  const auto* octets = reinterpret_cast<const unsigned char*>(bytes.data());
  if (has_sha_instructions())
    take(*state_in(state_), octets, bytes.size());
  else
    crypto_hash_sha256_update(state_in(state_), octets, bytes.size());
  return *this;
}

Sha256& Sha256::update(std::string_view bytes) {
  return update(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

Digest Sha256::finish() {
  CAUCUS_ASSERT(!finished_, "a fingerprint is finished once");
  finished_ = true;
  Digest digest;
  auto* octets = reinterpret_cast<unsigned char*>(digest.data());
  if (has_sha_instructions())
    end(*state_in(state_), octets);
  else
    crypto_hash_sha256_final(state_in(state_), octets);
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
