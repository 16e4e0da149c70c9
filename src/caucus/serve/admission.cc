#include "caucus/serve/admission.h"

#include <algorithm>
#include <array>

#include <sodium.h>

#include "caucus/base/assert.h"

namespace caucus::serve {
namespace {

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

}  // namespace

std::string unguessable() {
  CAUCUS_ASSERT(sodium_init() >= 0, "the library of ciphers starts");
  std::array<std::byte, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return to_hex(bytes);
}

std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name) {
  std::optional<std::string_view> found;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = without_blanks(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    if (found) return std::nullopt;
    found = pair.substr(equals + 1);
  }
  return found;
}

std::string Admission::hand_out() {
  std::string key = unguessable();
  keys_.push_back(sha256(key));
  if (keys_.size() > keys_max) keys_.pop_front();
  return key;
}

Admission::Entry Admission::enter(std::string_view key) {
  const Digest digest = sha256(key);
  const auto at = std::find(keys_.begin(), keys_.end(), digest);
  if (at == keys_.end())
    return {used_.contains(digest) ? Use::used_before : Use::unknown, std::string()};
  keys_.erase(at);
  used_.insert(digest);
  const std::string value = unguessable();
  browsers_.push_back(sha256(value));
  if (browsers_.size() > browsers_max) browsers_.pop_front();
  return {Use::admitted, cookie_name_ + "=" + value + "; Path=/; HttpOnly; SameSite=Strict"};
}

bool Admission::admits(std::string_view cookie_header) const {
  const auto value = cookie_value(cookie_header, cookie_name_);
  if (!value || value->size() != 64) return false;
  return std::find(browsers_.begin(), browsers_.end(), sha256(*value)) != browsers_.end();
}

}  // namespace caucus::serve
