// Sha256: are these the very same bytes?
//
// A fingerprint of content: cases, results of analysis, entries of a record. Two different inputs
// with the same fingerprint are not known to anybody. It says nothing about who wrote the bytes;
// signatures do that elsewhere.
//
// Errors: none; updating or finishing after finish() is a BrokenInvariant. Complexity: linear.
// Source: FIPS 180-4; computed by libsodium.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace caucus {

using Digest = std::array<std::byte, 32>;

class Sha256 {
 public:
  Sha256();

  // The pieces may be cut anywhere: only their concatenation counts.
  Sha256& update(std::span<const std::byte> bytes);
  Sha256& update(std::string_view bytes);
  // The fingerprint of everything given so far; ends the computation.
  Digest finish();

 private:
  // Room for libsodium's state, which only the .cc file knows.
  alignas(8) std::array<std::byte, 104> state_;
  bool finished_ = false;
};

Digest sha256(std::string_view bytes);

// Two lower-case hexadecimal digits per byte.
std::string to_hex(std::span<const std::byte> bytes);
// The reverse for a fingerprint; nothing unless exactly 64 lower-case hexadecimal digits.
std::optional<Digest> digest_from_hex(std::string_view hex);

}  // namespace caucus
