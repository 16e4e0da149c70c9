// EventId: which entry of the talks is meant, on any machine and in any file?
//
// 128 bits. The id of an event typed at a desk is random and handed in by the caller; the id of an
// event read from a script is derived from its content (event_text.h), so that importing the same
// script twice changes nothing. Ids carry no order and no count: they tell a reader nothing about
// what else there is.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace caucus {

struct EventId {
  std::array<std::byte, 16> bytes{};

  // The order of the bytes: for lists that must come out the same everywhere.
  friend auto operator<=>(const EventId&, const EventId&) = default;
};

// 32 lower-case hexadecimal digits.
std::string to_string(const EventId& id);
// The reverse; nothing for any other text.
std::optional<EventId> event_id_from(std::string_view hex);

}  // namespace caucus

// The bytes are random or from a hash, so any eight of them will do.
template <>
struct std::hash<caucus::EventId> {
  std::size_t operator()(const caucus::EventId& id) const noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, id.bytes.data(), sizeof word);
    return static_cast<std::size_t>(word);
  }
};
