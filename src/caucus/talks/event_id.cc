#include "caucus/talks/event_id.h"

#include "caucus/base/hash.h"

namespace caucus {
namespace {

std::optional<unsigned> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  return std::nullopt;
}

}  // namespace

std::string to_string(const EventId& id) {
  return to_hex(id.bytes);
}

std::optional<EventId> event_id_from(std::string_view hex) {
  EventId id;
  if (hex.size() != 2 * id.bytes.size()) return std::nullopt;
  for (std::size_t at = 0; at < id.bytes.size(); ++at) {
    const auto high = digit(hex[2 * at]);
    const auto low = digit(hex[2 * at + 1]);
    if (!high || !low) return std::nullopt;
    id.bytes[at] = static_cast<std::byte>(*high * 16 + *low);
  }
  return id;
}

}  // namespace caucus
