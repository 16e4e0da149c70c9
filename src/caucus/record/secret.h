// Secret: where do keys and passphrases live while the program runs?
//
// In pages that are locked in memory (never swapped), fenced by guard pages, left out of core
// dumps, and overwritten when they are let go. A Secret moves and is never copied or printed.
//
// Errors: std::bad_alloc when the system will not lock the page. Complexity: one page or more per
// Secret, so hold few of them. Computed by libsodium.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace caucus::record {

using Key = std::array<std::byte, 32>;

class Secret {
 public:
  // No bytes at all.
  Secret() = default;
  // That many zero bytes, to be filled in.
  explicit Secret(std::size_t size);
  // A copy of these bytes; wiping the original is the caller's affair.
  explicit Secret(std::string_view bytes);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  // The bytes, good for as long as the Secret lives.
  [[nodiscard]] std::span<std::byte> bytes() { return {data_, size_}; }
  [[nodiscard]] std::span<const std::byte> bytes() const { return {data_, size_}; }
  // The same as text, e.g. to write the recovery text to its file.
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

// Overwrites bytes in a way that the compiler does not leave out.
void wipe(std::span<std::byte> bytes) noexcept;
void wipe(std::string& text) noexcept;

// Bytes that are overwritten when the scope ends: keys of one entry, on the stack.
template <std::size_t size>
struct Passing {
  std::array<std::byte, size> bytes{};

  Passing() = default;
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;
  ~Passing() { wipe(bytes); }
};

// Sets the size of core dumps to nothing and tells the kernel not to let others look into this
// process. For main(), before a passphrase is read. False when the system refuses.
bool forbid_core_dumps() noexcept;

}  // namespace caucus::record
