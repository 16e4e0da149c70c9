#include "caucus/serve/peer_account.h"

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

constexpr std::string_view table =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout\n"
    "   0: 0100007F:21C2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 7\n"
    "   1: 0100007F:21C2 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 8\n"
    "   2: 0100007F:C350 0100007F:21C2 01 00000000:00000000 00:00000000 00000000  1000        0 9\n"
    "   3: 0100007F:C351 0100007F:21C2 01 00000000:00000000 00:00000000 00000000  1001        0 1\n"
    "   4: 0100007F:C352 0100007F:21C2 01 00000000:00000000 00:00000000 00000000     0        0 2\n"
    "   5: 0100007F:C353 0100007F:21C2 05 00000000:00000000 00:00000000 00000000     0        0 0\n"
    "   6: 0100007F:C354 0100007F:21C2 01 00000000:00000000 00:00000000 00000000 what        0 0\n";

Peer peer(std::uint16_t port, std::uint32_t own = 1000) {
  return peer_in(table, ends_of_four(port, 8642), own);
}

TEST_CASE("the other end's line tells its account") {
  CHECK(peer(50000) == Peer::welcome);
  CHECK(peer(50000, 1001) == Peer::other);
  CHECK(peer(50001) == Peer::other);
  CHECK(peer(50001, 1001) == Peer::welcome);
  CHECK(peer(50002) == Peer::welcome);  // the administrator
}

TEST_CASE("who is gone, or was never there, or cannot be read, is not welcome") {
  CHECK(peer(50003) == Peer::other);  // let go of: written as the administrator's
  CHECK(peer(50004) == Peer::other);
  CHECK(peer(50099) == Peer::other);
  CHECK(peer_in("", ends_of_four(50000, 8642), 1000) == Peer::other);
  CHECK(peer_in("\n\n 2:\n", ends_of_four(50000, 8642), 1000) == Peer::other);
  CHECK(peer_in(table, ends_of_six(50000, 8642), 1000) == Peer::other);
}

}  // namespace
}  // namespace caucus::serve
