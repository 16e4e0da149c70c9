#include "caucus/serve/peer_account.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include <fmt/format.h>

#include "caucus/base/file.h"

namespace caucus::serve {
namespace {

constexpr std::size_t table_bytes_max = std::size_t{32} << 20U;

// The next word of a line; the line loses it.
std::string_view next_word(std::string_view& line) {
  const std::size_t start = line.find_first_not_of(' ');
  if (start == std::string_view::npos) return line = {};
  line.remove_prefix(start);
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  return word;
}

}  // namespace

ConnectionEnds ends_of_four(std::uint16_t peer_port, std::uint16_t own_port) {
  constexpr bool little = std::endian::native == std::endian::little;
  constexpr std::string_view address = little ? "0100007F" : "7F000001";
  return {fmt::format("{}:{:04X}", address, peer_port),
          fmt::format("{}:{:04X}", address, own_port)};
}

ConnectionEnds ends_of_six(std::uint16_t peer_port, std::uint16_t own_port) {
  constexpr bool little = std::endian::native == std::endian::little;
  constexpr std::string_view address =
      little ? "00000000000000000000000001000000" : "00000000000000000000000000000001";
  return {fmt::format("{}:{:04X}", address, peer_port),
          fmt::format("{}:{:04X}", address, own_port)};
}

Peer peer_in(std::string_view table, const ConnectionEnds& ends, std::uint32_t own) {
  while (!table.empty()) {
    std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(line.size() + 1, table.size()));
    next_word(line);  // the number of the line
    // Local and remote as the peer sees them: its end is local.
    if (next_word(line) != ends.peer || next_word(line) != ends.own) continue;
    const bool established = next_word(line) == "01";
    for (int skipped = 0; skipped < 3; ++skipped)
      next_word(line);  // queues, timer, retransmissions
    const std::string_view word = next_word(line);
    std::uint32_t account = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), account);
    if (error != std::errc() || end != word.data() + word.size()) return Peer::other;
    // An end that its program has let go of is written as the administrator's.
    return account == own || (account == 0 && established) ? Peer::welcome : Peer::other;
  }
  return Peer::other;
}

Peer peer_of(bool six, std::uint16_t peer_port, std::uint16_t own_port, std::uint32_t own) {
  const Result<std::string> table =
      read_file(six ? "/proc/net/tcp6" : "/proc/net/tcp", table_bytes_max);
  if (!table) return Peer::unknown;
  return peer_in(*table, six ? ends_of_six(peer_port, own_port) : ends_of_four(peer_port, own_port),
                 own);
}

}  // namespace caucus::serve
