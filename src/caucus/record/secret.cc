#include "caucus/record/secret.h"

#include <cstring>
#include <new>
#include <utility>

#include <sodium/core.h>
#include <sodium/utils.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "caucus/base/assert.h"

namespace caucus::record {

Secret::Secret(std::size_t size) : size_(size) {
  CAUCUS_ASSERT(sodium_init() >= 0, "libsodium finds what it needs");
  if (size == 0) return;
  // Locked where the system allows it; a small limit on locked memory is no reason to refuse work.
  data_ = static_cast<std::byte*>(sodium_malloc(size));
  if (data_ == nullptr) throw std::bad_alloc();
  std::memset(data_, 0, size);
}

Secret::Secret(std::string_view bytes) : Secret(bytes.size()) {
  if (!bytes.empty()) std::memcpy(data_, bytes.data(), bytes.size());
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() {
  sodium_free(data_);
}

std::string_view Secret::text() const {
  return {reinterpret_cast<const char*>(data_), size_};
}

void wipe(std::span<std::byte> bytes) noexcept {
  if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

void wipe(std::string& text) noexcept {
  if (!text.empty()) sodium_memzero(text.data(), text.size());
}

bool forbid_core_dumps() noexcept {
  const rlimit none{0, 0};
  const bool limited = ::setrlimit(RLIMIT_CORE, &none) == 0;
  return ::prctl(PR_SET_DUMPABLE, 0) == 0 && limited;
}

}  // namespace caucus::record
