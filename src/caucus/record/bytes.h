// Bytes: numbers in big-endian order, and the same memory seen as text or as bytes.
//
// The record's formats are fixed-width and have one form each. These are the only functions that
// write and read their numbers.
//
// Errors: none; reading asks for a view that is long enough (BrokenInvariant otherwise).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "caucus/base/assert.h"
#include "caucus/base/hash.h"

namespace caucus::record {

// The same bytes under another type.
// The view is good for as long as what it looks at.
inline std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::byte> as_bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}
// For libsodium and SQLite, which speak of unsigned char. Text and bytes that are only looked at
// come first, then what is written to; an array of bytes is either.
inline const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline const unsigned char* octets(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* octets(std::span<std::byte> bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}
template <std::size_t size>
const unsigned char* octets(const std::array<std::byte, size>& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
template <std::size_t size>
unsigned char* octets(std::array<std::byte, size>& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}
inline unsigned char* octets(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

// Appends a number of that many bytes, most significant first.
inline void put(std::string& out, std::uint64_t number, std::size_t width) {
  CAUCUS_ASSERT(width <= 8, "a number has at most eight bytes");
  std::array<char, 8> bytes;
  for (std::size_t i = 0; i < width; ++i)
    bytes[i] = static_cast<char>(static_cast<unsigned char>(number >> (8 * (width - 1 - i))));
  out.append(bytes.data(), width);
}
// The number in the bytes [at, at + width).
inline std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  CAUCUS_ASSERT(at + width <= bytes.size(), "a number lies inside its bytes");
  std::uint64_t number = 0;
  for (std::size_t i = at; i < at + width; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}
// The `size` bytes from `at` on as an array, for ids, digests and keys, whose sizes are part of
// their types.
template <std::size_t size>
std::array<std::byte, size> array_at(std::string_view bytes, std::size_t at) {
  CAUCUS_ASSERT(at + size <= bytes.size(), "an array lies inside its bytes");
  std::array<std::byte, size> out;
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<std::byte>(bytes[at + i]);
  return out;
}

// A number or text from a file of somebody else: exactly the form that we write, or nothing.
//
// Hexadecimal digits (lower case, two per byte) to bytes; nothing when they are anything else.
std::optional<std::string> bytes_from_hex(std::string_view hex);
// A number as people write it: digits without sign or leading zero, below 2^63; or nothing.
std::optional<std::uint64_t> number_from(std::string_view digits);

// The DSSE pre-authentication encoding: what is signed for a body of some type. No body of one type
// is ever mistaken for a body of another.
std::string pre_authentication(std::string_view type, std::string_view body);
// A fingerprint that has taken the beginning of that encoding and waits for `size` bytes of body.
Sha256 encoded_hash(std::string_view type, std::size_t size);

}  // namespace caucus::record
