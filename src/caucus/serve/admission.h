// Who may ask? Whoever was handed a key from the terminal of the program, once.
//
// A key stands in the link that the terminal shows; opening the link uses it up and gives the
// browser a cookie, good until the program ends. Keys and cookies are 256 random bits and kept only
// as fingerprints, so that looking one up takes the same time whoever guesses. The cookie's name
// holds the port: browsers keep cookies of one machine together whatever the port, and two desks
// would overwrite each other's.
//
// Errors: none. Complexity: logarithmic in what was handed out. Not for use by several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "caucus/base/hash.h"

namespace caucus::serve {

// 256 bits that nobody can guess, as 64 hexadecimal digits.
std::string unguessable();

// The value of one cookie in the header `Cookie: a=1; b=2`; nothing where the name does not stand
// or stands twice.
std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name);

class Admission {
 public:
  explicit Admission(std::uint16_t port) : cookie_name_("caucus-" + std::to_string(port)) {}

  // Unused keys beyond this number are forgotten, the oldest first.
  static constexpr std::size_t keys_max = 16;
  // Browsers let in beyond this number throw out the first.
  static constexpr std::size_t browsers_max = 64;

  // A new key for one link.
  std::string hand_out();

  enum class Use { admitted, used_before, unknown };
  struct Entry {
    Use use;
    std::string cookie;  // the line for Set-Cookie; only if admitted
  };
  // Uses the key up.
  Entry enter(std::string_view key);

  // Whether the header `Cookie` of a request holds a cookie that was given here.
  [[nodiscard]] bool admits(std::string_view cookie_header) const;

 private:
  std::string cookie_name_;
  std::deque<Digest> keys_;
  std::set<Digest> used_;
  std::deque<Digest> browsers_;
};

}  // namespace caucus::serve
