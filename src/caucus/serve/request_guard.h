// May this request be looked at at all? Decided from its first lines alone, before its body is
// read.
//
// A page on another site, or a name that was made to point at this machine (DNS rebinding), can let
// a browser send requests here; what it cannot do is choose Host, Origin and Sec-Fetch-Site, or add
// a header of its own without asking first, which is never granted. Who asks is another matter
// (admission.h).
//
// Errors: none; a request that is not in order gets a status and a sentence. Complexity: linear in
// the head. Source: Fetch Metadata (W3C), RFC 9110, RFC 9112.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/serve/application.h"

namespace caucus::serve {

inline constexpr std::size_t body_bytes_max = std::size_t{2} << 20U;
inline constexpr std::size_t head_bytes_max = std::size_t{32} << 10U;

// One line of the head, as it came; names in any case.
struct HeaderLine {
  std::string_view name;
  std::string_view value;
};

// The first lines of a request. The views point into the reader's buffer.
struct RequestHead {
  std::string_view method;  // "GET"
  std::string_view target;
  unsigned version = 11;  // 10 * major + minor
  std::vector<HeaderLine> lines;

  // The value of a header that may stand once; empty where it does not stand. A header that stands
  // more than once is refused by refusal_of, whichever of these it is.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
};

// "127.0.0.1:8642", "localhost:8642": what this server may be called.
std::vector<std::string> own_names(std::uint16_t port, bool six_too);

// Why not; token and sentence are for the answer.
struct Refusal {
  unsigned status;
  std::string_view token;
  std::string_view sentence;
};

// Nothing where the request may be looked at. `names` are those of own_names.
std::optional<Refusal> refusal_of(const RequestHead& head, const std::vector<std::string>& names);

// Letters of ASCII alone, as header names and host names are compared.
bool same_ignoring_case(std::string_view a, std::string_view b);

}  // namespace caucus::serve
