// Whose program is at the other end of a connection within this machine?
//
// Other accounts of the machine can reach a server on 127.0.0.1 too, see the link in the list of
// processes while a browser is started, and lure a browser to a server of their own, which is then
// sent the desk's cookie (browsers keep cookies per name, not per port). None of that helps them if
// the desk only talks to programs of its own account.
//
// Errors: values; Linux says it. Complexity: linear in the connections
// of the machine. Source: Linux, proc(5), /proc/net/tcp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace caucus::serve {

// Both ends as the table writes them: the address's bytes as hexadecimal words of this machine, a
// colon, and the port: "0100007F:21C2".
struct ConnectionEnds {
  std::string peer;
  std::string own;
};
ConnectionEnds ends_of_four(std::uint16_t peer_port, std::uint16_t own_port);
ConnectionEnds ends_of_six(std::uint16_t peer_port, std::uint16_t own_port);

// Whose the peer's end is.
enum class Peer {
  welcome,  // of our own account, or of the administrator's, whom nothing here could keep out
  other,    // of another account; or gone already, and then it does not say whose it was
  unknown,  // the system does not say
};

// From the text of /proc/net/tcp; `own` is our account.
Peer peer_in(std::string_view table, const ConnectionEnds& ends, std::uint32_t own);

// From the table of the moment. `six`: both ends are ::1.
Peer peer_of(bool six, std::uint16_t peer_port, std::uint16_t own_port, std::uint32_t own);

}  // namespace caucus::serve
